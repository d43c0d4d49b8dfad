"""Facts may name further components (a base model): grow the inventory by them, within limits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.model.component import Component, ComponentKind
from scanner.model.evidence import Relation
from scanner.model.fact import DerivedFrom, Fact
from scanner.model.inventory import Edge, Inventory
from scanner.model.purl import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Rounds of asking; published lineages are at most a handful of steps long.
ROUNDS = 6
#: Components that facts may add in all; a hostile overlay cannot grow the inventory for ever.
GROWTH_LIMIT = 5_000


def grow(inventory: Inventory, facts: Iterable[Fact]) -> tuple[Inventory, Inventory]:
    """Return (the grown inventory, the part of it that is new and not yet asked about)."""
    known = {component.name for component in inventory.components}
    folded = {name.lower(): name for name in known}
    added: dict[str, Component] = {}
    edges: set[Edge] = set()
    for fact in facts:
        if not isinstance(fact.claim, DerivedFrom):
            continue
        base = folded.get(fact.claim.base.lower(), fact.claim.base)
        if base == fact.about:
            continue
        if base not in known and base not in added:
            if len(known) + len(added) >= GROWTH_LIMIT + len(inventory.evidence):
                continue
            added[base] = Component(base, ComponentKind.MODEL, title_of(base))
            folded[base.lower()] = base
        edges.add(
            Edge(
                source=fact.about,
                target=base,
                relation=Relation(fact.claim.relation),
                inferred=fact.claim.inferred,
            )
        )
    new = tuple(sorted(added.values(), key=lambda c: c.name))
    grown = replace(
        inventory,
        components=tuple(sorted((*inventory.components, *new), key=lambda c: c.name)),
        edges=tuple(sorted({*inventory.edges, *edges})),
    )
    return grown, Inventory(components=new)
