"""From a string in a text to evidence: what it names there, and the row that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.keys import OPEN, Role, Trust
from scanner.evidence.names import Named, hub_url, is_placeholder, judge, service_host, weight_name
from scanner.model.evidence import Confidence, Evidence, Kind, Location, Reference, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_SPLIT = re.compile(r"[^,;\s]+")
_HUB_ADDRESS = re.compile(r"https?://[^\s\"'<>()]*(?:huggingface\.co|hf\.co|hf-mirror\.com|modelscope\.(?:cn|ai))/[^\s\"'<>()]+")
_DATASET_URL = re.compile(r"(?:huggingface\.co|hf\.co|modelscope\.(?:cn|ai))/datasets/", re.IGNORECASE)
_DETAILED = frozenset([Kind.MODEL, Kind.NAMED_MODEL, Kind.HOSTED_MODEL, Kind.DATASET, Kind.ENDPOINT])


def named_by(text: str, role: Role) -> Iterator[tuple[Named, int]]:
    """Yield what a value names in its role, with the offset of each name; lists of names are split."""
    text = text[:4_000]
    lead = len(text) - len(text.lstrip())
    whole = judge(text, role)
    if whole is not None:
        yield whole, lead
        yield from ((weight, lead) for weight in _weights_of(text, whole))
        return
    if role.trust is Trust.NONE or not re.search(r"[,;\s]", text.strip()) or "{" in text:
        return
    parts = list(_SPLIT.finditer(text))
    each = [(judge(part[0].strip("\"'"), role), part.start()) for part in parts]
    # A sentence that holds one name is not a list of names.
    if all(named is not None for named, _ in each):
        yield from ((named, start) for named, start in each if named is not None)


def _weights_of(text: str, named: Named) -> Iterator[Named]:
    """Yield the weight file that a URL of a hub points at, beside its repository."""
    if named.kind is Kind.MODEL and named.files:
        weight = weight_name(named.files[0])
        if weight is not None and "://" in text:
            yield Named(Kind.WEIGHT_FILE, weight, "", named.confidence)


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
    if named.kind is Kind.DATASET and relation not in (Relation.TRAINED_ON, Relation.USES):
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


def urls(text: str) -> Iterator[tuple[Named, int]]:
    """Yield hub repositories, weight files and service hosts that URLs inside ``text`` point at."""
    for match in re.finditer(r"https?://[^\s\"'<>()\[\]{}|`\\^,]+", text[:20_000]):
        address = match[0].rstrip(".:;")
        found = judge(address, OPEN)
        if found is None:
            host = service_host(address)
            if host is not None:
                yield Named(Kind.ENDPOINT, host), match.start()
            continue
        yield found, match.start()
        yield from ((weight, match.start()) for weight in _weights_of(address, found))


def is_service_url(text: str) -> bool:
    """Return whether the whole text is a URL or host of a hosted AI service."""
    return " " not in text.strip() and service_host(text.strip()) is not None


__all__ = ["Named", "evidence", "hub_url", "is_placeholder", "is_service_url", "named_by", "urls"]
