"""Shows, verifies and renews the offline knowledge base.

    status              the tables, their sources and days; which are older than their limit
    verify              whether the knowledge base in use is what was built and imported
    show NAME           every fact about a name, with source, day and basis, as JSON
    import FILE         take a fresh official file, or an overlay of your own (--as-of its day)
    diff FILE           what importing the file would add, change and remove
    update --online     ask the hub about the models that a scan of PATH names

Files: Consolidated Screening List (JSON, CSV), Entity List export (CSV), OSV PyPI zip, hub
metadata (JSON lines), Epoch's models (CSV), overlays (TOML). A broken file changes nothing and
says where it broke.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, add_scan, settings
from scanner.model.errors import ConfigError, SourceUnavailable
from scanner.report.escape import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from scanner.facts.updates import Change

# ruff: noqa: PLC0415 (--help opens no knowledge base)

T = TypeVar("T")

#: Names of a difference that are printed of each kind; the counts are always whole.
_SHOWN = 40


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("action", choices=sorted(_ACTIONS), metavar="ACTION", help="see above")
    parser.add_argument("what", nargs="?", default="", metavar="NAME|FILE|PATH")
    parser.add_argument(
        "--shrink",
        action="store_true",
        help="import: take a list that holds less than half of the parties known",
    )
    add_configuration(parser)
    add_scan(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do one action; 1 when ``verify`` finds a difference."""
    return _ACTIONS[arguments.action](arguments)


def _status(arguments: argparse.Namespace) -> int:
    from scanner.facts import knowledge, updates

    today = settings(arguments).context.today
    rows: list[tuple[str, ...]] = [("table", "as of", "rows", "limit", "source")]
    for table in updates.status(today):
        limit = f"{table.limit_days} d" if table.limit_days is not None else "-"
        mark = f"{table.as_of.isoformat()}{' (stale)' if table.stale else ''}"
        rows.append((table.table, mark, str(table.rows), limit, table.source))
    _table(rows)
    streams.out(f"\ndigest {knowledge.digest()}\n")
    return exits.CLEAN


def _verify(arguments: argparse.Namespace) -> int:
    from scanner.facts import knowledge, updates

    del arguments
    problems = updates.verify()
    if problems:
        streams.out("".join(f"{problem}\n" for problem in problems))
        return exits.FINDINGS
    streams.out(f"the knowledge base is what was built: {knowledge.digest()}\n")
    return exits.CLEAN


def _show(arguments: argparse.Namespace) -> int:
    from scanner.facts.explain import explain

    if not arguments.what:
        raise ConfigError("data show", "names nothing", "flagstate data show NAME")
    found = explain(arguments.what, as_of=settings(arguments).context.today)
    streams.out(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    return exits.CLEAN if found["status"] != "unknown" else exits.NOTHING


def _import(arguments: argparse.Namespace) -> int:
    from scanner.facts import updates

    today = settings(arguments).context.today
    day = today if arguments.as_of else None
    path = _file(arguments.what)
    found = _read(
        lambda: updates.import_file(path, as_of=day, today=today, shrink=arguments.shrink)
    )
    lists = f" ({', '.join(found.lists)})" if found.lists else ""
    streams.out(
        f"imported {found.rows} rows of {found.source}{lists}, as of {found.as_of}, "
        f"into table {found.table!r}\n"
    )
    return exits.CLEAN


def _diff(arguments: argparse.Namespace) -> int:
    from scanner.facts import updates

    path = _file(arguments.what)
    change: Change = _read(lambda: updates.diff(path))
    streams.out(f"table {change.table!r}\n")
    for word, names in (
        ("added", change.added),
        ("changed", change.changed),
        ("removed", change.removed),
    ):
        streams.out(f"{word}: {len(names)}\n")
        streams.out("".join(f"  {visible(name, 200)}\n" for name in names[:_SHOWN]))
        if len(names) > _SHOWN:
            streams.out(f"  and {len(names) - _SHOWN} more\n")
    return exits.CLEAN


def _update(arguments: argparse.Namespace) -> int:
    from scanner.cli.scan import scanned
    from scanner.facts import knowledge, model_hub, updates

    if not arguments.online:
        raise ConfigError("data update", "reaches out to the hub", "say so with --online")
    path = Path(arguments.what or ".")
    chosen = settings(arguments, path)
    names = _hub_ids(component.name for component in scanned(path, chosen).inventory.components)
    if not names:
        streams.out("the scan names no model of the hub\n")
        return exits.CLEAN
    try:
        answers = model_hub.ask(names, today=chosen.context.today)
    except SourceUnavailable as error:
        raise ConfigError("data update", str(error), "nothing was changed") from error
    updates.store_answers(answers.found, knowledge.import_folder())
    streams.out(f"asked about {len(names)} models, {answers.found.rows} answered\n")
    streams.out("".join(f"  {visible(name, 200)}: {why}\n" for name, why in answers.failed))
    return exits.CLEAN


def _hub_ids(names: Iterable[str]) -> list[str]:
    from scanner.model.purl import title_of

    return sorted(title_of(name) for name in names if name.startswith("pkg:huggingface/"))


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "status": _status,
    "verify": _verify,
    "show": _show,
    "import": _import,
    "diff": _diff,
    "update": _update,
}


def _file(text: str) -> Path:
    path = Path(text)
    if not text or not path.is_file():
        raise ConfigError(text or "data", "is no file", "flagstate data import FILE")
    return path


def _read(work: Callable[[], T]) -> T:
    """Do what reads a file; what is wrong with the file is the user's to mend."""
    from scanner.facts.tables.read import BadTable

    try:
        return work()
    except BadTable as error:
        raise ConfigError(error.at, error.problem, "nothing was changed") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("data", f"cannot be read: {error}", "nothing was changed") from error


def _table(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [text.ljust(width) for text, width in zip(row, widths, strict=False)]
        streams.out("  ".join((*cells, row[-1])).rstrip() + "\n")
