"""Manages the baseline: findings that were there when flagstate was adopted.

A baseline hides old findings; it accepts none. ``baseline create`` writes it from a scan.
``baseline update`` removes what is gone, and adds what is new only with ``--add``.
``baseline show`` counts what it holds. A finding whose severity rises or whose licence changes
is new again.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, add_scan, settings
from scanner.config.files import BASELINE_NAME
from scanner.model.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from scanner.policy.baseline import Baseline

# ruff: noqa: PLC0415 (--help does not need the stages)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("what", choices=("create", "update", "show"), help="what to do")
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="default: here")
    parser.add_argument("--file", metavar="FILE", help=f"default: {BASELINE_NAME} in PATH")
    parser.add_argument("--add", action="store_true", help="update: add what is new as well")
    add_configuration(parser)
    add_scan(parser)


def run(arguments: argparse.Namespace) -> int:
    """Create, update or show."""
    from scanner.policy import baseline

    root = Path(arguments.path)
    if not root.is_dir():
        raise ConfigError(arguments.path, "is no folder")
    file = Path(arguments.file) if arguments.file else root / BASELINE_NAME
    if arguments.what == "show":
        streams.out(_shown(_read(file)))
        return exits.CLEAN
    if arguments.what == "create" and file.exists():
        raise ConfigError(str(file), "is there already", "run `flagstate baseline update --add`")
    old = baseline.Baseline() if arguments.what == "create" else _read(file)
    chosen = settings(arguments, root)
    from scanner.cli.scan import scanned

    result = scanned(root, chosen)
    new = baseline.update(
        old,
        result.findings,
        chosen.context.today,
        add=arguments.add or arguments.what == "create",
        project=root.name if root.name not in {"", ".."} else ".",
    )
    file.write_text(baseline.dump(new), encoding="utf-8")
    streams.out(_shown(new))
    return exits.CLEAN


def _read(file: Path) -> Baseline:
    from scanner.policy import baseline

    if not file.is_file():
        raise ConfigError(str(file), "there is no such file", "run `flagstate baseline create`")
    return baseline.load(file)


def _shown(baseline: Baseline) -> str:
    counts = Counter(entry.severity for entry in baseline.entries)
    each = ", ".join(f"{counts[word]} {word}" for word in sorted(counts))
    oldest = min((entry.first_seen.isoformat() for entry in baseline.entries), default="")
    said = f" ({each}), oldest first seen {oldest}" if oldest else ""
    return f"{len(baseline.entries)} findings{said}\n"
