"""Component by market: ok, review, deny or not known; conflicts of markets; a service's axes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.model.component import ComponentKind
from scanner.model.finding import Cell, MatrixRow, Outcome, Severity
from scanner.policy.message import fill
from scanner.policy.predicates.service import axis_places
from scanner.policy.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scanner.model.dossier import Dossier
    from scanner.model.finding import Finding
    from scanner.policy.subject import World

MARKETS = ("US", "EU", "CN")
_ORDER = (Cell.DENY, Cell.REVIEW, Cell.UNKNOWN, Cell.OK)
#: Families whose notes still ask a person to look.
_LOOK = frozenset({"EXP", "JUR"})
_SKIPPED = frozenset({ComponentKind.PROJECT})


def rows(
    world: World,
    dossiers: Sequence[Dossier],
    findings: Sequence[Finding],
    potential: Sequence[Finding],
) -> tuple[MatrixRow, ...]:
    """Return one row per component, in the inventory's order.

    ``potential`` are results of rules whose market was not declared: they show in their column, at
    most as review, and are no findings.
    """
    by_name: dict[str, list[tuple[Finding, bool]]] = {}
    for finding in findings:
        by_name.setdefault(finding.about, []).append((finding, True))
    for finding in potential:
        by_name.setdefault(finding.about, []).append((finding, False))
    return tuple(
        _row(world, dossier, by_name.get(dossier.component.name, []))
        for dossier in dossiers
        if dossier.component.kind not in _SKIPPED
    )


def recount(
    table: Sequence[MatrixRow], findings: Sequence[Finding], potential: Sequence[Finding]
) -> tuple[MatrixRow, ...]:
    """Return the rows with their cells counted again, after waivers."""
    by_name: dict[str, list[tuple[Finding, bool]]] = {}
    for group, live in ((findings, True), (potential, False)):
        for finding in group:
            by_name.setdefault(finding.about, []).append((finding, live))
    return tuple(
        replace(row, cells=tuple((m, _cell(m, by_name.get(row.component, []))) for m in MARKETS))
        for row in table
    )


def _row(world: World, dossier: Dossier, results: list[tuple[Finding, bool]]) -> MatrixRow:
    subject = Subject(world, dossier, world.context.today)
    service = dossier.component.kind is ComponentKind.SERVICE or bool(dossier.hosts)
    return MatrixRow(
        component=dossier.component.name,
        cells=tuple((market, _cell(market, results)) for market in MARKETS),
        conflict=_conflict(world, dossier, [finding for finding, _ in results]),
        residency=_axis(subject, "residency") if service else (),
        control=_axis(subject, "control") if service else (),
        origin=_axis(subject, "origin"),
    )


def _axis(subject: Subject, axis: str) -> tuple[str, ...]:
    """Return the places on one axis: of the service, and for a hosted model of its host."""
    places = set(axis_places(subject, axis)[1])
    if axis != "origin":
        for host in subject.dossier.hosts:
            served = subject.world.dossiers.get(f"service:{host}")
            if served is not None:
                places |= set(axis_places(subject.of(served), axis)[1])
    return tuple(sorted(places))


def _cell(market: str, results: Iterable[tuple[Finding, bool]]) -> Cell:
    cells = {
        _of(finding, live=live)
        for finding, live in results
        if not finding.markets or market in finding.markets
    }
    return next((cell for cell in _ORDER if cell in cells), Cell.OK)


def _of(finding: Finding, *, live: bool) -> Cell:
    if finding.outcome is Outcome.UNDECIDED:
        return Cell.UNKNOWN
    if finding.outcome is Outcome.WAIVED:
        return Cell.OK
    if finding.severity is Severity.ERROR:
        return Cell.DENY if live else Cell.REVIEW
    if finding.severity is Severity.WARNING or finding.rule.rstrip("0123456789") in _LOOK:
        return Cell.REVIEW
    return Cell.OK


def _conflict(world: World, dossier: Dossier, results: Sequence[Finding]) -> str:
    """Return in words which rules cannot both be met, "" when none clash."""
    fired = {finding.rule for finding in results}
    words = {"component": dossier.component.title}
    texts = [
        fill(conflict.message, words)
        for conflict in world.policy.conflicts
        if fired & conflict.first and fired & conflict.second
    ]
    return "; ".join(texts)
