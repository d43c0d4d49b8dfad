"""Members of a tar file by their headers, within limits; nothing is written anywhere.

Source: POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar, "Basic Tar Format" (long names).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.model.file import File

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 512
_MOST_MEMBERS = 10_000
_LONGEST_NAME = 4_096
_FILES = frozenset(b"0\0")
_LONG_NAME = ord("L")


class Member(NamedTuple):
    """One file in the archive, and where its content is."""

    name: str
    size_bytes: int
    offset: int


def is_tar(file: File) -> bool:
    """Return whether a file begins with the header of a tar member."""
    return file.read(257, 5) == b"ustar"


def members(file: File) -> Iterator[Member]:
    """Yield the regular files of a tar file, as far as its headers can be followed."""
    offset, long_name = 0, ""
    for _ in range(_MOST_MEMBERS):
        head = file.read(offset, _BLOCK)
        if len(head) < _BLOCK or not head.strip(b"\0"):
            return
        size = _number(head[124:136])
        if size is None or head[257:262] != b"ustar":
            return
        start = offset + _BLOCK
        kind = head[156]
        if kind == _LONG_NAME:
            raw = file.read(start, min(size, _LONGEST_NAME))
            long_name = raw.rstrip(b"\0").decode("utf-8", "replace")
        elif kind in _FILES:
            prefix, name = _text(head[345:500]), _text(head[:100])
            short = f"{prefix}/{name}" if prefix and head[263:265] == b"00" else name
            yield Member(long_name or short, size, start)
        if kind != _LONG_NAME:
            long_name = ""
        offset = start + -(-size // _BLOCK) * _BLOCK


def opened(file: File, member: Member) -> File:
    """Return a member as a file of its own, read in place."""
    size = min(member.size_bytes, max(0, file.size_bytes - member.offset))
    start = member.offset
    return File(file.path, size, lambda at, n: file.read(start + at, max(0, min(n, size - at))))


def _number(field: bytes) -> int | None:
    """Return a size: octal digits, or base 256 where the first bit is set."""
    if field[0] & 0x80:
        return int.from_bytes(field, "big") & ((1 << 95) - 1)
    digits = field.strip(b" \0")
    try:
        return int(digits or b"0", 8)
    except ValueError:
        return None


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("utf-8", "replace")
