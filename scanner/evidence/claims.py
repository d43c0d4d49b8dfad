"""What the places of one Python file say about its texts; the strongest claim on each text wins."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.clients import LOCAL
from scanner.evidence.keys import Role, Trust
from scanner.evidence.models.addresses import addressed
from scanner.evidence.names import (
    Named,
    api_address,
    is_bare_family,
    is_placeholder,
    judge,
    weight_name,
)
from scanner.evidence.zones import zone_of
from scanner.model.evidence import Confidence, Evidence, Kind, Location, Reference, Zone

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator

#: ``org/name/file``.
_HUB_FILE = re.compile(r"[\w.-]+/[\w.-]+/[^/]+")
_RANK = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


#: Ways in which a value is kept for later: an address of an API is then used, whatever its name.
_KEPT = frozenset(
    ["constant", "dict_key", "param_default", "field_default", "env_default", "return", "catalog"]
)


class Context(NamedTuple):
    """What the place of an expression says: its role, its way, what stands beside it."""

    role: Role
    way: str
    detail: Reference = Reference()
    mention: bool = False  # compared with, documented: neither required nor wrong
    table: str = ""  # the name that is assigned to

    def with_role(self, role: Role) -> Context:
        return self._replace(role=role)

    def with_way(self, way: str) -> Context:
        return self._replace(way=way)


class Claims:
    """Collects claims and gives evidence, one row per (file, line, kind, name)."""

    def __init__(
        self, path: str, line_of: Callable[[int], int], way: str | None, limit: Confidence | None
    ) -> None:
        self._path = path
        self._line_of = line_of
        self._way = way
        self._limit = limit
        self._is_test = zone_of(path) is Zone.TEST
        self._rows: dict[tuple[str, int, int, str, str], tuple[tuple[int, int, int], Evidence]] = {}

    def add(
        self, text: str, node: ast.AST, context: Context, *, path: str | None = None, shift: int = 0
    ) -> Named | None:
        """Judge a text at a node, keep what it names; ``shift`` is the line inside a long text."""
        named = judge(text, context.role)
        if named is None and context.way in _KEPT and context.role.trust is Trust.OPEN:
            named = api_address(text)
        if named is None:
            return None
        if named.kind is Kind.ENDPOINT and named.confidence is Confidence.MEDIUM and self._is_test:
            named = named._replace(confidence=Confidence.LOW)  # nobody we know: mostly invented
        if context.way in ("catalog", "dict_key") and is_bare_family(named.name):
            named = named._replace(confidence=Confidence.LOW)  # architectures are listed so too
        if context.mention or (
            named.kind is not Kind.ENDPOINT and is_placeholder(named.name) and "/" in named.name
        ):
            named = named._replace(confidence=Confidence.LOW)
        self.put(named, node, context, path=path, shift=shift)
        for beside in _beside(text, named, context.role):
            self.put(beside, node, context, path=path, shift=shift)
        return named

    def put(
        self,
        named: Named,
        node: ast.AST,
        context: Context,
        *,
        path: str | None = None,
        shift: int = 0,
    ) -> None:
        """Keep what a place names."""
        own = path is None or path == self._path
        raw = getattr(node, "lineno", 1) + shift
        line = self._line_of(raw) if own else raw
        column = getattr(node, "col_offset", 0) + 1 if not shift else 1
        confidence = named.confidence
        if self._limit is not None and _RANK[self._limit] > _RANK[confidence]:
            confidence = self._limit
        evidence = Evidence(
            kind=named.kind,
            name=named.name,
            at=Location(path or self._path, line, column),
            way=(self._way or context.way) if own else context.way,
            relation=context.role.relation,
            confidence=confidence,
            namespace=named.namespace,
            detail=_detail(named, context),
        )
        rank = (
            _RANK[confidence],
            -context.role.trust.value,
            0 if context.detail != Reference() else 1,
        )
        group = (
            "model"
            if named.kind in (Kind.MODEL, Kind.NAMED_MODEL, Kind.HOSTED_MODEL)
            else named.kind.value
        )
        key = (evidence.at.path, line, column, group, named.name)
        held = self._rows.get(key)
        if held is None or rank < held[0]:
            self._rows[key] = (rank, evidence)

    def evidence(self) -> Iterator[Evidence]:
        """Yield the evidence in order of place."""
        seen: dict[tuple[str, int, str, str], Evidence] = {}
        kinds: dict[tuple[Location, str], Kind] = {}
        for _, evidence in sorted(
            self._rows.values(), key=lambda row: (row[1].at, row[0], row[1].name)
        ):
            # One text is one thing: a dataset that a call loads is not a model by its form too.
            kind = kinds.setdefault((evidence.at, evidence.name), evidence.kind)
            if kind is not evidence.kind and Kind.DATASET in (kind, evidence.kind):
                continue
            seen.setdefault(
                (evidence.at.path, evidence.at.line, evidence.kind.value, evidence.name), evidence
            )
        yield from seen.values()


def _beside(text: str, named: Named, role: Role) -> Iterator[Named]:
    """Yield what else a text names: the file of a hub URL, the repository of a file, a model."""
    if named.kind is Kind.ENDPOINT and "://" in text:
        yield from islice(addressed(text, named.name), 1, None)
    elif named.kind is Kind.MODEL and named.files and "://" in text:
        weight = weight_name(named.files[0])
        if weight is not None:
            yield Named(Kind.WEIGHT_FILE, weight, "", named.confidence)
    elif named.kind is Kind.WEIGHT_FILE and _HUB_FILE.fullmatch(text) and role.kind is Kind.MODEL:
        repository = judge(text.rpartition("/")[0], Role(Trust.OPEN))
        if repository is not None:
            yield repository


def _detail(named: Named, context: Context) -> Reference | None:
    detail = context.detail
    if detail.host == LOCAL:
        detail = detail._replace(host=None)
    if named.kind in (Kind.ENDPOINT, Kind.WEIGHT_FILE):
        return None if detail.library is None else Reference(library=detail.library)
    if named.revision or named.files:
        detail = detail._replace(
            revision=named.revision or detail.revision, files=named.files or detail.files
        )
    return None if detail == Reference() else detail
