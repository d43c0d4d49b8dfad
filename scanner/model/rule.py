"""A rule, the regime it rests on, and the policy that holds them: plain data, no evaluation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from scanner.model.context import Declaration

#: What a TOML value can be, once read: scalars, and tuples and mappings of them.
Value = object

#: How a regime's state on the day decides a rule (issue: never silence, never violation).
APPLIES = frozenset(["in-force"])
UNDECIDED_STATES = frozenset(["announced", "not-enforced", "enjoined", "unconfirmed"])
OUT_OF_PERIOD = frozenset(
    ["suspended", "superseded", "withdrawn", "proposed", "enacted-not-effective", "rescinded"]
)
STATES = APPLIES | UNDECIDED_STATES | OUT_OF_PERIOD


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One interval with one state. Both ends are inclusive; ``end`` is ``None`` while it runs."""

    start: date
    end: date | None
    state: str
    citation: str = ""
    note: str = ""
    also_countries: tuple[str, ...] = ()  # countries of the regime in this period only


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A duty that starts inside a period, on a day or with a model year."""

    duty: str
    start: date | None
    model_year: int | None = None
    citation: str = ""
    note: str = ""
    before: str = "out of period"  # what a rule about the duty is before it: or "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One body of law, with its states over time and where we read it."""

    id: str
    title: str
    jurisdiction: str
    authority: str
    kind: str
    citation: str
    status: str
    summary: str
    source: str
    basis: str
    verified: date | None  # None: nobody read a copy; never leads to a violation
    periods: tuple[Period, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    addressee: str = ""
    weights: str = ""
    question: str = ""
    warning: str = ""
    effect: str = ""  # "note": never more than a note
    list: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)  # thresholds, countries, ...
    at: str = ""  # file:line


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One predicate, its argument and its options."""

    predicate: str
    argument: Value
    options: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part must hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: Condition


Condition = Ask | AllOf | AnyOf | Not
#: Context key -> words of which one must be declared.
Gate = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One regime a rule speaks for, with its own gate. A rule without regime has one, empty."""

    regime: str | None = None
    context: Gate = ()
    milestone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One ``[[rule.test]]``: what is given and which outcome is wanted."""

    given: Mapping[str, Value]
    want: str  # violation | pass | undecided | out of period | not in context
    regime: str | None = None
    source: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A question a policy asks of a dossier in a context."""

    id: str
    slug: str
    family: str
    pack: str
    severity: Severity
    applies_to: tuple[str, ...]
    message: str
    remedy: str
    applications: tuple[Application, ...] = (Application(),)
    when: Condition | None = None
    undecided: Condition | None = None
    ask_when: Gate = ()  # the gate was not declared, but this was: ask instead of staying silent
    needs: tuple[str, ...] = ()  # claims without which the rule has nothing to go by
    question: str = ""
    undecided_message: str = ""
    undecided_severity: Severity = Severity.NOTE
    title: str = ""
    why: str = ""
    markets: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    set_keys: tuple[str, ...] = ()
    decisive: str = ""  # name of the value a fingerprint goes by
    tables: tuple[
        str, ...
    ] = ()  # knowledge tables; when one is stale, finding nothing decides nothing
    waivable: bool = True
    inline_waivable: bool = True
    zones: bool = True  # a finding only outside the gating zones becomes a note
    tests: tuple[Expectation, ...] = ()
    no_test: tuple[tuple[str, str], ...] = ()  # (outcome, why no test can show it)
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two sets of rules that cannot both be met for one component."""

    id: str
    first: frozenset[str]
    second: frozenset[str]
    message: str
    reference: str
    context: Gate = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The choices of profile and configuration that rules and evaluation read."""

    license_allow: tuple[str, ...] = ()
    license_deny: tuple[str, ...] = ()
    license_otherwise: str = "ignore"  # ignore | note | warn | fail
    license_unknown: str = "warn"
    license_aliases: Mapping[str, str] = field(default_factory=dict)
    model_unknown_license: str = "warn"
    model_require_revision: str = "commit"  # none | tag | commit
    model_deny: tuple[str, ...] = ()  # family:x, publisher:x, developer:x or a name pattern
    model_allow_families: tuple[str, ...] = ()
    model_require_approval: tuple[str, ...] = ()
    inferred: str = "use"  # use | ignore: what a guess from a name is worth
    deny_suppliers: tuple[str, ...] = ()
    review_countries: tuple[str, ...] = ()
    country_unknown: str = "ignore"
    home: tuple[str, ...] = ()  # the sovereign profile's own countries
    internal_packages: tuple[str, ...] = ()
    internal_models: tuple[str, ...] = ()
    gate_zones: tuple[str, ...] = ("runtime", "config", "ci")
    min_confidence: str = "medium"
    scopes_that_fail: tuple[str, ...] = ("runtime", "extra", "optional")
    inline_ignores: bool = True
    waiver_days: int = 365
    #: class -> axis (residency | control | origin | unknown) -> words
    data_classes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Which packs run, how severe, and what is assumed about the project."""

    name: str
    title: str
    packs: tuple[str, ...]
    context: Mapping[str, Declaration] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Rules in force for this run, with the regimes, groups and settings they use."""

    profiles: tuple[Profile, ...]
    rules: tuple[Rule, ...]
    regimes: Mapping[str, Regime]
    groups: Mapping[str, tuple[str, ...]]
    settings: Settings = field(default_factory=Settings)
    context: Mapping[str, Declaration] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    samples: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    digest: str = ""
