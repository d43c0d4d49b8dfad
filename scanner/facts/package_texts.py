"""What the licence files of a distribution say of its licence.

Which file is the package's own is told by its name; the first licence in it is the package's, what
follows is of code it bundles. Exceptions to that which the files or the metadata themselves state:
files that offer a choice; a Lesser GPL of version 3, which comes with the text of the GPL it adds
to; several licences that the metadata names and one file holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.facts import license_text
from scanner.model import license as spdx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Least share of a file called LICENSE that standard texts must cover, in percent.
NAMED_FILE_PERCENT = 20.0
#: A package's own licence starts within these characters of its file, or in its first quarter.
HEAD_LIMIT = 1500

_OTHER_TEXTS = ("notice", "authors", "contributors", "patents", "third", "vendored", "readme")
_PLAIN_NAMES = frozenset(["license", "licence", "copying", "unlicense"])
_CHOICE = re.compile(r"\b(?:either|choice|choose|at your option|dual)\b", re.IGNORECASE)
_OFFER = re.compile(
    r"at your (?:option|choice)|(?:of )?your choice(?: of)?|dual[- ]licen[sc]|under either"
    r"|either of (?:the|these)",
    re.IGNORECASE,
)
#: LGPL-3.0, "This license": "incorporates the terms and conditions of version 3 of the GNU GPL".
_LESSER = {
    "GPL-3.0-only": ("LGPL-3.0-only", "LGPL-3.0-or-later"),
    "GPL-3.0-or-later": ("LGPL-3.0-or-later", "LGPL-3.0-only"),
}
_PUBLIC_DOMAIN = frozenset(["Unlicense", "CC0-1.0", "CC-PDDC", "LicenseRef-public-domain"])


def stated(
    texts: Mapping[str, str], named: Iterable[spdx.Leaf] = ()
) -> tuple[str, tuple[str, ...]] | None:
    """Return the expression that the licence files amount to, and the files that say so.

    ``named`` are the licences that the metadata names.
    """
    main, others = own_texts(tuple(texts))
    found = _first_licenses(main, texts)
    choice = False
    if not found:
        # A plain LICENSE that only points at LICENSE.APACHE and LICENSE.BSD says how they join.
        choice = any(_CHOICE.search(texts[path]) for path in main)
        found = _first_licenses(others, texts)
    elif not _LESSER.keys().isdisjoint(found.values()):
        found = _lesser(found, _first_licenses(others, texts))
    if not found:
        return None
    expressions = tuple(dict.fromkeys(found.values()))
    # MIT beside Apache-2.0 is the custom of the Rust world: a choice.
    choice = choice or set(expressions) == {"MIT", "Apache-2.0"}
    if len(expressions) == 1:
        path = next(iter(found))
        several = _named_in(texts[path], tuple(named))
        if expressions[0] in several:
            expressions = several
            choice = bool(_OFFER.search(texts[path][:HEAD_LIMIT]))
    trees = tuple(spdx.parse(expression) for expression in expressions)
    return spdx.text(spdx.any_of(trees) if choice else spdx.all_of(trees)), tuple(found)


def own_texts(paths: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the files that hold the package's own licence: plain names, then other top ones."""
    plain = [p for p in sorted(paths) if not any(w in p.lower() for w in _OTHER_TEXTS)]
    if not plain:
        return (), ()
    depth = min(path.count("/") for path in plain)
    top = [path for path in plain if path.count("/") == depth]
    main = [path for path in top if _stem(path) in _PLAIN_NAMES]
    return tuple(main), tuple(path for path in top if path not in main)


def _first_licenses(paths: tuple[str, ...], texts: Mapping[str, str]) -> dict[str, str]:
    """Return ``{path: expression}``: a text's first licence; what follows is bundled."""
    found: dict[str, str] = {}
    for path in paths:
        recognised = license_text.recognise(texts[path], coverage_percent=NAMED_FILE_PERCENT)
        if recognised and recognised[0].start <= max(HEAD_LIMIT, len(texts[path]) // 4):
            found[path] = recognised[0].expression
    return found


def _lesser(found: dict[str, str], beside: Mapping[str, str]) -> dict[str, str]:
    """Return the files with the Lesser GPL in place of the GPL that it comes with."""
    for path, expression in beside.items():
        for general, lesser in _LESSER.items():
            if expression in lesser and general in found.values():
                kept = {p: each for p, each in found.items() if each != general}
                return {**kept, path: expression}
    return found


def _named_in(text: str, named: tuple[spdx.Leaf, ...]) -> tuple[str, ...]:
    """Return the licences of a text that the metadata names, if it names several of them."""
    if len(named) < 2:  # noqa: PLR2004 (several)
        return ()
    names = [spdx.text(leaf) for leaf in named]
    recognised = license_text.recognise(text, coverage_percent=NAMED_FILE_PERCENT)
    found = tuple(
        dict.fromkeys(
            item.expression for item in recognised if any(_is(item.expression, n) for n in names)
        )
    )
    return found if len(found) > 1 else ()


def _is(expression: str, name: str) -> bool:
    """Tell whether a licence is the named one, or of the family that is named."""
    family = name.removeprefix("LicenseRef-")
    return (
        expression == name
        or (family != name and expression.startswith(f"{family}-"))
        or (name in _PUBLIC_DOMAIN and expression in _PUBLIC_DOMAIN)
    )


def _stem(path: str) -> str:
    name = path.rsplit("/", 1)[-1].lower()
    for suffix in (".txt", ".md", ".rst"):
        name = name.removesuffix(suffix)
    return name
