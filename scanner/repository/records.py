"""Rows of evidence to JSON arrays and back, checked: a cache is data, not trust."""

from __future__ import annotations

import json

from scanner.model.evidence import (
    Asked,
    Assigned,
    Confidence,
    Detail,
    Evidence,
    Gap,
    Kind,
    Location,
    Locked,
    Reference,
    Relation,
    Requirement,
    Skip,
    Statement,
    Zone,
)

Row = Evidence | Statement | Asked | Assigned | Gap | Skip
_DETAILS: dict[str, type[Requirement | Locked | Reference]] = {
    "requirement": Requirement,
    "locked": Locked,
    "reference": Reference,
}
_DETAIL_TAGS = {kind: tag for tag, kind in _DETAILS.items()}


class Malformed(Exception):
    """Not what this version writes."""


def encode(rows: tuple[Row, ...], opened: dict[str, str | None]) -> str:
    """Return rows and the ids of the files they rest on as JSON; nothing at all as ``""``."""
    if not rows and not opened:
        return ""
    value = [sorted(opened.items()), [_encoded(row) for row in rows]]
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True)


def decode(text: str) -> tuple[tuple[Row, ...], dict[str, str | None]]:
    """Return what ``encode`` was given.

    Raises:
        Malformed: the text has another shape.

    """
    if not text:
        return (), {}
    try:
        opened, rows = json.loads(text)
        files = {
            _text(path): None if blob_id is None else _text(blob_id) for path, blob_id in opened
        }
        return tuple(_decoded(row) for row in rows), files
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Malformed(str(error)) from error


def _encoded(row: Row) -> list[object]:
    match row:
        case Evidence():
            detail = None if row.detail is None else [_DETAIL_TAGS[type(row.detail)], *row.detail]
            return ["evidence", *row[:2], list(row.at), *row[3:8], detail, *row[9:]]
        case Statement():
            return ["statement", *row[:4], list(row.at), row.detector]
        case Asked():
            return ["asked", *row[:2], list(row.at), *row[3:]]
        case Assigned():
            return ["assigned", *row[:2], list(row.at), row.way]
        case Gap():
            return ["gap", list(row.at), row.reason, row.stage, row.bug]
        case Skip():
            return ["skip", row.path, row.reason]


def _decoded(row: list[object]) -> Row:
    tag, *values = row
    if tag == "evidence":
        return _evidence(*values)
    if tag == "statement":
        kind, about, claim, value, at, detector = values
        about_kind = None if kind is None else Kind(kind)
        texts = (_text(about), _text(claim), _text(value))
        return Statement(about_kind, *texts, _location(at), _text(detector))
    if tag == "asked":
        variable, kind, at, relation, space, reason = values
        wanted = None if kind is None else Kind(kind)
        said = (_text(space), _text(reason))
        return Asked(_text(variable), wanted, _location(at), Relation(relation), *said)
    if tag == "assigned":
        variable, value, at, way = values
        return Assigned(_text(variable), _text(value), _location(at), _text(way))
    if tag == "gap":
        at, reason, stage, bug = values
        return Gap(_location(at), _text(reason), _text(stage), _bool(bug))
    if tag == "skip":
        path, reason = values
        return Skip(_text(path), _text(reason))
    raise Malformed(f"row {tag!r}")


def _evidence(  # noqa: PLR0913, PLR0917 (the fields of a row)
    kind: object,
    name: object,
    at: object,
    way: object,
    relation: object,
    confidence: object,
    namespace: object,
    subject: object,
    detail: object,
    zone: object,
    detector: object,
) -> Evidence:
    return Evidence(
        Kind(kind),
        _text(name),
        _location(at),
        _text(way),
        Relation(relation),
        Confidence(confidence),
        _text(namespace),
        _text(subject),
        _detail(detail),
        Zone(zone),
        _text(detector),
    )


def _detail(value: object) -> Detail | None:
    """Return a detail; each field must have the type of the field of that class."""
    if value is None:
        return None
    tag, *fields = _list(value)
    made = _DETAILS[_text(tag)]
    names = made._fields
    if len(fields) != len(names):
        raise Malformed(f"{tag} has {len(fields)} fields")
    checked = [
        _field(made.__annotations__[name], given) for name, given in zip(names, fields, strict=True)
    ]
    # The annotations were just checked against the values.
    return made(*checked)  # type: ignore[arg-type]


def _field(annotation: object, value: object) -> object:
    """Check a value against an annotation as NamedTuple keeps it: a forward reference."""
    match getattr(annotation, "__forward_arg__", annotation):
        case "str":
            return _text(value)
        case "bool":
            return _bool(value)
        case "str | None":
            return None if value is None else _text(value)
        case "tuple[str, ...]":
            return tuple(_text(item) for item in _list(value))
        case other:
            raise Malformed(f"no check for {other!r}")


def _location(value: object) -> Location:
    path, line, column = _list(value)
    if type(line) is not int or type(column) is not int:
        raise Malformed("a place without numbers")
    return Location(_text(path), line, column)


def _text(value: object) -> str:
    if type(value) is not str:
        raise Malformed(f"{value!r} is no text")
    return value


def _bool(value: object) -> bool:
    if type(value) is not bool:
        raise Malformed(f"{value!r} is neither true nor false")
    return value


def _list(value: object) -> list[object]:
    if type(value) is not list:
        raise Malformed(f"{value!r} is no list")
    return value
