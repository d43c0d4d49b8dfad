"""The class and terms of a licence expression, from the classes of its parts."""

from __future__ import annotations

from functools import lru_cache

from scanner.facts import knowledge, license_text
from scanner.facts.license_facts import spdx_terms, terms_of
from scanner.model import license as spdx
from scanner.model.fact import LICENSE_CLASSES, Basis, Licensed

#: Families that metadata names without a version; the class holds for every member.
_FAMILIES = {
    "LicenseRef-BSD": "permissive",
    "LicenseRef-ZPL": "permissive",
    "LicenseRef-public-domain": "permissive",
    "LicenseRef-Artistic": "weak-copyleft",
    "LicenseRef-LGPL": "weak-copyleft",
    "LicenseRef-GFDL": "weak-copyleft",
    "LicenseRef-GPL": "strong-copyleft",
    "LicenseRef-AGPL": "network-copyleft",
    "LicenseRef-proprietary": "proprietary",
    "LicenseRef-non-commercial": "non-commercial",
}
_RANK = tuple(Basis)
#: Exceptions that let other code link: the pair binds less than the licence alone.
_LINKING = (
    *("Classpath", "GCC", "Font", "Bison", "Autoconf", "LLVM", "OpenSSL", "Linking", "mif"),
    *("Bootloader", "Universal-FOSS", "Qt-", "WxWindows", "FLTK", "Libtool", "linking"),
)


def licensed(expression: str, *, part: str = "all") -> Licensed:
    """Return the claim that something is under this expression."""
    tree = spdx.parse(expression)
    row = _rows().get(expression)
    terms = terms_of(row) if row else spdx_terms(knowledge.default(), expression)
    return Licensed(
        expression=spdx.text(tree),
        license_class=class_of(expression),
        title=_title(expression),
        terms=terms,
        part=part,
    )


@lru_cache(maxsize=4096)
def class_of(expression: str) -> str:
    """Return the class of an expression; ``unknown`` when a part that decides is on no table."""
    try:
        return spdx.class_of(spdx.parse(expression), _leaf_class)
    except spdx.BadExpression:
        return "unknown"


def _leaf_class(leaf: spdx.Leaf) -> str:
    if isinstance(leaf, spdx.With):
        base = _leaf_class(leaf.license)
        if base in {"strong-copyleft", "network-copyleft"} and leaf.exception.startswith(_LINKING):
            return "weak-copyleft"
        return base
    family = _FAMILIES.get(leaf.id)
    if family:
        return family
    row = _row(leaf.id) or knowledge.default().row("license", leaf.id.lower())
    found = str(row.get("class", "unknown"))
    return found if found in LICENSE_CLASSES else "unknown"


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, object]]:
    """Return the rows of licences that are on no list, by expression.

    Several releases may be under one text: the row that knows it best speaks for the text, and of
    those the one with the places it leaves out.
    """
    found: dict[str, dict[str, object]] = {}
    known = knowledge.default()
    rows = [row for _, row in known.entries("license-row") if isinstance(row, dict)]
    for row in sorted(rows, key=_how_well_known):
        expression = str(row.get("expression", ""))
        if expression and not known.row("license", expression.lower()):
            found.setdefault(expression, row)
    return found


def _how_well_known(row: dict[str, object]) -> tuple[bool, int, bool]:
    basis = _RANK.index(Basis(str(row["basis"])))
    return (row["text_read"] is not True, basis, not row["territories"])


def _row(expression: str) -> dict[str, object]:
    return _rows().get(expression) or _named().get(expression, {})


@lru_cache(maxsize=1)
def _named() -> dict[str, dict[str, object]]:
    """Return what cards call a licence whose terms no row has, by expression: class and title."""
    found: dict[str, dict[str, object]] = {}
    for _, row in knowledge.default().entries("license-name"):
        if isinstance(row, dict):
            found.setdefault(str(row["expression"]), row)
    return found


def _title(expression: str) -> str:
    if expression.startswith(license_text.ALTERED):
        name = expression.removeprefix(license_text.ALTERED)
        title = _title(f"LicenseRef-{name}") or _title(name) or name
        return f"a text that differs from the {title} in some clause"
    row = _row(expression) or knowledge.default().row("license", expression.lower())
    return str(row.get("title", "") or "")
