"""The attribution file: what is passed on with the project, by licence, with texts and copyrights.

What it holds
    One section for each licence of the packages that ship (runtime and extras; development, test
    and build packages are left out), with each package, its version, its copyright lines and the
    licence texts as the distributions hold them. Models follow with the notice their licence asks
    for.

Limits
    A package's text that no distribution at hand holds is named as missing; where a library ships
    the licence's standard text, that one follows, with its source. Of a choice (``A OR B``) every
    option is listed: which one is taken is not decided here.

Use
    ``render(scan, texts, standard)``; ``texts`` maps a component's name to the texts found for it,
    as ``scanner.cli.notice`` collects them from environments and wheels; ``standard`` holds the
    standard texts by licence or exception, of those that ``wanted`` names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from scanner.model import license as spdx
from scanner.model.component import ComponentKind
from scanner.model.evidence import Zone
from scanner.model.fact import Basis, Licensed
from scanner.report.escape import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.model.component import Component
    from scanner.model.scan import Scan

#: Scopes whose packages are not passed on.
NOT_SHIPPED = ("dev", "test", "build", "group:", "env:")
#: Copyright lines kept of one text.
COPYRIGHT_LIMIT = 40

_COPYRIGHT = re.compile(
    r"^[\s*#/;%.-]*((?:(?:[Cc]opyright|COPYRIGHT)[ \t:]*(?:\([cC]\)|©)?[ \t]*(?:\d{4}|by\b|[A-Z])"
    r"|(?:\([cC]\)|©)[ \t]*\d{4})[^\n]{2,200})$",
    re.MULTILINE,
)
_NOT_A_LINE = re.compile(
    r"copyright (?:notice|holder|owner|law|license|statement|interest|and|in|to|as|or|is)\b",
    re.IGNORECASE,
)
_RANKS = {basis: rank for rank, basis in enumerate(Basis)}
_RULE = "=" * 78


class Text(NamedTuple):
    """One licence or notice file of a distribution."""

    origin: str  # "requests-2.31.0.dist-info/LICENSE"
    content: str


class Standard(NamedTuple):
    """The standard texts of licences and exceptions by id, and where they come from."""

    source: str = ""
    by_id: Mapping[str, str] = MappingProxyType({})


class _Entry(NamedTuple):
    component: Component
    expression: str
    texts: tuple[Text, ...]


def render(
    scan: Scan, texts: Mapping[str, tuple[Text, ...]], standard: Standard | None = None
) -> str:
    """Return the attribution file, the same bytes for the same scan and texts."""
    shipped = shipped_packages(scan)
    sections = _sections(scan, texts)
    title = _project(scan)
    lines = [
        f"Third-party notices of {visible(title)}",
        "",
        f"{len(shipped)} packages are passed on with it, as of {scan.inputs.context.today}.",
        "Where a package offers a choice of licences it is listed under each.",
    ]
    for name in sorted(sections, key=lambda n: (n == "unknown", n.lower())):
        lines += _section(name, sections[name], standard or Standard())
    lines += _models(scan)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def wanted(scan: Scan, texts: Mapping[str, tuple[Text, ...]]) -> frozenset[str]:
    """Return the ids of licences and exceptions under which some package has no text at hand."""
    return frozenset(
        part
        for name, entries in _sections(scan, texts).items()
        if any(not entry.texts for entry in entries)
        for part in _parts(name)
    )


def _sections(scan: Scan, texts: Mapping[str, tuple[Text, ...]]) -> dict[str, list[_Entry]]:
    """Return the packages that ship by licence; one with several stands under each."""
    sections: dict[str, list[_Entry]] = defaultdict(list)
    for component in shipped_packages(scan):
        expression = leading(scan, component.name)
        entry = _Entry(component, expression, texts.get(component.name, ()))
        for name in _names(expression):
            sections[name].append(entry)
    return sections


def _parts(name: str) -> list[str]:
    """Return the ids of a licence, or of a licence and its exception."""
    return [part.removesuffix("+") for part in name.split(" WITH ")]


def shipped_packages(scan: Scan) -> list[Component]:
    """Return the packages that are passed on: reached in a scope that ships, by name."""
    scopes: dict[str, set[str]] = defaultdict(set)
    for edge in scan.inventory.edges:
        scopes[edge.target].add(edge.scope)
    return sorted(
        (
            component
            for component in scan.inventory.components
            if component.kind is ComponentKind.PACKAGE
            and any(not s.startswith(NOT_SHIPPED) for s in scopes.get(component.name, {"runtime"}))
            and _in_product(scan, component.name)
        ),
        key=lambda component: (component.title.lower(), component.version or ""),
    )


def _in_product(scan: Scan, name: str) -> bool:
    """Tell whether some place outside documentation, examples and tests names it."""
    places = scan.inventory.evidence.get(name, ())
    aside = (Zone.DOCS, Zone.EXAMPLE, Zone.TEST, Zone.CI)
    return not places or any(place.zone not in aside for place in places)


def leading(scan: Scan, name: str) -> str:
    """Return the expression of the best source; ``unknown`` when none states one."""
    stated = [
        (_RANKS[fact.provenance.basis], fact.claim.expression)
        for fact in scan.facts
        if fact.about == name and isinstance(fact.claim, Licensed) and fact.claim.expression
    ]
    return min(stated, key=lambda item: item[0])[1] if stated else "unknown"


def _names(expression: str) -> list[str]:
    try:
        return [spdx.text(leaf) for leaf in spdx.leaves(spdx.parse(expression))]
    except spdx.BadExpression:
        return [expression]


def _section(name: str, entries: list[_Entry], standard: Standard) -> list[str]:
    heading = name if name != "unknown" else "Licence not determined"
    lines = ["", _RULE, visible(heading), _RULE, ""]
    for entry in entries:
        version = f" {entry.component.version}" if entry.component.version else ""
        choice = f" ({entry.expression})" if entry.expression not in {name, "unknown"} else ""
        lines.append(visible(f"{entry.component.title}{version}{choice}"))
        lines += [f"    {visible(line)}" for line in copyrights(entry.texts)]
    carried: dict[str, list[str]] = {}
    for entry in entries:
        for text in entry.texts:
            carried.setdefault(_plain(text.content), []).append(text.origin)
    for content, origins in carried.items():
        lines += ["", visible(f"--- {', '.join(dict.fromkeys(origins))} ---", 2000), "", content]
    missing = [entry.component.title for entry in entries if not entry.texts]
    if missing:
        lines += ["", visible(f"Licence text missing: {', '.join(missing)}", 20_000)]
        for part in _parts(name):
            if part in standard.by_id:
                lines += ["", visible(f"--- standard text of {part}: {standard.source} ---", 2000)]
                lines += ["", _plain(standard.by_id[part])]
    return lines


def copyrights(texts: Iterable[Text]) -> list[str]:
    """Return the copyright lines of texts, each once, in order."""
    found: dict[str, None] = {}
    for text in texts:
        for match in _COPYRIGHT.finditer(text.content[:200_000]):
            line = " ".join(match[1].split())
            if not _NOT_A_LINE.match(line) and len(found) < COPYRIGHT_LIMIT:
                found.setdefault(line)
    return list(found)


def _plain(content: str) -> str:
    return "\n".join(visible(line, 2000) for line in content.strip().splitlines())


def _models(scan: Scan) -> list[str]:
    lines: list[str] = []
    for component in scan.inventory.components:
        if component.kind is not ComponentKind.MODEL or not _in_product(scan, component.name):
            continue
        expression = leading(scan, component.name)
        lines.append(visible(f"{component.title}  {expression}"))
        namings = {
            fact.claim.terms.naming
            for fact in scan.facts
            if fact.about == component.name
            and isinstance(fact.claim, Licensed)
            and fact.claim.expression == expression
            and fact.claim.terms is not None
            and fact.claim.terms.naming
        }
        lines += [f"    {visible(naming, 2000)}" for naming in sorted(namings)]
    return ["", _RULE, "Models", _RULE, "", *lines] if lines else []


def _project(scan: Scan) -> str:
    for statement in scan.inventory.statements.get("project:.", ()):
        if statement.claim == "name":
            return statement.value
    return scan.inputs.path
