"""What the project declares of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.fact import LocatedIn
from scanner.policy.places import inside, place
from scanner.policy.subject import NO, Predicate, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.model.context import Context

#: Context keys whose words are places: ``eu`` covers ``de``.
PLACE_KEYS = frozenset(["markets", "deployment-regions", "customers", "headquarters"])


def declared_in(context: Context, key: str, wanted: frozenset[str]) -> Answer:
    """Return whether a declared key holds one of the words; not declared is unknown."""
    value = context.get(key)
    if value is None:
        return Answer.UNKNOWN
    if isinstance(value, bool):
        return Answer.of(str(value).lower() in wanted)
    words = context.words(key) or ()
    if key in PLACE_KEYS:
        area = tuple(word.upper() for word in wanted)
        return Answer.of(any(inside(place(word), area) for word in words))
    return Answer.of(any(word.casefold() in wanted for word in words))


def _declares(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether the context holds one of these words under ``key``; undeclared is unknown."""
    key = str(options.get("key", "markets"))
    wanted = subject.group(argument)
    answer = declared_in(subject.context, key, wanted)
    if answer is Answer.UNKNOWN:
        return Reading(answer, keys=(key,), say=f"{key} is not declared")
    hits = [w for w in subject.context.words(key) or () if declared_word(w, key, wanted)]
    return Reading(answer, words=((key.replace("-", "_"), ", ".join(hits)),))


def declared_word(word: str, key: str, wanted: frozenset[str]) -> bool:
    """Return whether one declared word is among the wanted ones."""
    if key in PLACE_KEYS:
        return inside(place(word), tuple(item.upper() for item in wanted))
    return word.casefold() in wanted


def _count_above(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    key = str(options.get("key", ""))
    line = int(float(str(argument)))
    value = subject.context.get(key)
    if isinstance(value, tuple):
        past = [
            item for item in value if isinstance(item, tuple) and item[0] <= f"{subject.day:%Y-%m}"
        ]
        value = max(past)[1] if past else None
    if isinstance(value, bool) or not isinstance(value, int):
        return Reading(Answer.UNKNOWN, keys=(key,), say=f"{key} is not declared")
    words = (("count", f"{value:,}"), ("line", f"{line:,}"))
    return Reading(Answer.of(value > line), words=words)


def _declared_place(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether any place key of the context, or a cloud region found, lies in these places."""
    wanted = subject.group(argument)
    keys = subject.group(options.get("keys", ())) or frozenset({"markets", "deployment-regions"})
    unknown: list[str] = []
    for key in sorted(keys):
        answer = declared_in(subject.context, key, wanted)
        if answer is Answer.YES:
            hits = [w for w in subject.context.words(key) or () if declared_word(w, key, wanted)]
            return Reading(Answer.YES, words=(("places", ", ".join(hits)), ("key", key)))
        if answer is Answer.UNKNOWN:
            unknown.append(key)
    for fact, claim in subject.claims(LocatedIn):
        if claim.country and inside(claim.country, tuple(word.upper() for word in wanted)):
            return Reading(Answer.YES, (fact,), (("places", claim.country),))
    return Reading(Answer.UNKNOWN, keys=tuple(unknown)) if unknown else NO


PREDICATES = (
    Predicate(
        "declares",
        _declares,
        "the context holds one of these words under `key`; undeclared is unknown",
        options={"key": ()},
    ),
    Predicate(
        "declares-more-than",
        _count_above,
        "the declared number under `key` is above this",
        "number",
        options={"key": ()},
    ),
    Predicate(
        "declares-place",
        _declared_place,
        "a place the context declares lies in one of these",
        options={"keys": ()},
    ),
)
