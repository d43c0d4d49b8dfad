"""Official files of restricted parties: the Consolidated Screening List and the Entity List export.

Only organisations are read: people, vessels and aircraft are left out, and so are lists whose
rules the policies do not know. The day in a file is the day of publication, not of effect.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.facts.imported import Imported, file_day
from scanner.facts.tables import checks
from scanner.facts.tables.read import BadTable, Entry, Row, records

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Listing(NamedTuple):
    """One row of a list, in the words of the file."""

    at: str
    source: str
    name: str
    aliases: list[str]
    countries: list[str]
    start: str
    citation: str
    requirement: str
    kind: str


#: Sources of the Consolidated Screening List -> list ids; others are not restricted organisations.
_CSL_SOURCES = {
    "entity list": "us-entity-list",
    "military end user": "us-meu",
    "unverified list": "us-uvl",
    "specially designated nationals": "us-sdn",
    "sectoral sanctions": "us-ssi",
    "non-sdn chinese military-industrial": "us-ns-cmic",
    "non-sdn menu-based": "us-ns-mbs",
}


#: What an import of lists is called; the tables that hold them are renewed list by list.
LISTS = "lists"


def _csl_list(source: str) -> str | None:
    text = source.lower()
    return next((list_id for start, list_id in _CSL_SOURCES.items() if start in text), None)


def screening_json(path: Path) -> Imported:
    """Read the Consolidated Screening List as JSON: ``{"results": [...]}``."""
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        raise BadTable(path.name, f"not JSON: {error}") from error
    results = content.get("results") if isinstance(content, dict) else None
    if not isinstance(results, list):
        raise BadTable(path.name, "no list of results: not a Consolidated Screening List")
    total = content.get("total")
    if isinstance(total, int) and total != len(results):
        raise BadTable(path.name, f"states {total} parties and holds {len(results)}: a part of it")
    rows = []
    for number, item in enumerate(results):
        at = f"{path.name} results[{number}]"
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            raise BadTable(at, "has no name")
        aliases = item.get("alt_names")
        for key in ("alt_names", "addresses"):
            if not isinstance(item.get(key, []), list | None):
                raise BadTable(at, f"{key} is no list")
        rows.append(
            _party(
                Listing(
                    at=at,
                    source=str(item.get("source", "")),
                    name=str(item["name"]),
                    aliases=[str(name) for name in aliases] if isinstance(aliases, list) else [],
                    countries=_countries(item.get("addresses")),
                    start=str(item.get("start_date") or ""),
                    citation=str(item.get("federal_register_notice") or ""),
                    requirement=str(item.get("license_requirement") or ""),
                    kind=str(item.get("type") or ""),
                )
            )
        )
    return _imported(path, rows, "Consolidated Screening List (JSON)")


def screening_csv(path: Path) -> Imported:
    """Read the Consolidated Screening List as CSV."""
    rows = []
    for record in records(path, needed=("source", "name")):
        cells = {key.strip().lower(): cell for key, cell in record.cells.items()}
        rows.append(
            _party(
                Listing(
                    at=record.at,
                    source=cells["source"],
                    name=cells["name"],
                    aliases=_parts(cells.get("alt_names", "")),
                    countries=_codes(cells.get("addresses", "")),
                    start=cells.get("start_date", ""),
                    citation=cells.get("federal_register_notice", ""),
                    requirement=cells.get("license_requirement", ""),
                    kind=cells.get("type", ""),
                )
            )
        )
    return _imported(path, rows, "Consolidated Screening List (CSV)")


def entity_list(path: Path) -> Imported:
    """Read an export of the Entity List: one row per name, with its licence requirement."""
    rows = []
    for record in records(path):
        cells = {key.strip().lower(): cell for key, cell in record.cells.items()}
        if not cells.get("name"):
            raise BadTable(record.at, "has no name")
        rows.append(
            _party(
                Listing(
                    at=record.at,
                    source=cells.get("source list") or "Entity List",
                    name=cells["name"],
                    aliases=_parts(cells.get("alternate names", "") or cells.get("alias", "")),
                    countries=_codes(cells.get("country", "")),
                    start=cells.get("effective date", "") or cells.get("start date", ""),
                    citation=cells.get("federal register notice", "") or cells.get("citation", ""),
                    requirement=cells.get("license requirement", ""),
                    kind="entity",
                )
            )
        )
    return _imported(path, rows, "Entity List export (CSV)")


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


_CODE = re.compile(r"(?:^|[,;\s])([A-Z]{2})(?=$|;|,)")


def _codes(cell: str) -> list[str]:
    """Return the country codes of addresses ("..., Moscow, RU; ..."): the last word of each."""
    return sorted({found for part in cell.split(";") for found in _CODE.findall(part.strip())[-1:]})


_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})")


def _day(text: str, at: str) -> str | None:
    """Return a day written as ISO or the American way."""
    found = _AMERICAN.fullmatch(text.strip())
    if found:
        month, number, year = (int(part) for part in found.groups())
        century = 2000 if year < 100 else 0  # noqa: PLR2004 (a year of two digits)
        text = f"{year + century:04d}-{month:02d}-{number:02d}"
    return checks.day(text.strip()[:10], at, "day")


def _party(given: Listing) -> Row | None:
    list_id = _csl_list(given.source)
    if list_id is None or given.kind.lower() in {"individual", "vessel", "aircraft"}:
        return None  # people are never screened; other lists are not of parties we know rules for
    for name in (given.name, *given.aliases):
        if not checks.is_text(name):
            raise BadTable(given.at, f"no name: {name!r}")
    return {
        "list": list_id,
        "name": given.name,
        "aliases": given.aliases,
        "country": [code for code in given.countries if code in checks.COUNTRIES],
        "published": _day(given.start, given.at),
        "first_listed": None,
        "citation": given.citation,
        "requirement": given.requirement,
        "parent": "",
    }


def _countries(addresses: object) -> list[str]:
    places = addresses if isinstance(addresses, list) else []
    found = {place.get("country") for place in places if isinstance(place, dict)}
    return sorted(str(code) for code in found if code)


def _imported(path: Path, rows: Iterable[Row | None], source: str) -> Imported:
    kept = [row for row in rows if row is not None]
    if not kept:
        raise BadTable(path.name, "names no organisation of a known list")
    lists = tuple(sorted({str(row["list"]) for row in kept}))
    entries = tuple(
        Entry("import-party", f"{row['list']}/{number:06d}", list(row.values()))
        for number, row in enumerate(kept)
    )
    return Imported(LISTS, source, file_day(path), len(kept), entries, lists)
