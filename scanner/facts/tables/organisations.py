"""Organisations, their accounts on hubs and code hosts, and the lists they stand on.

``organisations.toml`` is checked by hand and comes first; ``publishers.csv`` adds names, accounts
and countries from public tables; ``handles.csv`` holds corrections and additions. An account
belongs to one organisation. An account of a private person has no country: people are never
profiled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.facts.stems import name_key, slug
from scanner.facts.tables import checks
from scanner.facts.tables.read import (
    BadTable,
    Entry,
    Record,
    Row,
    records,
    tables_of,
    text,
    texts,
    toml_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def single(established: list[str], controlled: list[str]) -> str | None:
    """Return the one country of the account's organisation: its seat, else where control sits."""
    for codes in (established, controlled):
        if len(codes) == 1:
            return codes[0]
    return None


def entries(folder: Path) -> Iterator[Entry]:
    """Yield ``org``, ``handle`` and ``org-name`` entries."""
    register = Register()
    for row in toml_rows(folder / "organisations.toml", "org"):
        register.add_checked(row)
    for record in records(folder / "handles.csv", needed=("handle", "source", "as_of", "basis")):
        register.add_handle(record)
    for record in records(folder / "publishers.csv", needed=("org", "source")):
        register.add_publisher(record)
    yield from register.entries()


#: Stands before an account of ModelScope; the hub may have another account of that name.
MODELSCOPE = "modelscope:"
#: ``Massachusetts Institute of Technology (MIT)``: both names count.
_ALSO = re.compile(r"^([^()]{3,}?)\s*(?=\()|\(([^()]{2,})\)")


class Register:
    """All organisations, with one owner for each account."""

    def __init__(self) -> None:
        self.organisations: dict[str, Row] = {}
        self.handles: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def add_checked(self, row: Row) -> None:
        """Add a row of ``organisations.toml``."""
        at = f"organisations.toml [{row.get('id')}]"
        identifier = text(row, "id")
        checks.need(ok=bool(identifier), at=at, problem="id is missing")
        checks.need(ok=identifier not in self.organisations, at=at, problem="id occurs twice")
        established = checks.countries(texts(row, "established"), at, "established")
        controlled = checks.countries(texts(row, "controlled"), at, "controlled")
        control = checks.word(row, "control_status", checks.CONTROL, at)
        if control in {"known", "unverified"}:
            checks.need(ok=bool(established), at=at, problem="established is empty")
            checks.need(ok=bool(controlled), at=at, problem="controlled is empty")
        parent = text(row, "parent_id")
        self.organisations[identifier] = {
            "id": identifier,
            "title": text(row, "name"),
            "legal_entity": text(row, "legal_entity"),
            "country": single(established, controlled),
            "established": established,
            "controlled": controlled,
            "control_status": control,
            "parents": [parent] if parent else [],
            "parent_text": text(row, "parent"),
            "handles": texts(row, "hf"),
            "listings": [_listing(item, at) for item in tables_of(row, "listings")],
            "measures": [text(item, "regime") for item in tables_of(row, "app_measures")],
            "notes": text(row, "notes"),
            "table": "organisations",
            "source": text(row, "established_source"),
            "as_of": checks.as_of(row, at),
            "basis": checks.basis_of(row, at, "established_basis"),
        }
        for handle in texts(row, "hf"):
            self.handles.setdefault(handle.lower(), identifier)
        names = [identifier, *text(row, "name").split(" / "), text(row, "name")]
        for name in names:
            self.names.setdefault(name_key(name), identifier)

    def add_handle(self, record: Record) -> None:
        """Add a row of ``handles.csv``: an account, its organisation, its country if new."""
        organisation = record["organisation"]
        handle = record["handle"]
        if organisation not in self.organisations:
            self._new(
                identifier=organisation or handle,
                title=record["title"] or handle,
                country=record["country"],
                at=record.at,
                table="handles",
                source=record["source"],
                day=checks.day(record["as_of"], record.at, "as_of"),
                basis=checks.basis_of({"basis": record["basis"]}, record.at),
            )
        identifier = organisation or handle
        self.handles[handle.lower()] = identifier
        if not handle.startswith(MODELSCOPE):
            _handles(self.organisations[identifier]).append(handle)

    def add_publisher(self, record: Record) -> None:
        """Add a row of ``publishers.csv`` to whoever has its account or name, or as a new one."""
        handles = [item for item in record["hf_handles"].split(";") if item]
        owners = [self.handles[item.lower()] for item in handles if item.lower() in self.handles]
        known = owners[0] if owners else self.names.get(name_key(record["org"]))
        identifier = known or self._publisher(record)
        row = self.organisations[identifier]
        if row["country"] is None and record["country"] in texts(row, "established"):
            # Several seats: the one that public tables give for the account.
            row["country"] = record["country"]
        for handle in handles:
            if handle.lower() not in self.handles:
                self.handles[handle.lower()] = identifier
                _handles(self.organisations[identifier]).append(handle)
        for handle in record["modelscope_handles"].split(";"):
            if handle:
                self.handles.setdefault(f"{MODELSCOPE}{handle.lower()}", identifier)
        aliases = [item.strip() for item in record["aliases"].split(";") if item.strip()]
        also = [part for found in _ALSO.findall(record["org"]) for part in found if part]
        for name in (record["org"], *also, *aliases):
            self.names.setdefault(name_key(name), identifier)

    def _publisher(self, record: Record) -> str:
        identifier = slug(record["org"])
        if identifier in self.organisations:
            return identifier
        confirmed = record["country_confirmed_by"]
        unverified = "general-knowledge" in record["source"] and not confirmed
        self._new(
            identifier=identifier,
            title=record["org"],
            country=record["country"],
            at=record.at,
            table="publishers",
            source=confirmed or record["source"],
            day="2026-11-21",
            basis="general-knowledge" if unverified else "repo-data",
        )
        return identifier

    def _new(  # noqa: PLR0913 (one call builds one row)
        self,
        *,
        identifier: str,
        title: str,
        country: str,
        at: str,
        table: str,
        source: str,
        day: str | None,
        basis: str,
    ) -> None:
        codes = [code for code in country.split(";") if code]
        established = checks.countries(codes, at, "country")
        self.organisations[identifier] = {
            "id": identifier,
            "title": title,
            "country": single(established, []),
            "established": established,
            "controlled": [],
            "control_status": "unknown",
            "handles": [],
            "table": table,
            "source": source,
            "as_of": day,
            "basis": basis,
        }

    def entries(self) -> Iterator[Entry]:
        """Yield everything, parents checked."""
        for identifier, row in self.organisations.items():
            for parent in texts(row, "parents"):
                if parent not in self.organisations:
                    raise BadTable(f"organisations.toml [{identifier}]", f"no parent {parent!r}")
            yield Entry("org", identifier, {key: value for key, value in row.items() if value})
        for handle, identifier in self.handles.items():
            yield Entry("handle", handle, identifier)
        for name, identifier in self.names.items():
            if name:
                yield Entry("org-name", name, identifier)


