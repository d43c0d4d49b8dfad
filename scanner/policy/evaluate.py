"""Judges dossiers by a policy in a context, as of a day: findings, matrix, and what did not apply.

The order for one rule and one component: the regime's state on the day, the duty's first day, the
context the rule is asked in, then its conditions. A step that ends it is counted with its reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.answer import Answer
from scanner.model.component import Component, ComponentKind
from scanner.model.context import Context, Declaration
from scanner.model.dossier import Dossier
from scanner.model.fact import CLAIM_NAMES, Basis, Fact, Observed, Provenance
from scanner.model.finding import Finding, NotApplied, Outcome
from scanner.model.rule import (
    UNDECIDED_STATES,
    AllOf,
    AnyOf,
    Application,
    Ask,
    Condition,
    Not,
    Rule,
)
from scanner.policy import matrix as matrices
from scanner.policy import regimes
from scanner.policy.conditions import asks_lineage
from scanner.policy.finding import finding_of
from scanner.policy.load import joined
from scanner.policy.predicates import BY_NAME
from scanner.policy.predicates.project import declared_in
from scanner.policy.scope import Scope
from scanner.policy.subject import NO, Reading, Subject, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scanner.model.dossier import Tag
    from scanner.model.evidence import Gap
    from scanner.model.finding import MatrixRow
    from scanner.model.rule import Gate, Policy, Regime
    from scanner.model.scan import DataTable

PASSED = "passed"
OUT_OF_PERIOD = "out of period"
NOT_IN_CONTEXT = "not in context"
_CLAIM_OF = {name: claim for claim, name in CLAIM_NAMES.items()}


class Judgement(NamedTuple):
    """What the policy says of a scan."""

    findings: tuple[Finding, ...]
    matrix: tuple[MatrixRow, ...]
    not_applied: tuple[NotApplied, ...]
    tags: tuple[Tag, ...]
    potential: tuple[Finding, ...] = ()  # what rules of undeclared markets would say: matrix only


class Verdict(NamedTuple):
    """One rule's answer for one component: an outcome, or the reason it did not apply."""

    outcome: Outcome | None
    reason: str = ""
    detail: str = ""
    reading: Reading = NO
    asked: bool = False  # the gate was not declared: the context decides


def judge(
    policy: Policy,
    dossiers: Sequence[Dossier],
    context: Context,
    *,
    gaps: Iterable[Gap] = (),
    tables: Sequence[DataTable] = (),
    project: str = "",
) -> Judgement:
    """Return findings, matrix, what did not apply, and tags; all sorted, same input same result."""
    context = assumed(context, policy)
    world = World(
        policy=policy,
        context=context,
        dossiers={dossier.component.name: dossier for dossier in dossiers},
        tables=tables,
        project=project,
    )
    scope = Scope(policy.settings, dossiers)
    every = (*scope.judged(dossiers), *_pseudo(tables, tuple(gaps)))
    counts: Counter[tuple[str, str, str]] = Counter()
    findings: list[Finding] = []
    potential: list[Finding] = []
    for bound in bind(policy, context):
        for verdict, dossier in _verdicts(bound, every, world, scope):
            if verdict.outcome is None:
                counts[bound.rule.id, verdict.reason, verdict.detail] += bound.live
                continue
            made = finding_of(bound, dossier, verdict, world, scope)
            (findings if bound.live else potential).append(made)
    kept = tuple(sorted(findings, key=_order))
    return Judgement(
        findings=kept,
        matrix=matrices.rows(world, scope.judged(dossiers), kept, tuple(potential)),
        not_applied=tuple(
            NotApplied(rule=rule, reason=reason, count=count, detail=detail)
            for (rule, reason, detail), count in sorted(counts.items())
            if count
        ),
        tags=tuple(sorted(tag for dossier in dossiers for tag in dossier.tags)),
        potential=tuple(potential),
    )


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
        if context.today < item.start:
            return found._replace(how="out", state=f"{item.duty}: from {item.start.isoformat()}")
        return found
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


def _verdicts(
    bound: Bound, dossiers: Sequence[Dossier], world: World, scope: Scope
) -> Iterator[tuple[Verdict, Dossier]]:
    kinds = frozenset(bound.rule.applies_to)
    needs = tuple(_CLAIM_OF[name] for name in bound.rule.needs)
    lineage = asks_lineage(bound.rule.when) or asks_lineage(bound.rule.undecided)
    for dossier in dossiers:
        if _kind(dossier.component) not in kinds:
            continue
        if reason := scope.outside(dossier):
            yield Verdict(None, reason), dossier
            continue
        found = _silenced(bound, world.context)
        if found is None and needs and not _has(dossier, needs, world, lineage=lineage):
            found = Verdict(None, PASSED, "nothing known to go by")
        yield found or verdict(bound, dossier, world), dossier


