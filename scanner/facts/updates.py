"""Show, verify and renew the knowledge base: what ``flagstate data`` does.

An imported file is read in full, checked, and kept in the user's data folder; only then is it
used. A broken or half file changes nothing and says where it broke.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scanner.facts import imports, knowledge, merge
from scanner.facts.build import content_digest
from scanner.facts.imported import Imported
from scanner.facts.tables.read import BadTable, Entry
from scanner.model.errors import ConfigError

if TYPE_CHECKING:
    from scanner.facts.knowledge import Knowledge
    from scanner.model.scan import DataTable

_SUFFIX = ".json"
#: What an overlay may add to and not take over: organisations, their accounts and names.
_OWN = frozenset({"org", "handle", "org-name"})
#: A character that no file can hold as UTF-8.
_HALF = re.compile("[\ud800-\udfff]")
#: Cell of a model that holds nothing but sources.
_SOURCES_CELL = 3


def status(today: date, known: Knowledge | None = None) -> tuple[DataTable, ...]:
    """Return the tables with their snapshot days; ``stale`` when older than the table's limit."""
    return tuple(
        dataclasses.replace(
            row,
            stale=row.limit_days is not None and today - row.as_of > timedelta(days=row.limit_days),
        )
        for row in knowledge.tables(known)
    )


def verify(known: Knowledge | None = None) -> tuple[str, ...]:
    """Return what is wrong with the knowledge base in use; empty when its digest is right."""
    used = known or knowledge.default()
    problems = []
    if used.get("meta", "content") != content_digest(used):
        problems.append("the entries are not those that were built: digest differs")
    problems += [
        f"table {row.table!r} is from the future: {row.as_of}"
        for row in knowledge.tables(used)
        if row.as_of > date.max - timedelta(days=1)
    ]
    return tuple(problems)


class Change(NamedTuple):
    """What importing a file would change."""

    table: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def diff(path: Path, known: Knowledge | None = None) -> Change:
    """Return what importing ``path`` would add, change and remove, by name; nothing is written.

    Raises:
        BadTable: the file cannot be imported.

    """
    used = known or knowledge.default()
    found = imports.read(path)
    if found.lists:
        return _list_diff(used, found)
    added, changed = [], []
    for entry in found.entries:
        old = used.get(entry.space, entry.key)
        if old is None:
            added.append(entry.key)
        elif not _same(old, entry.value):
            changed.append(entry.key)
    return Change(found.table, tuple(sorted(added)), tuple(sorted(changed)), ())


def _same(old: object, new: object) -> bool:
    """Compare entries without their sources, which always differ."""
    first, second = (json.dumps(_unsourced(value), sort_keys=True) for value in (old, new))
    return first == second


def _unsourced(value: object) -> object:
    """Return a model's array without the places in the list of sources."""
    if not isinstance(value, list) or not value or not isinstance(value[0], str):
        return value
    cells = [cell for number, cell in enumerate(value) if number != _SOURCES_CELL]
    parts = [
        [part[:-1] for part in cell if isinstance(part, list)] if isinstance(cell, list) else cell
        for cell in cells
    ]
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _list_diff(used: Knowledge, found: Imported) -> Change:
    old = {
        f"{row[0]}: {row[1]}"
        for _, row in used.entries("party")
        if isinstance(row, list) and row[0] in found.lists
    }
    new = {
        f"{entry.value[0]}: {entry.value[1]}"
        for entry in found.entries
        if isinstance(entry.value, list)
    }
    return Change(found.table, tuple(sorted(new - old)), (), tuple(sorted(old - new)))


