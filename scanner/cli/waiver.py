"""Manages waivers: findings accepted for a time, with a reason.

``waiver add RULE COMPONENT`` appends a block to ``flagstate-waivers.toml``. ``waiver list`` shows
what there is and when it ends. ``waiver check`` says what is wrong with the file. ``waiver prune``
names the waivers that have ended, and takes them out with ``--write``.
"""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, settings
from scanner.config.files import WAIVERS_NAME
from scanner.model.errors import ConfigError
from scanner.report.escape import cell, visible

if TYPE_CHECKING:
    import argparse

    from scanner.config import Settings
    from scanner.policy.exceptions import Exceptions, Waiver

# ruff: noqa: PLC0415 (--help does not need the policy)

_ID = re.compile(r'^id = "W-(\d{4})-(\d{3,})"', re.MULTILINE)
_DEFAULT_DAYS = 180


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("what", choices=("add", "list", "check", "prune"), help="what to do")
    parser.add_argument("rule", nargs="?", metavar="RULE", help="add: code or slug of the rule")
    parser.add_argument("component", nargs="?", metavar="COMPONENT", help="add: what it is about")
    parser.add_argument("--waivers", metavar="FILE", help=f"default: {WAIVERS_NAME}, searched")
    parser.add_argument("--reason", metavar="WORD", help="add: one of the words of the guide")
    parser.add_argument("--comment", metavar="TEXT", help="add: why, for the next reader")
    parser.add_argument("--license", metavar="SPDX", help="add: ends when the licence changes")
    parser.add_argument("--expires", metavar="DATE", help=f"add: default {_DEFAULT_DAYS} days")
    parser.add_argument("--approved-by", metavar="WHO", help="add: who decided")
    parser.add_argument("--expiring", metavar="DAYS", help="list: only those that end by then")
    parser.add_argument("--csv", action="store_true", help="list: as CSV")
    parser.add_argument("--write", action="store_true", help="prune: take them out")
    add_configuration(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do one of the four."""
    chosen = settings(arguments)
    if arguments.what == "add":
        return _add(arguments, chosen)
    found = loaded(chosen)
    if arguments.what == "check":
        counts = (len(found.waivers), len(found.curations), len(found.choices))
        said = "{} waivers, {} curations, {} choices".format(*counts)
        sys.stderr.write(f"flagstate: {said}: nothing wrong\n")
        return exits.CLEAN
    if arguments.what == "prune":
        return _prune(found, chosen, write=arguments.write)
    until = date.max
    if arguments.expiring:
        days = arguments.expiring.removesuffix("d")
        if not days.isdecimal():
            raise ConfigError("--expiring", f"{arguments.expiring!r} is no number of days")
        until = chosen.context.today + timedelta(days=min(int(days), 36_500))
    rows = [each for each in found.waivers if each.expires <= until]
    streams.out(_table(rows, chosen.context.today, csv=arguments.csv))
    return exits.CLEAN


def loaded(chosen: Settings) -> Exceptions:
    """Return the waivers, curations and choices that the settings name.

    Raises:
        ConfigError: anything in them is wrong.

    """
    from scanner.policy import exceptions
    from scanner.policy.load import load, profile_names

    tables = {
        kind: [(value.value, value.origin) for value in values if isinstance(value.value, dict)]
        for kind, values in chosen.exceptions.items()
    }
    # A waiver for a rule of another profile is no mistake.
    names = tuple(dict.fromkeys((*profile_names(), *chosen.profiles)))
    policy = load(names, overlays=chosen.overlays, settings=chosen.policy)
    return exceptions.load(chosen.waivers, policy, tables=tables)


def _table(rows: list[Waiver], today: date, *, csv: bool) -> str:
    head = ("id", "rules", "component", "license", "reason", "expires", "days left", "comment")
    lines = [head]
    for each in sorted(rows, key=lambda waiver: (waiver.expires, waiver.id)):
        left = (each.expires - today).days
        lines.append(
            (
                each.id,
                " ".join(each.rules),
                each.target.pattern,
                each.license,
                each.reason,
                each.expires.isoformat(),
                str(left) if left >= 0 else "ended",
                each.comment,
            )
        )
    if csv:
        quoted = [[cell(text).replace('"', '""') for text in line] for line in lines]
        return "".join(",".join(f'"{text}"' for text in line) + "\n" for line in quoted)
    widths = [max(len(visible(line[i])) for line in lines) for i in range(len(head))]
    padded = (
        "  ".join(f"{visible(text):<{width}}" for text, width in zip(line, widths, strict=True))
        for line in lines
    )
    return "".join(f"{line.rstrip()}\n" for line in padded)


def _add(arguments: argparse.Namespace, chosen: Settings) -> int:
    for name in ("rule", "component", "reason", "comment"):
        if not getattr(arguments, name):
            raise ConfigError("waiver add", f"needs {name}", "see `flagstate waiver --help`")
    path = chosen.waivers or Path(WAIVERS_NAME)
    before = path.read_text("utf-8") if path.exists() else "version = 1\n"
    today = chosen.context.today
    expires = arguments.expires or (today + timedelta(days=_DEFAULT_DAYS)).isoformat()
    numbers = [int(number) for year, number in _ID.findall(before) if int(year) == today.year]
    fields = {
        "id": f"W-{today.year}-{max(numbers, default=0) + 1:03}",
        "rules": [arguments.rule],
        _kind(arguments.component): arguments.component,
        "license": arguments.license,
        "reason": arguments.reason,
        "comment": arguments.comment,
        "approved-by": arguments.approved_by,
    }
    lines = [f"{key} = {_toml(value)}" for key, value in fields.items() if value]
    lines += [f"created = {today.isoformat()}", f"expires = {_day(expires)}"]
    block = "\n[[waiver]]\n" + "\n".join(lines) + "\n"
    path.write_text(before + block, encoding="utf-8")
    try:
        loaded(settings(arguments))
    except ConfigError:
        path.write_text(before, encoding="utf-8")  # a waiver that does not fit is not written
        if before == "version = 1\n":
            path.unlink()
        raise
    streams.out(block.lstrip("\n"))
    return exits.CLEAN


def _kind(component: str) -> str:
    if component.startswith("pkg:huggingface/") or "/" in component.removeprefix("pkg:"):
        return "package" if component.startswith(("pkg:pypi/", "pkg:conda/")) else "model"
    return "service" if component.startswith("service:") else "package"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ConfigError("--expires", f"{text!r} is no date", "write 2027-02-28") from error


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'


def _prune(found: Exceptions, chosen: Settings, *, write: bool) -> int:
    ended = [each for each in found.waivers if each.expires < chosen.context.today]
    for each in ended:
        streams.out(
            f"{visible(each.id)} ended on {each.expires.isoformat()} ({visible(each.at)})\n"
        )
    if write and ended and chosen.waivers:
        ids = {each.id for each in ended}
        text = chosen.waivers.read_text("utf-8")
        blocks = re.split(r"(?m)^(?=\[\[)", text)
        kept = [block for block in blocks if not _is_one_of(block, ids)]
        chosen.waivers.write_text("".join(kept), encoding="utf-8")
    sys.stderr.write(f"flagstate: {len(ended)} of {len(found.waivers)} waivers have ended\n")
    return exits.CLEAN


def _is_one_of(block: str, ids: set[str]) -> bool:
    matched = re.search(r"""(?m)^id\s*=\s*["']([^"']*)["']""", block)
    return block.startswith("[[waiver]]") and matched is not None and matched[1] in ids
