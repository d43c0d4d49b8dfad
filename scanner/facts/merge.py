"""Lay imported files over the built knowledge base and write the result as one file."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from scanner.facts.build import write
from scanner.facts.knowledge import Knowledge
from scanner.facts.tables import parties
from scanner.facts.tables.read import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scanner.facts.imported import Imported

#: All entries by (space, key).
Entries = dict[tuple[str, str], object]


def merge(base: Path, imports: Iterable[Imported], target: Path) -> None:
    """Write ``base`` with the imports over it, in order, to ``target``."""
    everything = dict(_entries(Knowledge(base)))
    digest = hashlib.sha256(str(everything["meta", "digest"]).encode())
    for given in imports:
        imported = _current(everything, given)
        if imported is None:
            continue
        number = _source(everything, imported)
        _replace_lists(everything, imported)
        if imported.table == "advisories":  # the file is the whole of them: what it lacks is gone
            for old in [old for old in everything if old[0] == "advisory"]:
                del everything[old]
        for entry in imported.entries:
            if entry.space != "import-party":
                everything[entry.space, entry.key] = _numbered(entry.value, number)
        _describe(everything, imported)
        digest.update(json.dumps(imported.entries, sort_keys=True, default=str).encode())
    everything["meta", "digest"] = digest.hexdigest()
    write(target, (Entry(space, key, value) for (space, key), value in everything.items()))


def _entries(knowledge: Knowledge) -> Iterator[tuple[tuple[str, str], object]]:
    for space in knowledge.spaces:
        for key, value in knowledge.entries(space):
            yield (space, key), value


def _source(everything: Entries, imported: Imported) -> int:
    """Add the file to the sources that models cite, and return its number."""
    sources = everything["sources", ""]
    known = list(sources) if isinstance(sources, list) else []
    day = imported.as_of.isoformat() if imported.as_of else None
    row = {"source": f"imported: {imported.source}", "as_of": day, "license": "of its source"}
    known.append([f"imported-{imported.table}", row])
    everything["sources", ""] = known
    return len(known) - 1


def _numbered(value: object, number: int) -> object:
    """Put the source's number where an entry says "import"."""
    if value == "import":
        return number
    if isinstance(value, list):
        return [_numbered(item, number) for item in value]
    return value


def _current(everything: Entries, imported: Imported) -> Imported | None:
    """Return what of the import is not older than the tables, which an upgrade may have renewed."""
    if imported.as_of is None:
        return imported
    day = imported.as_of.isoformat()
    days = {name: str(row["as_of"]) for name, row in _tables(everything)}
    if days.get(imported.table, "") > day:
        return None
    held = {one: days[name] for name, row in _tables(everything) for one in _lists(row)}
    lists = tuple(one for one in imported.lists if held.get(one, "") <= day)
    if lists == imported.lists:
        return imported
    entries = tuple(
        entry
        for entry in imported.entries
        if not isinstance(entry.value, list) or entry.value[0] in lists
    )
    return imported._replace(lists=lists, entries=entries, rows=len(entries)) if lists else None


def _tables(everything: Entries) -> Iterator[tuple[str, dict[str, object]]]:
    for (space, name), row in list(everything.items()):
        if space == "table" and isinstance(row, dict):
            yield name, row


def _lists(row: dict[str, object]) -> list[str]:
    value = row.get("lists")
    return [str(one) for one in value] if isinstance(value, list) else []


def _describe(everything: Entries, imported: Imported) -> None:
    """Renew the snapshot day of the table; a table of its own for what is new."""
    day = imported.as_of.isoformat() if imported.as_of is not None else ""
    if imported.lists:
        _describe_lists(everything, imported, day)
        return
    old = everything.get(("table", imported.table))
    row = dict(old) if isinstance(old, dict) else {"limit_days": None, "license": "of its source"}
    row |= {"source": imported.source, "rows": imported.rows}
    if day:
        row["as_of"] = day
    row.setdefault("attribution", imported.source)
    everything["table", imported.table] = row


def _describe_lists(everything: Entries, imported: Imported, day: str) -> None:
    """Renew the days of the lists; a table of several is of the day of its oldest."""
    rows = Counter(
        str(row[0])
        for (space, _), row in everything.items()
        if space == "party" and isinstance(row, list)
    )
    for name, old in _tables(everything):
        lists = _lists(old)
        renewed = sorted(set(lists) & set(imported.lists))
        if not renewed:
            continue
        before = old.get("days")
        days = dict.fromkeys(lists, str(old["as_of"]))
        days |= before if isinstance(before, dict) else {}
        days |= dict.fromkeys(renewed, day)
        fresh = {
            "days": days,
            "as_of": min(days.values()),
            "rows": sum(rows[one] for one in lists),
            "source": f"{old['source']}; {imported.source}: {', '.join(renewed)}",
        }
        everything["table", name] = old | fresh


def _replace_lists(everything: Entries, imported: Imported) -> None:
    """Replace the lists that the file holds as a whole, and index all names anew."""
    if not imported.lists:
        return
    texts = everything["party-texts", ""]
    known = [str(text) for text in texts] if isinstance(texts, list) else [""]
    places = {text: number for number, text in enumerate(known)}
    kept: list[list[object]] = []
    for place in sorted((key for space, key in everything if space == "party"), key=int):
        row = everything.pop(("party", place))
        if isinstance(row, list) and row[0] not in imported.lists:
            kept.append(row)
    for entry in imported.entries:
        if entry.space == "import-party" and isinstance(entry.value, list):
            row = list(entry.value)
            for cell in (parties.CELLS.index("citation"), parties.CELLS.index("requirement")):
                row[cell] = places.setdefault(str(row[cell]), len(places))
            kept.append(row)
    for old in [old for old in everything if old[0] == "party-word"]:
        del everything[old]
    index: dict[str, list[int]] = {}
    for number, row in enumerate(kept):
        everything["party", str(number)] = row
        aliases = row[2] if len(row) > 2 and isinstance(row[2], list) else []  # noqa: PLR2004
        for word in {word for name in (row[1], *aliases) for word in parties.words(str(name))}:
            if word not in parties.COMMON:
                index.setdefault(word, []).append(number)
    for word, rows in index.items():
        everything["party-word", word] = rows
    everything["party-texts", ""] = list(places)
