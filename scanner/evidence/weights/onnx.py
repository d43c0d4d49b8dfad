"""An ONNX file names its producer and may carry metadata: base model, licence, author.

*What it reads:* the fields of the model message around the graph, which is passed over.
``metadata_props`` is read like the metadata of safetensors. *Gives:* the weight file, ``format``,
``producer``, and one model for each name stated.

*Source:* ONNX, ``onnx.proto3``, ``ModelProto``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.weights.header import Cursor, is_pointer, states, weight_file
from scanner.evidence.weights.metadata import stated
from scanner.evidence.weights.protobuf import fields, parsed
from scanner.model.evidence import Evidence, Gap, Statement
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_PRODUCER, _GRAPH, _PROPERTY = 2, 7, 14
_KEY, _VALUE = 1, 2


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the weight file and what the model message states."""
    if is_pointer(file.read(0, 64)):
        return
    yield weight_file(file)
    metadata: dict[str, str] = {}
    producer, has_graph, problem = "", False, ""
    try:
        for field in fields(Cursor(file, limit_bytes=file.size_bytes), file.size_bytes):
            has_graph = has_graph or field.number == _GRAPH
            if field.number == _PRODUCER:
                producer = _text(field.content)
            elif field.number == _PROPERTY:
                pair = {part.number: _text(part.content) for part in parsed(field.content)}
                metadata[pair.get(_KEY, "")] = pair.get(_VALUE, "")
    except Unreadable as error:
        problem = error.reason
    if has_graph:
        yield from states(file, "format", "onnx")
        yield from states(file, "producer", producer)
        yield from stated(file, metadata)
    if problem or not has_graph:
        yield Gap(file.at(1), f"no ONNX model: {problem or 'it holds no graph'}")


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


DETECTOR = Detector(id="onnx", patterns=("*.onnx",), triggers=(), detect=detect, weights=True)
