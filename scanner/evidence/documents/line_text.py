"""INI, ``.env``, properties and HCL as scalars with key paths and lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.documents.entry import DEPTH_LIMIT, ENTRY_LIMIT, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_LIMIT = 10_000
_SECTION = re.compile(r"^\s*\[([^\]\n]+)\]\s*(?:[#;].*)?$")
_PAIR = re.compile(
    r"^(?P<indent>[ \t]*)(?P<key>[^\s=:#;\[][^=:\n]*?)[ \t]*[=:][ \t]*(?P<value>.*)$"
)
_ENV = re.compile(
    r"^(?P<lead>[ \t]*(?:export[ \t]+|set[ \t]+)?)(?P<key>[A-Za-z_][\w.]*)"
    r"[ \t]*=[ \t]*(?P<value>.*)$"
)
_COMMENT = re.compile(r"[ \t][#;].*$")


def read_ini(text: str) -> Iterator[Entry]:
    """Yield ``key = value`` under its section; continued lines join their key as further lines."""
    section: tuple[str, ...] = ()
    key, index = "", 0
    for number, line in enumerate(text.split("\n")[:ENTRY_LIMIT], 1):
        stripped = line.strip()
        if not stripped or stripped[0] in "#;" or len(line) > _LINE_LIMIT:
            continue
        header = _SECTION.match(line)
        pair = _PAIR.match(line)
        if header:
            section, key = (header[1].strip(),), ""
        elif line[0] in " \t" and key:
            column = len(line) - len(line.lstrip()) + 1
            yield Entry((*section, key, f"[{index}]"), stripped, number, column)
            index += 1
        elif pair:
            key, index = pair["key"].strip(), 0
            value = _COMMENT.sub("", pair["value"]).strip()
            quoted = value[:1] in ("'", '"')
            if value:
                yield Entry(
                    (*section, key), value.strip("\"'"), number, pair.start("value") + 1 + quoted
                )


def read_env(text: str) -> Iterator[Entry]:
    """Yield ``NAME=value``; comments and quotes are taken off."""
    for number, line in enumerate(text.split("\n")[:ENTRY_LIMIT], 1):
        match = _ENV.match(line.rstrip("\r"))
        if match is None or len(line) > _LINE_LIMIT:
            continue
        value = match["value"].strip()
        quote = value[:1] if value[:1] in ("'", '"') else ""
        if quote:
            end = value.find(quote, 1)
            value = value[1:end] if end > 0 else value[1:]
        else:
            value = _COMMENT.sub("", value).strip()
        if value and not value.startswith("#"):
            yield Entry((match["key"],), value, number, match.start("value") + 1 + bool(quote))


_HCL = re.compile(
    r"(?P<heredoc><<[-~]?(?P<tag>\w+)[^\n]*\n)"
    r'|"(?P<string>[^"\\\n]*(?:\\.[^"\\\n]*)*)"'
    r"|(?P<comment>\#[^\n]*|//[^\n]*|/\*[^*]*(?:\*(?!/)[^*]*)*\*/)"
    r"|(?P<mark>[{}\[\]=:,()])"
    r"|(?P<newline>\n)"
    r"|(?P<word>[^\s{}\[\]=:,\"()#]+)"
    r"|(?P<skip>[ \t\r]+)"
)


def read_hcl(text: str) -> Iterator[Entry]:
    """Yield the strings of HCL with the labels of the blocks around them as path."""
    path: list[str] = []
    opened: list[tuple[str, int]] = []  # ("{" or "[" or "(", length of the path before)
    pending: list[str] = []
    line, start = 1, 0
    position, count = 0, 0
    assigned = False
    while position < len(text) and count < ENTRY_LIMIT:
        token = _HCL.match(text, position)
        if token is None:
            position += 1
            continue
        position = token.end()
        kind, written = token.lastgroup, token[0]
        column = token.start() - start + 1
        if kind in ("string", "word"):
            value = token["string"] if kind == "string" else written
            if assigned or (opened and opened[-1][0] in "[("):
                count += 1
                yield Entry(
                    (*path, *pending), value, line, column + (kind == "string"), kind == "string"
                )
            else:
                pending.append(value)
        elif kind == "tag" or token["heredoc"]:
            position, entry = _hcl_heredoc(text, token, (*path, *pending), line)
            yield entry
            written, pending, assigned = text[token.start() : position], [], False
        elif kind == "mark":
            if written in "{[(":
                if len(opened) >= DEPTH_LIMIT:
                    return
                opened.append((written, len(path)))
                path.extend(pending)
                pending, assigned = [], False
            elif written in "}])":
                if opened:
                    del path[opened.pop()[1] :]
                pending, assigned = [], False
            elif written in "=:":
                assigned = True
            elif written == "," and opened and opened[-1][0] == "{":
                pending, assigned = [], False
        elif kind == "newline" and not (opened and opened[-1][0] in "[("):
            pending, assigned = [], False
        newlines = written.count("\n")
        if newlines:
            line += newlines
            start = token.start() + written.rindex("\n") + 1


def _hcl_heredoc(
    text: str, token: re.Match[str], path: tuple[str, ...], line: int
) -> tuple[int, Entry]:
    """Return where the here document ends, and its text as one entry."""
    end = re.compile(rf"^[ \t]*{re.escape(token['tag'])}[ \t\r]*$", re.MULTILINE).search(
        text, token.end()
    )
    stop = end.start() if end else len(text)
    body = text[token.end() : stop]
    return (end.end() if end else len(text)), Entry(path, body, line + 1, 1, block=body)
