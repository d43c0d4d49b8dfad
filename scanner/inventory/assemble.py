"""Evidence to inventory: one component per thing named, with all the places that name it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from scanner.inventory.versions import packages
from scanner.model.component import Component, ComponentKind
from scanner.model.evidence import (
    Confidence,
    Evidence,
    Kind,
    Reference,
    Relation,
    Statement,
    by_place,
)
from scanner.model.inventory import PROJECT, Edge, Inventory
from scanner.model.purl import component_name, title_of, weight_file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMPONENT_KINDS = {
    Kind.MODEL: ComponentKind.MODEL,
    Kind.NAMED_MODEL: ComponentKind.MODEL,
    Kind.HOSTED_MODEL: ComponentKind.MODEL,
    Kind.WEIGHT_FILE: ComponentKind.MODEL,
    Kind.ENDPOINT: ComponentKind.SERVICE,
    Kind.DATASET: ComponentKind.DATASET,
    Kind.DEPENDENCY: ComponentKind.PACKAGE,
    Kind.ACCELERATOR: ComponentKind.ACCELERATOR,
    Kind.REGION: ComponentKind.REGION,
    Kind.INSTANCE: ComponentKind.INSTANCE,
}


def assemble(evidence: Iterable[Evidence], statements: Iterable[Statement] = ()) -> Inventory:
    """Return the inventory that the evidence speaks of; mentions (LOW) name no component.

    Names that differ only in case are one component, spelled as most places spell it.
    """
    evidence = tuple(evidence)
    sure = sorted(
        (item for item in evidence if item.confidence is not Confidence.LOW), key=by_place
    )
    named = _Names(item for item in sure if item.kind is not Kind.DEPENDENCY)
    places: dict[str, list[Evidence]] = defaultdict(list)
    edges: set[Edge] = set()
    for item in sure:
        if item.kind is Kind.DEPENDENCY:
            continue
        name = named.of(item)
        places[name].append(item)
        source = item.subject or PROJECT
        if source != name:
            edges.add(Edge(source=source, target=name, relation=item.relation))
        host = item.detail.host if isinstance(item.detail, Reference) else None
        if host and item.kind is not Kind.ENDPOINT:
            service = component_name(Kind.ENDPOINT, host)
            places[service].append(item)
            edges.add(Edge(source=name, target=service, relation=Relation.HOSTED_AT))
    spoken_of = tuple(statements)
    bundle = packages(evidence, spoken_of)
    components = [
        Component(PROJECT, ComponentKind.PROJECT, "."),
        *(_component(name, named) for name in places),
        *bundle.components,
    ]
    spoken = _statements((*spoken_of, *bundle.statements), named)
    known = {component.name for component in components}
    components += [_stated(name) for name in sorted({*_sources(edges), *spoken} - known)]
    return Inventory(
        components=tuple(sorted(components, key=lambda c: c.name)),
        edges=tuple(sorted(edges | set(bundle.edges))),
        evidence={
            **{name: tuple(items) for name, items in sorted(places.items())},
            **bundle.evidence,
        },
        statements=spoken,
    )


class _Names:
    """One spelling per component: the commonest, then the first in order."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.kinds: dict[str, ComponentKind] = {}
        for item in evidence:
            name = _raw_name(item)
            counts[name.lower()][name] += 1
            self.kinds[name.lower()] = _COMPONENT_KINDS[item.kind]
        self._spelling = {
            key: max(sorted(spellings), key=lambda s: spellings[s])
            for key, spellings in counts.items()
        }

    def of(self, item: Evidence) -> str:
        return self.spelled(_raw_name(item))

    def spelled(self, name: str) -> str:
        return self._spelling.get(name.lower(), name)


def _raw_name(item: Evidence) -> str:
    # A weight file that lies in the tree is that file; one that code merely names may be any.
    if item.kind is Kind.WEIGHT_FILE and item.way == "header":
        return weight_file_name(item.at.path)
    return component_name(item.kind, item.name, item.namespace)


def _component(name: str, named: _Names) -> Component:
    kind = named.kinds.get(name.lower(), ComponentKind.SERVICE)
    return Component(name, kind, title_of(name))


def _stated(name: str) -> Component:
    if name.startswith("project:"):
        return Component(name, ComponentKind.PROJECT, title_of(name))
    kind = ComponentKind.PACKAGE if name.startswith("pkg:pypi/") else ComponentKind.MODEL
    return Component(name, kind, title_of(name))


def _sources(edges: Iterable[Edge]) -> set[str]:
    return {edge.source for edge in edges}


def _statements(statements: Iterable[Statement], named: _Names) -> dict[str, tuple[Statement, ...]]:
    spoken: dict[str, list[Statement]] = defaultdict(list)
    for item in sorted(statements, key=lambda s: (s.about, s.at, s.claim, s.value)):
        if item.about_kind is None:
            name = PROJECT if item.about == "project" else item.about
        else:
            name = component_name(item.about_kind, item.about)
        spoken[named.spelled(name)].append(item)
    return {name: tuple(items) for name, items in sorted(spoken.items())}
