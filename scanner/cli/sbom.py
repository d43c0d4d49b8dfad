"""Prints the inventory as a bill of materials, without judging it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, add_scan, settings
from scanner.model.component import ComponentKind
from scanner.model.errors import ConfigError, NothingToScan

if TYPE_CHECKING:
    import argparse

_FORMATS = ("cyclonedx", "spdx")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="default: here")
    parser.add_argument(
        "--format", choices=_FORMATS, default="cyclonedx", help="default: cyclonedx"
    )
    parser.add_argument("--allow-empty", action="store_true", help="exit 0 with nothing to list")
    add_configuration(parser)
    add_scan(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the document."""
    from scanner.cli.scan import scanned  # noqa: PLC0415 (--help does not need the stages)
    from scanner.report import reporter  # noqa: PLC0415 (as above)

    path = Path(arguments.path)
    if not path.exists():
        raise ConfigError(arguments.path, "there is nothing at this path")
    chosen = settings(arguments, path)
    result = scanned(path, chosen)
    found = any(c.kind is not ComponentKind.PROJECT for c in result.inventory.components)
    if not found and not chosen.allow_empty:
        raise NothingToScan("no component was found")
    streams.out(reporter(arguments.format).render(result))
    return exits.CLEAN
