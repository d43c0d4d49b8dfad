"""The report for a person at a terminal: findings with their source lines, then the matrix."""

from __future__ import annotations

import io
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from scanner.report import terminal_matrix
from scanner.report.escape import lines, visible
from scanner.report.grouping import alike, split
from scanner.report.terminal_words import COLOURS, LISTED, detail, folded, show, some
from scanner.report.view import DISCLAIMER, View, fact_words, level, places, plural, unique

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.model.evidence import Evidence, Gap
    from scanner.model.finding import Finding
    from scanner.model.scan import Scan
    from scanner.report.grouping import Asked

PLAIN_WIDTH = 100
#: Findings of one rule that are shown in full before the rest becomes a list; all of them with -v.
SHOWN_IN_FULL = {"error": 5, "warning": 3, "unknown": 1, "note": 1}
_PLACES = 3
_FACTS = 4
_COMPARED = 5
_GAPS = 5
_OVERVIEW_FROM = 20  # fewer findings are their own overview
_SOURCE = 110  # characters of a fact's source; --format json has all


def render(scan: Scan) -> str:
    """Return the report without colour, as for a file."""
    stream = io.StringIO()
    write(scan, Console(file=stream, width=PLAIN_WIDTH, color_system=None, force_terminal=False))
    return lines(stream.getvalue())


def write(scan: Scan, console: Console, *, verbose: bool = False, quiet: bool = False) -> None:
    """Print the report; quiet leaves findings and the summary line only."""
    view = View(scan)
    if not quiet:
        _head(view, console)
    folded, questions = split(view.findings)
    listed = view.findings if verbose or quiet else folded
    for _, group in groupby(listed, key=lambda f: (level(f), f.rule)):
        _findings(view, list(group), console, verbose=verbose)
    if not quiet:
        _asked(view, questions, console)
        _gaps(scan.gaps, console, verbose=verbose)
        _compared(view.compared, console, verbose=verbose)
        terminal_matrix.write(view, console, verbose=verbose)
    _summary(view, console, quiet=quiet)


def _head(view: View, console: Console) -> None:
    inputs = view.scan.inputs
    words = [
        f"flagstate {inputs.tool_version}",
        f"as of {inputs.context.today.isoformat()}",
        "online" if inputs.online else "offline",
        f"profiles {', '.join(inputs.profiles)}",
        view.data_words,
    ]
    show(console, Text("   ".join(visible(word) for word in words), style="bold"))
    coverage = view.scan.coverage
    read = f"{view.inventory_words} in {plural(coverage.read, 'file')} of {coverage.files}"
    show(console, Text(read))
    _overview(view, console)
    show(console)


def _overview(view: View, console: Console) -> None:
    """Print how many findings each rule has, a line per level: what to look at first."""
    if len(view.findings) <= _OVERVIEW_FROM:
        return
    for word in ("error", "warning"):
        rules = Counter((f.rule, f.slug) for f in view.findings if level(f) == word)
        ordered = sorted(rules.items(), key=lambda item: (-item[1], item[0]))
        said = ", ".join(f"{rule} {slug} ({number})" for (rule, slug), number in ordered)
        if said:
            line = Text(f"{word:<8}", style=COLOURS[word])
            line.append(folded(console, visible(said, 2000), 8, 8), style="default")
            show(console, line)


def _findings(view: View, group: list[Finding], console: Console, *, verbose: bool) -> None:
    """Print the findings of one rule: one of each that say the same, the rest as a list."""
    if verbose:
        for finding in group:
            _finding(view, finding, console)
        return
    same = alike(view, group)
    limit = SHOWN_IN_FULL[level(group[0])]
    limit += len(same) == limit + 1 and len(same[-1]) == 1  # a list of one saves nothing
    shown = [*same[: limit - 1], [finding for each in same[limit - 1 :] for finding in each]]
    for first, *rest in filter(None, shown):
        _finding(view, first, console, also=[_named(view, finding) for finding in rest])


def _asked(view: View, questions: tuple[Asked, ...], console: Console) -> None:
    """Print what the project can answer once, with how many wait for it."""
    if not questions:
        return
    show(console, Text("Asked of the project: each answer is declared once", style="bold"))
    for each in questions:
        keys = ", ".join(f"context.{key}" for key in each.keys)
        rules = ", ".join(f"{rule} {slug} ({number})" for rule, slug, number in each.rules)
        line = Text("  ? ", style=COLOURS["unknown"])
        line.append(visible(keys), style="bold")
        show(console, line)
        detail(console, "ask", each.question)
        detail(console, "rules", rules)
        detail(console, "about", some(view.title(name) for name in each.about))
    more = "set these in [context] or with --context KEY=VALUE; -v lists each finding"
    show(console, Text(f"  {more}", style="dim"))
    show(console)


def _named(view: View, finding: Finding) -> str:
    found = places(finding)
    return view.title(finding.about) + (
        f" ({found[0].at.path}:{found[0].at.line})" if found else ""
    )


