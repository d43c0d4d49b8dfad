"""What a file that was imported holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scanner.facts.tables import checks

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.facts.tables.read import Entry


class Imported(NamedTuple):
    """What a file holds: which table it renews, of which day, and its entries."""

    table: str
    source: str
    as_of: date | None
    rows: int
    entries: tuple[Entry, ...]
    lists: tuple[str, ...] = ()  # lists of restricted parties that the file replaces


def file_day(path: Path) -> date | None:
    """Return the day in the file's name (``csl-2026-11-12.json``): the file itself states none."""
    found = checks.day_in(path.stem.replace("_", "-"))
    return date.fromisoformat(found) if found else None
