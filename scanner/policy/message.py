"""Messages: text with ``{{ name }}``, replaced by words. Nothing in it is evaluated.

A message is data that a pull request may bring. It can hold no expression, filter, loop or call; a
replaced word is never read again, so a component called ``{{ secret }}`` stays that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SLOT = re.compile(r"\{\{ ?([a-z_.]{1,40}) ?\}\}")
#: Longest word put into a message; names of components are attacker-controlled.
WORD_LIMIT = 300

#: Names a message can use. What a finding does not know is shown as "not known".
NAMES = frozenset(
    [
        "about",
        "access",
        "addresses",
        "advisories",
        "axis",
        "base",
        "base_class",
        "base_license",
        "binds",
        "chip",
        "clause",
        "code",
        "component",
        "compute",
        "contracts",
        "count",
        "country",
        "data_class",
        "decisive",
        "density",
        "detail",
        "developer",
        "entry",
        "first",
        "fixed",
        "format",
        "gaps",
        "ground",
        "hardware",
        "license",
        "license_class",
        "licenses",
        "limit",
        "line",
        "list",
        "list_citation",
        "listed_name",
        "markets",
        "match",
        "naming",
        "obligation",
        "operator",
        "own_license",
        "party",
        "pattern",
        "places",
        "position",
        "provider",
        "publisher",
        "reason",
        "regime",
        "relation",
        "restricts",
        "revision",
        "role",
        "sector",
        "since",
        "snapshot",
        "table",
        "term",
        "term_value",
        "threshold",
        "title",
        "tpp",
        "until",
        "vendor",
        "waiver",
    ]
)


#: What a message can say of its rule's regime.
REGIME_NAMES = frozenset(
    f"regime.{name}"
    for name in (
        "title",
        "citation",
        "since",
        "state",
        "addressee",
        "weights",
        "summary",
        "warning",
    )
)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names a message uses, in order."""
    return tuple(_SLOT.findall(text))


def fill(text: str, words: Mapping[str, str]) -> str:
    """Return the text with every slot replaced."""

    def word(match: re.Match[str]) -> str:
        found = words.get(match[1], "") or "not known"
        return found if len(found) <= WORD_LIMIT else found[: WORD_LIMIT - 1] + "…"

    return _SLOT.sub(word, text)
