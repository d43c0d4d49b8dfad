"""A third look: forms that neither of the others had."""
import argparse
import collections
import functools
from abc import ABC, abstractmethod
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace

import attrs
from datasets import load_dataset
from faster_whisper import WhisperModel
from litellm import acompletion
from openai import AzureOpenAI, OpenAI
from sentence_transformers import SentenceTransformer
from transformers import AutoModel, AutoTokenizer, BitsAndBytesConfig, pipeline

Preset = collections.namedtuple("Preset", "name repo quant")
PRESETS = [
    Preset("xs", "Qwen/Qwen2.5-Math-1.5B", None),
    Preset(name="sm", repo="Qwen/Qwen2.5-Math-7B", quant="nf4/double"),
]
BY_NAME = {p.name: p for p in PRESETS}


def preset(kind):
    return AutoModel.from_pretrained(BY_NAME[kind].repo)


class Source(ABC):
    @property
    @abstractmethod
    def repo(self) -> str: ...

    def load(self):
        return AutoTokenizer.from_pretrained(self.repo)


class German(Source):
    repo = "LSX-UniWue/ModernGBERT_134M"
    table = "lang/de"


class Czech(Source):
    @property
    def repo(self):
        return "ufal/robeczech-base"


@attrs.frozen
class Ears:
    size: str = attrs.field(default="distil-small.en", validator=attrs.validators.instance_of(str))

    def make(self):
        return WhisperModel(self.size)


@dataclass
class Job:
    start: str = "HuggingFaceTB/SmolLM2-135M"
    corpus: str = "roneneldan/TinyStories"
    into: str = "runs/job"


def run(job: Job = Job()):
    data = load_dataset(job.corpus, split="train[:1%]")
    return AutoModel.from_pretrained(job.start), data


bigger = replace(Job(), start="HuggingFaceTB/SmolLM2-360M-Instruct")
run(bigger)


@contextmanager
def client(deployment="gpt-4o-2024-11-20", endpoint="https://desk-eu.openai.azure.com"):
    yield AzureOpenAI(azure_endpoint=endpoint, azure_deployment=deployment, api_version="2024-10-21")


async def ask(prompt, *, model="openrouter/qwen/qwen-2.5-72b-instruct"):
    return await acompletion(model=model, messages=[])


def classify(texts, task="zero/shot", name: "str | None" = None):
    name = name or (
        "MoritzLaurer/deberta-v3-base-zeroshot-v2.0"
        if len(texts) < 100
        else "MoritzLaurer/ModernBERT-base-zeroshot-v2.0"
    )
    return pipeline("zero-shot-classification", model=name)


def by_try():
    try:
        name = open("/etc/model").read()
    except FileNotFoundError:
        name = "sentence-transformers/static-retrieval-mrl-en-v1"
    return SentenceTransformer(name)


def nested():
    def inner(repo="BAAI/bge-base-en"):
        return SentenceTransformer(repo)
    return inner()


@functools.lru_cache
def cached(which):
    if which == "code":
        return SentenceTransformer("jinaai/jina-embeddings-v2-base-code", trust_remote_code=True)
    elif which in {"law/eu", "law/us"}:
        raise KeyError("law/any")
    return SentenceTransformer({"fi": "TurkuNLP/sbert-cased-finnish-paraphrase"}[which])


parser = argparse.ArgumentParser(description="score org/name")
parser.add_argument("--generator", choices=["o3-2025-04-16", "gpt-4.5-preview-2025-02-27"], default="o3-2025-04-16")
parser.add_argument("--url", default="https://generation.archipel.cloud/v1")
parser.add_argument("--site", default="https://archipel.cloud/blog")
opts = parser.parse_args()
OpenAI(base_url=opts.url).responses.create(model=opts.generator, input="a/b")
print(asdict(Job()), BitsAndBytesConfig(bnb_4bit_quant_type="nf4"), f"{opts.generator}/used")
