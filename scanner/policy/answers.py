"""Answers a condition of a dossier: yes, no or unknown, with all it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.rule import AllOf, AnyOf, Ask, Condition, Not
from scanner.policy.predicates import BY_NAME
from scanner.policy.subject import NO, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scanner.policy.subject import Subject

    Asking = Callable[[Subject], Reading]


def asking(part: Condition | None) -> Asking:
    """Return the function that answers this condition, for one rule in one judgement.

    What a predicate reads of the context alone is asked once and kept: the function must not
    outlive the judgement it was made for. The depth of a condition is bounded by the loader.
    """
    match part:
        case None:
            return _never
        case Ask():
            return _ask(part)
        case Not(part=inner):
            return _not(asking(inner))
        case AllOf(parts=parts):
            return _all(parts)
        case AnyOf(parts=parts):
            return _any([asking(each) for each in parts])


def _never(_: Subject) -> Reading:
    return NO


def _ask(part: Ask) -> Asking:
    predicate = BY_NAME[part.predicate]
    holds, argument, options = predicate.holds, part.argument, dict(part.options)
    if not predicate.shared:
        return lambda subject: holds(subject, argument, options)
    kept: list[Reading] = []

    def once(subject: Subject) -> Reading:
        if not kept:
            kept.append(holds(subject, argument, options))
        return kept[0]

    return once


def _not(inner: Asking) -> Asking:
    def ask(subject: Subject) -> Reading:
        reading = inner(subject)
        return reading._replace(answer=~reading.answer)

    return ask


def _all(parts: tuple[Condition, ...]) -> Asking:
    """Return NO at the first NO; else everything the parts rest on, in the order written."""
    every = [asking(part) for part in parts]
    # What is the same for every component is looked at first: one NO there ends it for all.
    shared = [each for each, part in zip(every, parts, strict=True) if _shared(part)]

    def ask(subject: Subject) -> Reading:
        for each in shared:
            reading = each(subject)
            if reading.answer is Answer.NO:
                return reading
        readings = []
        for each in every:
            reading = each(subject)
            if reading.answer is Answer.NO:
                return reading
            readings.append(reading)
        return _together(readings, Answer.all(reading.answer for reading in readings))

    return ask


def _shared(part: Condition) -> bool:
    return isinstance(part, Ask) and BY_NAME[part.predicate].shared


def _any(every: list[Asking]) -> Asking:
    """Return the first YES; else all that is unknown."""

    def ask(subject: Subject) -> Reading:
        unknown = []
        for each in every:
            reading = each(subject)
            if reading.answer is Answer.YES:
                return reading
            if reading.answer is Answer.UNKNOWN:
                unknown.append(reading)
        return _together(unknown, Answer.UNKNOWN) if unknown else NO

    return ask


def _together(readings: Sequence[Reading], answer: Answer) -> Reading:
    if len(readings) == 1:
        return readings[0]._replace(answer=answer)
    says = [reading.say for reading in readings if reading.say]
    return Reading(
        answer,
        # By identity: comparing facts field by field costs more than a rare repeat.
        facts=tuple({id(fact): fact for reading in readings for fact in reading.facts}.values()),
        words=tuple(word for reading in readings for word in reading.words),
        keys=tuple(dict.fromkeys(key for reading in readings for key in reading.keys)),
        say="; ".join(dict.fromkeys(says)),
        rows=tuple(dict.fromkeys(row for reading in readings for row in reading.rows)),
    )
