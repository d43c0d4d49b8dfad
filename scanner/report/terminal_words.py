"""How the terminal report prints: lines, details, colours; never markup of what it prints."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from scanner.report.escape import visible
from scanner.report.view import unique

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

LISTED = 8
_INDENT = 14
_NARROWEST = 60

COLOURS = {
    "error": "bold red",
    "warning": "bold yellow",
    "unknown": "bold magenta",
    "note": "bold cyan",
    "waived": "dim",
    "ok": "green",
    "review": "yellow",
    "deny": "red",
    "?": "magenta",
}


def show(console: Console, text: Text | Table | str = "") -> None:
    """Print one line or table."""
    # Never rich's markup, highlighting or emoji: what is printed comes from the scanned repository.
    console.print(
        text, markup=False, highlight=False, emoji=False, soft_wrap=not isinstance(text, Table)
    )


def some(names: Iterable[str]) -> str:
    """Return the first few names, and how many more there are."""
    every = list(unique(names))
    more = f" and {len(every) - LISTED} more" if len(every) > LISTED else ""
    return ", ".join(visible(name) for name in every[:LISTED]) + more


def detail(console: Console, name: str, text: str) -> None:
    """Print one ``= name: text`` line, folded to the console's width."""
    line = Text("   = ", style="blue")
    line.append(f"{name + ':':<8} ", style="bold")
    line.append(folded(console, visible(text, 2000), _INDENT, _INDENT), style="default")
    show(console, line)


def folded(console: Console, text: str, indent: int, first: int) -> str:
    """Return the text folded to the console; its first line starts at column ``first``."""
    return textwrap.fill(
        text,
        max(console.width, _NARROWEST),
        initial_indent=" " * first,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )[first:]
