"""The inventory as an SPDX 2.3 document in JSON.

Licences that are no SPDX id appear as ``LicenseRef-`` with what the source states as their text.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from scanner.model.component import ComponentKind
from scanner.model.fact import Basis
from scanner.report.cyclonedx import spdx_expression
from scanner.report.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.component import Component
    from scanner.model.scan import Scan

_PURPOSES = {
    ComponentKind.PROJECT: "APPLICATION",
    ComponentKind.PACKAGE: "LIBRARY",
    ComponentKind.ACCELERATOR: "DEVICE",
}
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9.-]+")
_REFERENCE = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")
_UNKNOWN = "NOASSERTION"


def render(scan: Scan) -> str:
    """Return the document; ASCII only."""
    view = View(scan)
    packages = [_package(view, component) for component in scan.inventory.components]
    content = json.dumps(packages, sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": "flagstate",
        "documentNamespace": f"urn:flagstate:spdx:{digest[:32]}",
        "creationInfo": {
            "created": f"{scan.inputs.context.today.isoformat()}T00:00:00Z",
            "creators": [f"Tool: flagstate-{scan.inputs.tool_version}"],
        },
        "documentDescribes": [_id(c.name) for c in scan.inventory.components[:1]],
        "packages": packages,
        "hasExtractedLicensingInfos": list(_references(packages, view)),
        "relationships": list(_relationships(scan)),
    }
    return json.dumps(document, indent=2) + "\n"


def _id(name: str) -> str:
    readable = _NOT_IN_IDS.sub("-", name).strip("-")[:80]
    return f"SPDXRef-{readable}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _package(view: View, component: Component) -> dict[str, object]:
    declared, concluded = _licenses(view, component)
    row: dict[str, object] = {
        "SPDXID": _id(component.name),
        "name": component.title,
        "downloadLocation": _UNKNOWN,
        "filesAnalyzed": False,
        "licenseDeclared": declared,
        "licenseConcluded": concluded,
        "copyrightText": _UNKNOWN,
        "primaryPackagePurpose": _PURPOSES.get(component.kind, "OTHER"),
        "comment": f"flagstate kind: {component.kind.value}",
    }
    if component.version:
        row["versionInfo"] = component.version
    publisher, _ = view.publisher(component.name)
    if publisher:
        row["supplier"] = f"Organization: {publisher}"
    if component.name.startswith("pkg:"):
        row["externalRefs"] = [
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": component.name,
            }
        ]
    return row


def _licenses(view: View, component: Component) -> tuple[str, str]:
    """Return (declared, concluded); a document never concludes what no person did."""
    declared = concluded = _UNKNOWN
    for claim, fact in view.licenses(component.name):
        if claim.expression is None:
            continue
        known = spdx_expression(claim.expression)
        text = known or "LicenseRef-" + (_NOT_IN_IDS.sub("-", claim.expression).strip("-") or "x")
        if fact.provenance.basis is Basis.CONCLUDED:
            concluded = text if concluded == _UNKNOWN else concluded
        elif declared == _UNKNOWN:
            declared = text
    return declared, concluded


def _references(packages: list[dict[str, object]], view: View) -> Iterator[dict[str, object]]:
    titles = {
        claim.expression: claim.title
        for name in view.facts_about
        for claim, _ in view.licenses(name)
        if claim.expression
    }
    found = {
        reference
        for package in packages
        for key in ("licenseDeclared", "licenseConcluded")
        for reference in _REFERENCE.findall(str(package[key]))
    }
    for reference in sorted(found):
        yield {
            "licenseId": reference,
            "extractedText": titles.get(reference) or reference.removeprefix("LicenseRef-"),
            "name": titles.get(reference) or reference.removeprefix("LicenseRef-"),
        }


def _relationships(scan: Scan) -> Iterator[dict[str, object]]:
    known = {component.name for component in scan.inventory.components}
    pairs = {(e.source, e.target) for e in scan.inventory.edges if {e.source, e.target} <= known}
    for source, target in sorted(pairs):
        yield {
            "spdxElementId": _id(source),
            "relationshipType": "DEPENDS_ON",
            "relatedSpdxElement": _id(target),
        }
