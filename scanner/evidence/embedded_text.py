"""Texts in Python that hold configuration or code: a YAML written by a test, a template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.claims import Claims, Context
from scanner.evidence.keys import OPEN, Role, Trust, key_role
from scanner.evidence.subprocesses import named_in_shell
from scanner.model.evidence import Kind

if TYPE_CHECKING:
    import ast

#: Larger texts are data.
TEXT_LIMIT = 60_000
LINE_LIMIT = 300
_ENTRY = re.compile(
    r"\s{0,40}(?:- )?[\"']?(?P<key>[A-Za-z][\w.-]{1,60})[\"']?\s{0,4}[:=]\s{0,4}"
    r"[\"']?(?P<value>[\w@][\w./:@+-]{2,200})[\"']?,?\s*$"
)
_CALL = re.compile(
    r"\b(?:from_pretrained|SentenceTransformer|CrossEncoder|pipeline|snapshot_download|load_dataset|LLM)\(\s{0,10}[\"'](?P<value>[\w@][\w./:@+-]{2,200})[\"']"
)
_SHELL = re.compile(r"\s*#!\S*(?:/|env )(?:ba|z|da|k)?sh\b")
_FLAG = re.compile(r"(?:^|\s)--(?P<key>[\w-]{2,40})[ =][\"']?(?P<value>[\w@][\w./:@+-]{2,200})")


def embedded(text: str, node: ast.AST, claims: Claims) -> None:
    """Claim what the lines of a long text name: under a key, in a loading call, after a flag."""
    if len(text) > TEXT_LIMIT:
        return
    if _SHELL.match(text):
        for named, shift in named_in_shell(text):
            claims.put(named, node, Context(OPEN, "embedded_text"), shift=shift)
    for shift, line in enumerate(text.split("\n")):
        if len(line) > LINE_LIMIT:
            continue
        entry = _ENTRY.match(line)
        if entry is not None:
            _claim(entry["key"], entry["value"], node, claims, shift)
            continue
        for call in _CALL.finditer(line):
            kind = Kind.DATASET if "load_dataset" in call[0] else Kind.MODEL
            claims.add(
                call["value"], node, Context(Role(Trust.KEYED, kind), "embedded_text"), shift=shift
            )
        for flag in _FLAG.finditer(line):
            _claim(flag["key"], flag["value"], node, claims, shift)


def _claim(key: str, value: str, node: ast.AST, claims: Claims, shift: int) -> None:
    role = key_role(key)
    if role.trust is Trust.KEYED and role.kind in (Kind.MODEL, Kind.DATASET) and "/" in value:
        claims.add(value, node, Context(role, "embedded_text"), shift=shift)
