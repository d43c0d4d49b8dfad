"""Says what could be used instead of a model: candidates for the same use, judged by your policy.

NAME is a model as people write it. The order is by what the policy finds, then by name; nothing is
said about quality, and the use is read from the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, settings
from scanner.model.errors import ConfigError
from scanner.report.escape import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from scanner.model.component import Component
    from scanner.model.context import Context
    from scanner.model.fact import Fact
    from scanner.model.inventory import Inventory
    from scanner.policy.alternatives import Alternative

# ruff: noqa: PLC0415 (--help does not need the policy)

_SHOWN = 12


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("name", metavar="NAME", help="the model to replace")
    add_configuration(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the candidates, those that fit first."""
    from scanner.policy import load
    from scanner.policy.alternatives import alternatives
    from scanner.policy.binding import assumed

    chosen = settings(arguments)
    policy = load.load(chosen.profiles, overlays=chosen.overlays, settings=chosen.policy)
    context = assumed(chosen.context, policy)
    found = alternatives(
        arguments.name, policy, context, lambda components: learned(components, context)
    )
    if not found:
        raise ConfigError(arguments.name, "no use of models is known for this name")
    rows = [row for item in found[:_SHOWN] for row in _rows(item)]
    head = f"for {found[0].use}, as of {context.today.isoformat()}, by what your policy finds:"
    streams.out("\n".join(visible(row, 2000) for row in (head, *rows)) + "\n")
    return exits.CLEAN


def learned(
    components: Sequence[Component], context: Context
) -> tuple[Inventory, tuple[Fact, ...]]:
    """Return the components with their lineage, and what the knowledge base says of them."""
    from scanner.facts import FACT_SOURCES
    from scanner.facts.run import gather
    from scanner.inventory.grow import ROUNDS, grow
    from scanner.model.evidence import Evidence, Kind, Location
    from scanner.model.inventory import Inventory

    place = Location("-")
    rows = {c.name: (Evidence(Kind.MODEL, c.title, place, "cli_arg"),) for c in components}
    inventory = asked = Inventory(components=tuple(components), evidence=rows)
    facts: tuple[Fact, ...] = ()
    for _ in range(ROUNDS):
        new, _gaps = gather(asked, context, sources=FACT_SOURCES, online=False)
        facts += new
        inventory, asked = grow(inventory, new)
        if not asked.components:
            break
    return inventory, facts


def _rows(item: Alternative) -> list[str]:
    cells = "  ".join(f"{market} {cell.value}" for market, cell in item.cells)
    rows = [f"{'fits ' if item.fits else 'asks '} {item.title}   {cells}"]
    rows += [
        f"        {finding.severity.value}[{finding.rule}] {finding.outcome.value}: "
        f"{finding.message}"
        for finding in item.findings
    ]
    return rows
