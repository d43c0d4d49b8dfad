"""INI, ``.env`` and properties as scalars with key paths and lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.documents.entry import ENTRY_LIMIT, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_LIMIT = 10_000
_SECTION = re.compile(r"^\s*\[([^\]\n]+)\]\s*(?:[#;].*)?$")
_PAIR = re.compile(
    r"^(?P<indent>[ \t]*)(?P<key>[^\s=:#;\[][^=:\n]*?)[ \t]*[=:][ \t]*(?P<value>.*)$"
)
#: nginx: the one directive that sends requests on.
_PROXY = re.compile(r"^[ \t]*(?P<key>proxy_pass)[ \t]+(?P<value>[^\s;]{1,300});")
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
        pair = _PROXY.match(line) or _PAIR.match(line)
        if header:
            section, key = (header[1].strip(),), ""
        elif line[0] in " \t" and key and not _PROXY.match(line):
            column = len(line) - len(line.lstrip()) + 1
            yield Entry((*section, key, f"[{index}]"), stripped, number, column)
            index += 1
        elif pair:
            key, index = pair["key"].strip(), 0
            value = _COMMENT.sub("", pair["value"]).strip()
            quoted = len(value) > 1 and value[0] in ("'", '"') and value[-1] == value[0]
            value = value[1:-1] if quoted else value
            if value:
                yield Entry((*section, key), value, number, pair.start("value") + 1 + quoted)


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
