"""``Pipfile.lock``: the versions Pipenv pinned, by category.

Limits
    Pipenv keeps no edges: everything in ``default`` and ``develop`` is listed flat.

Source: Pipenv documentation, "Pipfile & Pipfile.lock".
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scanner.evidence.manifests import lock, pipfile
from scanner.model.evidence import Evidence, Gap, Location, Locked
from scanner.model.file import Unreadable, parse_json
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield one row for each package of each category."""
    text = lock.text_of(file)
    value = parse_json(text)
    if not isinstance(value, dict):
        raise Unreadable("JSON, but not an object")
    default, sources = _sources(value.get("_meta"))
    offset = 0
    for category, table in value.items():
        if category == "_meta" or not isinstance(table, dict):
            continue
        offset = max(text.find(f"{json.dumps(category)}:", offset), offset)
        scope = pipfile.scope_of(category)
        for name, entry in table.items():
            key = json.dumps(name, ensure_ascii=False)
            offset = max(text.find(f"{key}:", offset), offset)
            at = _place(file, text, offset)
            if isinstance(entry, dict):
                yield lock.row(file, name, at, _locked(entry, scope, default, sources))
            else:
                yield Gap(at, f"'{name}' is not a table")


def _place(file: File, text: str, offset: int) -> Location:
    return file.at(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _sources(meta: object) -> tuple[str | None, dict[str, str]]:
    """Return the name of the default source (the first), and ``{name: URL}``."""
    listed = meta.get("sources") if isinstance(meta, dict) else None
    tables = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    found = {str(item.get("name")): str(item.get("url")) for item in tables}
    return next(iter(found), None), found


def _locked(
    entry: dict[str, object], scope: str, default: str | None, sources: dict[str, str]
) -> Locked:
    version, markers, hashes, index = (
        entry.get(key) for key in ("version", "markers", "hashes", "index")
    )
    pinned = version[2:] if isinstance(version, str) and version.startswith("==") else None
    source, url = "default-index", None
    if isinstance(index, str) and index != default:
        source, url = "index", sources.get(index)
    for tool in ("git", "hg", "svn", "bzr"):
        address = entry.get(tool)
        if isinstance(address, str):
            ref = entry.get("ref")
            source, url = "vcs", f"{tool}+{address}" + (f"@{ref}" if isinstance(ref, str) else "")
    for key in ("file", "path"):
        address = entry.get(key)
        if isinstance(address, str):
            source, url = ("url" if "://" in address else "path"), address
    extras = entry.get("extras")
    return Locked(
        version=pinned,
        marker=markers if isinstance(markers, str) else None,
        scope=scope,
        source=source,
        url=url,
        hashes=tuple(map(str, hashes)) if isinstance(hashes, list) else (),
        extras=tuple(map(str, extras)) if isinstance(extras, list) else (),
    )


# Read by its own size limit, so exempt from the runner's text pass.
DETECTOR = Detector(
    id="pipfile-lock", patterns=("**/Pipfile.lock",), triggers=(), detect=detect, weights=True
)
