"""The jurisdiction matrix of the terminal report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from scanner.report.escape import visible
from scanner.report.grouping import SUBJECT
from scanner.report.terminal_words import COLOURS, detail, show, some
from scanner.report.view import plural

if TYPE_CHECKING:
    from rich.console import Console

    from scanner.model.finding import MatrixRow
    from scanner.report.view import View

_ROWS = 40
_OPEN_ROWS = 10


def write(view: View, console: Console, *, verbose: bool) -> None:
    """Print the rows that tell something, and each conflict once."""
    if not view.scan.matrix:
        return
    unlimited = len(view.scan.matrix)
    rows = view.telling_rows[: unlimited if verbose else _ROWS]
    open_rows = view.open_rows[: unlimited if verbose else _OPEN_ROWS]
    if rows or open_rows:
        show(console, _table(view, (*rows, *open_rows), console))
        for conflict in _conflicts(view, (*rows, *open_rows)):
            detail(console, "conflict", conflict)
    left = len(view.telling_rows) - len(rows)
    words = [plural(left, "more row")] if left else []
    left = len(view.open_rows) - len(open_rows)
    words += [f"{left} more not known"] if left else []
    words.append(f"{plural(view.ok_rows, 'component')} ok in all of {' '.join(view.markets)}")
    show(console, Text("; ".join(words) + (" (list them with -v)" if len(words) > 1 else "")))


def _conflicts(view: View, rows: tuple[MatrixRow, ...]) -> list[str]:
    """Return each conflict once, naming together the components that share it."""
    sharing: dict[str, list[str]] = {}
    for row in rows:
        title = view.title(row.component)
        if row.conflict:
            sharing.setdefault(row.conflict.replace(title, SUBJECT), []).append(title)
    told = []
    for text, titles in sorted(sharing.items()):
        names = some(titles)
        first, *again = text.split(SUBJECT)
        pronoun = titles[0] if len(titles) == 1 else "each of them"
        told.append(first + names + pronoun.join(again) if again else f"{text} ({names})")
    return told


def _table(view: View, rows: tuple[MatrixRow, ...], console: Console) -> Table:
    axes = any(row.residency or row.control or row.origin for row in rows)
    conflicts = any(row.conflict for row in rows)
    frame = box.ASCII2 if console.options.ascii_only else box.SIMPLE_HEAD
    table = Table(box=frame, padding=(0, 1, 0, 0))
    longest = max(len(view.title(row.component)) for row in rows)
    widest = max(min(longest, console.width * 3 // 10), len("Jurisdiction matrix"))
    table.add_column("Jurisdiction matrix", overflow="fold", min_width=widest)
    table.add_column("licence", overflow="fold", max_width=20)
    for name in (*view.markets, *(("data in", "control", "origin") if axes else ())):
        table.add_column(visible(name))
    if conflicts:
        table.add_column("conflict")
    for row in rows:
        cells = dict(row.cells)
        words = [
            Text(visible(view.title(row.component))),
            Text(visible(view.license(row.component).removeprefix("LicenseRef-"))),
        ]
        for market in view.markets:
            cell = cells[market].value if market in cells else ""
            words.append(Text(cell, style=COLOURS.get(cell, "")))
        if axes:
            words += [Text(visible(" ".join(a))) for a in (row.residency, row.control, row.origin)]
        if conflicts:
            words.append(Text("yes" if row.conflict else ""))
        table.add_row(*words)
    return table
