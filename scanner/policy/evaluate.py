"""Judges dossiers by a policy in a context, as of a day: findings, matrix, and what did not apply.

The order for one rule and one component: the regime's state on the day, the duty's first day, the
context the rule is asked in, then its conditions. A step that ends it is counted with its reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.answer import Answer
from scanner.model.component import Component, ComponentKind
from scanner.model.dossier import Dossier
from scanner.model.fact import CLAIM_NAMES, Basis, Fact, Observed, Provenance
from scanner.model.finding import Finding, NotApplied, Outcome
from scanner.policy import matrix as matrices
from scanner.policy.answers import asking
from scanner.policy.binding import assumed, bind, silence
from scanner.policy.candidates import Candidates
from scanner.policy.conditions import asks_lineage
from scanner.policy.finding import finding_of
from scanner.policy.held import accepted
from scanner.policy.scope import Scope
from scanner.policy.subject import Reading, Subject, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from scanner.model.context import Context
    from scanner.model.dossier import Tag
    from scanner.model.evidence import Gap
    from scanner.model.finding import MatrixRow
    from scanner.model.rule import Policy
    from scanner.model.scan import DataTable
    from scanner.policy.answers import Asking
    from scanner.policy.binding import Bound

PASSED = "passed"
#: Passed, and the detail says which limit was compared with what.
WITHIN = "within the limit"
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
    stale: bool = False  # nothing was found, in a table too old to say so


def judge(
    policy: Policy,
    dossiers: Sequence[Dossier],
    context: Context,
    *,
    gaps: Iterable[Gap] = (),
    tables: Sequence[DataTable] = (),
    project: str = "",
    others: Sequence[Dossier] = (),
) -> Judgement:
    """Return findings, matrix, what did not apply, and tags; all sorted, same input same result.

    ``others`` are looked at where they are ancestors, and not judged.
    """
    context = assumed(context, policy)
    tables = aged(tables, context.today)
    world = World(
        policy=policy,
        context=context,
        dossiers={dossier.component.name: dossier for dossier in (*others, *dossiers)},
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
        made = [
            finding_of(bound, dossier, found, world, scope)
            for found, dossier in _verdicts(bound, candidates, world, skipped)
        ]
        (findings if bound.live else potential).extend(made)
        if bound.live:
            if not made and (doubt := _in_doubt(bound, candidates, world)):
                findings.append(finding_of(bound, _scan_dossier(()), doubt, world, scope))
            counts.update({(bound.rule.id, *why): number for why, number in skipped.items()})
    kept = tuple(sorted(accepted(findings, context), key=order))
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
    when, undecided = asking(bound.rule.when), asking(bound.rule.undecided)
    for dossier in asked:
        subject = Subject(world, dossier, bound.standing.day, bound.regime)
        found = _verdict(bound, subject, when, undecided)
        if isinstance(found, str):
            skipped[WITHIN if found else PASSED, found] += 1
        else:
            yield found, dossier


def _verdict(bound: Bound, subject: Subject, when: Asking, undecided: Asking) -> Verdict | str:
    """Return one rule's outcome for one component, or the words in which it passes (often none)."""
    asked = bound.gate is not Answer.YES
    reading = when(subject)
    if reading.answer is Answer.YES and bound.standing.how == "applies" and not asked:
        return Verdict(Outcome.VIOLATION, reading=reading)
    if reading.answer is not Answer.NO:
        return Verdict(Outcome.UNDECIDED, reading=reading, asked=asked)
    open_reading = undecided(subject)
    if open_reading.answer is not Answer.NO:
        return Verdict(Outcome.UNDECIDED, reading=open_reading, asked=asked)
    return reading.say if reading.words else ""


#: What a project declares when lists matter to it; without any of it a stale table is a note only.
_LISTS_MATTER = ("markets", "contracts", "headquarters", "us-person", "customers")


def aged(tables: Sequence[DataTable], day: date) -> tuple[DataTable, ...]:
    """Return the tables, those marked stale that are older than their limit on the day."""
    return tuple(
        replace(table, stale=True)
        if table.limit_days is not None and (day - table.as_of).days > table.limit_days
        else table
        for table in tables
    )


def _in_doubt(bound: Bound, candidates: Candidates, world: World) -> Verdict | None:
    """Return that a list rule found nothing in a table too old to say so, ``None`` otherwise."""
    rule = bound.rule
    stale = [table for table in world.tables if table.stale and table.table in rule.tables]
    declared = any(world.context.get(key) is not None for key in _LISTS_MATTER)
    if not stale or not declared or silence(bound, world.context) is not None:
        return None
    if not candidates.of(rule.applies_to):
        return None
    table = stale[0]
    words = (
        ("table", table.table),
        ("snapshot", table.as_of.isoformat()),
        ("limit", f"{table.limit_days} days"),
    )
    say = f"table {table.table} is of {table.as_of.isoformat()}: which list is in force now?"
    return Verdict(Outcome.UNDECIDED, Reading(Answer.UNKNOWN, words=words, say=say), stale=True)


def _scan_dossier(gaps: tuple[Gap, ...]) -> Dossier:
    return Dossier(component=Component("scan:", ComponentKind.PROJECT, "this scan"), gaps=gaps)


def _pseudo(tables: Sequence[DataTable], gaps: tuple[Gap, ...]) -> Iterator[Dossier]:
    """Yield the dossiers of the scan itself and of each knowledge table."""
    yield _scan_dossier(gaps)
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


def order(finding: Finding) -> tuple[str, str, str, str]:
    """Return the key that findings are sorted by."""
    return finding.rule, finding.about, finding.regime or "", finding.decisive
