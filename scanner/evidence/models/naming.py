"""From a string in a text to evidence: what it names there, and the row that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.keys import Role, Trust
from scanner.evidence.models.addresses import addressed, service, urls
from scanner.evidence.models.judgement import judged, weights_of
from scanner.evidence.names import Named
from scanner.model.evidence import Confidence, Evidence, Kind, Location, Reference, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

__all__ = ["Named", "addressed", "evidence", "named_by", "service", "urls"]

_LISTED = re.compile(r"[,;\s]")
_SPLIT = re.compile(r"[^,;\s]+")
_TEXT_LIMIT = 4_000
_DETAILED = frozenset(
    [Kind.MODEL, Kind.NAMED_MODEL, Kind.HOSTED_MODEL, Kind.DATASET, Kind.ENDPOINT]
)


def named_by(text: str, role: Role) -> Iterator[tuple[Named, int]]:
    """Yield what a value names in its role, with the offset of each name; lists are split."""
    if role.trust is Trust.NONE:
        return
    text = text[:_TEXT_LIMIT]
    whole = judged(text, role)
    lead = len(text) - len(text.lstrip())
    if whole is not None:
        yield whole, lead
        weight = weights_of(text, whole)
        if weight is not None:
            yield weight, lead
        return
    if role.trust is Trust.OPEN or "{" in text or not _LISTED.search(text.strip()):
        return
    each = [(judged(part[0].strip("\"'"), role), part.start()) for part in _SPLIT.finditer(text)]
    # A sentence that holds one name is not a list of names.
    if all(named is not None for named, _ in each):
        yield from ((named, start) for named, start in each if named is not None)


def evidence(  # noqa: PLR0913 (a row has this many parts)
    file: File,
    named: Named,
    place: tuple[int, int],
    way: str,
    *,
    relation: Relation = Relation.USES,
    confidence: Confidence | None = None,
    host: str | None = None,
    subject: str = "",
) -> Evidence:
    """Return the row for what is named at ``place``."""
    detail = None
    if named.kind in _DETAILED and (named.revision or named.files or host):
        detail = Reference(revision=named.revision, host=host, files=named.files)
    if named.kind is Kind.DATASET and relation is not Relation.TRAINED_ON:
        relation = Relation.USES
    return Evidence(
        kind=named.kind,
        name=named.name,
        at=Location(file.path, *place),
        way=way,
        relation=relation,
        confidence=confidence or named.confidence,
        namespace=named.namespace,
        subject=subject,
        detail=detail,
    )
