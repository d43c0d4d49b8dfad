"""Where a module calls what it imports from a library of the table, whatever it calls it.

``load(`` and ``Model(`` stand everywhere; they say something in a module that imports them from a
library whose ``load`` and ``Model`` take the name of a model.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from scanner.evidence.models.calls import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_IMPORT = re.compile(r"import[ \t]+(?P<names>\([^)]{0,4000}\)|[^\n#;]{1,400})")
_FROM = re.compile(r"[ \t]*from[ \t]+(?P<root>\w+)(?:\.\w+)*[ \t]+")
_NAME = re.compile(r"(?P<path>[\w.]+)(?:[ \t]+as[ \t]+(?P<alias>\w+))?")
#: Names looked for in one module, and places given.
_NAMES_LIMIT = 60
_PLACES_LIMIT = 1_000


def calls(text: str, generic: frozenset[str]) -> Iterator[int]:
    """Yield the offsets of calls of imported callables of the table.

    ``generic`` holds the last names that are no triggers by themselves; others are looked for only
    where an import gives them another name.
    """
    yield from islice(_found(text, generic), _PLACES_LIMIT)


def _found(text: str, generic: frozenset[str]) -> Iterator[int]:
    for name in islice(dict.fromkeys(_wanted(text, generic)), _NAMES_LIMIT):
        at = text.find(name)
        while at >= 0:
            if not (at and (text[at - 1].isalnum() or text[at - 1] in "._")):
                yield at
            at = text.find(name, at + 1)


def _wanted(text: str, generic: frozenset[str]) -> Iterator[str]:
    """Yield how calls of imported callables begin: ``YOLO(``, ``TextClassifier.load(``."""
    for match in _IMPORT.finditer(text):
        first = text.rfind("\n", 0, match.start()) + 1
        origin = _FROM.fullmatch(text, first, match.start())
        if origin is not None:
            yield from _of_from(origin["root"], match["names"], generic)
        elif not text[first : match.start()].strip():
            yield from _of_import(match["names"], generic)


@lru_cache(maxsize=4096)
def _of_from(root: str, imported: str, generic: frozenset[str]) -> tuple[str, ...]:
    names = _names(root)
    found: list[str] = []
    for item in _NAME.finditer(imported) if names else ():
        path, shown = item["path"], item["alias"] or item["path"]
        for receiver, last in names:
            if item["alias"] or last in generic:
                if path == last and not receiver:
                    found.append(f"{shown}(")
                elif path == receiver:
                    found.append(f"{shown}.{last}(")
    return tuple(found)


@lru_cache(maxsize=4096)
def _of_import(imported: str, generic: frozenset[str]) -> tuple[str, ...]:
    found: list[str] = []
    for item in _NAME.finditer(imported):
        shown = item["alias"] or item["path"]
        for receiver, last in () if "." in item["path"] else _names(item["path"]):
            if last in generic:
                found.append(f"{shown}.{receiver}.{last}(" if receiver else f"{shown}.{last}(")
    return tuple(found)


@lru_cache(maxsize=256)
def _names(root: str) -> tuple[tuple[str, str], ...]:
    """Return the callables of a library as (what stands before it, last name)."""
    return tuple(
        dict.fromkeys((name.rpartition(".")[0], name.rpartition(".")[2]) for name in rows_of(root))
    )
