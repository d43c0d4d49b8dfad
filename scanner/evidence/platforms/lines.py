"""The lines of a text that hold one of some words: finding is fast, expressions are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Longer lines are data; only their beginning is looked at.
_LONGEST_LINE = 2_000
_COMMENTS = ("#", "//", "*", ";", ">>>", "--")


class Line(NamedTuple):
    """One line: where it starts in the text, its number from 1, and its words."""

    start: int
    number: int
    words: str

    def is_comment(self, column: int) -> bool:
        """Return whether what stands at a column is commented out."""
        before = self.words[:column]
        return before.lstrip().startswith(_COMMENTS) or " #" in before


def lines_with(text: str, needles: Iterable[str], starts: Iterable[int] = ()) -> list[Line]:
    """Return the lines with a needle, and those with the given starts, in order."""
    found = set(starts)
    for needle in needles:
        at = text.find(needle)
        while at >= 0:
            found.add(text.rfind("\n", 0, at) + 1)
            end = text.find("\n", at)
            at = text.find(needle, end) if end >= 0 else -1
    lines, number, before = [], 1, 0
    for start in sorted(found):
        number += text.count("\n", before, start)
        before = start
        lines.append(Line(start, number, _words(text, start)))
    return lines


def _words(text: str, start: int) -> str:
    end = text.find("\n", start, start + _LONGEST_LINE)
    return text[start : start + _LONGEST_LINE if end < 0 else end]
