"""What if: an overlay of days, states, listings, context and severities over one scan.

"What if the suspension ends", "what if this company is listed", "what if we sell in the EU": the
same dossiers are judged twice, and the difference is the answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.context import CONTEXT_KEYS, Context, Declaration
from scanner.model.errors import ConfigError
from scanner.model.fact import Basis, Developed, Fact, Listed, Provenance, Published, Served
from scanner.model.finding import Severity
from scanner.model.rule import STATES, Period
from scanner.policy import evaluate
from scanner.policy.load import folder
from scanner.policy.toml import Lines, Problems, Table, near, parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from scanner.model.dossier import Dossier
    from scanner.model.evidence import Gap
    from scanner.model.finding import Finding
    from scanner.model.rule import Policy, Regime
    from scanner.model.scan import DataTable


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A regime takes a state from a day on."""

    regime: str
    state: str
    start: date
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An organisation comes onto a list on a day."""

    organisation: str
    list: str
    start: date
    citation: str
    restricts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One overlay, with the question it answers."""

    name: str
    title: str
    reference: str
    today: date | None = None
    context: Mapping[str, Declaration]
    severity: Mapping[str, str]
    states: tuple[State, ...] = ()
    listings: tuple[Listing, ...] = ()


class Simulation(NamedTuple):
    """Two judgements of the same components, and what differs."""

    before: evaluate.Judgement
    after: evaluate.Judgement
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]  # outcome or severity differs


def names() -> tuple[str, ...]:
    """Return the names of the shipped scenarios, sorted."""
    return tuple(sorted(path.stem for path in (folder() / "scenarios").glob("*.toml")))


def load(name: str | Path, policy: Policy) -> Scenario:
    """Return a shipped scenario by name, or one from a file.

    Raises:
        ConfigError: there is none, or it is wrong; all problems at once.

    """
    path = folder() / "scenarios" / f"{name}.toml" if str(name) in names() else None
    path = path or _file(name)
    at = path.as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        hint = near(str(name), names())
        raise ConfigError(str(name), "there is no such scenario", hint) from error
    problems = Problems()
    table = Table(parse(text, at), at, Lines(text), "", problems)
    made = Scenario(
        name=path.stem,
        title=table.need("title"),
        reference=table.need("reference"),
        today=table.day("as-of"),
        context=_context(table.table("context")),
        severity=_severity(table.table("severity"), policy),
        states=tuple(_state(item, policy) for item in table.tables("state")),
        listings=tuple(_listing(item) for item in table.tables("listing")),
    )
    table.get("checked")
    table.done()
    problems.check()
    return made


def _file(name: str | Path) -> Path:
    from pathlib import Path  # noqa: PLC0415 (a name of ours needs no path)

    return Path(name)


def _context(table: Table) -> dict[str, Declaration]:
    found = {}
    for key in table.values:
        if key not in CONTEXT_KEYS:
            table.wrong(key, "is no context key", near(key, CONTEXT_KEYS))
        value = table.get(key)
        frozen = tuple(value) if isinstance(value, list) else value
        if isinstance(frozen, str | bool | int | tuple):
            found[key] = Declaration(value=frozen, origin="scenario")
    return found


def _severity(table: Table, policy: Policy) -> dict[str, str]:
    known = {name for rule in policy.rules for name in (rule.id, rule.slug)}
    for key in table.values:
        if key not in known:
            table.wrong(key, "is no rule", near(key, known))
    levels = [severity.value for severity in Severity]
    return {key: table.word(key, choices=levels) for key in table.values}


def _state(table: Table, policy: Policy) -> State:
    regime = table.need("regime")
    if regime and regime not in policy.regimes:
        table.wrong("regime", f"is {regime!r}", near(regime, policy.regimes))
    made = State(
        regime=regime,
        state=table.word("state", choices=STATES),
        start=_day(table, "from"),
        citation=table.need("citation"),
    )
    table.done()
    return made


