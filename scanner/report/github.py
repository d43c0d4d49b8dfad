"""Findings as annotations of a GitHub job: at most ten of each level, all that a runner shows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from scanner.report.escape import workflow_data, workflow_property
from scanner.report.view import DISCLAIMER, View, level, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.finding import Finding
    from scanner.model.scan import Scan

PER_LEVEL = 10
_COMMANDS = {"error": "error", "warning": "warning", "unknown": "notice", "note": "notice"}


def render(scan: Scan) -> str:
    """Return one workflow command per line, most severe first, and a summary line."""
    view = View(scan)
    lines: list[str] = []
    for command, group in groupby(view.findings, key=lambda f: _COMMANDS[level(f)]):
        lines += list(_commands(command, list(group)))
    lines.append(f"flagstate: {workflow_data(view.finding_words)}. {DISCLAIMER}")
    return "\n".join(lines) + "\n"


def _commands(command: str, findings: list[Finding]) -> Iterator[str]:
    shown = PER_LEVEL if len(findings) <= PER_LEVEL else PER_LEVEL - 1
    for finding in findings[:shown]:
        title = workflow_property(f"{finding.rule} {finding.slug}")
        where = ""
        if finding.evidence:
            place = places(finding)[0].at
            where = f"file={workflow_property(place.path)},line={place.line},col={place.column},"
        text = workflow_data(f"{finding.message}. Do: {finding.remedy}")
        yield f"::{command} {where}title={title}::{text}"
    if len(findings) > shown:
        more = f"and {len(findings) - shown} more of level {command}; see the report"
        yield f"::{command} title=flagstate::{workflow_data(more)}"
