"""The tables themselves: source, snapshot day, licence, rows, and after how many days they are stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts.tables import checks
from scanner.facts.tables.read import BadTable, Entry, records, toml_rows

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
    """Yield one ``table`` entry per row of ``tables.csv``; every file of data has one, and no other."""
    described: set[str] = set()
    needed = ("table", "file", "source", "as_of", "license", "attribution")
    for record in records(folder / "tables.csv", needed=needed):
        described.add(record["file"])
        limit = record["limit_days"]
        value = {
            "source": record["source"],
            "as_of": checks.day(record["as_of"], record.at, "as_of"),
            "license": record["license"],
            "attribution": record["attribution"],
            "limit_days": int(limit) if limit else None,
            "rows": _count(folder / record["file"], record["lists"]),
        }
        yield Entry("table", record["table"], value)
    for path in sorted(folder.iterdir()):
        if path.name not in described and path.name not in {"tables.csv", "README.md"}:
            raise BadTable("tables.csv", f"{path.name} is not described")


def _count(path: Path, lists: str) -> int:
    """Return the rows of a table; ``lists`` limits a list table to some of its lists."""
    if path.suffix == ".toml":
        return len(toml_rows(path, _TOML[path.name]))
    if path.suffix == ".jsonl":
        with path.open("rb") as handle:
            return sum(1 for _ in handle)
    wanted = set(lists.split(";")) if lists else None
    return sum(1 for row in records(path) if wanted is None or row["list"] in wanted)
