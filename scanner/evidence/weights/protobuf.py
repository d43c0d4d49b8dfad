"""Fields of a protocol buffer message, read forwards and within limits; large ones are passed over.

Source: Protocol Buffers, "Encoding".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.weights.header import Cursor
from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARINT, _EIGHT, _LENGTH, _FOUR = 0, 1, 2, 5
_MOST_FIELDS = 100_000
_VARINT_BYTES = 10
#: Longer fields are weights or graphs.
_KEPT_BYTES = 65_536


class Field(NamedTuple):
    """One field: its number, and its bytes (empty for a number or a field that was passed over)."""

    number: int
    content: bytes = b""
    size_bytes: int = 0


def fields(cursor: Cursor, end: int) -> Iterator[Field]:
    """Yield the fields of the message that ends at byte ``end``.

    Raises:
        Unreadable: not such a message, or it goes beyond its end.

    """
    for _ in range(_MOST_FIELDS):
        if cursor.position >= end:
            return
        key = _varint(cursor)
        number, kind = key >> 3, key & 7
        if not number:
            raise Unreadable(f"no field number at byte {cursor.position}")
        if kind == _LENGTH:
            length = _varint(cursor)
            if length > end - cursor.position:
                raise Unreadable(f"field {number} of {length} bytes goes beyond its message")
            if length > _KEPT_BYTES:
                cursor.skip(length)
                yield Field(number, size_bytes=length)
            else:
                yield Field(number, cursor.take(length), length)
        elif kind in {_VARINT, _EIGHT, _FOUR}:
            _skip_number(cursor, kind)
            yield Field(number)
        else:
            raise Unreadable(f"unknown wire type {kind} at byte {cursor.position}")
    raise Unreadable(f"more than {_MOST_FIELDS} fields")


def parsed(content: bytes) -> list[Field]:
    """Return the fields of a message that is in memory.

    Raises:
        Unreadable: as for ``fields``.

    """
    return list(fields(Cursor.of(content), len(content)))


def _skip_number(cursor: Cursor, kind: int) -> None:
    if kind == _VARINT:
        _varint(cursor)
    else:
        cursor.skip(8 if kind == _EIGHT else 4)


def _varint(cursor: Cursor) -> int:
    value = 0
    for shift in range(_VARINT_BYTES):
        byte = cursor.take(1)[0]
        value |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:  # noqa: PLR2004 (the last byte has no high bit)
            return value
    raise Unreadable(f"number of more than {_VARINT_BYTES} bytes at byte {cursor.position}")
