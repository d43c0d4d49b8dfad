"""Applies waivers and inline ignores to a judgement, and says what lapsed, expires or went unused.

A waived finding stays in the report, with its waiver. A lapsed waiver does not hide: the finding is
back and says so. Order and effect are the same everywhere; "now" is the day that is asked for.
"""

from __future__ import annotations

import fnmatch
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.evidence import Evidence, Kind, Location
from scanner.model.fact import Licensed
from scanner.model.finding import Finding, Outcome, fingerprint
from scanner.policy import matrix
from scanner.policy.message import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scanner.model.dossier import Dossier
    from scanner.model.rule import Policy, Rule
    from scanner.policy.evaluate import Judgement
    from scanner.policy.exceptions import Exceptions, Waiver

#: Days before its end that a waiver is named.
EXPIRING_DAYS = 30
EXPIRING, UNUSED, OVERLAP = "CFG003", "CFG004", "CFG005"
#: ``# flagstate: ignore[MOD003] until=2027-01-31 -- internal mirror``
_INLINE = re.compile(r"flagstate:\s{0,4}ignore\[([A-Za-z0-9 ,\-]{1,200})\]([^\r\n]{0,300})")
_UNTIL = re.compile(r"\s{0,4}until=(\d{4}-\d{2}-\d{2})\s{1,4}--\s{1,4}(\S[^\r\n]*)")


class Inline(NamedTuple):
    """An ignore written on a source line. ``until`` is ``None`` when it is malformed."""

    rules: tuple[str, ...]
    until: date | None
    reason: str


def apply(
    judgement: Judgement,
    exceptions: Exceptions,
    policy: Policy,
    dossiers: Sequence[Dossier],
    *,
    today: date,
    sources: Mapping[tuple[str, int], str] | None = None,
    full: bool = True,
) -> Judgement:
    """Return the judgement with waived findings marked, and the findings about waivers added.

    ``sources`` are the source lines of the evidence, for inline ignores. ``full`` is False for a
    diff or a hook run, which sees too little to call a waiver unused.
    """
    by_name = {dossier.component.name: dossier for dossier in dossiers}
    used: dict[str, int] = {}
    overlaps: dict[str, set[str]] = {}
    findings: list[Finding] = []
    for finding in judgement.findings:
        matches = _matches(finding, exceptions.waivers, by_name)
        live = [waiver for waiver in matches if today <= waiver.expires]
        for waiver in matches:
            used[waiver.id] = used.get(waiver.id, 0) + 1
        for other in live[1:]:
            overlaps.setdefault(live[0].id, set()).add(other.id)
        findings += _waived(finding, live, matches)
    findings = [
        part for finding in findings for part in _ignored(finding, policy, sources or {}, today)
    ]
    rules = {rule.id: rule for rule in policy.rules}
    about = _about_waivers(exceptions.waivers, used, overlaps, today, full=full)
    for code, waiver, words in about:
        if code in rules:
            findings.append(_note(rules[code], waiver, words))
    kept = tuple(
        sorted(findings, key=lambda f: (f.rule, f.about, f.regime or "", f.decisive, f.waiver))
    )
    rows = matrix.recount(judgement.matrix, kept, judgement.potential)
    return judgement._replace(findings=kept, matrix=rows)


def _matches(
    finding: Finding, waivers: Iterable[Waiver], dossiers: Mapping[str, Dossier]
) -> list[Waiver]:
    dossier = dossiers.get(finding.about)
    if dossier is None:
        return []
    return [
        waiver
        for waiver in waivers
        if finding.rule in waiver.rules
        and waiver.target.covers(dossier.component)
        and (not waiver.license or waiver.license in _licenses(finding, dossier))
        and _in_markets(finding, waiver)
        and (not waiver.paths or _under(finding, waiver.paths))
    ]


def _licenses(finding: Finding, dossier: Dossier) -> set[str]:
    """Return the licences the component goes by; when they change, a pinned waiver dies."""
    stated = {
        fact.claim.expression
        for fact in dossier.facts
        if isinstance(fact.claim, Licensed) and fact.claim.expression
    }
    return stated or {finding.decisive}


def _in_markets(finding: Finding, waiver: Waiver) -> bool:
    """Return whether the finding speaks to a market of the waiver."""
    if not waiver.markets:
        return True
    return bool(set(finding.markets or matrix.MARKETS) & set(waiver.markets))


def _under(finding: Finding, globs: tuple[str, ...]) -> bool:
    return any(_path_in(row, globs) for row in finding.evidence)


def _path_in(row: Evidence, globs: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(row.at.path, glob.replace("**", "*")) for glob in globs)


