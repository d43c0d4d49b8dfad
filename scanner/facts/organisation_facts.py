"""Who stands behind a component: its publisher, the developer of its weights, and their listings.

A listing limits what its list restricts, to those whom it addresses. It does not by itself
restrict the use of published weights: each fact carries both, so that a reader sees which rule
says what, to whom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts.knowledge import Knowledge, day_of
from scanner.model.fact import Basis, Developed, Fact, Listed, Provenance, Published

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

#: Parents are followed this far; published structures are at most a few steps deep.
PARENT_LIMIT = 4


def owner(knowledge: Knowledge, handle: str) -> Mapping[str, object]:
    """Return the organisation that an account on a hub belongs to; empty when not known."""
    identifier = knowledge.text("handle", handle.lower())
    return knowledge.row("org", identifier) if identifier else {}


def modelscope_owner(knowledge: Knowledge, handle: str) -> Mapping[str, object]:
    """Return the organisation behind an account of ModelScope: its own row, else the hub's."""
    return owner(knowledge, f"modelscope:{handle}") or owner(knowledge, handle)


def named(knowledge: Knowledge, name: str) -> Mapping[str, object]:
    """Return the organisation of this id or name; empty when not known."""
    found = knowledge.row("org", name) if name else {}
    if found or not name:
        return found
    from scanner.facts.stems import name_key  # noqa: PLC0415 (most names are ids)

    identifier = knowledge.text("org-name", name_key(name))
    return knowledge.row("org", identifier) if identifier else {}


def published(about: str, organisation: Mapping[str, object], handle: str = "") -> Fact:
    """Return who published it; an account nobody pairs with an organisation stands for itself."""
    if not organisation:
        return Fact(
            about=about,
            claim=Published(organisation=handle, title=handle),
            provenance=Provenance(
                source="name",
                reference=f"account {handle!r} in the id",
                as_of=None,
                basis=Basis.DECLARED,
            ),
        )
    return Fact(
        about=about,
        claim=Published(
            organisation=str(organisation["id"]),
            title=str(organisation["title"]),
            country=_text(organisation, "country"),
            established=_texts(organisation, "established"),
            controlled=_texts(organisation, "controlled"),
            control_status=str(organisation.get("control_status", "unknown")),
            parents=_texts(organisation, "parents"),
        ),
        provenance=provenance(organisation),
    )


def developed(about: str, organisation: Mapping[str, object], *, inferred: bool) -> Fact:
    """Return who made the weights at the root of the lineage."""
    source = provenance(organisation)
    return Fact(
        about=about,
        claim=Developed(
            organisation=str(organisation["id"]),
            title=str(organisation["title"]),
            country=_text(organisation, "country"),
        ),
        provenance=Provenance(
            source=source.source,
            reference=source.reference,
            as_of=source.as_of,
            basis=Basis.INFERRED if inferred else source.basis,
        ),
    )


def provenance(organisation: Mapping[str, object]) -> Provenance:
    """Return where an organisation's country comes from."""
    return Provenance(
        source=str(organisation["table"]),
        reference=f"{organisation['id']}: {organisation.get('source', '')}",
        as_of=day_of(organisation.get("as_of")),
        basis=Basis(str(organisation["basis"])),
    )


def listings(
    knowledge: Knowledge, about: str, organisation: Mapping[str, object], role: str
) -> Iterator[Fact]:
    """Yield the listings of an organisation and, as those of a parent, of its parents."""
    seen: set[str] = set()
    steps = [(organisation, role)]
    for _ in range(PARENT_LIMIT):
        following = []
        for row, as_role in steps:
            if not row or row["id"] in seen:
                continue
            seen.add(str(row["id"]))
            found = row.get("listings")
            for item in found if isinstance(found, list) else []:
                yield _listed(about, row, item, as_role)
            following += [
                (knowledge.row("org", parent), "parent") for parent in _texts(row, "parents")
            ]
        steps = following


def _listed(
    about: str, organisation: Mapping[str, object], item: Mapping[str, object], role: str
) -> Fact:
    match = str(item["match"])
    claim = Listed(
        list=str(item["list"]),
        organisation=str(organisation["id"]),
        listed_name=str(item.get("listed_name") or organisation["title"]),
        match="parent" if role == "parent" and match == "exact" else match,
        role=role,
        restricts=str(item["restricts"]),
        addresses=str(item["addresses"]),
        citation=str(item["citation"]),
        first_listed=day_of(item.get("first_listed")),
        from_day=day_of(item.get("from")),
        relisted=tuple(day for day in map(day_of, _texts(item, "relisted")) if day),
        removed=day_of(item.get("removed")),
        status=str(item["status"]),
        announced=day_of(item.get("announced")),
    )
    return Fact(
        about=about,
        claim=claim,
        provenance=Provenance(
            source="organisations",
            reference=f"{organisation['id']} {item['list']}: {item['source']}",
            as_of=day_of(item.get("as_of")),
            basis=Basis(str(item["basis"])),
        ),
    )


def state_on(listed: Listed, day: date) -> str:
    """Return how a listing stands on a day, in the words of a period's state.

    A day before the first one proven is ``unconfirmed`` when nobody knows when the entry began.
    """
    if listed.removed is not None and listed.removed <= day:
        return "rescinded"
    if listed.from_day is not None and day < listed.from_day:
        if listed.first_listed is None:
            return "unconfirmed"
        if listed.first_listed <= day:
            return "enacted-not-effective"
        return "announced" if listed.announced and listed.announced <= day else "not-yet"
    return "in-force" if listed.status == "rescinded" else listed.status


def _text(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) and value else None


def _texts(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = row.get(key)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
