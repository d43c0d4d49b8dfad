"""Whether every name that rules and conflicts use is there: regimes, duties, groups, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.policy.conditions import asks
from scanner.policy.subject import SETTING_LISTS
from scanner.policy.toml import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.model.rule import Conflict, Regime, Rule
    from scanner.policy.toml import Problems


def check(
    rules: Mapping[str, Rule],
    regimes: Mapping[str, Regime],
    groups: Mapping[str, tuple[str, ...]],
    conflicts: Iterable[Conflict],
    problems: Problems,
) -> None:
    """Report every name in rules and conflicts that nothing bears."""
    slugs: dict[str, str] = {}
    for rule in rules.values():
        if rule.slug in slugs:
            problems.add(rule.at, f"slug {rule.slug!r} is also that of {slugs[rule.slug]}")
        slugs[rule.slug] = rule.id
        for item in rule.applications:
            regime = regimes.get(item.regime or "")
            if item.regime and regime is None:
                hint = near(item.regime, regimes)
                problems.add(rule.at, f"there is no regime {item.regime!r}", hint)
            elif item.milestone and regime and not _milestone(regime, item.milestone):
                duties = ", ".join(repr(m.duty) for m in regime.milestones)
                problems.add(rule.at, f"no milestone {item.milestone!r} in {regime.id}", duties)
        for word in sorted(_words_of(rule)):
            _check_word(word, rule, (groups, regimes), problems)
    for conflict in conflicts:
        for name in sorted(conflict.first | conflict.second):
            if name not in rules:
                problems.add(conflict.id, f"there is no rule {name!r}", near(name, rules))


def _words_of(rule: Rule) -> set[str]:
    """Return every word that the rule's conditions hold."""
    found: set[str] = set()
    for ask in (*asks(rule.when), *asks(rule.undecided)):
        for value in (ask.argument, *(value for _, value in ask.options)):
            found.update(value if isinstance(value, tuple) else (str(value),))
    return found


def _check_word(
    word: str,
    rule: Rule,
    known_names: tuple[Iterable[str], Iterable[str]],
    problems: Problems,
) -> None:
    """Report a word that names a group, regime or setting that is not there: it would be empty."""
    kind, separator, name = word.partition(":")
    known: Iterable[str] = ()
    if kind == "group":
        known = known_names[0]
    elif kind == "regime" and "/" in name:
        known, name = known_names[1], name.partition("/")[0]
    elif kind == "setting":
        known = SETTING_LISTS
    if separator and known and name not in known:
        problems.add(rule.at, f"rule {rule.id}: there is no {kind} {name!r}", near(name, known))


def _milestone(regime: Regime, duty: str) -> bool:
    return any(item.duty.startswith(duty) for item in regime.milestones)
