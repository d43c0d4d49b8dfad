"""Claims written as TOML tables, for rule tests and worked cases: ``{ claim = "license", ... }``.

Keys are the fields of the claim in kebab-case; nested records (terms, thresholds) are tables.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from scanner.model.component import Component, ComponentKind
from scanner.model.evidence import Evidence, Gap, Kind, Location, Reference, Zone
from scanner.model.fact import (
    CLAIM_NAMES,
    Basis,
    Claim,
    Fact,
    Provenance,
    Step,
    Terms,
    Territory,
    Threshold,
)
from scanner.model.purl import title_of
from scanner.policy.toml import near

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLASSES = {name: kind for kind, name in CLAIM_NAMES.items()}
#: Field -> the record its tables hold.
_NESTED: dict[str, type] = {
    "terms": Terms,
    "thresholds": Threshold,
    "territories": Territory,
    "steps": Step,
}
#: Fields of a claim a table may leave out though the class asks for them.
_DEFAULTS: dict[str, object] = {
    "title": "",
    "country": None,
    "listed_name": "",
    "match": "exact",
    "text": "",
    "expression": None,
    "steps": (),
    "inferred": False,
    "confidence": "confident",
    "accessibility": "unknown",
    "ground": "",
    "operator_country": None,
    "aliases": (),
    "fixed": (),
    "tpp": None,
    "density": None,
    "provider": "",
    "text_read": True,
    "scope": "unknown",
}
#: Component name prefix -> kind.
_KINDS = {
    "pkg:pypi/": ComponentKind.PACKAGE,
    "pkg:conda/": ComponentKind.PACKAGE,
    "service:": ComponentKind.SERVICE,
    "dataset:": ComponentKind.DATASET,
    "accelerator:": ComponentKind.ACCELERATOR,
    "region:": ComponentKind.REGION,
    "instance:": ComponentKind.INSTANCE,
    "project:": ComponentKind.PROJECT,
    "scan:": ComponentKind.PROJECT,
    "table:": ComponentKind.PROJECT,
}


#: Fields that hold a day, which a cached policy keeps as text.
_DAYS = frozenset(["first_listed", "from_day", "until_day", "removed"])


def day_of(value: object) -> object:
    """Return the date that ISO text stands for; anything else as it is."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


class BadClaim(Exception):
    """A table is no claim; says what is wrong."""


def component(name: str) -> Component:
    """Return the component a typed name or purl stands for; without a known prefix a model."""
    kind = next((k for prefix, k in _KINDS.items() if name.startswith(prefix)), ComponentKind.MODEL)
    version = name.rpartition("@")[2] if "@" in name and name.startswith("pkg:") else None
    return Component(name, kind, title_of(name), version)


def fact(about: str, table: Mapping[str, object]) -> Fact:
    """Return the fact of one claim table.

    Raises:
        BadClaim: an unknown claim or field, or a value of the wrong form.

    """
    name = str(table.get("claim", ""))
    kind = _CLASSES.get(name)
    if kind is None:
        raise BadClaim(f"there is no claim {name!r}; {near(name, _CLASSES)}")
    values = {k: v for k, v in table.items() if k not in {"claim", "basis", "source", "as-of"}}
    as_of = day_of(table.get("as-of"))
    origin = Provenance(
        source=str(table.get("source", "test")),
        reference=str(table.get("source", "test")),
        as_of=as_of if isinstance(as_of, date) else None,
        basis=Basis(str(table.get("basis", Basis.PRIMARY_TEXT.value))),
    )
    claim = cast("Claim", _record(kind, values))  # the class was looked up in CLAIM_NAMES
    return Fact(about=about, claim=claim, provenance=origin)


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _record(kind: type, table: Mapping[str, object]) -> object:
    names = _fields(kind)
    values: dict[str, object] = {name: _DEFAULTS[name] for name in names if name in _DEFAULTS}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in names:
            raise BadClaim(f"{kind.__name__} has no field {key!r}; {near(name, names)}")
        values[name] = _value(name, value)
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise BadClaim(str(error)) from error


def _value(name: str, value: object) -> object:
    nested = _NESTED.get(name)
    if isinstance(value, list | tuple):
        items = (
            _record(nested, item)
            if nested and isinstance(item, dict)
            else (day_of(item) if name == "relisted" else item)
            for item in value
        )
        return tuple(items)
    if nested and isinstance(value, dict):
        return _record(nested, value)
    if name == "others" and isinstance(value, dict):
        return tuple(sorted((str(k), str(v)) for k, v in value.items()))
    if name == "compute_flop" and isinstance(value, int):
        return float(value)
    if name in _DAYS and isinstance(value, str):
        return day_of(value)
    if name == "status" and isinstance(value, str):
        return _status(value)
    return value


def _status(text: str) -> object:
    from scanner.model.fact import Status  # noqa: PLC0415 (one enum for one field)

    return Status(text) if text in {item.value for item in Status} else text


def evidence(about: Component, table: Mapping[str, object]) -> Evidence:
    """Return a place that names the component: file, line, zone, revision, remote-code, host.

    A model beside a host is one that is called there.
    """
    kinds = {
        ComponentKind.PACKAGE: Kind.DEPENDENCY,
        ComponentKind.SERVICE: Kind.ENDPOINT,
        ComponentKind.DATASET: Kind.DATASET,
    }
    revision = table.get("revision")
    host = table.get("host")
    line = table.get("line", 1)
    return Evidence(
        kind=kinds.get(about.kind, Kind.HOSTED_MODEL if host else Kind.MODEL),
        name=about.title,
        at=Location(str(table.get("file", "app.py")), line if isinstance(line, int) else 1),
        way=str(table.get("way", "call_arg")),
        detail=Reference(
            revision=str(revision) if revision else None,
            host=str(host) if host else None,
            remote_code=table.get("remote-code") is True,
        ),
        zone=Zone(str(table.get("zone", "runtime"))),
    )


def gap(table: Mapping[str, object]) -> Gap:
    """Return a gap: file and reason."""
    return Gap(Location(str(table.get("file", "?"))), str(table.get("reason", "")))
