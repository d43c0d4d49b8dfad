"""The report for a job summary or a comment: one table, detail folded, the matrix, one footer.

GitHub takes at most 1 MiB of job summary and aborts on more, so the text is built to a limit: first
the folded detail goes, then the rows at the end, and what is left out is counted.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from scanner.model.component import ComponentKind
from scanner.report.escape import code_span, markdown
from scanner.report.grouping import alike, split
from scanner.report.view import DISCLAIMER, View, fact_words, level, places, plural, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.finding import Finding, MatrixRow
    from scanner.model.scan import Scan

LIMIT_BYTES = 1_000_000
_PLACES = 5
_NAMES = 4
_GAPS = 20


def render(scan: Scan) -> str:
    """Return the report within what a job summary takes."""
    return within(scan, LIMIT_BYTES)


def within(scan: Scan, limit_bytes: int) -> str:
    """Return as much of the report as fits into ``limit_bytes``; says how much is left out."""
    view = View(scan)
    full = len(view.findings), len(view.scan.matrix), len(view.findings)
    text = _text(view, *full)
    share = 1.0
    while len(text.encode()) > limit_bytes and share > 1e-4:  # noqa: PLR2004 (then nothing is left)
        share /= 2
        detailed = int(full[2] * share / 2)
        text = _text(view, int(full[0] * share), int(full[1] * share), detailed)
    return text


def _text(view: View, shown: int, rows: int, detailed: int) -> str:
    parts = [
        "\n".join(_head(view)),
        "\n".join(_table(view, shown)),
        "\n".join(_asked(view)),
        "\n".join(_details(view, detailed)),
        "\n".join(_gaps(view)),
        "\n".join(_compared(view)),
        "\n".join(_matrix(view, rows)),
        _footer(view),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(view: View) -> Iterator[str]:
    yield f"### flagstate: {view.finding_words}"
    yield ""
    coverage = view.scan.coverage
    yield f"{view.inventory_words} in {plural(coverage.read, 'file')} of {coverage.files}."


def _table(view: View, shown: int) -> Iterator[str]:
    if not view.findings:
        return
    yield "| | Component | Licence, origin | Rule | Where | Do |"
    yield "|---|---|---|---|---|---|"
    listed, _ = split(view.findings[:shown])
    for (word, _), group in groupby(listed, key=lambda f: (level(f), f.rule)):
        findings = list(group)
        # What is undecided or a note is one row per rule: a table is for what must be done.
        rows = alike(view, findings) if word in {"error", "warning"} else [findings]
        for row in rows:
            yield _row(view, word, row)
    if len(view.findings) > shown:
        yield ""
        yield f"and {plural(len(view.findings) - shown, 'more finding')}."


def _asked(view: View) -> Iterator[str]:
    _, questions = split(view.findings)
    if not questions:
        return
    yield "#### Asked of the project"
    yield ""
    yield "| Declare once | Question | Rules (components that wait) |"
    yield "|---|---|---|"
    for each in questions:
        keys = ", ".join(code_span(f"context.{key}") for key in each.keys)
        rules = ", ".join(f"{rule} {slug} ({number})" for rule, slug, number in each.rules)
        yield f"| {keys} | {markdown(each.question)} | {markdown(rules)} |"


def _row(view: View, word: str, findings: list[Finding]) -> str:
    first = findings[0]
    names = unique(code_span(view.title(finding.about)) for finding in findings)
    more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    known = view.origin(first.about) if len(names) == 1 and _is_dependency(view, first) else ""
    found = places(first)
    where = code_span(f"{found[0].at.path}:{found[0].at.line}") if found else ""
    rest = sum(len(places(finding)) for finding in findings) - len(found[:1])
    where += f" and {rest} more" if found and rest else ""
    cells = (
        word,
        ", ".join(names[:_NAMES]) + more,
        markdown(known),
        f"{markdown(first.rule)} {markdown(first.slug)}",
        where,
        markdown(first.remedy),
    )
    return f"| {' | '.join(cells)} |"


def _is_dependency(view: View, finding: Finding) -> bool:
    component = view.components.get(finding.about)
    return component is not None and component.kind is not ComponentKind.PROJECT


def _details(view: View, detailed: int) -> Iterator[str]:
    if not view.findings[:detailed]:
        return
    yield f"<details><summary>Evidence and facts ({detailed})</summary>"
    yield ""
    for finding in view.findings[:detailed]:
        yield from _detail(view, finding)
    yield "</details>"


def _detail(view: View, finding: Finding) -> Iterator[str]:
    yield f"**{level(finding)}\\[{markdown(finding.rule)}\\]** {markdown(finding.message)}"
    yield ""
    found = places(finding)
    for place in found[:_PLACES]:
        source = view.source_line(place)
        quoted = f" {code_span(source)}" if source else ""
        yield f"- {code_span(f'{place.at.path}:{place.at.line}')}{quoted}"
    if len(found) > _PLACES:
        yield f"- and {plural(len(found) - _PLACES, 'more place')}"
    grounds = [text for text in (finding.citation, finding.period) if text]
    if grounds:
        yield f"- rule: {markdown('; '.join(grounds))}"
    for fact_id in finding.facts:
        if fact_id in view.facts:
            what, source = fact_words(view.facts[fact_id])
            yield f"- fact: {markdown(what)} ({markdown(source)})"
    if finding.question:
        yield f"- ask: {markdown(finding.question)}"
    if finding.set_keys:
        yield "- set: " + ", ".join(code_span(f"context.{key}") for key in finding.set_keys)
    yield f"- do: {markdown(finding.remedy)}"
    yield ""


def _matrix(view: View, shown: int) -> Iterator[str]:
    if not view.scan.matrix:
        return
    yield "#### Jurisdiction matrix"
    yield ""
    if view.telling_rows:
        yield from _rows(view, view.telling_rows, shown)
        yield ""
    if view.open_rows:
        yield f"<details><summary>Not known: {plural(len(view.open_rows), 'component')}</summary>"
        yield ""
        yield from _rows(view, view.open_rows, shown)
        yield ""
        yield "</details>"
        yield ""
    yield f"{plural(view.ok_rows, 'component')} ok in all of {', '.join(view.markets)}."


def _rows(view: View, rows: tuple[MatrixRow, ...], shown: int) -> Iterator[str]:
    axes = any(row.residency or row.control or row.origin for row in rows)
    names = [*view.markets, *(("data in", "control", "origin") if axes else ()), "conflict"]
    yield "| Component | Licence | " + " | ".join(markdown(name) for name in names) + " |"
    yield "|---" * (len(names) + 2) + "|"
    for row in rows[:shown]:
        cells = dict(row.cells)
        words = [cells[m].value if m in cells else "" for m in view.markets]
        if axes:
            words += [" ".join(axis) for axis in (row.residency, row.control, row.origin)]
        words.append(row.conflict or "-")
        words.insert(0, view.license(row.component))
        yield f"| {code_span(view.title(row.component))} | {' | '.join(map(markdown, words))} |"
    if len(rows) > shown:
        yield ""
        yield f"and {plural(len(rows) - shown, 'more row')}."


def _compared(view: View) -> Iterator[str]:
    if view.compared:
        count = plural(len(view.compared), "limit")
        yield f"<details><summary>{count} compared, not passed</summary>"
        yield ""
        yield from (f"- {markdown(words)}" for words in view.compared[:_GAPS])
        yield ""
        yield "</details>"


def _gaps(view: View) -> Iterator[str]:
    gaps = view.scan.gaps
    if not gaps:
        return
    yield f"<details><summary>{plural(len(gaps), 'gap')}: what could not be understood</summary>"
    yield ""
    for gap in gaps[:_GAPS]:
        yield f"- {code_span(f'{gap.at.path}:{gap.at.line}')} {markdown(gap.reason)}"
    if len(gaps) > _GAPS:
        yield f"- and {len(gaps) - _GAPS} more"
    yield ""
    yield "</details>"


def _footer(view: View) -> str:
    inputs = view.scan.inputs
    words = [*([f"Not shown: {', '.join(view.hidden_words)}."] if view.hidden_words else [])]
    skipped = sum(view.scan.coverage.skipped.values())
    if skipped:
        words.append(f"Skipped: {plural(skipped, 'file')}.")
    words.append(
        f"flagstate {markdown(inputs.tool_version)}, as of {inputs.context.today.isoformat()}, "
        f"profiles {markdown(', '.join(inputs.profiles))}, {view.data_words}."
    )
    words.append(DISCLAIMER)
    return " ".join(words)
