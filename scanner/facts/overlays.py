"""Overlay files: what a company knows of its own models and suppliers, checked into a repository.

    [[organisation]]
    id = "acme"
    title = "Acme GmbH"
    country = "DE"
    handles = ["acme-ai"]
    source = "commercial register, Berlin"
    checked = 2026-11-01

    [[model]]
    id = "acme-ai/support-7b"
    license = "LicenseRef-acme-internal"
    base = "Qwen/Qwen2.5-7B-Instruct"
    relation = "finetune"
    source = "model register, entry 12"
    checked = 2026-11-01

Every row needs a source and the day somebody checked it.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from scanner.facts.imported import Imported
from scanner.facts.stems import name_key
from scanner.facts.tables import checks
from scanner.facts.tables.models import RELATIONS
from scanner.facts.tables.read import BadTable, Entry, Row, text, texts

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KEYS = {
    "organisation": frozenset(
        {"id", "title", "country", "handles", "parent", "source", "checked", "notes"}
    ),
    "model": frozenset(
        {"id", "license", "base", "relation", "released", "source", "checked", "notes"}
    ),
}


#: Types of the cells that are no texts.
_TYPES: dict[str, tuple[type | tuple[type, ...], str]] = {
    "handles": (list, "a list of texts"),
    "checked": (date, "a day (2026-11-01, without quotes)"),
    "released": ((date, str), "a day"),
}


def overlay(path: Path) -> Imported:
    """Return the entries of an overlay file."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadTable(path.name, f"not TOML: {error}") from error
    for key in set(content) - set(_KEYS):
        raise BadTable(path.name, f"unknown table {key!r}; known are {', '.join(sorted(_KEYS))}")
    entries: dict[tuple[str, str], Entry] = {}
    days: list[str] = []
    for table, make in (("organisation", _organisation), ("model", _model)):
        rows = content.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise BadTable(path.name, f"{table} is not a list of tables: write [[{table}]]")
        for number, row in enumerate(rows, start=1):
            at = f"{path.name} {table} {number} [{row.get('id')}]"
            days.append(_check(row, table, at))
            for entry in make(row, at):
                if entries.setdefault((entry.space, entry.key), entry) is not entry:
                    raise BadTable(at, f"{entry.key!r} is given twice")
    if not entries:
        raise BadTable(path.name, "holds no [[organisation]] and no [[model]]")
    day = date.fromisoformat(max(days))
    return Imported(f"overlay-{path.stem}", path.name, day, len(days), tuple(entries.values()))


def _check(row: Row, table: str, at: str) -> str:
    """Refuse a row with an unknown key or a cell of another type; return the day of the row."""
    for key, value in row.items():
        checks.need(ok=key in _KEYS[table], at=at, problem=f"unknown key {key!r}")
        kind, name = _TYPES.get(key, (str, "a text"))
        checks.need(ok=isinstance(value, kind), at=at, problem=f"{key} is not {name}")
        cells = value if isinstance(value, list) else [value]
        for cell in cells if kind in {str, list} else []:
            well = isinstance(cell, str) and (not cell or checks.is_text(cell))
            checks.need(ok=well, at=at, problem=f"{key} holds {cell!r}")
    for key in ("id", "source"):
        checks.need(ok=bool(text(row, key)), at=at, problem=f"{key} is missing")
    checked = row.get("checked")
    if not isinstance(checked, date):
        raise BadTable(at, "checked is missing: the day somebody checked the row")
    return checked.isoformat()[:10]


def _organisation(row: Row, at: str) -> Iterator[Entry]:
    identifier = text(row, "id")
    country = text(row, "country")
    established = checks.countries([country] if country else [], at, "country")
    value: Row = {
        "id": identifier,
        "title": text(row, "title") or identifier,
        "country": country or None,
        "established": established,
        "control_status": "unknown",
        "parents": [text(row, "parent")] if text(row, "parent") else [],
        "handles": texts(row, "handles"),
        "table": "overlay",
        "source": text(row, "source"),
        "as_of": str(row["checked"])[:10],
        "basis": "primary-text",
    }
    yield Entry("org", identifier, {key: cell for key, cell in value.items() if cell})
    yield Entry("org-name", name_key(str(value["title"])), identifier)
    for handle in texts(row, "handles"):
        yield Entry("handle", handle.lower(), identifier)


def _model(row: Row, at: str) -> Iterator[Entry]:
    identifier = text(row, "id")
    checks.need(ok=identifier.count("/") == 1, at=at, problem="id is not account/name")
    base, relation = text(row, "base"), text(row, "relation") or "derived"
    checks.need(ok=relation in RELATIONS, at=at, problem=f"unknown relation {relation!r}")
    license_name = text(row, "license")
    yield Entry(
        "model:hf",
        identifier.lower(),
        [
            identifier,
            [[license_name, ["import"]]] if license_name else [],
            [[RELATIONS[relation], base, "import"]] if base else [],
            ["import"],
            "",
            "",
            "",
            0,
            checks.day_in(str(row.get("released", ""))) or 0,
        ],
    )
