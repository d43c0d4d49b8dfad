"""Members of a zip file by their headers, as a lenient reader sees them, within limits.

Loaders of weights do not look at flags, checksums or the names of local headers; a scanner that
does can be kept out by them. So a member is read by the offset and the method alone, and where the
central directory is damaged the local headers are followed.

Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 and 4.3.12.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.file import File, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"PK\x03\x04"
_LOCAL = struct.Struct("<4s5H3I2H")
_MOST_MEMBERS = 200_000
_STORED, _DEFLATED = 0, 8
_INFLATED_LIMIT_BYTES = 64 * 1024 * 1024


class Member(NamedTuple):
    """One member: its name, method, sizes, and where its local header starts."""

    name: str
    method: int
    packed_bytes: int
    size_bytes: int
    offset: int


def members(file: File) -> list[Member]:
    """Return the members of a zip file.

    Raises:
        Unreadable: it has too many, or neither directory nor local headers.

    """
    try:
        with zipfile.ZipFile(_Seekable(file)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError):
        found = list(_by_local_headers(file))
        if not found:
            raise Unreadable("zip file without members that can be read") from None
        return found
    if len(infos) > _MOST_MEMBERS:
        raise Unreadable(f"zip file of more than {_MOST_MEMBERS} members")
    return [
        Member(i.filename, i.compress_type, i.compress_size, i.file_size, i.header_offset)
        for i in infos
    ]


def _by_local_headers(file: File) -> Iterator[Member]:
    offset = 0
    for _ in range(_MOST_MEMBERS):
        head = file.read(offset, _LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(MAGIC):
            return
        _, _, _, method, _, _, _, packed, size, name_length, extra = _LOCAL.unpack(head)
        name = file.read(offset + _LOCAL.size, name_length).decode("utf-8", "replace")
        yield Member(name, method, packed, size, offset)
        offset += _LOCAL.size + name_length + extra + packed


def opened(file: File, member: Member) -> File:
    """Return a member as a file of its own; one that is stored is read in place.

    Raises:
        Unreadable: its header is not where the directory says, or its method is not known.

    """
    head = file.read(member.offset, _LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(MAGIC):
        raise Unreadable(f"member {member.name!r} is not where the zip directory says")
    *_, name_length, extra = _LOCAL.unpack(head)
    start = member.offset + _LOCAL.size + name_length + extra
    size = min(member.packed_bytes, max(0, file.size_bytes - start))
    if member.method == _STORED:
        return File(file.path, size, lambda at, n: file.read(start + at, max(0, min(n, size - at))))
    if member.method != _DEFLATED:
        raise Unreadable(f"member {member.name!r} is packed by method {member.method}")
    content = _inflated(file, start, size)
    return File(file.path, len(content), lambda at, n: content[at : at + n])


def _inflated(file: File, start: int, size: int) -> bytes:
    """Return a deflated member up to the limit; beyond it, the file seems cut."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    packed = file.read(start, min(size, _INFLATED_LIMIT_BYTES))
    try:
        return inflate.decompress(packed, _INFLATED_LIMIT_BYTES)
    except zlib.error as error:
        raise Unreadable(f"packed member cannot be unpacked: {error}") from error


class _Seekable(io.RawIOBase):
    """A file as the standard library's zip reader wants it."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._at = 0

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._file.size_bytes}[whence]
        self._at = max(0, base + offset)
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        left = max(0, self._file.size_bytes - self._at)
        content = self._file.read(self._at, left if size is None or size < 0 else min(size, left))
        self._at += len(content)
        return content
