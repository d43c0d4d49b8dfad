"""Says what this installation is: versions, git, matching engine, encoding, knowledge base.

Print it into a bug report. It names no path of this machine and sends nothing.
"""

from __future__ import annotations

import locale
import platform
import shutil
import subprocess
import sys
from importlib import metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.version import VERSION

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

_PACKAGES = (
    "hyperscan",
    "google-re2",
    "PyYAML",
    "rich",
    "packaging",
    "jinja2",
    "licenseclassifier",
)
_MODULES = {"google-re2": "re2", "PyYAML": "yaml"}


def add(_parser: argparse.ArgumentParser) -> None:
    """Add nothing: there are no flags."""


def run(_arguments: argparse.Namespace) -> int:
    """Print one line each; 4 when something that is needed is missing."""
    rows = list(_rows())
    width = max(len(name) for name, _, _ in rows)
    lines = [f"{'ok' if fine else '!!'}  {name:<{width}}  {said}\n" for name, said, fine in rows]
    streams.out("".join(lines))
    return exits.CLEAN if all(fine for _, _, fine in rows) else exits.INCOMPLETE


def _rows() -> Iterator[tuple[str, str, bool]]:
    yield "flagstate", VERSION, True
    yield "python", f"{platform.python_version()} on {platform.system()}", True
    yield "git", *_git()
    yield "output encoding", sys.stdout.encoding or "unknown", True
    yield "file encoding", locale.getpreferredencoding(do_setlocale=False), True
    for name in _PACKAGES:
        present = find_spec(_MODULES.get(name, name)) is not None
        optional = name in {"hyperscan", "google-re2"}
        version = metadata.version(name) if present else "not installed"
        yield name, version + (" (optional)" if optional else ""), present or optional
    yield from _knowledge()


def _git() -> tuple[str, bool]:
    git = shutil.which("git")
    if git is None:
        return "not on PATH: folders are walked without .gitignore's help from git", True
    done = subprocess.run([git, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 (git, by its full path)
    return done.stdout.strip().removeprefix("git version "), done.returncode == 0


def _knowledge() -> Iterator[tuple[str, str, bool]]:
    from scanner.facts import knowledge  # noqa: PLC0415 (opens the knowledge base)
    from scanner.model.errors import ConfigError  # noqa: PLC0415

    try:
        tables = knowledge.tables()
    except ConfigError as error:
        yield "knowledge base", f"{error.at}: {error.problem}; {error.hint}", False
        return
    except (OSError, ValueError) as error:
        yield "knowledge base", f"cannot be read: {type(error).__name__}", False
        return
    days = sorted(table.as_of for table in tables)
    rows = sum(table.rows for table in tables)
    yield "knowledge base", f"{rows} rows, {days[0]} to {days[-1]}" if days else "empty", bool(days)
