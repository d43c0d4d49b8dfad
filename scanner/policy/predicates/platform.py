"""Hardware ties, chips, cloud places and candidate export classifications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.component import ComponentKind
from scanner.model.fact import ChipFigures, Classified, LocatedIn, Made
from scanner.policy.places import inside
from scanner.policy.subject import NO, UNKNOWN, Predicate, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Kinds that stand for chips; of anything else no chip is asked.
_CHIPPED = frozenset({ComponentKind.ACCELERATOR, ComponentKind.INSTANCE})
#: 3A090 as of 2023-11-17 (88 FR 73458): TPP and performance density (TPP per mm²).
_TPP_A, _TPP_A_ALT, _DENSITY_A = 4800, 1600, 5.92
_TPP_B, _DENSITY_B, _TPP_B_ALT, _DENSITY_B_ALT = 2400, 1.6, 1600, 3.2


def control_entry(tpp: float | None, density: float | None) -> str | None:
    """Return ``3A090.a``, ``3A090.b`` or ``none``; ``None`` when a needed figure is missing."""
    if tpp is None:
        return None
    if tpp >= _TPP_A:
        return "3A090.a"
    if tpp < _TPP_A_ALT:
        return "none"
    if density is None:
        return None
    if density >= _DENSITY_A:
        return "3A090.a"
    if tpp >= _TPP_B and density >= _DENSITY_B:
        return "3A090.b"
    return "3A090.b" if tpp >= _TPP_B_ALT and density >= _DENSITY_B_ALT else "none"


def _chip_control(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    wanted = subject.group(argument)
    hardware = subject.dossier.component.kind in _CHIPPED
    found = UNKNOWN if hardware and not subject.facts(ChipFigures) else NO
    for fact, claim in subject.claims(ChipFigures):
        entry = control_entry(claim.tpp, claim.density)
        words = (
            ("chip", claim.chip),
            ("tpp", "unknown" if claim.tpp is None else f"{claim.tpp:g}"),
            ("density", "unknown" if claim.density is None else f"{claim.density:g}"),
            ("entry", entry or "not decided"),
        )
        if entry is None:
            say = f"TPP or density of {claim.chip} is not known"
            found = Reading(Answer.UNKNOWN, (fact,), words, say=say)
        elif entry.casefold() in wanted:
            return Reading(Answer.YES, (fact,), words)
    return found


def _chip(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    wanted = subject.group(argument)
    for fact, claim in subject.claims(ChipFigures):
        parts = {claim.chip.casefold(), *claim.chip.casefold().replace("-", " ").split()}
        if parts & wanted:
            return Reading(Answer.YES, (fact,), (("chip", claim.chip), ("vendor", claim.vendor)))
    return NO


def _hardware(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    wanted = subject.group(argument)
    for fact, claim in subject.claims(Made):
        names = {claim.vendor.casefold(), claim.hardware.casefold()}
        if names & wanted or any(word in claim.hardware.casefold() for word in wanted):
            words = (("vendor", claim.vendor), ("hardware", claim.hardware))
            return Reading(Answer.YES, (fact,), words)
    return NO


def _located(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    wanted = tuple(word.upper() for word in subject.group(argument))
    for fact, claim in subject.claims(LocatedIn):
        if claim.country is None:
            return Reading(Answer.UNKNOWN, (fact,), (("country", "not known"),))
        if inside(claim.country, wanted):
            words = (("country", claim.country), ("provider", claim.provider))
            return Reading(Answer.YES, (fact,), words)
    return NO if subject.facts(LocatedIn) else UNKNOWN


def _classified(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    wanted = subject.group(argument)
    for fact, claim in subject.claims(Classified):
        if claim.code.casefold() in wanted:
            words = (("code", claim.code), ("ground", claim.ground), ("position", claim.position))
            return Reading(Answer.YES, (fact,), words)
    return NO


PREDICATES = (
    Predicate(
        "chip-control",
        _chip_control,
        "a named chip falls under one of these control entries by its figures",
        choices=("3A090.a", "3A090.b"),
    ),
    Predicate("chip", _chip, "one of these chips is named"),
    Predicate("hardware", _hardware, "tied to hardware of this vendor or name"),
    Predicate("located-in", _located, "the cloud region lies in one of these places"),
    Predicate("classified", _classified, "a candidate export classification is one of these"),
)
