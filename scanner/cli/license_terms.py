"""A licence's terms in words for people: what it grants, limits and asks, and what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Terms that are one word (yes, no, conditional, unknown), in reading order.
_WORDS = ("commercial_use", "acceptable_use_policy", "military_ban", "output_training")
#: Terms that are a sentence, in reading order; the last ones are kept under ``others``.
_SENTENCES = ("naming", "patent_termination", "governing_law")
_OTHERS = (
    "commercial_permission",
    "output_training_text",
    "derivative",
    "adapters",
    "hosting",
    "updates",
    "redistribution",
    "extra_conditions",
    "exemptions",
    "clauses",
    "base_licence",
    "earlier_licence",
)
_LABELS = {
    "commercial_permission": "commercial",
    "patent_termination": "patents",
    "governing_law": "law",
    "output_training_text": "outputs",
    "redistribution": "passing on",
    "extra_conditions": "more",
    "exemptions": "exempt",
    "base_licence": "base",
    "earlier_licence": "earlier",
}
#: What the terms of a licence always answer; anything else under these keys is not known.
_ASKED = (*_WORDS, "derivative", "adapters", "hosting", "updates")
_OPERATORS = {">": "more than", ">=": "at least"}
_FOLLOWS = {"licence": "a licence of its own is needed", "display": "the name is displayed"}
_EU_MEMBERS = 27


def lines(terms: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield ``(label, text)`` of what is known of a licence's terms, unknown ones named last."""
    pairs = terms.get("others")
    others = {str(key): str(value) for key, value in pairs} if isinstance(pairs, list) else {}
    known = {key: _text(terms.get(key)) or others.get(key, "") for key in (*_ASKED, *_SENTENCES)}
    words = [f"{key.replace('_', ' ')} {known[key]}" for key in _WORDS if _said(known[key])]
    if terms.get("text_read") is False:
        words.append("text not read by us")
    if words:
        yield "terms", "; ".join(words)
    for item in _items(terms, "thresholds"):
        yield "limit", threshold(item)
    for item in _items(terms, "territories"):
        yield "territory", territory(item)
    for key in (*_SENTENCES, *_OTHERS):
        value = known.get(key) or others.get(key, "")
        if _said(value):
            yield _LABELS.get(key, key), value
    unknown = [key.replace("_", " ") for key in _ASKED if not _said(known[key])]
    if unknown and any(key in terms for key in _WORDS):
        yield "not known", ", ".join(unknown)


def threshold(item: Mapping[str, object]) -> str:
    """Return one limit in words: whose size, measured when, and what follows."""
    value = item.get("value")
    number = f"{value:,}" if isinstance(value, int) else str(value)
    metric = str(item.get("metric", "")).replace("-", " ").replace("_", " ")
    scope = str(item.get("scope", "unknown"))
    whose = "" if scope == "unknown" else f" of the {scope}"
    measured, month = str(item.get("measured", "unknown")), item.get("measured_month")
    when = {
        "once": f"counted once, for {month or 'the measuring month'}",
        "running": "counted at any time",
    }.get(measured, "when it is counted is not known")
    above = _OPERATORS.get(str(item.get("op")), str(item.get("op")))
    follows = _FOLLOWS.get(str(item.get("follows")), str(item.get("follows")))
    return f"{above} {number} {metric}{whose}, {when}: {follows}"


def territory(item: Mapping[str, object]) -> str:
    """Return one exclusion of places in words: which, what it binds, and where it stands."""
    from scanner.policy.places import EU  # noqa: PLC0415 (asked only where a licence has one)

    places = _list(item.get("excluded"))
    if len(places) >= _EU_MEMBERS and set(places) >= EU:
        places = ["the EU", *(place for place in places if place not in EU)]
    binds = " and ".join(_list(item.get("binds"))).replace("-", " ")
    clause = str(item.get("clause_in") or "")
    where = f"; clause in the {clause}" if clause else ""
    return f"leaves out {', '.join(places)} (binds {binds}{where})"


def _said(value: str) -> bool:
    return value not in {"", "unknown"}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _items(terms: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = terms.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else []
