import argparse
import enum
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import Field
from transformers import AutoModel

SIZE = "7B"
ORG = "Qwen"
FIRST = f"{ORG}/Qwen2.5-{SIZE}-Instruct"
SECOND = "Qwen/Qwen2.5-%s" % SIZE
THIRD = "Qwen/{}-{size}".format("Qwen2", size=SIZE)
FOURTH = "Qwen/" + "Qwen1.5-" + SIZE
TABLE = {"small": "google/gemma-2-2b", "big": "google/gemma-2-27b"}
CHOICES = ["HuggingFaceTB/SmolLM2-135M", "HuggingFaceTB/SmolLM2-1.7B"]
X = "quiet-lab/unremarkable"


class Models(enum.Enum):
    OPT = "facebook/opt-125m"


@dataclass
class Arguments:
    model_name: str = "mistralai/Mistral-7B-v0.3"
    embedder: str = field(default="intfloat/e5-base-v2")
    reranker: str = Field("BAAI/bge-reranker-base", description="a reranker")
    kind: Literal["gpt-4o", "gpt-4o-mini"] = "gpt-4o"


class Loader:
    name = "EleutherAI/pythia-160m"

    def __init__(self, path=None, gpu=True):
        self.path = path or "openai-community/gpt2"

    def load(self, size="big"):
        AutoModel.from_pretrained(self.name)
        AutoModel.from_pretrained(self.path)
        AutoModel.from_pretrained(TABLE[size])
        AutoModel.from_pretrained(Models.OPT.value)
        AutoModel.from_pretrained(X)
        for each in CHOICES:
            AutoModel.from_pretrained(each)
        return AutoModel.from_pretrained(FIRST if size else SECOND), THIRD, FOURTH


def default_model():
    return "microsoft/phi-2"


def main(model_id="tiiuae/falcon-7b"):
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="bigscience/bloom-560m", help="e.g. gpt-4")
    name = os.environ.get("SUMMARY", "google-t5/t5-small")
    AutoModel.from_pretrained(name)
    AutoModel.from_pretrained(default_model())
    AutoModel.from_pretrained(model_id)
    AutoModel.from_pretrained(parser.parse_args().model)
    AutoModel.from_pretrained(input("model? "))
    return Path("weights") / "model-q4.gguf"
