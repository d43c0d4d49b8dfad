"""Ask every fact source about an inventory: offline sources first, online ones only when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.errors import SourceUnavailable
from scanner.model.evidence import Gap, Location
from scanner.model.fact import Fact

if TYPE_CHECKING:
    from scanner.model.context import Context
    from scanner.model.inventory import Inventory
    from scanner.model.plugin import FactSource


def gather(
    inventory: Inventory,
    context: Context,
    *,
    sources: tuple[FactSource, ...],
    online: bool = False,
) -> tuple[tuple[Fact, ...], tuple[Gap, ...]]:
    """Return all facts and gaps, sorted. Facts are added, never replaced: sources may disagree."""
    facts: dict[Fact, None] = {}
    gaps: set[Gap] = set()
    for source in sorted(sources, key=lambda item: (item.online, item.id)):
        if source.online and not online:
            continue
        try:
            for found in source.gather(inventory, context):
                if isinstance(found, Fact):
                    facts[found] = None
                else:
                    gaps.add(found)
        except SourceUnavailable as problem:
            gaps.add(
                Gap(at=Location("."), reason=f"source {source.id!r}: {problem}", stage="facts")
            )
    return tuple(sorted(facts, key=lambda fact: (fact.about, fact.id))), tuple(sorted(gaps))
