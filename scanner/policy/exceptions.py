"""Reads waivers, curations and choices: ``flagstate-waivers.toml``, or the same tables elsewhere.

A waiver accepts a true finding for a time. A curation corrects a fact. A choice takes one branch of
an OR. They are three things: only the first leaves the finding in the report.
"""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scanner.model.fact import Basis, DerivedFrom, Fact, Licensed, Provenance, Published
from scanner.policy.rules import MARKETS
from scanner.policy.toml import Lines, Problems, Table, near, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from scanner.model.component import Component
    from scanner.model.rule import Policy

REASONS = (
    "false-positive",
    "commercial-licence",
    "internal-use-only",
    "dev-tool-only",
    "dynamic-linking",
    "legal-approved",
    "licence-exception-obtained",
    "export-classification-done",
    "not-distributed-in-market",
    "replacement-planned",
    "other",
)
#: "other" says nothing by itself: so many characters at least.
COMMENT_LEAST = 20
_TARGETS = ("package", "model", "service", "dataset", "component")
_SETS = ("license", "base-model", "supplier-country", "supplier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Which components an entry speaks of: a glob on purl, name or title, and versions."""

    pattern: str
    versions: str = ""
    revisions: tuple[str, ...] = ()

    def covers(self, component: Component) -> bool:
        """Return whether the component is meant."""
        plain = component.name.partition("@")[0]
        names = (plain.casefold(), component.name.casefold(), component.title.casefold())
        if not any(fnmatch.fnmatchcase(name, self.pattern.casefold()) for name in names):
            return False
        if self.revisions and component.version not in self.revisions:
            return False
        return not self.versions or _in_range(component.version, self.versions)


def _in_range(version: str | None, specifier: str) -> bool:
    from packaging.specifiers import (  # noqa: PLC0415 (only where a waiver names versions)
        SpecifierSet,
    )
    from packaging.version import InvalidVersion, Version  # noqa: PLC0415

    if version is None:
        return False
    try:
        return SpecifierSet(specifier).contains(Version(version), prereleases=True)
    except InvalidVersion:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One accepted finding, with reason, owner and last day (inclusive)."""

    id: str
    rules: tuple[str, ...]  # codes, slugs resolved
    target: Target
    reason: str
    comment: str
    expires: date
    created: date | None = None
    license: str = ""
    paths: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    approved_by: str = ""
    ticket: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """One corrected fact, with the evidence for it."""

    target: Target
    values: Mapping[str, str]
    evidence: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One branch taken of a licence that offers several."""

    target: Target
    given: str
    take: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptions:
    """Everything that was accepted, corrected or chosen."""

    waivers: tuple[Waiver, ...] = ()
    curations: tuple[Curation, ...] = ()
    choices: tuple[Choice, ...] = ()


def load(
    path: Path | None,
    policy: Policy,
    *,
    tables: Mapping[str, Iterable[tuple[Mapping[str, object], str]]] | None = None,
) -> Exceptions:
    """Return the entries of a file and of configuration tables: {kind: ((table, origin), ...)}.

    Raises:
        ConfigError: an unknown key or rule, a bad date, a missing expiry, reason or comment, or a
            waiver for a rule that cannot be waived. A malformed date never means "for ever".

    """
    problems = Problems()
    waivers: list[Waiver | None] = []
    curations: list[Curation] = []
    choices: list[Choice] = []
    for kind, table in _entries(path, tables or {}, problems):
        if kind == "waiver":
            waivers.append(_waiver(table, policy))
        elif kind == "curation":
            curations.append(_curation(table))
        else:
            choices.append(_choice(table))
    kept = tuple(waiver for waiver in waivers if waiver is not None)
    _unique(kept, problems)
    problems.check()
    return Exceptions(waivers=kept, curations=tuple(curations), choices=tuple(choices))


def _entries(
    path: Path | None,
    tables: Mapping[str, Iterable[tuple[Mapping[str, object], str]]],
    problems: Problems,
) -> Iterator[tuple[str, Table]]:
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.add(path.as_posix(), f"cannot be read: {error}")
            text = ""
        root = Table(parse(text, path.as_posix()), path.as_posix(), Lines(text), "", problems)
        root.get("version")
        for kind in ("waiver", "curation", "choice"):
            for table in root.tables(kind):
                yield kind, table
        root.done()
    for kind, rows in tables.items():
        for row, origin in rows:
            yield kind, Table(row, origin, Lines(""), "", problems, origin=origin)


def _unique(waivers: tuple[Waiver, ...], problems: Problems) -> None:
    seen: dict[str, str] = {}
    for waiver in waivers:
        if waiver.id in seen:
            problems.add(
                waiver.at, f"waiver id {waiver.id!r} is used twice", f"first at {seen[waiver.id]}"
            )
        seen[waiver.id] = waiver.at


def _waiver(table: Table, policy: Policy) -> Waiver | None:
    rules = _rules(table, policy)
    target = _target(table)
    reason = table.word("reason", choices=REASONS)
    if not reason:
        table.problems.add(table.at, "a waiver needs a reason", f"one of {', '.join(REASONS)}")
    comment = table.word("comment")
    if not comment:
        table.problems.add(table.at, "a waiver needs a comment", "say why, for the next reader")
    elif reason == "other" and len(comment) < COMMENT_LEAST:
        table.wrong(
            "comment", f'has {len(comment)} characters; reason "other" needs {COMMENT_LEAST}'
        )
    expires, created = table.day("expires"), table.day("created")
    if expires is None:
        if not table.get("expires"):
            table.problems.add(
                table.at, "a waiver needs expires = YYYY-MM-DD", "nothing is for ever"
            )
    elif created is not None:
        limit = policy.settings.waiver_days
        if expires > created + timedelta(days=limit):
            table.wrong("expires", f"is more than {limit} days after created")
    markets = tuple(market.upper() for market in table.words("markets"))
    for market in markets:
        if market not in MARKETS:
            table.wrong("markets", f"holds {market!r}", near(market, MARKETS))
    made = Waiver(
        id=table.need("id"),
        rules=rules,
        target=target,
        reason=reason,
        comment=comment,
        expires=expires or date.min,
        created=created,
        license=table.word("license"),
        paths=table.words("paths"),
        markets=markets,
        approved_by=table.word("approved-by"),
        ticket=table.word("ticket"),
        at=table.at,
    )
    table.done(also=(*_TARGETS, "versions", "revisions"))
    return made


def _rules(table: Table, policy: Policy) -> tuple[str, ...]:
    known = {name: rule for rule in policy.rules for name in (rule.id, rule.slug)}
    found = []
    names = table.words("rules")
    if not names:
        table.problems.add(table.at, "a waiver needs rules = [...]")
    for name in names:
        rule = known.get(name)
        if rule is None:
            table.wrong("rules", f"holds {name!r}", near(name, known))
        elif not rule.waivable:
            table.wrong("rules", f"holds {name!r}, which cannot be waived", "see its remedy")
        else:
            found.append(rule.id)
    return tuple(dict.fromkeys(found))


def _target(table: Table) -> Target:
    named = [kind for kind in _TARGETS if kind in table.values]
    if len(named) != 1:
        table.problems.add(
            table.at, "names no component", "give package, model, service or dataset"
        )
        return Target(pattern="")
    pattern = table.word(named[0])
    if not pattern.strip("*"):
        table.wrong(named[0], "is '*' alone, which would cover everything", "name what is meant")
    return Target(
        pattern=pattern,
        versions=_specifier(table),
        revisions=table.words("revisions"),
    )


def _specifier(table: Table) -> str:
    from packaging.specifiers import (  # noqa: PLC0415 (only where a waiver names versions)
        InvalidSpecifier,
        SpecifierSet,
    )

    text = table.word("versions")
    try:
        SpecifierSet(text)
    except InvalidSpecifier:
        table.wrong("versions", f"is {text!r}, expected a specifier such as '>=2,<3'")
        return ""
    return text


def _curation(table: Table) -> Curation:
    target = _target(table)
    inner = table.table("set")
    values = {name: inner.word(name) for name in _SETS if name in inner.values}
    for name in _SETS:
        inner.get(name)
    inner.done()
    if not values:
        table.problems.add(table.at, "a curation sets nothing", f"set. one of {', '.join(_SETS)}")
    country = values.get("supplier-country", "")
    if country and not (len(country) == 2 and country.isalpha()):  # noqa: PLR2004 (ISO alpha-2)
        table.wrong("set", f"supplier-country is {country!r}, expected ISO 3166-1 alpha-2")
    made = Curation(
        target=target,
        values=values,
        evidence=table.need("evidence"),
        by=table.word("by"),
        at=table.at,
    )
    table.done(also=(*_TARGETS, "versions", "revisions"))
    return made


def _choice(table: Table) -> Choice:
    made = Choice(
        target=_target(table), given=table.need("given"), take=table.need("take"), at=table.at
    )
    table.done(also=(*_TARGETS, "versions", "revisions"))
    return made


def facts(
    exceptions: Exceptions,
    components: Iterable[Component],
    known: Iterable[Fact],
    classify: Callable[[str], str],
) -> tuple[Fact, ...]:
    """Return the concluded facts of curations and choices; they stand above every other source.

    A choice counts only while the licence it was given still is the licence: ``known`` are the
    facts of the sources. ``classify`` returns the class of an SPDX expression.
    """
    stated: dict[str, set[str]] = {}
    for fact in known:
        if isinstance(fact.claim, Licensed) and fact.claim.expression:
            stated.setdefault(fact.about, set()).add(fact.claim.expression)
    made: list[Fact] = []
    for component in components:
        for curation in exceptions.curations:
            if curation.target.covers(component):
                made += _curated(component, curation, classify)
        for choice in exceptions.choices:
            if choice.target.covers(component) and choice.given in stated.get(component.name, ()):
                origin = _origin(choice.at, f"choice of {choice.take} out of {choice.given}")
                made.append(_licensed(component, choice.take, origin, classify))
    return tuple(made)


def _curated(
    component: Component, curation: Curation, classify: Callable[[str], str]
) -> Iterator[Fact]:
    origin = _origin(curation.at, curation.evidence)
    values = curation.values
    if "license" in values:
        yield _licensed(component, values["license"], origin, classify)
    if "base-model" in values:
        base = values["base-model"]
        base = base if ":" in base else f"pkg:huggingface/{base}"
        claim = DerivedFrom(base=base, relation="base_model", inferred=False)
        yield Fact(about=component.name, claim=claim, provenance=origin)
    if "supplier-country" in values or "supplier" in values:
        name = values.get("supplier", "")
        published = Published(
            organisation=name or component.title.split("/")[0],
            title=name or component.title.split("/")[0],
            country=values.get("supplier-country", "").upper() or None,
        )
        yield Fact(about=component.name, claim=published, provenance=origin)


def _licensed(
    component: Component, expression: str, origin: Provenance, classify: Callable[[str], str]
) -> Fact:
    claim = Licensed(expression=expression, license_class=classify(expression))
    return Fact(about=component.name, claim=claim, provenance=origin)


def _origin(at: str, evidence: str) -> Provenance:
    return Provenance(
        source="curation", reference=f"{at}: {evidence}", as_of=None, basis=Basis.CONCLUDED
    )
