"""Whether a package's licence goes with the project's own, and whether its lock agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.fact import Licensed, Observed
from scanner.policy.compatibility import MODES, compatible
from scanner.policy.predicates.license import leading, license_words
from scanner.policy.subject import NO, UNKNOWN, Predicate, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scanner.model.fact import Fact

_PROJECT = "project:."
#: Scopes whose packages are not passed on with the project.
_NOT_SHIPPED = ("dev", "test", "build", "group:", "env:")


def outbound(subject: Subject) -> tuple[str | None, tuple[Fact, ...]]:
    """Return the project's own licence: declared in the context, else stated by its files."""
    declared = subject.context.get("own-license")
    if isinstance(declared, str):
        return declared, ()
    dossier = subject.world.dossiers.get(_PROJECT)
    facts = leading(subject.of(dossier)) if dossier else ()
    for fact, claim in facts:
        if claim.expression and claim.part in {"all", "code"}:
            return claim.expression, (fact,)
    return None, ()


def _compatible(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether the leading licence goes with the project's own in the declared mode."""
    scopes = subject.dossier.scopes
    if scopes and all(scope.startswith(_NOT_SHIPPED) for scope in scopes):
        return NO if argument is False else Reading(Answer.YES)
    own, own_facts = outbound(subject)
    mode = subject.context.get("distribution")
    missing = tuple(
        key
        for key, value in (("own-license", own), ("distribution", mode))
        if not isinstance(value, str)
    )
    inbound = next(((f, c) for f, c in leading(subject) if c.expression), None)
    if inbound is None:
        return NO if argument is False else UNKNOWN  # license-unknown says so
    fact, claim = inbound
    if missing or mode not in MODES or own is None:
        undecided = _needs_mode(claim)
        if not undecided:
            return NO if argument is False else Reading(Answer.YES)
        say = " and ".join(missing) + " not declared"
        return Reading(Answer.UNKNOWN, (fact,), license_words(claim), missing, say)
    verdict = compatible(claim.expression or "", own, str(mode), _classes(subject))
    words = (
        *license_words(claim),
        ("own_license", own),
        ("reason", verdict.reason),
        ("obligation", verdict.obligation),
    )
    answer = verdict.answer if argument is True else ~verdict.answer
    return Reading(answer, (fact, *own_facts), words, say=verdict.reason)


def _needs_mode(claim: Licensed) -> bool:
    """Tell whether the mode can matter: permissive licences go with anything."""
    return claim.license_class in {"strong-copyleft", "network-copyleft"}


def _classes(subject: Subject) -> Callable[[str], str]:
    """Return the class of a licence id as the facts of all dossiers know it."""
    known: dict[str, str] = {}
    for dossier in subject.world.dossiers.values():
        for fact in dossier.facts:
            claim = fact.claim
            if isinstance(claim, Licensed) and claim.expression:
                known.setdefault(claim.expression, claim.license_class)

    def class_of(name: str) -> str:
        return known.get(name) or _by_name(name)

    return class_of


def _by_name(name: str) -> str:
    """Return the class that the id itself states: the families of copyleft licences."""
    if name.startswith(("AGPL-", "SSPL-")):
        return "network-copyleft"
    if name.startswith("GPL-") and " WITH " not in name:
        return "strong-copyleft"
    if name.startswith(("LGPL-", "MPL-", "EPL-", "CDDL-", "GPL-")):
        return "weak-copyleft"
    return "unknown"


def _lock_disagrees(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether a manifest asks for what its lock does not hold."""
    for fact, claim in subject.claims(Observed):
        if claim.key == "lock_disagrees":
            words = (("detail", claim.value),)
            return Reading(Answer.of(argument is True), (fact,), words)
    return Reading(Answer.of(argument is False))


PREDICATES = (
    Predicate(
        "license-compatible",
        _compatible,
        "the licence goes with the project's own for the declared distribution (OSADL matrix)",
        "flag",
    ),
    Predicate(
        "lock-disagrees",
        _lock_disagrees,
        "no locked version meets the manifest",
        "flag",
        decides=True,
    ),
)
