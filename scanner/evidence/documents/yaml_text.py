"""YAML as scalars with key paths and lines, from the parser's events: no object is ever built.

A text that is a template (Helm, Jinja) or is malformed is read line by line instead, so that one
odd line does not hide the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scanner.evidence.documents.entry import DEPTH_LIMIT, ENTRY_LIMIT, Entry, too_many
from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{\{.*\n?")
#: Line ends for YAML 1.1 (5.4) and the parser, not for YAML 1.2 (5.4) nor for who counts lines.
_NO_BREAKS = ("\x85", "\u2028", "\u2029")
_BREAK = re.compile(r"\r\n|[\n\r]")
_NOT_TEXT = re.compile(r"[-+]?[0-9][0-9_.eE+-]*|true|false|yes|no|on|off|null|~|", re.IGNORECASE)


def read(text: str, keys: list[Entry] | None = None) -> tuple[list[Entry], Unreadable | None]:
    """Return all scalars in file order, and what is wrong with the text when something is.

    After an error the scalars come from the line reader. ``keys`` receives the mapping keys.
    """
    entries: list[Entry] = []
    problem: Unreadable | None = None
    try:
        for entry in _events(text, keys):
            entries.append(entry)
            if len(entries) >= ENTRY_LIMIT:
                return entries, too_many(entry.line)
    except Unreadable as error:
        problem = error
    if problem is None:
        return entries, None
    if _TEMPLATE.search(text):
        problem = None
    seen = {(entry.line, entry.value) for entry in entries}
    entries.extend(e for e in by_line(text) if (e.line, e.value) not in seen)
    return entries, problem


def _events(text: str, keys: list[Entry] | None) -> Iterator[Entry]:
    import yaml  # noqa: PLC0415 (38 ms of imports: only when a YAML file has a hit)

    loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for other in _NO_BREAKS:
        text = text.replace(other, " ")
    try:
        yield from _walk(yaml.parse(text, Loader=loader), _BREAK.split(text), keys)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(f"not YAML: {error.problem}", mark.line + 1 if mark else 1) from error
    except yaml.YAMLError as error:
        raise Unreadable("not YAML: a character that is not allowed") from error
    except RecursionError as error:
        raise Unreadable("YAML nested too deep") from error


def _walk(events: Iterator[Any], lines: list[str], keys: list[Entry] | None) -> Iterator[Entry]:
    """Keep the path of open containers while the events pass.

    Each frame is [is a mapping, a key comes next]; the last part of ``path`` is the top frame's.
    """
    path: list[str] = []
    frames: list[list[bool]] = []
    for event in events:
        name = type(event).__name__
        if name == "ScalarEvent":
            if frames and frames[-1] == [True, True]:
                path[-1] = event.value[:200]
                frames[-1][1] = False
                if keys is not None:
                    mark = event.start_mark
                    keys.append(Entry(tuple(path), path[-1], mark.line + 1, mark.column + 1))
                continue
            yield _entry(tuple(path), event, lines)
            _after_value(path, frames)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            if len(frames) >= DEPTH_LIMIT:
                raise Unreadable("YAML nested too deep", event.start_mark.line + 1)
            mapping = name == "MappingStartEvent"
            frames.append([mapping, mapping])
            path.append("" if mapping else "[0]")
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            frames.pop()
            path.pop()
            _after_value(path, frames)
        elif name == "AliasEvent":
            if frames and frames[-1] == [True, True]:
                path[-1] = "*"
                frames[-1][1] = False
            else:
                _after_value(path, frames)


def _after_value(path: list[str], frames: list[list[bool]]) -> None:
    if not frames:
        return
    if frames[-1][0]:
        # A mapping used as a key ends here too: then the value comes next.
        frames[-1][1] = not frames[-1][1]
    else:
        path[-1] = f"[{int(path[-1][1:-1]) + 1}]"


def _entry(path: tuple[str, ...], event: Any, lines: list[str]) -> Entry:  # noqa: ANN401 (untyped)
    first, last = event.start_mark.line, event.end_mark.line
    column = event.start_mark.column + 1
    if event.style == "|":
        # The text of a block begins on the line after its mark.
        return Entry(path, event.value, first + 2, column, block=event.value)
    if event.style == ">":
        return Entry(
            path, event.value, first + 2, column, block=_continued(lines[first + 1 : last])
        )
    quoted = event.style in ("'", '"')
    text = quoted or not _NOT_TEXT.fullmatch(event.value)
    block = ""
    if last > first and event.style != '"' and event.value.count("\n") == 0:
        block = _continued([lines[first][column - 1 + quoted :], *lines[first + 1 : last + 1]])
        block = block.rstrip()[:-1] if quoted else block
    return Entry(path, event.value, first + 1, column + quoted, text, block)


def _continued(lines: list[str]) -> str:
    """Return folded lines as a shell text: joined by continuations, so that they stay countable."""
    return " \\\n".join(line.strip() for line in lines)


_KEYED = re.compile(
    r"^(?P<indent>[ \t]*)(?P<dash>(?:-[ \t]+)*)(?P<key>[\w./$-]+|\"[^\"\n]*\"|'[^'\n]*')"
    r"[ \t]*:(?:[ \t]+(?P<value>\S.*))?$"
)
_LINE_LIMIT = 2_000
_ITEM = re.compile(r"^(?P<indent>[ \t]*)-[ \t]+(?P<value>\S.*)$")


def by_line(text: str, first_line: int = 1) -> Iterator[Entry]:
    """Yield ``key: value`` and ``- value`` lines; the indentation gives the path.

    Used for templates and for what the parser refuses.
    """
    stack: list[tuple[int, str]] = []
    items: dict[int, int] = {}
    for number, line in enumerate(text.split("\n")[:ENTRY_LIMIT], first_line):
        keyed = _KEYED.match(line.rstrip("\r"))
        match = keyed or _ITEM.match(line.rstrip("\r"))
        if match is None or len(line) > _LINE_LIMIT:
            continue
        indent = len(match["indent"].expandtabs(2))
        while stack and stack[-1][0] >= indent + (1 if keyed is None else 0):
            stack.pop()
        if keyed is None or keyed["dash"]:
            items[indent] = items.get(indent, -1) + 1
            while stack and stack[-1][1].startswith("[") and stack[-1][0] >= indent:
                stack.pop()
            stack.append((indent, f"[{items[indent]}]"))
        if keyed:
            stack.append((indent + len(keyed["dash"]), keyed["key"].strip("\"'")))
        value = match["value"]
        if value and value[0] not in "{[&*!|>#" and len(stack) <= DEPTH_LIMIT:
            plain = re.split(r"[ \t]#", value, maxsplit=1)[0].strip()
            column = match.start("value") + 1 + (plain[:1] in "\"'")
            yield Entry(tuple(part for _, part in stack), plain.strip("\"'"), number, column)
        if keyed is None:
            stack.pop()
