"""Reads ``[[rule]]``, ``[[conflict]]`` and ``[[rule.test]]`` tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.model.context import CONTEXT_KEYS
from scanner.model.fact import CLAIM_NAMES
from scanner.model.finding import Severity
from scanner.model.rule import Application, Conflict, Expectation, Rule
from scanner.policy import kinds
from scanner.policy.conditions import condition
from scanner.policy.message import NAMES, REGIME_NAMES, names_in
from scanner.policy.toml import near

if TYPE_CHECKING:
    from scanner.model.rule import Gate
    from scanner.policy.toml import Table

#: Family of a rule -> what it is about.
FAMILIES = {
    "LIC": "licences of packages and datasets",
    "MOD": "models: licence terms, pins, lineage",
    "JUR": "jurisdiction: measures, data, control",
    "EXP": "export control, sanctions and lists",
    "SUP": "supply chain: formats, code, origin of files",
    "DOC": "documentation duties",
    "CFG": "the scan and its configuration",
    "VUL": "known vulnerabilities",
    "HW": "hardware",
}
KINDS = (
    "package",
    "model",
    "dataset",
    "service",
    "accelerator",
    "region",
    "instance",
    "project",
    "scan",
    "table",
    "exception",
)
MARKETS = ("US", "EU", "CN", "GB", "KR", "JP", "TW", "AU", "IN", "CA")
OUTCOMES = ("violation", "undecided", "pass", "out of period", "not in context")
_SEVERITIES = tuple(severity.value for severity in Severity)
_ID = re.compile(r"([A-Z]{2,4})\d{3}\Z")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
#: Words that no message may use (README of the facts, "Dangerous words").
FORBIDDEN = re.compile(
    r"\b(banned|illegal|prohibited model|compliant|cleared|safe to|chinese (?:model|developer))\b",
    re.IGNORECASE,
)


def rule(table: Table, pack: str) -> Rule | None:
    """Return the rule of one ``[[rule]]`` table; ``None`` when its id is unusable."""
    name = table.need("id")
    found = _ID.match(name)
    if not found or found[1] not in FAMILIES:
        table.wrong(
            "id", f"is {name!r}, expected a family and three digits", near(name[:3], FAMILIES)
        )
        return None
    slug = table.need("slug")
    if not _SLUG.match(slug):
        table.wrong("slug", f"is {slug!r}, expected kebab-case")
    made = Rule(
        id=name,
        slug=slug,
        family=found[1],
        pack=pack,
        title=table.word("title", slug.replace("-", " ")),
        why=table.word("why"),
        severity=_severity(table, "severity", Severity.WARNING),
        undecided_severity=_severity(table, "undecided-severity", Severity.NOTE),
        applies_to=_kinds(table),
        applications=_applications(table),
        ask_when=gate(table.table("ask-when")),
        needs=_claims(table),
        when=condition(table, "when"),
        undecided=condition(table, "undecided"),
        message=_message(table, "message"),
        undecided_message=_message(table, "undecided-message"),
        question=_message(table, "question"),
        remedy=_message(table, "remedy"),
        markets=_markets(table),
        references=table.words("references"),
        set_keys=_context_keys(table),
        tables=table.words("tables"),
        decisive=table.word("decisive", choices=(*NAMES, "")),
        waivable=table.flag("waivable", default=True),
        inline_waivable=table.flag("inline-waivable", default=True),
        zones=table.flag("zones", default=True),
        tests=tuple(_test(item) for item in table.tables("test")),
        no_test=_no_test(table.table("no-test")),
        at=table.at,
    )
    table.done()
    return _checked(made, table)


def _checked(made: Rule, table: Table) -> Rule:
    cited = made.references or any(item.regime for item in made.applications)
    if made.family in {"JUR", "EXP", "DOC"} and not cited:
        table.problems.add(table.at, f"rule {made.id} cites no text", "give a regime or references")
    if not made.message:
        table.problems.add(table.at, f"rule {made.id} has no message")
    if not made.remedy:
        table.problems.add(table.at, f"rule {made.id} has no remedy", "say what to do")
    if made.when is None and made.undecided is None and "exception" not in made.applies_to:
        table.problems.add(table.at, f"rule {made.id} has no condition", "give when or undecided")
    return made


def _message(table: Table, key: str) -> str:
    text = table.word(key)
    for name in names_in(text):
        if name not in NAMES | REGIME_NAMES:
            table.wrong(key, f"uses unknown name {name!r}", near(name, NAMES | REGIME_NAMES))
    if found := FORBIDDEN.search(text):
        table.wrong(key, f"says {found[0]!r}", "say what the rule limits, for whom, since when")
    return text


def _severity(table: Table, key: str, default: Severity) -> Severity:
    word = table.word(key, default.value, choices=_SEVERITIES)
    return Severity(word) if word in _SEVERITIES else default


def _kinds(table: Table) -> tuple[str, ...]:
    kinds = table.words("applies-to")
    if not kinds:
        table.problems.add(table.at, "'applies-to' is missing", f"valid: {', '.join(KINDS)}")
    for kind in kinds:
        if kind not in KINDS:
            table.wrong("applies-to", f"holds {kind!r}", near(kind, KINDS))
    return kinds


def _claims(table: Table) -> tuple[str, ...]:
    needs = table.words("needs")
    known = tuple(CLAIM_NAMES.values())
    for name in needs:
        if name not in known:
            table.wrong("needs", f"holds {name!r}", near(name, known))
    return needs


def _markets(table: Table) -> tuple[str, ...]:
    markets = table.words("markets")
    for market in markets:
        if market not in MARKETS:
            table.wrong("markets", f"holds {market!r}", near(market, MARKETS))
    return markets


def _context_keys(table: Table) -> tuple[str, ...]:
    keys = table.words("set-keys")
    for key in keys:
        if key not in CONTEXT_KEYS:
            table.wrong("set-keys", f"holds {key!r}", near(key, CONTEXT_KEYS))
    return keys


def gate(table: Table) -> Gate:
    """Return context key -> words, in the order written."""
    found = []
    for key in table.values:
        if key not in CONTEXT_KEYS:
            table.get(key)
            table.wrong(key, "is no context key", near(key, CONTEXT_KEYS))
            continue
        value = table.get(key)
        words = (str(value).lower(),) if isinstance(value, bool) else table.words(key)
        found.append((key, words))
    return tuple(found)


def _applications(table: Table) -> tuple[Application, ...]:
    """Return one application per regime: ``regime = id``, or ``[[rule.regimes]]`` with gates."""
    shared = gate(table.table("context"))
    milestone = table.word("milestone")
    single = table.word("regime")
    many = tuple(
        Application(
            regime=item.need("id"),
            context=(*shared, *gate(item.table("context"))),
            milestone=item.word("milestone", milestone),
        )
        for item in _done(table)
    )
    if single and many:
        table.wrong("regime", "stands beside 'regimes'", "use one of them")
    if many:
        return many
    return (Application(regime=single or None, context=shared, milestone=milestone),)


def _done(table: Table) -> list[Table]:
    items = list(table.tables("regimes"))
    for item in items:
        item.get("id"), item.get("context"), item.get("milestone")
        item.done()
    return items


def _test(table: Table) -> Expectation:
    given = table.table("given")
    test = Expectation(
        given=dict(given.values),
        want=table.word("want", "violation", choices=OUTCOMES),
        regime=table.word("regime") or None,
        source=table.word("source"),
        at=table.at,
    )
    table.done()
    return test


def _no_test(table: Table) -> tuple[tuple[str, str], ...]:
    """Return (outcome, ground) for the outcomes that no test of the rule can show."""
    found = []
    for key in table.values:
        if key not in kinds.KINDS:
            table.get(key)
            table.wrong(key, "is no outcome", near(key, kinds.KINDS))
            continue
        ground = table.word(key, choices=kinds.GROUNDS)
        if ground in kinds.GROUNDS:
            found.append((key, ground))
    return tuple(found)


def conflict(table: Table) -> Conflict:
    """Return one ``[[conflict]]``: two sets of rules that cannot both be met."""
    made = Conflict(
        id=table.need("id"),
        first=frozenset(table.words("first")),
        second=frozenset(table.words("second")),
        message=_message(table, "message"),
        reference=table.need("reference"),
        context=gate(table.table("context")),
    )
    table.done()
    return made
