"""A rule's result for one component, with the evidence, facts and citations it rests on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.model.evidence import Evidence


class Outcome(str, Enum):
    """What a rule found. What passed or was out of period is counted in NotApplied."""

    VIOLATION = "violation"
    UNDECIDED = "undecided"  # a needed fact is missing
    WAIVED = "waived"


class Severity(str, Enum):
    """The level of a finding, most severe first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Cell(str, Enum):
    """A matrix cell."""

    OK = "ok"
    REVIEW = "review"
    DENY = "deny"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule, one component, one outcome."""

    rule: str  # LIC002
    slug: str
    regime: str | None
    about: str  # component name; "" for the scan itself
    outcome: Outcome
    severity: Severity
    message: str
    remedy: str
    question: str = ""
    citation: str = ""
    period: str = ""  # "in force since 2026-01-17"
    markets: tuple[str, ...] = ()  # jurisdictions of the matrix it speaks to: US, EU, CN; (): all
    decisive: str = ""  # the value that decided it: licence expression, country, file format
    set_keys: tuple[str, ...] = ()  # context keys that would decide an undecided finding
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[str, ...] = ()  # fact ids
    why: str = ""  # path from the project to the component
    waiver: str = ""  # id of the waiver that accepted it, or the one that lapsed
    fingerprint: str = ""
    known_since: str = ""  # day a baseline first saw it; "": new


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class NotApplied:
    """How often a rule did not apply.

    ``reason``: passed | out of period | not in context | zone | confidence.
    """

    rule: str
    reason: str
    count: int
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One component's outcome per market; ``conflict`` says which rules cannot both be met."""

    component: str
    cells: tuple[tuple[str, Cell], ...]  # ((market, cell), ...) in the order of the markets
    conflict: str = ""
    residency: tuple[str, ...] = ()  # services and what is served there: ISO codes
    control: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()


def fingerprint(rule: str, project: str, component: str, decisive: str, source: str = "") -> str:
    """Return the digest a baseline and waivers go by: no lines, no versions, no dates."""
    parts = (rule, project, component, decisive, source)
    text = "\0".join(parts)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