def _waived(finding: Finding, live: list[Waiver], matches: list[Waiver]) -> Iterator[Finding]:
    """Yield the finding as waived, what the waiver leaves of it, or with the lapse named."""
    if not live:
        for waiver in matches[:1]:
            text = f"{finding.message}; waiver {waiver.id} expired on {waiver.expires.isoformat()}"
            finding = replace(finding, message=text, waiver=waiver.id)
        yield finding
        return
    waiver = live[0]
    inside, outside = finding, None
    if waiver.paths:
        rows = tuple(row for row in finding.evidence if not _path_in(row, waiver.paths))
        kept = tuple(row for row in finding.evidence if row not in rows)
        outside = replace(finding, evidence=rows) if rows else None
        inside = replace(finding, evidence=kept)
    yield _accept(inside, waiver)
    speaks = finding.markets or matrix.MARKETS
    left = tuple(market for market in speaks if waiver.markets and market not in waiver.markets)
    if outside is not None:
        yield outside
    elif left:
        yield replace(finding, markets=left)


def _accept(finding: Finding, waiver: Waiver) -> Finding:
    markets = waiver.markets or finding.markets
    return replace(finding, outcome=Outcome.WAIVED, waiver=waiver.id, markets=markets)


def inline(line: str) -> Inline | None:
    """Return the ignore that a source line carries, ``None`` when it has none."""
    found = _INLINE.search(line)
    if found is None:
        return None
    rules = tuple(word.strip() for word in found[1].split(",") if word.strip())
    rest = _UNTIL.match(found[2])
    try:
        until = date.fromisoformat(rest[1]) if rest else None
    except ValueError:
        until = None
    return Inline(rules, until, rest[2].strip() if rest else "")


def _ignored(
    finding: Finding,
    policy: Policy,
    sources: Mapping[tuple[str, int], str],
    today: date,
) -> Iterator[Finding]:
    """Yield the finding split by its places: those ignored in their source line are waived."""
    if finding.outcome is Outcome.WAIVED or not sources:
        yield finding
        return
    ignored, open_rows, notes = [], [], []
    for row in finding.evidence:
        mark = inline(sources.get((row.at.path, row.at.line), ""))
        if mark is None or not {finding.rule, finding.slug} & set(mark.rules):
            open_rows.append(row)
            continue
        problem = _refused(finding, policy, mark, today)
        if problem:
            notes.append(f"the ignore at {row.at.path}:{row.at.line} does not count: {problem}")
            open_rows.append(row)
        else:
            ignored.append(row)
    if ignored:
        yield replace(
            finding, outcome=Outcome.WAIVED, evidence=tuple(ignored), waiver="inline ignore"
        )
    if open_rows or not ignored:
        text = "; ".join((finding.message, *dict.fromkeys(notes)))
        yield replace(finding, evidence=tuple(open_rows), message=text)


def _refused(finding: Finding, policy: Policy, mark: Inline, today: date) -> str:
    """Return why an inline ignore does not count, "" when it does."""
    rule = next((rule for rule in policy.rules if rule.id == finding.rule), None)
    if not policy.settings.inline_ignores:
        return "the policy does not allow inline ignores"
    if rule is not None and not (rule.waivable and rule.inline_waivable):
        return f"{rule.id} cannot be ignored in the source"
    if mark.until is None:
        return "it needs until=YYYY-MM-DD and a reason after --"
    if mark.until < today:
        return f"it expired on {mark.until.isoformat()}"
    return ""


def _about_waivers(
    waivers: Sequence[Waiver],
    used: Mapping[str, int],
    overlaps: Mapping[str, set[str]],
    today: date,
    *,
    full: bool,
) -> Iterator[tuple[str, Waiver, dict[str, str]]]:
    for waiver in waivers:
        until = waiver.expires.isoformat()
        words = {"waiver": waiver.id, "until": until, "reason": waiver.reason}
        if today <= waiver.expires <= today + timedelta(days=EXPIRING_DAYS):
            yield EXPIRING, waiver, words
        if full and not used.get(waiver.id):
            yield UNUSED, waiver, words
        if waiver.id in overlaps:
            yield OVERLAP, waiver, {**words, "detail": ", ".join(sorted(overlaps[waiver.id]))}


def _note(rule: Rule, waiver: Waiver, words: Mapping[str, str]) -> Finding:
    """Return a finding about a waiver; it stands where the waiver is written."""
    path, _, line = waiver.at.rpartition(":")
    at = Location(path or waiver.at, int(line) if line.isdecimal() else 1)
    place = Evidence(kind=Kind.DEPENDENCY, name=waiver.target.pattern, at=at, way="config_key")
    return Finding(
        rule=rule.id,
        slug=rule.slug,
        regime=None,
        about="",
        outcome=Outcome.VIOLATION,
        severity=rule.severity,
        message=fill(rule.message, words),
        remedy=fill(rule.remedy, words),
        citation="; ".join(rule.references),
        decisive=waiver.id,
        evidence=(place,),
        waiver=waiver.id,
        fingerprint=fingerprint(rule.id, "", "", waiver.id),
    )
