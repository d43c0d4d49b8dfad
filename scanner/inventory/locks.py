"""What lock files resolved: versions, edges between them, whether they meet what is asked."""

from __future__ import annotations

from collections import defaultdict
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.evidence import Confidence, Evidence, Locked, Requirement
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: (ecosystem, normalised name, version or "", path of the lock).
Key = tuple[str, str, str, str]
_Name = tuple[str, str]  # (ecosystem, normalised name)


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

    def held(self, key: _Name) -> list[Locked]:
        """Return the rows of a package: one for each version and set of extras."""
        return self._by_name.get(key, [])

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
                        yield source, key, detail.scope, entry.marker


class Locks:
    """All lock files of the tree."""

    def __init__(self, rows: Iterable[Evidence]) -> None:
        self.by_path: dict[str, Lock] = {}
        for item in rows:
            if isinstance(item.detail, Locked):
                lock = self.by_path.setdefault(item.at.path, Lock(item.at.path))
                lock.add(item, item.detail)

    def answers(self, lock: str, path: str) -> bool:
        """Tell whether a lock file answers for a manifest: in its folder or below."""
        folder = dirname(lock)
        return not folder or path.startswith(f"{folder}/")

    def versions(self, path: str, key: _Name) -> tuple[str, ...]:
        """Return the versions the nearest locks hold of a package, sorted; empty when none does."""
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

    def address(self, path: str, key: _Name, version: str | None) -> str | None:
        """Return the VCS or download address a lock states for a version."""
        for lock in self._nearest(path):
            for detail in lock.held(key):
                if detail.version == version and detail.source in {"vcs", "url"}:
                    return detail.url
        return None

    def _nearest(self, path: str) -> list[Lock]:
        found = [lock for name, lock in self.by_path.items() if self.answers(name, path)]
        return sorted(found, key=lambda lock: (-len(dirname(lock.path)), lock.path))


def meets(requirement: Requirement, versions: tuple[str, ...]) -> bool | None:
    """Tell whether one of the versions meets the specifier; ``None``: it cannot be told."""
    if requirement.ecosystem != "pypi":
        return None
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415 (lock only)
    from packaging.version import InvalidVersion, Version  # noqa: PLC0415 (lock only)

    try:
        wanted = SpecifierSet(requirement.specifier or "")
        return any(wanted.contains(Version(version), prereleases=True) for version in versions)
    except (InvalidSpecifier, InvalidVersion):
        return None
