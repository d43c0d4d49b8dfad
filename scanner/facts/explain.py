"""Everything known about one name, as one object: ``flagstate explain NAME``.

A bare name may mean several things. Without a kind it is looked up in this order, and the first
hit counts: a typed name (``pkg:…``, ``service:…``), a regime, a service host, a model that a table
knows, a licence, an organisation, a package, a model that only its name lets us infer. So ``MIT``
is the licence, ``meta`` the company, ``turbo`` the Whisper model; ``--kind organisation`` asks for
the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts import (
    license_facts,
    model_facts,
    organisation_facts,
    package_facts,
    service_facts,
)
from scanner.facts.explanations import (
    CLASS_RANK,
    Explanation,
    best_license,
    blank,
    fill,
    licensed,
)
from scanner.facts.knowledge import Knowledge, default
from scanner.facts.names import resolve_model, split
from scanner.model.fact import (
    Basis,
    DerivedFrom,
    Fact,
    Licensed,
    Served,
    Status,
)
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from scanner.model.rule import Regime

KINDS = ("model", "service", "package", "organisation", "license", "regime")
#: The documented order of looking a bare name up; "card" is what model cards call a licence.
ORDER = ("regime", "service", "model", "license", "organisation", "package", "card")
#: What may overrule a card: somebody read the text, or a table holds it.
_SURE = frozenset({Basis.PRIMARY_TEXT, Basis.PRIMARY_REPRINT, Basis.SECONDARY, Basis.REPO_DATA})
#: How far up the lineage a licence is looked for when nothing states one of the model's own.
_LINEAGE_LIMIT = 6


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
        "license": lambda: _license(known, name, text, cards=bool(kind)),
        "organisation": lambda: _organisation(known, name, text, as_of),
        "package": lambda: _package(known, name, text, as_of),
        "card": lambda: _license(known, name, text, cards=True),
    }
    if kind is None and text.startswith(("pkg:pypi/", "pkg:conda/")):
        kind = "package"
    elif kind is None and text.startswith("service:"):
        kind = "service"
    for each in (kind,) if kind else ORDER:
        found = answers[each]()
        if found is not None:
            return found
    if kind in {None, "model"}:
        inferred = _model(known, name, text, as_of, only=None)
        if inferred is not None:
            return inferred
    return blank(name, text, kind or "model", Status.UNKNOWN)


def _model(
    known: Knowledge, name: str, text: str, as_of: date, *, only: Status | None
) -> Explanation | None:
    space, bare = split(text)
    found = resolve_model(known, bare, space)
    if only is not None and found.status is not only:
        return None
    about = text if text.startswith(("pkg:huggingface/", f"{space}:")) else found.canonical
    answer = blank(name, found.canonical, "model", found.status)
    if found.status is Status.UNKNOWN and not found.canonical.startswith("pkg:huggingface/"):
        return answer
    facts = list(model_facts.resolved(known, about, found, space))
    fill(answer, facts, as_of)
    if answer["license_class"] == "unknown" and answer["license"] in {None, "LicenseRef-other"}:
        _inherit(known, answer, facts, as_of)
    elif answer["license_class"] != "unknown":
        _bind(known, answer, facts, as_of)
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
            found.append((CLASS_RANK[claim.license_class], claim, base))
    if found:
        _, claim, base = min(found, key=lambda item: item[0])
        licensed(answer, claim)
        text = f"no licence of its own is known: that of its ancestor {base}"
        answer["steps"].append({"how": "derived", "text": text})


def _bind(known: Knowledge, answer: Explanation, facts: list[Fact], as_of: date) -> None:
    """Take the licence of the original when a packed copy's card claims more than it grants.

    Only a source about the original itself can overrule the card: what is inferred of it cannot.
    """
    base = next(
        (
            fact.claim.base
            for fact in facts
            if isinstance(fact.claim, DerivedFrom) and fact.claim.relation == "quantized_from"
        ),
        None,
    )
    if base is None:
        return
    sure = [fact for fact in model_facts.facts(known, base) if fact.provenance.basis in _SURE]
    claim = best_license(sure, as_of)
    if claim is None or claim.license_class == "unknown":
        return
    if CLASS_RANK[claim.license_class] < CLASS_RANK[answer["license_class"]]:
        own = answer["license"] or answer["license_class"]
        licensed(answer, claim)
        text = f"its card says {own}; a copy is bound by the licence of its original {base}"
        answer["steps"].append({"how": "derived", "text": text})


def _service(known: Knowledge, name: str, text: str, as_of: date) -> Explanation | None:
    if service_facts.is_page(text):
        return None
    host = service_facts.host_of(text.removeprefix("service:"))
    about = f"service:{host}"
    facts = list(service_facts.facts(known, about)) if "." in host else []
    if not any(isinstance(fact.claim, Served) for fact in facts):
        if not (facts or text.startswith("service:")):
            return None
        answer = blank(name, about, "service", Status.INFERRED if facts else Status.UNKNOWN)
        fill(answer, facts, as_of)
        return answer
    exact = known.row("host", host)
    answer = blank(name, about, "service", Status.KNOWN if exact else Status.INFERRED)
    how = "exact" if exact else "family"
    answer["steps"] = [{"how": how, "text": f"{host} is in the table of services"}]
    fill(answer, facts, as_of)
    return answer


def _package(known: Knowledge, name: str, text: str, as_of: date) -> Explanation | None:
    about = text if text.startswith("pkg:") else f"pkg:pypi/{normalise_package(text)}"
    facts = list(package_facts.facts(known, about))
    if not facts:
        return blank(name, about, "package", Status.UNKNOWN) if text.startswith("pkg:") else None
    answer = blank(name, about, "package", Status.KNOWN)
    answer["steps"] = [{"how": "exact", "text": f"{about} is in the package tables"}]
    fill(answer, facts, as_of)
    return answer


def _organisation(known: Knowledge, name: str, text: str, as_of: date) -> Explanation | None:
    row = organisation_facts.named(known, text) or organisation_facts.owner(known, text)
    if not row:
        return None
    about = f"organisation:{row['id']}"
    answer = blank(name, str(row["id"]), "organisation", Status.KNOWN)
    answer["steps"] = [{"how": "exact", "text": f"{row['id']} is in the table {row['table']}"}]
    facts = [
        organisation_facts.published(about, row),
        *organisation_facts.listings(known, about, row, "publisher"),
    ]
    fill(answer, facts, as_of)
    return answer


def _license(known: Knowledge, name: str, text: str, *, cards: bool) -> Explanation | None:
    """Look a licence up by SPDX id, reference or row; by what cards write only if ``cards``."""
    claim = _of_rows(known, text)
    named = known.row("license", text.lower()) or (
        cards and known.row("license-name", text.lower())
    )
    if claim is None and not named:
        return None
    claim = claim or license_facts.named_license(known, text)
    answer = blank(name, claim.expression or text, "license", Status.KNOWN)
    answer["steps"] = [{"how": "exact", "text": "a table of licences holds the name"}]
    licensed(answer, claim)
    return answer


def _of_rows(known: Knowledge, text: str) -> Licensed | None:
    """Return the licence of the release table with this row id or expression, with its terms."""
    wanted = text.lower()
    rows = [known.row("license-row", wanted)]
    if wanted.startswith("licenseref-"):
        rows += [item for _, item in known.entries("license-row") if isinstance(item, dict)]
    for row in rows:
        if row and wanted in {str(row["id"]).lower(), str(row["expression"]).lower()}:
            fact = next(license_facts.row_facts("license", row, Basis(str(row["basis"]))))
            if isinstance(fact.claim, Licensed):
                return fact.claim
    return None


def _regime(name: str, text: str, as_of: date, regimes: Mapping[str, Regime]) -> Explanation | None:
    regime = regimes.get(text)
    if regime is None:
        return None
    answer = blank(name, regime.id, "regime", Status.KNOWN)
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
