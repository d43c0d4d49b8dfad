"""What the metadata of a distribution says of its licence, source by source and ranked.

What it reads
    Core metadata (``METADATA``, ``PKG-INFO``): ``License-Expression`` (PEP 639), classifiers, the
    free ``License`` field by an alias table; and the licence files beside it, by text.

Why
    Half of the popular wheels give an expression, two fifths only a classifier, and "BSD License"
    is none of the BSD licences. The order is: expression, licence text, classifier, free text.

Limits
    A text cannot tell "only" from "or later"; a classifier or field that says so decides.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scanner.facts import license_text, package_texts
from scanner.model import license as spdx
from scanner.model.fact import Basis

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Most characters of a metadata file that are read: its headers stand first.
HEADERS_LIMIT = 200_000

_ALIASES = Path(__file__).parent / "data" / "license_aliases.csv"
_JOINED = re.compile(r"\s+(?P<word>or|and)\s+|\s*(?P<slash>/)\s*", re.IGNORECASE)
_UNSTATED = frozenset(
    ["", "unknown", "none", "other", "n/a", "see license", "license", "license.txt"]
)


class Metadata(NamedTuple):
    """The headers that matter, as written."""

    name: str
    version: str
    expression: str = ""
    field: str = ""
    classifiers: tuple[str, ...] = ()
    license_files: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    author: str = ""
    home: str = ""


class Said(NamedTuple):
    """One source's word: ``how`` is expression, text, classifier or field."""

    expression: str
    how: str
    detail: str
    basis: Basis


def read_metadata(text: str) -> Metadata:
    """Return the headers of core metadata; the description below them is not read."""
    from email.parser import HeaderParser  # noqa: PLC0415 (15 ms; few scans read metadata)

    message = HeaderParser().parsestr(text[:HEADERS_LIMIT], headersonly=True)

    def one(key: str) -> str:
        return str(message.get(key, "") or "").strip()

    def many(key: str) -> tuple[str, ...]:
        return tuple(str(value).strip() for value in message.get_all(key, []))

    urls = [value for key in ("Project-URL",) for value in many(key)]
    return Metadata(
        name=one("Name"),
        version=one("Version"),
        expression=one("License-Expression"),
        field=one("License"),
        classifiers=tuple(c for c in many("Classifier") if c.startswith("License ::")),
        license_files=many("License-File"),
        requires=many("Requires-Dist"),
        author=one("Author") or one("Author-email") or one("Maintainer"),
        home=one("Home-page") or (urls[0].partition(",")[2].strip() if urls else ""),
    )


def licenses(metadata: Metadata, texts: Mapping[str, str]) -> tuple[Said, ...]:
    """Return what each source says, the one whose word counts first.

    ``texts`` are the licence files by their path below the metadata's folder. The sources after
    the first carry a lower basis: they are shown and compared, they do not decide.
    """
    said = [
        item
        for item in (
            _expression(metadata),
            _compound_field(metadata),
            _text(metadata, texts),
            _classifiers(metadata),
            _field(metadata),
        )
        if item is not None
    ]
    said = _sharpened(said)
    first = {item.how: item for item in reversed(said)}
    kept = [item for item in said if item is first[item.how] and not _vaguer(item, said[0])]
    return tuple(
        item if index == 0 or item.how == "text" else item._replace(basis=Basis.INFERRED)
        for index, item in enumerate(kept)
    )


def _vaguer(item: Said, lead: Said) -> bool:
    """Tell whether a word only names the family of what the lead says: "BSD" of BSD-3-Clause."""
    family = item.expression.removeprefix("LicenseRef-")
    if item is lead or family == item.expression:
        return False
    names = [spdx.text(leaf) for leaf in spdx.leaves(spdx.parse(lead.expression))]
    return any(name.startswith(f"{family}-") for name in names)


def _compound_field(metadata: Metadata) -> Said | None:
    """Return the free field when it states a choice or conjunction, as PEP 639 would have it."""
    said = _field(metadata)
    if said is None or said.expression.count(" ") == 0 or "\n" in metadata.field:
        return None
    return said


