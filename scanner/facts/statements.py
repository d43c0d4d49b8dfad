"""What the scanned files themselves say of models, data sets and weight files, as facts.

What it reads: the statements of model cards, weight headers and configurations, and the lineage
that evidence states (an adapter's base). The source of each fact is the file and line. Statements
about Python packages are read by ``installed_metadata``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts import knowledge
from scanner.model.component import ComponentKind
from scanner.model.evidence import Relation
from scanner.model.fact import Basis, DerivedFrom, Fact, Observed, Provenance
from scanner.model.inventory import PROJECT
from scanner.model.plugin import FactSource
from scanner.model.purl import model_purl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.facts.knowledge import Knowledge
    from scanner.model.context import Context
    from scanner.model.evidence import Location, Statement
    from scanner.model.inventory import Inventory

_LINEAGE = frozenset(
    {
        Relation.BASE_MODEL,
        Relation.ADAPTER_OF,
        Relation.QUANTIZED_FROM,
        Relation.FINETUNED_FROM,
        Relation.MERGED_FROM,
        Relation.DISTILLED_FROM,
    }
)
_KINDS = frozenset({ComponentKind.MODEL, ComponentKind.DATASET})
#: Claims that name another component; everything else is a licence or an observation.
_BASES = frozenset({"base_model", "base_models"})


def gather(inventory: Inventory, context: Context) -> Iterator[Fact]:
    """Yield what files state about the models and data sets of the inventory."""
    known = knowledge.default()
    kinds = {component.name: component.kind for component in inventory.components}
    for about, statements in inventory.statements.items():
        if kinds.get(about) in _KINDS:
            for statement in statements:
                yield _stated(known, about, statement, context)
    yield from _lineage(inventory, context)


def _stated(known: Knowledge, about: str, statement: Statement, context: Context) -> Fact:
    provenance = _here(statement.at, context)
    if statement.claim == "license":
        from scanner.facts.license_facts import named_license  # noqa: PLC0415 (20 ms; a lock names no model)

        return Fact(about=about, claim=named_license(known, statement.value), provenance=provenance)
    if statement.claim in _BASES and statement.value.count("/") == 1:
        claim = DerivedFrom(
            base=model_purl(statement.value), relation=Relation.BASE_MODEL.value, inferred=False
        )
        return Fact(about=about, claim=claim, provenance=provenance)
    observed = Observed(key=statement.claim, value=statement.value)
    return Fact(about=about, claim=observed, provenance=provenance)


def _lineage(inventory: Inventory, context: Context) -> Iterator[Fact]:
    """Yield the lineage that evidence states between its subject and what it names."""
    for edge in inventory.edges:
        if edge.source == PROJECT or edge.relation not in _LINEAGE or edge.inferred:
            continue
        for place in inventory.evidence.get(edge.target, ()):
            if place.subject == edge.source and place.relation is edge.relation:
                claim = DerivedFrom(base=edge.target, relation=edge.relation.value, inferred=False)
                yield Fact(about=edge.source, claim=claim, provenance=_here(place.at, context))


def _here(at: Location, context: Context) -> Provenance:
    return Provenance(
        source="repository",
        reference=f"{at.path}:{at.line}",
        as_of=context.today,
        basis=Basis.DECLARED,
    )


SOURCE = FactSource(id="statements", online=False, gather=gather)
