"""The policy as a table: each regime with its periods, citation, rules, predicates and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.policy.conditions import predicates_of

if TYPE_CHECKING:
    from scanner.model.rule import Policy, Regime, Rule

#: Why a regime has no rule: what a repository cannot show, or what another rule already says.
WITHOUT_RULE = {
    "us-ear-742.15b-2011": "history of us-ear-742.15b, whose rule speaks",
    "us-gao-diffusion-cra": "says how to read us-ai-diffusion; never more than a note",
    "us-sme-2023": "chip-making tools; no trace in a repository",
    "us-advcomp-2024-corrections": "corrects us-advcomp-2023, whose rule speaks",
    "us-hbm-fdp-2024": "memory parts and foreign direct products; no trace in a repository",
    "us-foundry-dd-2025": "a foundry's presumption about wafers; no trace in a repository",
    "us-advtech-2024": "quantum and additive items; no trace in a repository",
    "us-outbound": "investments; no trace in a repository",
    "us-bill-remote-access": "a bill without a day",
    "us-bill-ai-overwatch": "a bill about exports of chips",
    "us-bill-daamta": "a bill; would list entities that extract models",
    "us-cg-tech-restricted": "a country group that the rules on chips use",
    "cn-counter-2026-06": "the names on the list are not in the data",
    "cn-rare-earth-2025": "materials; no trace in a repository",
    "cn-intel-law": "the ground given for foreign measures; no duty of a user",
    "cn-manus-2026": "a purchase or licence of technology; no trace in a repository",
}


class Row(NamedTuple):
    """One regime of the table."""

    regime: str
    title: str
    jurisdiction: str
    citation: str
    periods: tuple[str, ...]
    checked: str  # the day a copy was read, or "not read"
    rules: tuple[str, ...]
    predicates: tuple[str, ...]
    tests: int
    note: str


def rows(policy: Policy) -> tuple[Row, ...]:
    """Return one row per regime, sorted by id."""
    speaking: dict[str, list[Rule]] = {}
    for rule in policy.rules:
        for name in dict.fromkeys(item.regime for item in rule.applications if item.regime):
            speaking.setdefault(name, []).append(rule)
    return tuple(
        _row(regime, speaking.get(name, []), _used_by(policy, name))
        for name, regime in sorted(policy.regimes.items())
    )


def _row(regime: Regime, rules: list[Rule], entity_list: str) -> Row:
    predicates = {
        name
        for rule in rules
        for part in (rule.when, rule.undecided)
        for name in predicates_of(part)
    }
    tests = sum(
        1
        for rule in rules
        for test in rule.tests
        if test.regime == regime.id or (test.regime is None and len(rule.applications) == 1)
    )
    return Row(
        regime=regime.id,
        title=regime.title,
        jurisdiction=regime.jurisdiction,
        citation=regime.citation,
        periods=tuple(
            f"{p.state} {p.start.isoformat()} to {p.end.isoformat() if p.end else 'now'}"
            for p in regime.periods
        )
        or (regime.status,),
        checked=regime.verified.isoformat() if regime.verified else "not read",
        rules=tuple(rule.id for rule in rules),
        predicates=tuple(sorted(predicates)),
        tests=tests,
        note="" if rules else entity_list or WITHOUT_RULE.get(regime.id, ""),
    )


def _used_by(policy: Policy, name: str) -> str:
    """Return how an action on a list is spoken for: by the rule on the list itself."""
    regime = policy.regimes[name]
    if regime.kind == "list-action" and "Entity List" in regime.title:
        return "an action on the Entity List: EXP001 speaks, the day stands with each party"
    return ""
