"""What is known of a model's licence: which text applies, since when, and what it asks.

Two kinds of source speak. The *release table* gives the text for a hub id or a pattern of ids,
with terms that somebody read. The *cards* give the name that the account wrote, as public tables
collected it. Both are kept. A pattern with a wildcard gives way to a card that names another
licence, and is only an inference for an id that no table holds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.facts.knowledge import Knowledge, Model, day_of
from scanner.facts.names import license_patterns
from scanner.model.fact import (
    Basis,
    Fact,
    Licensed,
    Provenance,
    Terms,
    Territory,
    Threshold,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

#: Words in a licence's name that say what it forbids, when no table knows the name.
_RESEARCH = re.compile(r"research(?:-only)?\b|\bacademic", re.IGNORECASE)
_NON_COMMERCIAL = re.compile(r"non[-_ ]?commercial|\bnc\b|-nc-|-nc$", re.IGNORECASE)
_REFERENCE = re.compile(r"[^A-Za-z0-9.]+")
#: What a card writes when its licence has no name on the hub, or when it states none.
_UNNAMED = frozenset({"other", "custom", "unknown", "none", "other_license", "see-base-model"})
#: Tables that copy the licence from the card. The others, galleries and leaderboards, write down
#: what they believe it to be: beside a copy of the card itself their word is an inference.
_CARD_TABLES = frozenset({"llmfit", "timm", "spacy-models", "hub-page", "card-registry"})
#: Names that many texts go by: they neither confirm nor contradict one.
_VAGUE = ("LicenseRef-other", "LicenseRef-modified-mit", "LicenseRef-see-")
_PERMISSIVE_TERMS = Terms(
    text_read=True,
    commercial_use="yes",
    acceptable_use_policy="no",
    military_ban="no",
    output_training="yes",
)
_NON_COMMERCIAL_TERMS = Terms(
    text_read=True, commercial_use="no", acceptable_use_policy="no", military_ban="no"
)


def licenses(
    knowledge: Knowledge,
    about: str,
    hub_id: str,
    model: Model | None,
    original: Model | None = None,
) -> Iterator[Fact]:
    """Yield the licence facts of one model: the release table's, then those of the cards.

    Of a copy whose own card is silent the card of its ``original`` is asked about the pattern.
    """
    stated = list(card_licenses(knowledge, about, model))
    said = _named_by_cards(knowledge, model) or _named_by_cards(knowledge, original)
    began: dict[str, date] = {}
    for pattern, row in release_rows(knowledge, hub_id):
        expression = str(row["expression"])
        start = day_of(row.get("from"))
        if start is not None:
            began[expression] = start
        confirmed = not said or any(_same(expression, item) for item in said)
        if "*" in pattern and not confirmed and row.get("until") is None:
            continue  # a pattern of ours is no source about an id whose card says otherwise
        guessed = "*" in pattern and model is None
        basis = Basis.INFERRED if guessed else Basis(str(row["basis"]))
        yield from row_facts(about, row, basis, pattern)
    for fact in stated:
        yield _since(fact, began)


def _since(fact: Fact, began: Mapping[str, date]) -> Fact:
    """Return a card's licence from the day its text applied: a card speaks of its own day."""
    claim = fact.claim
    start = began.get(claim.expression or "") if isinstance(claim, Licensed) else None
    if start is None or not isinstance(claim, Licensed):
        return fact
    return replace(fact, claim=replace(claim, from_day=start))


def _named_by_cards(knowledge: Knowledge, model: Model | None) -> set[str]:
    """Return the licences that the tables name for this very id, vague words left out.

    Tables that copy the card are asked; the others only where none of these speaks.
    """
    stated = [
        (
            named_license(knowledge, name).expression,
            {knowledge.sources[code].code for code in codes},
        )
        for name, codes in (model.licenses if model else ())
    ]
    copied = [item for item in stated if item[1] & _CARD_TABLES]
    return {name for name, _ in copied or stated if name and not name.startswith(_VAGUE)}


def _same(expression: str, stated: str) -> bool:
    """Say whether a card's licence is that of the release table, or a part or version of it."""
    return stated in expression.split(" AND ") or expression.startswith(f"{stated}-")


