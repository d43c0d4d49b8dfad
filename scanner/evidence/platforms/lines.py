"""The lines of a text that hold one of some words: finding is fast, expressions are not."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.match import matcher, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.evidence.match import Matcher
    from scanner.model.file import File

#: Longer lines are data; only their beginning is looked at.
_LONGEST_LINE = 2_000
_COMMENTS = ("#", "//", "*", ";", ">>>", "--")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(NamedTuple):
    """One line: where it starts in the bytes, its number from 1, and its words."""

    start: int
    number: int
    words: str

    def is_comment(self, column: int) -> bool:
        """Return whether what stands at a column is commented out."""
        before = self.words[:column]
        return before.lstrip().startswith(_COMMENTS) or " #" in before


class Needles:
    """Words to look for; what finds them is made with the first text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._literals = tuple(sorted({word.encode() for word in words}))
        self._matcher: Matcher | None = None

    def lines(self, content: bytes) -> Iterator[Line]:
        """Yield the lines that hold one of the words, in order."""
        if self._matcher is None:
            self._matcher = matcher(self._literals)
        number, before, end = 1, 0, -1
        for place in places(self._matcher, self._literals, content):
            if place < end:
                continue  # another word on the same line
            start = content.rfind(b"\n", 0, place) + 1
            end = content.find(b"\n", place)
            end = len(content) if end < 0 else end
            number += content.count(b"\n", before, start)
            before = start
            words = content[start : min(end, start + _LONGEST_LINE)]
            yield Line(start, number, words.decode("utf-8", "replace"))


def plain(file: File) -> bytes:
    """Return the file's text as UTF-8 without a mark at its start.

    Raises:
        Unreadable: as for ``File.text``.

    """
    content = file.content()
    if content.startswith(_WIDE):
        return file.text().encode()
    return content.removeprefix(codecs.BOM_UTF8)
