"""Reads ``[[regime]]`` tables, and says how a regime stands on a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.rule import (
    APPLIES,
    OUT_OF_PERIOD,
    STATES,
    UNDECIDED_STATES,
    Milestone,
    Period,
    Regime,
)

if TYPE_CHECKING:
    from scanner.policy.toml import Table

_OWN = [
    "id",
    "title",
    "jurisdiction",
    "authority",
    "kind",
    "citation",
    "status",
    "summary",
    "source",
    "basis",
    "verified",
    "periods",
    "milestones",
    "addressee",
    "weights",
    "question",
    "warning",
    "effect",
    "list",
]
#: Row keys that carry no meaning for evaluation.
_DROPPED = frozenset(["effective", "rescinded", "tags", "confidence", "source_as_of", "old_id"])


class Standing(NamedTuple):
    """A regime on one day: applies, undecided or out, in words, and the day to judge by."""

    how: str  # applies | undecided | out
    state: str
    period: Period | None
    day: date
    note: str = ""  # what the state alone does not say: "compliance due from 2025-05-15"


def standing(regime: Regime, day: date) -> Standing:
    """Return how the regime stands on ``day``. A period's ends are inclusive.

    An announced text is judged as on its first day in force, so that what will follow is seen; a
    regime nobody has read never applies outright.
    """
    period = next(
        (p for p in regime.periods if p.start <= day and (p.end is None or day <= p.end)), None
    )
    if period is None:
        state = regime.status if not regime.periods else "not yet announced"
        if regime.periods and regime.periods[0].start <= day:
            state = "between periods"
        return Standing("out", state, None, day)
    if period.state in OUT_OF_PERIOD:
        return Standing("out", period.state, period, day)
    if period.state in UNDECIDED_STATES:
        starts = [p.start for p in regime.periods if p.state in APPLIES and p.start > day]
        judged = min(starts) if period.state == "announced" and starts else day
        return Standing("undecided", period.state, period, judged)
    return Standing("applies" if regime.verified else "undecided", period.state, period, day)


def describe(regime: Regime, found: Standing) -> str:
    """Return "in force since 2026-01-17", for a finding."""
    if found.period is None:
        return found.state
    words = found.state.replace("-", " ")
    text = f"{words} since {found.period.start.isoformat()}"
    if found.note:
        text = f"{text}, {found.note}"
    return text if regime.verified else f"{text}, text not checked"


def regime(table: Table) -> Regime:
    """Return one ``[[regime]]`` table."""
    unverified = table.get("verified") in (None, "unverified", "")
    for key, value in table.table("thresholds").values.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            table.wrong("thresholds", f"has {key!r} that is no number")
    made = Regime(
        id=table.need("id"),
        title=table.need("title"),
        jurisdiction=table.need("jurisdiction"),
        authority=table.word("authority"),
        kind=table.need("kind"),
        citation=table.need("citation"),
        status=table.word("status", choices=STATES),
        summary=table.word("summary"),
        source=table.need("source"),
        basis=table.need("basis"),
        verified=None if unverified else table.day("verified"),
        periods=tuple(_period(item) for item in table.tables("periods")),
        milestones=tuple(_milestone(item) for item in table.tables("milestones")),
        addressee=table.word("addressee"),
        weights=table.word("weights"),
        question=table.word("question"),
        warning=table.word("warning"),
        effect=table.word("effect"),
        list=table.word("list"),
        values={
            key: frozen(value)
            for key, value in table.values.items()
            if key not in _OWN and key not in _DROPPED
        },
        at=table.at,
    )
    _check_periods(table, made)
    return made


def _check_periods(table: Table, made: Regime) -> None:
    last: date | None = None
    for number, period in enumerate(made.periods):
        if last is not None and period.start <= last:
            table.wrong(
                "periods", f"{made.id}: period {number + 1} starts before the last one ends"
            )
        if period.end is None and number + 1 < len(made.periods):
            table.wrong(
                "periods", f"{made.id}: period {number + 1} never ends, but another follows"
            )
        last = period.end


def _period(table: Table) -> Period:
    start = table.day("from")
    if start is None:
        table.wrong("from", "is missing")
    period = Period(
        start=start or date.max,
        end=table.day("to"),
        state=table.word("state", choices=STATES),
        citation=table.word("citation"),
        note=table.word("note"),
        also_countries=table.words("also_countries"),
    )
    table.done()
    return period


def _milestone(table: Table) -> Milestone:
    made = Milestone(
        duty=table.need("duty"),
        start=table.day("from"),
        model_year=table.count("model_year"),
        citation=table.word("citation"),
        note=table.word("note"),
        before=table.word("before", "out of period", choices=("out of period", "undecided")),
    )
    table.done(also=("basis", "verified"))
    return made


def frozen(value: object) -> object:
    """Return lists as tuples, dates as ISO text, all the way down (the reader bounds the depth)."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return {str(key): frozen(item) for key, item in value.items()}
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
