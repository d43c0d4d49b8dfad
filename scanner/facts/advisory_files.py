"""OSV's zip of PyPI advisories, in the shape of the embedded snapshot."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

from scanner.facts.imported import Imported, file_day
from scanner.facts.tables.read import BadTable, Entry, Row
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Largest advisory inside a zip, in bytes, and how many there may be.
_ADVISORY_LIMIT = 2_000_000
_ADVISORIES = 200_000


def advisories(path: Path) -> Imported:
    """Read OSV's zip of PyPI advisories; withdrawn ones are left out."""
    found: dict[str, list[Row]] = {}
    newest = ""
    with zipfile.ZipFile(path) as archive:
        names = [item for item in archive.infolist() if item.filename.endswith(".json")]
        if not names or len(names) > _ADVISORIES:
            raise BadTable(path.name, f"holds {len(names)} advisories")
        for item in names:
            at = f"{path.name}/{item.filename}"
            if item.file_size > _ADVISORY_LIMIT:
                raise BadTable(at, f"larger than {_ADVISORY_LIMIT} bytes")
            try:
                row = json.loads(archive.read(item))
            except (ValueError, zipfile.BadZipFile, EOFError) as error:
                raise BadTable(at, f"not readable: {error}") from error
            if not isinstance(row, dict) or not isinstance(row.get("id"), str):
                raise BadTable(at, "no OSV advisory: it has no id")
            newest = max(newest, str(row.get("modified") or "")[:10])
            for package, advisory in _affected(row):
                found.setdefault(package, []).append(advisory)
    entries = tuple(Entry("advisory", name, found[name]) for name in sorted(found))
    day = date.fromisoformat(newest) if newest else file_day(path)
    return Imported("advisories", "OSV PyPI advisories", day, len(names), entries)


def _affected(row: Row) -> Iterator[tuple[str, Row]]:
    """Yield ``(package, advisory)`` in the shape of the embedded snapshot."""
    if row.get("withdrawn"):
        return
    affected = row.get("affected")
    for item in affected if isinstance(affected, list) else []:
        package = item.get("package") if isinstance(item, dict) else None
        if not isinstance(package, dict) or package.get("ecosystem") != "PyPI":
            continue
        ranges = [
            each["events"]
            for each in item.get("ranges", [])
            if isinstance(each, dict) and each.get("type") != "GIT" and "events" in each
        ]
        name = normalise_package(str(package.get("name", "")))
        yield (
            name,
            {
                "id": row["id"],
                "package": name,
                "aliases": row.get("aliases", []),
                "ranges": ranges,
                "versions": item.get("versions", []),
                "published": str(row.get("published", ""))[:10],
                "summary": str(row.get("summary", ""))[:300],
            },
        )
