"""Licences of models: a row per text with its terms, the names a hub uses for it, SPDX ids.

``model_licences.toml`` holds the terms per release; ``license_names.csv`` maps what model cards
write ("gemma", "llama3.1", "other") to a licence; ``model_license_slugs.csv`` and ``licences.csv``
add SPDX ids and ScanCode's categories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts.tables import checks
from scanner.facts.tables.read import Entry, Row, records, tables_of, text, texts, toml_rows
from scanner.model.fact import LICENSE_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Cells of a licence row that are terms of their own and are kept as (key, value) pairs.
_OTHER_TERMS = (
    "commercial_permission",
    "redistribution",
    "output_training_text",
    "extra_conditions",
    "clauses",
    "exemptions",
    "base_licence",
    "earlier_licence",
    "terms_if_claim_holds",
    "notes",
)
#: The same, and always there: "no" when the text has no such clause, unknown when nobody looked.
_ASKED_TERMS = ("derivative", "adapters", "hosting", "updates")
#: What a text grants and asks: taken over by a row that inherits it.
_TERMS = (
    "commercial_use",
    "thresholds",
    "territory",
    "acceptable_use_policy",
    "military_ban",
    "naming_duty",
    "attribution_duty",
    "output_training",
    "patent_termination",
    "governing_law",
    *_ASKED_TERMS,
    *("redistribution", "output_training_text", "extra_conditions", "clauses"),
    "commercial_permission",
)
#: ScanCode categories as licence classes; ids below are stricter than their category says.
_CATEGORIES = {
    "Permissive": "permissive",
    "Public Domain": "permissive",
    "Copyleft Limited": "weak-copyleft",
    "Copyleft": "strong-copyleft",
}
_NETWORK = ("AGPL-", "SSPL-", "OSL-", "RPL-", "CPAL-", "NPOSL-")


def entries(folder: Path) -> Iterator[Entry]:
    """Yield ``license-row``, ``license-pattern``, ``license`` and ``license-name`` entries."""
    rows = toml_rows(folder / "model_licences.toml", "licence")
    known = {text(row, "id") for row in rows}
    rows = [_inherited(row, rows) for row in rows]
    patterns: set[tuple[str, str]] = set()  # ids fold to lower case: a row says one pattern once
    for row in rows:
        value = _row(row, known)
        yield Entry("license-row", text(row, "id"), value)
        patterns |= {(pattern.lower(), text(row, "id")) for pattern in texts(row, "hf_patterns")}
    # Most specific first: no wildcard, then the longer literal part.
    ordered = sorted(patterns, key=lambda item: (item[0].count("*"), -len(item[0]), item))
    yield Entry("license-pattern", "", ordered)
    yield from _spdx(folder)
    yield from _names(folder, known)


def row_class(row: Row) -> str:
    """Return the class of a licence row: the first of LICENSE_CLASSES that applies."""
    if row.get("disputed") is True:
        return "unknown"
    expression = text(row, "licence_id")
    thresholds = tables_of(row, "thresholds")
    answers = (
        (text(row, "class"), text(row, "class")),
        ("non-commercial", text(row, "commercial_use") == "no"),
        ("community-threshold", bool(thresholds)),
        (
            "use-restricted",
            "yes" in (text(row, "acceptable_use_policy"), text(row, "military_ban")),
        ),
        ("use-restricted", text(row, "commercial_use") == "conditional" and "Ref" in expression),
    )
    for name, holds in answers:
        if holds:
            return str(name)
    found = spdx_class(expression, "")
    return found if found != "unknown" or text(row, "commercial_use") != "yes" else "permissive"


def spdx_class(expression: str, category: str) -> str:
    """Return the class of one SPDX id, by its family first and ScanCode's category second."""
    if "-NC-" in f"{expression}-" or "Noncommercial" in expression:
        return "non-commercial"
    if expression.startswith(_NETWORK):
        return "network-copyleft"
    if expression.startswith("GPL-"):
        return "strong-copyleft"
    if expression.startswith(("LGPL", "MPL-", "EPL-", "CDDL-", "CC-BY-SA-")):
        return "weak-copyleft"
    if "OpenRAIL" in expression or "RAIL" in expression:
        return "use-restricted"
    if expression in {"Apache-2.0", "MIT", "BSD-3-Clause", "BSD-2-Clause", "CC-BY-4.0", "CC0-1.0"}:
        return "permissive"
    if category in _CATEGORIES:
        return _CATEGORIES[category]
    return "proprietary" if category else "unknown"


def _inherited(row: Row, rows: list[Row]) -> Row:
    """Return the row with the terms of the text it inherits: another release, the same licence.

    Terms that the row states itself stay; whether the release is under that text stays as well
    sourced as the row says.
    """
    name = text(row, "inherits")
    base = next((each for each in rows if text(each, "id") == name), None)
    if base is None or base.get("text_read") is not True:
        return row
    own = {key: value for key, value in row.items() if value not in ("unknown", "", [])}
    return {**{key: base[key] for key in _TERMS if key in base}, **own, "text_read": True}


