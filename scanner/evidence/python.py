"""Python source text to evidence: models, datasets, hosted models, endpoints and weight files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.claims import Claims
from scanner.evidence.models.places import holds_name
from scanner.evidence.reader import Reader
from scanner.evidence.scopes import Module
from scanner.evidence.slices import parse
from scanner.model.evidence import Asked, Gap
from scanner.model.file import Unreadable

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator

    from scanner.evidence.models.places import Places
    from scanner.model.evidence import Confidence, Evidence
    from scanner.model.file import File

#: Lines of a notebook or documentation block that are not Python: ``!pip``, ``%magic``.
_NOT_PYTHON = re.compile(r"^\s*(?:[!%?]|\$ )")
#: A broken part of an excerpt is continued up to this many characters.
_OPEN_LIMIT = 4_000
_PROMPT = re.compile(r"^(\s*)(?:>>>|\.\.\.)(?: |$)")


def references(  # noqa: PLR0913 (where and how the text stands)
    file: File,
    source: str,
    *,
    first_line: int = 1,
    way: str | None = None,
    confidence: Confidence | None = None,
    line_of: Callable[[int], int] | None = None,
    asked: list[Asked] | None = None,
    places: Places | None = None,
) -> Iterator[Evidence | Gap]:
    """Yield what Python source text uses; ``asked`` receives the environment variables it asks.

    ``first_line`` is the line of ``source``'s first line in the file; ``line_of`` maps a line of
    ``source`` (from 1) to a line of the file instead (notebooks). ``way`` replaces how each is
    expressed (``fence``), ``confidence`` limits it. In such an excerpt, lines that are not Python
    are left out, and what is no Python at all gives nothing; in a module it gives a gap.
    With ``places`` only the top-level statements around them are read, and
    what the names in them are bound to.
    """
    excerpt = way is not None or line_of is not None
    text = plain(source) if excerpt else source
    shown = line_of or (lambda line: line + first_line - 1)
    claims = Claims(file.path, shown, way, confidence)
    module = Module(file, text, siblings=not excerpt)
    reader = Reader(module, claims)
    if places is not None:
        places = _used(module, places)
        reader.only(_lines(text, places.at), _lines(text, places.wide))
    try:
        statements = _statements(module, text, places, excerpt=excerpt)
    except Unreadable as error:
        statements = excerpt_statements(text)  # a template, or Python 2: what can be read is
        module.blocks.salvage(statements, error)
        module.close()
        module = Module(file, text, siblings=not excerpt)  # what was looked up is out of date
        reader = Reader(module, claims)
    if problem := module.blocks.problem:
        yield Gap(file.at(shown(problem.line)), problem.reason)
    reader.read(statements)
    module.close()
    yield from claims.evidence()
    yield from _asked(reader, file, shown, asked)
    for line, reason in dict.fromkeys(reader.gaps):
        yield Gap(file.at(shown(line)), reason)


def _asked(
    reader: Reader, file: File, shown: Callable[[int], int], asked: list[Asked] | None
) -> Iterator[Gap]:
    """Yield the gaps of variables without a name here; ``asked`` receives the others."""
    for (variable, role), node in reader.asked.items():
        at = file.at(shown(getattr(node, "lineno", 1)))
        reason = reader.unset.get((variable, role), "")
        if asked is not None:
            asked.append(Asked(variable, role.kind, at, role.relation, role.namespace, reason))
        elif (variable, role) in reader.unset:
            yield Gap(at, reason)


def _used(module: Module, places: Places) -> Places:
    """Return the places with those of names that other modules of the project give a name."""
    used = [
        at
        for name, found in places.brought.items()
        if module.brings(name, holds_name)
        for at in found
    ]
    return places._replace(at=[*places.at, *used], wide=[*places.wide, *used])


def _lines(text: str, offsets: list[int]) -> list[int]:
    """Return the lines of character offsets, sorted."""
    lines: list[int] = []
    line, counted = 1, 0
    for offset in sorted(offsets):
        ends = text.count("\n", counted, offset)
        counted = offset
        if ends or not lines:
            line += ends
            lines.append(line)
    return lines


def _statements(
    module: Module, text: str, places: Places | None, *, excerpt: bool
) -> list[ast.stmt]:
    if excerpt:
        return excerpt_statements(text)
    return module.blocks.all() if places is None else module.blocks.holding(places.at)


def plain(source: str) -> str:
    """Return notebook or documentation code without prompts, magics and output; lines are kept."""
    lines = source.split("\n")
    # A docstring with an example does not make a session of what is around it.
    prompted = next((">>>" in line[:8] for line in lines if line.strip()), False)
    shown: list[str] = []
    for line in lines:
        if prompted:
            match = _PROMPT.match(line)
            shown.append(line[match.end() :] if match else "")
        elif _NOT_PYTHON.match(line):
            shown.append(line[: len(line) - len(line.lstrip())] + "pass")
        else:
            shown.append(line)
    return _dedented("\n".join(shown))


def _dedented(text: str) -> str:
    margins = [len(line) - len(line.lstrip()) for line in text.split("\n") if line.strip()]
    margin = min(margins, default=0)
    return "\n".join(line[margin:] for line in text.split("\n")) if margin else text


def excerpt_statements(text: str) -> list[ast.stmt]:
    """Return the statements of an excerpt; where it is broken, of the parts that are Python."""
    try:
        return parse(text).body
    except Unreadable:
        pass
    found: list[ast.stmt] = []
    lines = text.split("\n")
    start = 0
    for index in range(1, len(lines) + 1):
        at_end = index == len(lines)
        if not at_end and (not lines[index] or lines[index][0] in " \t)]}#'\""):
            continue
        try:
            found += parse("\n" * start + "\n".join(lines[start:index])).body
        except Unreadable:
            if not at_end and lines[start:index] and _open(lines[start:index]):
                continue
        start = index
    return found


def _open(lines: list[str]) -> bool:
    """Return whether a broken part may be continued by the next lines: a bracket is still open."""
    text = "\n".join(lines)
    return len(text) < _OPEN_LIMIT and sum(map(text.count, "([{")) > sum(map(text.count, ")]}"))
