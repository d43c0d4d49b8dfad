"""On which line each key of a TOML text stands, which the standard parser does not say."""

from __future__ import annotations

import re
from collections import Counter

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOTTED = re.compile(rf"[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*")
_EACH = re.compile(_PART)
#: What ends or opens something inside a value; everything between is skipped.
_TOKEN = re.compile(r"""\"\"\"|'''|"|'|#|[\[\]{}]|\n""")

KeyPath = tuple[str, ...]


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return {key path: line} of a valid TOML text.

    An element of an array of tables has its index in the path. Keys inside inline tables are not
    listed: ask ``line_of``, which falls back to what encloses them.
    """
    lines: dict[KeyPath, int] = {}
    arrays: Counter[KeyPath] = Counter()
    table: KeyPath = ()
    position, line = 0, 1
    while position < len(text):
        char = text[position]
        if char == "[":
            double = text.startswith("[[", position)
            matched = _DOTTED.match(text, position + (2 if double else 1))
            if matched:
                table = _parts(matched[1])
                if double:
                    arrays[table] += 1
                    table = (*table, str(arrays[table] - 1))
                lines.setdefault(table, line)
        elif char not in " \t\r\n#":
            matched = _DOTTED.match(text, position)
            if matched:
                lines.setdefault((*table, *_parts(matched[1])), line)
        end = _statement_end(text, position)
        line += text.count("\n", position, end)
        position = end
    return lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """Return the line of ``path`` or of the nearest thing that encloses it."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


def _parts(dotted: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in _EACH.findall(dotted))


def _statement_end(text: str, start: int) -> int:
    """Return where the next statement begins: after a line end outside strings and brackets."""
    depth, position = 0, start
    while matched := _TOKEN.search(text, position):
        mark, position = matched[0], matched.end()
        if mark == "\n":
            if depth <= 0:
                return position
        elif mark == "#":
            end = text.find("\n", position)
            position = len(text) if end < 0 else end
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        else:
            position = _string_end(text, position, mark)
    return len(text)


def _string_end(text: str, position: int, quote: str) -> int:
    basic = quote.startswith('"')
    while True:
        end = text.find(quote, position)
        if end < 0:
            return len(text)
        escapes = 0
        while basic and text[end - 1 - escapes] == "\\":
            escapes += 1
        if escapes % 2 == 0:
            return end + len(quote)
        position = end + 1
