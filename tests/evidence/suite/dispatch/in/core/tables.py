"""Choices by table."""
import enum
import itertools
from dataclasses import dataclass
from typing import NamedTuple

from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoModel, AutoTokenizer, pipeline

SIZES = {
    "s": "google/gemma-3-1b-pt",
    "m": "google/gemma-3-4b-pt",
    "none": "none/none",
}
EXTRA = {"xl": "google/gemma-3-27b-pt"}
ALL = SIZES | EXTRA
MORE = {**ALL, "xxl": "google/gemma-2-27b"}


class Embed(str, enum.Enum):
    SMALL = "avsolatorio/GIST-small-Embedding-v0"
    LARGE = "avsolatorio/GIST-large-Embedding-v0"

    @property
    def folder(self):
        return "vectors/" + self.name


class Spec(NamedTuple):
    repo: str
    dim: int


@dataclass(frozen=True)
class Voice:
    speaker: str
    source: str = "facebook/mms-tts-eng"


RANKERS = {
    "tiny": Spec("cross-encoder/ms-marco-TinyBERT-L-2-v2", 1),
    "base": Spec(repo="BAAI/bge-reranker-base", dim=1),
}
VOICES = [Voice("a"), Voice("b", source="facebook/mms-tts-deu")]


def sized(args):
    return AutoModel.from_pretrained(MORE[args.size])


def embedded(which: Embed = Embed.SMALL):
    return SentenceTransformer(which.value)


def ranked(kind):
    spec = RANKERS[kind]
    return CrossEncoder(spec.repo)


def voiced(i):
    return pipeline("text-to-speech", model=VOICES[i].source)


def product():
    for org, size in itertools.product(("EleutherAI",), ("pythia-70m", "pythia-160m")):
        yield AutoTokenizer.from_pretrained(f"{org}/{size}")


def zipped():
    for label, name in zip(("a/b", "c/d"), ["google/mobilebert-uncased", "squeezebert/squeezebert-uncased"]):
        yield label, AutoModel.from_pretrained(name)


LOADED = [AutoModel.from_pretrained(n) for n in ("camembert-base", "flaubert/flaubert_small_cased")]
NAMES = [f"microsoft/deberta-v3-{s}" for s in ("xsmall", "small")]
PIPES = {n: pipeline("fill-mask", model=n) for n in NAMES}
