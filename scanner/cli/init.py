"""Writes a first ``flagstate.toml``, asking the few things that matter for what is found here.

It scans once, looks which undeclared values leave findings undecided, and asks for those, most
wanted first. With ``--yes`` it asks nothing and leaves them as comments. A configuration that is
there already is kept.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits
from scanner.cli.options import add_configuration, settings
from scanner.config import files
from scanner.config.files import accept
from scanner.config.keys import KEYS
from scanner.config.shapes import Wrong, from_text
from scanner.model.errors import ConfigError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from scanner.config import Settings
    from scanner.model.scan import Scan

#: Asked in any case: nearly every rule reads them.
_ALWAYS = ("markets", "distribution", "purpose")
_QUESTIONS = 8


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="default: here")
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    add_configuration(parser)


def run(arguments: argparse.Namespace) -> int:
    """Scan, ask, write the file."""
    from scanner.cli.scan import scanned  # noqa: PLC0415 (--help does not need the stages)

    root = Path(arguments.path)
    if not root.is_dir():
        raise ConfigError(arguments.path, "is no folder")
    existing = files.find(root, "")
    if existing:
        raise ConfigError(existing.name, "is there already", "edit it; see `flagstate config show`")
    chosen = settings(arguments, root)
    wanted = keys_for(scanned(root, chosen), chosen)
    asks = not arguments.yes and sys.stdin.isatty()
    answers = {key: answer for key in wanted if asks and (answer := _ask(key))}
    (root / files.NAMES[0]).write_text(text(wanted, answers), encoding="utf-8")
    sys.stderr.write(
        f"flagstate: wrote {files.NAMES[0]}; {len(answers)} values declared, "
        f"{len(wanted) - len(answers)} left as comments\n"
    )
    return exits.CLEAN


def keys_for(scan: Scan, chosen: Settings) -> tuple[str, ...]:
    """Return the context keys worth declaring, most wanted first."""
    counts = Counter(key for finding in scan.findings for key in finding.set_keys)
    wanted = [key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    declared = chosen.context.declared
    keys = dict.fromkeys((*_ALWAYS, *wanted))
    known = [key for key in keys if f"context.{key}" in KEYS and key not in declared]
    return tuple(known[:_QUESTIONS])


def text(wanted: Iterable[str], answers: dict[str, str]) -> str:
    """Return the file: what was answered as values, the rest as comments."""
    lines = ["version = 1", "", "[context]"]
    for key in wanted:
        spec = KEYS[f"context.{key}"]
        choices = f" One of {', '.join(spec.choices)}." if spec.choices else ""
        lines.append(f"# {spec.what}{choices}")
        value = answers.get(key)
        lines.append(f"{key} = {value}" if value else f"# {key} = {_example(key)}")
    lines += ["", "[license]", '# deny = ["AGPL-3.0-only", "AGPL-3.0-or-later"]', ""]
    return "\n".join(lines)


def _ask(key: str) -> str:
    """Return the answer as TOML; empty when there is none."""
    spec = KEYS[f"context.{key}"]
    choices = f" ({', '.join(spec.choices)})" if spec.choices else ""
    while True:
        sys.stderr.write(f"{key}: {spec.what}{choices}\n  empty for not known: ")
        sys.stderr.flush()
        said = sys.stdin.readline().strip()
        if not said:
            return ""
        try:
            value = from_text(spec.shape, said)
            accept(f"context.{key}", value, key)
        except (Wrong, ConfigError) as error:
            sys.stderr.write(f"  {error}\n")
        else:
            return _toml(value)


def _example(key: str) -> str:
    spec = KEYS[f"context.{key}"]
    word = spec.choices[0] if spec.choices else "..."
    examples = {"words": [word], "word": word, "bool": True, "count": 0}
    return _toml(examples[spec.shape.removeprefix("declared-")])


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{month}" = {number}' for month, number in value.items()) + " }"
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
