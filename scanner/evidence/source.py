"""A piece of text in one language and how its lines map to the lines of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Source(NamedTuple):
    """A block of text in one language.

    ``language`` is a word of ``scanner.evidence.languages``; ``way`` says how what it names is
    expressed (``fence`` in documentation), ``None`` leaves that to the reader of the language.
    """

    language: str
    text: str
    first_line: int = 1
    way: str | None = None
    line_of: Callable[[int], int] | None = None
    column: int = 1  # column of the block's first character: what its indentation took away

    def line(self, number: int) -> int:
        """Return the line of the file where line ``number`` (from 1) of ``text`` stands."""
        return self.line_of(number) if self.line_of else self.first_line + number - 1
