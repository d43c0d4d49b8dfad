"""Compares two scans: which findings and components are new, gone or changed.

A finding is new when the earlier scan did not have it, had it waived, or had it less severe or
undecided. Removing something, or moving away from a version with a finding, is never new.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scanner.model.fact import Licensed
from scanner.model.finding import Finding, Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.model.component import Component
    from scanner.model.scan import Scan

_SEVERITIES = {severity: rank for rank, severity in enumerate(Severity)}
_OUTCOMES = {Outcome.VIOLATION: 0, Outcome.UNDECIDED: 1, Outcome.WAIVED: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What lies between two scans; components by name without a version."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    known: tuple[Finding, ...]
    added: tuple[Component, ...]
    removed: tuple[Component, ...]
    versions: tuple[tuple[str, str, str], ...]  # (component, before, after)
    licenses: tuple[tuple[str, str, str], ...]  # (component, before, after)


def compare(before: Scan, after: Scan) -> Difference:
    """Return the difference; everything in it is sorted."""
    old = _by_fingerprint(before.findings)
    current = _by_fingerprint(after.findings)
    listed = [f for f in after.findings if f.outcome is not Outcome.WAIVED]
    olds, news = _plain(before), _plain(after)
    said_before, said_after = _licenses(before), _licenses(after)
    both = sorted(set(olds) & set(news))
    return Difference(
        new=tuple(f for f in listed if not _was_there(f, old)),
        known=tuple(f for f in listed if _was_there(f, old)),
        gone=tuple(
            f
            for f in before.findings
            if f.outcome is not Outcome.WAIVED and f.fingerprint not in current
        ),
        added=tuple(news[name] for name in sorted(set(news) - set(olds))),
        removed=tuple(olds[name] for name in sorted(set(olds) - set(news))),
        versions=tuple(
            (name, olds[name].version or "", news[name].version or "")
            for name in both
            if olds[name].version != news[name].version
        ),
        licenses=tuple(
            (name, said_before.get(name, "unknown"), said_after.get(name, "unknown"))
            for name in both
            if said_before.get(name) != said_after.get(name)
        ),
    )


def since(before: Scan, after: Scan, base: str) -> Scan:
    """Return ``after`` with the findings that ``before`` had marked as known since ``base``."""
    old = _by_fingerprint(before.findings)
    findings = tuple(
        replace(finding, known_since=finding.known_since or base)
        if _was_there(finding, old)
        else finding
        for finding in after.findings
    )
    return replace(after, findings=findings)


def _by_fingerprint(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Return the most severe finding of each fingerprint."""
    found: dict[str, Finding] = {}
    for finding in sorted(findings, key=_weight, reverse=True):
        found[finding.fingerprint] = finding
    return found


def _was_there(finding: Finding, old: dict[str, Finding]) -> bool:
    """Return whether the earlier scan had it, at least as severe and not waived."""
    earlier = old.get(finding.fingerprint)
    if earlier is None or finding.outcome is Outcome.WAIVED:
        return False
    return earlier.outcome is not Outcome.WAIVED and _weight(earlier) <= _weight(finding)


def _weight(finding: Finding) -> tuple[int, int]:
    return _OUTCOMES[finding.outcome], _SEVERITIES[finding.severity]


def _plain(scan: Scan) -> dict[str, Component]:
    """Return components by name without version; of several versions, the first."""
    found: dict[str, Component] = {}
    for component in scan.inventory.components:
        found.setdefault(component.name.partition("@")[0], component)
    return found


def _licenses(scan: Scan) -> dict[str, str]:
    said: dict[str, set[str]] = {}
    for fact in scan.facts:
        if isinstance(fact.claim, Licensed) and fact.claim.expression:
            said.setdefault(fact.about.partition("@")[0], set()).add(fact.claim.expression)
    return {name: " | ".join(sorted(expressions)) for name, expressions in said.items()}