def alias(kind: str, text: str) -> str | None:
    """Return the expression a classifier or field means; ``None``: none that is certain."""
    return _aliases().get((kind, " ".join(text.split()).rstrip(".").lower())) or None


@lru_cache(maxsize=1)
def _aliases() -> dict[tuple[str, str], str]:
    import csv  # noqa: PLC0415 (only where a licence is read)

    with _ALIASES.open(encoding="utf-8", newline="") as stream:
        return {(r["kind"], r["text"]): r["expression"] for r in csv.DictReader(stream)}


def _expression(metadata: Metadata) -> Said | None:
    canonical = spdx.canonical(metadata.expression) if metadata.expression else None
    if canonical is None:
        return None
    return Said(canonical, "expression", metadata.expression, Basis.DECLARED)


def _text(metadata: Metadata, texts: Mapping[str, str]) -> Said | None:
    classified = _classifiers(metadata)
    named = spdx.leaves(spdx.parse(classified.expression)) if classified else ()
    found = package_texts.stated(texts, named)
    return Said(found[0], "text", ", ".join(found[1]), Basis.DETECTED) if found else None


def _classifiers(metadata: Metadata) -> Said | None:
    known = [alias("classifier", classifier) for classifier in metadata.classifiers]
    expressions = tuple(dict.fromkeys(e for e in known if e))
    if not expressions or None in known:
        return None  # "BSD License" beside "MIT License": one of them is not told
    # Several classifiers are a choice in most packages, but nothing says so: every one may bind.
    trees = tuple(spdx.parse(expression) for expression in expressions)
    detail = "; ".join(metadata.classifiers)
    return Said(spdx.text(spdx.all_of(trees)), "classifier", detail, Basis.DECLARED)


def _field(metadata: Metadata) -> Said | None:
    text = metadata.field
    if text.strip().lower() in _UNSTATED:
        return None
    lines = text.strip().splitlines()
    if len(lines) > 3:  # noqa: PLR2004 (a whole licence text stands in the field)
        recognised = license_text.recognise(text)
        if recognised:
            return Said(recognised[0].expression, "field", lines[0][:80], Basis.DECLARED)
    expression = alias("field", text) or alias("field", lines[0])
    if expression is None and _looks_like_expression(text):
        expression = spdx.canonical(text)
    expression = expression or _joined_aliases(text)
    return Said(expression, "field", text[:80], Basis.DECLARED) if expression else None


def _joined_aliases(text: str) -> str | None:
    """Return the expression of "BSD 3-Clause OR Apache-2.0": names of the table, one operator."""
    operators = {m["word"].lower() if m["word"] else "or" for m in _JOINED.finditer(text)}
    parts = [alias("field", part) for part in _JOINED.sub("\0", text).split("\0")]
    if len(operators) != 1 or not all(parts):
        return None
    trees = tuple(spdx.parse(part) for part in parts if part)
    return spdx.text(spdx.any_of(trees) if operators == {"or"} else spdx.all_of(trees))


def _looks_like_expression(text: str) -> bool:
    """Tell whether a field is an SPDX expression of listed ids: one bare word proves nothing."""
    try:
        tree = spdx.parse(text)
    except spdx.BadExpression:
        return False
    return all(spdx.is_listed(leaf) for leaf in spdx.leaves(tree))


def _sharpened(said: list[Said]) -> list[Said]:
    """Return the list with "only" of a text replaced where metadata says "or later"."""
    later = {
        item.expression
        for item in said
        if item.how != "text" and item.expression.endswith("-or-later")
    }
    result = []
    python = any(item.expression == "PSF-2.0" for item in said if item.how != "text")
    for item in said:
        if item.how == "text" and python and item.expression in {"Python-2.0", "Python-2.0.1"}:
            # The text that Python ships holds the PSF licence and its forerunners.
            result.append(item._replace(expression="PSF-2.0"))
            continue
        sharper = item.expression.removesuffix("-only") + "-or-later"
        if item.how == "text" and item.expression.endswith("-only") and sharper in later:
            result.append(item._replace(expression=sharper))
        else:
            result.append(item)
    return result
