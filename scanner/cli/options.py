"""Flags that several commands share, and what they mean for the configuration."""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.config import Settings


class Formatter(argparse.HelpFormatter):
    """Keeps the paragraphs of a module's docstring."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = textwrap.dedent(text.replace("``", "")).strip().split("\n\n")
        return "\n\n".join(textwrap.fill(each, width, initial_indent=indent) for each in paragraphs)


def add_configuration(parser: argparse.ArgumentParser) -> None:
    """Add the flags that choose and override the configuration."""
    group = parser.add_argument_group("configuration")
    group.add_argument("--config", metavar="FILE", help="read this file instead of searching")
    group.add_argument("--no-config", action="store_true", help="read no configuration file")
    group.add_argument(
        "--as-of",
        metavar="DATE",
        help="answer for this day (YYYY-MM-DD; default: today, UTC)",
    )
    group.add_argument(
        "--profile",
        action="append",
        metavar="NAME",
        help="policy profile, repeatable (see `flagstate policy list`)",
    )
    group.add_argument(
        "--context",
        action="append",
        default=[],
        metavar="KEY=A,B",
        help="declare a value of [context] for this run, repeatable",
    )


def add_exceptions(parser: argparse.ArgumentParser) -> None:
    """Add the flags that choose waivers and baseline."""
    group = parser.add_argument_group("exceptions")
    group.add_argument(
        "--waivers", metavar="FILE", help="default: flagstate-waivers.toml, searched"
    )
    group.add_argument("--no-waivers", action="store_true", help="apply no waiver file")
    group.add_argument(
        "--baseline", metavar="FILE", help="default: flagstate-baseline.json, searched"
    )
    group.add_argument("--no-baseline", action="store_true", help="hide nothing that is old")


def add_scan(parser: argparse.ArgumentParser) -> None:
    """Add the flags that say what is scanned and how."""
    group = parser.add_argument_group("what is scanned")
    group.add_argument(
        "--exclude", action="append", default=[], metavar="GLOB", help="leave these paths out"
    )
    group.add_argument(
        "--include", action="append", default=[], metavar="GLOB", help="scan only these paths"
    )
    group.add_argument(
        "--no-ignore", action="store_true", help="scan what .gitignore leaves out too"
    )
    group.add_argument(
        "--thorough",
        action="store_true",
        help="read every file, not only those with a trigger word",
    )
    group.add_argument("--online", action="store_true", help="allow look-ups over the network")
    group.add_argument("--cache-dir", metavar="DIR", help="folder of the cache")
    add_packages(parser)


def add_packages(parser: argparse.ArgumentParser) -> None:
    """Add the flags that say what more is read or asked about packages."""
    group = parser.add_argument_group("packages")
    group.add_argument(
        "--environment",
        metavar="PATH|active",
        help="take versions and licences of unlocked packages from this installed environment",
    )
    group.add_argument(
        "--wheels",
        action="append",
        default=[],
        metavar="DIR",
        help="read licences from the wheels and sdists of this folder, repeatable",
    )
    group.add_argument(
        "--pip-report", metavar="FILE", help="take versions from a report of pip install --dry-run"
    )
    group.add_argument(
        "--resolve",
        action="store_true",
        help="resolve unlocked packages with uv, builds off; from its cache unless --online",
    )
    group.add_argument(
        "--osv", metavar="PATH", help="an OSV zip, folder or JSON lines file of advisories"
    )
    group.add_argument(
        "--advisory-service",
        metavar="osv|pypi|URL",
        help="also ask this service of pip-audit, or an OSV server (needs --online)",
    )


def settings(arguments: argparse.Namespace, path: Path | None = None) -> Settings:
    """Return the settings for ``path`` with the flags of this run on top."""
    from scanner import config  # noqa: PLC0415 (only commands that scan need it)

    given = vars(arguments)
    flags: dict[str, object] = {
        name: given[name.replace("-", "_")]
        for name in (
            "config",
            "no-config",
            "as-of",
            "context",
            "fail-on",
            "min-confidence",
            "strict",
            "allow-empty",
            "waivers",
            "no-waivers",
            "baseline",
            "no-baseline",
            "exclude",
            "include",
            "no-ignore",
            "thorough",
            "online",
            "cache-dir",
            "environment",
            "wheels",
            "pip-report",
            "resolve",
            "osv",
            "advisory-service",
        )
        if name.replace("-", "_") in given
    }
    flags["profiles"] = given.get("profile")
    return config.load(path or Path(), flags)
