"""Names and claims in the free key-value metadata that several weight formats carry."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from scanner.evidence.weights.header import Named, models, states
from scanner.model.evidence import Evidence, Relation, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.model.file import File

#: Keys that name a model this one was made from.
_BASES = re.compile(
    r"(?:modelspec\.)?(?:base_model(?:$|[_:.](?:name_or_path|name|id|repo|repo_id|path|\d+)).*"
    r"|parent_model|merged_from)|ss_sd_model_name|base_model_name_or_path",
    re.IGNORECASE,
)
_TITLES = ("modelspec.title", "general.name", "model_name", "name")
_CLAIMS = {
    "license": ("license", "modelspec.license", "general.license"),
    "organization": ("modelspec.author", "author", "general.organization"),
    "quantization": ("quantization", "quantization_method", "quant_method"),
    "architecture": ("modelspec.architecture", "architecture"),
}
#: What tools write where they know no name.
_NO_NAMES = frozenset(
    ["", "none", "null", "unknown", "model", "custom", "pt", "untitled", "lora", "n/a"]
)


def stated(file: File, metadata: Mapping[str, str]) -> Iterator[Evidence | Statement]:
    """Yield a row for each model that the metadata names, and what it claims of the file."""
    yield from models(file, list(_named(metadata)))
    for claim, keys in _CLAIMS.items():
        for key in keys:
            yield from states(file, claim, metadata.get(key))


def _named(metadata: Mapping[str, str]) -> Iterator[Named]:
    for key in sorted(metadata):
        if _BASES.fullmatch(key):
            for text in _texts(metadata[key]):
                yield Named(text)
    for key in _TITLES:
        if metadata.get(key, "").strip().lower() not in _NO_NAMES:
            yield Named(metadata[key], Relation.USES)
            return


def _texts(value: str) -> Iterator[str]:
    """Yield the names in a value: one, a comma-separated list, or a JSON list."""
    texts: object = None
    if value.startswith("["):
        try:
            texts = json.loads(value)
        except (ValueError, RecursionError):
            texts = None
    listed = texts if isinstance(texts, list) else value.split(",")
    for text in listed:
        if isinstance(text, str) and text.strip().lower() not in _NO_NAMES:
            yield text.strip()
