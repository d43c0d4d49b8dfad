"""Lay imported files over the built knowledge base and write the result as one file."""

from __future__ import annotations

import hashlib
import json
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
    for imported in imports:
        number = _source(everything, imported)
        _replace_lists(everything, imported)
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


def _describe(everything: Entries, imported: Imported) -> None:
    """Renew the snapshot day of the table; a table of its own for what is new."""
    old = everything.get(("table", imported.table))
    row = dict(old) if isinstance(old, dict) else {"limit_days": None, "license": "of its source"}
    row |= {"source": imported.source, "rows": imported.rows}
    if imported.as_of is not None:
        row["as_of"] = imported.as_of.isoformat()
    row.setdefault("as_of", "2026-11-21")
    row.setdefault("attribution", imported.source)
    everything["table", imported.table] = row


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
