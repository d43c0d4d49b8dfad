"""Every rule's own tests, and what holds of all shipped rules, regimes and profiles."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from scanner.model.finding import Severity
from scanner.model.rule import STATES
from scanner.policy import kinds, load, testing
from scanner.policy.conditions import asks
from scanner.policy.rules import FORBIDDEN

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.model.rule import Policy, Rule
    from scanner.policy.testing import TestResult


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
def test_a_rule_shows_each_outcome_or_has_a_ground_not_to(rule: Rule) -> None:
    assert not list(kinds.missing(rule))


@pytest.mark.parametrize(
    ("no_test", "said"),
    [
        ("", "has no test that wants 'violation'"),
        ('no-test = { violation = "asks-only" }', "'asks-only' is no ground for 'violation'"),
        ('no-test = { undecided = "no-regime" }', "'no-regime' is no ground for 'undecided'"),
        ('no-test = { pass = "about-waivers" }', "says 'pass' cannot be shown, and shows it"),
    ],
)
def test_an_outcome_that_is_not_shown_needs_a_ground_that_holds(
    tmp_path: Path, no_test: str, said: str
) -> None:
    overlay = tmp_path / "own.toml"
    overlay.write_text(
        f"""[[rule]]
id = "LIC900"
slug = "own"
applies-to = ["package"]
when = {{ license-class = ["network-copyleft"] }}
message = "m"
remedy = "r"
{no_test}
[[rule.test]]
given = {{ sample = "mit-package" }}
want = "pass"
""",
        encoding="utf-8",
    )
    rule = next(each for each in load.load(overlays=(overlay,)).rules if each.id == "LIC900")
    assert said in "; ".join(problem for problem, _ in kinds.missing(rule))


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
