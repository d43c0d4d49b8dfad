"""A safetensors file states in its header what it holds, and often what it was made from.

*What it reads:* eight bytes with the length of a JSON object, and that object; never tensor data.
``__metadata__`` may name base models (``base_model*``, ``ss_sd_model_name``), a title and a licence
(``modelspec.*``, ``license``). *Gives:* the weight file and one model for each name stated.

*Limits:* headers above 25 MB are a gap (the format allows 100 MB).

*Source:* safetensors, "Format"; ModelSpec 1.0 (``modelspec.*``); kohya-ss metadata (``ss_*``).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from scanner.evidence.weights.header import Cursor, is_pointer, states, weight_file
from scanner.evidence.weights.metadata import stated
from scanner.model.evidence import Evidence, Gap, Statement
from scanner.model.file import Unreadable, parse_json
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_LENGTH = struct.Struct("<Q")
_HEADER_LIMIT_BYTES = 25_000_000


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
    yield from stated(file, texts)


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


DETECTOR = Detector(
    id="safetensors", patterns=("*.safetensors",), triggers=(), detect=detect, weights=True
)
