"""Findings as SARIF 2.1.0 for code scanning.

Waived findings are left out: code scanning would show them. Identity is our fingerprint, so that a
version bump on another line does not close and reopen an alert.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from scanner.model.finding import Outcome
from scanner.report.escape import visible
from scanner.report.view import DISCLAIMER, View, fact_words, places

if TYPE_CHECKING:
    from scanner.model.finding import Finding
    from scanner.model.scan import Scan

#: GitHub takes 25,000 results, keeps 5,000, and at most 100 locations of each.
RESULTS_LIMIT = 5000
_LOCATIONS = 10
_TEXT = 1000
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def render(scan: Scan) -> str:
    """Return the document; ASCII only."""
    view = View(scan)
    located = [finding for finding in view.findings if finding.evidence][:RESULTS_LIMIT]
    rules = sorted({finding.rule: finding for finding in located}.items())
    index = {code: number for number, (code, _) in enumerate(rules)}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "flagstate",
                        "semanticVersion": scan.inputs.tool_version,
                        "fullDescription": {"text": f"{view.data_words}. {DISCLAIMER}"},
                        "rules": [_rule(finding) for _, finding in rules],
                    }
                },
                "automationDetails": {"id": "flagstate/"},
                "columnKind": "unicodeCodePoints",
                "results": [_result(view, finding, index[finding.rule]) for finding in located],
            }
        ],
    }
    return json.dumps(document, indent=1) + "\n"


def _rule(finding: Finding) -> dict[str, object]:
    words = finding.slug.replace("-", " ")
    told = " ".join(text for text in (finding.citation, finding.period) if text)
    help_text = f"{words}. {visible(told, _TEXT)}".strip()
    return {
        "id": finding.rule,
        "name": finding.slug,
        "shortDescription": {"text": words},
        "fullDescription": {"text": help_text},
        "help": {
            "text": help_text,
            "markdown": f"What it asks and rests on: `flagstate explain {finding.rule}`",
        },
        "defaultConfiguration": {"level": _LEVELS[finding.severity.value]},
        "properties": {"tags": sorted({finding.rule[:3].lower(), "flagstate"})},
    }


def _result(view: View, finding: Finding, rule: int) -> dict[str, object]:
    undecided = finding.outcome is Outcome.UNDECIDED
    text = visible(finding.message, _TEXT)
    facts = [
        ": ".join(fact_words(view.facts[fact_id]))
        for fact_id in finding.facts[:3]
        if fact_id in view.facts
    ]
    lines = [f"{'undecided: ' if undecided else ''}{text}.", *facts]
    lines += [finding.question] if finding.question else []
    lines.append(f"Do: {finding.remedy}")
    found = places(finding)
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": "note" if undecided else _LEVELS[finding.severity.value],
        # Square brackets would be links in SARIF's messages.
        "message": {"text": "\n".join(_plain(line) for line in lines)},
        "locations": [_location(found[0].at.path, found[0].at.line, found[0].at.column)],
        "relatedLocations": [
            {"id": number, **_location(place.at.path, place.at.line, place.at.column)}
            for number, place in enumerate(found[1:_LOCATIONS], 1)
        ],
        "partialFingerprints": {
            "primaryLocationLineHash": finding.fingerprint,
            "flagstate/v1": finding.fingerprint,
        },
    }


def _plain(text: str) -> str:
    return visible(text, _TEXT).replace("[", "\\[").replace("]", "\\]")


def _location(path: str, line: int, column: int) -> dict[str, object]:
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column + 1}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(path)}, "region": region}}
