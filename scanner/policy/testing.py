"""Runs the ``[[rule.test]]`` tables of a policy: each rule against its own examples.

A test names a sample or a component with its claims, a context, a day and settings, and the outcome
it wants. Only the rule under test is judged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.context import CONTEXT_KEYS, Context, Declaration
from scanner.model.inventory import Inventory
from scanner.model.rule import STATES, Period, Settings
from scanner.policy import claims, dossiers, evaluate
from scanner.policy import settings as choices
from scanner.policy.toml import near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scanner.model.component import Component
    from scanner.model.context import Declared
    from scanner.model.dossier import Dossier
    from scanner.model.evidence import Evidence, Gap
    from scanner.model.fact import Fact
    from scanner.model.rule import Application, Expectation, Policy, Regime, Rule

#: Day of a test that names none: the day the shipped facts were collected.
DEFAULT_DAY = date(2026, 11, 21)
_PASSED = frozenset({evaluate.PASSED, evaluate.WITHIN})
_GIVEN = (
    "sample",
    "component",
    "facts",
    "bases",
    "uses",
    "evidence",
    "gaps",
    "context",
    "as-of",
    "settings",
    "hosts",
    "as-if",
)


class TestResult(NamedTuple):
    """One rule test: what was wanted and what came."""

    rule: str
    at: str
    want: str
    got: str
    detail: str = ""

    @property
    def passed(self) -> bool:
        return self.want == self.got


class BadTest(Exception):
    """A test cannot be run as written."""


def test(
    policy: Policy,
    lookup: Callable[[Component], Iterable[Fact]] | None = None,  # noqa: PT028 (no pytest function)
) -> tuple[TestResult, ...]:
    """Run every test of every rule. ``lookup`` gives facts for components a test only names.

    A rule is tested on its own: what a profile assumes or sets is left out.
    """
    policy = replace(policy, context={}, settings=Settings(), profiles=())
    results = []
    for rule in policy.rules:
        for wanted in rule.tests:
            try:
                got, detail = run(policy, rule, wanted, lookup)
            except (BadTest, claims.BadClaim) as error:
                got, detail = "unusable", str(error)
            results.append(TestResult(rule.id, wanted.at, wanted.want, got, detail))
    return tuple(results)


def run(
    policy: Policy,
    rule: Rule,
    wanted: Expectation,
    lookup: Callable[[Component], Iterable[Fact]] | None = None,
) -> tuple[str, str]:
    """Return (outcome, the message or reason) of one test."""
    applications = tuple(item for item in rule.applications if wanted.regime in {None, item.regime})
    if not applications:
        raise BadTest(f"rule {rule.id} has no regime {wanted.regime!r}")
    given = wanted.given
    narrow = replace(policy, rules=(replace(rule, applications=applications),), conflicts=())
    if "as-if" in given:
        narrow = replace(narrow, regimes=_as_if(narrow, applications, str(given["as-if"])))
    own = given.get("settings")
    if isinstance(own, dict):
        table = choices.of_config(own)
        narrow = replace(narrow, settings=choices.merged(narrow.settings, table, tighten=False))
    return judged(narrow, given, lookup)


def _as_if(policy: Policy, applications: Iterable[Application], state: str) -> Mapping[str, Regime]:
    """Return the regimes, those of the rule as if read and in this one state on every day."""
    if state not in STATES:
        raise BadTest(f"'as-if' is {state!r}; {near(state, STATES)}")
    always = Period(start=date.min, end=None, state=state)
    found = dict(policy.regimes)
    for item in applications:
        if item.regime:
            regime = found[item.regime]
            found[item.regime] = replace(
                regime,
                periods=(always,),
                milestones=tuple(replace(m, start=date.min) for m in regime.milestones),
                verified=regime.verified or DEFAULT_DAY,
            )
    return found


def judged(
    policy: Policy,
    given: Mapping[str, object],
    lookup: Callable[[Component], Iterable[Fact]] | None = None,
) -> tuple[str, str]:
    """Judge what is given and return (outcome, message or reason) of the component asked about."""
    if odd := next((key for key in given if key not in _GIVEN), None):
        raise BadTest(f"'given' has no key {odd!r}; {near(odd, _GIVEN)}")
    dossier_of, name, gaps = _world(policy, given, lookup)
    judgement = evaluate.judge(policy, tuple(dossier_of.values()), context_of(given), gaps=gaps)
    found = [item for item in judgement.findings if item.about in {name, name.replace("scan:", "")}]
    if found:
        return found[0].outcome.value, found[0].message + f" {found[0].question}".rstrip()
    # The component itself is the only one of its name: whatever did not apply, did not to it.
    alone = evaluate.judge(policy, (dossier_of[name],), context_of(given), gaps=gaps)
    reasons = [item for item in alone.not_applied if item.reason not in _PASSED]
    passed = any(item.reason in _PASSED for item in alone.not_applied)
    if passed or not reasons:
        return "pass", ""
    return reasons[0].reason, reasons[0].detail


def _world(
    policy: Policy,
    given: Mapping[str, object],
    lookup: Callable[[Component], Iterable[Fact]] | None,
) -> tuple[dict[str, Dossier], str, tuple[Gap, ...]]:
    """Return (dossiers by name, the name asked about, gaps)."""
    table = _merged(policy, given)
    asked = claims.component(str(table.get("component", "")))
    members: dict[str, Component] = {asked.name: asked}
    facts = list(_facts(asked, table, lookup, named="facts" in table))
    queue = [*_list(table, "bases"), *_list(table, "uses")]
    seen: set[str] = set()
    while queue:
        sample = str(queue.pop())
        if sample in seen:
            continue
        seen.add(sample)
        base = _sample(policy, sample)
        member = claims.component(str(base.get("component", "")))
        members[member.name] = member
        facts += _facts(member, base, None, named=True)
        queue += _list(base, "bases")
    rows: dict[str, tuple[Evidence, ...]] = {
        asked.name: tuple(claims.evidence(asked, row) for row in _tables(table, "evidence"))
    }
    for used_sample in _list(table, "uses"):
        used = claims.component(str(_sample(policy, str(used_sample)).get("component", "")))
        rows[used.name] = (claims.evidence(used, {}),)
    gaps = tuple(claims.gap(row) for row in _tables(table, "gaps"))
    inventory = Inventory(components=tuple(members.values()), evidence=rows)
    built = dossiers.build(inventory, facts)
    return {dossier.component.name: dossier for dossier in built}, asked.name, gaps


def _merged(policy: Policy, given: Mapping[str, object]) -> Mapping[str, object]:
    name = given.get("sample")
    return {**_sample(policy, str(name)), **given} if name is not None else given


def _sample(policy: Policy, name: str) -> Mapping[str, object]:
    found = policy.samples.get(name)
    if found is None:
        raise BadTest(f"there is no sample {name!r}; {near(name, policy.samples)}")
    return found


def _facts(
    about: Component,
    table: Mapping[str, object],
    lookup: Callable[[Component], Iterable[Fact]] | None,
    *,
    named: bool,
) -> Iterable[Fact]:
    if not named and lookup is not None:
        return lookup(about)
    return [claims.fact(about.name, row) for row in _tables(table, "facts")]


def _tables(table: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    return [item for item in _list(table, key) if isinstance(item, dict)]


def _list(table: Mapping[str, object], key: str) -> list[object]:
    value = table.get(key)
    return list(value) if isinstance(value, list | tuple) else []


def context_of(given: Mapping[str, object]) -> Context:
    """Return the context a test gives; the day defaults to that of the shipped facts."""
    day = claims.day_of(given.get("as-of", DEFAULT_DAY))
    if not isinstance(day, date):
        raise BadTest(f"'as-of' is {day!r}, expected a date")
    table = given.get("context")
    declared = {}
    for key, value in (table if isinstance(table, dict) else {}).items():
        if key not in CONTEXT_KEYS:
            raise BadTest(f"{key!r} is no context key; {near(key, CONTEXT_KEYS)}")
        declared[key] = Declaration(value=_declared(value), origin="test")
    return Context(today=day, declared=declared)


def _declared(value: object) -> Declared:
    if isinstance(value, dict):
        return tuple(sorted((str(month), int(number)) for month, number in value.items()))
    if isinstance(value, list | tuple):
        return tuple(str(word) for word in value)
    if isinstance(value, bool | int | str):
        return value
    raise BadTest(f"{value!r} is no context value")
