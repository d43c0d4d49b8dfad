"""Everything known about one name, as one object: ``flagstate explain NAME``.

A bare name may mean several things. Without a kind it is looked up in this order, and the first
hit counts: a typed name (``pkg:…``, ``service:…``), a regime, a service host, a model that a table
knows, a licence, an organisation, a package, a model that only its name lets us infer. So ``MIT``
is the licence, ``meta`` the company, ``turbo`` the Whisper model; ``--kind organisation`` asks for
the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from scanner.facts import (
    license_facts,
    model_facts,
    organisation_facts,
    package_facts,
    service_facts,
)
from scanner.facts.knowledge import Knowledge, default
from scanner.facts.names import resolve_model, split
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
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from scanner.model.rule import Regime

KINDS = ("model", "service", "package", "organisation", "license", "regime")
#: The documented order of looking a bare name up.
ORDER = ("regime", "service", "model", "license", "organisation", "package")
#: How far up the lineage a licence is looked for when nothing states one of the model's own.
_LINEAGE_LIMIT = 6
_RANK = {basis: number for number, basis in enumerate(Basis)}
_CLASS_RANK = {name: number for number, name in enumerate(LICENSE_CLASSES)}


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


def explain(
    name: str,
    kind: str | None = None,
    *,
    as_of: date,
    regimes: Mapping[str, Regime] | None = None,
    knowledge: Knowledge | None = None,
) -> Explanation:
    """Return what is known about ``name`` on a day; ``name`` comes back byte for byte.

    ``kind`` is one of KINDS, or ``None`` to try them in the documented order. ``regimes`` are
    those of the policy in use: the knowledge base holds none.
    """
    known = knowledge or default()
    text = name.strip()
    answers: dict[str, Callable[[], Explanation | None]] = {
        "regime": lambda: _regime(name, text, as_of, regimes or {}),
        "service": lambda: _service(known, name, text, as_of),
        "model": lambda: _model(known, name, text, as_of, only=None if kind else Status.KNOWN),
        "license": lambda: _license(known, name, text),
        "organisation": lambda: _organisation(known, name, text, as_of),
        "package": lambda: _package(known, name, text, as_of),
    }
    if kind is None and text.startswith(("pkg:pypi/", "pkg:conda/")):
        kind = "package"
    elif kind is None and text.startswith("service:"):
        kind = "service"
    tried = (
        (kind,) if kind else ("regime", "service", "model", "license", "organisation", "package")
    )
    for each in tried:
        found = answers[each]()
        if found is not None:
            return found
    if kind in {None, "model"}:
        inferred = _model(known, name, text, as_of, only=None)
        if inferred is not None:
            return inferred
    return _blank(name, text, kind or "model", Status.UNKNOWN)


def _blank(name: str, canonical: str, kind: str, status: Status) -> Explanation:
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


def _model(
    known: Knowledge, name: str, text: str, as_of: date, *, only: Status | None
) -> Explanation | None:
    space, bare = split(text)
    found = resolve_model(known, bare, space)
    if only is not None and found.status is not only:
        return None
    about = text if text.startswith(("pkg:huggingface/", f"{space}:")) else found.canonical
    answer = _blank(name, found.canonical, "model", found.status)
    if found.status is Status.UNKNOWN and not found.canonical.startswith("pkg:huggingface/"):
        return answer
    facts = list(model_facts.resolved(known, about, found, space))
    _fill(answer, facts, as_of)
    if answer["license_class"] == "unknown" and answer["license"] is None:
        _inherit(known, answer, facts, as_of)
    return answer


def _inherit(known: Knowledge, answer: Explanation, facts: list[Fact], as_of: date) -> None:
    """Take the licence of its ancestors, as an inference: of several the strictest binds."""
    found: list[tuple[int, Licensed, str]] = []
    for _ in range(_LINEAGE_LIMIT):
        base = next((f.claim.base for f in facts if isinstance(f.claim, DerivedFrom)), None)
        if base is None:
            break
        facts = list(model_facts.facts(known, base))
        claim = best_license(facts, as_of)
        if claim is not None and claim.license_class != "unknown":
            found.append((_CLASS_RANK[claim.license_class], claim, base))
    if found:
        _, claim, base = min(found, key=lambda item: item[0])
        _licensed(answer, claim)
        text = f"no licence of its own is known: that of its ancestor {base}"
        answer["steps"].append({"how": "derived", "text": text})


def _service(known: Knowledge, name: str, text: str, as_of: date) -> Explanation | None:
    if service_facts.is_page(text):
        return None
    host = service_facts.host_of(text.removeprefix("service:"))
    about = f"service:{host}"
    facts = list(service_facts.facts(known, about)) if "." in host else []
    if not any(isinstance(fact.claim, Served) for fact in facts):
        return (
            _blank(name, about, "service", Status.UNKNOWN) if text.startswith("service:") else None
        )
    exact = known.row("host", host)
    answer = _blank(name, about, "service", Status.KNOWN if exact else Status.INFERRED)
    how = "exact" if exact else "family"
    answer["steps"] = [{"how": how, "text": f"{host} is in the table of services"}]
    _fill(answer, facts, as_of)
    return answer


def _package(known: Knowledge, name: str, text: str, as_of: date) -> Explanation | None:
    about = text if text.startswith("pkg:") else f"pkg:pypi/{normalise_package(text)}"
    facts = list(package_facts.facts(known, about))
    if not facts:
        return _blank(name, about, "package", Status.UNKNOWN) if text.startswith("pkg:") else None
    answer = _blank(name, about, "package", Status.KNOWN)
    answer["steps"] = [{"how": "exact", "text": f"{about} is in the package tables"}]
    _fill(answer, facts, as_of)
    return answer


def _organisation(known: Knowledge, name: str, text: str, as_of: date) -> Explanation | None:
    row = organisation_facts.named(known, text) or organisation_facts.owner(known, text)
    if not row:
        return None
    about = f"organisation:{row['id']}"
    answer = _blank(name, str(row["id"]), "organisation", Status.KNOWN)
    answer["steps"] = [{"how": "exact", "text": f"{row['id']} is in the table {row['table']}"}]
    facts = [
        organisation_facts.published(about, row),
        *organisation_facts.listings(known, about, row, "publisher"),
    ]
    _fill(answer, facts, as_of)
    return answer


def _license(known: Knowledge, name: str, text: str) -> Explanation | None:
    row = known.row("license-row", text.lower())
    claim = license_facts.named_license(known, text)
    if row:
        fact = next(iter(license_facts.row_facts("license", row, Basis(str(row["basis"])))))
        claim = fact.claim if isinstance(fact.claim, Licensed) else claim
    elif not (known.row("license-name", text.lower()) or known.row("license", text.lower())):
        matching = [
            item
            for _, item in known.entries("license-row")
            if isinstance(item, dict) and str(item["expression"]).lower() == text.lower()
        ]
        if not matching:
            return None
        fact = next(
            iter(license_facts.row_facts("license", matching[0], Basis(str(matching[0]["basis"]))))
        )
        claim = fact.claim if isinstance(fact.claim, Licensed) else claim
    answer = _blank(name, claim.expression or text, "license", Status.KNOWN)
    answer["steps"] = [{"how": "exact", "text": "a table of licences holds the name"}]
    _licensed(answer, claim)
    return answer


def _regime(name: str, text: str, as_of: date, regimes: Mapping[str, Regime]) -> Explanation | None:
    regime = regimes.get(text)
    if regime is None:
        return None
    answer = _blank(name, regime.id, "regime", Status.KNOWN)
    answer["publisher"] = regime.authority
    answer["country"] = regime.jurisdiction if regime.jurisdiction != "EU" else None
    period = next(
        (p for p in regime.periods if p.start <= as_of and (p.end is None or as_of <= p.end)), None
    )
    answer["terms"] = {
        "title": regime.title,
        "citation": regime.citation,
        "summary": regime.summary,
        "state": period.state if period else "out of period",
        "since": period.start.isoformat() if period else None,
        "addressee": regime.addressee,
        "weights": regime.weights,
        "question": regime.question,
    }
    answer["facts"] = [
        {
            "claim": f"{item.state} from {item.start.isoformat()}"
            + (f" to {item.end.isoformat()}" if item.end else ""),
            "source": item.citation or regime.source,
            "date": regime.verified.isoformat() if regime.verified else None,
            "basis": regime.basis,
        }
        for item in regime.periods
    ]
    return answer


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
            _CLASS_RANK[item[1].license_class],
        ),
    )[1]


def _fill(answer: Explanation, facts: list[Fact], as_of: date) -> None:
    """Write the facts into the answer."""
    claim = best_license(facts, as_of)
    if claim is not None:
        _licensed(answer, claim)
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


def _licensed(answer: Explanation, claim: Licensed) -> None:
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
