"""Renders a stored JSON result in any format, without scanning again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.model.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from scanner.model.scan import Scan

SIZE_LIMIT_BYTES = 256 * 1024 * 1024


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("result", metavar="RESULT.json", help="written by scan --format json")
    streams.add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Render and return 0: what the result says is not this command's exit code."""
    if arguments.format == "evidence" or any(i.startswith("evidence=") for i in arguments.output):
        raise ConfigError("--format evidence", "a stored result does not hold it", "scan again")
    streams.emit(stored(arguments.result), arguments)
    return exits.CLEAN


def stored(name: str) -> Scan:
    """Return the scan that the file records.

    Raises:
        ConfigError: there is no such file, or it is no result.

    """
    from scanner.report.stored import parse  # noqa: PLC0415 (--help does not need it)

    path = Path(name)
    if not path.is_file():
        raise ConfigError(name, "there is no such file")
    if path.stat().st_size > SIZE_LIMIT_BYTES:
        raise ConfigError(name, f"larger than {SIZE_LIMIT_BYTES} bytes")
    return parse(path.read_text("utf-8", "replace"), name)
