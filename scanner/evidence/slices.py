"""A Python module as column-0 statements, parsed one by one and only when asked for.

Names bound at the top are found by text and their statements parsed on demand, here and in the
modules they are imported from: a constant costs its own lines, not its file.
"""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_right
from typing import TYPE_CHECKING

from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: A file this small is parsed whole: cutting it costs more.
WHOLE_BELOW = 1_500
#: Neighbours joined before the whole file is parsed.
JOIN_LIMIT = 4
#: Bytes that the blocks that are kept may take, about: a tree has 31 for each character (measured
#: over 150 modules), a text up to four.
KEPT_LIMIT = 64_000_000
_TREE_WEIGHT = 32
_TEXT_WEIGHT = 4

#: A statement may start here. ``else``, ``except``, closing brackets and texts continue one.
#: (After a line end, not ``^``: a search for one character is many times as fast.)
_START = re.compile(r"\n(?!(?:elif|else|except|finally)\b)[A-Za-z_@]")
_TRIPLES = ('"""', "'''")
_DECORATOR = "@"


def parse(source: str) -> ast.Module:
    """Return the tree of Python source.

    Raises:
        Unreadable: not Python of a supported version, or nested too deep; with the line.

    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the scanned text's own "\\d" is not our concern
            return ast.parse(source)
    except SyntaxError as error:
        raise Unreadable("not Python 3", error.lineno or 1) from error  # messages differ by version
    except (RecursionError, MemoryError) as error:
        raise Unreadable("Python nested too deep") from error
    except ValueError as error:  # null bytes, integers beyond the interpreter's limit
        raise Unreadable("not Python 3") from error


class _Kept:
    """The blocks of the texts that were asked for last, as many as their weight allows."""

    def __init__(self) -> None:
        self._held: dict[str, Blocks] = {}
        self._weight = 0

    def of(self, text: str) -> Blocks:
        found = self._held.pop(text, None)
        if found is None:
            found = Blocks(text, self._grow)
            self._grow(found.weight)
        self._held[text] = found
        while self._weight > KEPT_LIMIT and len(self._held) > 1:
            oldest = self._held.pop(next(iter(self._held)))
            oldest.forget()
            self._weight -= oldest.weight
        return found

    def _grow(self, weight: int) -> None:
        self._weight += weight


_kept = _Kept()


def blocks(text: str) -> Blocks:
    """Return the blocks of a text; modules that many others import are cut and parsed once."""
    return _kept.of(text)


class Blocks:
    """The column-0 statements of one text, parsed on demand."""

    def __init__(self, text: str, grown: Callable[[int], None] | None = None) -> None:
        self.text = text
        self.weight = len(text) * _TEXT_WEIGHT
        self._grown = grown
        self._whole: list[ast.stmt] | None = None
        self._starts: list[int] | None = None
        self._quoted: list[tuple[int, int]] | None = None
        self._parsed: dict[int, list[ast.stmt]] = {}
        self._binders: dict[str, list[int]] | None = None
        #: Why the text was salvaged; each file with this text has to say so.
        self.problem: Unreadable | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the text is parsed as one: it was asked for, or is small."""
        return self._whole is not None or len(self.text) < WHOLE_BELOW

    def all(self) -> list[ast.stmt]:
        """Return every statement.

        Raises:
            Unreadable: the text is not Python.

        """
        if self._whole is None:
            self._whole = parse(self.text).body
            self._parsed.clear()
            self._weigh(len(self.text))
        return self._whole

    def forget(self) -> None:
        """Say nothing more of what is parsed: the blocks are not kept any longer."""
        self._grown = None

    def _weigh(self, parsed: int) -> None:
        if self._grown is not None:
            self.weight += parsed * _TREE_WEIGHT
            self._grown(parsed * _TREE_WEIGHT)

    def salvage(self, statements: list[ast.stmt], problem: Unreadable) -> None:
        """Take these as all statements there are: the text as a whole is not Python."""
        self._whole = statements
        # Without its traceback, which would keep all that was being read.
        self.problem = Unreadable(problem.reason, problem.line)
        self._weigh(len(self.text))

    def holding(self, offsets: Iterable[int]) -> list[ast.stmt]:
        """Return the statements around these character offsets, in order.

        Raises:
            Unreadable: the text is not Python.

        """
        if self.is_whole:
            return self.all()
        starts = self.cuts()
        wanted = sorted({bisect_right(starts, offset) - 1 for offset in offsets})
        statements: list[ast.stmt] = []
        seen: set[int] = set()
        for index in wanted:
            found = self._block(max(index, 0))
            if found is None:
                return self.all()
            key = id(found)
            if key not in seen:
                seen.add(key)
                statements.extend(found)
        return statements

    def binding(self, name: str) -> Iterator[ast.stmt]:
        """Yield the top-level statements that may bind ``name``, or import everything."""
        try:
            for index in sorted({*self._names().get(name, ()), *self._names().get("*", ())}):
                yield from self._block(index) or self.all()
        except Unreadable:
            return

    def spans(self, name: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of the top-level statements that may bind ``name``."""
        starts = self.cuts()
        for index in sorted({*self._names().get(name, ()), *self._names().get("*", ())}):
            yield starts[index], starts[index + 1] if index + 1 < len(starts) else len(self.text)

    def _names(self) -> dict[str, list[int]]:
        """Return which blocks may bind which names, by their text: {name: block numbers}."""
        if self._binders is None:
            self._binders = {}
            starts = self.cuts()
            for index, start in enumerate(starts):
                end = starts[index + 1] if index + 1 < len(starts) else len(self.text)
                for name in _bound_names(self.text, start, end):
                    self._binders.setdefault(name, []).append(index)
        return self._binders

    def cuts(self) -> list[int]:
        """Return where the column-0 statements start."""
        if self._starts is None:
            self._starts = _cuts(self.text, self.quoted())
        return self._starts

    def quoted(self) -> list[tuple[int, int]]:
        """Return the spans of triple-quoted texts."""
        if self._quoted is None:
            self._quoted = _quoted(self.text)
        return self._quoted

    def _block(self, index: int) -> list[ast.stmt] | None:
        """Return the statements of a block; ``None``: it cannot be cut out."""
        held = self._parsed.get(index)
        if held is not None:
            return held
        starts = self.cuts()
        start = starts[index]
        skipped = "\n" * self.text.count("\n", 0, start)
        for joined in range(1, JOIN_LIMIT + 1):
            end = starts[index + joined] if index + joined < len(starts) else len(self.text)
            try:
                found = parse(skipped + self.text[start:end]).body
            except Unreadable:
                if end == len(self.text):
                    return None
                continue
            for position in range(index, index + joined):
                self._parsed[position] = found
            self._weigh(end - start)
            return found
        return None


#: The heads of statements: what follows says which words of the block may be bound by it.
_DEFINES = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)", re.MULTILINE)
_COMPOUND = re.compile(r"(?:from|import|if|try|for|while|with|async|match)\b")
_WORD = re.compile(r"[A-Za-z_]\w*|\*")


def _bound_names(text: str, start: int, end: int) -> set[str]:
    """Return the names a top-level statement may bind (rather too many), ``*``: it imports all."""
    if text.startswith(_DECORATOR, start) or _DEFINES.match(text, start):
        return set(_DEFINES.findall(text[start:end]))
    if _COMPOUND.match(text, start) or start == 0:
        block = text[start:end]
        found = set(_WORD.findall(block))
        if "import *" not in block:
            found.discard("*")
        return found
    head = text.find("\n", start, end)
    line = text[start : end if head < 0 else head]
    return set(_WORD.findall(line.partition("(")[0])) - {"*"} if "=" in line else set()


def _cuts(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Return where column-0 statements start, outside triple-quoted texts; the first is 0."""
    cuts = [0]
    inside = 0
    decorated = text.startswith(_DECORATOR)
    for match in _START.finditer(text):
        at = match.start() + 1
        while inside < len(spans) and spans[inside][1] <= at:
            inside += 1
        if inside < len(spans) and spans[inside][0] < at:
            continue
        if not decorated:
            cuts.append(at)
        decorated = text[at] == _DECORATOR
    return cuts


def _quoted(text: str) -> list[tuple[int, int]]:
    """Return the spans of triple-quoted texts; where a comment misleads it, no cut parses."""
    spans: list[tuple[int, int]] = []
    nearest = {quote: text.find(quote) for quote in _TRIPLES}
    while max(nearest.values()) >= 0:
        opening, quote = min((at, quote) for quote, at in nearest.items() if at >= 0)
        line = text.rfind("\n", 0, opening) + 1
        position = opening + len(quote)
        if not text[line:opening].lstrip().startswith("#"):
            position = _closing(text, quote, position)
            spans.append((opening, position))
        for other, at in nearest.items():
            if 0 <= at < position:
                nearest[other] = text.find(other, position)
    return spans


def is_docstring(text: str, start: int) -> bool:
    """Return whether a triple-quoted text is a statement of its own, below a head or at the top."""
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip() not in ("", "r", "R"):
        return False
    lines = text[max(0, line - _HEAD_LIMIT) : line].rstrip().split("\n")
    while lines and lines[-1].lstrip().startswith("#"):
        lines.pop()
    head = lines[-1].strip() if lines else ""
    if head.endswith(":"):
        return head[0] not in "\"'{"
    return not head.endswith(tuple("([{,=+-*/%&|\\"))


#: How far above a text its statement's head is looked for.
_HEAD_LIMIT = 400


def _closing(text: str, quote: str, start: int) -> int:
    position = start
    while (found := text.find(quote, position)) >= 0:
        backslashes = 0
        while text[found - 1 - backslashes] == "\\":
            backslashes += 1
        if backslashes % 2 == 0:
            return found + len(quote)
        position = found + 1
    return len(text)
