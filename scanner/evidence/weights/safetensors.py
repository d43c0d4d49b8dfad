"""A safetensors file states in its header what it holds, and often what it was made from.

*What it reads:* eight bytes with the length of a JSON object, and that object; never tensor data.
``__metadata__`` may name base models (``base_model*``, ``ss_sd_model_name``), a title and a licence
(``modelspec.*``, ``license``). *Gives:* the weight file and one model for each name stated.

*Limits:* headers above 25 MB are a gap (the format allows 100 MB).

*Source:* safetensors, "Format"; ModelSpec 1.0 (``modelspec.*``); kohya-ss metadata (``ss_*``).
"""

from __future__ import annotations

import json
import re
import struct
from typing import TYPE_CHECKING

from scanner.evidence.weights.header import (
    Cursor,
    Named,
    is_pointer,
    models,
    states,
    weight_file,
)
from scanner.model.evidence import Evidence, Gap, Relation, Statement
from scanner.model.file import Unreadable, parse_json
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_LENGTH = struct.Struct("<Q")
_HEADER_LIMIT_BYTES = 25_000_000

#: Keys of ``__metadata__`` that name a model this one was made from.
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
}  # fmt: skip
#: What tools write where they know no name.
_NO_NAMES = frozenset(
    {"none", "null", "unknown", "model", "custom", "pt", "untitled", "lora", "n/a"}
)


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the weight file and what its header states."""
    if is_pointer(file.read(0, 64)):
        return
    yield weight_file(file)
    header, start = _header(file)
    yield from states(file, "format", "safetensors")
    yield from _lies(file, header, file.size_bytes - start)
    metadata = header.get("__metadata__", {})
    if not isinstance(metadata, dict):
        yield Gap(file.at(1), f"__metadata__ is no object but {type(metadata).__name__}")
        return
    texts = {key: value for key, value in metadata.items() if isinstance(value, str)}
    yield from models(file, list(_named(texts)))
    for claim, keys in _CLAIMS.items():
        for key in keys:
            yield from states(file, claim, texts.get(key))


def _header(file: File) -> tuple[dict[str, object], int]:
    """Return the header and where it ends."""
    cursor = Cursor(file, limit_bytes=_HEADER_LIMIT_BYTES + _LENGTH.size)
    length = cursor.number(_LENGTH)
    if length > file.size_bytes - _LENGTH.size:
        raise Unreadable(f"header of {length} bytes in a file of {file.size_bytes} bytes")
    if length > _HEADER_LIMIT_BYTES:
        raise Unreadable(f"header of {length} bytes; more than {_HEADER_LIMIT_BYTES} are not read")
    value = parse_json(cursor.take(length).decode("utf-8", "replace"))
    if not isinstance(value, dict):
        raise Unreadable("header is no JSON object")
    return value, cursor.position


def _lies(file: File, header: dict[str, object], room: int) -> Iterator[Gap]:
    """Yield a gap if the tensors that the header lists are not all in the ``room`` bytes after."""
    end = 0
    for tensor in header.values():
        offsets = tensor.get("data_offsets") if isinstance(tensor, dict) else None
        if isinstance(offsets, list) and len(offsets) == 2 and isinstance(offsets[1], int):  # noqa: PLR2004 (begin, end)
            end = max(end, offsets[1])
    if end > room:
        yield Gap(file.at(1), f"header lists {end} bytes of tensors, the file holds {room}")


def _named(metadata: dict[str, str]) -> Iterator[Named]:
    for key in sorted(metadata):
        if _BASES.fullmatch(key):
            for text in _texts(metadata[key]):
                yield Named(text)
    for key in _TITLES:
        if metadata.get(key, "").strip().lower() not in {"", *_NO_NAMES}:
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
        if isinstance(text, str) and text.strip().lower() not in {"", *_NO_NAMES}:
            yield text.strip()


DETECTOR = Detector(
    id="safetensors", patterns=("*.safetensors",), triggers=(), detect=detect, weights=True
)
