"""The four outcomes that a rule's own tests must show, and the grounds to leave one out.

A rule shows each of violation, pass, undecided and out of period, or says under ``[rule.no-test]``
why it cannot: ``out-of-period = "no-regime"``. The ground is checked, not believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.policy.conditions import predicates_of
from scanner.policy.predicates import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.model.rule import Rule

#: Key under ``[rule.no-test]`` -> the outcome a test would want.
KINDS = {
    "violation": "violation",
    "pass": "pass",
    "undecided": "undecided",
    "out-of-period": "out of period",
}


class Ground(NamedTuple):
    """Why an outcome cannot be shown, for which kinds, and whether it is so."""

    kinds: frozenset[str]
    what: str
    holds: Callable[[Rule], bool]


def _asks_only(rule: Rule) -> bool:
    return rule.when is None


def _no_regime(rule: Rule) -> bool:
    return not any(item.regime for item in rule.applications)


def _always_known(rule: Rule) -> bool:
    names = predicates_of(rule.when)
    known = bool(names) and all(BY_NAME[name].decides for name in names)
    return known and rule.undecided is None and _no_regime(rule)


def _about_waivers(rule: Rule) -> bool:
    return "exception" in rule.applies_to


GROUNDS = {
    "asks-only": Ground(
        frozenset(["violation"]), "the rule has no `when`: it can only ask", _asks_only
    ),
    "no-regime": Ground(
        frozenset(["out-of-period"]), "the rule rests on no regime, so it has no period", _no_regime
    ),
    "always-known": Ground(
        frozenset(["undecided"]),
        "what it asks is read from the files and the data, and always known",
        _always_known,
    ),
    "about-waivers": Ground(
        frozenset(KINDS),
        "it is made where waivers are applied, not from conditions",
        _about_waivers,
    ),
}


def missing(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield (problem, hint) for every outcome that is neither shown by a test nor excused."""
    shown = {test.want for test in rule.tests}
    excused = dict(rule.no_test)
    for kind, want in KINDS.items():
        name = excused.get(kind)
        if name is None:
            if want not in shown:
                yield (
                    f"rule {rule.id} has no test that wants {want!r}",
                    f'add one, or say why not: no-test = {{ {kind} = "…" }}, one of '
                    + ", ".join(word for word, each in GROUNDS.items() if kind in each.kinds),
                )
        elif want in shown:
            yield f"rule {rule.id} says {kind!r} cannot be shown, and shows it", "drop the ground"
        elif kind not in GROUNDS[name].kinds or not GROUNDS[name].holds(rule):
            yield f"rule {rule.id}: {name!r} is no ground for {kind!r} here", GROUNDS[name].what
