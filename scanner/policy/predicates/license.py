"""Which licence a component is under, as far as the best sources say, and what its class is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scanner.model import license as spdx
from scanner.model.answer import Answer
from scanner.model.component import ComponentKind
from scanner.model.fact import LICENSE_CLASSES, Basis, Licensed, Published
from scanner.policy.subject import (
    NO,
    OF,
    RANK,
    UNKNOWN,
    YES,
    Predicate,
    Reading,
    Subject,
    over,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scanner.model.fact import Fact

#: Parts of a model whose licence is the licence of the model.
_WEIGHTS = ("weights", "all")


def in_effect(subject: Subject) -> tuple[tuple[Fact, Licensed], ...]:
    """Return the licence facts that hold on the day, best source first.

    The licence of the code or data beside the weights does not answer for the weights. What a
    source does not know ("unknown") counts only when no source knows more.
    """
    ignore_inferred = subject.world.policy.settings.inferred == "ignore"
    model = subject.dossier.component.kind is ComponentKind.MODEL
    found = [
        (fact, claim)
        for fact, claim in subject.claims(Licensed)
        if not (model and claim.part not in _WEIGHTS)
        and (claim.from_day is None or claim.from_day <= subject.day)
        and (claim.until_day is None or subject.day <= claim.until_day)
        and not (ignore_inferred and fact.provenance.basis is Basis.INFERRED)
    ]
    known = [item for item in found if item[1].license_class != "unknown"]
    return tuple(known or found)


def leading(subject: Subject) -> tuple[tuple[Fact, Licensed], ...]:
    """Return the facts of the best rank alone: the sources whose word counts."""
    found = in_effect(subject)
    if not found:
        return ()
    best = RANK[found[0][0].provenance.basis]
    return tuple(item for item in found if RANK[item[0].provenance.basis] == best)


#: Word of the predicate ``setting`` -> field of the settings.
_SETTINGS = {
    "otherwise": "license_otherwise",
    "unknown": "license_unknown",
    "model-unknown": "model_unknown_license",
    "revision": "model_require_revision",
    "country-unknown": "country_unknown",
    "allow": "license_allow",
    "review-countries": "review_countries",
    "allow-families": "model_allow_families",
    "home": "home",
    "data-classes": "data_classes",
}
#: Relations under which the terms of the base follow the weights.
CARRY = frozenset(["base_model", "adapter_of", "quantized_from", "finetuned_from", "merged_from"])
_LINKS_LIMIT = 64


def licensors(subject: Subject, of: object) -> Iterator[tuple[Subject, Answer, tuple[Fact, ...]]]:
    """Yield what binds a model: itself, and the bases whose terms follow the weights.

    A licensor may give its own work under other terms: a base of the same publisher as the model
    made from it does not bind where that model states a licence. A distilled model holds no weights
    of its teacher.
    """
    if of != "lineage":
        yield subject, Answer.YES, ()
    if of not in {"lineage", "any"}:
        return
    ignore = subject.world.policy.settings.inferred == "ignore"
    seen = {subject.dossier.component.name}
    queue: list[tuple[Subject, Answer, tuple[Fact, ...]]] = [(subject, Answer.YES, ())]
    while queue and len(seen) < _LINKS_LIMIT:
        child, sure, path = queue.pop(0)
        for link in child.dossier.ancestors:
            base = child.world.dossiers.get(link.component)
            if link.distance != 1 or link.relation not in CARRY or base is None:
                continue
            if link.component in seen or (ignore and link.inferred):
                continue
            above = child.of(base)
            if leading(child) and publishers(child) & publishers(above):
                continue
            seen.add(link.component)
            known = Answer.UNKNOWN if link.inferred else sure
            yield above, known, (*path, *link.facts)
            queue.append((above, known, (*path, *link.facts)))


def publishers(subject: Subject) -> set[str]:
    """Return the organisations that published the component."""
    return {claim.organisation.casefold() for _, claim in subject.claims(Published)}


def read_and_agreed(subject: Subject, test: Callable[[Licensed], bool]) -> Reading:
    """Return whether ``test`` holds of the leading licences; disagreement is unknown."""
    facts = leading(subject)
    if not facts:
        return UNKNOWN
    answers = [test(claim) for _, claim in facts]
    chosen = tuple(fact for (fact, _), hit in zip(facts, answers, strict=True) if hit)
    if not chosen:
        return NO
    first = next(claim for (_, claim), hit in zip(facts, answers, strict=True) if hit)
    words = license_words(first)
    if not all(answers):
        return Reading(Answer.UNKNOWN, chosen, words, say="sources disagree on the licence")
    doubt = next((open_text(claim) for _, claim in facts if open_text(claim)), "")
    if doubt:
        return Reading(Answer.UNKNOWN, chosen, words, say=f"the licence text is {doubt}")
    return Reading(Answer.YES, chosen, words)


def open_text(claim: Licensed) -> str:
    """Return why a licence row decides nothing: its text is "not read" or "disputed", else "".

    A standard permissive text is known from elsewhere; what a row claims of it needs no reading.
    """
    if claim.terms is None:
        return ""
    if claim.terms.disputed:
        return "disputed"
    return "" if claim.terms.text_read or is_standard(claim) else "not read"


def is_standard(claim: Licensed) -> bool:
    """Return whether it is a permissive licence of the SPDX list and nothing else."""
    return claim.license_class == "permissive" and "LicenseRef" not in (claim.expression or "")


def license_words(claim: Licensed) -> tuple[tuple[str, str], ...]:
    """Return the words a message can use for a licence."""
    shown = claim.expression or claim.title or "no licence"
    return (("license", shown), ("license_class", claim.license_class))


def _license_class(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    wanted = subject.group(argument)

    def ask(each: Subject) -> Reading:
        return read_and_agreed(each, lambda claim: claim.license_class in wanted)

    return over(subject, options, ask, licensors)


def _license_known(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether any source knows the licence; a source that found none stated knows that."""
    facts = in_effect(subject)
    known = any(claim.license_class != "unknown" for _, claim in facts)
    says = tuple(fact for fact, _ in facts)
    return Reading(Answer.of(known is argument), says, license_words(facts[0][1]) if facts else ())


