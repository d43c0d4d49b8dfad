"""The schema for editors and the table of regimes come from the code; every file fits."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import jsonschema
import pytest

from scanner.policy import load, schema, table
from scanner.policy.toml import parse

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(
    path
    for path in load.folder().rglob("*.toml")
    if path.parent.name != "scenarios" and path.name != "alternatives.toml"
)


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_committed_schema_is_the_one_the_code_makes() -> None:
    path = load.folder() / "policy.schema.json"
    assert path.read_text(encoding="utf-8") == schema.text()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shipped_file_fits_the_schema(path: Path) -> None:
    values = plain(parse(path.read_text(encoding="utf-8"), path.name))
    assert isinstance(values, dict)
    values.pop("meta", None)
    jsonschema.Draft202012Validator(json.loads(schema.text())).validate(values)


def test_the_schema_refuses_an_unknown_predicate() -> None:
    rule = {
        "id": "LIC900",
        "slug": "x",
        "applies-to": ["package"],
        "message": "x",
        "remedy": "x",
        "when": {"licence-class": ["permissive"]},
    }
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"rule": [rule]}, json.loads(schema.text()))


def test_every_regime_has_a_rule_or_a_reason() -> None:
    for row in table.rows(load.load()):
        assert row.rules or row.note, row.regime
        assert not row.rules or row.tests, row.regime
        assert row.periods
