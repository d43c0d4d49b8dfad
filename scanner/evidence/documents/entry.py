"""One scalar of a configuration file: its key path, its text and where it stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from scanner.model.file import Unreadable

#: Most scalars taken from one file: more is a data set, not a configuration.
ENTRY_LIMIT = 60_000
#: Deepest nesting that is followed.
DEPTH_LIMIT = 100


def too_many(line: int) -> Unreadable:
    """Return what is said of a file whose further values are not read."""
    return Unreadable(f"more than {ENTRY_LIMIT} values: the rest is not read", line)


class Entry(NamedTuple):
    """One scalar: ``path`` holds mapping keys as written and ``[n]`` for list positions."""

    path: tuple[str, ...]
    value: str
    line: int
    column: int
    text: bool = True  # a string; False: a number, a truth value or null
    block: str = (
        ""  # of a text over several lines: with the file's line ends, folded ones continued
    )

    @property
    def key(self) -> str:
        """Return the nearest mapping key, passing over list positions."""
        for part in reversed(self.path):
            if not part.startswith("["):
                return part
        return ""

    @property
    def script(self) -> str:
        """Return the value as a shell text whose lines are those of the file, from ``line`` on."""
        return self.block or self.value

    @property
    def parent(self) -> tuple[str, ...]:
        """Return the path of the mapping or list that holds this scalar."""
        return self.path[:-1]


class Lines:
    """Turns character offsets into 1-based lines and columns."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0]
        index = text.find("\n")
        while index >= 0:
            self._starts.append(index + 1)
            index = text.find("\n", index + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Return (line, column) of ``offset``."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
