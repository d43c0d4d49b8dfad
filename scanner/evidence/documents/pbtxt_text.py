"""Protobuf text format (Triton's ``config.pbtxt``) as scalars with the fields around them as path.

A ``parameters { key: "x" value { string_value: "y" } }`` of a map stands under its key.

*Source.* Protocol Buffers documentation, "Text Format Language Specification".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.documents.entry import DEPTH_LIMIT, ENTRY_LIMIT, Entry, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"(?P<comment>#[^\n]*)"
    r"|\"(?P<double>[^\"\\\n]*(?:\\.[^\"\\\n]*)*)\"|'(?P<single>[^'\\\n]*(?:\\.[^'\\\n]*)*)'"
    r"|(?P<mark>[{}\[\]<>:,;])"
    r"|(?P<word>[\w.+-]+)"
)
_OPENS, _CLOSES = frozenset("{<["), frozenset("}>]")


def read(text: str) -> Iterator[Entry]:
    """Yield the strings and words that are values, in file order."""
    lines = Lines(text)
    path: list[str] = []  # the fields of the open messages
    keys: list[str] = []  # of each open message: the key of a map's entry
    field = ""
    count = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "comment":
            continue
        if kind == "mark":
            mark = token[0]
            if mark in _OPENS and len(path) < DEPTH_LIMIT:
                path.append(field)
                keys.append("")
            elif mark in _CLOSES and path:
                path.pop()
                keys.pop()
            continue
        following = text[token.end() : token.end() + 20].lstrip()
        if kind == "word" and following[:1] in (":", "{", "<"):
            field = token[0]
            continue
        value = token[kind] if kind else ""
        if field == "key" and keys:
            keys[-1] = value
        count += 1
        if count > ENTRY_LIMIT:
            return
        start = token.start(kind) if kind else token.start()
        under = [part for pair in zip(path, keys, strict=True) for part in pair if part]
        own = under if field.endswith("_value") and any(keys) else [*under, field]
        yield Entry(tuple(own or [field]), value, *lines.place(start), text=kind != "word")
