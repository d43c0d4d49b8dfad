"""The embedded knowledge base: one read-only SQLite file, opened once, asked by exact key.

A wheel holds the file ready made. A checkout builds it on first use, into the user's cache folder,
under a name that changes with the tables. Imported tables (``flagstate data import``) lie over it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import sys
import weakref
import zlib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.scan import DataTable

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = Path(__file__).parent
_PACKAGED = _HERE / "facts.sqlite"
#: File names in the cache folder: built from the tables of a checkout; merged with imports.
_PREFIX = "facts-"
_MERGED = "merged-"
#: Files in the cache folder that were made before the newest one by this much are deleted.
KEPT_S = 24 * 3600
#: Bits of the filter that says which entries can exist: for 80,000 entries 2 % pass by chance.
SLOTS = 1 << 20


class Model(NamedTuple):
    """What the model table says of one name. Sources are places in ``Knowledge.sources``."""

    id: str
    licenses: tuple[tuple[str, tuple[int, ...]], ...] = ()  # (name on the card, sources)
    bases: tuple[tuple[str, str, int], ...] = ()  # (relation, base, source)
    sources: tuple[int, ...] = ()
    hub_id: str = ""
    publisher: str = ""
    access: str = ""
    compute: Mapping[str, object] | None = None
    released: str = ""
    params: int = 0
    architecture: str = ""
    version: str = ""


class Source(NamedTuple):
    """A public table that rows were taken from."""

    code: str
    title: str
    as_of: date | None
    license: str


def slots(space: int, key: str) -> tuple[int, int]:
    """Return the two bits that stand for an entry in the filter of SLOTS bits (a Bloom filter)."""
    number = zlib.crc32(key.encode("utf-8", "surrogatepass"), space)
    return number % SLOTS, (number >> 12) % SLOTS


class Knowledge:
    """Answers look-ups from one file."""

    def __init__(self, path: Path) -> None:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        weakref.finalize(self, self._connection.close)  # 3.13 warns of one left open
        self._spaces: dict[str, int] = dict(
            self._connection.execute("SELECT name, id FROM space").fetchall()
        )
        self._kept: dict[str, tuple[object, ...]] = {}
        self._present: bytes = b""

    def get(self, space: str, key: str) -> object:
        """Return the value of one entry; ``None`` when there is none."""
        number = self._spaces.get(space)
        if number is None or not self._may_hold(number, key):
            return None
        try:
            row = self._connection.execute(
                "SELECT value FROM entry WHERE space = ? AND key = ?", (number, key)
            ).fetchone()
        except UnicodeEncodeError:  # bytes of an argument that are no text: no key has them
            return None
        return None if row is None else json.loads(row[0])

    def _may_hold(self, space: int, key: str) -> bool:
        """Say whether an entry can exist: four of five look-ups of a name miss, and end here."""
        bits = self._present
        if not bits:
            bits = self._present = self._connection.execute("SELECT bits FROM present").fetchone()[
                0
            ]
        first, second = slots(space, key)
        return bool(bits[first >> 3] >> (first & 7) & bits[second >> 3] >> (second & 7) & 1)

    def row(self, space: str, key: str) -> Mapping[str, object]:
        """Return the table of one entry; an empty one when there is none."""
        found = self.get(space, key)
        return found if isinstance(found, dict) else {}

    def text(self, space: str, key: str) -> str | None:
        """Return the text of one entry."""
        found = self.get(space, key)
        return found if isinstance(found, str) else None

    def list(self, space: str, key: str) -> tuple[object, ...]:
        """Return the list of one entry; an empty one when there is none."""
        found = self.get(space, key)
        return tuple(found) if isinstance(found, list) else ()

    def whole(self, space: str) -> tuple[object, ...]:
        """Return a list that is kept under one key and read over and over, parsed once."""
        found = self._kept.get(space)
        if found is None:
            found = self._kept[space] = self.list(space, "")
        return found

    def model(self, space: str, name: str) -> Model | None:
        """Return the model called ``name`` (in any case) in a name space: hf, api, timm."""
        found = self.get(f"model:{space}", name.lower())
        return Model(*found) if isinstance(found, list) else None

    def entries(self, space: str) -> tuple[tuple[str, object], ...]:
        """Return all entries of a name space in key order."""
        rows = self._connection.execute(
            "SELECT key, value FROM entry WHERE space = ? ORDER BY key",
            (self._spaces.get(space, -1),),
        )
        return tuple((key, json.loads(value)) for key, value in rows)

    @property
    def spaces(self) -> tuple[str, ...]:
        """The name spaces, sorted."""
        return tuple(sorted(self._spaces))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the model table, in the order their numbers mean."""
        return _sources(self)

    @property
    def digest(self) -> str:
        """The digest of the tables, and of what was imported over them."""
        return str(self.get("meta", "digest"))


