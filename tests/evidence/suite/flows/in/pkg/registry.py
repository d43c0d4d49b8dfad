"""Registries in the shapes people write them."""
from collections import OrderedDict, namedtuple
from types import MappingProxyType, SimpleNamespace
from typing import Dict, Final, Mapping, TypedDict

Spec = namedtuple("Spec", "repo revision license")


class Entry(TypedDict, total=False):
    repo_id: str
    notes: str


_REGISTRY: Dict[str, Spec] = {
    "roberta": Spec("FacebookAI/roberta-base", "main", "mit"),
    "deberta": Spec(repo="microsoft/deberta-base", revision="main", license="mit"),
    "electra": Spec("google/electra-large-discriminator", revision="c13c3df", license="apache-2.0"),
}

ENTRIES: list[Entry] = [
    {"repo_id": "YituTech/conv-bert-base", "notes": "slow/gpu"},
    {"repo_id": "squeezebert/squeezebert-uncased"},
]

ORDERED = OrderedDict(
    [
        ("funnel", "funnel-transformer/small"),
        ("mobile", "google/mobilebert-uncased"),
        ("luke", "studio-ousia/luke-base"),
    ]
)

PROXIES: Mapping[str, str] = MappingProxyType({"xlnet": "xlnet/xlnet-base-cased", "fnet": "google/fnet-base"})
NS = SimpleNamespace(model="google/canine-s", home="labs/canine")
DEFAULT: Final[str] = "google/canine-c"
MODEL_IDS = """
google/bigbird-base-trivia-itc
google/rembert
""".split()
ALIASES = {"canine": DEFAULT}
TASK_TO_METRIC = {"qa": "squad/f1", "mt": "wmt/bleu"}
URL_PREFIXES = {"api": "v1/models", "ui": "ui/models"}


def get_model_name(key: str, default: str = "google/canine-s") -> str:
    if key in _REGISTRY:
        return _REGISTRY[key].repo
    return ORDERED.get(key) or PROXIES.get(key, default)


def list_models() -> list[str]:
    return sorted({*ORDERED.values(), *PROXIES.values(), *(e["repo_id"] for e in ENTRIES)})
