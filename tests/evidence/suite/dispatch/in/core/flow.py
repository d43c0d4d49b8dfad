"""How a name can travel."""
import functools
import os
from pathlib import Path

import instructor
import modal
import outlines
import ell
import spacy
from huggingface_hub import hf_hub_download, snapshot_download
from litellm import completion
from openai import OpenAI
from transformers import AutoModel, AutoProcessor, AutoTokenizer, pipeline

os.environ.setdefault("DESK_TAGGER", "flair/ner-english-fast")
TAGGER = AutoModel.from_pretrained(os.environ["DESK_TAGGER"])
client = OpenAI()


class Base:
    name = "google/owlvit-base-patch32"
    tokenizer = None

    @classmethod
    def load(cls):
        return AutoModel.from_pretrained(cls.name)


class Child(Base):
    name = "google/owlv2-base-patch16"
    family = "owl/v2"

    def both(self):
        return AutoProcessor.from_pretrained(self.name), AutoProcessor.from_pretrained(super().name)


def matched(kind: str):
    match kind:
        case "code":
            name = "Salesforce/codet5-small"
        case "text":
            name = "google/t5-efficient-tiny"
        case _:
            raise ValueError("neither code/text")
    return AutoModel.from_pretrained(name)


def walrus():
    if (name := "uclanlp/plbart-base"):
        return AutoModel.from_pretrained(name)


def starred():
    first, *rest = ["google/bigbird-roberta-base", "google/bigbird-pegasus-large-arxiv"]
    return AutoModel.from_pretrained(first), [AutoModel.from_pretrained(r) for r in rest]


load_bart = functools.partial(AutoModel.from_pretrained, "facebook/bart-base")
ask = functools.partial(completion, model="command-r-08-2024", temperature=0)


@ell.simple(model="gpt-4o-mini")
def greet(name):
    """Say hi to a/b."""
    return f"Hello {name}"


app = modal.App("desk/app")
image = modal.Image.debian_slim().env({"HF_HOME": "cache/hub", "ENCODER_MODEL": "intfloat/e5-small"})


@app.cls(gpu="A10G", image=image)
class Remote:
    model_id: str = modal.parameter(default="Qwen/Qwen2-VL-2B-Instruct")

    @modal.enter()
    def start(self):
        self.model = AutoModel.from_pretrained(self.model_id)


KW = dict(model="gpt-4-0613", temperature=0)
client.chat.completions.create(messages=[], **KW)
OPTIONS = {"messages": [], "model": "gpt-3.5-turbo-0125"}
client.chat.completions.create(**OPTIONS | {"seed": 1})

HOME = Path("microsoft") / "table-transformer-detection"
table = AutoModel.from_pretrained(str(HOME))
joined = AutoModel.from_pretrained("/".join(["microsoft", "trocr-small-printed"]))
lowered = AutoModel.from_pretrained("MICROSOFT/Layoutlm-Base-Uncased".lower())
replaced = AutoTokenizer.from_pretrained("openai/whisper-SIZE.en".replace("SIZE", "tiny"))
cut = pipeline("fill-mask", model="hf:google/canine-s".removeprefix("hf:"))
part = spacy.load("es_core_news_sm/config".split("/")[0])
chained = AutoModel.from_pretrained("a" and os.getenv("X") or ("microsoft/xtremedistil-l6-h256-uncased" if os.name else "microsoft/xtremedistil-l12-h384-uncased"))


def constant():
    return "google/fnet-base"


def default(name=None):
    name = constant() if name is None else name
    return AutoModel.from_pretrained(name)


def spec():
    return {"repo_id": "ggml-org/models", "filename": "tinyllamas/stories260K.gguf"}


stories = hf_hub_download(**spec())
patched = instructor.from_provider("cohere/command-a-03-2025")
generator = outlines.from_transformers(AutoModel.from_pretrained("roneneldan/TinyStories-33M"), AutoTokenizer.from_pretrained("roneneldan/TinyStories-33M"))
ids = ["timm/mobilenetv3_small_100.lamb_in1k"]
for repo in ids:
    snapshot_download(repo_id=repo)
