"""Files packed as a whole (gzip, bzip2, xz, zlib) unpacked in memory, up to a limit.

*Limits.* 64 MB come out of one file, 256 times as much as went in; beyond that the file seems cut.
zstandard, LZ4, 7z and RAR are not in the standard library: the file is named, with a gap.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.file import File, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

UNPACKED_LIMIT_BYTES = 64 * 1024 * 1024
_PACKED_LIMIT_BYTES = 64 * 1024 * 1024
#: Bytes that one call of an unpacker is given.
_PIECE_BYTES = 1 << 18
#: More comes out of a file only where it was made to fill the memory.
_RATIO_LIMIT = 256
_SMALL_BYTES = 1 << 20

_MAGICS = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x5d\x00\x00", "lzma"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"\x04\x22\x4d\x18", "LZ4"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x78\x01", "zlib"),
    (b"\x78\x5e", "zlib"),
    (b"\x78\x9c", "zlib"),
    (b"\x78\xda", "zlib"),
)


class Unpacked(NamedTuple):
    """What came out, and whether there is more that was left."""

    file: File
    is_cut: bool


def packing(head: bytes) -> str:
    """Return how a file that begins so is packed; ``""``: it is not."""
    return next((name for magic, name in _MAGICS if head.startswith(magic)), "")


def unpacked(file: File) -> Unpacked:
    """Return the content of a packed file as a file of its own.

    Raises:
        Unreadable: packed in a way that is not read, or not at all, or broken from its start.

    """
    how = packing(file.read(0, 64))
    feed = _unpacker(how)
    if feed is None:
        what = f"packed as {how}" if how else "packed in no known way"
        raise Unreadable(f"{what}: not read, and not found clean")
    content = bytearray()
    at, cut = 0, False
    while at < min(file.size_bytes, _PACKED_LIMIT_BYTES):
        piece = file.read(at, _PIECE_BYTES)
        if not piece:
            break
        at += len(piece)
        limit = min(UNPACKED_LIMIT_BYTES, max(_SMALL_BYTES, at * _RATIO_LIMIT))
        try:
            content += feed(piece, limit - len(content))
        except (zlib.error, OSError, ValueError, EOFError) as error:
            if not content:
                raise Unreadable(f"packed as {how} and broken: not found clean") from error
            cut = True
            break
        if len(content) >= limit:
            cut = True
            break
    made = bytes(content)
    whole = File(file.path, len(made), lambda start, length: made[start : start + length])
    return Unpacked(whole, cut or at < file.size_bytes)


def _unpacker(how: str) -> Callable[[bytes, int], bytes] | None:
    """Return what unpacks a piece, at most so many bytes of it."""
    if how in ("gzip", "zlib"):
        inflate = zlib.decompressobj(wbits=47)  # 32 + 15: either header is taken
        return inflate.decompress
    try:
        if how == "bzip2":
            import bz2  # noqa: PLC0415 (rare, and not in every interpreter)

            bunzip = bz2.BZ2Decompressor()
            return bunzip.decompress
        if how in ("xz", "lzma"):
            import lzma  # noqa: PLC0415 (rare, and not in every interpreter)

            expand = lzma.LZMADecompressor(memlimit=256 * 1024 * 1024)
            return lambda piece, most: _expanded(expand, piece, most)
    except ImportError:
        return None
    return None


def _expanded(expand: object, piece: bytes, most: int) -> bytes:
    import lzma  # noqa: PLC0415 (see above)

    try:
        content: bytes = expand.decompress(piece, most)  # type: ignore[attr-defined]  # LZMADecompressor
    except lzma.LZMAError as error:
        raise ValueError(str(error)) from error
    return content