def _license_listed(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether the licence is on the policy's allow or deny list, reading AND, OR, WITH."""
    settings = subject.world.policy.settings
    entries = settings.license_deny if argument == "deny" else settings.license_allow
    if not entries:
        return NO if argument == "deny" else YES
    facts = leading(subject)
    if not facts or all(claim.expression is None for _, claim in facts):
        return UNKNOWN
    listed = _Entries(entries, tuple(settings.license_aliases.items()), argument == "deny")
    answers = [_judge(claim, listed) for _, claim in facts]
    answer = answers[0] if len(set(answers)) == 1 else Answer.UNKNOWN
    return Reading(answer, tuple(fact for fact, _ in facts), license_words(facts[0][1]))


class _Entries(NamedTuple):
    """A list of the policy: its words, its aliases, and whether it denies."""

    words: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...]
    denies: bool


@lru_cache(maxsize=4096)
def _judge(claim: Licensed, entries: _Entries) -> Answer:
    """Answer for one expression: a choice (OR) is denied only when every branch is.

    The class of an expression is already that of its freest choice and most binding term.
    """
    words = frozenset(word.casefold() for word in entries.words)
    if f"class:{claim.license_class}" in words:
        return Answer.YES
    try:
        tree = spdx.parse(dict(entries.aliases).get(claim.expression or "", claim.expression or ""))
    except spdx.BadExpression:
        return Answer.UNKNOWN
    read = spdx.denied if entries.denies else spdx.permitted
    return read(tree, lambda leaf: Answer.of(spdx.text(leaf).casefold() in words))


def _license_setting(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether a setting of the policy has this value: ``otherwise``, ``unknown``, ..."""
    value = getattr(subject.world.policy.settings, _SETTINGS[str(argument)])
    if not isinstance(value, str):
        value = "set" if value else "unset"
    wanted = subject.group(options.get("is", ()))
    return YES if value in wanted else NO


def _disagree(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether two sources that know the licence name different ones."""
    facts = [item for item in in_effect(subject) if item[1].expression is not None]
    parts = sorted({claim.expression for _, claim in facts if claim.expression})
    if all(spdx.agree(one, other) for one in parts for other in parts):
        return NO if argument is True else YES
    words = (("licenses", " against ".join(sorted(parts))), *license_words(facts[0][1]))
    return Reading(Answer.of(argument is True), tuple(fact for fact, _ in facts), words)


def _text_open(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether nobody read the licence text, or two claims about it are disputed."""
    for fact, claim in leading(subject):
        if why := open_text(claim):
            words = (*license_words(claim), ("term_value", why))
            return Reading(Answer.of(argument is True), (fact,), words)
    return Reading(Answer.of(argument is not True))


PREDICATES = (
    Predicate("license-text-open", _text_open, "the licence text is unread or disputed", "flag"),
    Predicate(
        "license-class",
        _license_class,
        "the licence is of one of these classes",
        choices=LICENSE_CLASSES,
        options=OF,
    ),
    Predicate(
        "license-known", _license_known, "some source knows the licence", "flag", decides=True
    ),
    Predicate(
        "license-listed",
        _license_listed,
        "the licence is on the policy's allow or deny list (AND, OR and WITH are read)",
        "word",
        ("allow", "deny"),
    ),
    Predicate(
        "setting",
        _license_setting,
        "a setting of the policy has one of the values in `is`; lists are `set` or `unset`",
        "word",
        tuple(_SETTINGS),
        {"is": ()},
        decides=True,
        shared=True,
    ),
    Predicate(
        "licenses-disagree",
        _disagree,
        "two sources name different licences",
        "flag",
        decides=True,
    ),
)
