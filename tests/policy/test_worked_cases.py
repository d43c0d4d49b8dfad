"""Worked cases: component, context, day -> outcome with its ground, written from the texts.

Each case cites its source. Facts that a case does not give come from the embedded knowledge base,
so that the whole way from a name to an outcome is under test.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scanner.facts import FACT_SOURCES
from scanner.facts.run import gather
from scanner.inventory.grow import ROUNDS, grow
from scanner.model.fact import DerivedFrom, Licensed
from scanner.model.inventory import Inventory
from scanner.policy import claims, dossiers, evaluate, load, testing
from scanner.policy import settings as choices

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from scanner.model.context import Context
    from scanner.model.fact import Fact
    from scanner.model.finding import Finding
    from scanner.model.rule import Policy

WORKED = Path(__file__).parent / "worked"
CASES = [
    case
    for path in sorted(WORKED.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@cache
def policy_of(profiles: tuple[str, ...]) -> Policy:
    return load.load(profiles)


def world(case: dict[str, Any], context: Context) -> tuple[Inventory, tuple[Fact, ...]]:
    """Return the inventory of the case, grown by lineage, and its facts."""
    names = [case["component"], *case.get("uses", [])]
    components = tuple(claims.component(name) for name in names)
    evidence = {
        item.name: (claims.evidence(item, {}),)
        for item in components
        if not item.name.startswith("project:")
    }
    inventory = Inventory(components=components, evidence=evidence)
    own = [claims.fact(case["component"], row) for row in case.get("facts", [])]
    replaced = {type(fact.claim) for fact in own}
    facts: list[Fact] = list(own)
    asked = inventory
    fresh = list(own)
    for _ in range(ROUNDS):
        found, _gaps = gather(asked, context, sources=FACT_SOURCES, online=False)
        fresh += [
            fact
            for fact in found
            if not (fact.about == case["component"] and type(fact.claim) in replaced)
        ]
        facts = list(dict.fromkeys([*facts, *fresh]))
        inventory, asked = grow(inventory, fresh)
        fresh = []
        if not asked.components:
            break
    return inventory, tuple(facts)


def narrowed(case: dict[str, Any]) -> Policy:
    """Return the policy with only the rule and regime that the case is about."""
    policy = policy_of(tuple(case.get("profiles", ("commercial",))))
    rules = []
    for rule in policy.rules:
        if case.get("rule") not in {None, rule.id}:
            continue
        wanted = tuple(a for a in rule.applications if case.get("regime") in {None, a.regime})
        if wanted:
            rules.append(replace(rule, applications=wanted))
    assert rules, "no rule speaks for this regime"
    own = choices.of_config(case.get("settings", {}))
    settings = choices.merged(policy.settings, own, tighten=False)
    return replace(policy, rules=tuple(rules), settings=settings, conflicts=())


def outcome(case: dict[str, Any]) -> tuple[str, str, Finding | None]:
    context = testing.context_of({"context": case.get("context", {}), "as-of": case["day"]})
    inventory, facts = world(case, context)
    built = dossiers.build(inventory, facts)
    judged = evaluate.judge(narrowed(case), built, context)
    for finding in judged.findings:
        if finding.about == case["component"]:
            return finding.outcome.value, f"{finding.message} {finding.question}", finding
    passed = [
        item for item in judged.not_applied if item.reason in {evaluate.PASSED, evaluate.WITHIN}
    ]
    if passed:
        return "pass", max(item.detail for item in passed), None
    first = judged.not_applied[0]
    return first.reason, first.detail, None


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_outcome_is_what_the_text_gives(case: dict[str, Any]) -> None:
    got, words, finding = outcome(case)
    assert got == case["want"], words
    assert case.get("reason", "") in words
    if "set-key" in case:
        assert finding is not None
        assert case["set-key"] in finding.set_keys


LAUNDERED = [c for c in CASES if c.get("rule") == "MOD006" and c["want"] == "violation"]


@pytest.mark.parametrize("case", LAUNDERED, ids=[case["id"] for case in LAUNDERED])
def test_laundering_cites_the_licence_of_both_and_the_link(case: dict[str, Any]) -> None:
    context = testing.context_of({"context": case.get("context", {}), "as-of": case["day"]})
    facts = {fact.id: fact for fact in world(case, context)[1]}
    _, _, finding = outcome(case)
    assert finding is not None
    cited = [facts[name] for name in finding.facts]
    licensed = [fact for fact in cited if isinstance(fact.claim, Licensed)]
    assert len({fact.about for fact in licensed}) == 2
    assert all(fact.provenance.reference for fact in cited)
    assert any(isinstance(fact.claim, DerivedFrom) for fact in cited)


def test_there_are_enough_cases_and_each_cites_its_source() -> None:
    assert len(CASES) >= 120
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["source"] for case in CASES)
