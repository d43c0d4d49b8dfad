"""What the project says of itself, and the day. What was not declared stays unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

#: Table ``[context]``: key (kebab-case, as written) -> what it may hold.
#: "words": a list of words; "word": one; "count": an integer, or {"YYYY-MM": integer}; "bool".
CONTEXT_KEYS: dict[str, str] = {
    "markets": "words",
    "distribution": "word",  # internal | saas | binary | source | device
    "contracts": "words",  # us-dod | us-federal | us-ic | us-tx | eu-public | ...
    "sector": "word",
    "purpose": "word",  # commercial | research
    "monthly-active-users": "count",
    "annual-revenue-usd": "count",
    "headquarters": "word",  # ISO 3166-1 alpha-2 of the legal entity that takes the licences
    "deployment-regions": "words",
    "serves-models": "bool",
    "data-classes": "words",
    "us-persons": "count",
    "us-person": "bool",
    "customers": "words",
    "ai-act-role": "word",
    "model-year": "count",
    "licenses-held": "words",
    "waivers-held": "words",
    "own-license": "word",
    "trains-on-outputs": "bool",
}

Declared = str | int | bool | tuple[str, ...] | tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One declared value, and where: ``pyproject.toml:12`` or ``--context``."""

    value: Declared
    origin: str
    declared_by: str | None = None
    declared_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Declared values by key, and the day all questions are asked for."""

    today: date
    declared: Mapping[str, Declaration] = field(default_factory=dict)

    def get(self, key: str) -> Declared | None:
        """Return the declared value of one of CONTEXT_KEYS; ``None`` when not declared."""
        found = self.declared.get(key)
        return None if found is None else found.value

    def words(self, key: str) -> tuple[str, ...] | None:
        """Return the declared words, ``None`` when not declared."""
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            return (value,)
        return (
            tuple(word for word in value if isinstance(word, str))
            if isinstance(value, tuple)
            else ()
        )
