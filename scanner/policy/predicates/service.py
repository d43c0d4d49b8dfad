"""Hosted services: who runs them, where data goes, and which measures name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.fact import Developed, LocatedIn, Served
from scanner.policy.places import EEA, inside, places_of
from scanner.policy.subject import NO, UNKNOWN, Predicate, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.model.fact import Fact

#: Only then the list of processing places is complete.
_COMPLETE = "fixed"
#: Then the list names a default, if anything.
_CHOSEN = frozenset({"customer-chosen", "depends-on-upstream", "global", "not-stated", "unknown"})
#: Context keys that say where the project is at home.
_AREAS = ("markets", "deployment-regions")


def residency(claim: Served) -> tuple[str, ...]:
    """Return the places a service is known to process data in."""
    return claim.processing


def _data_goes_to(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    wanted = subject.area(argument)
    best = NO if subject.facts(Served) else UNKNOWN
    for fact, claim in subject.claims(Served):
        hits = sorted(code for code in claim.processing if inside(code, wanted))
        if hits:
            words = (("country", ", ".join(hits)), ("operator", claim.title))
            doubt = _doubt(subject, claim)
            best = Reading(Answer.UNKNOWN if doubt else Answer.YES, (fact,), words, say=doubt)
            if not doubt:
                return best
            continue
        if not _complete(subject, claim):
            words = (("country", "not stated"), ("operator", claim.title))
            say = f"where {claim.title} processes data is {claim.processing_status}"
            best = Reading(Answer.UNKNOWN, (fact,), words, say=say)
    return best


def _data_leaves(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether data may leave an area.

    ``EEA`` counts the places its regime calls adequate in; ``markets`` is where the project says
    its users or deployments are.
    """
    if argument == "EEA":
        area = EEA | _adequate(subject)
    elif argument == "CN":
        area = frozenset({"CN"})
    else:
        declared = tuple(w for key in _AREAS for w in subject.context.words(key) or ())
        if not declared:
            known = [(f, c) for f, c in subject.claims(Served) if c.processing]
            where = ", ".join(known[0][1].processing) if known else "a place that is not stated"
            facts = tuple(fact for fact, _ in known)
            open_words = (("country", where),)
            say = "markets are not declared"
            return Reading(Answer.UNKNOWN, facts, open_words, ("markets",), say)
        area = frozenset(places_of(declared))
    best = NO if subject.facts(Served) else UNKNOWN
    for fact, claim in subject.claims(Served):
        outside = sorted(c for c in claim.processing if not inside(c, area))
        words = (("country", ", ".join(outside) or "not stated"), ("operator", claim.title))
        doubt = _doubt(subject, claim)
        if outside and not doubt:
            return Reading(Answer.YES, (fact,), words)
        if outside or not _complete(subject, claim):
            best = Reading(Answer.UNKNOWN, (fact,), words, say=doubt)
    return best


def _complete(subject: Subject, claim: Served) -> bool:
    """Return whether nothing but these places is to be feared.

    A region in the host name settles it; where the customer chooses, it is the project's choice.
    """
    if claim.processing_status == "customer-chosen" and claim.processing:
        return True
    return claim.processing_status == _COMPLETE or bool(subject.facts(LocatedIn))


def _doubt(subject: Subject, claim: Served) -> str:
    """Return why the places a source names decide nothing: they are a default, or not checked."""
    if subject.facts(LocatedIn):
        return ""
    if claim.processing_status in _CHOSEN:
        return f"where {claim.title} processes data is {claim.processing_status.replace('-', ' ')}"
    return "" if claim.processing_checked else "the place was not checked against a document"


def _adequate(subject: Subject) -> frozenset[str]:
    """Return the countries with an unconditional adequacy decision in force on the day."""
    rows = subject.regime.values.get("adequacy", ()) if subject.regime else ()
    found: set[str] = set()
    for row in rows if isinstance(rows, tuple) else ():
        if not isinstance(row, dict) or row.get("scope"):
            continue  # a decision with a scope covers some recipients only
        starts, ends = str(row.get("from") or ""), str(row.get("to") or "")
        day = subject.day.isoformat()
        if starts <= day and (not ends or day <= ends):
            found.add(str(row.get("country")))
    return frozenset(found)


def _named_by(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether a measure names this service, or its operator is one it names."""
    wanted = subject.group(argument)
    regime = subject.regime.id.casefold() if subject.regime else ""
    for fact, claim in subject.claims(Served):
        named = {measure.casefold() for measure in claim.measures}
        if (regime and regime in named) or claim.operator.casefold() in wanted:
            return Reading(Answer.YES, (fact,), (("operator", claim.title),))
    return NO


def _axis(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether residency, control or origin lies outside what the data classes allow."""
    axis = str(argument)
    del options
    declared = subject.context.words("data-classes") or ()
    table = subject.world.policy.settings.data_classes
    found = NO
    for name in declared:
        limits = table.get(name, {})
        allowed = limits.get(axis)
        if not allowed:
            continue
        facts, places, complete = axis_places(subject, axis)
        outside = sorted(code for code in places if not inside(code, _folded(allowed)))
        words = (
            ("data_class", name),
            ("axis", axis),
            ("country", ", ".join(outside) or "not known"),
        )
        if outside:
            return Reading(Answer.YES, facts, words)
        if not complete or not places:
            by_choice = limits.get("unknown", ("review",))
            if "allow" in by_choice:
                continue
            answer = Answer.YES if "deny" in by_choice else Answer.UNKNOWN
            found = Reading(answer, facts, words, say=f"{axis} is not known")
    return found


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.upper() for word in words)


def axis_places(subject: Subject, axis: str) -> tuple[tuple[Fact, ...], tuple[str, ...], bool]:
    """Return (facts, ISO codes, whether they are complete) of one axis of a service or model."""
    if axis == "origin":
        made = tuple(subject.claims(Developed))
        codes = {claim.country for _, claim in made if claim.country}
        return tuple(fact for fact, _ in made), tuple(sorted(codes)), bool(codes)
    served = tuple(subject.claims(Served))
    facts = tuple(fact for fact, _ in served)
    if axis == "residency":
        places = {code for _, claim in served for code in residency(claim)}
        complete = all(claim.processing_status == _COMPLETE for _, claim in served)
    else:
        places = {code for _, claim in served for code in claim.controlled}
        complete = all(claim.control_status == "known" for _, claim in served)
    return facts, tuple(sorted(places)), complete and bool(served)


PREDICATES = (
    Predicate("data-goes-to", _data_goes_to, "the service processes data in one of these places"),
    Predicate(
        "data-leaves",
        _data_leaves,
        "the service processes data outside the area",
        "word",
        ("EEA", "CN", "markets"),
    ),
    Predicate(
        "service-named-by-regime",
        _named_by,
        "the rule's regime names the service, or its operator is one of these",
    ),
    Predicate(
        "outside-data-class",
        _axis,
        "this axis lies outside what [data-classes] allows for the declared classes",
        "word",
        ("residency", "control", "origin"),
    ),
)
