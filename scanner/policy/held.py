"""Licences and waivers that the project declares to hold, granted by a licensor or an authority.

``licenses-held`` and ``waivers-held`` name a regime, a rule or a licence. What they cover stays in
the report as accepted, so that a reader sees on what it rests.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.model.finding import Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.model.context import Context

_KEYS = ("licenses-held", "waivers-held")


def accepted(findings: Iterable[Finding], context: Context) -> list[Finding]:
    """Return the findings, those marked accepted that a declared licence or waiver covers."""
    held = {key: _words(context, key) for key in _KEYS}
    if not any(held.values()):
        return list(findings)
    return [_accepted(finding, held) for finding in findings]


def _words(context: Context, key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in context.words(key) or ())


def _accepted(finding: Finding, held: dict[str, frozenset[str]]) -> Finding:
    names = {finding.regime, finding.rule, finding.slug, finding.decisive, finding.about}
    covered = {name.casefold() for name in names if name}
    for key, words in held.items():
        if finding.outcome is not Outcome.WAIVED and covered & words:
            return replace(finding, outcome=Outcome.WAIVED, waiver=f"context.{key}")
    return finding
