"""Turn the text tables of ``data/`` into one SQLite file that answers look-ups.

Anyone can repeat the build: the same tables give the same entries in the same order. It refuses a
row without source or date, with an unknown id, a country that is not ISO 3166-1, or dates out of
order. Only the standard library is used: the build also runs inside ``pip install``.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.facts.knowledge import SLOTS, slots
from scanner.facts.stems import name_key
from scanner.facts.tables import (
    hardware,
    licences,
    models,
    names,
    organisations,
    packages,
    parties,
    services,
    snapshots,
)
from scanner.facts.tables.read import BadTable, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.facts.knowledge import Knowledge

#: The text tables, beside this file in a checkout. The wheel holds the built file instead.
TABLES = Path(__file__).parent / "data"

#: Changes when entries change shape: part of the name of the file built on first use.
FORMAT = 2

_READERS = (organisations, licences, models, names, services, hardware, packages, parties)
_CREATE = """
CREATE TABLE space (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE entry (
    space INTEGER, key TEXT, value TEXT NOT NULL, PRIMARY KEY (space, key)
) WITHOUT ROWID;
CREATE TABLE present (bits BLOB NOT NULL);
"""


def entries(folder: Path = TABLES) -> Iterator[Entry]:
    """Yield every entry of the knowledge base, read from the tables in ``folder``."""
    known: set[str] = set()
    for reader in _READERS:
        for entry in reader.entries(folder):
            if entry.space in {"org", "org-name"}:
                known.add(entry.key)
            for name in _organisations_of(entry):
                if name not in known and name_key(name) not in known:
                    raise BadTable(f"{entry.space} {entry.key}", f"no organisation {name!r}")
            yield entry
    yield from snapshots.entries(folder)
    yield Entry("meta", "digest", digest(folder))
    yield Entry("meta", "format", FORMAT)


def _organisations_of(entry: Entry) -> Iterator[str]:
    """Yield the organisations that an entry refers to; the table of organisations comes first."""
    value = entry.value
    if entry.space == "license-row" and isinstance(value, dict):
        yield str(value["publisher"])
    elif entry.space == "family" and isinstance(value, list):
        yield from (str(row["developer"]) for row in value)
    elif entry.space == "alias:vendor" and isinstance(value, list):
        yield str(value[0])


def content_digest(knowledge: Knowledge) -> str:
    """Return the digest of all entries of a built file but those about itself."""
    total = hashlib.sha256()
    for space in knowledge.spaces:
        if space != "meta":
            for key, value in knowledge.entries(space):
                total.update(f"{space}\0{key}\0{_json(value)}\n".encode())
    return total.hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(folder: Path = TABLES) -> str:
    """Return the digest of all tables' bytes: same digest, same knowledge."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def build(target: Path, folder: Path = TABLES) -> None:
    """Write the knowledge base to ``target``; a failure leaves what was there before.

    Raises:
        BadTable: a row breaks a rule; the message says where.

    """
    write(target, entries(folder))


def write(target: Path, rows: Iterable[Entry]) -> None:
    """Write entries to a new file beside ``target`` and move it into place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".part")
    os.close(handle)
    try:
        _fill(Path(name), rows)
        os.chmod(name, 0o644)  # noqa: PTH101 (mkstemp made it private; the wheel's file is public)
        os.replace(name, target)  # noqa: PTH105 (the atomic rename)
    except BaseException:
        os.unlink(name)  # noqa: PTH108
        raise


def _fill(path: Path, rows: Iterable[Entry]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        place = (row.space, row.key)
        if place == ("meta", "content"):
            continue  # of the file that a merge started from
        if place in seen:
            raise BadTable(row.space, f"{row.key!r} occurs twice")
        seen[place] = _json(row.value)
    content = hashlib.sha256()
    for (space, key), text in sorted(seen.items()):
        if space != "meta":
            content.update(f"{space}\0{key}\0{text}\n".encode())
    seen["meta", "content"] = _json(content.hexdigest())
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_CREATE)
        connection.execute("BEGIN")
        spaces = {name: number for number, name in enumerate(sorted({name for name, _ in seen}))}
        connection.executemany(
            "INSERT INTO space VALUES (?, ?)", [(number, name) for name, number in spaces.items()]
        )
        connection.executemany(
            "INSERT INTO entry VALUES (?, ?, ?)",
            ((spaces[space], key, value) for (space, key), value in sorted(seen.items())),
        )
        bits = bytearray(SLOTS // 8)
        for space, key in seen:
            for slot in slots(spaces[space], key):
                bits[slot >> 3] |= 1 << (slot & 7)
        connection.execute("INSERT INTO present VALUES (?)", (bytes(bits),))
        connection.execute("COMMIT")
    finally:
        connection.close()


if __name__ == "__main__":
    build(Path(sys.argv[1]))
