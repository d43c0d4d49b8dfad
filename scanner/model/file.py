"""A path and bounded access to bytes, wherever they come from."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, TypeVar, cast

from scanner.model.evidence import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_Made = TypeVar("_Made")
#: Most bytes of one text file that are read; larger files leave a gap.
TEXT_LIMIT_BYTES = 5 * 1024 * 1024


class Unreadable(Exception):
    """The file, or the place in it, cannot be understood; the runner makes a gap of it."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class File:
    """One file of the repository: its path and bounded, lazy access to its bytes.

    ``read(offset, length)`` and ``sibling(path)`` come from the repository stage. ``opened`` lists
    every further file a detector asked for, found or not, as ``{path: blob id or None}``, so that a
    cached result is used only while those files are the same too.
    """

    __slots__ = (
        *("_bytes", "_made", "_read", "_sibling", "_text", "blob_id", "opened", "path"),
        "size_bytes",
    )

    def __init__(
        self,
        path: str,
        size_bytes: int,
        read: Callable[[int, int], bytes],
        *,
        blob_id: str | None = None,
        sibling: Callable[[str], File | None] | None = None,
    ) -> None:
        self.path = path  # POSIX, relative to the scanned path, no "./"
        self.size_bytes = size_bytes
        self.blob_id = blob_id  # git blob id (hex) when known
        self.opened: dict[str, str | None] = {}
        self._read = read
        self._sibling = sibling
        self._bytes: bytes | None = None
        self._text: str | None = None
        self._made: dict[Hashable, object] = {}

    def read(self, offset: int, length: int) -> bytes:
        """Return up to ``length`` bytes from ``offset``; fewer at the end of the file."""
        return self._read(offset, length)

    def content(self, limit_bytes: int = TEXT_LIMIT_BYTES) -> bytes:
        """Return all bytes.

        Raises:
            Unreadable: the file is larger than ``limit_bytes``.

        """
        if self._bytes is None:
            if self.size_bytes > limit_bytes:
                raise Unreadable(f"larger than {limit_bytes} bytes: {self.size_bytes}")
            self._bytes = self._read(0, limit_bytes + 1)
            if len(self._bytes) > limit_bytes:
                raise Unreadable(f"larger than {limit_bytes} bytes")
        return self._bytes

    def text(self) -> str:
        """Return the text, line ends as they are; a BOM decides the encoding, else UTF-8.

        Bytes that are not valid are replaced, so that one bad byte does not hide a file.

        Raises:
            Unreadable: too large, or binary (holds NUL and no UTF-16 BOM).

        """
        if self._text is None:
            self._text = decode(self.content())
        return self._text

    def json_object(self) -> dict[str, object]:
        """Return the file's JSON object.

        Raises:
            Unreadable: not JSON, nested too deep, or not an object; with the line.

        """
        value = parse_json(self.text())
        if not isinstance(value, dict):
            raise Unreadable("JSON, but not an object")
        return value

    def identify(self) -> str:
        """Return the git blob id, worked out from the content when it was not known.

        Raises:
            Unreadable: as for ``content``.

        """
        if self.blob_id is None:
            from hashlib import sha1  # noqa: PLC0415 (5 ms: only where an id is not known)

            content = self.content()
            digest = sha1(b"blob %d\0" % len(content), usedforsecurity=False)
            digest.update(content)
            self.blob_id = digest.hexdigest()
        return self.blob_id

    def once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what ``make`` returns, made once for all detectors that read this file."""
        if key not in self._made:
            self._made[key] = make()
        return cast("_Made", self._made[key])

    def release(self) -> None:
        """Forget the content and what was made of it; both come again when they are asked for."""
        self._bytes = self._text = None
        self._made.clear()

    def at(self, line: int, column: int = 1) -> Location:
        """Return a place in this file; both count from 1."""
        return Location(self.path, line, column)

    def locate(self, needle: str, start: int = 0) -> Location:
        """Return the place of the first ``needle`` from character ``start``; line 1 if absent."""
        text = self.text()
        index = text.find(needle, start)
        if index < 0:
            return Location(self.path)
        line_start = text.rfind("\n", 0, index) + 1
        return Location(self.path, text.count("\n", 0, index) + 1, index - line_start + 1)

    def sibling(self, path: str) -> File | None:
        """Return another file of the repository by its path from the root, if it is there."""
        found = self._sibling(path) if self._sibling else None
        self.opened[path] = found.blob_id if found else None
        return found


def parse_json(text: str) -> object:
    """Return parsed JSON; hostile input ends in Unreadable, never in another exception.

    Raises:
        Unreadable: not JSON, or nested too deep.

    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"not JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise Unreadable("JSON nested too deep") from error
    except ValueError as error:  # integers beyond the interpreter's digit limit
        raise Unreadable("not JSON: an integer of too many digits") from error


def decode(content: bytes) -> str:
    """Return the text of ``content``.

    Raises:
        Unreadable: it holds NUL bytes and no UTF-16 BOM.

    """
    if content.startswith(codecs.BOM_UTF8):
        return content[3:].decode("utf-8", "replace")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    nul = content.find(b"\0")
    if nul >= 0:
        raise Unreadable("binary: holds NUL bytes", content.count(b"\n", 0, nul) + 1)
    return content.decode("utf-8", "replace")
