"""What lock files resolved: versions, edges between them, whether they meet what is asked."""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.evidence import Confidence, Evidence, Locked, Requirement
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: (ecosystem, normalised name, version or "", path of the lock).
Key = tuple[str, str, str, str]
_Name = tuple[str, str]  # (ecosystem, normalised name)


_PYPROJECT = frozenset(["pyproject.toml", "setup.py", "setup.cfg"])
#: Lock file -> the manifests beside it that it was made from.
_MADE_FROM = {
    "Pipfile.lock": frozenset(["Pipfile"]),
    "pixi.lock": frozenset(["pixi.toml", "pyproject.toml"]),
    "conda-lock.yml": frozenset(["environment.yml", "environment.yaml"]),
}


class Need(NamedTuple):
    """One entry of ``Locked.requires``, taken apart."""

    name: str
    version: str
    extras: tuple[str, ...]
    scope: str
    marker: str


def need(text: str) -> Need:
    """Return the parts of ``name[extra]==version @scope ; marker``."""
    body, _, marker = text.partition(" ; ")
    body, _, scope = body.partition(" @")
    body, _, version = body.partition("==")
    name, _, extras = body.partition("[")
    parts = tuple(part for part in extras.rstrip("]").split(",") if part)
    return Need(normalise_package(name.strip()), version.strip(), parts, scope, marker)


