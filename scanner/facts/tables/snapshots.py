"""The tables themselves: source, snapshot day, licence, rows, and when they are stale."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scanner.facts.tables import checks
from scanner.facts.tables.parties import LIST_IDS
from scanner.facts.tables.read import Entry, Row, records, toml_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Tables of rows in TOML: file -> name of the list of tables.
_TOML = {
    "organisations.toml": "org",
    "endpoints.toml": "endpoint",
    "accelerators.toml": "accelerator",
    "model_licences.toml": "licence",
}


def entries(folder: Path) -> Iterator[Entry]:
    """Yield a ``table`` entry per row of ``tables.csv``."""
    needed = ("table", "file", "source", "as_of", "license", "attribution")
    for record in records(folder / "tables.csv", needed=needed):
        limit = record["limit_days"]
        value: Row = {
            "source": record["source"],
            "as_of": checks.day(record["as_of"], record.at, "as_of"),
            "license": record["license"],
            "attribution": record["attribution"],
            "limit_days": int(limit) if limit else None,
            "rows": _count(folder / record["file"], record["lists"]),
        }
        lists = [LIST_IDS[name] for name in record["lists"].split(";") if name]
        if lists:
            value["lists"] = lists
        yield Entry("table", record["table"], value)


def _count(path: Path, lists: str) -> int:
    """Return the rows of a table; ``lists`` limits a list table to some of its lists."""
    if path.suffix == ".toml":
        return len(toml_rows(path, _TOML[path.name]))
    if path.suffix == ".json":
        return _count_json(path)
    if path.suffix == ".jsonl":
        with path.open("rb") as handle:
            return sum(1 for _ in handle)
    wanted = set(lists.split(";")) if lists else None
    return sum(1 for row in records(path) if wanted is None or row["list"] in wanted)


def _count_json(path: Path) -> int:
    """Return the entries of a JSON file: of its first list or table, else of itself."""
    content = json.loads(path.read_text("utf-8"))
    parts = content.values() if isinstance(content, dict) else ()
    return len(next((part for part in parts if isinstance(part, (list, dict))), content))
