"""Inventory and facts to dossiers: all that is known about each component, tags and ancestors."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from scanner.model.dossier import Ancestor, Dossier, Tag
from scanner.model.evidence import Locked, Reference, Relation, Requirement
from scanner.model.fact import DerivedFrom, Developed, Licensed, Listed, Made, Published, Served

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scanner.model.evidence import Evidence, Gap
    from scanner.model.fact import Fact
    from scanner.model.inventory import Edge, Inventory

#: Steps and components of one lineage; published ones are a handful of steps long.
DISTANCE_LIMIT = 8
ANCESTORS_LIMIT = 64

#: Edges over which weights descend from other weights.
LINEAGE = frozenset(
    {
        Relation.BASE_MODEL,
        Relation.ADAPTER_OF,
        Relation.QUANTIZED_FROM,
        Relation.FINETUNED_FROM,
        Relation.MERGED_FROM,
        Relation.DISTILLED_FROM,
    }
)


def build(
    inventory: Inventory, facts: Iterable[Fact], gaps: Iterable[Gap] = ()
) -> tuple[Dossier, ...]:
    """Return one dossier per component, in the inventory's order, with the gaps of its files."""
    by_name: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_name[fact.about].append(fact)
    bases = _bases(inventory, by_name)
    edges_to = _edges_to(inventory)
    gaps_in: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        gaps_in[gap.at.path].append(gap)
    dossiers = []
    for component in inventory.components:
        name = component.name
        own = tuple(by_name.get(name, ()))
        evidence = tuple(inventory.evidence.get(name, ()))
        paths = {row.at.path for row in evidence}
        dossiers.append(
            Dossier(
                component=component,
                evidence=evidence,
                facts=own,
                tags=tuple(sorted(set(_tags(own)))),
                ancestors=_ancestors(name, bases),
                gaps=tuple(gap for path in sorted(paths) for gap in gaps_in.get(path, ())),
                scopes=_scopes(evidence, edges_to.get(name, ())),
                hosts=_hosts(evidence),
            )
        )
    return tuple(dossiers)


def _bases(
    inventory: Inventory, by_name: Mapping[str, list[Fact]]
) -> dict[str, tuple[tuple[str, str, bool, tuple[Fact, ...]], ...]]:
    """Return the direct bases of each component, from edges and from facts: sorted."""
    folded = {component.name.lower(): component.name for component in inventory.components}
    found: dict[str, dict[tuple[str, str], tuple[bool, list[Fact]]]] = defaultdict(dict)
    for name, facts in by_name.items():
        for fact in facts:
            if isinstance(fact.claim, DerivedFrom):
                base = folded.get(fact.claim.base.lower(), fact.claim.base)
                _add(found[name], (base, fact.claim.relation), fact.claim.inferred, fact)
    for edge in inventory.edges:
        if edge.relation in LINEAGE:
            _add(found[edge.source], (edge.target, edge.relation.value), edge.inferred, None)
    return {
        name: tuple(
            (base, relation, inferred, tuple(facts))
            for (base, relation), (inferred, facts) in sorted(rows.items())
            if base != name
        )
        for name, rows in found.items()
    }


def _add(
    rows: dict[tuple[str, str], tuple[bool, list[Fact]]],
    key: tuple[str, str],
    inferred: bool,  # noqa: FBT001 (a field of the edge, passed on)
    fact: Fact | None,
) -> None:
    """Merge one edge; a stated link beats one guessed from the name."""
    old, facts = rows.get(key, (True, []))
    rows[key] = (old and inferred, [*facts, fact] if fact is not None else facts)


def _ancestors(
    name: str, bases: Mapping[str, tuple[tuple[str, str, bool, tuple[Fact, ...]], ...]]
) -> tuple[Ancestor, ...]:
    """Return the components reached over lineage edges, nearest first; cycles end themselves."""
    seen: dict[str, Ancestor] = {}
    queue: deque[tuple[str, int, bool, tuple[Fact, ...]]] = deque([(name, 0, False, ())])
    while queue and len(seen) < ANCESTORS_LIMIT:
        current, distance, inferred, path = queue.popleft()
        if distance >= DISTANCE_LIMIT:
            continue
        for base, relation, guessed, facts in bases.get(current, ()):
            if base in seen or base == name:
                continue
            seen[base] = Ancestor(
                component=base,
                relation=relation,
                distance=distance + 1,
                inferred=inferred or guessed,
                facts=(*path, *facts),
            )
            queue.append((base, distance + 1, inferred or guessed, (*path, *facts)))
    return tuple(seen.values())


def _edges_to(inventory: Inventory) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in inventory.edges:
        found[edge.target].append(edge)
    return found


def _scopes(evidence: tuple[Evidence, ...], edges: Iterable[Edge]) -> tuple[str, ...]:
    scopes = {row.detail.scope for row in evidence if isinstance(row.detail, Requirement | Locked)}
    scopes |= {edge.scope for edge in edges if edge.relation not in LINEAGE}
    return tuple(sorted(scope for scope in scopes if scope))  # "": the lock does not tell


def _hosts(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    hosts = {row.detail.host for row in evidence if isinstance(row.detail, Reference)}
    return tuple(sorted(host for host in hosts if host))


def _tags(facts: Iterable[Fact]) -> Iterator[Tag]:
    """Derive the labels of one component; each names the fact it rests on."""
    for fact in facts:
        for family, values in _labels(fact):
            for value in values:
                if value:
                    yield Tag(fact.about, family, value, (fact.id,))


def _labels(fact: Fact) -> Iterator[tuple[str, tuple[str, ...]]]:
    match fact.claim:
        case Licensed(license_class=name):
            yield "license", (name,)
        case Published(country=country, controlled=controlled):
            yield "jurisdiction", (country or "",)
            yield "control", controlled
        case Developed(organisation=organisation, country=country):
            yield "developer", (organisation,)
            yield "origin", (country or "",)
        case Listed(list=name):
            yield "listing", (name,)
        case Served(processing=places, controlled=controlled):
            yield "residency", places
            yield "control", controlled
        case Made(hardware=hardware):
            yield "hardware", (hardware,)
        case _:
            return
