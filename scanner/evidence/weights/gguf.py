"""A GGUF file states in its key-value header its name, licence, base models and quantisation.

*What it reads:* the magic, the counts, and the key-value pairs; never tensor data. Keys:
``general.name`` (else ``general.basename``), ``general.base_model.N.*``, ``general.license``,
``general.organization``, ``general.file_type``, ``general.repo_url`` and ``general.source.*``.
*Gives:* the weight file and one model for each name stated; a hub URL becomes its id.

*Limits:* at most 128 MB of header and 100,000 pairs. Counts are checked against the size of the
file before anything is read by them.

*Source:* ggml, ``docs/gguf.md``, versions 1 to 3, both byte orders.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.weights.header import (
    Cursor,
    Named,
    is_pointer,
    models,
    states,
    weight_file,
)
from scanner.model.evidence import Evidence, Gap, Relation, Statement
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_MAGIC = b"GGUF"
_HEADER_LIMIT_BYTES = 128_000_000
_MOST_PAIRS = 100_000
_DEEPEST_ARRAY = 4
_LAST_KNOWN_VERSION = 3
_KEY_LIMIT_BYTES = 65_535
_TEXT_LIMIT_BYTES = 1_000_000
#: A pair takes at least a key length, a type and one byte of value; a tensor at least this much.
_LEAST_PAIR_BYTES, _LEAST_TENSOR_BYTES = 13, 24

_STRING, _ARRAY = 8, 9
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_INTEGERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 7: "?", 10: "Q", 11: "q"}

#: ``general.file_type``. Source: ggml, ``enum ggml_ftype``; llama.cpp, ``enum llama_ftype``.
_FILE_TYPES = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 4: "Q4_1_SOME_F16", 5: "Q4_2", 6: "Q4_3",
    7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S", 12: "Q3_K_M", 13: "Q3_K_L",
    14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K", 19: "IQ2_XXS",
    20: "IQ2_XS", 21: "Q2_K_S", 22: "IQ3_XS", 23: "IQ3_XXS", 24: "IQ1_S", 25: "IQ4_NL",
    26: "IQ3_S", 27: "IQ3_M", 28: "IQ2_S", 29: "IQ2_M", 30: "IQ4_XS", 31: "IQ1_M", 32: "BF16",
    33: "Q4_0_4_4", 34: "Q4_0_4_8", 35: "Q4_0_8_8", 36: "TQ1_0", 37: "TQ2_0", 38: "MXFP4",
}  # fmt: skip
_UNQUANTIZED = frozenset({"F32", "F16", "BF16"})
_BASE = re.compile(r"general\.base_model\.(\d{1,4})\.(repo_url|name|organization)")
_URLS = (
    "general.repo_url", "general.source.repo_url", "general.url", "general.source.url",
    "general.source.huggingface.repository", "general.source.hf.repository",
)  # fmt: skip
_CLAIMS = {
    "license": ("general.license", "general.license.name"),
    "license_url": ("general.license.link",),
    "organization": ("general.organization", "general.author"),
    "quantized_by": ("general.quantized_by",),
    "architecture": ("general.architecture",),
    "size_label": ("general.size_label",),
}

Pairs = dict[str, str | int]


class _Form(NamedTuple):
    """How numbers are written in this file: byte order, and the width of counts."""

    order: str
    size: struct.Struct
    word: struct.Struct


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the weight file and what its header states."""
    head = file.read(0, 64)
    if is_pointer(head):
        return
    yield weight_file(file)
    if not head.startswith(_MAGIC):
        older = head[:4] in {b"lmgg", b"fmgg", b"tjgg", b"algg"}
        raise Unreadable(
            "GGML file, older than GGUF: it states nothing" if older else "no GGUF header"
        )
    yield from states(file, "format", "gguf")
    pairs: Pairs = {}
    try:
        _read(file, pairs)
    except Unreadable as error:  # what was read up to there was stated all the same
        yield Gap(file.at(1), error.reason)
    yield from _said(file, pairs)


def _said(file: File, pairs: Pairs) -> Iterator[Evidence | Statement]:
    number = pairs.get("general.file_type")
    quantization = _FILE_TYPES.get(number) if isinstance(number, int) else None
    yield from states(file, "quantization", quantization)
    quantized = quantization is not None and quantization not in _UNQUANTIZED
    yield from models(file, list(_named(pairs, quantized=quantized)))
    for claim, keys in _CLAIMS.items():
        for key in keys:
            yield from states(file, claim, pairs.get(key))


