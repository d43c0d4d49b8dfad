"""HCL (Terraform, Nomad) as scalars with the labels of the blocks around them as path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.documents.entry import DEPTH_LIMIT, ENTRY_LIMIT, Entry, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"(?P<heredoc><<[-~]?(?P<tag>\w+)[^\n]*\n)"
    r'|"(?P<string>[^"\\\n]*(?:\\.[^"\\\n]*)*)"'
    r"|(?P<comment>\#[^\n]*|//[^\n]*|/\*[^*]*(?:\*(?!/)[^*]*)*\*/)"
    r"|(?P<mark>[{}\[\]=:,()])"
    r"|(?P<newline>\n)"
    r"|(?P<word>[^\s{}\[\]=:,\"()#]+)"
    r"|(?P<skip>[ \t\r]+)"
)


def read(text: str) -> Iterator[Entry]:
    """Yield the strings and words that are values; heredocs as one text."""
    reader = _Reader(text)
    for count, entry in enumerate(reader.entries()):
        if count >= ENTRY_LIMIT:
            return
        yield entry


class _Reader:
    """Keeps the path of open blocks while the tokens pass."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._path: list[str] = []
        self._opened: list[tuple[str, int]] = []  # (bracket, length of the path before it)
        self._pending: list[str] = []  # labels and keys that no value has followed yet
        self._assigned = False

    def entries(self) -> Iterator[Entry]:
        position = 0
        while position < len(self._text):
            token = _TOKEN.match(self._text, position)
            if token is None:
                position += 1
                continue
            position = token.end()
            if token["heredoc"]:
                position, entry = self._heredoc(token)
                yield entry
            elif token.lastgroup in ("string", "word"):
                entry_or_none = self._word(token)
                if entry_or_none is not None:
                    yield entry_or_none
            elif token.lastgroup == "mark" and not self._mark(token[0]):
                return
            elif token.lastgroup == "newline" and not self._in_list():
                self._forget()

    def _in_list(self) -> bool:
        return bool(self._opened) and self._opened[-1][0] in "[("

    def _forget(self) -> None:
        self._pending, self._assigned = [], False

    def _word(self, token: re.Match[str]) -> Entry | None:
        quoted = token.lastgroup == "string"
        value = token["string"] if quoted else token[0]
        if not self._assigned and not self._in_list():
            self._pending.append(value)
            return None
        line, column = self._lines.place(token.start())
        return Entry((*self._path, *self._pending), value, line, column + quoted, quoted)

    def _mark(self, mark: str) -> bool:
        """Follow a bracket or an operator; ``False``: nested too deep to go on."""
        if mark in "{[(":
            if len(self._opened) >= DEPTH_LIMIT:
                return False
            self._opened.append((mark, len(self._path)))
            self._path.extend(self._pending)
            self._forget()
        elif mark in "}])":
            if self._opened:
                del self._path[self._opened.pop()[1] :]
            self._forget()
        elif mark in "=:":
            self._assigned = True
        elif not self._in_list():
            self._forget()
        return True

    def _heredoc(self, token: re.Match[str]) -> tuple[int, Entry]:
        """Return where the here document ends, and its text as one entry."""
        tag = re.compile(rf"^[ \t]*{re.escape(token['tag'])}[ \t\r]*$", re.MULTILINE)
        end = tag.search(self._text, token.end())
        body = self._text[token.end() : end.start() if end else len(self._text)]
        line, _ = self._lines.place(token.start())
        entry = Entry((*self._path, *self._pending), body, line + 1, 1, block=body)
        self._forget()
        return (end.end() if end else len(self._text)), entry
