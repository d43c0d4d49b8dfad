"""What a predicate looks at: one dossier in a context, on a day, among the other dossiers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from scanner.model.answer import Answer
from scanner.model.component import ComponentKind
from scanner.model.fact import Basis, LocatedIn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from scanner.model.context import Context
    from scanner.model.dossier import Dossier
    from scanner.model.evidence import Evidence
    from scanner.model.fact import Claim, Fact
    from scanner.model.rule import Policy, Regime, Settings
    from scanner.model.scan import DataTable

C = TypeVar("C")

#: Word after ``setting:`` in a condition -> field of the settings.
SETTING_LISTS = {
    "review-countries": "review_countries",
    "allow-families": "model_allow_families",
    "home": "home",
    "require-approval": "model_require_approval",
}
#: Best first; a source earlier in the list is believed over a later one.
RANK = {basis: number for number, basis in enumerate(Basis)}


class Reading(NamedTuple):
    """A predicate's answer, what it rests on, and the words a message can use."""

    answer: Answer
    facts: tuple[Fact, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()  # context keys that would decide an unknown answer
    say: str = ""  # one clause that gives the ground
    rows: tuple[Evidence, ...] = ()  # the places it is about; (): all of the component


NO = Reading(Answer.NO)
YES = Reading(Answer.YES)
UNKNOWN = Reading(Answer.UNKNOWN)


class Predicate(NamedTuple):
    """One word of the closed vocabulary.

    ``argument`` is a shape: words, word, flag, number, day; ``choices`` closes the words.
    ``options`` maps each option to its valid words, () for any words, None for a number.
    """

    name: str
    holds: Callable[[Subject, object, Mapping[str, object]], Reading]
    what: str
    argument: str = "words"
    choices: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...] | None] = {}
    decides: bool = False  # it reads files and data, and is never unknown
    shared: bool = False  # it reads context and policy only: the same for every component


@dataclass(slots=True)
class World:
    """All dossiers of one judgement, with facts indexed by claim type."""

    policy: Policy
    context: Context
    dossiers: Mapping[str, Dossier]
    tables: Sequence[DataTable] = ()
    project: str = ""
    groups: dict[tuple[object, date, str], frozenset[str]] = field(default_factory=dict)
    _regions: tuple[str, ...] | None = None
    _claims: dict[str, dict[type, tuple[Fact, ...]]] = field(default_factory=dict)
    _pairs: dict[str, dict[type, tuple[tuple[Fact, Claim], ...]]] = field(default_factory=dict)

    def regions(self) -> tuple[str, ...]:
        """Return the countries of the cloud regions found in the repository, sorted."""
        if self._regions is None:
            found = {
                fact.claim.country
                for dossier in self.dossiers.values()
                if dossier.component.kind is ComponentKind.REGION and dossier.evidence
                for fact in self.facts(dossier).get(LocatedIn, ())
                if isinstance(fact.claim, LocatedIn) and fact.claim.country
            }
            self._regions = tuple(sorted(found))
        return self._regions

    def places(self, key: str) -> tuple[str, ...] | None:
        """Return the words of a place key; for deployment-regions also what the scan found."""
        declared = self.context.words(key)
        if key != "deployment-regions" or not self.regions():
            return declared
        return tuple(dict.fromkeys((*(declared or ()), *self.regions())))

    def pairs(self, dossier: Dossier) -> dict[type, tuple[tuple[Fact, Claim], ...]]:
        """Return the dossier's facts with their claims by claim type, best source first."""
        name = dossier.component.name
        found = self._pairs.get(name)
        if found is None:
            found = self._pairs[name] = {
                kind: tuple((fact, fact.claim) for fact in facts)
                for kind, facts in self.facts(dossier).items()
            }
        return found

    def facts(self, dossier: Dossier) -> dict[type, tuple[Fact, ...]]:
        """Return the dossier's facts by claim type, best source first."""
        name = dossier.component.name
        found = self._claims.get(name)
        if found is None:
            gathered: dict[type, list[Fact]] = {}
            for fact in dossier.facts:
                gathered.setdefault(type(fact.claim), []).append(fact)
            found = {
                kind: tuple(sorted(facts, key=lambda f: RANK[f.provenance.basis]))
                for kind, facts in gathered.items()
            }
            self._claims[name] = found
        return found


