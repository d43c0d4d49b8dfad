"""Says why a component is there: the paths from the project to it, and the places that name it.

NAME is what people write (``torch``, ``Qwen/Qwen2.5-7B``, ``api.openai.com``) or the full name of
the report (``pkg:pypi/torch@2.3.0``).
"""

from __future__ import annotations

import difflib
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, add_scan, settings
from scanner.cli.report import stored
from scanner.model.errors import ConfigError
from scanner.report.escape import visible

if TYPE_CHECKING:
    import argparse

    from scanner.model.component import Component
    from scanner.model.inventory import Edge
    from scanner.model.scan import Scan

_PATHS = 5
_PLACES = 20


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("name", metavar="NAME", help="a component")
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="default: here")
    parser.add_argument(
        "--target",
        metavar="PLATFORM-PYTHON",
        help="say whether it is there on this target, such as linux-3.11 or windows-3.12",
    )
    parser.add_argument("--result", metavar="RESULT.json", help="ask a stored result; do not scan")
    add_configuration(parser)
    add_scan(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print paths and places."""
    if arguments.result:
        scan = stored(arguments.result)
    else:
        from scanner.cli.scan import scanned  # noqa: PLC0415 (a stored result needs no stages)

        path = Path(arguments.path)
        if not path.exists():
            raise ConfigError(arguments.path, "there is nothing at this path")
        scan = scanned(path, settings(arguments, path))
    lines = []
    for each in found(scan, arguments.name):
        lines += about(scan, each)
        if arguments.target:
            from scanner.inventory.targets import reached  # noqa: PLC0415 (only with --target)

            there = each.name in reached(scan.inventory, arguments.target)
            state = "is reached" if there else "no path holds: it is not there"
            lines.append(f"  on {arguments.target}: {state}")
    streams.out("\n".join(visible(line, 2000) for line in lines) + "\n")
    return exits.CLEAN


def found(scan: Scan, name: str) -> tuple[Component, ...]:
    """Return the components of that name, in any case and with or without a version.

    Raises:
        ConfigError: there is none.

    """
    wanted = name.lower()
    matching = tuple(
        each
        for each in scan.inventory.components
        if wanted in {each.name.lower(), each.name.lower().partition("@")[0], each.title.lower()}
    )
    if matching:
        return matching
    titles = sorted({each.title for each in scan.inventory.components})
    close = difflib.get_close_matches(name[:200], titles, n=3, cutoff=0.4)
    hint = f"did you mean {', '.join(close)}?" if close else ""
    raise ConfigError(name, "is not in the inventory", visible(hint))


def about(scan: Scan, component: Component) -> list[str]:
    """Return the lines about one component."""
    lines = [f"{component.name} ({component.kind.value})"]
    paths = paths_to(scan, component.name)
    lines += [f"  path:  {' -> '.join(path)}" for path in paths[:_PATHS]]
    if len(paths) > _PATHS:
        lines.append(f"  and {len(paths) - _PATHS} more paths")
    places = scan.inventory.evidence.get(component.name, ())
    for place in places[:_PLACES]:
        how = f"{place.way}, {place.zone.value}, {place.relation.value}"
        lines.append(f"  place: {place.at.path}:{place.at.line}:{place.at.column} ({how})")
    if len(places) > _PLACES:
        lines.append(f"  and {len(places) - _PLACES} more places")
    if not places:
        lines.append("  no place names it: a fact about another component does")
    return lines


def paths_to(scan: Scan, name: str) -> list[tuple[str, ...]]:
    """Return a shortest path of titles for each component that leads to it directly."""
    titles = {each.name: each.title for each in scan.inventory.components}
    incoming: dict[str, list[Edge]] = {}
    for edge in scan.inventory.edges:
        incoming.setdefault(edge.target, []).append(edge)
    paths = []
    for edge in incoming.get(name, []):
        chain = _chain(edge.source, incoming, avoid=name)
        words = [titles.get(each, each) for each in (*chain, name)]
        condition = f", if {edge.marker}" if edge.marker else ""
        suffix = f" ({edge.relation.value}, {edge.scope}{condition})"
        paths.append((*words[:-1], words[-1] + suffix))
    return sorted(paths, key=lambda path: (len(path), path))


def _chain(start: str, incoming: dict[str, list[Edge]], *, avoid: str) -> tuple[str, ...]:
    """Return the shortest chain from a component that nothing leads to, down to ``start``."""
    queue: deque[tuple[str, ...]] = deque([(start,)])
    seen = {start, avoid}
    while queue:
        chain = queue.popleft()
        if not incoming.get(chain[0]):
            return chain
        above = [edge.source for edge in incoming[chain[0]] if edge.source not in seen]
        seen.update(above)
        queue.extend((source, *chain) for source in above)
    return (start,)
