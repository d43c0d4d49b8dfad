"""Says each kind of claim in one sentence, in words that state and do not judge."""

from __future__ import annotations

from scanner.model.fact import (
    ChipFigures,
    Claim,
    Classified,
    DerivedFrom,
    Developed,
    Identified,
    Licensed,
    Listed,
    LocatedIn,
    Made,
    Observed,
    Published,
    Served,
    Trained,
    Vulnerable,
    WeightsAccess,
)
from scanner.model.purl import title_of


def sentence(claim: Claim) -> str:  # noqa: C901, PLR0911, PLR0912 (one case per claim, on purpose)
    """Return the claim as plain text; not escaped."""
    match claim:
        case Identified():
            steps = ", ".join(f"{step.how}: {step.text}" for step in claim.steps)
            return f"is {claim.canonical} ({claim.status.value}{'; ' + steps if steps else ''})"
        case Licensed():
            return _license(claim)
        case Published():
            return f"published by {claim.title or claim.organisation}{_in(claim.country)}"
        case Developed():
            return f"weights developed by {claim.title or claim.organisation}{_in(claim.country)}"
        case DerivedFrom():
            guessed = " (inferred from the name)" if claim.inferred else ""
            return f"{claim.relation.replace('_', ' ')} {title_of(claim.base)}{guessed}"
        case Listed():
            return _listing(claim)
        case Served():
            return _service(claim)
        case Trained():
            return f"training compute {claim.compute_flop:.2g} FLOP ({claim.confidence})"
        case WeightsAccess():
            return f"weights {claim.access}"
        case Made():
            return f"tied to {claim.hardware} of {claim.vendor}{_in(claim.country)}"
        case LocatedIn():
            return f"{claim.provider} region in {claim.country or 'a country not known'}"
        case ChipFigures():
            tpp = "unknown" if claim.tpp is None else f"{claim.tpp:g}"
            density = "unknown" if claim.density is None else f"{claim.density:g}"
            return f"{claim.vendor} {claim.chip}: TPP {tpp}, performance density {density}"
        case Classified():
            return f"candidate classification {claim.code}: {claim.ground}"
        case Vulnerable():
            fixed = ", ".join(claim.fixed) or "no fixed version known"
            return f"{claim.advisory}: {claim.summary or 'known vulnerability'} (fixed: {fixed})"
        case Observed():
            return f"{claim.key}: {claim.value}"


def _license(claim: Licensed) -> str:
    part = "" if claim.part == "all" else f" for its {claim.part}"
    if claim.expression is None:
        return f"no licence stated{part}"
    return f"licence {claim.expression}{part} ({claim.license_class})"


def _listing(claim: Listed) -> str:
    who = claim.listed_name or claim.organisation
    how = "possible match with" if claim.match == "possible" else f"{claim.role} is"
    score = f", score {claim.score}" if claim.score is not None else ""
    since = f" since {claim.first_listed.isoformat()}" if claim.first_listed else ""
    until = f" until {claim.removed.isoformat()}" if claim.removed else ""
    limits = f"; it restricts {claim.restricts}" if claim.restricts else ""
    return f"{how} {who} on {claim.list}{since}{until} ({claim.match}{score}){limits}"


def _service(claim: Served) -> str:
    where = ", ".join(claim.processing) or "places not known"
    return (
        f"operated by {claim.title or claim.operator}{_in(claim.operator_country)}; "
        f"data processed in {where} ({claim.processing_status})"
    )


def _in(country: str | None) -> str:
    return f" ({country})" if country else " (country not known)"
