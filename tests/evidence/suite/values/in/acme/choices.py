import os
import platform
from pathlib import Path

import torch
from llama_cpp import Llama
from openai import OpenAI
from transformers import AutoModel, AutoModelForSequenceClassification, pipeline

WEIGHTS = Path("/srv/weights")
FILE = "qwen2.5-7b-instruct-q5_k_m.gguf"


class Ranker:
    checkpoint = "BAAI/bge-reranker-base"
    threshold = 0.3

    def __init__(self, name: str | None = None):
        self.model = AutoModelForSequenceClassification.from_pretrained(name or self.checkpoint)


class Vision:
    def __init__(self):
        self.backbone = "facebook/dinov2-base"
        self.route = "vision/embed"

    def load(self):
        return AutoModel.from_pretrained(self.backbone)


def by_hardware():
    name = "Qwen/Qwen2.5-7B-Instruct" if torch.cuda.is_available() else "Qwen/Qwen2.5-0.5B-Instruct"
    return pipeline("text-generation", model=name)


def by_branch(kind):
    if kind == "large":
        checkpoint = "microsoft/deberta-v3-large"
    elif kind == "small":
        checkpoint = "microsoft/deberta-v3-small"
    else:
        checkpoint = "microsoft/deberta-v3-base"
    return AutoModel.from_pretrained(checkpoint)


def by_default(name=None):
    name = name or "albert-base-v2"
    return AutoModel.from_pretrained(name)


def by_get(options):
    return AutoModel.from_pretrained(options.get("checkpoint", "microsoft/mpnet-base"))


def by_loop():
    for name in ("prajjwal1/bert-tiny", "prajjwal1/bert-mini"):
        yield AutoModel.from_pretrained(name)


def by_path():
    return Llama(model_path=str(WEIGHTS / "chat" / FILE), verbose=False)


def by_os_path():
    return Llama(model_path=os.path.join("/srv/weights", "phi-3-mini-4k-instruct-q4.gguf"))


def by_helper():
    return _load("nlpaueb/legal-bert-base-uncased")


def _load(repo):
    return AutoModel.from_pretrained(repo)


def by_return():
    return OpenAI().chat.completions.create(model=_pick(), messages=[])


def _pick():
    if platform.system() == "Darwin":
        return "gpt-4.1-mini"
    return "gpt-4.1"


def by_kwargs():
    options = {"model": "gpt-4o-2024-05-13", "temperature": 0}
    return OpenAI().chat.completions.create(**options, messages=[])


def by_walrus():
    if name := "google/electra-small-discriminator":
        return AutoModel.from_pretrained(name)
    return None


def by_tuple():
    model_id, revision = "databricks/dolly-v2-3b", "main"
    return AutoModel.from_pretrained(model_id, revision=revision)


def by_user():
    return AutoModel.from_pretrained(input("model? "))


def by_dict():
    table = {"en": "dslim/bert-base-NER", "zh": "ckiplab/bert-base-chinese-ner"}
    language = "en"
    return pipeline("ner", model=table[language])


def by_comparison(config):
    if config._name_or_path == "facebook/opt-125m":
        return None
    assert config.model_type not in {"llava/llava", "qwen2_vl"}
    return config
