"""Versions, pins, file formats and known vulnerabilities."""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.evidence import Evidence, Kind, Reference
from scanner.model.fact import Observed, Vulnerable
from scanner.policy.subject import NO, Predicate, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMIT = re.compile(r"[0-9a-f]{40,64}\Z")
_DEFAULT_BRANCHES = frozenset({"main", "master"})
#: Kinds whose reference can name a revision; a file or an API name cannot.
_PINNABLE = frozenset({Kind.MODEL, Kind.DATASET})
#: Files that run code when a library loads them.
_CODE_FORMATS = ("pickle", "keras-lambda", "torchscript", "joblib")


def _pinned(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether every reference names a revision as exact as the policy asks."""
    level = subject.world.policy.settings.model_require_revision
    places = [row for row in subject.dossier.evidence if row.kind in _PINNABLE]
    if level == "none" or not places:
        return NO if argument is False else Reading(Answer.YES)
    loose = [row for row in places if not _exact(_revision(row), level)]
    words = (("revision", _revision(loose[0]) or "the default branch"),) if loose else ()
    return Reading(Answer.of((not loose) is argument), words=words, rows=tuple(loose))


def _revision(row: Evidence) -> str | None:
    return row.detail.revision if isinstance(row.detail, Reference) else None


def _exact(revision: str | None, level: str) -> bool:
    if revision is None or revision in _DEFAULT_BRANCHES:
        return False
    return level == "tag" or bool(_COMMIT.match(revision))


def _remote_code(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether a call lets code of the model's repository run."""
    rows = tuple(
        row
        for row in subject.dossier.evidence
        if isinstance(row.detail, Reference) and row.detail.remote_code
    )
    return Reading(Answer.of(bool(rows) is argument), rows=rows)


def _unsafe_format(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether a weight file is in a format that runs code on loading."""
    for fact, claim in subject.claims(Observed):
        unsafe = claim.key in {"unsafe_pickle", "unsafe_format"} and claim.value not in {
            "no",
            "false",
        }
        if unsafe or (claim.key == "format" and claim.value in _CODE_FORMATS):
            words = (
                ("format", claim.value if claim.key == "format" else "pickle"),
                ("detail", claim.value),
            )
            return Reading(Answer.of(argument is True), (fact,), words)
    return Reading(Answer.of(argument is not True))


def _observed(subject: Subject, argument: object, options: Mapping[str, object]) -> Reading:
    wanted = subject.group(argument)
    keys = subject.group(options.get("key", ()))
    for fact, claim in subject.claims(Observed):
        if claim.key.casefold() in keys and (claim.value.casefold() in wanted or "*" in wanted):
            return Reading(Answer.YES, (fact,), (("detail", claim.value),))
    return NO


def _vulnerable(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    facts = tuple(subject.claims(Vulnerable))
    if not facts:
        return Reading(Answer.of(argument is not True))
    fixed = sorted({version for _, claim in facts for version in claim.fixed})
    words = (
        ("advisories", ", ".join(sorted(claim.advisory for _, claim in facts))),
        ("fixed", ", ".join(fixed) or "none stated"),
    )
    return Reading(Answer.of(argument is True), tuple(fact for fact, _ in facts), words)


def _named(subject: Subject, argument: object, _: Mapping[str, object]) -> Reading:
    """Answer whether its name matches one of these patterns."""
    patterns = sorted(subject.group(argument))
    title = subject.dossier.component.title.casefold()
    short = title.rsplit("/", 1)[-1]
    hit = [p for p in patterns if fnmatch.fnmatchcase(title, p) or fnmatch.fnmatchcase(short, p)]
    return Reading(Answer.of(bool(hit)), words=(("pattern", hit[0]),) if hit else ())


PREDICATES = (
    Predicate(
        "pinned",
        _pinned,
        "every reference names a revision as exact as asked",
        "flag",
        decides=True,
    ),
    Predicate(
        "remote-code",
        _remote_code,
        "a call lets the repository's own code run",
        "flag",
        decides=True,
    ),
    Predicate(
        "unsafe-format",
        _unsafe_format,
        "a weight file can run code on loading",
        "flag",
        decides=True,
    ),
    Predicate(
        "observed",
        _observed,
        "a file states this about itself",
        options={"key": ()},
        decides=True,
    ),
    Predicate(
        "vulnerable",
        _vulnerable,
        "exactly this version has a known advisory",
        "flag",
        decides=True,
    ),
    Predicate(
        "named",
        _named,
        "its name matches one of these patterns",
        decides=True,
    ),
)
