"""Which places a declared word stands for, and which lie inside which."""

from __future__ import annotations

from functools import lru_cache

#: Members of the European Union (Treaty on European Union art. 52), ISO 3166-1 alpha-2.
EU = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
    ]
)
#: The Union with the EFTA states of the EEA Agreement: where GDPR chapter V is domestic.
EEA = EU | {"IS", "LI", "NO"}
#: What people write -> ISO 3166-1 alpha-2.
_ALIASES = {"UK": "GB", "USA": "US", "PRC": "CN", "CHINA": "CN", "EL": "GR"}


@lru_cache(maxsize=1024)
def place(word: str) -> str:
    """Return ``EU`` or an ISO code for a declared word: ``eu``, ``UK``, ``aws:us-east-1``."""
    text = word.strip().upper()
    if ":" in text:
        text = text.rsplit(":", 1)[1]
    text = _ALIASES.get(text, text)
    head = text.partition("-")[0]
    if "-" in text and head in {"US", "CN", "CA"}:
        return head
    return "EU" if text == "EEA" else text


def places_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the distinct places of declared words, sorted."""
    return tuple(sorted({place(word) for word in words}))


def inside(where: str, area: tuple[str, ...] | frozenset[str]) -> bool:
    """Return whether ``where`` and ``area`` share a place; ``EU`` stands for all its members."""
    if where in area:
        return True
    if where == "EU":
        return any(code in EU for code in area)
    return "EU" in area and where in EU
