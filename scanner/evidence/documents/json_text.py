"""JSON, with or without comments and trailing commas, as scalars with key paths and lines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from scanner.evidence.documents.entry import DEPTH_LIMIT, Entry, Lines
from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r'"(?P<string>[^"\\]*(?:\\.[^"\\]*)*)"'
    r"|(?P<mark>[{}\[\],:])"
    r"|(?P<word>[A-Za-z0-9_$+.-]+)"
    r"|'(?P<single>[^'\\\n]*(?:\\.[^'\\\n]*)*)'"
    r"|(?P<skip>\s+|//[^\n]*|/\*[^*]*(?:\*(?!/)[^*]*)*\*/|\ufeff)",
    re.DOTALL,
)
_LITERAL = re.compile(r"-?[0-9][0-9eE+.-]*|true|false|null|NaN|-?Infinity")


def read(text: str, keys: list[Entry] | None = None) -> Iterator[Entry]:
    """Yield every scalar in file order; ``keys`` receives the keys of objects.

    Raises:
        Unreadable: not JSON, or nested deeper than ``DEPTH_LIMIT``; with the line.

    """
    reader = _Reader(text, keys)
    yield from reader.scalars()


class _Reader:
    """Walks the tokens with a stack of open containers: list positions and pending keys."""

    def __init__(self, text: str, keys: list[Entry] | None) -> None:
        self._text = text
        self._keys = keys
        self._lines = Lines(text)
        self._path: list[str] = []
        self._objects: list[bool] = []  # is the open container an object?
        self._at_key = False

    def scalars(self) -> Iterator[Entry]:
        text, end, position = self._text, len(self._text), 0
        seen_value = False
        while position < end:
            token = _TOKEN.match(text, position)
            if token is None:
                raise self._unreadable("not JSON", position)
            position = token.end()
            kind = token.lastgroup
            if kind == "skip":
                continue
            if kind == "mark":
                self._punctuation(token[0], token.start())
                seen_value = True
                continue
            if self._at_key:
                self._key(token)
                continue
            if not self._objects and seen_value:
                raise self._unreadable("not JSON: more than one value", token.start())
            if kind == "word" and not _LITERAL.fullmatch(token[0]):
                raise self._unreadable("not JSON: a bare word", token.start())
            seen_value = True
            line, column = self._lines.place(token.start())
            yield Entry(tuple(self._path), _plain(token), line, column, kind != "word")
        if self._objects:
            raise self._unreadable("not JSON: it ends inside a container", end)

    def _key(self, token: re.Match[str]) -> None:
        self._path[-1] = _plain(token)
        self._at_key = False
        if self._keys is not None:
            line, column = self._lines.place(token.start())
            self._keys.append(Entry(tuple(self._path), self._path[-1], line, column + 1))

    def _punctuation(self, mark: str, offset: int) -> None:
        if mark in "{[":
            if len(self._objects) >= DEPTH_LIMIT:
                raise self._unreadable("JSON nested too deep", offset)
            self._objects.append(mark == "{")
            self._path.append("" if mark == "{" else "[0]")
            self._at_key = mark == "{"
        elif mark in "}]":
            if not self._objects or self._objects.pop() != (mark == "}"):
                raise self._unreadable("not JSON: a bracket that closes nothing", offset)
            self._path.pop()
            self._at_key = False
        elif mark == ",":
            if not self._objects:
                raise self._unreadable("not JSON: more than one value", offset)
            if self._objects[-1]:
                self._at_key = True
            else:
                self._path[-1] = f"[{int(self._path[-1][1:-1]) + 1}]"

    def _unreadable(self, reason: str, offset: int) -> Unreadable:
        return Unreadable(reason, self._lines.place(offset)[0])


def _plain(token: re.Match[str]) -> str:
    """Return what the token says, escapes resolved."""
    if token.lastgroup == "word":
        return token["word"]
    if token.lastgroup == "single":
        return token["single"]
    raw = token["string"]
    if "\\" not in raw:
        return raw
    try:
        value = json.loads(f'"{raw}"', strict=False)
    except ValueError:
        return raw
    return value if isinstance(value, str) else raw
