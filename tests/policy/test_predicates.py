"""Predicates one by one: a condition, what is given, the outcome. ``yes`` is a violation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scanner.model.errors import ConfigError
from scanner.policy import load, testing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MODEL = "pkg:huggingface/someone/model"
YES, NO, OPEN = "violation", "pass", "undecided"
MAU = "monthly-active-users"


def observed(key: str, value: str) -> dict[str, object]:
    return {"facts": [{"claim": "observed", "key": key, "value": value}]}


def derived(base: str, relation: str, *, inferred: bool = False) -> dict[str, object]:
    link = {"claim": "derived-from", "base": base, "relation": relation, "inferred": inferred}
    return {"facts": [link]}


def limited(measured: str, month: str | None = None) -> dict[str, object]:
    limit: dict[str, object] = {"metric": MAU, "op": ">", "value": 100, "measured": measured}
    limit |= {"scope": "group", "follows": "licence", "measured-month": month}
    terms = {"text-read": True, "commercial-use": "conditional", "thresholds": [limit]}
    licensed = {"claim": "license", "expression": "LicenseRef-x", "terms": terms}
    return {"facts": [{**licensed, "license-class": "community-threshold"}]}


def users(value: object) -> dict[str, object]:
    return {"context": {MAU: value}}


def term(*, read: bool, **values: object) -> dict[str, object]:
    terms = {"text-read": read, "commercial-use": "yes", **values}
    licensed = {"claim": "license", "expression": "LicenseRef-x", "terms": terms}
    return {"facts": [{**licensed, "license-class": "use-restricted"}]}


COUNT = f'{{ declares-more-than = 1000, key = "{MAU}" }}'
HOSTED = "{ distilled-from-hosted = true }"
PASSED = '{ threshold-passed = "licence" }'
CASES: list[tuple[str, Mapping[str, object], str]] = [
    (COUNT, users(1001), YES),
    (COUNT, users(1000), NO),
    (COUNT, {}, OPEN),
    (COUNT, users({"2026-01": 5000, "2026-12": 1}), YES),  # the last month up to the day
    (COUNT, users({"2026-12": 5000}), OPEN),
    ('{ observed = ["yes"], key = ["custom"] }', observed("custom", "yes"), YES),
    ('{ observed = ["*"], key = ["custom"] }', observed("custom", "whatever"), YES),
    ('{ observed = ["yes"], key = ["custom"] }', observed("other", "yes"), NO),
    (HOSTED, derived("hosted:gpt-4o", "distilled_from"), YES),
    (HOSTED, derived("hosted:gpt-4o", "distilled_from", inferred=True), OPEN),
    (HOSTED, derived("pkg:huggingface/a/b", "distilled_from"), NO),
    (HOSTED, derived("hosted:gpt-4o", "finetuned_from"), NO),
    (PASSED, {**limited("once", "2024-06"), **users({"2024-06": 101, "2026-01": 1})}, YES),
    (PASSED, {**limited("once", "2024-06"), **users({"2024-06": 100, "2026-01": 900})}, NO),
    (PASSED, {**limited("once", "2024-06"), **users({"2026-01": 900})}, OPEN),
    (PASSED, {**limited("once"), **users({"2026-01": 900})}, OPEN),
    (PASSED, {**limited("once", "2024-06"), **users(900)}, OPEN),  # today's number
    (PASSED, {**limited("running"), **users({"2025-01": 900, "2026-01": 1})}, NO),
    (PASSED, {**limited("running"), **users({"2026-12": 900})}, OPEN),
    (PASSED, {**limited("running"), **users(101)}, YES),
    (PASSED, {**limited("unknown"), **users(101)}, OPEN),
    ('{ term = "naming", is = ["yes"] }', term(read=True, naming="say so"), YES),
    ('{ term = "naming", is = ["yes"] }', term(read=True), NO),
    ('{ term = "naming", is = ["yes"] }', term(read=False), OPEN),
    ('{ term = "hosting", is = ["yes"] }', term(read=True, others={"hosting": "long text"}), YES),
    ('{ term = "hosting", is = ["yes"] }', term(read=False), OPEN),
    ('{ from-day = "2026-11-21" }', {}, YES),
    ('{ from-day = "2026-11-22" }', {}, NO),
    ("{ license-text-open = true }", term(read=False), YES),
    ("{ license-text-open = false }", term(read=True), YES),
    ("{ stale = true }", {}, NO),
    ("{ vulnerable = true }", {}, NO),
]


@pytest.mark.parametrize(("when", "given", "want"), CASES)
def test_a_predicate_answers(
    tmp_path: Path, when: str, given: Mapping[str, object], want: str
) -> None:
    overlay = tmp_path / "own.toml"
    overlay.write_text(
        '[[rule]]\nid = "MOD900"\nslug = "own"\napplies-to = ["model"]\n'
        f'when = {when}\nmessage = "m"\nremedy = "r"\n',
        encoding="utf-8",
    )
    policy = load.load(overlays=(overlay,))
    rule = next(each for each in policy.rules if each.id == "MOD900")
    narrow = replace(policy, rules=(rule,), context={}, conflicts=())
    facts = given.get("facts", [])
    assert testing.judged(narrow, {"component": MODEL, "facts": facts, **given})[0] == want


@pytest.mark.parametrize("day", ["2026-13-01", "21.11.2026", "today"])
def test_a_day_is_a_date(tmp_path: Path, day: str) -> None:
    overlay = tmp_path / "own.toml"
    overlay.write_text(
        '[[rule]]\nid = "MOD900"\nslug = "own"\napplies-to = ["model"]\n'
        f'when = {{ from-day = "{day}" }}\nmessage = "m"\nremedy = "r"\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigError, match="takes a date in quotes"):
        load.load(overlays=(overlay,))
