"""Compares two stored results: findings, components, versions and licences that came or went."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.report import stored
from scanner.report.escape import visible
from scanner.report.view import gates, level

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from scanner.change.compare import Difference
    from scanner.model.finding import Finding


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("old", metavar="OLD.json", help="written by scan --format json")
    parser.add_argument("new", metavar="NEW.json", help="written by scan --format json")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the difference; 1 when a new finding is at or above the newer result's fail-on."""
    from scanner.change.compare import compare  # noqa: PLC0415 (--help does not need it)

    newer = stored(arguments.new)
    found = compare(stored(arguments.old), newer)
    if arguments.json:
        streams.out(json.dumps(_document(found), indent=2) + "\n")
    else:
        streams.out("\n".join(visible(line, 1000) for line in _lines(found)) + "\n")
    failing = any(gates(finding, newer.inputs.fail_on) for finding in found.new)
    return exits.FINDINGS if failing else exits.CLEAN


def _document(found: Difference) -> dict[str, object]:
    def rows(findings: tuple[Finding, ...]) -> list[dict[str, str]]:
        return [
            {
                "rule": finding.rule,
                "about": finding.about,
                "level": level(finding),
                "message": finding.message,
                "fingerprint": finding.fingerprint,
            }
            for finding in findings
        ]

    return {
        "new": rows(found.new),
        "gone": rows(found.gone),
        "known": len(found.known),
        "added": [component.name for component in found.added],
        "removed": [component.name for component in found.removed],
        "versions": [list(change) for change in found.versions],
        "licenses": [list(change) for change in found.licenses],
    }


def _lines(found: Difference) -> Iterator[str]:
    for finding in found.new:
        yield f"new  {level(finding)}[{finding.rule}] {finding.message}"
    for finding in found.gone:
        yield f"gone {level(finding)}[{finding.rule}] {finding.message}"
    yield from (f"+ {component.name}" for component in found.added)
    yield from (f"- {component.name}" for component in found.removed)
    for name, before, after in found.versions:
        yield f"~ {name}: {before or 'no version'} -> {after or 'no version'}"
    for name, before, after in found.licenses:
        yield f"~ {name}: licence {before} -> {after}"
    counts = f"{len(found.new)} new, {len(found.gone)} gone, {len(found.known)} known findings"
    yield f"{counts}; {len(found.added)} components added, {len(found.removed)} removed"
