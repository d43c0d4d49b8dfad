"""Results by git blob id and path, in one SQLite file per version of the rules.

A row is used only while the file, and every further file it was read with, are the same. The file
is the user's own (mode 0600). A damaged one is deleted and made again; one that cannot be used is
no error, only slower.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
import zlib
from typing import TYPE_CHECKING

from scanner.repository.records import Malformed, Row, decode, encode
from scanner.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.model.file import File

_SCHEMA = (
    "create table if not exists results"
    " (blob_id text not null, path text not null, value text not null,"
    " primary key (blob_id, path)) without rowid"
)
_KEPT = "create table if not exists kept (key text primary key, content blob not null)"
_WAIT_S = 2.0
#: A cache of this size is read in one go.
_SMALL_BYTES = 16 * 1024 * 1024
#: Results of versions of the rules that were not used for this long are deleted.
_KEPT_S = 30 * 24 * 3600
_PREFIX, _SUFFIX = "results-", ".sqlite"


def cache_folder(given: str | os.PathLike[str] | None = None) -> str:
    """Return the folder for what can be made again: the given one, else the user's cache folder."""
    if given is not None:
        return os.fspath(given)
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "flagstate")


def rules_digest(*more: str) -> str:
    """Return a digest of what decides a result besides the file: version, Python, our own sources.

    Sources go in by name, size and time: hashing them would cost the hook more than its look-ups.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    lines = [f"{VERSION} {sys.version_info[:2]} {more}"]
    for stage in ("evidence", "model"):
        lines += sorted(_sources(os.path.join(package, stage)))
    text = "\n".join(lines).encode("utf-8", "surrogateescape")
    # Against accidents only, so no hashlib: it costs 3 ms to import.
    return f"{zlib.crc32(text):08x}{zlib.adler32(text):08x}{len(text):06x}"


def _sources(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _sources(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path[len(folder) :]} {status.st_size} {status.st_mtime_ns}\n"


class ResultCache:
    """What files said before."""

    def __init__(
        self, folder: str | os.PathLike[str] | None = None, *, thorough: bool = False
    ) -> None:
        self._folder = cache_folder(folder)
        self._path = os.path.join(
            self._folder, f"{_PREFIX}{rules_digest('thorough' if thorough else '')}{_SUFFIX}"
        )
        self._connection = self._open()
        self._changed = False
        self._all: dict[tuple[str, str], str] | None = None

    def get(self, file: File) -> tuple[Row, ...] | None:
        """Return the rows of a file that is still the same; ``None``: not known."""
        if file.blob_id is None:
            return None
        if self._all is None:
            self._all = self._read_all()
        value = self._all.get((file.blob_id, file.path)) if self._all else None
        if value is None and self._all:
            return None
        return self._valid(
            value if value is not None else self._value(file.blob_id, file.path),
            lambda path: _id_of(file, path),
        )

    def look_up(
        self, blob_id: str, path: str, id_of: Callable[[str], str | None]
    ) -> tuple[Row, ...] | None:
        """Return the rows known for a blob at a path, if the files they rest on are the same."""
        return self._valid(self._value(blob_id, path), id_of)

    def _value(self, blob_id: str, path: str) -> str | None:
        query = "select value from results where blob_id = ? and path = ?"
        found = self._do(query, blob_id, path)
        return str(found[0][0]) if found else None

    def _valid(
        self, value: str | None, id_of: Callable[[str], str | None]
    ) -> tuple[Row, ...] | None:
        """Return the rows of a value that can be read, if the files they rest on are the same."""
        if value is None:
            return None
        try:
            rows, opened = decode(value)
        except Malformed:
            return None
        same = all(id_of(path) == blob_id for path, blob_id in opened.items())
        return rows if same else None

    def _read_all(self) -> dict[tuple[str, str], str]:
        """Return all results of a small cache: one pass costs a fifth of as many look-ups."""
        size = self._do("select page_count * page_size from pragma_page_count, pragma_page_size")
        if not size or not isinstance(size[0][0], int) or size[0][0] > _SMALL_BYTES:
            return {}
        rows = self._do("select blob_id, path, value from results")
        return {(str(row[0]), str(row[1])): str(row[2]) for row in rows}

    def put(self, file: File, rows: tuple[Row, ...]) -> None:
        """Remember the rows of a file whose id is known; our own bugs are not remembered."""
        if file.blob_id is None or any(getattr(row, "bug", False) for row in rows):
            return
        opened = {path: _id_of(file, path) for path in _opened(file)}
        self._changed = True
        self._do(
            "insert or replace into results values (?, ?, ?)",
            file.blob_id,
            file.path,
            encode(rows, opened),
        )

    def kept(self, key: str) -> bytes | None:
        """Return what was kept under a key: a compiled table."""
        found = self._do("select content from kept where key = ?", key)
        return found[0][0] if found and isinstance(found[0][0], bytes) else None

    def keep(self, key: str, content: bytes) -> None:
        """Keep something that is dear to make."""
        self._changed = True
        self._do("insert or replace into kept values (?, ?)", key, content)

    def close(self) -> None:
        """Write what is new."""
        if self._connection is None:
            return
        try:
            self._connection.commit()
            self._connection.close()
            if self._changed:
                _tidy(self._folder, keep=self._path)
        except (sqlite3.Error, OSError):
            pass  # slower next time, nothing is lost
        self._connection = None

    def __enter__(self) -> ResultCache:  # noqa: PYI034 (typing.Self came with 3.11)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _do(self, statement: str, *values: str | bytes) -> list[tuple[object, ...]]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(statement, values).fetchall()
        except (sqlite3.Error, UnicodeError):
            self._give_up()
            return []

    def _give_up(self) -> None:
        """Go on without a cache; a damaged one is deleted, so that the next run makes a new one."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        damaged = False
        try:
            connection.rollback()
            checked = connection.execute("pragma quick_check(1)").fetchone()
            damaged = checked != ("ok",)
        except sqlite3.OperationalError:
            pass  # locked or full: another process is busy with it
        except sqlite3.DatabaseError:
            damaged = True
        connection.close()
        if damaged:
            _remove(self._path)

    def _open(self) -> sqlite3.Connection | None:
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            if not _our_own(self._folder):
                return None
            os.close(
                os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
            )
            if not _our_own(self._path):
                return None
        except OSError:
            return None
        for _ in range(2):  # once more after a damaged file was deleted
            try:
                return _connect(self._path)
            except sqlite3.OperationalError:  # noqa: PERF203 (twice at most)
                return None
            except sqlite3.DatabaseError:
                _remove(self._path)
        return None


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT_S)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = off")  # a lost row is read again
        connection.execute(_SCHEMA)
        connection.execute(_KEPT)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _opened(file: File) -> set[str]:
    """Return the paths a result rests on: what the file opened, what those opened, and so on."""
    paths: set[str] = set()
    waiting = [file]
    while waiting:
        for path in tuple(waiting.pop().opened):
            if path not in paths and path != file.path:
                paths.add(path)
                found = file.sibling(path)
                if found is not None:
                    waiting.append(found)
    return paths


def _id_of(file: File, path: str) -> str | None:
    from scanner.model.file import Unreadable  # noqa: PLC0415 (not on the hook's warm path)

    found = file.sibling(path)
    try:
        return None if found is None else found.identify()
    except Unreadable:
        return "unreadable"


def _our_own(path: str) -> bool:
    """Return whether only this user can have written a file or folder."""
    status = os.stat(path)
    user = getattr(os, "geteuid", None)
    return user is None or (status.st_uid == user() and not status.st_mode & 0o022)


def _remove(path: str) -> None:
    for name in (path, f"{path}-wal", f"{path}-shm"):
        try:
            os.unlink(name)
        except OSError:  # noqa: PERF203 (three names)
            continue


def _tidy(folder: str, *, keep: str) -> None:
    """Delete results of rules that are no longer used."""
    oldest = time.time() - _KEPT_S
    with os.scandir(folder) as entries:
        for entry in entries:
            ours = entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX)
            if ours and entry.path != keep and entry.stat().st_mtime < oldest:
                _remove(entry.path)
