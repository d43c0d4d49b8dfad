"""Bounded reading of one regular file of a hostile tree."""

from __future__ import annotations

import os

from scanner.model.file import Unreadable

# Absent on Windows, where these races do not exist in this form.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)  # a file swapped for a link after it was listed
    | getattr(os, "O_NONBLOCK", 0)  # ... or for a FIFO
    | getattr(os, "O_BINARY", 0)
)


class FileReader:
    """Reads parts of a file by its real path; knows how large it was when it was listed."""

    __slots__ = ("_path", "_size_bytes")

    def __init__(self, path: str | bytes, size_bytes: int) -> None:
        self._path = path
        self._size_bytes = size_bytes

    def __call__(self, offset: int, length: int) -> bytes:
        """Return up to ``length`` bytes from ``offset``.

        Raises:
            Unreadable: the file cannot be opened or read.

        """
        # One byte more than the listed size: no buffer larger than the file, and growth is seen.
        wanted = min(length, max(self._size_bytes - offset, 0) + 1)
        try:
            descriptor = os.open(self._path, _FLAGS)
            try:
                if offset:
                    os.lseek(descriptor, offset, os.SEEK_SET)
                content = os.read(descriptor, wanted)
                while len(content) < wanted and (
                    more := os.read(descriptor, wanted - len(content))
                ):
                    content += more
            finally:
                os.close(descriptor)
        except OSError as error:
            raise Unreadable(f"cannot be read: {error.strerror}") from error
        return content


def shown(path: str) -> str:
    """Return the path as text every report can encode: bytes that are no UTF-8 become escapes."""
    if path.isascii():
        return path
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
