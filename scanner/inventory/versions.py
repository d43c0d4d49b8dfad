"""Packages: what manifests ask for, joined with what lock files resolved.

A constraint never becomes a version: only a lock entry or an exact ``==`` pin does.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.component import Component, ComponentKind
from scanner.model.evidence import Evidence, Kind, Locked, Relation, Requirement
from scanner.model.inventory import PROJECT, Edge
from scanner.model.purl import normalise_package, package_purl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Packages(NamedTuple):
    """Package components, their edges, and the evidence for each by component name."""

    components: tuple[Component, ...]
    edges: tuple[Edge, ...]
    evidence: Mapping[str, tuple[Evidence, ...]]


_Key = tuple[str, str]  # (ecosystem, normalised name)


def packages(evidence: Iterable[Evidence]) -> Packages:
    """Return one component per version that a lock or pin states, else one without version."""
    by_key: dict[_Key, list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.kind is Kind.DEPENDENCY and item.relation is not Relation.CONSTRAINS:
            by_key[_key(item)].append(item)
    components: list[Component] = []
    found: dict[str, tuple[Evidence, ...]] = {}
    names: dict[_Key, list[str]] = {}
    for key, items in sorted(by_key.items()):
        ecosystem, name = key
        for version in _versions(items) or (None,):
            component = package_purl(name, version, ecosystem)
            components.append(Component(component, ComponentKind.PACKAGE, name, version))
            found[component] = tuple(item for item in items if _speaks_of(item, version))
            names.setdefault(key, []).append(component)
    return Packages(tuple(components), tuple(sorted(_edges(by_key, names))), found)


def _key(item: Evidence) -> _Key:
    detail = item.detail
    ecosystem = detail.ecosystem if isinstance(detail, Requirement | Locked) else "pypi"
    name = normalise_package(item.name) if ecosystem == "pypi" else item.name.lower()
    return ecosystem, name


def _versions(items: list[Evidence]) -> list[str]:
    locked = {d.version for i in items if isinstance(d := i.detail, Locked) and d.version}
    if locked:
        return sorted(locked)
    pinned = {v for i in items if isinstance(d := i.detail, Requirement) and (v := _pin(d))}
    asked = [i for i in items if isinstance(i.detail, Requirement)]
    if pinned and all(isinstance(i.detail, Requirement) and _pin(i.detail) for i in asked):
        return sorted(pinned)
    return []


def _pin(requirement: Requirement) -> str | None:
    """Return the version of an exact pin; a wildcard or a range is none."""
    text = (requirement.specifier or "").strip()
    if "," in text or not text.startswith("=="):
        return None
    version = text.lstrip("=").strip()
    return None if "*" in version or not version else version


def _speaks_of(item: Evidence, version: str | None) -> bool:
    detail = item.detail
    if isinstance(detail, Locked) and detail.version:
        return detail.version == version
    pin = _pin(detail) if isinstance(detail, Requirement) else None
    return pin is None or pin == version


def _edges(by_key: Mapping[_Key, list[Evidence]], names: Mapping[_Key, list[str]]) -> set[Edge]:
    edges: set[Edge] = set()
    for key, items in by_key.items():
        for item in items:
            detail = item.detail
            if isinstance(detail, Locked):
                source = package_purl(key[1], detail.version, key[0])
                for required in detail.requires:
                    for target in names.get((key[0], normalise_package(required)), ()):
                        edges.add(
                            Edge(
                                source=source,
                                target=target,
                                relation=Relation.REQUIRES,
                                scope=detail.scope,
                            )
                        )
            else:
                scope = detail.scope if isinstance(detail, Requirement) else "runtime"
                for target in names[key]:
                    edges.add(
                        Edge(source=PROJECT, target=target, relation=item.relation, scope=scope)
                    )
    return edges
