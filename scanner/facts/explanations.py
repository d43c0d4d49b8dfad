"""The object that ``explain`` prints, and how facts are written into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from scanner.facts import license_facts, organisation_facts
from scanner.model.fact import (
    CLAIM_NAMES,
    LICENSE_CLASSES,
    Basis,
    DerivedFrom,
    Developed,
    Fact,
    Identified,
    Licensed,
    Listed,
    Published,
    Served,
    Status,
    claim_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

#: Strictest first.
CLASS_RANK = {name: number for number, name in enumerate(LICENSE_CLASSES)}
_RANK = {basis: number for number, basis in enumerate(Basis)}


class Explanation(TypedDict):
    """The answer, in the order it is printed; ``None`` and ``[]`` mean that none is known."""

    name: str
    canonical: str
    kind: str
    status: str
    license: str | None
    license_name: str | None
    license_class: str
    publisher: str | None
    country: str | None
    bases: list[str]
    distilled_from: list[str]
    terms: dict[str, object]
    listings: list[dict[str, object]]
    facts: list[dict[str, object]]
    steps: list[dict[str, str]]
    origin_country: str | None


def blank(name: str, canonical: str, kind: str, status: Status) -> Explanation:
    return Explanation(
        name=name,
        canonical=canonical,
        kind=kind,
        status=status.value,
        license=None,
        license_name=None,
        license_class="unknown",
        publisher=None,
        country=None,
        bases=[],
        distilled_from=[],
        terms={},
        listings=[],
        facts=[],
        steps=[],
        origin_country=None,
    )


def best_license(facts: Iterable[Fact], as_of: date) -> Licensed | None:
    """Return the licence of the best source on the day; of equals, the stricter; ``None``: no word.

    What a source does not know counts only when no source knows more.
    """
    found = [
        (fact.provenance.basis, fact.claim)
        for fact in facts
        if isinstance(fact.claim, Licensed)
        and fact.claim.part in {"all", "weights"}
        and license_facts.effective_on(fact.claim, as_of)
    ]
    if not found:
        return None
    return min(
        found,
        key=lambda item: (
            item[1].license_class == "unknown",
            _RANK[item[0]],
            CLASS_RANK[item[1].license_class],
        ),
    )[1]


def fill(answer: Explanation, facts: list[Fact], as_of: date) -> None:
    """Write the facts into the answer."""
    claim = best_license(facts, as_of)
    if claim is not None:
        licensed(answer, claim)
    for fact in facts:
        match fact.claim:
            case Identified(steps=steps):
                answer["steps"] = [{"how": step.how, "text": step.text} for step in steps]
            case Published(title=title, country=country):
                answer["publisher"], answer["country"] = title, country
            case Served(title=title, operator_country=country):
                answer["publisher"], answer["country"] = title, country
            case Developed(country=country):
                answer["origin_country"] = country
            case DerivedFrom(base=base, relation="distilled_from"):
                answer["distilled_from"].append(base)
            case DerivedFrom(base=base):
                answer["bases"].append(base)
            case Listed() as listed:
                answer["listings"].append(_listing(listed, as_of))
            case _:
                pass
    answer["facts"] = [_row(fact) for fact in facts]


def licensed(answer: Explanation, claim: Licensed) -> None:
    answer["license"] = claim.expression
    answer["license_name"] = claim.title or None
    answer["license_class"] = claim.license_class
    if claim.terms is not None:
        terms = claim_value(claim)["terms"]
        answer["terms"] = dict(terms) if isinstance(terms, dict) else {}


def _listing(listed: Listed, as_of: date) -> dict[str, object]:
    value = claim_value(listed)
    return {
        "list": listed.list,
        "organisation": listed.organisation,
        "listed_name": listed.listed_name,
        "match": listed.match,
        "role": listed.role,
        "state": organisation_facts.state_on(listed, as_of),
        "first_listed": value["first_listed"],
        "from": value["from_day"],
        "relisted": value["relisted"],
        "removed": value["removed"],
        "restricts": listed.restricts,
        "addresses": listed.addresses,
        "citation": listed.citation,
    }


def _row(fact: Fact) -> dict[str, object]:
    source = fact.provenance
    return {
        "claim": CLAIM_NAMES[type(fact.claim)],
        "value": claim_value(fact.claim),
        "source": f"{source.source}: {source.reference}",
        "date": source.as_of.isoformat() if source.as_of else None,
        "basis": source.basis.value,
    }
