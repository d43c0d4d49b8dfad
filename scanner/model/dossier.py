"""Everything known about one component."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.model.component import Component
    from scanner.model.evidence import Evidence, Gap
    from scanner.model.fact import Fact


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """A label derived from facts: ``license:permissive``, ``jurisdiction:CN``."""

    about: str
    #: license | jurisdiction | developer | listing | residency | control | origin | hardware
    family: str
    value: str
    facts: tuple[str, ...] = ()  # fact ids it rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Ancestor:
    """A component reached over lineage edges; ``inferred`` if any edge on the way is."""

    component: str
    relation: str
    distance: int
    inferred: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Evidence, facts, tags, ancestors and gaps of one component."""

    component: Component
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[Fact, ...] = ()
    tags: tuple[Tag, ...] = ()
    ancestors: tuple[Ancestor, ...] = ()
    gaps: tuple[Gap, ...] = ()
    scopes: tuple[str, ...] = ()  # dependency scopes it is used in
    hosts: tuple[str, ...] = ()  # service hosts it is reached through, from the same call
