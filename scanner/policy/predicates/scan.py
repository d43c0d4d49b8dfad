"""The scan itself: what could not be read, and how old the tables are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.fact import Observed
from scanner.policy.subject import Predicate, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping


def _incomplete(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether the scan left gaps."""
    gaps = subject.dossier.gaps
    first = f"{gaps[0].at.path}:{gaps[0].at.line} ({gaps[0].reason})" if gaps else ""
    words = (("gaps", str(len(gaps))), ("first", first))
    return Reading(Answer.of(bool(gaps) is argument), words=words)


def _stale(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether a table of the knowledge base is older than its limit."""
    for _fact, claim in subject.claims(Observed):
        if claim.key == "stale-table":
            table, day, limit = claim.value.split("|")
            words = (("table", table), ("snapshot", day), ("limit", limit))
            return Reading(Answer.of(argument is True), words=words)
    return Reading(Answer.of(argument is not True))


PREDICATES = (
    Predicate(
        "incomplete",
        _incomplete,
        "something could not be read or understood",
        "flag",
        decides=True,
    ),
    Predicate(
        "stale",
        _stale,
        "a table of the knowledge base is older than its limit",
        "flag",
        decides=True,
    ),
)
