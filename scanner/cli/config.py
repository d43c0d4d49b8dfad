"""Shows, checks or describes the configuration.

``config show`` prints every key with its value, with ``--origin`` also where it comes from.
``config check`` reads configuration, policy, waivers and baseline and says what is wrong.
``config schema`` prints the JSON Schema that editors use.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, settings
from scanner.model.context import Declaration

if TYPE_CHECKING:
    import argparse

    from scanner.config import Settings


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("what", choices=("show", "check", "schema"), help="what to do")
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="default: here")
    parser.add_argument("--origin", action="store_true", help="show: where each value comes from")
    add_configuration(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do one of the three."""
    if arguments.what == "schema":
        from scanner.config.schema import schema  # noqa: PLC0415 (only here)

        streams.out(json.dumps(schema(), indent=2) + "\n")
        return exits.CLEAN
    chosen = settings(arguments, Path(arguments.path))
    if arguments.what == "show":
        lines = []
        for key, value in chosen.values.items():
            shown = json.dumps(_plain(value.value), default=str)
            lines.append(f"{key} = {shown}" + (f"  # {value.origin}" if arguments.origin else ""))
        streams.out("\n".join(lines) + "\n")
        return exits.CLEAN
    _check(chosen)
    read = ", ".join(chosen.files) or "no configuration file: all defaults"
    sys.stderr.write(f"flagstate: {read}: nothing wrong\n")
    return exits.CLEAN


def _check(chosen: Settings) -> None:
    """Read what the settings name: policy, waivers, baseline.

    Raises:
        ConfigError: anything in them is wrong.

    """
    from scanner.cli import waiver  # noqa: PLC0415 (only here)
    from scanner.policy import baseline, load  # noqa: PLC0415 (only here)

    load.load(chosen.profiles, overlays=chosen.overlays, settings=chosen.policy)
    waiver.loaded(chosen)
    if chosen.baseline:
        baseline.load(chosen.baseline)


def _plain(value: object) -> object:
    return _plain(value.value) if isinstance(value, Declaration) else value