def _listing(table: Table) -> Listing:
    made = Listing(
        organisation=table.need("organisation"),
        list=table.need("list"),
        start=_day(table, "from"),
        citation=table.need("citation"),
        restricts=table.word("restricts"),
    )
    table.done()
    return made


def _day(table: Table, key: str) -> date:
    day = table.day(key)
    if day is None:
        table.wrong(key, "is missing")
    return day or date.max


def simulate(
    policy: Policy,
    dossiers: Sequence[Dossier],
    context: Context,
    scenario: Scenario,
    *,
    gaps: Sequence[Gap] = (),
    tables: Sequence[DataTable] = (),
    project: str = "",
) -> Simulation:
    """Judge with and without the scenario and return both with the difference."""
    before = evaluate.judge(policy, dossiers, context, gaps=gaps, tables=tables, project=project)
    after = evaluate.judge(
        _policy(policy, scenario),
        tuple(_dossier(dossier, scenario) for dossier in dossiers),
        Context(
            today=scenario.today or context.today,
            declared={**context.declared, **scenario.context},
        ),
        gaps=gaps,
        tables=tables,
        project=project,
    )
    return _difference(before, after)


def _policy(policy: Policy, scenario: Scenario) -> Policy:
    regimes = dict(policy.regimes)
    for state in scenario.states:
        regimes[state.regime] = _with_state(regimes[state.regime], state)
    rules = tuple(
        replace(rule, severity=Severity(level))
        if (level := scenario.severity.get(rule.id) or scenario.severity.get(rule.slug))
        else rule
        for rule in policy.rules
    )
    return replace(policy, regimes=regimes, rules=rules)


def _with_state(regime: Regime, state: State) -> Regime:
    """Return the regime with a new last period; what the scenario says counts as read."""
    kept = [period for period in regime.periods if period.start < state.start]
    if kept:
        kept[-1] = replace(kept[-1], end=state.start - timedelta(days=1))
    new = Period(start=state.start, end=None, state=state.state, citation=state.citation)
    verified = regime.verified or state.start
    return replace(regime, periods=(*kept, new), status=state.state, verified=verified)


def _dossier(dossier: Dossier, scenario: Scenario) -> Dossier:
    parties: dict[str, str] = {}
    for fact in dossier.facts:
        match fact.claim:
            case Published(organisation=name):
                parties.setdefault(name, "publisher")
            case Developed(organisation=name):
                parties.setdefault(name, "developer")
            case Served(operator=name):
                parties.setdefault(name, "operator")
            case _:
                pass
    added = tuple(
        _listed(dossier, item, parties[item.organisation])
        for item in scenario.listings
        if item.organisation in parties
    )
    return replace(dossier, facts=(*dossier.facts, *added)) if added else dossier


def _listed(dossier: Dossier, item: Listing, role: str) -> Fact:
    claim = Listed(
        list=item.list,
        organisation=item.organisation,
        listed_name=item.organisation,
        match="exact",
        role=role,
        restricts=item.restricts,
        citation=item.citation,
        first_listed=item.start,
        from_day=item.start,
    )
    origin = Provenance(
        source="scenario", reference=item.citation, as_of=item.start, basis=Basis.CONCLUDED
    )
    return Fact(about=dossier.component.name, claim=claim, provenance=origin)


def _difference(before: evaluate.Judgement, after: evaluate.Judgement) -> Simulation:
    old = {_key(finding): finding for finding in before.findings}
    new = {_key(finding): finding for finding in after.findings}
    return Simulation(
        before=before,
        after=after,
        appeared=tuple(new[key] for key in sorted(set(new) - set(old))),
        gone=tuple(old[key] for key in sorted(set(old) - set(new))),
        changed=tuple(
            (old[key], new[key])
            for key in sorted(set(old) & set(new))
            if (old[key].outcome, old[key].severity) != (new[key].outcome, new[key].severity)
        ),
    )


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.about, finding.regime or ""
