"""A baseline: findings known before. It hides old findings; it does not accept them.

The file is generated, sorted, one entry per finding. A finding is new again when its severity rises
or its decisive value (licence, country, format) changes, because that changes the fingerprint.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from scanner.model.errors import ConfigError
from scanner.model.finding import Finding, Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SCHEMA = "flagstate/baseline/v1"
SIZE_LIMIT_BYTES = 50_000_000
_RANK = {severity.value: number for number, severity in enumerate(Severity)}
_KEYS = ("fingerprint", "rule", "component", "project", "severity", "first_seen")


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Entry:
    """One finding known before."""

    fingerprint: str
    rule: str
    component: str
    project: str
    severity: str
    first_seen: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Entries by fingerprint; ``max_age_days`` ends an entry by itself."""

    entries: tuple[Entry, ...] = ()
    max_age_days: int | None = None

    def age(self, today: date) -> int:
        """Return the days since the oldest entry was first seen, 0 for none."""
        return max(((today - entry.first_seen).days for entry in self.entries), default=0)


def load(path: Path) -> Baseline:
    """Return a baseline file.

    Raises:
        ConfigError: it cannot be read or is not of this form.

    """
    at = path.as_posix()
    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            raise ConfigError(at, f"is larger than {SIZE_LIMIT_BYTES} bytes")
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(at, f"cannot be read: {error}") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise ConfigError(at, f"is not JSON: {error}", "run `flagstate baseline create`") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise ConfigError(at, f"is no {SCHEMA} file", "run `flagstate baseline create`")
    rows = data.get("findings")
    if not isinstance(rows, list):
        raise ConfigError(at, "has no list 'findings'", "run `flagstate baseline create`")
    age = data.get("max_age_days")
    entries = tuple(sorted(_entry(row, at, number) for number, row in enumerate(rows, 1)))
    return Baseline(entries=entries, max_age_days=age if isinstance(age, int) else None)


def _entry(row: object, at: str, number: int) -> Entry:
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in _KEYS):
        raise ConfigError(at, f"entry {number} lacks one of {', '.join(_KEYS)}")
    try:
        first_seen = date.fromisoformat(row["first_seen"])
    except ValueError as error:
        raise ConfigError(at, f"entry {number} has first_seen {row['first_seen']!r}") from error
    return Entry(
        fingerprint=row["fingerprint"],
        rule=row["rule"],
        component=row["component"],
        project=row["project"],
        severity=row["severity"],
        first_seen=first_seen,
    )


def dump(baseline: Baseline) -> str:
    """Return the file's text: sorted, one entry per line."""
    rows = [{key: str(getattr(entry, key)) for key in _KEYS} for entry in sorted(baseline.entries)]
    lines = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows)
    body = f"[\n{lines}\n  ]" if rows else "[]"
    age = "" if baseline.max_age_days is None else f'  "max_age_days": {baseline.max_age_days},\n'
    return f'{{\n  "schema": "{SCHEMA}",\n{age}  "findings": {body}\n}}\n'


def mark(findings: Iterable[Finding], baseline: Baseline, today: date) -> tuple[Finding, ...]:
    """Return the findings, those known before with the day they were first seen."""
    known = {entry.fingerprint: entry for entry in baseline.entries}
    return tuple(
        replace(finding, known_since=entry.first_seen.isoformat())
        if (entry := known.get(finding.fingerprint)) and _still(finding, entry, baseline, today)
        else finding
        for finding in findings
    )


def _still(finding: Finding, entry: Entry, baseline: Baseline, today: date) -> bool:
    if (
        baseline.max_age_days is not None
        and (today - entry.first_seen).days > baseline.max_age_days
    ):
        return False
    return _RANK[finding.severity.value] >= _RANK.get(entry.severity, len(_RANK))


def update(
    baseline: Baseline,
    findings: Iterable[Finding],
    today: date,
    *,
    add: bool = False,
    project: str = "",
) -> Baseline:
    """Return the baseline without what is gone; with ``add`` also with what is new."""
    current = {f.fingerprint: f for f in findings if f.outcome is not Outcome.WAIVED}
    kept = {entry.fingerprint: entry for entry in baseline.entries if entry.fingerprint in current}
    if add:
        for print_, finding in current.items():
            old = kept.get(print_)
            kept[print_] = Entry(
                fingerprint=print_,
                rule=finding.rule,
                component=finding.about.partition("@")[0],
                project=project,
                severity=finding.severity.value,
                first_seen=old.first_seen if old else today,
            )
    return Baseline(entries=tuple(sorted(kept.values())), max_age_days=baseline.max_age_days)
