"""The whole result. Reports see nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from scanner.model.context import Context
    from scanner.model.dossier import Tag
    from scanner.model.evidence import Evidence, Gap
    from scanner.model.fact import Fact
    from scanner.model.finding import Finding, MatrixRow, NotApplied
    from scanner.model.inventory import Inventory

SCHEMA = "flagstate/result/v1"


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class DataTable:
    """One table of the knowledge base and its snapshot day."""

    table: str
    source: str
    as_of: date
    rows: int
    license: str = ""
    limit_days: int | None = None  # older than this is stale
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What was scanned, with what, for which day."""

    tool_version: str
    path: str  # as given, never absolute unless given so
    revision: str | None
    profiles: tuple[str, ...]
    policy_digest: str
    config: tuple[str, ...]  # configuration files read
    context: Context
    online: bool = False
    fail_on: tuple[str, ...] = ("error",)  # levels that fail the scan
    min_confidence: str = "medium"  # what is less sure is counted, not listed
    view: str = "new"  # "all": what was known before is listed too; it never fails


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Every file accounted for: ``files == read + sum(skipped)``; gaps are counted apart."""

    files: int
    read: int
    skipped: Mapping[str, int] = field(default_factory=dict)  # {reason: count}
    gaps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Inputs, inventory, facts, tags, findings, gaps: one frozen value."""

    inputs: Inputs
    inventory: Inventory
    evidence: tuple[Evidence, ...]  # all of it, sorted, mentions included
    facts: tuple[Fact, ...]
    tags: tuple[Tag, ...]
    findings: tuple[Finding, ...]
    matrix: tuple[MatrixRow, ...]
    not_applied: tuple[NotApplied, ...]
    gaps: tuple[Gap, ...]
    coverage: Coverage
    data: tuple[DataTable, ...]
    sources: Mapping[tuple[str, int], str] = field(
        default_factory=dict
    )  # (path, line) -> source line, for findings
