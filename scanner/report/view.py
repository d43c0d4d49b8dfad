"""A scan as the rows a person reads: the same order, words and counts in every report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scanner.model.component import ComponentKind
from scanner.model.evidence import Confidence, Evidence, Zone
from scanner.model.fact import (
    Basis,
    Fact,
    Licensed,
    Published,
    Served,
)
from scanner.model.finding import Cell, Finding, MatrixRow, Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.model.component import Component
    from scanner.model.scan import Scan

#: Levels as they are printed, most severe first.
LEVELS = ("error", "warning", "unknown", "note", "waived")
#: What every report says once.
DISCLAIMER = "Not legal advice."
_WITHIN = "within the limit"  # why a rule did not apply: its detail says what was compared
_OPEN = 1  # weight of a matrix row whose only other cell is unknown
_ZONES = {
    zone: rank
    for rank, zone in enumerate(
        (Zone.RUNTIME, Zone.CONFIG, Zone.CI, Zone.EXAMPLE, Zone.DOCS, Zone.TEST)
    )
}
_SURENESS = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}
_BASES = {basis: rank for rank, basis in enumerate(Basis)}
_KIND_WORDS = {
    ComponentKind.PACKAGE: ("package", "packages"),
    ComponentKind.MODEL: ("model", "models"),
    ComponentKind.DATASET: ("dataset", "datasets"),
    ComponentKind.SERVICE: ("service", "services"),
    ComponentKind.ACCELERATOR: ("accelerator", "accelerators"),
    ComponentKind.REGION: ("region", "regions"),
    ComponentKind.INSTANCE: ("instance type", "instance types"),
}


def level(finding: Finding) -> str:
    """Return the word a finding prints with."""
    match finding.outcome:
        case Outcome.WAIVED:
            return "waived"
        case Outcome.UNDECIDED:
            return "unknown"
        case Outcome.VIOLATION:
            return finding.severity.value


def sure_enough(finding: Finding, minimum: str) -> bool:
    """Return whether the finding's best evidence reaches ``minimum``; without evidence it does."""
    if not finding.evidence:
        return True
    best = max(_SURENESS[evidence.confidence] for evidence in finding.evidence)
    return best >= _SURENESS[Confidence(minimum)]


def gates(finding: Finding, fail_on: tuple[str, ...]) -> bool:
    """Return whether the finding fails a scan: it is as severe as a level of ``fail_on``."""
    if "never" in fail_on or finding.outcome is Outcome.WAIVED or finding.known_since:
        return False
    if finding.outcome is Outcome.UNDECIDED:
        return "unknown" in fail_on
    order = [severity.value for severity in Severity]
    least = max((order.index(word) for word in fail_on if word in order), default=-1)
    return order.index(finding.severity.value) <= least


