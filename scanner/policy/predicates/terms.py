"""What a licence's terms grant and ask, evaluated against the project's size, place and purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.policy.places import inside, places_of
from scanner.policy.predicates.license import (
    is_standard,
    leading,
    license_words,
    licensors,
    open_text,
)
from scanner.policy.subject import NO, OF, Predicate, Reading, Subject, over

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.model.fact import Fact, Licensed, Terms, Territory, Threshold

#: Metric of a threshold -> (context key, factor from the declared unit to the metric's).
_METRICS = {
    "monthly-active-users": ("monthly-active-users", 1),
    "daily-active-users": ("daily-active-users", 1),
    "monthly-visits": ("monthly-visits", 1),
    "annual-revenue-usd": ("annual-revenue-usd", 1),
    "annual-recurring-revenue-usd": ("annual-revenue-usd", 1),
    "rolling-12-month-revenue-usd": ("annual-revenue-usd", 1),
    "monthly-revenue-usd": ("annual-revenue-usd", 12),
    "output-tokens-per-month": ("output-tokens-per-month", 1),
}
#: What every standard permissive text says, also where a row of ours did not write it down.
_STANDARD = {
    "commercial-use": "yes",
    "acceptable-use-policy": "no",
    "military-ban": "no",
    "output-training": "yes",
}
_MONTHS = "January February March April May June July August September October November December"
_FIELDS = ("commercial-use", "acceptable-use-policy", "military-ban", "output-training")
#: Terms kept only where a source names the duty: of a text nobody read MOD014 asks already.
_NAMED_ONLY = frozenset({"commercial-permission"})
_MILLION = 1_000_000
_LIMITS_SHOWN = 4


def terms_of(subject: Subject) -> Iterator[tuple[Fact, Licensed, Terms]]:
    """Yield the terms of the leading licences that state any."""
    for fact, claim in leading(subject):
        if claim.terms is not None:
            yield fact, claim, claim.terms


def capped(answer: Answer, claim: Licensed) -> Answer:
    """Return the answer as far as the row allows: unread or disputed text never decides."""
    return Answer.UNKNOWN if answer is Answer.YES and open_text(claim) else answer


def _term(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether a term has one of the values in ``is``; a term nobody read is unknown."""
    name = str(argument)
    wanted = subject.group(options.get("is", "no"))

    def ask(each: Subject) -> Reading:
        found = NO
        for fact, claim, terms in terms_of(each):
            value = _value(terms, name)
            if value == "unknown" and is_standard(claim):
                value = _STANDARD.get(name, "no")
            if value in wanted:
                answer = capped(Answer.YES, claim)
            else:
                answer = Answer.UNKNOWN if value == "unknown" else Answer.NO
            words = (*license_words(claim), ("term_value", value), ("naming", terms.naming))
            reading = Reading(
                answer, (fact,), words, say=f"{name}: {_written(terms, name) or value}"
            )
            if answer is Answer.YES:
                return reading
            if answer is Answer.UNKNOWN:
                found = reading
        return found

    return over(subject, options, ask, licensors)


def _value(terms: Terms, name: str) -> str:
    if name in _FIELDS:
        value = getattr(terms, name.replace("-", "_"))
        return str(value)
    # What nobody read may stand there.
    unwritten = "no" if terms.text_read or name in _NAMED_ONLY else "unknown"
    if name == "naming":
        return "yes" if terms.naming else unwritten
    value = _written(terms, name) or unwritten
    return value if value in {"yes", "no", "conditional", "unknown"} else "yes"


def _written(terms: Terms, name: str) -> str:
    """Return what a row says of a further term: one of the words, or a sentence."""
    return {key.replace("_", "-"): text for key, text in terms.others}.get(name, "")


