"""Writes the attribution file: packages and models that are passed on, by licence, with texts.

Texts come from a ``.venv`` in the tree, from --environment and from the folders of --wheels. A text
that none of them holds is named as missing, and the licence's standard text follows where the extra
``license-texts`` is installed. Nothing is downloaded.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, add_scan, settings
from scanner.model.errors import ConfigError, NothingToScan
from scanner.model.purl import package_parts

if TYPE_CHECKING:
    import argparse

    from scanner.config import Settings
    from scanner.model.scan import Scan
    from scanner.report.notice import Standard, Text


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="default: here")
    parser.add_argument("--output", metavar="FILE", help="write to this file instead of stdout")
    parser.add_argument(
        "--target",
        metavar="PLATFORM-PYTHON",
        help="only what is there on this target, such as linux-3.11; default: all targets",
    )
    add_configuration(parser)
    add_scan(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the attribution file."""
    from scanner.cli.scan import scanned  # noqa: PLC0415 (--help does not need the stages)
    from scanner.report import notice  # noqa: PLC0415 (as above)

    path = Path(arguments.path)
    if not path.exists():
        raise ConfigError(arguments.path, "there is nothing at this path")
    chosen = settings(arguments, path)
    scan = scanned(path, chosen)
    if arguments.target:
        scan = on_target(scan, arguments.target)
    if not notice.shipped_packages(scan) and not chosen.allow_empty:
        raise NothingToScan("no package is passed on with the project")
    found = texts(scan, path, chosen)
    text = notice.render(scan, found, _standard(notice.wanted(scan, found)))
    if arguments.output:
        Path(arguments.output).write_text(text, encoding="utf-8")
    else:
        streams.out(text)
    return exits.CLEAN


def _standard(ids: frozenset[str]) -> Standard:
    """Return the standard texts for packages that bring none; else say how to get them."""
    from scanner.facts import spdx_texts  # noqa: PLC0415 (--help does not need the stages)
    from scanner.report.notice import Standard  # noqa: PLC0415 (as above)

    found = spdx_texts.standard(ids)
    if ids and not found.source:
        sys.stderr.write(
            "flagstate: some packages bring no licence text at hand; standard texts come with"
            " 'flagstate[license-texts]'\n"
        )
    return Standard(*found)


def on_target(scan: Scan, target: str) -> Scan:
    """Return the scan without the components that are not there on the target."""
    from scanner.inventory.targets import reached  # noqa: PLC0415 (only with --target)

    there = reached(scan.inventory, target)
    inventory = replace(
        scan.inventory,
        components=tuple(each for each in scan.inventory.components if each.name in there),
    )
    return replace(scan, inventory=inventory)


def texts(scan: Scan, path: Path, chosen: Settings) -> dict[str, tuple[Text, ...]]:
    """Return the licence texts at hand, by component name."""
    from scanner.facts import distributions, installed_metadata  # noqa: PLC0415 (as above)
    from scanner.report.notice import Text  # noqa: PLC0415 (as above)

    folders = (
        installed_metadata.chosen(chosen.environment, os.environ)
        if chosen.environment
        else distributions.environments(path)
    )
    found = [*distributions.installed(folders)]
    for folder in chosen.wheels:
        found += distributions.archives(folder)
    named = distributions.by_name(found)
    result: dict[str, tuple[Text, ...]] = {}
    for component in scan.inventory.components:
        parts = package_parts(component.name)
        for item in named.get(parts[1], ()) if parts and parts[0] == "pypi" else ():
            if component.version in {None, item.metadata.version} and component.name not in result:
                result[component.name] = tuple(
                    Text(f"{item.origin}/{name}", content) for name, content in item.texts.items()
                )
    return result
