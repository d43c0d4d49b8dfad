"""The report as one HTML file: search, filters, sorting, matrix and lineage; no external request.

The one inline script and the one style sheet are named by their digests in the
Content-Security-Policy, so nothing that the scanned repository smuggles in can run. Without the
script every row is shown.
"""

from __future__ import annotations

import base64
import hashlib
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scanner.model.component import ComponentKind
from scanner.report import lineage
from scanner.report.escape import visible
from scanner.report.view import DISCLAIMER, View, fact_words, level, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.evidence import Evidence
    from scanner.model.finding import Finding
    from scanner.model.scan import Scan

_TEMPLATES = Path(__file__).parent / "templates"
_SHOWN = ("error", "warning", "unknown", "note")
_PLACES = 5


class Item(NamedTuple):
    """A finding with what the page shows of it."""

    word: str
    finding: Finding
    places: tuple[tuple[Evidence, str], ...]
    facts: tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """A line of the inventory."""

    name: str
    title: str
    kind: str
    version: str
    license: str
    license_class: str
    source: str
    publisher: str
    country: str
    place: str
    more: int


def render(scan: Scan) -> str:
    """Return the page."""
    view = View(scan)
    style, script = _asset("report.css"), _asset("report.js")
    components = tuple(_rows(view))
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = lambda text: visible(str(text), 1000)
    kinds = {component.name: component.kind.value for component in scan.inventory.components}
    return environment.get_template("report.html").render(
        view=view,
        inputs=scan.inputs,
        coverage=scan.coverage,
        gaps=scan.gaps,
        data=scan.data,
        levels=_SHOWN,
        kinds=sorted({row.kind for row in components}),
        kind_of=lambda name: kinds.get(name, ""),
        anchor=lambda name: "c" + hashlib.sha256(name.encode()).hexdigest()[:12],
        matrix=(*view.telling_rows, *view.open_rows),
        groups=_groups(view),
        components=components,
        graph=lineage.graph(view),
        disclaimer=DISCLAIMER,
        style=style,
        script=script,
        style_hash=_digest(style),
        script_hash=_digest(script),
    )


def _asset(name: str) -> Markup:
    """Return a file of ours that goes into the page as it is."""
    return Markup((_TEMPLATES / name).read_text("utf-8"))  # noqa: S704 (shipped with the package)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _groups(view: View) -> list[tuple[str, list[Item]]]:
    grouped = groupby(view.findings, key=lambda finding: (level(finding), finding.rule))
    return [(rule, [_item(view, finding) for finding in group]) for (_, rule), group in grouped]


def _item(view: View, finding: Finding) -> Item:
    return Item(
        word=level(finding),
        finding=finding,
        places=tuple((place, view.source_line(place)) for place in places(finding)[:_PLACES]),
        facts=tuple(fact_words(view.facts[name]) for name in finding.facts if name in view.facts),
    )


def _rows(view: View) -> Iterator[Row]:
    for component in view.scan.inventory.components:
        if component.kind is ComponentKind.PROJECT:
            continue
        licenses = view.licenses(component.name)
        claim, fact = licenses[0] if licenses else (None, None)
        publisher, country = view.publisher(component.name)
        found = view.scan.inventory.evidence.get(component.name, ())
        day = fact.provenance.as_of if fact else None
        source = f"{fact.provenance.source} {day.isoformat() if day else ''}" if fact else ""
        yield Row(
            name=component.name,
            title=component.title,
            kind=component.kind.value,
            version=component.version or "",
            license=view.license(component.name),
            license_class=claim.license_class if claim else "",
            source=source,
            publisher=publisher or "",
            country=country or "",
            place=f"{found[0].at.path}:{found[0].at.line}" if found else "",
            more=max(len(found) - 1, 0),
        )
