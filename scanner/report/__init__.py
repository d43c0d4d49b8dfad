"""Stage 6: a scan to text. One renderer per module; nothing here reads files or prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.plugin import Reporter

if TYPE_CHECKING:
    from scanner.model.scan import Scan

# ruff: noqa: PLC0415 (each renderer is imported when it is asked for: rich alone takes longer than a hook may)


def _text(scan: Scan) -> str:
    from scanner.report import terminal

    return terminal.render(scan)


def _json(scan: Scan) -> str:
    from scanner.report import record

    return record.render(scan)


def _markdown(scan: Scan) -> str:
    from scanner.report import markdown

    return markdown.render(scan)


def _evidence(scan: Scan) -> str:
    from scanner.report import evidence

    return evidence.render(scan)


def _sarif(scan: Scan) -> str:
    from scanner.report import sarif

    return sarif.render(scan)


def _cyclonedx(scan: Scan) -> str:
    from scanner.report import cyclonedx

    return cyclonedx.render(scan)


def _github(scan: Scan) -> str:
    from scanner.report import github

    return github.render(scan)


def _junit(scan: Scan) -> str:
    from scanner.report import junit

    return junit.render(scan)


def _csv(scan: Scan) -> str:
    from scanner.report import csv

    return csv.render(scan)


def _html(scan: Scan) -> str:
    from scanner.report import html

    return html.render(scan)


def _spdx(scan: Scan) -> str:
    from scanner.report import spdx

    return spdx.render(scan)


#: In the order in which help texts list them.
REPORTERS: tuple[Reporter, ...] = (
    Reporter("text", ".txt", _text),
    Reporter("json", ".json", _json),
    Reporter("markdown", ".md", _markdown),
    Reporter("html", ".html", _html),
    Reporter("evidence", ".jsonl", _evidence),
    Reporter("sarif", ".sarif", _sarif),
    Reporter("cyclonedx", ".cdx.json", _cyclonedx),
    Reporter("spdx", ".spdx.json", _spdx),
    Reporter("github", ".annotations", _github),
    Reporter("junit", ".xml", _junit),
    Reporter("csv", ".csv", _csv),
)


def reporter(name: str) -> Reporter:
    """Return the reporter of a format.

    Raises:
        KeyError: there is no such format.

    """
    for each in REPORTERS:
        if each.id == name:
            return each
    raise KeyError(name)
