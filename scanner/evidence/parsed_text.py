"""Configuration that Python code holds as a text and parses: ``yaml.safe_load("model: …")``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scanner.evidence.claims import Context
from scanner.evidence.expressions import last_name
from scanner.evidence.keys import OPEN
from scanner.evidence.names import Named
from scanner.evidence.source import Source
from scanner.evidence.values import Reading, Text, Unknown
from scanner.model.evidence import Evidence

if TYPE_CHECKING:
    from scanner.evidence.reader import Reader
    from scanner.evidence.scopes import Scope

#: {last part of the callable: {what stands before it: language}}.
_LANGUAGES = {
    "safe_load": {"yaml": "yaml", "YAML": "yaml", "": "yaml"},
    "full_load": {"yaml": "yaml"},
    "load": {"yaml": "yaml"},
    "loads": {
        **dict.fromkeys(["json", "json5", "orjson", "ujson"], "json"),
        **dict.fromkeys(["toml", "tomllib", "tomli", "rtoml"], "toml"),
    },
    "create": {"OmegaConf": "yaml"},
}
PARSERS = frozenset(_LANGUAGES)
TEXT_LIMIT = 60_000
_SEPARATORS = frozenset(":=")


def read_text(reader: Reader, node: ast.Call, scope: Scope) -> None:
    """Claim what a written-out configuration names, each at its own line."""
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    language = _LANGUAGES[last_name(node.func)].get("" if owner is None else last_name(owner))
    if language is None:
        return
    for text in Reading().texts(node.args[0], scope, ""):
        if isinstance(text, Unknown) or text.assembled or text.scope.module is not reader.module:
            continue
        if len(text.value) <= TEXT_LIMIT and not _SEPARATORS.isdisjoint(text.value):
            _claim(reader, language, text)


def _claim(reader: Reader, language: str, text: Text) -> None:
    from scanner.evidence.models import config_key  # noqa: PLC0415 (few modules parse texts)

    source = Source(language, text.value, 1, "embedded_text")
    for row in config_key.references(reader.module.file, source):
        if isinstance(row, Evidence):
            named = Named(row.kind, row.name, row.namespace, row.confidence)
            place = Context(OPEN, "embedded_text")
            reader.claims.put(named, text.node, place, shift=row.at.line - 1)