def _handles(row: Row) -> list[str]:
    value = row["handles"]
    if not isinstance(value, list):
        raise BadTable(str(row["id"]), "handles is not a list")
    return value


def _listing(item: Row, where: str) -> Row:
    """Return one listing: published, effective and first-listed stay three dates."""
    at = f"{where} listing {item.get('list')}"
    for key in ("list", "restricts", "addresses", "citation", "source"):
        checks.need(ok=bool(text(item, key)), at=at, problem=f"{key} is missing")
    start = checks.day(item.get("from"), at, "from")
    first = checks.day(item.get("first_listed"), at, "first_listed")
    removed = checks.day(item.get("removed"), at, "removed")
    again = texts(item, "relisted")
    checks.need(ok=start is not None, at=at, problem="from is missing")
    announced = checks.day(item.get("announced"), at, "announced")
    for earlier, later in ((announced, first), (first, start), (start, removed)):
        if earlier and later:
            checks.need(ok=earlier <= later, at=at, problem=f"{later} comes before {earlier}")
    checks.need(ok=again == sorted(set(again)), at=at, problem="relisted is not in order")
    return {
        "list": text(item, "list"),
        "list_name": text(item, "list_name"),
        "restricts": text(item, "restricts"),
        "addresses": text(item, "addresses"),
        "listed_name": text(item, "listed_name"),
        "match": text(item, "match") or "exact",
        "citation": text(item, "citation"),
        "first_listed": first,
        "from": start,
        "relisted": again,
        "removed": removed,
        "status": checks.word(item, "status", checks.STATES, at),
        "announced": announced,
        "challenged": text(item, "challenged"),
        "note": text(item, "note"),
        "source": text(item, "source"),
        "basis": checks.basis_of(item, at),
        "as_of": checks.as_of(item, at),
    }
