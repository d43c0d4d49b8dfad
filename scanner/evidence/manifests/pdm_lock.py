"""``pdm.lock``: every version PDM resolved.

What it reads
    ``[[package]]`` tables: groups, markers, ``dependencies`` as PEP 508 texts, sources. PDM writes
    a second table for a package asked for with extras; its row carries those extras.

Source: PDM's lock file, ``lock_version`` 4.
"""

from __future__ import annotations

from posixpath import dirname, join
from typing import TYPE_CHECKING

from scanner.evidence.manifests import lean, lock, requirement, toml
from scanner.model.evidence import Evidence, Gap, Location, Locked
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield one row for each package table."""
    text = lock.text_of(file)
    document = toml.Document(file.path, lean.text(text))
    packages = document.tables("package")
    if len(packages) > lock.PACKAGES_LIMIT:
        raise Unreadable(f"more than {lock.PACKAGES_LIMIT} packages")
    places = lock.places(text)
    extra_names = _extras(file)
    for index, package in enumerate(packages):
        at = Location(file.path, *places[index]) if index < len(places) else Location(file.path)
        name, version = package.get("name"), package.get("version")
        if not isinstance(name, str):
            yield Gap(at, "a package without a name")
            continue
        groups, marker, extras = (package.get(key) for key in ("groups", "marker", "extras"))
        source, url = _source(package)
        asked = (
            tuple(sorted(map(normalise_package, map(str, extras))))
            if isinstance(extras, list)
            else ()
        )
        locked = Locked(
            version=version if isinstance(version, str) else None,
            marker=marker if isinstance(marker, str) else None,
            scope=_scope(groups, extra_names),
            source=source,
            url=url,
            requires=tuple(need.text() for need in _needs(package, normalise_package(name), asked)),
            hashes=lean.hashes(package.get("files")),
            extras=asked,
        )
        yield lock.row(file, name, at, locked)


def _extras(file: File) -> frozenset[str]:
    """Return the extras of the project beside the lock: PDM lists them among its groups."""
    manifest = file.sibling(join(dirname(file.path), "pyproject.toml"))
    try:
        document = toml.load(manifest) if manifest else None
    except Unreadable:
        document = None
    return (
        frozenset(document.table("project", "optional-dependencies")) if document else frozenset()
    )


def _scope(groups: object, extras: frozenset[str]) -> str:
    names = [str(group) for group in groups] if isinstance(groups, list) else []
    if names and "default" not in names and extras & frozenset(names):
        return f"extra:{normalise_package(min(extras & frozenset(names)))}"
    return lock.of_groups(names)


def _source(package: dict[str, object]) -> tuple[str, str | None]:
    for key in ("git", "hg", "svn", "bzr"):
        address = package.get(key)
        if isinstance(address, str):
            ref = package.get("revision") or package.get("ref") or ""
            return "vcs", f"{key}+{address}" + (f"@{ref}" if ref else "")
    url, path = package.get("url"), package.get("path")
    if isinstance(url, str):
        return "url", url
    return ("path", path) if isinstance(path, str) else ("default-index", None)


def _needs(package: dict[str, object], own: str, extras: tuple[str, ...]) -> Iterator[lock.Need]:
    items = package.get("dependencies")
    for item in items if isinstance(items, list) else ():
        try:
            asked = (
                requirement.parse_address(str(item))
                if requirement.is_address(str(item))
                else requirement.parse(str(item))
            )
        except requirement.NotARequirement:
            continue
        name = normalise_package(asked.name)
        if name == own:
            continue  # the table with extras asks for the one without
        need = lock.Need(name, extras=asked.detail.extras, marker=asked.detail.marker)
        if not extras:
            yield need
        for extra in extras:
            yield need._replace(scope=f"extra:{extra}")


# Read by its own size limit, so exempt from the runner's text pass.
DETECTOR = Detector(
    id="pdm-lock", patterns=("**/pdm.lock",), triggers=(), detect=detect, weights=True
)