class Lock:
    """One lock file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.rows: list[tuple[Evidence, Locked]] = []  # packages; own projects are left out
        self._own: list[tuple[Evidence, Locked]] = []
        self._by_name: dict[_Name, list[Locked]] = defaultdict(list)

    def add(self, item: Evidence, detail: Locked) -> None:
        """Take in one row."""
        if item.confidence is Confidence.LOW:
            self._own.append((item, detail))
            return
        self.rows.append((item, detail))
        self._by_name[detail.ecosystem, item.name].append(detail)

    def has_project(self, folder: str) -> bool:
        """Tell whether the lock lists the project in this folder as its own (a workspace)."""
        base = dirname(self.path)
        return any(normpath(join(base, detail.url or ".")) == folder for _, detail in self._own)

    def held(self, key: _Name) -> list[Locked]:
        """Return the rows of a package: one for each version and set of extras."""
        return self._by_name.get(key, [])

    def tell_scopes(self, asked: Iterable[tuple[str, str, tuple[str, ...]]]) -> None:
        """Give what the lock tells no scope of the widest one in which the manifests reach it.

        ``asked`` are (name, scope, extras) of the requirements the lock answers for.
        """
        if all(detail.scope for _, detail in self.rows):
            return
        needs = {item.name: [need(text) for text in detail.requires] for item, detail in self.rows}
        waiting = [(_rank(scope), scope, name, extras) for name, scope, extras in asked]
        heapify(waiting)  # the widest scope first, so that the first visit decides
        found: dict[str, str] = {}
        seen: set[tuple[str, str]] = set()
        while waiting:
            order, scope, name, extras = heappop(waiting)
            for extra in {"", *extras}:
                if name not in needs or (name, extra) in seen:
                    continue
                seen.add((name, extra))
                found.setdefault(name, scope)
                for each in needs[name]:
                    if each.scope.removeprefix("extra:") == extra:
                        heappush(waiting, (order, scope, each.name, each.extras))
        self.rows = [
            (
                item,
                detail if detail.scope else detail._replace(scope=found.get(item.name, "runtime")),
            )
            for item, detail in self.rows
        ]

    def edges(self, wanted: set[tuple[str, str]]) -> Iterator[tuple[Key, Key, str, str]]:
        """Yield (source, target, scope, marker) of every edge between packages of the lock.

        ``wanted`` are the extras a manifest asks for, as (name, extra). What an extra needs counts
        when the manifest or another package of the lock asks for that extra.
        """
        needs = [
            (item, detail, [need(text) for text in detail.requires]) for item, detail in self.rows
        ]
        own = [need(text) for _, detail in self._own for text in detail.requires]
        wanted = wanted | {(n.name, extra) for n in own for extra in n.extras}
        wanted |= {(n.name, extra) for _, _, ns in needs for n in ns for extra in n.extras}
        for item, detail, entries in needs:
            source: Key = (detail.ecosystem, item.name, detail.version or "", self.path)
            for entry in entries:
                extra = entry.scope.removeprefix("extra:")
                if entry.scope and (item.name, extra) not in wanted:
                    continue
                for target in self._by_name.get((detail.ecosystem, entry.name), ()):
                    version = target.version or ""
                    if not entry.version or entry.version == version:
                        key: Key = (detail.ecosystem, entry.name, version, self.path)
                        told = "" if entry.version else self.condition(key[:2], version)
                        yield source, key, detail.scope, joined(entry.marker, told)

    def condition(self, key: _Name, version: str | None) -> str:
        """Return the marker that tells one of several versions from the others; else ""."""
        if len({detail.version for detail in self.held(key)}) < 2:  # noqa: PLR2004 (several)
            return ""
        markers = [d.marker for d in self.held(key) if d.version == version]
        told = [marker for marker in markers if marker]
        return " or ".join(dict.fromkeys(told)) if len(told) == len(markers) else ""


def joined(first: str, second: str) -> str:
    """Return the marker that holds where both do."""
    parts = [f"({part})" if " or " in part else part for part in (first, second) if part]
    return " and ".join(parts) if len(parts) > 1 and first != second else first or second


def _rank(scope: str) -> int:
    """Return the order of scopes: what reaches users first."""
    for position, prefix in enumerate(("runtime", "extra:", "group:", "test", "dev", "build")):
        if scope.startswith(prefix):
            return position
    return 9


class Locks:
    """All lock files of the tree."""

    def __init__(self, rows: Iterable[Evidence]) -> None:
        self.by_path: dict[str, Lock] = {}
        self._pins: dict[tuple[str, _Name], str] = {}  # of compiled requirements files
        for item in rows:
            if isinstance(item.detail, Requirement):
                pin = pinned(item.detail)
                if pin and item.way == "requirements":
                    self._pins[item.at.path, (item.detail.ecosystem, item.name)] = pin
            elif isinstance(item.detail, Locked):
                lock = self.by_path.setdefault(item.at.path, Lock(item.at.path))
                lock.add(item, item.detail)

    def answers(self, lock: str, path: str) -> bool:
        """Tell whether a lock file answers for a manifest: in its folder or below."""
        folder = dirname(lock)
        return not folder or path.startswith(f"{folder}/")

    def versions(self, path: str, key: _Name) -> tuple[str, ...]:
        """Return the versions the nearest locks hold of a package, sorted; empty when none does."""
        compiled = self._pins.get((path.removesuffix(".in") + ".txt", key))
        if path.endswith(".in") and compiled:
            return (compiled,)
        for lock in self._nearest(path):
            found = {detail.version for detail in lock.held(key) if detail.version}
            if found:
                beside = [
                    other
                    for other in self._nearest(path)
                    if dirname(other.path) == dirname(lock.path)
                ]
                for other in beside:
                    found |= {detail.version for detail in other.held(key) if detail.version}
                return tuple(sorted(found))
        return ()

    def governs(self, path: str, key: _Name) -> bool:
        """Tell whether a lock that holds the package was made from this very manifest."""
        folder, _, base = path.rpartition("/")
        for lock in self._nearest(path):
            lock_folder, _, lock_base = lock.path.rpartition("/")
            made_from = _MADE_FROM.get(lock_base, _PYPROJECT)
            member = base == "pyproject.toml" and lock.has_project(folder)
            if lock.held(key) and ((lock_folder == folder and base in made_from) or member):
                return True
        return False

    def address(self, path: str, key: _Name, version: str | None) -> str | None:
        """Return the VCS or download address a lock states for a version."""
        for lock in self._nearest(path):
            for detail in lock.held(key):
                if detail.version == version and detail.source in {"vcs", "url"}:
                    return detail.url
        return None

    def condition(self, path: str, key: _Name, version: str | None) -> str:
        """Return the marker under which the nearest lock takes this one of several versions."""
        for lock in self._nearest(path):
            if any(detail.version == version for detail in lock.held(key)):
                return lock.condition(key, version)
        return ""

    def _nearest(self, path: str) -> list[Lock]:
        found = [lock for name, lock in self.by_path.items() if self.answers(name, path)]
        return sorted(found, key=lambda lock: (-len(dirname(lock.path)), lock.path))


def meeting(requirement: Requirement, versions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the versions that meet the specifier; all of them when it cannot be told."""
    if requirement.ecosystem != "pypi" or not requirement.specifier:
        return versions
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415 (locks only)
    from packaging.version import InvalidVersion, Version  # noqa: PLC0415 (locks only)

    try:
        wanted = SpecifierSet(requirement.specifier)
        return tuple(v for v in versions if wanted.contains(Version(v), prereleases=True))
    except (InvalidSpecifier, InvalidVersion):
        return versions


def pinned(requirement: Requirement) -> str | None:
    """Return the version of an exact pin; a wildcard or a range is none."""
    text = (requirement.specifier or "").strip()
    if "," in text or not text.startswith("=="):
        return None
    version = text.lstrip("=").strip()
    return None if not version or any(c in version for c in "*{}$<>~^| ") else version
