"""Which detectors a path belongs to.

A pattern without a folder matches the file name at any depth, one with a folder
(``**/x.dist-info/METADATA``) the whole path; ``*`` stays in a folder, ``**/`` crosses them. Case
does not matter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WILD = frozenset("*?[")


class PathTable:
    """Maps a path to the positions of the pattern lists that match it; most by one look-up."""

    __slots__ = (
        "_any_folder",
        "_any_name",
        "_by_name",
        "_by_suffix",
        "_folders",
        "_known",
        "_names",
    )

    def __init__(self, patterns: Iterable[tuple[str, ...]]) -> None:
        self._by_name: dict[str, set[int]] = {}
        self._by_suffix: dict[str, set[int]] = {}
        self._names: list[tuple[str, int]] = []
        self._folders: list[tuple[str, int]] = []
        # All patterns in one: most paths match none, and one look tells so.
        self._any_name: re.Pattern[str] | None = None
        self._any_folder: re.Pattern[str] | None = None
        self._known: dict[str, frozenset[int]] = {}
        for position, globs in enumerate(patterns):
            for glob in globs:
                self._add(glob.lower(), position)

    def _add(self, glob: str, position: int) -> None:
        name = glob.removeprefix("**/")
        if "/" in name:
            self._folders.append((expression(glob), position))
        elif name.startswith("*.") and _WILD.isdisjoint(name[1:]):
            self._by_suffix.setdefault(name[1:], set()).add(position)
        elif _WILD.isdisjoint(name):
            self._by_name.setdefault(name, set()).add(position)
        else:
            self._names.append((expression(name), position))

    def of(self, path: str) -> frozenset[int]:
        """Return the positions for a path."""
        path = path.lower()
        name = path[path.rfind("/") + 1 :]
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._of_name(name)
        if self._any_folder is None:
            self._any_folder = _any_of(self._folders)
        if self._any_folder.fullmatch(path):
            more = [position for glob, position in self._folders if re.fullmatch(glob, path)]
            return found.union(more)
        return found

    def _of_name(self, name: str) -> frozenset[int]:
        found = set(self._by_name.get(name, ()))
        dot = name.find(".")
        while dot >= 0:
            found.update(self._by_suffix.get(name[dot:], ()))
            dot = name.find(".", dot + 1)
        if self._any_name is None:
            self._any_name = _any_of(self._names)
        if self._any_name.fullmatch(name):
            found.update(position for glob, position in self._names if re.fullmatch(glob, name))
        return frozenset(found)


def _any_of(globs: list[tuple[str, int]]) -> re.Pattern[str]:
    found = sorted({glob for glob, _ in globs})
    return re.compile("|".join(found) if found else r"(?!)")


def expression(glob: str) -> str:
    """Return the regular expression of a detector's glob; these are ours, not input."""
    parts: list[str] = []
    for token in re.findall(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|.", glob):
        match token:
            case "**/":
                parts.append("(?:.*/)?")
            case "**":
                parts.append(".*")
            case "*":
                parts.append("[^/]*")
            case "?":
                parts.append("[^/]")
            case _:
                parts.append(token if len(token) > 1 else re.escape(token))
    return "".join(parts)
