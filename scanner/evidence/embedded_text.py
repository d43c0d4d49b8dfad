"""Texts in Python that hold configuration or code: a YAML written by a test, a template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.claims import Claims, Context
from scanner.evidence.keys import OPEN, Role, Trust, key_role
from scanner.evidence.names import is_hosted_name, service_host
from scanner.evidence.subprocesses import named_in_shell
from scanner.model.evidence import Kind

if TYPE_CHECKING:
    import ast

#: Larger texts are data.
TEXT_LIMIT = 60_000
LINE_LIMIT = 300
_ENTRY = re.compile(
    r"\s{0,40}(?:- )?[\"']?(?P<key>[A-Za-z][\w.-]{1,60})[\"']?\s{0,4}[:=]\s{0,4}"
    r"[\"']?(?P<value>[\w@][\w./:@+-]{2,200})[\"']?,?(?:\s{1,20}#.{0,200})?\s{0,20}$"
)
#: A line of YAML or INI, and the share of them that makes a text one.
_LINE = re.compile(
    r"\s{0,40}(?:- )?[\"']?[A-Za-z][\w.-]{1,60}[\"']?\s{0,4}[:=](?:\s|$)|\s{0,40}(?:#|- |\[)"
)
_SHARE = 0.8
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
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    settings = sum(_LINE.match(line) is not None for line in filled) >= _SHARE * len(filled)
    for shift, line in enumerate(lines):
        if len(line) > LINE_LIMIT:
            continue
        entry = _ENTRY.match(line)
        if entry is not None:
            _claim(entry["key"], entry["value"], node, claims, shift, settings=settings)
            continue
        for call in _CALL.finditer(line):
            kind = Kind.DATASET if "load_dataset" in call[0] else Kind.MODEL
            claims.add(
                call["value"], node, Context(Role(Trust.KEYED, kind), "embedded_text"), shift=shift
            )
        for flag in _FLAG.finditer(line):
            _claim(flag["key"], flag["value"], node, claims, shift)


def _claim(
    key: str, value: str, node: ast.AST, claims: Claims, shift: int, *, settings: bool = False
) -> None:
    """Claim a value; one without an owner, and an address, only in a text of settings."""
    role = key_role(key)
    if role.trust is not Trust.KEYED:
        return
    if role.kind in (Kind.MODEL, Kind.DATASET):
        wanted = "/" in value or (settings and is_hosted_name(value))
    else:
        wanted = settings and role.kind is Kind.ENDPOINT and service_host(value) is not None
    if wanted:
        claims.add(value, node, Context(role, "embedded_text"), shift=shift)
