"""Components as CSV, one row each: what it is, licence, publisher, country, markets, findings."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from scanner.model.component import ComponentKind
from scanner.report.escape import cell
from scanner.report.view import View, level, unique

if TYPE_CHECKING:
    from scanner.model.scan import Scan


def render(scan: Scan) -> str:
    """Return the table with its head; no cell can be taken for a formula."""
    view = View(scan)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    markets = view.markets
    head = ["name", "kind", "title", "version", "license", "class", "license source", "publisher"]
    writer.writerow([*head, "country", *markets, "conflict", "findings", "first place", "places"])
    rows = {row.component: row for row in scan.matrix}
    findings: dict[str, list[str]] = {}
    for finding in view.findings:
        findings.setdefault(finding.about, []).append(f"{level(finding)}[{finding.rule}]")
    for component in scan.inventory.components:
        if component.kind is ComponentKind.PROJECT:
            continue
        licenses = view.licenses(component.name)
        claim, fact = licenses[0] if licenses else (None, None)
        publisher, country = view.publisher(component.name)
        matrix = rows.get(component.name)
        cells = {market: word.value for market, word in matrix.cells} if matrix else {}
        places = scan.inventory.evidence.get(component.name, ())
        values = [
            component.name,
            component.kind.value,
            component.title,
            component.version or "",
            (claim.expression or "none stated") if claim else "unknown",
            claim.license_class if claim else "unknown",
            fact.provenance.source if fact else "",
            publisher or "",
            country or "",
            *(cells.get(market, "") for market in markets),
            matrix.conflict if matrix else "",
            " ".join(unique(findings.get(component.name, ()))),
            f"{places[0].at.path}:{places[0].at.line}" if places else "",
            str(len(places)),
        ]
        writer.writerow([cell(value) for value in values])
    return stream.getvalue()
