"""``poetry.lock``: every version Poetry resolved, of lock versions 1 and 2.

What it reads
    ``[[package]]`` tables with dependencies, extras, groups, markers, category and source. What
    has no ``source`` comes from the default index: Poetry writes one only for other sources.

Limits
    Locks before Poetry 1.5 without ``groups`` and ``category`` say nothing of the scope; it follows
    from the manifest.

Source: Poetry's lock file, ``lock-version`` 1.0 to 2.1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.manifests import lean, lock, poetry, requirement, toml
from scanner.model.evidence import Evidence, Gap, Location, Locked
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_EXTRA = re.compile(r"""extra == ["'](?P<extra>[^"']+)["']""")


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield one row for each package version."""
    text = lock.text_of(file)
    document = toml.Document(file.path, lean.text(text))
    packages = document.tables("package")
    if len(packages) > lock.PACKAGES_LIMIT:
        raise Unreadable(f"more than {lock.PACKAGES_LIMIT} packages")
    places = lock.places(text)
    files = document.table("metadata", "files")
    for index, package in enumerate(packages):
        at = Location(file.path, *places[index]) if index < len(places) else Location(file.path)
        name, version = package.get("name"), package.get("version")
        if not isinstance(name, str) or not isinstance(version, str):
            yield Gap(at, "a package without name or version")
            continue
        source, url = _source(package)
        marker = _marker(package)
        locked = Locked(
            version=version,
            marker=marker,
            scope=_scope(package, marker),
            source=source,
            url=url,
            requires=tuple(need.text() for need in _needs(package)),
            hashes=lean.hashes(package.get("files") or files.get(name)),
        )
        yield lock.row(file, name, at, locked)


def _scope(package: dict[str, object], marker: str | None) -> str:
    groups = package.get("groups")
    if isinstance(groups, list):
        scope = lock.of_groups(str(group) for group in groups)
    else:
        category = package.get("category")  # Poetry 1.5 to 1.8 write neither this nor groups
        scope = "dev" if category == "dev" else "runtime" if category else ""
    extra = _EXTRA.search(marker or "")
    if scope in {"", "runtime"} and extra:
        return f"extra:{normalise_package(extra['extra'])}"
    return "extra:" if scope == "runtime" and package.get("optional") is True else scope


def _marker(package: dict[str, object]) -> str | None:
    markers = package.get("markers")
    if isinstance(markers, dict):  # one for each group
        markers = markers.get("main") or next(iter(markers.values()), None)
    return markers if isinstance(markers, str) else None


def _source(package: dict[str, object]) -> tuple[str, str | None]:
    source = package.get("source")
    if not isinstance(source, dict):
        return "default-index", None
    url, kind = source.get("url"), source.get("type")
    address = url if isinstance(url, str) else None
    if kind in {"git", "hg"}:
        ref = source.get("resolved_reference") or source.get("reference") or ""
        return "vcs", f"{kind}+{address}" + (f"@{ref}" if ref else "")
    if kind == "url":
        return "url", address
    if kind in {"directory", "file"}:
        return "path", address
    return "index", address


def _needs(package: dict[str, object]) -> Iterator[lock.Need]:
    extras = package.get("extras")
    optional: dict[str, list[str]] = {}
    for extra, items in extras.items() if isinstance(extras, dict) else ():
        for item in items if isinstance(items, list) else ():
            name = _name(str(item))
            if name:
                optional.setdefault(name, []).append(normalise_package(extra))
    table = package.get("dependencies")
    for name, value in table.items() if isinstance(table, dict) else ():
        normal = normalise_package(name)
        for option in value if isinstance(value, list) else [value]:
            given = option if isinstance(option, dict) else {}
            asked = given.get("extras")
            need = lock.Need(
                name=normal,
                extras=tuple(map(normalise_package, map(str, asked)))
                if isinstance(asked, list)
                else (),
                marker=poetry.condition(given),
            )
            if given.get("optional") is not True:
                yield need
                continue
            for extra in optional.get(normal, ()):
                yield need._replace(scope=f"extra:{extra}")


def _name(text: str) -> str | None:
    try:
        return normalise_package(requirement.parse(text.split("(", 1)[0]).name)
    except requirement.NotARequirement:
        return None


# Read by its own size limit, so exempt from the runner's text pass.
DETECTOR = Detector(
    id="poetry-lock", patterns=("**/poetry.lock",), triggers=(), detect=detect, weights=True
)
