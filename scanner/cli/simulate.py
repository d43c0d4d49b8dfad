"""Answers "what if": judges one scan with and without a scenario and prints the difference.

SCENARIO is the name of a shipped scenario (``flagstate simulate --list``) or a TOML file: states of
regimes from a day on, new listings, another context, other severities.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, add_scan, settings
from scanner.model.errors import ConfigError
from scanner.report.escape import visible

if TYPE_CHECKING:
    import argparse

    from scanner.model.finding import Finding
    from scanner.policy.scenario import Scenario, Simulation

# ruff: noqa: PLC0415 (--help does not need the policy)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("scenario", nargs="?", metavar="SCENARIO", help="a name or a TOML file")
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="default: here")
    parser.add_argument("--list", action="store_true", help="name the shipped scenarios")
    add_configuration(parser)
    add_scan(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what a scenario changes."""
    from scanner.policy import dossiers, load, scenario
    from scanner.policy.binding import assumed

    if arguments.list or not arguments.scenario:
        policy = load.load()
        for name in scenario.names():
            streams.out(f"{name}: {scenario.load(name, policy).title}\n")
        return exits.CLEAN
    path = Path(arguments.path)
    if not path.exists():
        raise ConfigError(arguments.path, "there is nothing at this path")
    from scanner.cli.scan import scanned

    chosen = settings(arguments, path)
    policy = load.load(chosen.profiles, overlays=chosen.overlays, settings=chosen.policy)
    overlay = scenario.load(arguments.scenario, policy)
    scan = scanned(path, chosen)
    result = scenario.simulate(
        policy,
        dossiers.build(scan.inventory, scan.facts, scan.gaps),
        assumed(scan.inputs.context, policy),
        overlay,
        gaps=scan.gaps,
        tables=scan.data,
    )
    streams.out("\n".join(visible(line, 2000) for line in lines(overlay, result)) + "\n")
    return exits.CLEAN


def lines(overlay: Scenario, result: Simulation) -> list[str]:
    """Return the difference as text, one finding per line."""
    found = [f"what if: {overlay.title} ({overlay.reference})", ""]
    for mark, findings in (("+", result.appeared), ("-", result.gone)):
        found += [f"{mark} {_shown(finding)}" for finding in findings]
    found += [
        f"~ {_shown(new)} (was {old.outcome.value}, {old.severity.value})"
        for old, new in result.changed
    ]
    counts = (len(result.appeared), len(result.gone), len(result.changed))
    found += ["", "{} new, {} gone, {} changed; waivers are not applied".format(*counts)]
    return found


def _shown(finding: Finding) -> str:
    return f"{finding.severity.value}[{finding.rule}] {finding.outcome.value}: {finding.message}"