def plural(count: int, one: str, many: str = "") -> str:
    """Return ``1 file`` or ``2 files``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


@dataclass(frozen=True)
class View:
    """What reports show of one scan."""

    scan: Scan

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Findings that are listed, most severe first; waived ones are not among them."""
        minimum = self.scan.inputs.min_confidence
        listed = (
            finding
            for finding in self.scan.findings
            if finding.outcome is not Outcome.WAIVED
            and (not finding.known_since or self.scan.inputs.view == "all")
            and sure_enough(finding, minimum)
        )
        return tuple(sorted(listed, key=_order))

    @cached_property
    def waived(self) -> tuple[Finding, ...]:
        """Findings that a waiver accepted."""
        return tuple(f for f in self.scan.findings if f.outcome is Outcome.WAIVED)

    @cached_property
    def known(self) -> tuple[Finding, ...]:
        """Findings that a baseline, or the base revision, had already."""
        return tuple(
            f for f in self.scan.findings if f.known_since and f.outcome is not Outcome.WAIVED
        )

    @cached_property
    def below_confidence(self) -> int:
        """How many findings are left out because no place names the component surely enough."""
        minimum = self.scan.inputs.min_confidence
        unsure = (f for f in self.scan.findings if not sure_enough(f, minimum))
        return sum(f.outcome is not Outcome.WAIVED and not f.known_since for f in unsure)

    @cached_property
    def counts(self) -> Counter[str]:
        """Listed findings by level."""
        return Counter(level(finding) for finding in self.findings)

    @cached_property
    def failing(self) -> tuple[Finding, ...]:
        """Listed findings at or above ``fail_on``."""
        fail_on = self.scan.inputs.fail_on
        return tuple(finding for finding in self.findings if gates(finding, fail_on))

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.scan.facts}

    @cached_property
    def facts_about(self) -> dict[str, tuple[Fact, ...]]:
        """Facts by component name, best basis first."""
        found: dict[str, list[Fact]] = {}
        for fact in self.scan.facts:
            found.setdefault(fact.about, []).append(fact)
        return {name: tuple(sorted(facts, key=_rank)) for name, facts in found.items()}

    @cached_property
    def components(self) -> dict[str, Component]:
        """Components by name."""
        return {component.name: component for component in self.scan.inventory.components}

    def title(self, name: str) -> str:
        """Return what people call a component."""
        component = self.components.get(name)
        if component is None:
            return name or "this scan"
        if component.title == ".":  # a project whose manifest gives no name
            return "this project"
        version = f" {component.version}" if component.version else ""
        return f"{component.title}{version}"

    def licenses(self, name: str) -> tuple[tuple[Licensed, Fact], ...]:
        """Return what sources say of a component's licence, best basis first.

        A licence of its code or tokenizer alone comes after those of the weights or the whole.
        """
        found = [
            (fact.claim, fact)
            for fact in self.facts_about.get(name, ())
            if isinstance(fact.claim, Licensed)
        ]
        return tuple(sorted(found, key=lambda pair: pair[0].part not in {"all", "weights"}))

    def license(self, name: str) -> str:
        """Return the best source's word on a component's licence; empty for a service."""
        found = self.licenses(name)
        component = self.components.get(name)
        if not found:
            return "" if component and component.kind is ComponentKind.SERVICE else "unknown"
        claim = found[0][0]
        return claim.expression or claim.license_class.replace("-", " ")

    def publisher(self, name: str) -> tuple[str | None, str | None]:
        """Return (publisher, country) of a component; for a service, of its operator."""
        for fact in self.facts_about.get(name, ()):
            if isinstance(fact.claim, Published):
                return fact.claim.title or fact.claim.organisation, fact.claim.country
            if isinstance(fact.claim, Served):
                return fact.claim.title or fact.claim.operator, fact.claim.operator_country
        return None, None

    def origin(self, name: str) -> str:
        """Return one short text: licence and publisher's country, as far as known."""
        expressions = [
            claim.expression or claim.license_class for claim, _ in self.licenses(name)[:1]
        ]
        publisher, country = self.publisher(name)
        words = [*expressions, *([publisher] if publisher else []), *([country] if country else [])]
        return ", ".join(words) or "unknown"

    @cached_property
    def markets(self) -> tuple[str, ...]:
        """Columns of the matrix."""
        return tuple(dict.fromkeys(m for row in self.scan.matrix for m, _ in row.cells))

    @cached_property
    def telling_rows(self) -> tuple[MatrixRow, ...]:
        """Matrix rows with a decision: deny, review or a conflict; most severe first."""
        rows = (row for row in self.scan.matrix if _weight(row) > _OPEN)
        return tuple(sorted(rows, key=lambda row: (-_weight(row), row.component)))

    @cached_property
    def open_rows(self) -> tuple[MatrixRow, ...]:
        """Matrix rows where nothing is decided against and something is not known."""
        return tuple(row for row in self.scan.matrix if _weight(row) == _OPEN)

    @cached_property
    def ok_rows(self) -> int:
        """How many matrix rows are ok everywhere."""
        return len(self.scan.matrix) - len(self.telling_rows) - len(self.open_rows)

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """What a rule compared and found within its limit, in the rule's words."""
        rows = self.scan.not_applied
        return tuple(f"{row.rule} {row.detail}" for row in rows if row.reason == _WITHIN)

    @cached_property
    def inventory_words(self) -> str:
        """``214 packages, 9 models``."""
        counts = Counter(component.kind for component in self.scan.inventory.components)
        words = (plural(counts[kind], *_KIND_WORDS[kind]) for kind in _KIND_WORDS if counts[kind])
        return ", ".join(words) or "no components"

    @cached_property
    def finding_words(self) -> str:
        """``2 findings (1 error, 1 warning), 1 unknown``."""
        decided = [(name, self.counts[name]) for name in ("error", "warning", "note")]
        total = sum(count for _, count in decided)
        each = ", ".join(plural(count, name) for name, count in decided if count)
        text = plural(total, "finding") + (f" ({each})" if each else "")
        return text + (f", {self.counts['unknown']} unknown" if self.counts["unknown"] else "")

    @cached_property
    def hidden_words(self) -> tuple[str, ...]:
        """What is counted and not listed."""
        words = []
        minimum = self.scan.inputs.min_confidence
        if self.waived:
            words.append(f"{len(self.waived)} waived")
        if self.known:
            since = min(finding.known_since for finding in self.known)
            words.append(f"{len(self.known)} known before ({since})")
        if self.below_confidence:
            words.append(f"{self.below_confidence} below confidence {minimum}")
        return tuple(words)

    @cached_property
    def data_words(self) -> str:
        """``data 2026-08-01 to 2026-11-02``, the snapshot days of the tables."""
        days = sorted(table.as_of for table in self.scan.data)
        if not days:
            return "no knowledge base"
        if days[0] == days[-1]:
            return f"data {days[0].isoformat()}"
        return f"data {days[0].isoformat()} to {days[-1].isoformat()}"

    def source_line(self, place: Evidence) -> str:
        """Return the source line at a place, or an empty text."""
        return self.scan.sources.get((place.at.path, place.at.line), "")


