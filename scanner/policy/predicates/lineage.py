"""Where weights come from, and whether a derivative claims more than its base grants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.fact import LICENSE_CLASSES, Basis, DerivedFrom
from scanner.policy.predicates.license import in_effect, leading, licensors, publishers
from scanner.policy.predicates.terms import terms_of
from scanner.policy.subject import NO, Predicate, Reading, Subject, reach

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.model.fact import Fact, Licensed

#: Freedom of a class, most bound first; a derivative may not be freer than its base.
_FREEDOM = {name: number for number, name in enumerate(LICENSE_CLASSES)}
_KNOWN = frozenset(LICENSE_CLASSES) - {"unknown", "none-stated", "proprietary-api", "proprietary"}
#: Classes whose terms a permissive relabelling would drop.
_BINDING = _KNOWN - {"permissive"}
#: Bases of a fact that no source of the model itself states.
_GUESSED = frozenset({Basis.INFERRED, Basis.GENERAL_KNOWLEDGE})


def _claims_more(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether its own licence is freer than that of a base it was made from."""
    del argument
    own = _freest(subject)
    if own is None:
        return NO
    fact, claim = own
    found = NO
    for base, sure, links in licensors(subject, "lineage"):
        for base_fact, base_claim in leading(base):
            if base_claim.license_class not in _BINDING:
                continue
            if _FREEDOM[claim.license_class] <= _FREEDOM[base_claim.license_class]:
                continue
            if claim.expression == base_claim.expression:
                continue
            words = (
                ("license", claim.expression or claim.title),
                ("base", base.dossier.component.title),
                ("base_license", base_claim.expression or base_claim.title),
                ("base_class", base_claim.license_class),
            )
            facts = (fact, base_fact, *links)
            if sure is Answer.YES:
                return Reading(Answer.YES, facts, words)
            say = "the base is inferred from the name"
            found = Reading(Answer.UNKNOWN, facts, words, say=say)
    return found


def _freest(subject: Subject) -> tuple[Fact, Licensed] | None:
    """Return the freest licence that a source of its own states: who reads one card sees no other.

    A maker's text may name the base's terms as well while the tag of the card says "mit".
    """
    stated = [
        (fact, claim)
        for fact, claim in (*leading(subject), *in_effect(subject))
        if claim.license_class in _KNOWN and claim.part != "code"
    ]
    lead = stated[:1]
    said = [item for item in stated if item[0].provenance.basis not in _GUESSED]
    return max(said or lead, key=lambda item: _FREEDOM[item[1].license_class], default=None)


def _derived(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether it was made from another model in one of these ways."""
    wanted = subject.group(argument)
    for fact, claim in subject.claims(DerivedFrom):
        if claim.relation.replace("_", "-").casefold() in wanted:
            answer = Answer.UNKNOWN if claim.inferred else Answer.YES
            return Reading(answer, (fact,), (("base", claim.base), ("relation", claim.relation)))
    return NO


def _hosted_source(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether it was distilled from a model that is only offered over an API."""
    for fact, claim in subject.claims(DerivedFrom):
        if claim.relation != "distilled_from":
            continue
        if claim.base.startswith("hosted:"):
            answer = Answer.UNKNOWN if claim.inferred else Answer.YES
            reading = Reading(answer, (fact,), (("base", claim.base),))
            return reading if argument is True else reading._replace(answer=~answer)
    return NO


def _base_terms(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether a base it was distilled from forbids to train other models on its outputs."""
    wanted = subject.group(argument)
    for teacher, sure, links in reach(subject, "lineage"):
        last = links[-1].claim if links else None
        distilled = isinstance(last, DerivedFrom) and last.relation == "distilled_from"
        if not distilled or publishers(teacher) & publishers(subject):
            continue  # a maker may train on its own model's outputs
        # What the teacher was made from binds its outputs too; its own teachers do not.
        for base, known, more in licensors(teacher, "any"):
            for fact, claim, terms in terms_of(base):
                if terms.output_training in wanted:
                    words = (
                        ("base", base.dossier.component.title),
                        ("base_license", claim.expression or claim.title),
                    )
                    answer = known if sure is Answer.YES else sure
                    return Reading(answer, (fact, *links, *more), words)
    return NO


PREDICATES = (
    Predicate(
        "claims-more-than-base", _claims_more, "its licence is freer than that of its base", "flag"
    ),
    Predicate(
        "derived-by",
        _derived,
        "made from another model in one of these ways",
        choices=(
            "base-model",
            "adapter-of",
            "quantized-from",
            "finetuned-from",
            "merged-from",
            "distilled-from",
        ),
    ),
    Predicate("distilled-from-hosted", _hosted_source, "distilled from an API-only model", "flag"),
    Predicate(
        "teacher-output-training",
        _base_terms,
        "the terms of a model it was distilled from give output training one of these values",
        choices=("yes", "no", "conditional", "unknown"),
    ),
)
