"""OSV's zip of PyPI advisories, in the shape of the embedded snapshot."""

from __future__ import annotations

import json
import zipfile
import zlib
from datetime import date
from typing import TYPE_CHECKING

from scanner.facts.imported import Imported, file_day
from scanner.facts.tables import checks
from scanner.facts.tables.read import BadTable, Entry, Row, text, texts
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Largest advisory inside a zip, in bytes, and how many there may be.
_ADVISORY_LIMIT = 2_000_000
_ADVISORIES = 200_000
#: Largest sum of them, unpacked; PyPI's has some 100 MB.
_TOTAL_LIMIT = 1_000_000_000


def advisories(path: Path) -> Imported:
    """Read OSV's zip of PyPI advisories; withdrawn ones are left out."""
    found: dict[str, list[Row]] = {}
    days: list[str] = []
    with zipfile.ZipFile(path) as archive:
        names = [item for item in archive.infolist() if item.filename.endswith(".json")]
        if not names or len(names) > _ADVISORIES:
            raise BadTable(path.name, f"holds {len(names)} advisories")
        if sum(item.file_size for item in names) > _TOTAL_LIMIT:
            raise BadTable(path.name, f"larger than {_TOTAL_LIMIT} bytes when unpacked")
        for item in names:
            at = f"{path.name}/{item.filename}"
            row = _row(archive, item, at)
            days.append(checks.day(text(row, "modified")[:10], at, "modified") or "")
            for package, advisory in _affected(row, at):
                found.setdefault(package, []).append(advisory)
    if not found:
        raise BadTable(path.name, "holds no advisory of PyPI")
    entries = tuple(Entry("advisory", name, found[name]) for name in sorted(found))
    day = date.fromisoformat(max(days)) if max(days) else file_day(path)
    return Imported("advisories", "OSV PyPI advisories", day, len(names), entries)


def _row(archive: zipfile.ZipFile, item: zipfile.ZipInfo, at: str) -> Row:
    """Return one advisory of the archive."""
    if item.file_size > _ADVISORY_LIMIT:
        raise BadTable(at, f"larger than {_ADVISORY_LIMIT} bytes")
    try:
        row = json.loads(archive.read(item))
    except (
        *(ValueError, RecursionError, EOFError, OSError, zlib.error, zipfile.BadZipFile),
        *(RuntimeError, NotImplementedError),  # encrypted, or packed in a way nobody reads
    ) as error:
        raise BadTable(at, f"not readable: {error}") from error
    if not isinstance(row, dict) or not text(row, "id"):
        raise BadTable(at, "no OSV advisory: it has no id")
    return row


def _affected(row: Row, at: str) -> Iterator[tuple[str, Row]]:
    """Yield ``(package, advisory)`` in the shape of the embedded snapshot."""
    if row.get("withdrawn"):
        return
    for item in _list(row, "affected", at):
        package = item.get("package")
        if not isinstance(package, dict) or package.get("ecosystem") != "PyPI":
            continue
        ranges = [
            _list(each, "events", at)
            for each in _list(item, "ranges", at)
            if each.get("type") != "GIT" and "events" in each
        ]
        name = normalise_package(text(package, "name"))
        checks.need(ok=bool(name), at=at, problem="names no package")
        yield (
            name,
            {
                "id": row["id"],
                "package": name,
                "aliases": texts(row, "aliases"),
                "ranges": ranges,
                "versions": texts(item, "versions"),
                "published": text(row, "published")[:10],
                "summary": text(row, "summary")[:300],
            },
        )


def _list(row: Row, key: str, at: str) -> list[Row]:
    """Return a cell that is a list of tables, or is not there."""
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise BadTable(at, f"{key} is no list of objects")
    return value
