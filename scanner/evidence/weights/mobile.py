"""Models for phones: TensorFlow Lite and Core ML.

*What it reads:* the file identifier of a TensorFlow Lite buffer; of a Core ML specification the
metadata: author, licence, and what the author added. *Gives:* the weight file, ``format``, and one
model for each name stated.

*Source:* TensorFlow, ``schema.fbs``; Core ML, ``Model.proto`` (``Metadata``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.weights.header import Cursor, is_pointer, states, weight_file
from scanner.evidence.weights.metadata import stated
from scanner.evidence.weights.protobuf import fields, parsed
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.evidence import Evidence, Gap, Statement
    from scanner.model.file import File

_TFLITE = b"TFL3"
_DESCRIPTION, _METADATA = 2, 100
_AUTHOR, _LICENSE, _ADDED = 3, 4, 100


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the weight file and what it states."""
    head = file.read(0, 64)
    if is_pointer(head):
        return
    yield weight_file(file)
    if file.path.lower().endswith(".tflite"):
        if head[4:8] != _TFLITE:
            raise Unreadable("no TensorFlow Lite buffer")
        yield from states(file, "format", "tflite")
        return
    metadata = _core_ml(file)
    yield from states(file, "format", "coreml")
    yield from stated(file, metadata)


def _core_ml(file: File) -> dict[str, str]:
    metadata: dict[str, str] = {}
    cursor = Cursor(file, limit_bytes=file.size_bytes)
    for field in fields(cursor, file.size_bytes):
        if field.number != _DESCRIPTION:
            continue
        for part in parsed(field.content):
            if part.number == _METADATA:
                metadata.update(_said(part.content))
    return metadata


def _said(content: bytes) -> Iterator[tuple[str, str]]:
    for field in parsed(content):
        text = field.content.decode("utf-8", "replace")
        if field.number == _AUTHOR:
            yield "author", text
        elif field.number == _LICENSE:
            yield "license", text
        elif field.number == _ADDED:
            pair = {part.number: part.content for part in parsed(field.content)}
            yield tuple(pair.get(n, b"").decode("utf-8", "replace") for n in (1, 2))  # type: ignore[misc]


DETECTOR = Detector(
    id="mobile-model",
    patterns=("*.tflite", "*.mlmodel"),
    triggers=(),
    detect=detect,
    weights=True,
)