@lru_cache(maxsize=8)
def _sources(knowledge: Knowledge) -> tuple[Source, ...]:
    found = []
    for item in knowledge.whole("sources"):
        if isinstance(item, list):
            code, row = item
            found.append(Source(code, row["source"], day_of(row["as_of"]), row["license"]))
    return tuple(found)


def day_of(value: object) -> date | None:
    """Return the day written as ISO text; ``None`` for anything else."""
    return date.fromisoformat(value) if isinstance(value, str) and value else None


@lru_cache(maxsize=1)
def default() -> Knowledge:
    """Return the knowledge base of this installation, with what was imported into it."""
    return Knowledge(current_file(base_file(), import_folder(), cache_folder()))


def current_file(base: Path, imported: Path, folder: Path) -> Path:
    """Return the file in use: ``base``, or what it makes with the imports, made once."""
    files = sorted(imported.glob("*.json")) if imported.is_dir() else []
    if not files:
        return base
    state = hashlib.sha256(f"{base}\0{base.stat().st_mtime_ns}".encode())
    for path in files:
        status = path.stat()
        state.update(f"{path.name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    target = folder / f"{_MERGED}{state.hexdigest()[:24]}.sqlite"
    if not target.exists():
        from scanner.facts import updates  # noqa: PLC0415 (only a new import merges)

        updates.merged(base, imported, target)
        _forget(folder, _MERGED, keep=target)
    return target


def base_file() -> Path:
    """Return the built file; build it in the cache folder when this is a checkout."""
    if _PACKAGED.exists():
        return _PACKAGED
    return built_from(_HERE / "data", cache_folder())


def built_from(tables: Path, folder: Path) -> Path:
    """Return the file built from ``tables`` in ``folder``, building it when it is not there.

    The name follows the names, sizes and times of the tables: reading 8 MB to know that nothing
    has changed would cost every run more than all its look-ups.
    """
    state = hashlib.sha256()
    for source in (*sorted(tables.iterdir()), *sorted(_HERE.glob("tables/*.py"))):
        status = source.stat()
        state.update(f"{source.name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    state.update((_HERE / "build.py").read_bytes())
    target = folder / f"{_PREFIX}{state.hexdigest()[:24]}.sqlite"
    if not target.exists():
        from scanner.facts import build  # noqa: PLC0415 (only a checkout ever builds)

        build.build(target, tables)
        _forget(folder, _PREFIX, keep=target)
    return target


def _forget(folder: Path, prefix: str, *, keep: Path) -> None:
    """Delete what earlier tables left behind; another checkout may use what was made lately."""
    oldest = keep.stat().st_mtime - KEPT_S
    for old in folder.glob(f"{prefix}*.sqlite"):
        with contextlib.suppress(OSError):
            if old != keep and old.stat().st_mtime < oldest:
                old.unlink()


def cache_folder() -> Path:
    """Return the user's cache folder for this program."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or str(Path.home() / ".cache")
    return Path(base) / "flagstate"


def import_folder() -> Path:
    """Return the folder of imported tables: data of the user, which no clean-up may take."""
    if sys.platform == "win32":
        base = os.environ.get("APPDATA", "") or str(Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME", "") or str(Path.home() / ".local" / "share")
    return Path(base) / "flagstate" / "tables"


def tables(knowledge: Knowledge | None = None) -> tuple[DataTable, ...]:
    """Return the tables with their snapshot days, sorted by name."""
    source = knowledge or default()
    found = []
    for name, row in source.entries("table"):
        if not isinstance(row, dict):
            continue
        found.append(
            DataTable(
                table=name,
                source=str(row["source"]),
                as_of=date.fromisoformat(row["as_of"]),
                rows=int(row["rows"]),
                license=str(row["license"]),
                limit_days=row["limit_days"],
            )
        )
    return tuple(sorted(found))


def digest() -> str:
    """Return the digest of the knowledge in use."""
    return default().digest
