"""Who published, developed, operates or controls a component, and on which lists they stand."""

from __future__ import annotations

import fnmatch
from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.component import ComponentKind
from scanner.model.fact import (
    Basis,
    DerivedFrom,
    Developed,
    Identified,
    Listed,
    Made,
    Published,
    Served,
)
from scanner.policy.places import inside
from scanner.policy.subject import (
    NO,
    OF,
    UNKNOWN,
    Predicate,
    Reading,
    Subject,
    over,
    reach,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from scanner.model.fact import Fact

#: Words for control that leave open where it sits.
_OPEN_CONTROL = frozenset({"unknown", "disputed", "unverified"})
#: Relations that copy weights without making new ones: the developer stays the same.
_COPIES = frozenset({"quantized_from", "tokenizer_of"})
#: How a list entry matches -> how sure that is.
_MATCHES = {
    "exact": Answer.YES,
    "curated": Answer.YES,
    "parent": Answer.YES,
    "possible": Answer.UNKNOWN,
}
_OPEN_STATUS = frozenset({"unconfirmed", "enjoined", "announced", "not-enforced"})
_OFF_STATUS = frozenset({"withdrawn", "proposed", "suspended", "superseded"})


def _publisher(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    wanted = subject.group(argument)

    def ask(each: Subject) -> Reading:
        for fact, claim in each.claims(Published):
            names = {claim.organisation.casefold(), *(p.casefold() for p in claim.parents)}
            if names & wanted:
                return Reading(Answer.YES, (fact,), (("publisher", claim.title),))
        service = each.dossier.component.kind is ComponentKind.SERVICE
        return NO if service or each.facts(Published) else UNKNOWN

    return over(subject, options, ask)


def _developer(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether one of these companies developed it.

    Publishing weights of one's own account, or a copy of those weights under another name
    (quantised, mirrored), is developing them; so is a work of an entity that one of the companies
    holds, as far as its parents are known. For a fork, merge or distillation by someone else
    the texts we read do not say: unknown.
    """
    wanted = subject.group(argument)

    def ask(each: Subject) -> Reading:
        for fact, published in each.claims(Published):
            held = {parent.casefold() for parent in published.parents}
            if published.organisation.casefold() in wanted or held & wanted:
                return Reading(Answer.YES, (fact,), (("developer", published.title),))
        for fact, claim in each.claims(Developed):
            if claim.organisation.casefold() in wanted:
                answer, links = _copied(each)
                say = "" if answer is Answer.YES else "it is a derivative, not the original"
                if fact.provenance.basis is Basis.INFERRED and answer is Answer.YES:
                    answer, say = Answer.UNKNOWN, "the developer is inferred from the name"
                return Reading(answer, (fact, *links), (("developer", claim.title),), say=say)
        known = each.facts(Developed) or each.facts(Published)
        service = each.dossier.component.kind is ComponentKind.SERVICE
        return NO if known or service else UNKNOWN

    return over(subject, options, ask)


def _copied(subject: Subject) -> tuple[Answer, tuple[Fact, ...]]:
    links = subject.facts(DerivedFrom)
    relations = [claim for _, claim in subject.claims(DerivedFrom)]
    if any(claim.relation not in _COPIES for claim in relations):
        return Answer.UNKNOWN, links
    return Answer.YES, links


def _operator(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    wanted = subject.group(argument)
    del options
    for fact, claim in subject.claims(Served):
        if claim.operator.casefold() in wanted:
            words = (("operator", claim.title), ("developer", claim.title))
            return Reading(Answer.YES, (fact,), words)
    service = subject.dossier.component.kind is ComponentKind.SERVICE
    return UNKNOWN if service and not subject.facts(Served) else NO


def _listed(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether a party behind the component stands on one of these lists on the day.

    A name that only looks alike is a possible match: unknown. An entry whose first day is not known
    is unknown before the first day that is proven.
    """
    lists = subject.group(argument)
    roles = subject.group(words_of(options, "role", ()))
    matches = frozenset(words_of(options, "match", tuple(_MATCHES)))

    def ask(each: Subject) -> Reading:
        best = NO
        for fact, claim in each.claims(Listed):
            if claim.list.casefold() not in lists or claim.match not in matches:
                continue
            if roles and claim.role.casefold() not in roles:
                continue
            answer, say = _on_list(claim, each.day)
            answer, say = _own_state(each, claim, answer, say)
            if answer is Answer.NO:
                continue
            words = (("party", _title(each, claim)), *_listing_words(claim))
            reading = Reading(answer, (fact,), words, say=say)
            if answer is Answer.YES:
                return reading
            best = reading if best is NO else best
        return best

    return over(subject, options, ask)


def _on_list(claim: Listed, day: date) -> tuple[Answer, str]:
    if claim.status in _OFF_STATUS or (claim.removed is not None and claim.removed <= day):
        return Answer.NO, ""
    sure = _MATCHES[claim.match]
    starts = [d for d in (claim.from_day, claim.first_listed, *claim.relisted) if d is not None]
    if claim.status in _OPEN_STATUS:
        return Answer.UNKNOWN, f"the entry is {claim.status}"
    if starts and min(starts) <= day:
        return sure, "possible match of the name" if sure is Answer.UNKNOWN else ""
    if claim.first_listed is None:
        return Answer.UNKNOWN, "the first day of the entry is not known"
    return Answer.NO, ""


def _own_state(subject: Subject, claim: Listed, answer: Answer, say: str) -> tuple[Answer, str]:
    """Return the answer as the regime's row on this one party has it: enjoined, challenged."""
    rows = subject.regime.values.get("entity_states", ()) if subject.regime else ()
    for row in rows if isinstance(rows, tuple) else ():
        if not isinstance(row, dict) or row.get("name") != claim.listed_name:
            continue
        if answer is not Answer.YES or str(row.get("from", "")) > subject.day.isoformat():
            continue
        if row.get("state") in _OPEN_STATUS:
            return Answer.UNKNOWN, f"the entry is {row['state']}"
        if row.get("challenged"):
            say = f"challenged in court since {row['challenged']}"
    return answer, say


def _title(subject: Subject, listed: Listed) -> str:
    """Return how the listed party is called elsewhere: its title, else the name on the list."""
    parties = [(c.organisation, c.title) for _, c in subject.claims(Published)]
    parties += [(c.operator, c.title) for _, c in subject.claims(Served)]
    parties += [(c.organisation, c.title) for _, c in subject.claims(Developed)]
    titles = {organisation: title for organisation, title in parties if title}
    return titles.get(listed.organisation) or listed.listed_name or listed.organisation


def _listing_words(claim: Listed) -> tuple[tuple[str, str], ...]:
    since = claim.first_listed or claim.from_day
    return (
        ("list", claim.list),
        ("listed_name", claim.listed_name),
        ("match", f"{claim.match} match"),
        ("role", claim.role),
        ("restricts", claim.restricts),
        ("addresses", claim.addresses),
        ("since", since.isoformat() if since else "a day that is not known"),
        ("list_citation", claim.citation),
    )


def _controlled(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether control of publisher, operator or developer sits in one of these places.

    Control that nobody checked is unknown, not no: an unverified country decides nothing. A rule
    that asks for control beside the seat may say ``elsewhere = "seat"``: then a claim of control
    elsewhere is taken where a seat that was checked lies elsewhere too.
    """
    wanted = subject.area(argument)
    by_seat = options.get("elsewhere") == "seat"
    roles = frozenset(words_of(options, "role", ("publisher", "operator")))

    def ask(each: Subject) -> Reading:
        facts: list[tuple[Fact, tuple[str, ...], str, str]] = []
        if "publisher" in roles:
            facts += [
                (f, c.controlled, c.control_status, c.title) for f, c in each.claims(Published)
            ]
        if "operator" in roles:
            facts += [(f, c.controlled, c.control_status, c.title) for f, c in each.claims(Served)]
        best = NO if facts else UNKNOWN
        for fact, countries, status, title in facts:
            hits = sorted(code for code in countries if inside(code, wanted))
            if hits:
                sure = Answer.YES if status == "known" else Answer.UNKNOWN
                say = "" if sure is Answer.YES else f"control of {title} is {status}"
                words = (("country", ", ".join(hits)), ("party", title))
                reading = Reading(sure, (fact,), words, say=say)
                if sure is Answer.YES:
                    return reading
                best = reading
            elif status in _OPEN_CONTROL and best is NO:
                if by_seat and status == "unverified" and _seated_elsewhere(each, wanted):
                    continue
                say = f"control of {title} is {status}"
                words = (("country", ", ".join(countries)), ("party", title))
                best = Reading(Answer.UNKNOWN, (fact,), words, say=say)
        return best

    return over(subject, options, ask)


def _seated_elsewhere(subject: Subject, wanted: frozenset[str]) -> bool:
    """Return whether a seat is known from a source, and none lies in these places."""
    seats = [(codes, checked) for _, codes, _, checked in _seats(subject) if codes]
    return any(checked for _, checked in seats) and not any(
        inside(code, wanted) for codes, _ in seats for code in codes
    )


def _established(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether the publisher or operator is established in one of these places.

    A seat that nobody checked decides nothing, neither here nor elsewhere.
    """
    wanted = subject.area(argument)

    def ask(each: Subject) -> Reading:
        places = list(_seats(each))
        best = NO if any(codes for _, codes, _, _ in places) else UNKNOWN
        for fact, codes, title, checked in places:
            hits = sorted({code for code in codes if inside(code, wanted)})
            if checked and not hits:
                continue
            words = (("country", ", ".join(hits or codes)), ("party", title))
            if checked:
                return Reading(Answer.YES, (fact,), words)
            say = f"the seat of {title} was not checked against a document"
            if codes and (hits or best is NO):
                best = Reading(Answer.UNKNOWN, (fact,), words, say=say)
        return best

    return over(subject, options, ask)


def _seats(subject: Subject) -> Iterator[tuple[Fact, tuple[str, ...], str, bool]]:
    """Yield (fact, countries, name, whether checked) of publisher, operator and vendor."""
    for fact, published in subject.claims(Published):
        country = (published.country,) if published.country else ()
        yield fact, (*published.established, *country), published.title, _checked(fact)
    for fact, served in subject.claims(Served):
        country = (served.operator_country,) if served.operator_country else ()
        yield fact, (*served.established, *country), served.title, served.country_checked
    for fact, made in subject.claims(Made):
        yield fact, (made.country,) if made.country else (), made.vendor, _checked(fact)


def _checked(fact: Fact) -> bool:
    """Return whether a source stands behind a country: not general knowledge, not a guess."""
    return fact.provenance.basis not in {Basis.GENERAL_KNOWLEDGE, Basis.INFERRED}


def _origin(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether the weights come from one of these countries: the root of the lineage."""
    wanted = subject.area(argument)
    del options
    service = subject.dossier.component.kind is ComponentKind.SERVICE
    best = NO if service else UNKNOWN
    sourced = False
    for fact, claim in subject.claims(Developed):
        if not claim.country:
            continue
        words = (("country", claim.country), ("developer", claim.title))
        if not _checked(fact) and not _by_its_account(
            subject, claim
        ):  # the best source comes first: nothing checked follows
            say = f"that {claim.title} made it, in {claim.country}, was not checked"
            return Reading(Answer.UNKNOWN, (fact,), words, say=say) if not sourced else NO
        if inside(claim.country, wanted):
            return Reading(Answer.YES, (fact,), words)
        sourced = True
    return NO if sourced else best


def _by_its_account(subject: Subject, developed: Developed) -> bool:
    """Return whether the developer published it itself, from a seat that a source gives."""
    return any(
        _checked(fact)
        and claim.organisation == developed.organisation
        and developed.country in {claim.country, *claim.established}
        for fact, claim in subject.claims(Published)
    )


def _denied(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether the policy's own list denies it by name, family, publisher or developer.

    Asked over every name it goes by and every ancestor: a rename, a quantised copy, a mirror or a
    host does not take it off the list. A link guessed from the name counts here, because the list
    is the project's choice and not a law.
    """
    del argument, options
    settings = subject.world.policy.settings
    suppliers = frozenset(word.casefold() for word in settings.deny_suppliers)
    for each, _, links in reach(subject, "any"):
        for entry in settings.model_deny:
            named = _matches_entry(each, entry.casefold())
            if named is not None:
                words = (("entry", entry), ("base", each.dossier.component.title))
                return Reading(Answer.YES, (*links, *named), words)
        for fact, claim in each.claims(Published):
            if suppliers & {claim.organisation.casefold(), *(p.casefold() for p in claim.parents)}:
                words = (("entry", claim.organisation), ("publisher", claim.title))
                return Reading(Answer.YES, (*links, fact), words)
        for fact, served in each.claims(Served):
            if served.operator.casefold() in suppliers:
                return Reading(Answer.YES, (*links, fact), (("entry", served.operator),))
    return NO


def _matches_entry(subject: Subject, entry: str) -> tuple[Fact, ...] | None:
    """Return the facts by which an entry names this component, ``None`` when it does not."""
    kind, separator, word = entry.partition(":")
    if separator and kind in {"publisher", "developer", "organisation"}:
        for fact, published in subject.claims(Published):
            if word in {
                published.organisation.casefold(),
                *(p.casefold() for p in published.parents),
            }:
                return (fact,)
        for made, developed in subject.claims(Developed):
            if developed.organisation.casefold() == word:
                return (made,)
        return None
    pattern = f"*{word}*" if separator and kind == "family" else entry
    own = subject.dossier.component
    names: dict[str, tuple[Fact, ...]] = {own.title.casefold(): (), own.name.casefold(): ()}
    for fact, claim in subject.claims(Identified):
        names[claim.canonical.casefold()] = (fact,)
    for name, facts in names.items():
        short = name.rsplit("/", 1)[-1]
        if any(fnmatch.fnmatchcase(form, pattern) for form in (name, short, name.split("@")[0])):
            return facts
    return None


PREDICATES = (
    Predicate("publisher", _publisher, "published by one of these organisations", options=OF),
    Predicate("developer", _developer, "developed by one of these organisations", options=OF),
    Predicate("operator", _operator, "operated by one of these organisations"),
    Predicate(
        "listed-on",
        _listed,
        "a party behind it stands on one of these lists on the day",
        options={
            **OF,
            "role": ("publisher", "parent", "developer", "operator"),
            "match": tuple(_MATCHES),
        },
    ),
    Predicate(
        "controlled-from",
        _controlled,
        "control of publisher or operator sits in one of these places; unchecked is unknown",
        options={**OF, "role": ("publisher", "operator"), "elsewhere": ("unknown", "seat")},
    ),
    Predicate(
        "established-in",
        _established,
        "publisher, operator or vendor is established in one of these places",
        options=OF,
    ),
    Predicate("origin", _origin, "the weights at the root of the lineage come from there"),
    Predicate(
        "denied",
        _denied,
        "the policy's own list denies it, under any name or host",
        "flag",
        decides=True,
    ),
)
