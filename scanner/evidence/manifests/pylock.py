"""``pylock.toml`` and ``pylock.NAME.toml``: the lock file of PEP 751.

What it reads
    ``[[packages]]``: name, version, marker, ``dependencies`` where the writer kept them, ``index``,
    ``vcs``, ``directory``, ``archive`` and hashes. ``'x' in extras`` and ``'g' in
    dependency_groups`` of the marker give the scope.

Limits
    The order of sources is not judged. An ``index`` that is the only one of the file counts as the
    default one.

Source: PEP 751.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.manifests import lock, scopes, toml
from scanner.model.evidence import Evidence, Gap, Location, Locked
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_SELECTED = re.compile(r"""["'](?P<name>[^"']+)["'] in (?P<kind>extras|dependency_groups)""")


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield one row for each package."""
    text = lock.text_of(file)
    document = toml.Document(file.path, text)
    packages = document.tables("packages")
    if len(packages) > lock.PACKAGES_LIMIT:
        raise Unreadable(f"more than {lock.PACKAGES_LIMIT} packages")
    places = lock.places(text)
    indexes = {item for p in packages if isinstance(item := p.get("index"), str)}
    for position, package in enumerate(packages):
        at = Location(file.path, *places[position]) if position < len(places) else file.at(1)
        name, version, marker = (package.get(key) for key in ("name", "version", "marker"))
        if not isinstance(name, str):
            yield Gap(at, "a package without a name")
            continue
        source, url = _source(package, single=len(indexes) <= 1)
        condition = marker if isinstance(marker, str) else None
        locked = Locked(
            version=version if isinstance(version, str) else None,
            marker=condition,
            scope=_scope(condition),
            source=source,
            url=url,
            requires=tuple(need.text() for need in _needs(package)),
            hashes=tuple(_hashes(package)),
        )
        yield lock.row(file, name, at, locked)


def _scope(marker: str | None) -> str:
    found = [
        f"extra:{match['name']}" if match["kind"] == "extras" else scopes.of_group(match["name"])
        for match in _SELECTED.finditer(marker or "")
    ]
    return min(found, key=lock.rank, default="runtime")


def _source(package: dict[str, object], *, single: bool) -> tuple[str, str | None]:
    vcs, directory, archive = (package.get(key) for key in ("vcs", "directory", "archive"))
    if isinstance(vcs, dict):
        address, commit = vcs.get("url") or vcs.get("path"), vcs.get("commit-id")
        return "vcs", f"{vcs.get('type')}+{address}@{commit}"
    if isinstance(directory, dict):
        kind = "editable" if directory.get("editable") is True else "path"
        return kind, str(directory.get("path"))
    if isinstance(archive, dict):
        url = archive.get("url")
        return ("url", url) if isinstance(url, str) else ("path", str(archive.get("path")))
    index = package.get("index")
    if isinstance(index, str):
        return ("default-index", None) if single else ("index", index)
    return "index", None


def _needs(package: dict[str, object]) -> Iterator[lock.Need]:
    items = package.get("dependencies")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("name"), str):
            version = item.get("version")
            name = normalise_package(str(item["name"]))
            yield lock.Need(name, version if isinstance(version, str) else None)


def _hashes(package: dict[str, object]) -> Iterator[str]:
    wheels = package.get("wheels")
    files = [package.get("sdist"), package.get("archive")]
    for item in [*files, *(wheels if isinstance(wheels, list) else [])]:
        table = item.get("hashes") if isinstance(item, dict) else None
        for algorithm, value in table.items() if isinstance(table, dict) else ():
            yield f"{algorithm}:{value}"


# Read by its own size limit, so exempt from the runner's text pass.
DETECTOR = Detector(
    id="pylock",
    patterns=("**/pylock.toml", "**/pylock.*.toml"),
    triggers=(),
    detect=detect,
    weights=True,
)
