"""Read the text tables: CSV, TSV, JSON lines and TOML, with the place of every row."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: A row of a TOML table; values are whatever TOML holds.
Row = dict[str, object]


class Entry(NamedTuple):
    """One entry of the knowledge base: ``space`` and ``key`` find it, ``value`` becomes JSON."""

    space: str
    key: str
    value: object


class BadTable(ValueError):
    """A row breaks a rule of its table: ``at`` is ``file:line`` or ``file [id]``."""

    def __init__(self, at: str, problem: str) -> None:
        super().__init__(f"{at}: {problem}")
        self.at = at
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a CSV or TSV file, and where it stands."""

    at: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def records(path: Path, *, needed: tuple[str, ...] = ()) -> Iterator[Record]:
    """Yield the rows of a CSV or TSV file; ``needed`` columns may not be empty.

    Raises:
        BadTable: a row is longer or shorter than the header, a needed cell is empty, or the file
            is no text.

    """
    rows = _cells(path)
    _, header = next(rows, ("", []))
    if len(header) != len(set(header)):
        raise BadTable(f"{path.name}:1", "a column name occurs twice")
    for missing in set(needed) - set(header):
        raise BadTable(f"{path.name}:1", f"no column {missing!r}")
    for at, cells in rows:
        if len(cells) != len(header):
            raise BadTable(at, f"{len(cells)} cells, {len(header)} columns")
        record = Record(at, dict(zip(header, cells, strict=True)))
        for column in needed:
            if not record[column]:
                raise BadTable(at, f"{column} is empty")
        yield record


def _cells(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield ``(place, cells)`` of every row, the header first."""
    with path.open(newline="", encoding="utf-8-sig") as handle:
        reader = (
            csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
            if path.suffix == ".tsv"
            else csv.reader(handle)
        )
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError) as error:
                raise BadTable(f"{path.name}:{reader.line_num + 1}", f"{error}") from error
            yield f"{path.name}:{reader.line_num}", cells


def toml_rows(path: Path, table: str) -> list[Row]:
    """Return the rows of ``[[table]]``."""
    try:
        rows = tomllib.loads(path.read_text("utf-8"))[table]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise BadTable(path.name, f"no readable [[{table}]]: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadTable(path.name, f"[[{table}]] is not a list of tables")
    return rows


def json_lines(path: Path) -> Iterator[tuple[str, Row]]:
    """Yield ``(place, object)`` for every line of a JSON-lines file."""
    with path.open("rb") as handle:
        for number, line in enumerate(handle, start=1):
            at = f"{path.name}:{number}"
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except (ValueError, RecursionError) as error:
                raise BadTable(at, f"not JSON: {error}") from error
            if not isinstance(row, dict):
                raise BadTable(at, "not a JSON object")
            yield at, row


def text(row: Row, key: str, default: str = "") -> str:
    """Return a string cell of a TOML or JSON row."""
    value = row.get(key, default)
    return value if isinstance(value, str) else default


def texts(row: Row, key: str) -> list[str]:
    """Return a list-of-strings cell of a TOML or JSON row."""
    value = row.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def tables_of(row: Row, key: str) -> list[Row]:
    """Return a list-of-tables cell of a TOML row."""
    value = row.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