def _finding(view: View, finding: Finding, console: Console, also: Sequence[str] = ()) -> None:
    word = level(finding)
    label = f"{word}[{visible(finding.rule)}]"
    title = Text.assemble((label, COLOURS[word]))
    title.append(f" {folded(console, visible(finding.message, 1000), 4, len(label) + 1)}", "bold")
    show(console, title)
    brief = word in {"unknown", "note"}
    found = places(finding)
    for place in found[: 1 if brief else _PLACES]:
        _place(view, place, console)
    hidden = len(found) - (1 if brief else _PLACES)
    if hidden > 0:
        show(console, Text(f"  and {plural(hidden, 'more place')}", style="dim"))
    for name, text in _details(view, finding, facts=1 if brief else _FACTS):
        detail(console, name, text)
    if also:
        left = " (-v lists them)" if len(unique(also)) > LISTED else ""
        detail(console, "also", some(also) + left)
    show(console)


def _place(view: View, place: Evidence, console: Console) -> None:
    arrow = Text("  --> ", style="blue")
    zone = "" if place.zone.value == "runtime" else f"   ({place.zone.value})"
    where = f"{visible(place.at.path)}:{place.at.line}:{place.at.column}{zone}"
    arrow.append(where, style="default")
    show(console, arrow)
    source = view.source_line(place)
    if not source:
        return
    number = str(place.at.line)
    line = Text(f"{number:>5} | ", style="blue")
    shown = visible(source, 160)
    line.append(shown, style="default")
    show(console, line)
    column = shown.find(visible(place.name))
    if column >= 0:
        marks = " " * column + "^" * len(visible(place.name))
        under = Text("      | ", style="blue")
        under.append(marks, style="yellow")
        show(console, under)


def _details(view: View, finding: Finding, *, facts: int) -> list[tuple[str, str]]:
    """Return (name, text) of what stands below a finding's places."""
    rows = [("why", finding.why)] if finding.why else []
    grounds = (f"{finding.rule} {finding.slug}", finding.citation, finding.period)
    rows.append(("rule", "; ".join(text for text in grounds if text)))
    known = [view.facts[fact_id] for fact_id in finding.facts if fact_id in view.facts]
    for fact in known[:facts]:
        what, source = fact_words(fact)
        whose = "" if fact.about == finding.about else f"{view.title(fact.about)}: "
        rows.append(("fact", f"{whose}{what} [{visible(source, _SOURCE)}]"))
    if len(known) > facts:
        rows.append(("fact", f"and {len(known) - facts} more in --format json"))
    if finding.question:
        rows.append(("ask", finding.question))
    if finding.set_keys:
        keys = ", ".join(f"context.{key}" for key in finding.set_keys)
        rows.append(("set", f"{keys} in the configuration, or --context KEY=VALUE"))
    if finding.waiver:
        rows.append(("waiver", finding.waiver))
    rows.append(("do", finding.remedy))
    return rows


def _gaps(gaps: tuple[Gap, ...], console: Console, *, verbose: bool) -> None:
    if not gaps:
        return
    show(console, Text(f"{plural(len(gaps), 'gap')}: what could not be understood", style="bold"))
    for gap in gaps if verbose else gaps[:_GAPS]:
        where = f"{visible(gap.at.path)}:{gap.at.line}: " if gap.at.path else ""
        bug = " (our bug)" if gap.bug else ""
        show(console, Text(f"  {where}{visible(gap.reason)}{bug}"))
    if len(gaps) > _GAPS and not verbose:
        show(console, Text(f"  and {len(gaps) - _GAPS} more (list them with -v)"))
    show(console)


def _compared(passed: tuple[str, ...], console: Console, *, verbose: bool) -> None:
    """Print the limits that were compared and are not passed: what was counted, and when."""
    if not passed:
        return
    show(console, Text(f"{plural(len(passed), 'limit')} compared, not passed", style="bold"))
    for words in passed if verbose else passed[:_COMPARED]:
        show(console, Text(f"  {visible(words)}"))
    if len(passed) > _COMPARED and not verbose:
        show(console, Text(f"  and {len(passed) - _COMPARED} more (list them with -v)"))
    show(console)


def _summary(view: View, console: Console, *, quiet: bool) -> None:
    if not quiet:
        show(console)
    counts = Counter(view.counts)
    style = next((COLOURS[w] for w in ("error", "warning", "unknown") if counts[w]), "bold green")
    hidden = f"; not shown: {', '.join(view.hidden_words)}" if view.hidden_words else ""
    if quiet:
        show(console, Text(f"{view.finding_words}{hidden}", style=style))
        return
    skipped = view.scan.coverage.skipped
    show(console, Text(f"{view.finding_words}{hidden}", style=style))
    if skipped:
        words = ", ".join(f"{count} {visible(reason)}" for reason, count in sorted(skipped.items()))
        show(console, Text(f"skipped files: {words}", style="dim"))
    show(
        console, Text(f"{DISCLAIMER} More on a rule or a name: flagstate explain NAME", style="dim")
    )
