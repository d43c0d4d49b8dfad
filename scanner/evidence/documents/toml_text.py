"""TOML as scalars with key paths and lines.

``tomllib`` gives no lines, so this is a reader of its own for tables, dotted keys, strings, arrays
and inline tables; ``tomllib`` only says whether the text is well formed.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from scanner.evidence.documents.entry import DEPTH_LIMIT, ENTRY_LIMIT, Entry, Lines, too_many
from scanner.model.file import Unreadable
from scanner.model.toml_bound import long_key_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r'(?P<multi>"""(?P<multi_text>[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*)"{3,5})'
    r"|(?P<raw_multi>'''(?P<raw_multi_text>[^']*(?:'{1,2}(?!')[^']*)*)'{3,5})"
    r'|"(?P<string>[^"\\\n]*(?:\\.[^"\\\n]*)*)"'
    r"|'(?P<raw>[^'\n]*)'"
    r"|(?P<mark>[\[\]{},=.])"
    r"|(?P<newline>\r?\n)"
    r"|(?P<word>[^\s\[\]{},=\"'#]+)"
    r"|(?P<skip>[ \t]+|#[^\n]*)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n\s*|.)", re.DOTALL)
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    '"': '"',
    "\\": "\\",
    "b": "\b",
    "f": "\f",
    "e": "\x1b",
}


def read(text: str) -> tuple[list[Entry], Unreadable | None]:
    """Return all scalars in file order, and what is wrong with the text when something is."""
    entries: list[Entry] = []
    for entry in _Reader(text).scalars():
        entries.append(entry)
        if len(entries) >= ENTRY_LIMIT:
            return entries, too_many(entry.line)
    return entries, _problem(text)


def _problem(text: str) -> Unreadable | None:
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415 (35 ms: only when a TOML file has a hit)
    else:
        import tomli as tomllib  # noqa: PLC0415
    if long := long_key_line(text):
        return Unreadable("TOML with a key of too many parts", long)
    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error))
        return Unreadable(f"not TOML: {error}", int(line[1]) if line else 1)
    return None


class _Reader:
    """A forgiving reader: after something odd it goes on with the next line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._tokens = _tokens(text)
        self._counts: dict[tuple[str, ...], int] = {}

    def scalars(self) -> Iterator[Entry]:
        table: tuple[str, ...] = ()
        line: list[re.Match[str]] = []
        for token in self._tokens:
            if token.lastgroup == "newline":
                line = []
            elif token[0] == "=" and line:
                yield from self._value((*table, *_key(line)), 0)
                line = []
            elif token[0] == "[" and not line:
                table = self._header()
            else:
                line.append(token)

    def _header(self) -> tuple[str, ...]:
        """Read ``[a.b]`` or ``[[a.b]]`` up to the end of the line."""
        parts: list[re.Match[str]] = []
        brackets = 1
        for token in self._tokens:
            if token.lastgroup == "newline":
                break
            if token[0] == "[":
                brackets += 1
            elif token[0] != "]":
                parts.append(token)
        name = _key(parts)
        if brackets == 1:
            return name
        self._counts[name] = self._counts.get(name, -1) + 1
        return (*name, f"[{self._counts[name]}]")

    def _value(self, path: tuple[str, ...], depth: int) -> Iterator[Entry]:
        for token in self._tokens:
            if token[0] == "[":
                yield from self._array(path, depth + 1)
            elif token[0] == "{":
                yield from self._inline(path, depth + 1)
            elif token.lastgroup not in ("newline", "mark"):
                yield self._scalar(path, token)
            return

    def _scalar(self, path: tuple[str, ...], token: re.Match[str]) -> Entry:
        line, column = self._lines.place(token.start())
        if token.lastgroup in ("multi", "raw_multi"):
            raw = token[f"{token.lastgroup}_text"]
            skipped = 1 if raw.startswith(("\n", "\r\n")) else 0
            value = raw.split("\n", 1)[1] if skipped else raw
            if token.lastgroup == "multi" and not re.search(r"\\\r?\n", value):
                value = _unescape(value)
            return Entry(path, value, line + skipped, column, block=value)
        quoted = token.lastgroup != "word"
        return Entry(path, _plain(token), line, column + quoted, quoted)

    def _array(self, path: tuple[str, ...], depth: int) -> Iterator[Entry]:
        index = 0
        for token in self._tokens:
            here = (*path, f"[{index}]")
            if token[0] == "]" or depth > DEPTH_LIMIT:
                return
            if token[0] == ",":
                index += 1
            elif token[0] == "[":
                yield from self._array(here, depth + 1)
            elif token[0] == "{":
                yield from self._inline(here, depth + 1)
            elif token.lastgroup not in ("newline", "mark"):
                yield self._scalar(here, token)

    def _inline(self, path: tuple[str, ...], depth: int) -> Iterator[Entry]:
        parts: list[re.Match[str]] = []
        for token in self._tokens:
            if token[0] == "}" or depth > DEPTH_LIMIT:
                return
            if token[0] == "=":
                yield from self._value((*path, *_key(parts)), depth + 1)
                parts = []
            elif token[0] == ",":
                parts = []
            elif token.lastgroup != "newline":
                parts.append(token)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    position, end = 0, len(text)
    while position < end:
        token = _TOKEN.match(text, position)
        if token is None:
            position += 1
            continue
        position = token.end()
        if token.lastgroup != "skip":
            yield token


def _key(tokens: list[re.Match[str]]) -> tuple[str, ...]:
    """Return the parts of a dotted key; a bare ``a.b`` arrives as one word."""
    parts: list[str] = []
    for token in tokens:
        if token.lastgroup == "word":
            parts.extend(part for part in token[0].split(".") if part)
        elif token.lastgroup in ("string", "raw"):
            parts.append(_plain(token))
    return tuple(parts)


def _plain(token: re.Match[str]) -> str:
    kind = token.lastgroup or ""
    if kind == "string":
        return _unescape(token["string"])
    return token["raw"] if kind == "raw" else token[0]


def _unescape(raw: str) -> str:
    return _ESCAPE.sub(_escaped, raw) if "\\" in raw else raw


def _escaped(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] in "uU" and len(code) > 1:
        point = int(code[1:], 16)
        return chr(point) if point <= sys.maxunicode else ""
    return _ESCAPES.get(code, "")