def import_file(
    path: Path,
    *,
    as_of: date | None = None,
    today: date | None = None,
    shrink: bool = False,
    folder: Path | None = None,
) -> Imported:
    """Import a file: check it, keep it, use it from the next run on.

    ``as_of`` is the day the file was published, when neither it nor its name says so; a day the
    file names itself may not lie after ``today``. ``shrink`` takes a list that lost more than half
    of its parties.

    Raises:
        BadTable: the file cannot be imported; nothing was changed.

    """
    found = imports.read(path)
    day = as_of or found.as_of
    if day is None:
        raise BadTable(path.name, "states no day: give --as-of, or name the file x-YYYY-MM-DD")
    if as_of is None and today is not None and day > today:
        raise BadTable(path.name, f"is of {day}, which lies after {today}")
    found = found._replace(as_of=day)
    target = folder or knowledge.import_folder()
    _fits(path.name, found, knowledge.Knowledge(knowledge.base_file()), shrink=shrink)
    store(found, target)
    return found


def _fits(name: str, found: Imported, base: Knowledge, *, shrink: bool) -> None:
    """Refuse what would take something away that the built tables know."""
    for entry in found.entries if found.table.startswith("overlay-") else ():
        built = base.get(entry.space, entry.key) if entry.space in _OWN else None
        if built not in (None, entry.value):
            raise BadTable(name, f"{entry.space} {entry.key!r} is one of the built tables")
    held = Counter(str(row[0]) for _, row in base.entries("party") if isinstance(row, list))
    fresh = Counter(str(entry.value[0]) for entry in found.entries if isinstance(entry.value, list))
    for table, row in base.entries("table"):
        if not isinstance(row, dict) or found.as_of is None:
            continue
        lists = set(found.lists) & set(row.get("lists", ()))
        if (lists or table == found.table) and found.as_of.isoformat() < str(row["as_of"]):
            raise BadTable(name, f"is of {found.as_of}: table {table!r} is of {row['as_of']}")
        for one in sorted(lists) if not shrink else ():
            if fresh[one] * 2 < held[one]:
                raise BadTable(
                    name,
                    f"holds {fresh[one]} parties of {one}, the built table {held[one]}: "
                    "a part of the list? --shrink takes it",
                )


def store(found: Imported, folder: Path) -> Path:
    """Keep an import in ``folder``, in place of an earlier one of the same table and lists."""
    target = folder / f"{'-'.join((found.table, *found.lists))}{_SUFFIX}"
    row = found._replace(as_of=found.as_of.isoformat() if found.as_of else None)._asdict()  # type: ignore[arg-type]  # JSON has no days
    content = json.dumps({"digest": _digest(row)} | row, ensure_ascii=False)
    if _HALF.search(content):
        raise BadTable(found.source, "holds half of a surrogate pair: not text")
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(content)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def store_answers(found: Imported, folder: Path) -> Path:
    """Keep what the hub answered, beside what it answered before about other models.

    A day has one file, so that every answer keeps its day and a later one overrides it.
    """
    table = f"{found.table}-{found.as_of}"
    earlier = folder / f"{table}{_SUFFIX}"
    held = {entry.key: entry for entry in _load(earlier).entries} if earlier.exists() else {}
    held |= {entry.key: entry for entry in found.entries}
    entries = tuple(held.values())
    return store(found._replace(table=table, rows=len(entries), entries=entries), folder)


def stored(folder: Path) -> tuple[Imported, ...]:
    """Return what was imported into ``folder``, by day: a later one overrides an earlier one."""
    found = [_load(path) for path in sorted(folder.glob(f"*{_SUFFIX}"))]
    return tuple(sorted(found, key=lambda imported: imported.as_of or date.min))


def _load(path: Path) -> Imported:
    """Return a kept import.

    Raises:
        ConfigError: the file is not what was kept.

    """
    row: dict[str, Any] = {}
    try:
        row = json.loads(path.read_text("utf-8"))
        whole = row.pop("digest") == _digest(row)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise ConfigError(
            str(path), "is not the import that was kept", "delete it and import again"
        )
    return Imported(
        table=row["table"],
        source=row["source"],
        as_of=knowledge.day_of(row["as_of"]),
        rows=row["rows"],
        entries=tuple(Entry(*entry) for entry in row["entries"]),
        lists=tuple(row["lists"]),
    )


def _digest(row: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()


def merged(base: Path, folder: Path, target: Path) -> None:
    """Write ``base`` with what was imported into ``folder`` to ``target``."""
    merge.merge(base, stored(folder), target)
