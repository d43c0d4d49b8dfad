"""What nobody checked decides nothing, and no country is treated unlike another."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from scanner.model.rule import OUT_OF_PERIOD, UNDECIDED_STATES, Settings
from scanner.policy import before, load, testing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.model.rule import Expectation, Policy, Regime, Rule


@cache
def policy() -> Policy:
    made = load.load(load.profile_names())
    return replace(made, context={}, settings=Settings(), profiles=())


def outcome(rule: str, given: Mapping[str, object]) -> tuple[str, str]:
    found = next(each for each in policy().rules if each.id == rule)
    return testing.run(policy(), found, replace(found.tests[0], given=given, regime=None))


def service(country: str, *, checked: bool, control: str) -> dict[str, object]:
    seat = {
        "claim": "service",
        "operator": "x",
        "title": "X",
        "established": [country],
        "controlled": [country],
        "control-status": control,
        "country-checked": checked,
        "processing": [country],
        "processing-status": "fixed",
    }
    return {"component": "service:api.example.com", "facts": [seat]}


def model(country: str, basis: str = "primary-text") -> dict[str, object]:
    party = {"organisation": "x", "title": "X", "country": country, "basis": basis}
    facts = [{"claim": "developer", **party}, {"claim": "publisher", **party}]
    return {"component": "pkg:huggingface/x/y", "facts": facts}


@pytest.mark.parametrize(
    ("rule", "context", "settings"),
    [
        ("JUR021", {"markets": ["eu"]}, {}),
        ("EXP040", {"contracts": ["us-federal"], "sector": "biotech"}, {}),
        ("JUR050", {}, {"origin": {"home": ["FR"]}}),
        ("JUR003", {}, {"origin": {"review-countries": ["CN"]}}),
    ],
)
def test_a_seat_or_control_nobody_checked_is_neither_a_match_nor_none(
    rule: str, context: dict[str, object], settings: dict[str, object]
) -> None:
    given = service("US", checked=False, control="unverified")
    given |= {"context": context, "settings": settings, "as-if": "in-force"}
    assert outcome(rule, given)[0] == "undecided"


def test_an_origin_nobody_checked_is_neither_home_nor_abroad() -> None:
    for home in ("US", "CN"):
        given = {**model("US", "general-knowledge"), "settings": {"origin": {"home": [home]}}}
        assert outcome("JUR051", given)[0] == "undecided"


def test_control_elsewhere_is_taken_only_beside_a_seat_elsewhere_that_was_checked() -> None:
    asked = {"context": {"markets": ["us"], "data-classes": ["health"], "us-persons": 20000}}
    sure = service("US", checked=True, control="unverified") | asked
    unsure = service("US", checked=False, control="unverified") | asked
    assert outcome("JUR005", sure)[0] == "pass"
    assert outcome("JUR005", unsure)[0] == "undecided"


def test_a_project_that_says_nothing_of_where_it_goes_is_asked() -> None:
    asked: dict[str, object] = {"component": "project:."}
    assert outcome("EXP031", asked)[0] == "undecided"
    assert outcome("EXP031", {**asked, "context": {"markets": ["de"]}})[0] == "pass"


def firing() -> Iterator[tuple[Rule, Regime, Expectation]]:
    for rule in policy().rules:
        for item in rule.applications:
            if item.regime is None:
                continue
            for test in rule.tests:
                own = test.regime == item.regime or len(rule.applications) == 1
                if own and test.want in {"violation", "undecided"} and "as-if" not in test.given:
                    yield rule, policy().regimes[item.regime], replace(test, regime=item.regime)


def test_what_would_fire_is_asked_or_out_of_period_as_the_state_of_the_day_says() -> None:
    wrong = []
    for rule, regime, test in firing():
        for period in regime.periods:
            if period.state in UNDECIDED_STATES:
                want = "undecided"
            elif period.state in OUT_OF_PERIOD:
                want = "out of period"
            else:
                continue
            for day in (period.start, period.end):
                if day is not None:
                    given = {**test.given, "as-of": day}
                    got = testing.run(policy(), rule, replace(test, given=given))[0]
                    wrong += [(rule.id, regime.id, day, got)] if got != want else []
    assert not wrong


PLACES = ("US", "CN", "FR")


@pytest.mark.parametrize(("here", "there"), list(permutations(PLACES, 2)))
def test_the_same_is_said_of_every_country(here: str, there: str) -> None:
    """Rules by origin, control or place follow the project's setting, for any country alike."""
    of_service = {"origin": {"home": [here], "review-countries": [there]}}
    classes = {"data-classes": {"personal": {"residency": [here], "control": [here]}}}
    cases = {
        "JUR001": service(there, checked=True, control="known") | {"settings": of_service},
        "JUR002": service(there, checked=True, control="known") | {"context": {"markets": [here]}},
        "JUR003": service(there, checked=True, control="known") | {"settings": of_service},
        "JUR004": service(there, checked=True, control="known")
        | {"settings": classes, "context": {"data-classes": ["personal"]}},
        "JUR050": service(there, checked=True, control="known") | {"settings": of_service},
        "JUR051": model(there) | {"settings": of_service},
    }
    for rule, given in cases.items():
        got, said = outcome(rule, given)
        assert got == "violation", rule
        swapped = outcome(rule, _swapped(given, here, there))[1]
        assert _plain(said) == _plain(swapped), rule
    at_home = {
        "JUR001": service(here, checked=True, control="known") | {"settings": of_service},
        "JUR050": service(here, checked=True, control="known") | {"settings": of_service},
        "JUR051": model(here) | {"settings": of_service},
    }
    assert {rule: outcome(rule, given)[0] for rule, given in at_home.items()} == dict.fromkeys(
        at_home, "pass"
    )


def _plain(text: str) -> str:
    for code in PLACES:
        text = text.replace(code, "##")
    return text


def _swapped(value: object, one: str, other: str) -> dict[str, object]:
    """Return the case with two countries in each other's place."""

    def swap(item: object) -> object:
        if isinstance(item, dict):
            return {key: swap(each) for key, each in item.items()}
        if isinstance(item, list):
            return [swap(each) for each in item]
        return {one: other, other: one}.get(item, item) if isinstance(item, str) else item

    found = swap(value)
    assert isinstance(found, dict)
    return found


def test_a_policy_by_origin_is_warned_of_before_it_is_run_for_an_entity_in_china() -> None:
    by_lists = load.load(("us-defense",))
    in_china = testing.context_of({"context": {"headquarters": "cn"}})
    said = before.warnings(by_lists, in_china)
    assert len(said) == 3
    assert any("Order 834" in text for text in said)
    assert not before.warnings(load.load(("cn-operations",)), in_china)
    assert not before.warnings(by_lists, testing.context_of({"context": {"headquarters": "us"}}))
