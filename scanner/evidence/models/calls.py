"""Which argument of which callable names what: adding a library is one row of ``TABLE``.

A row is ``roots  names  slots…``. Roots are top-level packages (``a,b``; ``langchain*`` for a
prefix; ``*`` for any); names are the last part of the callable (``A|B``), or the last two. A slot
is ``position:keyword=what`` (no position: keyword only; ``*:`` every position). ``@ns=`` says who
resolves the names, ``@host=`` which service a client speaks to unless told otherwise.

what: model (a hub id), tokenizer, adapter, base (of an adapter), named (a name the library
resolves), exact (the same, in whatever form), hosted (sent to an API), weight, dataset,
endpoint (where a model answers, whoever runs it), url (of anything: only known services count),
revision, file (inside the repository), any (model of whichever kind its form says), skip (none).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from scanner.evidence.keys import Role, Trust
from scanner.evidence.models.call_table import TABLE
from scanner.model.evidence import Kind, Relation

_WHAT: dict[str, tuple[Kind | None, Relation]] = {
    "model": (Kind.MODEL, Relation.USES),
    "tokenizer": (Kind.MODEL, Relation.TOKENIZER_OF),
    "adapter": (Kind.MODEL, Relation.USES),
    "base": (Kind.MODEL, Relation.USES),
    "named": (Kind.NAMED_MODEL, Relation.USES),
    "exact": (Kind.NAMED_MODEL, Relation.USES),
    "hosted": (Kind.HOSTED_MODEL, Relation.USES),
    "weight": (Kind.WEIGHT_FILE, Relation.USES),
    "dataset": (Kind.DATASET, Relation.USES),
    "endpoint": (Kind.ENDPOINT, Relation.USES),
    "url": (Kind.ENDPOINT, Relation.USES),
    "any": (None, Relation.USES),
}


class Slot(NamedTuple):
    """One argument; ``position`` is None for keyword only and -1 for every position."""

    position: int | None
    keyword: str
    what: str
    role: Role


class Row(NamedTuple):
    """One callable."""

    roots: tuple[str, ...]
    name: str  # "pipeline" or "completions.create"
    slots: tuple[Slot, ...]
    library: str
    host: str | None


def find(dotted: str) -> Row | None:
    """Return the row of a callable by its full dotted name; the most specific root wins."""
    last = dotted.rsplit(".", 1)[-1]
    candidates = _rows().get(last)
    if candidates is None:
        return None
    root = dotted.partition(".")[0]
    best: tuple[int, Row] | None = None
    for row in candidates:
        rank = _rank(row, root, dotted)
        if rank and (best is None or rank > best[0]):
            best = (rank, row)
    return None if best is None else best[1]


def _rank(row: Row, root: str, dotted: str) -> int:
    if "." in row.name and not (dotted == row.name or dotted.endswith("." + row.name)):
        return 0
    for pattern in row.roots:
        if pattern == root:
            return 4 + ("." in row.name)
        if pattern.endswith("*") and pattern != "*" and root.startswith(pattern[:-1]):
            return 2 + ("." in row.name)
    return int("*" in row.roots) + ("." in row.name if "*" in row.roots else 0)


@lru_cache(maxsize=1)
def callables() -> frozenset[str]:
    """Return the last parts of the names of all callables."""
    return frozenset(_rows())


@lru_cache(maxsize=1)
def roots() -> frozenset[str]:
    """Return the packages the table knows: their modules are not looked for in the repository."""
    named = {root for rows in _rows().values() for row in rows for root in row.roots}
    return frozenset(root for root in named if not root.endswith("*"))


@lru_cache(maxsize=1)
def _prefixes() -> tuple[str, ...]:
    """Return how the packages begin that the table knows by a pattern."""
    named = {root for rows in _rows().values() for row in rows for root in row.roots}
    return tuple(sorted(root[:-1] for root in named if root.endswith("*") and root != "*"))


class Form(NamedTuple):
    """How a call of the table looks: ``completions.`` before its last name, what it is given."""

    before: str
    anywhere: bool  # whatever package it is of
    roots: tuple[str, ...]
    keywords: frozenset[str] = frozenset()  # that say something
    positional: bool = True  # what is given without a name says something
    told: bool = True  # a name that is not known is a gap
    host: bool = False


#: Slots that say nothing by themselves, and those whose unknown value is no gap.
_SILENT = frozenset(["skip", "revision"])
_UNTOLD = frozenset(["endpoint", "weight", "weighturl", "file"])


@lru_cache(maxsize=1)
def forms() -> dict[str, tuple[Form, ...]]:
    """Return how calls of the table look, by their last name."""
    return {
        last: tuple(dict.fromkeys(_form(row, last) for row in rows))
        for last, rows in _rows().items()
    }


def _form(row: Row, last: str) -> Form:
    slots = [slot for slot in row.slots if slot.what not in _SILENT]
    return Form(
        before=row.name.removesuffix(last),
        anywhere="*" in row.roots,
        roots=row.roots,
        keywords=frozenset(slot.keyword for slot in slots),
        positional=any(slot.position is not None for slot in slots),
        told=any(slot.what not in _UNTOLD for slot in slots),
        host=bool(row.host),
    )


@lru_cache(maxsize=4096)
def is_root(root: str) -> bool:
    """Return whether the table knows a package."""
    return root in roots() or root.startswith(_prefixes())


@lru_cache(maxsize=4096)
def is_of(root: str, patterns: tuple[str, ...]) -> bool:
    """Return whether a package is one of those of a row."""
    return any(_is_of(root, pattern) for pattern in patterns)


def _is_of(root: str, pattern: str) -> bool:
    if pattern == "*":
        return False
    return root.startswith(pattern[:-1]) if pattern.endswith("*") else root == pattern


@lru_cache(maxsize=1)
def _rows() -> dict[str, tuple[Row, ...]]:
    """Return the table by last name: {last part of the callable: rows}."""
    rows: dict[str, list[Row]] = {}
    for line in TABLE.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        options = dict(word[1:].split("=", 1) for word in words if word.startswith("@"))
        packages = tuple(words[0].split(","))
        library = options.get("ns", "" if packages[0] == "*" else packages[0].rstrip("*"))
        slots = tuple(_slot(word, library) for word in words[2:] if not word.startswith("@"))
        for name in words[1].split("|"):
            row = Row(packages, name, slots, library, options.get("host"))
            rows.setdefault(name.rsplit(".", 1)[-1], []).append(row)
    return {name: tuple(found) for name, found in rows.items()}


def _slot(word: str, library: str) -> Slot:
    place, _, what = word.partition("=")
    position, colon, keyword = place.rpartition(":")
    number = (-1 if position == "*" else int(position)) if colon else None
    kind, relation = _WHAT.get(what, (None, Relation.USES))
    namespace = "" if what in ("model", "tokenizer", "adapter", "base", "hosted") else library
    if what in ("model", "tokenizer", "adapter", "base") and library in (
        "modelscope",
        "mlx",
        "ollama",
    ):
        namespace = library
    trust = Trust.KEYED if what == "url" else Trust.SURE
    return Slot(number, keyword, what, Role(trust, kind, relation, namespace))