def _named(pairs: Pairs, *, quantized: bool) -> Iterator[Named]:
    """Yield the models a header names: itself, where it came from, what it was made from."""
    itself = Relation.QUANTIZED_FROM if quantized else Relation.USES
    name = pairs.get("general.name") or pairs.get("general.basename")
    if isinstance(name, str):
        yield Named(name, itself)
    for key in _URLS:
        url = pairs.get(key)
        if isinstance(url, str) and ("://" in url or key.endswith("repository")):
            yield Named(url, itself)
    bases: dict[int, dict[str, str]] = {}
    for key, value in pairs.items():
        found = _BASE.fullmatch(key)
        if found and isinstance(value, str):
            bases.setdefault(int(found[1]), {})[found[2]] = value
    for _, base in sorted(bases.items()):
        text = base.get("repo_url") or base.get("name")
        if text:
            yield Named(text)


def _read(file: File, pairs: Pairs) -> None:
    """Fill ``pairs`` with the short texts and integers of the header, in file order."""
    cursor = Cursor(file, limit_bytes=_HEADER_LIMIT_BYTES)
    cursor.skip(len(_MAGIC))
    raw = cursor.take(4)
    order = "<" if int.from_bytes(raw, "little") <= int.from_bytes(raw, "big") else ">"
    version = int.from_bytes(raw, "little" if order == "<" else "big")
    if not 1 <= version <= _LAST_KNOWN_VERSION:
        raise Unreadable(f"GGUF version {version}; 1 to {_LAST_KNOWN_VERSION} are known")
    count = struct.Struct(order + ("I" if version == 1 else "Q"))
    form = _Form(order, count, struct.Struct(order + "I"))
    tensors, entries = cursor.number(count), cursor.number(count)
    if tensors * _LEAST_TENSOR_BYTES + entries * _LEAST_PAIR_BYTES > file.size_bytes:
        raise Unreadable(
            f"header lists {tensors} tensors and {entries} pairs in {file.size_bytes} bytes"
        )
    if entries > _MOST_PAIRS:
        raise Unreadable(f"header lists {entries} pairs; more than {_MOST_PAIRS} are not read")
    for _ in range(entries):
        key = _string(cursor, form, _KEY_LIMIT_BYTES) or ""
        value = _value(cursor, form, cursor.number(form.word))
        if value is not None:
            pairs.setdefault(key, value)


def _value(cursor: Cursor, form: _Form, kind: int) -> str | int | None:
    """Return a text or an integer; pass over anything else."""
    if kind == _STRING:
        return _string(cursor, form, _TEXT_LIMIT_BYTES)
    if kind == _ARRAY:
        _skip_array(cursor, form, 1)
        return None
    if kind not in _SIZES:
        raise Unreadable(f"value of unknown type {kind} at byte {cursor.position}")
    if kind not in _INTEGERS:
        cursor.skip(_SIZES[kind])
        return None
    return cursor.number(struct.Struct(form.order + _INTEGERS[kind]))


def _string(cursor: Cursor, form: _Form, limit_bytes: int) -> str | None:
    length = cursor.number(form.size)
    if length > limit_bytes:
        cursor.skip(length)
        return None
    return cursor.take(length).decode("utf-8", "replace")


def _skip_array(cursor: Cursor, form: _Form, depth: int) -> None:
    kind, count = cursor.number(form.word), cursor.number(form.size)
    if kind in _SIZES:
        cursor.skip(count * _SIZES[kind])
        return
    if count > cursor.left // 4:
        raise Unreadable(f"array of {count} items in {cursor.left} bytes")
    if kind == _STRING:
        unpack, width, take, skip = form.size.unpack, form.size.size, cursor.take, cursor.skip
        for _ in range(count):
            skip(unpack(take(width))[0])
    elif kind == _ARRAY and depth < _DEEPEST_ARRAY:
        for _ in range(count):
            _skip_array(cursor, form, depth + 1)
    else:
        raise Unreadable(f"array of type {kind} at depth {depth}")


DETECTOR = Detector(
    id="gguf", patterns=("*.gguf", "*.ggml"), triggers=(), detect=detect, weights=True
)
