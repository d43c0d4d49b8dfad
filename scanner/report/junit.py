"""Findings as JUnit XML: one test case per finding; undecided and waived ones are skipped cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.report.escape import xml
from scanner.report.view import DISCLAIMER, View, gates, level, places

if TYPE_CHECKING:
    from scanner.model.finding import Finding
    from scanner.model.scan import Scan


def render(scan: Scan) -> str:
    """Return the XML document."""
    view = View(scan)
    cases = (*view.findings, *view.waived)
    failing = sum(gates(finding, scan.inputs.fail_on) for finding in view.findings)
    skipped = len(cases) - failing
    attributes = f'tests="{len(cases)}" failures="{failing}" errors="0" skipped="{skipped}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="flagstate" {attributes}>',
        f'  <testsuite name="flagstate" {attributes}>',
        *(_case(view, finding) for finding in cases),
        f"    <system-out>{xml(view.finding_words)}. {DISCLAIMER}</system-out>",
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _case(view: View, finding: Finding) -> str:
    found = places(finding)
    where = f' file="{xml(found[0].at.path)}" line="{found[0].at.line}"' if found else ""
    name = f"{finding.rule} {finding.slug}: {view.title(finding.about)}"
    inside = "\n".join((finding.message, *_where(finding), f"do: {finding.remedy}"))
    element = "failure" if gates(finding, view.scan.inputs.fail_on) else "skipped"
    kind = f' type="{level(finding)}"' if element == "failure" else ""
    text = "\n".join(xml(line) for line in inside.splitlines())
    title = xml(f"{level(finding)}: {finding.message}")
    body = f'<{element}{kind} message="{title}">{text}</{element}>'
    group = f'classname="flagstate.{xml(finding.rule)}"'
    return f'    <testcase {group} name="{xml(name)}"{where}>{body}</testcase>'


def _where(finding: Finding) -> list[str]:
    return [f"at {place.at.path}:{place.at.line}" for place in places(finding)[:5]]
