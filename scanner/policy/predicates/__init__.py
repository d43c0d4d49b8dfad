"""The closed vocabulary of conditions: one module per family, one ``Predicate`` per word."""

from __future__ import annotations

from scanner.policy.predicates import (
    compatibility,
    compute,
    license,  # noqa: A004 (a module of ours, never called)
    lineage,
    party,
    platform,
    project,
    scan,
    service,
    terms,
    version,
)

PREDICATES = (
    *license.PREDICATES,
    *compatibility.PREDICATES,
    *terms.PREDICATES,
    *lineage.PREDICATES,
    *party.PREDICATES,
    *service.PREDICATES,
    *compute.PREDICATES,
    *platform.PREDICATES,
    *version.PREDICATES,
    *project.PREDICATES,
    *scan.PREDICATES,
)
#: Word of the vocabulary -> what it means.
BY_NAME = {predicate.name: predicate for predicate in PREDICATES}
