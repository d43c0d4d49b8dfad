"""What the lock file readers share: rows, scopes, and places of ``[[package]]`` tables."""

from __future__ import annotations

import re
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.manifests import scopes
from scanner.model.evidence import (
    Confidence,
    Evidence,
    Kind,
    Location,
    Locked,
    Relation,
)
from scanner.model.file import decode
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.model.file import File

#: A lock of some thousand packages, with the hashes of all their wheels, is larger than other text.
SIZE_LIMIT_BYTES = 32 * 1024 * 1024
#: Packages of one lock file; a real one has a few thousand.
PACKAGES_LIMIT = 50_000

_TABLE = re.compile(r"^\[\[(?P<table>packages?)\]\][ \t\r]*(?:#.*)?$", re.MULTILINE)
_NAME_KEY = re.compile(r"^name[ \t]*=", re.MULTILINE)


class Need(NamedTuple):
    """One requirement of a locked package; ``scope`` says when it is asked for."""

    name: str
    version: str | None = None  # only where the lock names the version
    scope: str = ""  # "": always; extra:x, group:x, dev, ...
    extras: tuple[str, ...] = ()
    marker: str | None = None

    def text(self) -> str:
        """Return the form ``Locked.requires`` keeps: ``name[extra]==version @scope ; marker``."""
        extras = f"[{','.join(self.extras)}]" if self.extras else ""
        version = f"=={self.version}" if self.version else ""
        scope = f" @{self.scope}" if self.scope else ""
        marker = f" ; {self.marker}" if self.marker else ""
        return f"{self.name}{extras}{version}{scope}{marker}"


def text_of(file: File) -> str:
    """Return the text of a lock file, up to the limit of locks.

    Raises:
        Unreadable: larger than that, or binary.

    """
    return decode(file.content(SIZE_LIMIT_BYTES))


def row(file: File, name: str, at: Location, locked: Locked, *, own: bool = False) -> Evidence:
    """Return the row of one locked package; ``own``: it is a project of this tree, so a mention."""
    pypi = locked.ecosystem == "pypi"
    return Evidence(
        Kind.DEPENDENCY,
        normalise_package(name) if pypi else name.lower(),
        Location(file.path, at.line, at.column),
        "lock",
        relation=Relation.LOCKS,
        confidence=Confidence.LOW if own else Confidence.HIGH,
        namespace="" if pypi else locked.ecosystem,
        detail=locked,
    )


def places(text: str) -> list[tuple[int, int]]:
    """Return line and column of the ``name`` of every ``[[package]]`` table, in file order."""
    found: list[tuple[int, int]] = []
    line, counted = 1, 0
    tables = [table.span() for table in _TABLE.finditer(text)]
    ends = [*(start for start, _ in tables[1:]), len(text)][: len(tables)]
    for (start, end), last in zip(tables, ends, strict=True):
        key = _NAME_KEY.search(text, end, last)
        offset = key.start() if key else start
        line += text.count("\n", counted, offset)
        counted = offset
        found.append((line, 1))
    return found


def of_groups(groups: Iterable[str]) -> str:
    """Return the widest scope of a package that a lock lists under several groups."""
    names = list(groups)
    if not names or "default" in names or "main" in names:
        return "runtime"
    return min((scopes.of_group(name) for name in names), key=rank)


def rank(scope: str) -> tuple[int, str]:
    """Return the order of scopes: what reaches users first."""
    for position, prefix in enumerate(("runtime", "extra:", "group:", "test", "dev", "build")):
        if scope.startswith(prefix):
            return position, scope
    return 9, scope


def reach(
    roots: Iterable[tuple[str, str]],
    needs: Mapping[str, Iterable[tuple[str, str, tuple[str, ...]]]],
) -> dict[str, str]:
    """Return ``{package key: widest scope}`` of everything reached from the roots.

    ``roots`` are (key, scope). ``needs`` maps a key to ``(key, scope, extras asked)``: an
    ``extra:x`` need of a package counts once something asks for that extra of it; groups of
    packages other than the roots never count. Cycles end because each (key, extra) is seen once.
    """
    found: dict[str, str] = {}
    waiting = [(rank(scope), scope, key, "") for key, scope in roots]
    heapify(waiting)  # the widest scope first, so that the first visit decides
    seen: set[tuple[str, str]] = set()
    while waiting:
        order, scope, key, extra = heappop(waiting)
        if (key, extra) in seen:
            continue
        seen.add((key, extra))
        found.setdefault(key, scope)
        for target, when, extras in needs.get(key, ()):
            if when != (f"extra:{extra}" if extra else ""):
                continue
            for asked in ("", *extras):
                heappush(waiting, (order, scope, target, asked))
    return found
