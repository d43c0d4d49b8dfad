"""Which components count: zones, dependency scopes, confidence, and what is the project's own."""

from __future__ import annotations

import fnmatch
from typing import TYPE_CHECKING

from scanner.model.component import ComponentKind
from scanner.model.evidence import Confidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.model.dossier import Dossier
    from scanner.model.rule import Settings

_CONFIDENCE = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


class Scope:
    """Answers, for one judgement, whether a component is judged and whether it gates."""

    def __init__(self, settings: Settings, dossiers: Sequence[Dossier]) -> None:
        self._settings = settings
        self._least = _CONFIDENCE[Confidence(settings.min_confidence)]
        self._zones = frozenset(settings.gate_zones)
        self._heirs = frozenset(
            ancestor.component
            for dossier in dossiers
            if dossier.evidence
            for ancestor in dossier.ancestors
        )

    def outside(self, dossier: Dossier) -> str:
        """Return why a component is not judged at all, "" when it is."""
        if self.internal(dossier):
            return "internal"
        rows = dossier.evidence
        if rows and all(_CONFIDENCE[row.confidence] < self._least for row in rows):
            return "confidence"
        return ""

    def judged(self, dossiers: Sequence[Dossier]) -> tuple[Dossier, ...]:
        """Return the dossiers without bases that only facts name: their heirs are judged."""
        return tuple(d for d in dossiers if d.evidence or d.component.name not in self._heirs)

    def internal(self, dossier: Dossier) -> bool:
        """Return whether the policy names it as the project's own."""
        settings = self._settings
        package = dossier.component.kind is ComponentKind.PACKAGE
        patterns = settings.internal_packages if package else settings.internal_models
        title = dossier.component.title.casefold()
        return any(fnmatch.fnmatchcase(title, pattern.casefold()) for pattern in patterns)

    def gates(self, dossier: Dossier) -> bool:
        """Return whether a finding keeps its severity: some place of it counts.

        What has no place at all, the scan or a table, always counts.
        """
        rows = dossier.evidence
        if not rows:
            return True
        if not any(row.zone.value in self._zones for row in rows):
            return False
        return not dossier.scopes or any(self._scope_counts(scope) for scope in dossier.scopes)

    def _scope_counts(self, scope: str) -> bool:
        head = scope.partition(":")[0]
        return head in self._settings.scopes_that_fail or scope in self._settings.scopes_that_fail
