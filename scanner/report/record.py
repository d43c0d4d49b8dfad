"""The whole scan as one JSON document, ``flagstate/result/v1``; see ``result.schema.json``.

A field is never renamed inside a version. What a stored document leaves out when it is read back:
mentions and the details of references, which only the evidence report shows.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scanner.model.component import ComponentKind
from scanner.model.fact import CLAIM_NAMES, claim_value
from scanner.model.scan import SCHEMA
from scanner.report.view import View

if TYPE_CHECKING:
    from scanner.model.component import Component
    from scanner.model.context import Declaration
    from scanner.model.evidence import Evidence
    from scanner.model.fact import Fact
    from scanner.model.finding import Finding
    from scanner.model.scan import Inputs, Scan


#: The document knows six kinds: a cloud region is part of a service, an instance type names a chip.
_PUBLIC_KINDS = {
    ComponentKind.REGION: ComponentKind.SERVICE,
    ComponentKind.INSTANCE: ComponentKind.ACCELERATOR,
}


def render(scan: Scan) -> str:
    """Return the document with a line end; ASCII only, so nothing in it can act on a terminal."""
    return json.dumps(record(scan), indent=2, allow_nan=False) + "\n"


def record(scan: Scan) -> dict[str, object]:
    """Return the scan as plain JSON values, sorted as the scan is."""
    view = View(scan)
    return {
        "schema": SCHEMA,
        "inputs": _inputs(scan.inputs),
        "components": [_component(view, component) for component in scan.inventory.components],
        "edges": [
            {
                "from": edge.source,
                "to": edge.target,
                "relation": edge.relation.value,
                "scope": edge.scope,
                "inferred": edge.inferred,
            }
            for edge in scan.inventory.edges
        ],
        "facts": [_fact(fact_id, fact) for fact_id, fact in sorted(view.facts.items())],
        "tags": [
            {"about": t.about, "family": t.family, "value": t.value, "facts": list(t.facts)}
            for t in scan.tags
        ],
        "findings": [_finding(view, finding) for finding in scan.findings],
        "matrix": [
            {
                "component": row.component,
                "cells": {market: cell.value for market, cell in row.cells},
                "conflict": row.conflict,
                "residency": list(row.residency),
                "control": list(row.control),
                "origin": list(row.origin),
            }
            for row in scan.matrix
        ],
        "not_applied": [
            {"rule": row.rule, "reason": row.reason, "count": row.count, "detail": row.detail}
            for row in scan.not_applied
        ],
        "gaps": [
            {
                "file": gap.at.path,
                "line": gap.at.line,
                "stage": gap.stage,
                "reason": gap.reason,
                "bug": gap.bug,
            }
            for gap in scan.gaps
        ],
        "coverage": {
            "files": scan.coverage.files,
            "read": scan.coverage.read,
            "skipped": dict(sorted(scan.coverage.skipped.items())),
            "gaps": scan.coverage.gaps,
        },
        "data": [
            {
                "table": table.table,
                "source": table.source,
                "as_of": table.as_of.isoformat(),
                "rows": table.rows,
                "license": table.license,
                "limit_days": table.limit_days,
                "stale": table.stale,
            }
            for table in scan.data
        ],
    }


def _inputs(inputs: Inputs) -> dict[str, object]:
    return {
        "tool_version": inputs.tool_version,
        "path": inputs.path,
        "revision": inputs.revision,
        "as_of": inputs.context.today.isoformat(),
        "profiles": list(inputs.profiles),
        "policy_digest": inputs.policy_digest,
        "config": list(inputs.config),
        "context": {
            key: _declaration(declaration)
            for key, declaration in sorted(inputs.context.declared.items())
        },
        "online": inputs.online,
        "fail_on": list(inputs.fail_on),
        "min_confidence": inputs.min_confidence,
    }


def _declaration(declaration: Declaration) -> dict[str, object]:
    value: object = declaration.value
    if isinstance(value, tuple):
        months = all(isinstance(item, tuple) for item in value) and value
        value = dict(value) if months else list(value)
    on = declaration.declared_on
    return {
        "value": value,
        "origin": declaration.origin,
        "declared_by": declaration.declared_by,
        "declared_on": on.isoformat() if on else None,
    }


def _component(view: View, component: Component) -> dict[str, object]:
    publisher, country = view.publisher(component.name)
    return {
        "name": component.name,
        "kind": _PUBLIC_KINDS.get(component.kind, component.kind).value,
        "title": component.title,
        "version": component.version,
        "licenses": [
            {
                "expression": claim.expression,
                "class": claim.license_class,
                "basis": fact.provenance.basis.value,
                "source": fact.provenance.source,
                "date": _day(fact),
            }
            for claim, fact in view.licenses(component.name)
        ],
        "publisher": publisher,
        "country": country,
        "evidence": [
            _place(evidence) for evidence in view.scan.inventory.evidence.get(component.name, ())
        ],
    }


def _place(evidence: Evidence) -> dict[str, object]:
    return {
        "file": evidence.at.path,
        "line": evidence.at.line,
        "column": evidence.at.column,
        "way": evidence.way,
        "zone": evidence.zone.value,
        "relation": evidence.relation.value,
        "confidence": evidence.confidence.value,
    }


def _fact(fact_id: str, fact: Fact) -> dict[str, object]:
    return {
        "id": fact_id,
        "about": fact.about,
        "claim": CLAIM_NAMES[type(fact.claim)],
        "value": claim_value(fact.claim),
        "source": fact.provenance.source,
        "reference": fact.provenance.reference,
        "date": _day(fact),
        "basis": fact.provenance.basis.value,
    }


def _day(fact: Fact) -> str | None:
    day = fact.provenance.as_of
    return day.isoformat() if day else None


def _finding(view: View, finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "slug": finding.slug,
        "regime": finding.regime,
        "about": finding.about,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "question": finding.question,
        "citation": finding.citation,
        "period": finding.period,
        "markets": list(finding.markets),
        "decisive": finding.decisive,
        "set_keys": list(finding.set_keys),
        "evidence": [
            {
                **_place(evidence),
                "kind": evidence.kind.value,
                "id": evidence.name,
                "source": view.source_line(evidence),
            }
            for evidence in finding.evidence
        ],
        "facts": list(finding.facts),
        "why": finding.why,
        "waiver": finding.waiver,
        "known_since": finding.known_since,
        "fingerprint": finding.fingerprint,
    }