def places(finding: Finding) -> tuple[Evidence, ...]:
    """Return the finding's places, surest first, one per line."""
    found: dict[tuple[str, int], Evidence] = {}
    for evidence in sorted(
        finding.evidence, key=lambda e: (-_SURENESS[e.confidence], e.zone.value != "runtime", e.at)
    ):
        found.setdefault((evidence.at.path, evidence.at.line), evidence)
    return tuple(found.values())


def fact_words(fact: Fact) -> tuple[str, str]:
    """Return (what the fact says, where from) as plain text."""
    from scanner.report.claims import sentence  # noqa: PLC0415 (only reports with facts need the sentences)

    day = fact.provenance.as_of
    dated = f"as of {day.isoformat()}" if day else "date not known"
    mark = {
        Basis.GENERAL_KNOWLEDGE: ", not checked against a document",
        Basis.INFERRED: ", inferred",
    }.get(fact.provenance.basis, "")
    source, reference = fact.provenance.source, fact.provenance.reference
    where = reference if reference.startswith(source) else f"{source} {reference}"
    return sentence(fact.claim), f"{dated}{mark}, {where}"


def _order(finding: Finding) -> tuple[int, str, int, str, str]:
    # What ships comes before what is only tested or shown, and both before what only a fact names.
    zone = min((_ZONES[e.zone] for e in finding.evidence), default=len(_ZONES))
    word = LEVELS.index(level(finding))
    return word, finding.rule, zone, finding.about, finding.fingerprint


def _weight(row: MatrixRow) -> int:
    cells = {cell for _, cell in row.cells}
    if Cell.DENY in cells:
        return 4
    if row.conflict:
        return 3
    if Cell.REVIEW in cells:
        return 2
    return _OPEN if Cell.UNKNOWN in cells else 0


def _rank(fact: Fact) -> tuple[int, str, str]:
    return _BASES[fact.provenance.basis], fact.provenance.source, fact.id


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words once each, in order."""
    return tuple(dict.fromkeys(words))
