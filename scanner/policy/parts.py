"""Judges each part of the tree by the policy that holds there, and puts the results together.

A part is a set of paths with profiles, context or settings of its own. A component is judged in
every part that names it, by the places in that part alone; what comes out the same is one finding.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.model.context import Context
from scanner.model.errors import ConfigError
from scanner.model.finding import NotApplied
from scanner.model.part import PARTS_LIMIT
from scanner.policy import evaluate, matrix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from scanner.model.dossier import Dossier
    from scanner.model.evidence import Gap
    from scanner.model.finding import Finding, MatrixRow
    from scanner.model.part import Part
    from scanner.model.rule import Policy
    from scanner.model.scan import DataTable
    from scanner.policy.evaluate import Judgement

    #: (profiles or None for those of the scan, settings) -> the policy of a part
    Loader = Callable[[tuple[str, ...] | None, Mapping[str, object]], Policy]
    Area = tuple[int, ...]  # the parts that hold, in their order; (): none


def judge(
    policy: Policy,
    dossiers: Sequence[Dossier],
    context: Context,
    *,
    parts: Sequence[Part],
    load: Loader,
    gaps: Iterable[Gap] = (),
    tables: Sequence[DataTable] = (),
) -> tuple[Judgement, Policy]:
    """Return the judgement of all parts, and the policy with the rules of all of them.

    Raises:
        ConfigError: there are more parts, or more ways they overlap, than anyone means.

    """
    if not parts:
        whole = evaluate.judge(policy, dossiers, context, gaps=gaps, tables=tables)
        return whole, policy
    where = _areas(dossiers, parts)
    rules = {rule.id: rule for rule in policy.rules}
    found: list[Judgement] = []
    for area in where:
        own, others = _inside(dossiers, parts, area)
        here = policy if not area else _policy(area, parts, load)
        rules = {**{rule.id: rule for rule in here.rules}, **rules}
        found.append(
            evaluate.judge(
                here,
                own,
                _context(area, parts, context),
                gaps=() if area else gaps,
                tables=tables,
                project=", ".join(word for index in area for word in parts[index].match),
                others=others,
            )
        )
    return _together(found), replace(policy, rules=tuple(rules.values()))


def _areas(dossiers: Sequence[Dossier], parts: Sequence[Part]) -> list[Area]:
    """Return every set of parts that some place lies in; first that of none."""
    areas = {_area(row.at.path, parts) for dossier in dossiers for row in dossier.evidence}
    if len(areas | {()}) > PARTS_LIMIT:
        at = parts[-1].origin
        raise ConfigError(at, f"the paths overlap in more than {PARTS_LIMIT} ways", "join some")
    return [(), *sorted(areas - {()})]


def _area(path: str, parts: Sequence[Part]) -> Area:
    return tuple(index for index, part in enumerate(parts) if part.holds(path))


def _inside(
    dossiers: Sequence[Dossier], parts: Sequence[Part], area: Area
) -> tuple[list[Dossier], list[Dossier]]:
    """Return (the dossiers of this area, with its places alone; the others, without places)."""
    own: list[Dossier] = []
    others: list[Dossier] = []
    for dossier in dossiers:
        rows = tuple(row for row in dossier.evidence if _area(row.at.path, parts) == area)
        here = bool(rows) or (not dossier.evidence and not area)
        (own if here else others).append(replace(dossier, evidence=rows))
    return own, others


def _policy(area: Area, parts: Sequence[Part], load: Loader) -> Policy:
    """Return the policy of an area: of two parts that say something the later one counts."""
    profiles: tuple[str, ...] | None = None
    settings: dict[str, object] = {}
    for index in area:
        part = parts[index]
        profiles = part.profiles if part.profiles is not None else profiles
        settings = overlaid(settings, part.policy)
    return load(profiles, settings)


def overlaid(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Return nested settings with others on top, key by key."""
    made = dict(base)
    for name, value in over.items():
        old = made.get(name)
        both = isinstance(old, dict) and isinstance(value, dict)
        made[name] = {**old, **value} if both else value  # type: ignore[dict-item]
    return made


def _context(area: Area, parts: Sequence[Part], context: Context) -> Context:
    declared = dict(context.declared)
    for index in area:
        declared.update(parts[index].context)
    return Context(today=context.today, declared=declared)


def _together(found: Sequence[Judgement]) -> Judgement:
    findings = _merged(finding for each in found for finding in each.findings)
    potential = _merged(finding for each in found for finding in each.potential)
    counts: Counter[tuple[str, str, str]] = Counter()
    for each in found:
        counts.update({(row.rule, row.reason, row.detail): row.count for row in each.not_applied})
    rows = _rows([row for each in found for row in each.matrix])
    return found[0]._replace(
        findings=findings,
        matrix=matrix.recount(rows, findings, potential),
        not_applied=tuple(
            NotApplied(rule=rule, reason=reason, count=count, detail=detail)
            for (rule, reason, detail), count in sorted(counts.items())
        ),
        tags=tuple(sorted({tag for each in found for tag in each.tags})),
        potential=potential,
    )


def _merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, those that say the same of one component as one with all places."""
    same: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = (
            *(finding.rule, finding.regime, finding.about, finding.outcome),
            *(finding.severity, finding.message, finding.question),
        )
        first = same.get(key)
        rows = (*first.evidence, *finding.evidence) if first else ()
        same[key] = replace(first, evidence=rows) if first else finding
    return tuple(sorted(same.values(), key=evaluate.order))


def _rows(rows: Iterable[MatrixRow]) -> list[MatrixRow]:
    """Return one row per component, with the conflicts of all parts."""
    found: dict[str, MatrixRow] = {}
    for row in rows:
        first = found.setdefault(row.component, row)
        if row.conflict and row.conflict not in first.conflict:
            joined = "; ".join(text for text in (first.conflict, row.conflict) if text)
            found[row.component] = replace(first, conflict=joined)
    return list(found.values())