def _has(dossier: Dossier, needs: tuple[type, ...], world: World, *, lineage: bool) -> bool:
    """Return whether the component, or an ancestor the rule asks about, has a fact to go by."""
    if any(kind in world.facts(dossier) for kind in needs):
        return True
    if not lineage:
        return False
    bases = (world.dossiers.get(ancestor.component) for ancestor in dossier.ancestors)
    known = (world.facts(base) for base in bases if base is not None)
    return any(kind in facts for facts in known for kind in needs)


def _kind(component: Component) -> str:
    if component.kind is ComponentKind.PROJECT and component.name.startswith(("scan:", "table:")):
        return component.name.partition(":")[0]
    return component.kind.value


def _silenced(bound: Bound, context: Context) -> Verdict | None:
    """Return why the rule says nothing of any component on this day and in this context."""
    if bound.standing.how == "out":
        return Verdict(None, OUT_OF_PERIOD, bound.standing.state)
    if bound.gate is Answer.YES:
        return None
    ask = bound.rule.ask_when
    if bound.gate is Answer.UNKNOWN and ask and _gate(ask, context) is Answer.YES:
        return None
    return Verdict(None, NOT_IN_CONTEXT, _gate_text(bound.application.context))


def verdict(bound: Bound, dossier: Dossier, world: World) -> Verdict:
    """Return one rule's answer for one component; the rule is in period and in context."""
    stands = bound.standing
    asked = bound.gate is not Answer.YES
    subject = Subject(world, dossier, stands.day, bound.regime)
    reading = hold(bound.rule.when, subject) if bound.rule.when else NO
    if reading.answer is Answer.YES and stands.how == "applies" and not asked:
        return Verdict(Outcome.VIOLATION, reading=reading)
    if reading.answer is not Answer.NO:
        return Verdict(Outcome.UNDECIDED, reading=reading, asked=asked)
    if bound.rule.undecided is not None:
        open_reading = hold(bound.rule.undecided, subject)
        if open_reading.answer is not Answer.NO:
            return Verdict(Outcome.UNDECIDED, reading=open_reading, asked=asked)
    return Verdict(None, PASSED)


def _gate_text(gate: Gate) -> str:
    return "; ".join(f"{key} = {', '.join(words)}" for key, words in gate)


def hold(part: Condition, subject: Subject) -> Reading:
    """Answer a condition. Its depth is bounded by the loader."""
    match part:
        case Ask(predicate=name, argument=argument, options=options):
            return BY_NAME[name].holds(subject, argument, dict(options))
        case Not(part=inner):
            reading = hold(inner, subject)
            return reading._replace(answer=~reading.answer)
        case AllOf(parts=parts):
            return _all(parts, subject)
        case AnyOf(parts=parts):
            return _any(parts, subject)


def _all(parts: tuple[Condition, ...], subject: Subject) -> Reading:
    """Return NO at the first NO; else everything the parts rest on."""
    readings = []
    for part in parts:
        reading = hold(part, subject)
        if reading.answer is Answer.NO:
            return reading
        readings.append(reading)
    return _together(readings, Answer.all(reading.answer for reading in readings))


def _any(parts: tuple[Condition, ...], subject: Subject) -> Reading:
    """Return the first YES; else all that is unknown."""
    unknown = []
    for part in parts:
        reading = hold(part, subject)
        if reading.answer is Answer.YES:
            return reading
        if reading.answer is Answer.UNKNOWN:
            unknown.append(reading)
    return _together(unknown, Answer.UNKNOWN) if unknown else NO


def _together(readings: Sequence[Reading], answer: Answer) -> Reading:
    says = [reading.say for reading in readings if reading.say]
    return Reading(
        answer,
        facts=tuple(dict.fromkeys(fact for reading in readings for fact in reading.facts)),
        words=tuple(word for reading in readings for word in reading.words),
        keys=tuple(dict.fromkeys(key for reading in readings for key in reading.keys)),
        say="; ".join(dict.fromkeys(says)),
    )


def _pseudo(tables: Sequence[DataTable], gaps: tuple[Gap, ...]) -> Iterator[Dossier]:
    """Yield the dossiers of the scan itself and of each knowledge table."""
    yield Dossier(component=Component("scan:", ComponentKind.PROJECT, "this scan"), gaps=gaps)
    for table in tables:
        name = f"table:{table.table}"
        component = Component(name, ComponentKind.PROJECT, table.table)
        facts: tuple[Fact, ...] = ()
        if table.stale:
            value = f"{table.table}|{table.as_of.isoformat()}|{table.limit_days} days"
            origin = Provenance(
                source=table.source, reference=table.table, as_of=table.as_of, basis=Basis.DECLARED
            )
            claim = Observed(key="stale-table", value=value)
            facts = (Fact(about=name, claim=claim, provenance=origin),)
        yield Dossier(component=component, facts=facts)


def _order(finding: Finding) -> tuple[str, str, str, str]:
    return finding.rule, finding.about, finding.regime or "", finding.decisive
