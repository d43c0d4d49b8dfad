"""Packages: what manifests ask for, joined with what lock files resolved, project by project.

A file belongs to the nearest project above it: a folder whose manifest states a name or that has a
lock of its own, or the root.
A constraint never becomes a version: only a lock entry or an exact ``==`` pin does. A lock answers
for the projects in its folder and below; where it holds a package, its versions are the versions.
What no requirement reaches hangs on its project by a ``locks`` edge, so that every package has a
path.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from scanner.inventory import locks
from scanner.inventory.projects import Projects
from scanner.model.component import Component, ComponentKind
from scanner.model.evidence import (
    Confidence,
    Evidence,
    Kind,
    Locked,
    Relation,
    Requirement,
    Statement,
    by_place,
)
from scanner.model.inventory import PROJECT, Edge
from scanner.model.purl import package_purl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Packages(NamedTuple):
    """Package components, their edges, the evidence for each by name, and what was noticed."""

    components: tuple[Component, ...]
    edges: tuple[Edge, ...]
    evidence: Mapping[str, tuple[Evidence, ...]]
    statements: tuple[Statement, ...] = ()


class _Asked(NamedTuple):
    """One requirement and the project it belongs to."""

    project: str
    evidence: Evidence
    detail: Requirement


def packages(evidence: Iterable[Evidence], statements: Iterable[Statement] = ()) -> Packages:
    """Return one component per version that a lock or pin states, else one without version.

    ``evidence`` may hold mentions and constraints; neither names a component.
    """
    rows = sorted((i for i in evidence if i.kind is Kind.DEPENDENCY), key=by_place)
    sure = [i for i in rows if i.confidence is not Confidence.LOW]
    locked = (i.at.path for i in sure if isinstance(i.detail, Locked) and i.way == "lock")
    projects = Projects(statements, locked)
    resolved = locks.Locks(rows)
    graph = _Graph(projects, resolved)
    for item in sure:
        if isinstance(item.detail, Locked):
            graph.lock(item, item.detail)
    for item in sure:
        if item.relation is not Relation.CONSTRAINS and not isinstance(item.detail, Locked):
            detail = item.detail if isinstance(item.detail, Requirement) else Requirement()
            graph.ask(_Asked(projects.of(item.at.path), item, detail))
    graph.join()
    return graph.packages()


class _Graph:
    """Collects components, edges and places."""

    def __init__(self, projects: Projects, resolved: locks.Locks) -> None:
        self.projects = projects
        self.locks = resolved
        self.components: dict[str, Component] = {}
        self.places: dict[str, list[Evidence]] = defaultdict(list)
        self.edges: set[Edge] = set()
        self.said: set[Statement] = set()
        self.asked: list[_Asked] = []

    def lock(self, item: Evidence, detail: Locked) -> None:
        if item.way == "installed" and self.projects.is_own(item.at.path, item.name):
            return  # what the project itself built
        name = self._component(detail.ecosystem, item.name, detail.version, _address(detail))
        self.places[name].append(item)

    def ask(self, asked: _Asked) -> None:
        """Join a requirement with the versions the project's locks hold, or its own pin."""
        self.asked.append(asked)
        detail, item = asked.detail, asked.evidence
        other = self.projects.local(asked.project, item, detail)
        if other is not None:
            if other != asked.project:
                self._edge(asked.project, other, item, detail)
            return
        key = (detail.ecosystem, item.name)
        held = self._held(item, detail, key)
        for version in held or (locks.pinned(detail),):
            address = self.locks.address(item.at.path, key, version) if held else detail.url
            name = self._component(detail.ecosystem, item.name, version, address)
            self.places[name].append(item)
            condition = self.locks.condition(item.at.path, key, version) if held else ""
            self._edge(asked.project, name, item, detail, condition)

    def _held(self, item: Evidence, detail: Requirement, key: tuple[str, str]) -> tuple[str, ...]:
        """Return the locked versions a requirement is resolved to; empty when no lock speaks of it.

        The lock of this very manifest answers in any case; where its versions do not meet what is
        asked, that is noted. Another file's requirement, and a command's, is joined with the lock
        only when the lock meets it. What a build asks for is resolved apart from any lock.
        """
        held = self.locks.versions(item.at.path, key)
        if not held or detail.scope == "build":
            return ()
        fitting = locks.meeting(detail, held)
        if fitting or not self.locks.governs(item.at.path, key):
            return fitting
        asks, has = f"{item.name} {detail.specifier}", ", ".join(held)
        text = f"the manifest asks for {asks}, the lock holds {has}"
        about = package_purl(item.name, held[0], detail.ecosystem)
        self.said.add(Statement(None, about, "lock_disagrees", text, item.at))
        return held

    def join(self) -> None:
        """Add the edges between locked packages, and hang what nothing reaches on its project."""
        self._self_extras()
        for path, lock in sorted(self.locks.by_path.items()):
            asked = [
                (each.evidence.name, each.detail.scope, each.detail.extras)
                for each in self.asked
                if self.locks.answers(path, each.evidence.at.path)
            ]
            lock.tell_scopes(asked)
            wanted = {(name, extra) for name, _, extras in asked for extra in extras}
            for source, target, scope, marker in lock.edges(wanted):
                edge = Edge(
                    source=self._named(source),
                    target=self._named(target),
                    relation=Relation.REQUIRES,
                    scope=scope,
                    marker=marker,
                )
                if edge.source != edge.target:
                    self.edges.add(edge)
        reached = {edge.target for edge in self.edges}
        for path, lock in sorted(self.locks.by_path.items()):
            project = self.projects.of(path)
            for item, detail in lock.rows:
                name = self._named((detail.ecosystem, item.name, detail.version or "", path))
                if name not in reached:
                    self.edges.add(
                        Edge(
                            source=project,
                            target=name,
                            relation=Relation.LOCKS,
                            scope=detail.scope,
                            marker=detail.marker or "",
                        )
                    )

    def _self_extras(self) -> None:
        """Give what ``project[extra]`` opens the scope that asks for it; loops end."""
        opened: dict[str, set[tuple[str, str]]] = defaultdict(set)  # project -> (extra, scope)
        for asked in self.asked:
            if self.projects.local(asked.project, asked.evidence, asked.detail) == asked.project:
                opened[asked.project] |= {(e, asked.detail.scope) for e in asked.detail.extras}
        for project, pairs in opened.items():
            for extra, scope in sorted(_closed(pairs)):
                self.edges |= {
                    Edge(
                        source=edge.source,
                        target=edge.target,
                        relation=edge.relation,
                        scope=scope,
                        marker=edge.marker,
                    )
                    for edge in self.edges
                    if edge.source == project and edge.scope == f"extra:{extra}"
                }

    def _named(self, key: locks.Key) -> str:
        ecosystem, name, version, path = key
        address = self.locks.address(path, (ecosystem, name), version or None)
        return package_purl(name, version or None, ecosystem, address=address)

    def _component(
        self, ecosystem: str, name: str, version: str | None, address: str | None
    ) -> str:
        purl = package_purl(name, version, ecosystem, address=address)
        self.components[purl] = Component(purl, ComponentKind.PACKAGE, name, version)
        return purl

    def _edge(
        self, source: str, target: str, item: Evidence, detail: Requirement, condition: str = ""
    ) -> None:
        self.edges.add(
            Edge(
                source=source,
                target=target,
                relation=item.relation,
                scope=detail.scope,
                marker=locks.joined(detail.marker or "", condition),
            )
        )

    def packages(self) -> Packages:
        named = {edge.source for edge in self.edges} | {edge.target for edge in self.edges}
        own = [
            Component(name, ComponentKind.PROJECT, self.projects.title(name))
            for name in sorted(named)
            if name.startswith("project:") and name != PROJECT
        ]
        return Packages(
            tuple(sorted([*self.components.values(), *own], key=lambda c: c.name)),
            tuple(sorted(self.edges)),
            {name: tuple(items) for name, items in sorted(self.places.items())},
            tuple(sorted(self.said, key=lambda s: (s.about, s.at, s.value))),
        )


def _address(detail: Locked) -> str | None:
    return detail.url if detail.source in {"vcs", "url"} else None


def _closed(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return (extra, scope) pairs with extras that extras open: ``all = ["own[a,b]"]``."""
    closed = set(pairs)
    waiting = list(pairs)
    while waiting:
        extra, scope = waiting.pop()
        for inner, outer in pairs:
            if outer == f"extra:{extra}" and (inner, scope) not in closed:
                closed.add((inner, scope))
                waiting.append((inner, scope))
    return closed