def release_rows(knowledge: Knowledge, hub_id: str) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Return ``(pattern, licence row)`` for the most specific pattern that the id fits.

    More than one row has it when the licence changed over time.
    """
    found = license_patterns(knowledge).find(hub_id) if hub_id else None
    if found is None:
        return ()
    return tuple((found[0], knowledge.row("license-row", row)) for row in found[1])


def row_facts(
    about: str, row: Mapping[str, object], basis: Basis, pattern: str = ""
) -> Iterator[Fact]:
    """Yield what a row of the release table says: one fact, or one per claim when disputed."""
    reference = f"model_licences [{row['id']}]" + (f" pattern {pattern}" if pattern else "")
    reference += f": {row['source']}"
    provenance = Provenance(
        source="model_licences", reference=reference, as_of=day_of(row.get("as_of")), basis=basis
    )
    terms = terms_of(row)
    claims = row.get("claims")
    expressions = [str(item[0]) for item in claims] if isinstance(claims, list) else []
    for expression in expressions or [str(row["expression"])]:
        claim = Licensed(
            expression=expression,
            license_class=str(row["class"]),
            title=str(row["title"]),
            terms=terms,
            from_day=day_of(row.get("from")),
            until_day=day_of(row.get("until")),
        )
        yield Fact(about=about, claim=claim, provenance=provenance)
    if pattern and row.get("code"):
        yield Fact(about=about, claim=_code(str(row["code"])), provenance=provenance)


def _code(expression: str) -> Licensed:
    """Return the licence of the code beside the weights."""
    return Licensed(expression=expression, license_class="permissive", part="code")


def card_licenses(knowledge: Knowledge, about: str, model: Model | None) -> Iterator[Fact]:
    """Yield the licences that cards state, as the public tables collected them."""
    if model is None:
        return
    stated = [(name, [knowledge.sources[code] for code in codes]) for name, codes in model.licenses]
    copied = any(source.code in _CARD_TABLES for _, given in stated for source in given)
    for name, sources in stated:
        claim = named_license(knowledge, name)
        days = [source.as_of for source in sources if source.as_of]
        yield Fact(
            about=about,
            claim=claim,
            provenance=Provenance(
                source="models",
                reference=f"{model.id} states {name!r}: "
                + ", ".join(source.title for source in sources),
                as_of=max(days) if days else None,
                basis=_basis({source.code for source in sources}, copied=copied),
            ),
        )


def _basis(codes: set[str], *, copied: bool) -> Basis:
    """Return how good the tables are that state a licence; ``copied``: one copies this card."""
    if codes == {"general-knowledge"}:
        return Basis.GENERAL_KNOWLEDGE
    return Basis.INFERRED if copied and not codes & _CARD_TABLES else Basis.REPO_DATA


def named_license(knowledge: Knowledge, name: str) -> Licensed:
    """Return the licence that a card's word means; an unknown word becomes a ``LicenseRef-``."""
    text = name.strip().lower()
    found = knowledge.row("license-name", text) or knowledge.row(
        "license-name", text.replace(" ", "-").replace("_", "-")
    )
    if found:
        row = knowledge.row("license-row", str(found.get("terms", "")))
        expression = str(found["expression"])
        return Licensed(
            expression=expression,
            license_class=str(found["class"]),
            title=str(found.get("title", "") or row.get("title", "")),
            terms=terms_of(row) if row else spdx_terms(knowledge, expression),
        )
    spdx = knowledge.row("license", text)
    if spdx:
        expression = str(spdx["id"])
        return Licensed(
            expression=expression,
            license_class=str(spdx["class"]),
            title=str(spdx.get("title", "")),
            terms=spdx_terms(knowledge, expression),
        )
    if text == "none-stated":
        return Licensed(
            expression=None, license_class="none-stated", title="the card states no licence"
        )
    if text in _UNNAMED:
        return Licensed(
            expression=f"LicenseRef-{text.replace('_', '-')}",
            license_class="unknown",
            title="the card names no licence of the hub's list",
        )
    return Licensed(
        expression="LicenseRef-" + _REFERENCE.sub("-", text).strip("-")[:60],
        license_class=_class_of_name(text),
        title=name,
    )


def spdx_terms(knowledge: Knowledge, expression: str) -> Terms | None:
    """Return the terms a standard text has by its class; ``None`` when nobody wrote them."""
    kind = str(knowledge.row("license", expression.lower()).get("class", ""))
    if kind == "permissive":
        return _PERMISSIVE_TERMS
    if kind == "non-commercial" and expression.startswith("CC-"):
        return _NON_COMMERCIAL_TERMS
    return None


def _class_of_name(text: str) -> str:
    if _NON_COMMERCIAL.search(text):
        return "non-commercial"
    if _RESEARCH.search(text):
        return "research-only"
    return "unknown"


def terms_of(row: Mapping[str, object]) -> Terms:
    """Return a row's terms; a term nobody read is unknown."""
    return Terms(
        text_read=row["text_read"] is True,
        commercial_use=str(row["commercial_use"]),
        acceptable_use_policy=str(row["acceptable_use_policy"]),
        military_ban=str(row["military_ban"]),
        output_training=str(row["output_training"]),
        patent_termination=str(row["patent_termination"]),
        governing_law=str(row["governing_law"]),
        thresholds=tuple(_threshold(item) for item in _rows(row, "thresholds")),
        territories=tuple(
            Territory(
                excluded=_words(item, "excluded"),
                binds=_words(item, "binds"),
                clause_in=f"{item['clause_in']}{'' if item['read'] else ' (clause not read)'}",
                ask=_words(item, "ask"),
            )
            for item in _rows(row, "territories")
        ),
        naming=str(row.get("naming", "")),
        disputed=row.get("disputed") is True,
        others=tuple((str(key), str(value)) for key, value in _pairs(row)),
    )


def _threshold(item: Mapping[str, object]) -> Threshold:
    month = item.get("measured_month")
    return Threshold(
        metric=str(item["metric"]),
        op=str(item["op"]),
        value=int(str(item["value"])),
        measured=str(item["measured"]),
        measured_month=month if isinstance(month, str) else None,
        scope=str(item["scope"]),
        follows=str(item["follows"]),
    )


def _words(item: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = item.get(key)
    return tuple(str(word) for word in value) if isinstance(value, list) else ()


def _rows(row: Mapping[str, object], key: str) -> list[dict[str, object]]:
    value = row.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _pairs(row: Mapping[str, object]) -> list[list[str]]:
    value = row.get("others")
    return value if isinstance(value, list) else []


def closed(about: str, developer: str, title: str, provenance: Provenance) -> Fact:
    """Return that a model is reached over an API alone: its maker's terms apply, no weights."""
    claim = Licensed(
        expression=None,
        license_class="proprietary-api",
        title=f"API terms of {title or developer}; no weights published",
    )
    return Fact(about=about, claim=claim, provenance=provenance)


def effective_on(claim: Licensed, day: date) -> bool:
    """Say whether this text applied on the day."""
    return (claim.from_day is None or claim.from_day <= day) and (
        claim.until_day is None or day <= claim.until_day
    )