def _row(row: Row, known: set[str]) -> Row:
    at = f"model_licences.toml [{row.get('id')}]"
    for key in ("id", "publisher", "licence_id"):
        checks.need(ok=bool(text(row, key)), at=at, problem=f"{key} is missing")
    checks.need(ok=text(row, "inherits", next(iter(known))) in known, at=at, problem="inherits")
    read = row.get("text_read") is True
    words = {
        key: checks.word(row, key, checks.TERMS, at)
        for key in ("commercial_use", "acceptable_use_policy", "military_ban", "output_training")
    }
    if not read:
        # A term nobody read is unknown, never "not restricted".
        for key, free in (
            ("acceptable_use_policy", "no"),
            ("military_ban", "no"),
            ("output_training", "yes"),
        ):
            checks.need(ok=words[key] != free, at=at, problem=f"{key} = {free}: no text was read")
    return {
        "id": text(row, "id"),
        "family": text(row, "family"),
        "publisher": text(row, "publisher"),
        "expression": text(row, "licence_id"),
        "title": text(row, "licence_name"),
        "class": row_class(row),
        "text_read": read,
        **words,
        "patent_termination": text(row, "patent_termination") or "unknown",
        "governing_law": text(row, "governing_law") or "unknown",
        "thresholds": [_threshold(item, at) for item in tables_of(row, "thresholds")],
        "territories": _territories(row, at),
        "naming": "; ".join(
            part for part in (text(row, "naming_duty"), text(row, "attribution_duty")) if part
        ),
        "disputed": row.get("disputed") is True,
        "claims": [
            [text(item, "licence_id"), text(item, "source")] for item in tables_of(row, "claims")
        ],
        "others": sorted(
            [
                *([key, text(row, key) or "unknown"] for key in _ASKED_TERMS),
                *([key, text(row, key)] for key in _OTHER_TERMS if text(row, key)),
            ]
        ),
        "from": checks.day(text(row, "effective_from"), at, "effective_from"),
        "until": checks.day(text(row, "effective_until"), at, "effective_until"),
        "code": text(row, "code_licence"),
        "unverified": texts(row, "unverified_fields"),
        "source": text(row, "source"),
        "as_of": checks.as_of(row, at),
        "basis": checks.basis_of(row, at),
    }


def _threshold(item: Row, at: str) -> Row:
    value = item.get("value")
    checks.need(ok=isinstance(value, int), at=at, problem="threshold without a value")
    measured = checks.word(item, "measured", frozenset({"once", "running", "unknown"}), at)
    month = text(item, "measured_month")
    dated = bool(month or text(item, "measured_rule"))
    checks.need(ok=measured != "once" or dated, at=at, problem="measured once, but not when")
    return {
        "metric": text(item, "metric").replace("_", "-"),
        "op": text(item, "op"),
        "value": value,
        "measured": measured,
        "measured_month": month or None,
        "scope": checks.word(item, "scope", frozenset({"group", "product", "unknown"}), at),
        "follows": checks.word(item, "follows", frozenset({"licence", "display"}), at),
    }


def _territories(row: Row, at: str) -> list[Row]:
    land = row.get("territory")
    if not isinstance(land, dict):
        return []
    excluded = checks.countries(texts(land, "excluded"), at, "excluded")
    binds = texts(land, "binds")
    checks.need(ok=set(binds) <= checks.BINDS, at=at, problem=f"binds {binds!r}")
    if not excluded:
        return []
    checks.need(ok=bool(binds), at=at, problem="excludes countries but binds nothing")
    return [
        {
            "excluded": excluded,
            "binds": binds,
            "clause_in": text(land, "clause_in"),
            "ask": texts(land, "ask"),
            "read": land.get("read") is True,
            "note": text(land, "note"),
        }
    ]


def _spdx(folder: Path) -> Iterator[Entry]:
    for record in records(folder / "licences.csv", needed=("source",)):
        identifier = record["spdx_id"]
        if not identifier or record["is_exception"] == "True":
            continue
        yield Entry(
            "license",
            identifier.lower(),
            {
                "id": identifier,
                "title": record["name"],
                "class": spdx_class(identifier, record["category"]),
                "osi": record["osi_approved"],
                "deprecated": record["deprecated"] == "True",
                "scancode": record["scancode_key"],
                "category": record["category"],
                "source": record["source"],
            },
        )


def _names(folder: Path, known: set[str]) -> Iterator[Entry]:
    """Yield what model cards call a licence; the table checked by hand wins."""
    named: dict[str, Row] = {}
    for record in records(folder / "model_license_slugs.csv", needed=("slug", "source")):
        identifier = record["spdx_id"]
        if identifier:
            named[record["slug"]] = {
                "expression": identifier,
                "class": spdx_class(identifier, record["category"]),
                "title": record["hub_full_name"],
            }
    path = folder / "license_names.csv"
    for record in records(path, needed=("name", "expression", "class", "source", "as_of")):
        at = record.at
        checks.need(ok=record["class"] in LICENSE_CLASSES, at=at, problem="unknown class")
        row = record["terms"]
        checks.need(ok=not row or row in known, at=at, problem=f"no licence row {row!r}")
        checks.day(record["as_of"], at, "as_of")
        named[record["name"]] = {
            "expression": record["expression"],
            "class": record["class"],
            "title": record["title"],
            "terms": row,
        }
    for name, value in named.items():
        yield Entry(
            "license-name", name.lower(), {key: cell for key, cell in value.items() if cell}
        )
