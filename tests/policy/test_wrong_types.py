"""Every key of a policy file, given every wrong type: a problem with a line, never a crash."""

from __future__ import annotations

import pytest

from scanner.policy import regimes, rules, schema
from scanner.policy import settings as choices
from scanner.policy.conditions import condition
from scanner.policy.predicates import PREDICATES
from scanner.policy.toml import Lines, Problems, Table, parse

VALUES = """7 1.5 true "w" "" [] [1] [[1]] {} {a=1} [{a=1}] [{}] {a={b={c=1}}} -1 inf
2026-11-21 12:00:00 2026-11-21T00:00:00Z""".split()  # noqa: SIM905 (a list of values in TOML)
RULE = {
    "id": '"LIC900"',
    "slug": '"x"',
    "applies-to": '["package"]',
    "when": "{ denied = true }",
    "message": '"m"',
    "remedy": '"r"',
}
REGIME = dict.fromkeys(
    ("id", "title", "jurisdiction", "kind", "citation", "source", "basis"), '"w"'
)


def read(lines: dict[str, str]) -> Table:
    text = "".join(f"{key} = {value}\n" for key, value in lines.items())
    return Table(parse(text, "w.toml"), "w.toml", Lines(text), "", Problems())


def keys_of(made: schema.Schema) -> list[str]:
    found = made["properties"]
    assert isinstance(found, dict)
    return list(found)


def in_place(table: Table) -> None:
    for error in table.problems.errors:
        assert str(error).startswith("w.toml:"), error


@pytest.mark.parametrize("value", VALUES)
def test_a_rule_with_a_wrong_value_says_where(value: str) -> None:
    for key in keys_of(schema._rule()):  # noqa: SLF001 (the list of keys)
        table = read({**RULE, key: value})
        rules.rule(table, "own")
        in_place(table)


@pytest.mark.parametrize("value", VALUES)
def test_a_regime_with_a_wrong_value_says_where(value: str) -> None:
    known = ["authority", "status", "verified", "periods", "milestones", "thresholds", "countries"]
    for key in [*REGIME, *known, "summary", "effect", "list", "entity_states"]:
        table = read({**REGIME, key: value})
        regimes.regime(table)
        in_place(table)


@pytest.mark.parametrize("value", VALUES)
def test_a_setting_with_a_wrong_value_says_where(value: str) -> None:
    for table_name, key in choices.KEYS:
        table = read({f"{table_name}.{key}": value})
        choices.read(table)
        in_place(table)
        choices.read(read({table_name: value}))


@pytest.mark.parametrize("value", VALUES)
def test_a_predicate_with_a_wrong_value_says_where(value: str) -> None:
    for predicate in PREDICATES:
        for name in (predicate.name, *predicate.options):
            table = read({f"when.{predicate.name}": "true", f"when.{name}": value})
            if name == predicate.name:
                table = read({f"when.{name}": value})
            condition(table, "when")
            in_place(table)
