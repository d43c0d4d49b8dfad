"""Training compute of a model and how its weights can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.component import ComponentKind
from scanner.model.evidence import Kind
from scanner.model.fact import Trained, WeightsAccess
from scanner.policy.subject import NO, OF, UNKNOWN, Predicate, Reading, Subject, over

if TYPE_CHECKING:
    from collections.abc import Mapping

#: An estimate may be off by this factor; inside it nothing is decided.
UNCERTAINTY = 3.0
_SURE = frozenset({"confident", "stated"})
#: Words of sources for ways to get weights -> ours.
_ACCESS = {"open": "published", "public": "published", "api": "closed"}


def _is_model(subject: Subject) -> bool:
    return subject.dossier.component.kind is ComponentKind.MODEL


def _above(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether training compute is above the line; near it, an estimate decides nothing."""
    line = float(str(argument))

    def ask(each: Subject) -> Reading:
        for fact, claim in each.claims(Trained):
            words = (("compute", f"{claim.compute_flop:.1e}"), ("line", f"{line:.0e}"))
            sure = claim.confidence.casefold() in _SURE
            low = claim.compute_flop if sure else claim.compute_flop / UNCERTAINTY
            high = claim.compute_flop if sure else claim.compute_flop * UNCERTAINTY
            if low > line:
                return Reading(Answer.YES, (fact,), words)
            if high <= line:
                return Reading(Answer.NO, (fact,), words)
            say = f"the estimate ({claim.confidence}) is too close to the line"
            return Reading(Answer.UNKNOWN, (fact,), words, say=say)
        below = options.get("unstated") == "below" or not _is_model(each)
        return NO if below else UNKNOWN

    return over(subject, options, ask)


def _access(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    """Answer whether the weights are open, gated or closed."""
    wanted = subject.group(argument)

    def ask(each: Subject) -> Reading:
        for fact, claim in each.claims(WeightsAccess):
            found = _ACCESS.get(claim.access.casefold(), claim.access.casefold())
            answer = Answer.UNKNOWN if found == "unknown" else Answer.of(found in wanted)
            return Reading(answer, (fact,), (("access", claim.access),))
        return UNKNOWN if _is_model(each) else NO

    return over(subject, options, ask)


def _weights_used(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether the project handles weights; of one that it only calls, nobody here knows.

    The licence of the weights binds the service that runs them. Its own terms bind who calls it,
    and may grant more, or pass the licence on.
    """
    rows = subject.dossier.evidence
    if rows and all(row.kind is Kind.HOSTED_MODEL for row in rows):
        say = "it is only called through a service, whose own terms may grant more than its licence"
        return Reading(Answer.UNKNOWN, say=say)
    return Reading(Answer.of(argument is True))


PREDICATES = (
    Predicate(
        "weights-used",
        _weights_used,
        "the project handles the weights; unknown of a model that is only called through a service",
        "flag",
    ),
    Predicate(
        "compute-above",
        _above,
        "training compute (FLOP) is above this line; `unstated = below` takes silence for below",
        "number",
        options={**OF, "unstated": ("below", "unknown")},
    ),
    Predicate(
        "weights-access",
        _access,
        "the weights can be had in one of these ways",
        choices=("published", "gated", "closed", "unknown"),
        options=OF,
    ),
)
