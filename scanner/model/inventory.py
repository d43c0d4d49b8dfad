"""The components, the edges between them, and the evidence for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.model.component import Component
    from scanner.model.evidence import Evidence, Relation, Statement

#: The name of the scanned project when its manifest gives none.
PROJECT = "project:."


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Edge:
    """``source`` stands in ``relation`` to ``target``; both are component names."""

    source: str
    target: str
    relation: Relation
    scope: str = "runtime"
    inferred: bool = False
    marker: str = ""  # PEP 508 marker under which it holds; "": always


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Sorted components and edges; ``evidence`` and ``statements`` by component name."""

    components: tuple[Component, ...] = ()
    edges: tuple[Edge, ...] = ()
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
