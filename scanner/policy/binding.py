"""Rules bound to their regimes on a day: state, first day of the duty, context asked in.

All of this is the same for every component, so that it is answered once per rule and regime.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.answer import Answer
from scanner.model.context import Context, Declaration
from scanner.model.rule import UNDECIDED_STATES, Application, Rule
from scanner.policy import regimes
from scanner.policy.load import joined
from scanner.policy.predicates.project import declared_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.rule import Gate, Policy, Regime

OUT_OF_PERIOD = "out of period"
NOT_IN_CONTEXT = "not in context"


class Silence(NamedTuple):
    """Why a rule says nothing of any component."""

    reason: str
    detail: str


def assumed(context: Context, policy: Policy) -> Context:
    """Return the context with what profiles assume; what the project declares stands above it."""
    declared: dict[str, Declaration] = dict(policy.context)
    for key, own in context.declared.items():
        declared[key] = joined(declared.get(key), own)
    return Context(today=context.today, declared=declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A rule with one of its regimes, as it stands on the day.

    ``live`` is False when only the matrix asks: no market was declared, so each column shows what
    its rules would say.
    """

    rule: Rule
    application: Application
    regime: Regime | None
    standing: regimes.Standing
    gate: Answer
    live: bool = True


def bind(policy: Policy, context: Context) -> Iterator[Bound]:
    """Yield every rule with each of its regimes, its state on the day and its gate, once."""
    for rule in policy.rules:
        for item in rule.applications:
            regime = policy.regimes.get(item.regime) if item.regime else None
            if regime is None:
                stands = regimes.Standing("applies", "", None, context.today)
            else:
                stands = _with_milestone(regime, item.milestone, context)
            gate = _gate(item.context, context)
            bound = Bound(rule=rule, application=item, regime=regime, standing=stands, gate=gate)
            yield bound
            if gate is not Answer.YES and _only_markets(item.context, context):
                yield replace(bound, gate=Answer.YES, live=False)


def _with_milestone(regime: Regime, duty: str, context: Context) -> regimes.Standing:
    found = regimes.standing(regime, context.today)
    # What is not enforced or not confirmed stays open, whatever day the duty was to start.
    if not duty or found.how == "out" or found.state in UNDECIDED_STATES:
        return found
    item = next(m for m in regime.milestones if m.duty.startswith(duty))
    if item.start is not None:
        if context.today >= item.start:
            return found
        due = f"{item.duty}: from {item.start.isoformat()}"
        if item.before == "undecided":
            return found._replace(how="undecided", note=due)
        return found._replace(how="out", state=due)
    year = context.get("model-year")
    if isinstance(year, int) and item.model_year is not None:
        if year < item.model_year:
            return found._replace(
                how="out", state=f"{item.duty}: from model year {item.model_year}"
            )
        return found
    return found._replace(how="undecided", state="model year not declared")


def _gate(gate: Gate, context: Context) -> Answer:
    return Answer.all(
        declared_in(context, key, frozenset(word.casefold() for word in words))
        for key, words in gate
    )


def _only_markets(gate: Gate, context: Context) -> bool:
    """Return whether nothing but an undeclared market keeps the rule silent."""
    others = tuple((key, words) for key, words in gate if key != "markets")
    if len(others) == len(gate) or context.get("markets") is not None:
        return False
    return _gate(others, context) is Answer.YES


def silence(bound: Bound, context: Context) -> Silence | None:
    """Return why the rule says nothing of any component on this day and in this context."""
    if bound.standing.how == "out":
        return Silence(OUT_OF_PERIOD, bound.standing.state)
    if bound.gate is Answer.YES:
        return None
    ask = bound.rule.ask_when
    if bound.gate is Answer.UNKNOWN and ask and _gate(ask, context) is Answer.YES:
        return None
    return Silence(NOT_IN_CONTEXT, _gate_text(bound.application.context))


def _gate_text(gate: Gate) -> str:
    return "; ".join(f"{key} = {', '.join(words)}" for key, words in gate)
