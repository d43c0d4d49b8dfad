"""The inventory as a CycloneDX 1.6 bill of materials, models, datasets and services included.

A single SPDX id goes to ``license.id``, a compound to ``expression``, anything else to
``license.name``: what readers such as Dependency-Track understand. The serial number is a digest of
the content.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING

from scanner.model.component import ComponentKind
from scanner.model.evidence import Relation
from scanner.model.fact import Basis
from scanner.model.inventory import PROJECT
from scanner.report.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.component import Component
    from scanner.model.fact import Fact, Licensed
    from scanner.model.scan import Scan

_TYPES = {
    ComponentKind.PROJECT: "application",
    ComponentKind.PACKAGE: "library",
    ComponentKind.MODEL: "machine-learning-model",
    ComponentKind.DATASET: "data",
    ComponentKind.ACCELERATOR: "device",
    ComponentKind.REGION: "platform",
    ComponentKind.INSTANCE: "platform",
}
_LINEAGE = frozenset(
    (
        Relation.BASE_MODEL,
        Relation.ADAPTER_OF,
        Relation.QUANTIZED_FROM,
        Relation.FINETUNED_FROM,
        Relation.MERGED_FROM,
        Relation.DISTILLED_FROM,
    )
)
_PLACES = 100
_NAMESPACE = uuid.UUID("5a3f0e5e-6f0c-5d5e-9b0a-0c6b1c2d3e4f")


def render(scan: Scan) -> str:
    """Return the document; ASCII only."""
    document = bom(scan)
    text = json.dumps(document, sort_keys=True)
    document["serialNumber"] = f"urn:uuid:{uuid.uuid5(_NAMESPACE, text)}"
    return json.dumps(document, indent=2) + "\n"


def bom(scan: Scan) -> dict[str, object]:
    """Return the bill of materials without its serial number."""
    view = View(scan)
    project = [c for c in scan.inventory.components if c.kind is ComponentKind.PROJECT]
    listed = [c for c in scan.inventory.components if c.kind is not ComponentKind.PROJECT]
    root = project[0].name if project else PROJECT
    document: dict[str, object] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": "",
        "version": 1,
        "metadata": {
            "timestamp": f"{scan.inputs.context.today.isoformat()}T00:00:00Z",
            "tools": {
                "components": [
                    {
                        "type": "application",
                        "name": "flagstate",
                        "version": scan.inputs.tool_version,
                    }
                ]
            },
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": project[0].title if project else "project",
            },
        },
        "components": [_component(view, c) for c in listed if c.kind is not ComponentKind.SERVICE],
        "dependencies": list(_dependencies(scan, root)),
    }
    services = [_service(view, c) for c in listed if c.kind is ComponentKind.SERVICE]
    if services:
        document["services"] = services
    return document


def _component(view: View, component: Component) -> dict[str, object]:
    group, _, name = component.title.rpartition("/")
    row: dict[str, object] = {
        "type": _TYPES[component.kind],
        "bom-ref": component.name,
        "name": name or component.title,
    }
    if group:
        row["group"] = group
    if component.version:
        row["version"] = component.version
    if component.name.startswith("pkg:"):
        row["purl"] = component.name
    publisher, country = view.publisher(component.name)
    if publisher:
        row["supplier"] = {"name": publisher}
    licenses = view.licenses(component.name)
    chosen = [entry for claim, fact in licenses if (entry := _license(claim, fact)) is not None]
    if chosen:
        row["licenses"] = chosen[:1]
    if component.kind is ComponentKind.MODEL:
        row["modelCard"] = {"modelParameters": {}}
        ancestors = list(_ancestors(view, component))
        if ancestors:
            row["pedigree"] = {"ancestors": ancestors}
    occurrences = [
        {"location": place.at.path, "line": place.at.line, "additionalContext": place.way}
        for place in view.scan.inventory.evidence.get(component.name, ())[:_PLACES]
    ]
    if occurrences:
        row["evidence"] = {"occurrences": occurrences}
    properties = [("flagstate:kind", component.kind.value)]
    properties += [("flagstate:country", country)] if country else []
    properties += [
        (f"flagstate:license-class:{claim.part}", claim.license_class) for claim, _ in licenses[:1]
    ]
    row["properties"] = [{"name": key, "value": value} for key, value in properties]
    return row


def _license(claim: Licensed, fact: Fact) -> dict[str, object] | None:
    """Return one entry of ``licenses``; ``None`` when the source states no licence."""
    if claim.expression is None:
        return None
    concluded = fact.provenance.basis is Basis.CONCLUDED
    said = {"acknowledgement": "concluded" if concluded else "declared"}
    spdx = spdx_expression(claim.expression)
    if spdx is None:
        return {"license": {"name": claim.expression, **said}}
    if " " in spdx:
        return {"expression": spdx, **said}
    return {"license": {"id": spdx, **said}}


def spdx_expression(expression: str) -> str | None:
    """Return the expression in SPDX's own spelling; ``None`` when it names what SPDX does not."""
    from packaging.licenses import (  # noqa: PLC0415 (only this format needs it)
        InvalidLicenseExpression,
        canonicalize_license_expression,
    )

    try:
        known = str(canonicalize_license_expression(expression))
    except InvalidLicenseExpression:
        return None
    return None if known.startswith("LicenseRef-") and " " not in known else known


def _ancestors(view: View, component: Component) -> Iterator[dict[str, object]]:
    for edge in view.scan.inventory.edges:
        if edge.source == component.name and edge.relation in _LINEAGE:
            row: dict[str, object] = {
                "type": "machine-learning-model",
                "name": view.title(edge.target),
                "description": edge.relation.value + (", inferred" if edge.inferred else ""),
            }
            if edge.target.startswith("pkg:"):
                row["purl"] = edge.target
            yield row


def _service(view: View, component: Component) -> dict[str, object]:
    row: dict[str, object] = {
        "bom-ref": component.name,
        "name": component.title,
        "x-trust-boundary": True,
    }
    operator, country = view.publisher(component.name)
    if operator:
        row["provider"] = {"name": operator}
    if country:
        row["properties"] = [{"name": "flagstate:country", "value": country}]
    return row


def _dependencies(scan: Scan, root: str) -> Iterator[dict[str, object]]:
    known = {component.name for component in scan.inventory.components} | {root}
    graph: dict[str, set[str]] = {name: set() for name in known}
    for edge in scan.inventory.edges:
        if edge.source in known and edge.target in known and edge.source != edge.target:
            graph[edge.source].add(edge.target)
    for name, targets in sorted(graph.items()):
        yield {"ref": name, "dependsOn": sorted(targets)}
