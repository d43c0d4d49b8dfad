"""What the project declares of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.fact import LocatedIn
from scanner.policy.places import inside, place
from scanner.policy.subject import NO, Predicate, Reading, Subject, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.model.context import Context

#: Context keys whose words are places: ``eu`` covers ``de``.
PLACE_CHOICES = ("markets", "deployment-regions", "customers", "headquarters")
PLACE_KEYS = frozenset(PLACE_CHOICES)


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
        if options.get("undeclared") == "no":
            return NO
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
    """Answer whether a place the context declares, or a region found, lies in these places.

    ``undeclared = "some"``: one declared key says enough of where it goes; none is unknown.
    ``found = "no"``: regions found in the repository are asked about as components of their own.
    """
    wanted = subject.group(argument)
    keys = words_of(options, "keys", ("markets", "deployment-regions"))
    unknown: list[str] = []
    area = tuple(word.upper() for word in wanted)
    own = options.get("found") == "no"
    for key in keys:
        places = subject.context.words(key) if own else subject.world.places(key)
        if places is None:
            unknown.append(key)
            continue
        hits = [word for word in places if inside(place(word), area)]
        if hits:
            return Reading(Answer.YES, words=(("places", ", ".join(hits)), ("key", key)))
    for fact, claim in subject.claims(LocatedIn):
        if claim.country and inside(claim.country, area):
            return Reading(Answer.YES, (fact,), (("places", claim.country),))
    if not unknown or options.get("undeclared") == "no":
        return NO
    if options.get("undeclared") == "some" and len(unknown) < len(keys):
        return NO
    say = f"{' and '.join(unknown)} not declared"
    return Reading(Answer.UNKNOWN, keys=tuple(unknown), say=say)


def _elsewhere(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether a place the context declares lies outside all of these."""
    area = tuple(word.upper() for word in subject.group(argument))
    unknown: list[str] = []
    for key in words_of(options, "keys", ("markets", "deployment-regions")):
        declared = subject.world.places(key)
        if declared is None:
            unknown.append(key)
            continue
        outside = [word for word in declared if not inside(place(word), area)]
        if outside:
            return Reading(Answer.YES, words=(("places", ", ".join(outside)), ("key", key)))
    if not unknown or options.get("undeclared") == "no":
        return NO
    say = f"{' and '.join(unknown)} not declared"
    return Reading(Answer.UNKNOWN, keys=tuple(unknown), say=say)


def _uses(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether the project uses a component of one of these kinds."""
    wanted = subject.group(argument)
    found = any(
        dossier.component.kind.value in wanted and dossier.evidence
        for dossier in subject.world.dossiers.values()
    )
    return Reading(Answer.of(found))


def _kind(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    return Reading(Answer.of(subject.dossier.component.kind.value in subject.group(argument)))


def _by_origin(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether the policy itself judges parties by origin or by foreign lists."""
    settings = subject.world.policy.settings
    parties = any(
        entry.partition(":")[0] in {"publisher", "developer", "organisation"}
        for entry in settings.model_deny
    )
    held = bool(settings.deny_suppliers or settings.review_countries or settings.home or parties)
    profiles = [profile.name for profile in subject.world.policy.profiles]
    foreign = [name for name in profiles if name.startswith("us-") and name != "us-commercial"]
    words = (("entry", ", ".join(foreign) or "origin settings"),)
    return Reading(Answer.of((held or bool(foreign)) is argument), words=words)


#: Data class words -> key of the thresholds of 28 CFR 202.205, in their order.
_BULK = {
    "genomic": "human_genomic_persons",
    "omic": "other_omic_persons",
    "biometric": "biometric_persons",
    "location": "geolocation_devices",
    "health": "health_persons",
    "financial": "financial_persons",
    "identifier": "identifiers_persons",
    "personal": "identifiers_persons",
}


def _bulk(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether the declared data is bulk sensitive data under the regime's thresholds.

    Combined data takes the lowest number (28 CFR 202.205); government-related data has none.
    """
    del argument
    declared = subject.context.words("data-classes")
    if declared is None:
        return Reading(Answer.UNKNOWN, keys=("data-classes", "us-persons"), say="whose data?")
    if any("government" in word.casefold() for word in declared):
        return Reading(Answer.YES, words=(("data_class", "government-related data"),))
    table = subject.regime.values.get("thresholds") if subject.regime else None
    limits = table if isinstance(table, dict) else {}
    hits = {
        key: word for word in declared for part, key in _BULK.items() if part in word.casefold()
    }
    if not hits:
        return NO
    line = min(int(str(limits.get(key, 0))) for key in hits)
    people = subject.context.get("us-persons")
    words = (("data_class", ", ".join(sorted(set(hits.values())))), ("line", f"{line:,}"))
    if isinstance(people, bool) or not isinstance(people, int):
        say = "the number of US persons in 12 months is not declared"
        return Reading(Answer.UNKNOWN, words=words, keys=("us-persons",), say=say)
    return Reading(Answer.of(people > line), words=(*words, ("count", f"{people:,}")))


def _from_day(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether the day asked for is this one or later; the rule's tests show the date."""
    return Reading(Answer.of(subject.day.isoformat() >= str(argument)))


PREDICATES = (
    Predicate(
        "declares",
        _declares,
        "the context holds one of these words under `key`; undeclared is unknown",
        options={"key": (), "undeclared": ("no", "unknown")},
        shared=True,
    ),
    Predicate(
        "declares-more-than",
        _count_above,
        "the declared number under `key` is above this",
        "number",
        options={"key": ()},
        shared=True,
    ),
    Predicate(
        "declares-place",
        _declared_place,
        "a place the context declares lies in one of these",
        options={"keys": PLACE_CHOICES, "undeclared": ("no", "some", "unknown"), "found": ("no",)},
    ),
    Predicate(
        "declares-place-outside",
        _elsewhere,
        "a place the context declares lies outside all of these",
        options={"keys": PLACE_CHOICES, "undeclared": ("no", "unknown")},
    ),
    Predicate(
        "project-uses",
        _uses,
        "the project uses a component of one of these kinds",
        choices=("package", "model", "dataset", "service", "accelerator"),
        decides=True,
        shared=True,
    ),
    Predicate(
        "kind",
        _kind,
        "it is a component of one of these kinds",
        choices=(
            *("package", "model", "dataset", "service", "accelerator"),
            *("region", "instance", "project"),
        ),
        decides=True,
    ),
    Predicate(
        "from-day",
        _from_day,
        "the day that is asked for is this one (2026-11-21) or later",
        "day",
        decides=True,
        shared=True,
    ),
    Predicate(
        "policy-by-origin",
        _by_origin,
        "the policy itself judges by origin or foreign lists",
        "flag",
        decides=True,
        shared=True,
    ),
    Predicate(
        "bulk-data",
        _bulk,
        "the declared data classes and number of US persons pass the regime's thresholds",
        "flag",
        shared=True,
    ),
)
