"""The embedded knowledge base as a fact source: what it says of every component, offline.

What it reads
    The tables of ``scanner/facts/data``: models, organisations, licences, services, packages,
    platforms.

Why
    A scan must say who published a model, under which terms, and what it is made from, without
    network.

Limits
    Its tables are snapshots; ``flagstate data status`` shows their days. What no table holds is
    unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts import knowledge, organisation_facts, package_facts, service_facts
from scanner.model.component import ComponentKind
from scanner.model.plugin import FactSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.facts.knowledge import Knowledge
    from scanner.model.context import Context
    from scanner.model.fact import Fact
    from scanner.model.inventory import Inventory


def _model(known: Knowledge, about: str) -> Iterator[Fact]:
    from scanner.facts import model_facts  # noqa: PLC0415 (15 ms; a lock names no model)

    yield from model_facts.facts(known, about)


def _dataset(known: Knowledge, about: str) -> Iterator[Fact]:
    handle, slash, _ = about.removeprefix("dataset:").partition("/")
    organisation = organisation_facts.owner(known, handle) if slash else {}
    if slash:
        yield organisation_facts.published(about, organisation, handle)
    if organisation:
        yield from organisation_facts.listings(known, about, organisation, "publisher")


_ABOUT: dict[ComponentKind, Callable[[Knowledge, str], Iterator[Fact]]] = {
    ComponentKind.MODEL: _model,
    ComponentKind.SERVICE: service_facts.facts,
    ComponentKind.PACKAGE: package_facts.facts,
    ComponentKind.DATASET: _dataset,
    ComponentKind.ACCELERATOR: package_facts.accelerator,
    ComponentKind.REGION: package_facts.cloud_region,
    ComponentKind.INSTANCE: package_facts.instance,
}


def gather(inventory: Inventory, context: Context) -> Iterator[Fact]:
    """Yield what the knowledge base says of each component of the inventory."""
    del context  # the tables hold every period; policy asks for the day
    known = knowledge.default()
    for component in inventory.components:
        about = _ABOUT.get(component.kind)
        if about is not None:
            yield from about(known, component.name)


SOURCE = FactSource(id="embedded", online=False, gather=gather)
