"""The JSON Schema of a policy file, for editors, from the tables that the loader reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scanner.model.context import CONTEXT_KEYS
from scanner.model.fact import CLAIM_NAMES
from scanner.model.finding import Severity
from scanner.model.rule import STATES
from scanner.policy import settings
from scanner.policy.kinds import GROUNDS
from scanner.policy.kinds import KINDS as KINDS_SHOWN
from scanner.policy.message import NAMES
from scanner.policy.predicates import PREDICATES
from scanner.policy.rules import FAMILIES, KINDS, MARKETS, OUTCOMES

if TYPE_CHECKING:
    from scanner.policy.subject import Predicate

Schema = dict[str, object]

_WORD: Schema = {"type": "string"}
_WORDS: Schema = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
}
_FLAG: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "description": "a date: 2026-11-21"}
_LEVELS = [severity.value for severity in Severity]


def text() -> str:
    """Return the schema as the committed file holds it."""
    return json.dumps(policy_file(), indent=2, ensure_ascii=False) + "\n"


def policy_file() -> Schema:
    """Return the schema of a policy file: rules, regimes, groups, profile settings."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "flagstate policy file",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "$schema": _WORD,
            "version": {"const": 1},
            "title": _WORD,
            "reference": _WORD,
            "checked": _DAY,
            "extends": _WORDS,
            "packs": _WORDS,
            "rule": {"type": "array", "items": _rule()},
            "regime": {"type": "array", "items": _regime()},
            "groups": {"type": "object", "additionalProperties": _WORDS},
            "conflict": {"type": "array", "items": _conflict()},
            "sample": {"type": "object", "additionalProperties": {"type": "object"}},
            "context": _context(),
            "severity": {
                "type": "object",
                "additionalProperties": {"enum": [*_LEVELS, "off"]},
            },
            "data-classes": {"type": "object", "additionalProperties": _axes()},
            **_settings(),
        },
        "$defs": {"condition": _condition(), "gate": _gate()},
    }


def _table(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    made: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**made, "required": list(required)} if required else made


def _rule() -> Schema:
    families = "|".join(FAMILIES)
    message: Schema = {
        "type": "string",
        "description": "{{ name }} is replaced; names: " + ", ".join(sorted(NAMES)),
    }
    application = _table(
        {"id": _WORD, "context": {"$ref": "#/$defs/gate"}, "milestone": _WORD}, ("id",)
    )
    return _table(
        {
            "id": {"type": "string", "pattern": f"^({families})[0-9]{{3}}$"},
            "slug": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "title": _WORD,
            "why": _WORD,
            "regime": _WORD,
            "regimes": {"type": "array", "items": application},
            "milestone": _WORD,
            "applies-to": {"type": "array", "items": {"enum": list(KINDS)}},
            "context": {"$ref": "#/$defs/gate"},
            "ask-when": {"$ref": "#/$defs/gate"},
            "needs": {"type": "array", "items": {"enum": list(CLAIM_NAMES.values())}},
            "when": {"$ref": "#/$defs/condition"},
            "undecided": {"$ref": "#/$defs/condition"},
            "severity": {"enum": _LEVELS},
            "undecided-severity": {"enum": _LEVELS},
            "message": message,
            "undecided-message": message,
            "question": message,
            "remedy": message,
            "markets": {"type": "array", "items": {"enum": list(MARKETS)}},
            "references": _WORDS,
            "set-keys": {"type": "array", "items": {"enum": list(CONTEXT_KEYS)}},
            "decisive": {"enum": sorted(NAMES)},
            "tables": _WORDS,
            "waivable": _FLAG,
            "inline-waivable": _FLAG,
            "zones": _FLAG,
            "test": {"type": "array", "items": _test()},
            "no-test": _table({key: {"enum": sorted(GROUNDS)} for key in KINDS_SHOWN}),
        },
        ("id", "slug", "applies-to", "message", "remedy"),
    )


def _test() -> Schema:
    return _table(
        {
            "given": {"type": "object"},
            "want": {"enum": list(OUTCOMES)},
            "regime": _WORD,
            "source": _WORD,
        },
        ("given", "want"),
    )


def _regime() -> Schema:
    period = _table(
        {
            "from": _DAY,
            "to": _DAY,
            "state": {"enum": sorted(STATES)},
            "citation": _WORD,
            "note": _WORD,
            "also_countries": _WORDS,
        },
        ("from", "state"),
    )
    words = ("id", "title", "jurisdiction", "kind", "citation", "source", "basis")
    return {
        "type": "object",
        "properties": {
            **dict.fromkeys(words, _WORD),
            "status": {"enum": sorted(STATES)},
            "periods": {"type": "array", "items": period},
        },
        "required": list(words),
    }


def _conflict() -> Schema:
    return _table(
        {
            "id": _WORD,
            "first": _WORDS,
            "second": _WORDS,
            "message": _WORD,
            "reference": _WORD,
            "context": {"$ref": "#/$defs/gate"},
        },
        ("id", "first", "second", "message", "reference"),
    )


def _context() -> Schema:
    shapes: dict[str, Schema] = {
        "words": _WORDS,
        "word": _WORD,
        "bool": _FLAG,
        "count": {"anyOf": [{"type": "integer"}, {"type": "object"}]},
    }
    return _table({key: shapes[shape] for key, shape in CONTEXT_KEYS.items()})


def _gate() -> Schema:
    return _table({key: {"anyOf": [*_any(_WORDS), _FLAG]} for key in CONTEXT_KEYS})


def _any(schema: Schema) -> list[object]:
    found = schema["anyOf"]
    return list(found) if isinstance(found, list) else []


def _axes() -> Schema:
    return _table(dict.fromkeys(("residency", "control", "origin", "unknown"), _WORDS))


def _settings() -> Schema:
    tables: dict[str, dict[str, object]] = {}
    for (table, key), (_, shape) in settings.KEYS.items():
        tables.setdefault(table, {})[key] = _setting(shape)
    return {table: _table(keys) for table, keys in tables.items()}


def _setting(shape: str | tuple[str, ...]) -> Schema:
    if isinstance(shape, tuple):
        return {"enum": list(shape)}
    shapes: dict[str, Schema] = {
        "words": _WORDS,
        "names": {"type": "object", "additionalProperties": _WORD},
        "flag": _FLAG,
        "count": {"type": "integer"},
    }
    return shapes[shape]


def _condition() -> Schema:
    part: Schema = {"$ref": "#/$defs/condition"}
    parts: Schema = {"type": "array", "items": part, "minItems": 1}
    joined: list[object] = [
        _table({"all": parts}, ("all",)),
        _table({"any": parts}, ("any",)),
        _table({"not": part}, ("not",)),
    ]
    return {"anyOf": joined + [_predicate(predicate) for predicate in PREDICATES]}


def _predicate(predicate: Predicate) -> Schema:
    arguments: dict[str, Schema] = {
        "flag": _FLAG,
        "number": {"type": "number"},
        "word": _WORD,
        "day": _DAY,
    }
    argument = arguments.get(predicate.argument, _WORDS)
    if predicate.argument == "word" and predicate.choices:
        argument = {"enum": list(predicate.choices)}
    options: Schema = dict.fromkeys(predicate.options, _WORDS)
    described = {**argument, "description": predicate.what}
    return _table({predicate.name: described, **options}, (predicate.name,))
