"""The JSON Schema of the configuration, made from the table of keys."""

from __future__ import annotations

from scanner.config.keys import EXCEPTIONS, KEYS, PATHS, SHORTHANDS, Key

_WORD: dict[str, object] = {"type": "string", "minLength": 1}
_COUNT: dict[str, object] = {
    "oneOf": [
        {"type": "integer", "minimum": 0},
        {
            "type": "object",
            "patternProperties": {r"^\d{4}-(0[1-9]|1[0-2])$": {"type": "integer", "minimum": 0}},
            "additionalProperties": False,
        },
    ]
}


def schema() -> dict[str, object]:
    """Return the schema of ``flagstate.toml`` and of ``[tool.flagstate]``."""
    top: dict[str, object] = {}
    for name, key in KEYS.items():
        table, separator, rest = name.partition(".")
        if separator:
            section = top.setdefault(
                table, {"type": "object", "properties": {}, "additionalProperties": False}
            )
            assert isinstance(section, dict)  # noqa: S101 (made by the line above)
            section["properties"][rest] = _property(key)
        else:
            top[name] = _property(key)
    for short, target in SHORTHANDS.items():
        top[short] = _property(KEYS[target])
    for name in (*EXCEPTIONS, PATHS):
        top[name] = {"type": "array", "items": {"type": "object"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "flagstate configuration",
        "type": "object",
        "properties": dict(sorted(top.items())),
        "additionalProperties": False,
    }


def _property(key: Key) -> dict[str, object]:
    plain = _plain(key)
    if key.shape.startswith("declared-"):
        declared = {
            "type": "object",
            "properties": {
                "value": plain,
                "declared-by": _WORD,
                "declared-on": {"type": "string", "format": "date"},
            },
            "required": ["value"],
            "additionalProperties": False,
        }
        return {"description": key.what, "anyOf": [plain, declared]}
    return {"description": key.what, **plain}


def _plain(key: Key) -> dict[str, object]:
    word = {**_WORD, "enum": list(key.choices)} if key.choices else _WORD
    shapes: dict[str, dict[str, object]] = {
        "words": {"anyOf": [word, {"type": "array", "items": word}]},
        "word": word,
        "bool": {"type": "boolean"},
        "count": _COUNT,
        "version": {"const": 1},
        "names": {"type": "object", "additionalProperties": _WORD},
        "ages": {
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    {"type": "string", "pattern": r"^\d{1,5}d?$"},
                    {"type": "integer", "minimum": 0},
                ]
            },
        },
        "tables": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {
                    "anyOf": [_WORD, {"type": "array", "items": _WORD}],
                },
            },
        },
    }
    return shapes[key.shape.removeprefix("declared-")]
