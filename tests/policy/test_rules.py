"""Every rule's own tests, and what holds of all shipped rules, regimes and profiles."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from scanner.model.finding import Severity
from scanner.model.rule import STATES
from scanner.policy import load, testing
from scanner.policy.conditions import asks
from scanner.policy.rules import FORBIDDEN

if TYPE_CHECKING:
    from scanner.model.rule import Policy, Rule
    from scanner.policy.testing import TestResult

#: Rules that always know their answer: what they ask of a component is read, never guessed.
ALWAYS_KNOWN = frozenset(
    """CFG001 CFG002 EXP032 JUR012 JUR013 LIC006 MOD003 MOD007 MOD012 SUP001 SUP002 SUP007
    VUL001""".split()  # noqa: SIM905 (a list of codes reads better as words)
)
#: Rules of regimes that never applied so far: proposals, and laws that are not yet effective.
NEVER_APPLIED = frozenset(["EXP019", "EXP036", "EXP037", "EXP040"])


@cache
def policy() -> Policy:
    return load.load()


@cache
def results() -> tuple[TestResult, ...]:
    return testing.test(policy())


@pytest.mark.parametrize("rule", load.load().rules, ids=lambda rule: rule.id)
def test_the_tests_of_a_rule_pass(rule: Rule) -> None:
    own = [result for result in results() if result.rule == rule.id]
    failed = [result for result in own if not result.passed]
    assert not failed


@pytest.mark.parametrize("rule", load.load().rules, ids=lambda rule: rule.id)
def test_a_rule_shows_each_outcome_it_can_have(rule: Rule) -> None:
    if "exception" in rule.applies_to:
        return  # they speak of waivers, not of components: test_waivers.py
    wants = {test.want for test in rule.tests}
    if any(item.regime for item in rule.applications):
        assert "out of period" in wants
    if rule.id in NEVER_APPLIED:
        return
    assert wants & {"pass", "not in context"}
    assert "violation" in wants or "undecided" in wants
    if rule.id not in ALWAYS_KNOWN:
        assert "undecided" in wants
    if rule.when is not None and can_apply(rule):
        assert "violation" in wants


def can_apply(rule: Rule) -> bool:
    """Return whether a regime of the rule is in force with a text that was read."""
    regimes = [policy().regimes[item.regime] for item in rule.applications if item.regime]
    return not regimes or any(regime.verified and regime.status == "in-force" for regime in regimes)


def test_origin_alone_is_never_an_error_in_a_shipped_profile() -> None:
    by_origin = {"established-in", "controlled-from", "origin", "data-goes-to", "data-leaves"}
    for name in load.profile_names():
        for rule in load.load((name,)).rules:
            words = {ask.predicate for ask in asks(rule.when)}
            if rule.severity is Severity.ERROR and words and words <= by_origin:
                pytest.fail(f"{name}: {rule.id} is an error by origin alone")


def test_no_text_says_what_a_scanner_cannot_know() -> None:
    for rule in policy().rules:
        for text in (rule.message, rule.undecided_message, rule.remedy, rule.question, rule.title):
            assert not FORBIDDEN.search(text), rule.id


def test_every_rule_cites_a_text() -> None:
    for rule in policy().rules:
        assert rule.references or all(item.regime for item in rule.applications), rule.id


def test_periods_are_ordered_and_disjoint() -> None:
    for regime in policy().regimes.values():
        last = None
        for period in regime.periods:
            assert period.state in STATES
            assert last is None or period.start > last
            last = period.end


@pytest.mark.parametrize("name", load.profile_names())
def test_a_profile_loads_and_keeps_the_default_rules(name: str) -> None:
    found = load.load((name,))
    assert {rule.id for rule in found.rules} == {rule.id for rule in policy().rules}


def test_profiles_compose() -> None:
    both = load.load(("us-defense", "permissive-only"))
    assert both.context["contracts"].value == ("us-federal", "us-dod")
    assert both.settings.license_allow == ("class:permissive",)
    assert both.settings.model_unknown_license == "fail"