def _threshold(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether a size limit is passed: ``licence`` or ``display`` says what follows.

    A limit that is not passed is said as well: who reads the report sees what was compared.
    """
    follows = str(argument)
    below: list[Reading] = []

    def ask(each: Subject) -> Reading:
        found = NO
        for fact, claim, terms in terms_of(each):
            for limit in terms.thresholds:
                if limit.follows != follows:
                    continue
                reading = _passed(each, limit)
                answer = capped(reading.answer, claim)
                words = (
                    *license_words(claim),
                    ("threshold", describe(limit)),
                    ("ground", reading.say),
                )
                reading = reading._replace(answer=answer, facts=(fact,), words=words)
                if answer is Answer.YES:
                    return reading
                if answer is Answer.UNKNOWN or (found is NO):
                    found = reading
                if answer is Answer.NO:
                    name = each.dossier.component.title
                    license_, limit_ = claim.expression or claim.title, describe(limit)
                    unread = " (its text was not read)" if open_text(claim) else ""
                    say = f"{license_} of {name} ({limit_}): {reading.say}{unread}"
                    below.append(reading._replace(say=say))
        return found

    answered = over(subject, options, ask, licensors)
    if answered is not NO or not below:
        return answered
    return below[0]._replace(say="; ".join(reading.say for reading in below[:_LIMITS_SHOWN]))


def _passed(subject: Subject, limit: Threshold) -> Reading:
    """Compare one limit with what is declared for the month or year it is measured in."""
    key, factor = _METRICS.get(limit.metric.replace("_", "-"), (limit.metric, 1))
    line = limit.value * factor
    declared = subject.context.get(key)
    if declared is None:
        return Reading(Answer.UNKNOWN, keys=(key,), say=f"{key} is not declared")
    when = ""
    if isinstance(declared, tuple):
        months = {item[0]: item[1] for item in declared if isinstance(item, tuple)}
        if limit.measured == "once":
            month = limit.measured_month
            if not month or month not in months:
                named = f" for {_month(month)}" if month else " for the measuring month"
                return Reading(Answer.UNKNOWN, keys=(key,), say=f"{key} is not declared{named}")
            number, when = months[month], f" in the measuring month ({_month(month)})"
        else:
            past = {m: n for m, n in months.items() if m <= subject.day.strftime("%Y-%m")}
            if not past:
                return Reading(Answer.UNKNOWN, keys=(key,), say=f"{key} has no month up to the day")
            number = past[max(past)]
    elif isinstance(declared, int):
        number = declared
        if limit.measured == "once" and _over(number, line, limit.op):
            # A number without a month is today's: it passes the line now, which decides nothing.
            say = f"{key} is declared without the measuring month"
            named = f" ({_month(limit.measured_month)})" if limit.measured_month else ""
            return Reading(Answer.UNKNOWN, keys=(key,), say=say + named)
    else:
        return Reading(Answer.UNKNOWN, keys=(key,), say=f"{key} is not a number")
    return _verdict(limit, number, line, when)


def _verdict(limit: Threshold, number: int, line: int, when: str) -> Reading:
    hit = _over(number, line, limit.op)
    if limit.measured == "once":
        month = when or (f" ({_month(limit.measured_month)})" if limit.measured_month else "")
        say = f"{short(number)}{month if when else ''}: " + (
            "triggered" if hit else "not triggered"
        )
        if not hit:
            say += ", later growth does not count"
        if not when and month:
            say = (
                f"{short(number)}, measured once{month}: not triggered, later growth does not count"
            )
        return Reading(Answer.of(hit), say=say)
    kind = "running threshold" if limit.measured == "running" else "threshold"
    verb = "triggered" if hit else "not triggered"
    say = f"{kind} {short(line)}: {verb} at {short(number)}"
    if limit.measured == "unknown" and hit:
        return Reading(Answer.UNKNOWN, say=f"{say}; when it is measured is not known")
    return Reading(Answer.of(hit), say=say)


def _over(number: int, line: int, op: str) -> bool:
    return number >= line if op == ">=" else number > line


def _month(month: str | None) -> str:
    if not month:
        return "month not stated"
    year, _, number = month.partition("-")
    return f"{_MONTHS.split()[int(number) - 1]} {year}"


def short(number: int) -> str:
    """Return 2 M for 2,000,000."""
    if number >= _MILLION and number % 100_000 == 0:
        return f"{number / _MILLION:g} M"
    return f"{number:,}"


def describe(limit: Threshold) -> str:
    """Return the limit in words: "monthly-active-users > 700 M of the group, measured once"."""
    metric = limit.metric.replace("_", "-")
    scope = "" if limit.scope == "unknown" else f" of the {limit.scope}"
    measured = {"once": f", measured once ({_month(limit.measured_month)})", "running": ", running"}
    return f"{metric} {limit.op} {short(limit.value)}{scope}{measured.get(limit.measured, '')}"


def _territory(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether the licence leaves out a place the project's context names."""
    del argument

    def ask(each: Subject) -> Reading:
        found = NO
        for fact, claim, terms in terms_of(each):
            for territory in terms.territories:
                reading = _excluded(each, territory)
                answer = capped(reading.answer, claim)
                words = (*license_words(claim), *reading.words, ("clause", territory.clause_in))
                reading = reading._replace(answer=answer, facts=(fact,), words=words)
                if answer is Answer.YES:
                    return reading
                if answer is Answer.UNKNOWN:
                    found = reading
        return found

    return over(subject, options, ask, licensors)


def _excluded(subject: Subject, territory: Territory) -> Reading:
    """Compare the places left out with those that the clause binds: seat, use, distribution."""
    keys = _territory_keys(territory)
    open_keys: list[str] = []
    shown = " and ".join(territory.binds)
    for key in keys:
        declared = subject.context.words(key)
        if declared is None:
            open_keys.append(key)
            continue
        hits = sorted(p for p in places_of(declared) if inside(p, territory.excluded))
        if hits:
            words = (("places", ", ".join(hits)), ("binds", shown))
            return Reading(Answer.YES, words=words, say=f"{key} includes {', '.join(hits)}")
        if key == "markets" and any(word.casefold() in {"world", "worldwide"} for word in declared):
            return Reading(Answer.YES, words=(("places", "worldwide"), ("binds", shown)))
    if not territory.excluded or not open_keys:
        return NO
    words = (("places", ", ".join(_named(territory.excluded))), ("binds", shown))
    return Reading(Answer.UNKNOWN, words=words, keys=tuple(open_keys))


def _territory_keys(territory: Territory) -> tuple[str, ...]:
    if territory.ask:
        return territory.ask
    return ("headquarters",) if "licensee-seat" in territory.binds else ("markets",)


def _named(excluded: tuple[str, ...]) -> list[str]:
    """Return the excluded places, the members of the Union as one word."""
    from scanner.policy.places import EU  # noqa: PLC0415 (keeps the import list short)

    if set(excluded) >= EU:
        return ["EU", *sorted(set(excluded) - EU)]
    return sorted(excluded)


PREDICATES = (
    Predicate(
        "term",
        _term,
        "a term of the licence has one of the values in `is` (default no)",
        "word",
        options={**OF, "is": ("yes", "no", "conditional", "unknown")},
    ),
    Predicate(
        "threshold-passed",
        _threshold,
        "the declared size passes a limit of the licence, in the month it is measured",
        "word",
        ("licence", "display"),
        OF,
    ),
    Predicate(
        "territory-excluded",
        _territory,
        "the licence leaves out a place the context names",
        "flag",
        options=OF,
    ),
)