@dataclass(slots=True, frozen=True)
class Subject:
    """One dossier, asked by one rule for one regime, as of ``day``."""

    world: World
    dossier: Dossier
    day: date
    regime: Regime | None = None

    @property
    def context(self) -> Context:
        return self.world.context

    def facts(self, claim: type[C]) -> tuple[Fact, ...]:
        """Return the facts that make this kind of claim, best source first."""
        return self.world.facts(self.dossier).get(claim, ())

    def claims(self, claim: type[C]) -> Iterable[tuple[Fact, C]]:
        """Return (fact, claim) of this type, best source first."""
        found = self.world.pairs(self.dossier).get(claim, ())
        return cast("Iterable[tuple[Fact, C]]", found)  # indexed by the type of the claim

    def group(self, words: object) -> frozenset[str]:
        """Return the words with every ``group:NAME`` replaced by its members, case folded.

        ``regime:LIST`` is a list of the rule's regime on the day, ``regime:ID/LIST`` of another,
        ``setting:NAME`` one of the project.
        """
        key = (words, self.day, self.regime.id if self.regime else "")
        known = self.world.groups.get(key)
        if known is None:
            known = self.world.groups[key] = self._expanded(words)
        return known

    def _expanded(self, words: object) -> frozenset[str]:
        found: set[str] = set()
        for word in words if isinstance(words, tuple) else (words,):
            text = str(word)
            if text.startswith("group:"):
                found.update(self.world.policy.groups.get(text.removeprefix("group:"), ()))
            elif text.startswith("regime:"):
                found.update(self._of_regime(text.removeprefix("regime:")))
            elif text.startswith("setting:"):
                found.update(_setting(self.world.policy.settings, text.removeprefix("setting:")))
            else:
                found.add(text)
        return frozenset(word.casefold() for word in found)

    def _of_regime(self, text: str) -> tuple[str, ...]:
        """Return a list of the rule's regime, or of another one: ``us-cg-d5/countries``."""
        other, separator, name = text.rpartition("/")
        regime = self.world.policy.regimes.get(other) if separator else self.regime
        return _of_regime(regime, name, self.day) if regime is not None else ()

    def area(self, words: object) -> frozenset[str]:
        """Return the places that words and groups stand for, as upper-case codes."""
        return frozenset(word.upper() for word in self.group(words))

    def of(self, dossier: Dossier) -> Subject:
        """Return the same question about another dossier."""
        return Subject(self.world, dossier, self.day, self.regime)


def _of_regime(regime: Regime, name: str, day: date) -> tuple[str, ...]:
    """Return a list of the regime's row, with what its period adds on the day."""
    listed = regime.values.get(name)
    words = tuple(map(str, listed)) if isinstance(listed, tuple) else ()
    if name != "countries":
        return words
    extra = regime.values.get("also_treat_as_cn")
    words += tuple(map(str, extra)) if isinstance(extra, tuple) else ()
    for period in regime.periods:
        if period.start <= day and (period.end is None or day <= period.end):
            words += period.also_countries
    return words


def _setting(settings: Settings, name: str) -> tuple[str, ...]:
    """Return a list of the policy's settings that a condition may name."""
    value = getattr(settings, SETTING_LISTS.get(name, ""), ())
    return value if isinstance(value, tuple) else ()


def reach(subject: Subject, of: object) -> Iterator[tuple[Subject, Answer, tuple[Fact, ...]]]:
    """Yield the subjects that ``of`` speaks about, with how sure the link is and its facts.

    ``component`` is the component itself, ``lineage`` its ancestors, ``any`` both.
    """
    if of != "lineage":
        yield subject, Answer.YES, ()
    if of in {"lineage", "any"}:
        ignore = subject.world.policy.settings.inferred == "ignore"
        for ancestor in subject.dossier.ancestors:
            base = subject.world.dossiers.get(ancestor.component)
            if base is None or (ignore and ancestor.inferred):
                continue
            sure = Answer.UNKNOWN if ancestor.inferred else Answer.YES
            yield subject.of(base), sure, ancestor.facts


OF: dict[str, tuple[str, ...] | None] = {"of": ("component", "lineage", "any")}


def over(
    subject: Subject,
    options: Mapping[str, object],
    ask: Callable[[Subject], Reading],
    walk: Callable[[Subject, object], Iterator[tuple[Subject, Answer, tuple[Fact, ...]]]] = reach,
) -> Reading:
    """Ask over component and lineage: the first YES wins, an inferred link makes YES unknown."""
    if options.get("of", "component") == "component":
        return ask(subject)  # no link that could be unsure
    unknown: Reading | None = None
    for each, sure, link in walk(subject, options.get("of", "component")):
        reading = ask(each)
        if reading.answer is Answer.NO:
            continue
        if each.dossier is not subject.dossier:
            base = ("base", each.dossier.component.title)
            reading = reading._replace(facts=(*link, *reading.facts), words=(*reading.words, base))
        if reading.answer is Answer.YES and sure is Answer.YES:
            return reading
        if reading.answer is Answer.YES:
            say = f"derived from {each.dossier.component.title} as far as its name says"
            reading = reading._replace(answer=Answer.UNKNOWN, say=say)
        unknown = unknown or reading
    return unknown or NO


def words_of(options: Mapping[str, object], key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return an option's words."""
    value = options.get(key)
    if isinstance(value, tuple):
        return tuple(str(item) for item in value)
    return default if value is None else (str(value),)
