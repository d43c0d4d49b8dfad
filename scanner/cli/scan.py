"""Lists what a repository depends on, judges it against the policy, and reports.

PATH is a folder or a git work tree, or a folder in one: then only what is under it is scanned.
Nothing of what is scanned is ever run, and nothing is looked up over the network without
``--online``.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, add_exceptions, add_scan, settings
from scanner.config.keys import CONFIDENCES, LEVELS
from scanner.model.component import ComponentKind
from scanner.model.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from scanner.config import Settings
    from scanner.model.scan import Scan


# ruff: noqa: PLC0415 (--help does not need the stages)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="default: here")
    add_configuration(parser)
    add_scan(parser)
    add_exceptions(parser)
    streams.add_output(parser)
    group = parser.add_argument_group("what is new")
    group.add_argument(
        "--base", metavar="REF", help="list and fail on what is new since this revision only"
    )
    group.add_argument(
        "--staged", action="store_true", help="scan what is staged, against HEAD or --base"
    )
    group.add_argument(
        "--view",
        choices=("new", "all"),
        default="new",
        help="all: list what was known before as well; it does not fail (default: new)",
    )
    group = parser.add_argument_group("exit code")
    group.add_argument(
        "--fail-on",
        metavar="LEVELS",
        help=f"levels that fail, with commas: {', '.join(LEVELS)} (default: error)",
    )
    group.add_argument(
        "--min-confidence",
        choices=CONFIDENCES,
        metavar="LEVEL",
        help="neither list nor fail on what is less sure: low, medium, high (default: medium)",
    )
    group.add_argument("--strict", action="store_true", help="exit 4 on a gap or stale data")
    group.add_argument("--exit-zero", action="store_true", help="exit 0 in spite of findings")
    group.add_argument("--allow-empty", action="store_true", help="exit 0 with nothing to scan")


def run(arguments: argparse.Namespace) -> int:
    """Scan, report, and return the exit code."""
    path = Path(arguments.path)
    if not path.exists():
        raise ConfigError(arguments.path, "there is nothing at this path")
    streams.outputs(arguments)
    if arguments.base or arguments.staged:
        result, chosen = _since(path, arguments)
    else:
        chosen = settings(arguments, path)
        sys.stderr.write(_said_before(chosen))
        result = scanned(path, chosen)
    result = replace(result, inputs=replace(result.inputs, view=arguments.view))
    streams.emit(result, arguments)
    code = exit_code(result, chosen, exit_zero=arguments.exit_zero)
    sys.stderr.write(_said(code, result))
    return code


def _said_before(chosen: Settings) -> str:
    """Return what to say before the scan: that this policy, for this entity, may be an act."""
    if chosen.context.get("headquarters") is None and chosen.profiles == ("commercial",):
        return ""
    from scanner.policy import before, load

    policy = load.load(chosen.profiles, overlays=chosen.overlays, settings=chosen.policy)
    said = before.warnings(policy, chosen.context)
    return "".join(f"flagstate: before this is run: {text}\n" for text in said)


def _said(code: int, scan: Scan) -> str:
    """Return why the exit code is one that the report does not explain."""
    if code == exits.NOTHING:
        return "flagstate: nothing to scan: no dependency, model or service (see --allow-empty)\n"
    if code == exits.INCOMPLETE:
        stale = sum(table.stale for table in scan.data)
        return f"flagstate: incomplete: {len(scan.gaps)} gaps, {stale} tables too old (--strict)\n"
    if code == exits.BUG:
        return "flagstate: a detector failed: a bug in flagstate, see the gaps; please report it\n"
    return ""


def _since(path: Path, arguments: argparse.Namespace) -> tuple[Scan, Settings]:
    """Scan what the change adds, with the configuration of its base."""
    from scanner.change.base import configuration_of, scan_since, without_paths
    from scanner.repository.cache import ResultCache

    base = arguments.base or "HEAD"
    if base.startswith("-"):
        raise ConfigError(f"--base {base}", "is no revision")
    with configuration_of(path, base) as folder:
        chosen = without_paths(settings(arguments, folder))
        with ResultCache(chosen.cache_dir, thorough=chosen.thorough) as cache:
            result = scan_since(path, chosen, base, staged=arguments.staged, cache=cache)
    return result, chosen


def scanned(path: Path, chosen: Settings) -> Scan:
    """Run the pipeline."""
    from scanner import pipeline
    from scanner.repository.cache import ResultCache

    with ResultCache(chosen.cache_dir, thorough=chosen.thorough) as cache:
        return pipeline.scan(path, settings=chosen, cache=cache)


def exit_code(scan: Scan, chosen: Settings, *, exit_zero: bool = False) -> int:
    """Return the first exit code that applies, in the order of ``exits.MEANINGS``."""
    from scanner.report.view import View

    if any(gap.bug for gap in scan.gaps):
        return exits.BUG
    if chosen.strict and (scan.gaps or any(table.stale for table in scan.data)):
        return exits.INCOMPLETE
    if View(scan).failing and not exit_zero:
        return exits.FINDINGS
    found = any(c.kind is not ComponentKind.PROJECT for c in scan.inventory.components)
    if not found and not chosen.allow_empty:
        return exits.NOTHING
    return exits.CLEAN
