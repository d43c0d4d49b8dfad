"""Answers a condition of a dossier: yes, no or unknown, with all it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.rule import AllOf, AnyOf, Ask, Condition, Not
from scanner.policy.predicates import BY_NAME
from scanner.policy.subject import NO, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence


def hold(part: Condition, subject: Subject) -> Reading:
    """Answer a condition. Its depth is bounded by the loader."""
    match part:
        case Ask(predicate=name, argument=argument, options=options):
            return BY_NAME[name].holds(subject, argument, dict(options))
        case Not(part=inner):
            reading = hold(inner, subject)
            return reading._replace(answer=~reading.answer)
        case AllOf(parts=parts):
            return _all(parts, subject)
        case AnyOf(parts=parts):
            return _any(parts, subject)


def _all(parts: tuple[Condition, ...], subject: Subject) -> Reading:
    """Return NO at the first NO; else everything the parts rest on."""
    readings = []
    for part in parts:
        reading = hold(part, subject)
        if reading.answer is Answer.NO:
            return reading
        readings.append(reading)
    return _together(readings, Answer.all(reading.answer for reading in readings))


def _any(parts: tuple[Condition, ...], subject: Subject) -> Reading:
    """Return the first YES; else all that is unknown."""
    unknown = []
    for part in parts:
        reading = hold(part, subject)
        if reading.answer is Answer.YES:
            return reading
        if reading.answer is Answer.UNKNOWN:
            unknown.append(reading)
    return _together(unknown, Answer.UNKNOWN) if unknown else NO


def _together(readings: Sequence[Reading], answer: Answer) -> Reading:
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
