"""Judges dossiers by a policy in a context, as of a day: findings, matrix, and what did not apply.

The order for one rule and one component: the regime's state on the day, the duty's first day, the
context the rule is asked in, then its conditions. A step that ends it is counted with its reason.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.answer import Answer
from scanner.model.component import Component, ComponentKind
from scanner.model.dossier import Dossier
from scanner.model.fact import CLAIM_NAMES, Basis, Fact, Observed, Provenance
from scanner.model.finding import Finding, NotApplied, Outcome
from scanner.policy import matrix as matrices
from scanner.policy.answers import hold
from scanner.policy.binding import assumed, bind, silence
from scanner.policy.candidates import Candidates
from scanner.policy.conditions import asks_lineage
from scanner.policy.finding import finding_of
from scanner.policy.scope import Scope
from scanner.policy.subject import NO, Reading, Subject, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scanner.model.context import Context
    from scanner.model.dossier import Tag
    from scanner.model.evidence import Gap
    from scanner.model.finding import MatrixRow
    from scanner.model.rule import Policy
    from scanner.model.scan import DataTable
    from scanner.policy.binding import Bound

PASSED = "passed"
UNKNOWN_TO_US = "nothing known to go by"
_CLAIM_OF = {name: claim for claim, name in CLAIM_NAMES.items()}


class Judgement(NamedTuple):
    """What the policy says of a scan."""

    findings: tuple[Finding, ...]
    matrix: tuple[MatrixRow, ...]
    not_applied: tuple[NotApplied, ...]
    tags: tuple[Tag, ...]
    potential: tuple[Finding, ...] = ()  # what rules of undeclared markets would say: matrix only


class Verdict(NamedTuple):
    """One rule's outcome for one component."""

    outcome: Outcome
    reading: Reading
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
    candidates = Candidates(every, world, scope)
    counts: Counter[tuple[str, str, str]] = Counter()
    findings: list[Finding] = []
    potential: list[Finding] = []
    for bound in bind(policy, context):
        skipped: Counter[tuple[str, str]] = Counter()
        for found, dossier in _verdicts(bound, candidates, world, skipped):
            made = finding_of(bound, dossier, found, world, scope)
            (findings if bound.live else potential).append(made)
        if bound.live:
            counts.update({(bound.rule.id, *why): number for why, number in skipped.items()})
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


def _verdicts(
    bound: Bound, candidates: Candidates, world: World, skipped: Counter[tuple[str, str]]
) -> Iterator[tuple[Verdict, Dossier]]:
    """Yield the outcomes of one rule; count in ``skipped`` where and why there is none."""
    kinds = bound.rule.applies_to
    for reason, number in candidates.outside(kinds).items():
        skipped[reason, ""] += number
    asked = candidates.of(kinds)
    silent = silence(bound, world.context)
    if silent is not None:
        skipped[silent] += len(asked)
        return
    if bound.rule.needs:
        needs = frozenset(_CLAIM_OF[name] for name in bound.rule.needs)
        lineage = asks_lineage(bound.rule.when) or asks_lineage(bound.rule.undecided)
        knowing = candidates.knowing(kinds, needs, lineage=lineage)
        skipped[PASSED, UNKNOWN_TO_US] += len(asked) - len(knowing)
        asked = knowing
    for dossier in asked:
        found = verdict(bound, dossier, world)
        if found is None:
            skipped[PASSED, ""] += 1
        else:
            yield found, dossier


def verdict(bound: Bound, dossier: Dossier, world: World) -> Verdict | None:
    """Return one rule's outcome for one component, ``None`` when it passes."""
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
    return None


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
