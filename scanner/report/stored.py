"""Reads a stored JSON document back to the scan it was written from, to render it again.

The document may come from elsewhere: it is checked value by value, and what does not fit is an
error with its place, never a crash.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from enum import Enum
from functools import partial
from typing import Union, get_args, get_origin

from scanner.model import context as context_model
from scanner.model import dossier, evidence, fact, finding, inventory
from scanner.model.component import Component, ComponentKind
from scanner.model.errors import ConfigError
from scanner.model.file import Unreadable, parse_json
from scanner.model.scan import SCHEMA, Coverage, DataTable, Inputs, Scan
from scanner.report.json_table import Misfit, Table, as_text

_CLAIMS = {name: claim for claim, name in fact.CLAIM_NAMES.items()}


def parse(text: str, shown: str) -> Scan:
    """Return the scan that ``text`` records.

    Raises:
        ConfigError: it is not a result of this version.

    """
    try:
        return _scan(Table(parse_json(text), "$"))
    except Unreadable as error:
        raise ConfigError(f"{shown}:{error.line}", error.reason) from error
    except (Misfit, ValueError, TypeError) as error:
        hint = "write it with `flagstate scan --format json`"
        raise ConfigError(shown, f"not a stored result: {error}", hint) from error


def _scan(document: Table) -> Scan:
    if document.get("schema") != SCHEMA:
        raise Misfit(f"$.schema is not {SCHEMA!r}")
    findings = document.rows("findings", _finding)
    sources = {
        (row.text("file"), row.number("line")): row.text("source")
        for each in document.rows("findings", lambda table: table)
        for row in each.rows("evidence", lambda table: table)
        if row.get("source")
    }
    return Scan(
        inputs=_inputs(document.table("inputs")),
        inventory=_inventory(document),
        evidence=(),
        facts=document.rows("facts", _fact),
        tags=document.rows(
            "tags",
            lambda t: dossier.Tag(
                t.text("about"), t.text("family"), t.text("value"), t.words("facts")
            ),
        ),
        findings=findings,
        matrix=document.rows("matrix", _matrix_row),
        not_applied=document.rows(
            "not_applied",
            lambda t: finding.NotApplied(
                rule=t.text("rule"),
                reason=t.text("reason"),
                count=t.number("count"),
                detail=t.maybe("detail") or "",
            ),
        ),
        gaps=document.rows("gaps", _gap),
        coverage=_coverage(document.table("coverage")),
        data=document.rows("data", _data),
        sources=sources,
    )


def _inputs(table: Table) -> Inputs:
    declared = table.table("context")
    return Inputs(
        tool_version=table.text("tool_version"),
        path=table.text("path"),
        revision=table.maybe("revision"),
        profiles=table.words("profiles"),
        policy_digest=table.text("policy_digest"),
        config=table.words("config"),
        context=context_model.Context(
            today=date.fromisoformat(table.text("as_of")),
            declared={key: _declaration(declared.table(key)) for key in sorted(declared.value)},
        ),
        online=table.get("online") is True,
        fail_on=table.words("fail_on"),
        min_confidence=evidence.Confidence(table.text("min_confidence")).value,
    )


def _declaration(table: Table) -> context_model.Declaration:
    value = table.get("value")
    declared: context_model.Declared
    if isinstance(value, dict):
        months = Table(value, f"{table.at}.value")
        declared = tuple((month, months.number(month)) for month in sorted(value))
    elif isinstance(value, list):
        declared = table.words("value")
    elif isinstance(value, str | int):
        declared = value
    else:
        raise Misfit(f"{table.at}.value does not fit")
    on = table.maybe("declared_on")
    return context_model.Declaration(
        value=declared,
        origin=table.text("origin"),
        declared_by=table.maybe("declared_by"),
        declared_on=date.fromisoformat(on) if on else None,
    )


def _inventory(document: Table) -> inventory.Inventory:
    def component(table: Table) -> Component:
        return Component(
            name=table.text("name"),
            kind=_kind(table.text("name"), table.text("kind")),
            title=table.text("title"),
            version=table.maybe("version"),
        )

    def edge(table: Table) -> inventory.Edge:
        return inventory.Edge(
            source=table.text("from"),
            target=table.text("to"),
            relation=evidence.Relation(table.text("relation")),
            scope=table.text("scope"),
            inferred=table.get("inferred") is True,
        )

    found = {
        table.text("name"): table.rows("evidence", partial(_place, component=table))
        for table in document.rows("components", lambda table: table)
    }
    return inventory.Inventory(
        components=document.rows("components", component),
        edges=document.rows("edges", edge),
        evidence=found,
    )


def _kind(name: str, written: str) -> ComponentKind:
    """Return the kind; the document writes regions and instance types as what they are part of."""
    kind = ComponentKind(written)
    for each in (ComponentKind.REGION, ComponentKind.INSTANCE):
        if name.startswith(f"{each.value}:"):
            return each
    return kind


#: The kind a stored place of a component had; models are told apart only in the evidence report.
_KINDS = {
    "package": evidence.Kind.DEPENDENCY,
    "model": evidence.Kind.MODEL,
    "dataset": evidence.Kind.DATASET,
    "service": evidence.Kind.ENDPOINT,
    "accelerator": evidence.Kind.ACCELERATOR,
    "region": evidence.Kind.REGION,
    "instance": evidence.Kind.INSTANCE,
}


def _place(row: Table, component: Table) -> evidence.Evidence:
    kind = row.maybe("kind")
    return evidence.Evidence(
        kind=evidence.Kind(kind)
        if kind
        else _KINDS.get(component.text("kind"), evidence.Kind.MODEL),
        name=row.maybe("id") or component.text("title"),
        at=evidence.Location(row.text("file"), row.number("line"), row.number("column")),
        way=row.text("way"),
        relation=evidence.Relation(row.text("relation")),
        confidence=evidence.Confidence(row.text("confidence")),
        zone=evidence.Zone(row.text("zone")),
    )


def _fact(table: Table) -> fact.Fact:
    name = table.text("claim")
    if name not in _CLAIMS:
        raise Misfit(f"{table.at}.claim {name[:40]!r} is not known")
    day = table.maybe("date")
    claim = _typed(_CLAIMS[name], table.get("value"), f"{table.at}.value")
    return fact.Fact(
        about=table.text("about"),
        claim=typing.cast("fact.Claim", claim),  # _typed returns what _CLAIMS names
        provenance=fact.Provenance(
            source=table.text("source"),
            reference=table.text("reference"),
            as_of=date.fromisoformat(day) if day else None,
            basis=fact.Basis(table.text("basis")),
        ),
    )


def claim(name: str, value: object) -> fact.Claim | None:
    """Return the claim of that public name and those values; ``None`` when it is none."""
    try:
        # _typed returns an instance of what _CLAIMS names
        return typing.cast("fact.Claim", _typed(_CLAIMS[name], value, name))
    except (Misfit, KeyError, TypeError, ValueError):
        return None


def _typed(want: object, value: object, at: str) -> object:
    """Return a JSON value as ``want``: a dataclass, an enum, a tuple of those, or a plain value."""
    origin = get_origin(want)
    if origin in {Union, types.UnionType}:
        options = [option for option in get_args(want) if option is not type(None)]
        return None if value is None else _typed(options[0], value, at)
    if origin is tuple:
        if not isinstance(value, list):
            raise Misfit(f"{at} is no list")
        kinds = get_args(want)
        if kinds[-1] is Ellipsis:
            kinds = (kinds[0],) * len(value)
        if len(kinds) != len(value):
            raise Misfit(f"{at} has {len(value)} items")
        return tuple(_typed(kind, item, at) for kind, item in zip(kinds, value, strict=True))
    if dataclasses.is_dataclass(want) and isinstance(want, type):
        table = Table(value, at)
        hints = typing.get_type_hints(want, vars(fact) | {"date": date})
        return want(
            **{
                f.name: _typed(hints[f.name], table.get(f.name), f"{at}.{f.name}")
                for f in dataclasses.fields(want)
                if f.name in table.value
            }
        )
    if want is date:
        return date.fromisoformat(as_text(value, at))
    if isinstance(want, type) and issubclass(want, Enum):
        return want(value)
    if want is float and isinstance(value, int | float):
        return float(value)
    if isinstance(want, type) and type(value) is not want:
        raise Misfit(f"{at} is no {want.__name__}")
    return value


def _finding(table: Table) -> finding.Finding:
    about = table.text("about")
    component = Table({"kind": "model", "title": about}, table.at)
    return finding.Finding(
        rule=table.text("rule"),
        slug=table.text("slug"),
        regime=table.maybe("regime"),
        about=about,
        outcome=finding.Outcome(table.text("outcome")),
        severity=finding.Severity(table.text("severity")),
        message=table.text("message"),
        remedy=table.text("remedy"),
        question=table.maybe("question") or "",
        citation=table.maybe("citation") or "",
        period=table.maybe("period") or "",
        markets=table.words("markets"),
        decisive=table.maybe("decisive") or "",
        set_keys=table.words("set_keys"),
        evidence=table.rows("evidence", lambda row: _place(row, component)),
        facts=table.words("facts"),
        why=table.maybe("why") or "",
        waiver=table.maybe("waiver") or "",
        known_since=table.maybe("known_since") or "",
        fingerprint=table.text("fingerprint"),
    )


def _matrix_row(table: Table) -> finding.MatrixRow:
    cells = table.table("cells")
    return finding.MatrixRow(
        component=table.text("component"),
        cells=tuple((market, finding.Cell(cells.text(market))) for market in cells.value),
        conflict=table.text("conflict"),
        residency=table.words("residency"),
        control=table.words("control"),
        origin=table.words("origin"),
    )


def _gap(table: Table) -> evidence.Gap:
    return evidence.Gap(
        at=evidence.Location(table.text("file"), table.number("line")),
        reason=table.text("reason"),
        stage=table.text("stage"),
        bug=table.get("bug") is True,
    )


def _coverage(table: Table) -> Coverage:
    skipped = table.table("skipped")
    return Coverage(
        files=table.number("files"),
        read=table.number("read"),
        skipped={reason: skipped.number(reason) for reason in sorted(skipped.value)},
        gaps=table.number("gaps"),
    )


def _data(table: Table) -> DataTable:
    return DataTable(
        table=table.text("table"),
        source=table.text("source"),
        as_of=date.fromisoformat(table.text("as_of")),
        rows=table.number("rows"),
        license=table.maybe("license") or "",
        limit_days=None if table.get("limit_days") is None else table.number("limit_days"),
        stale=table.get("stale") is True,
    )
