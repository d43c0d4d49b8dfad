"""Cells of Jupyter notebooks, with the lines of the raw JSON file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.documents import json_text
from scanner.evidence.languages import language_of_path, language_of_tag
from scanner.evidence.markup import markdown_blocks
from scanner.evidence.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.documents.entry import Entry

_MAGIC = re.compile(
    r"^(?P<indent>[ \t]*)(?P<assign>[\w, ]+=[ \t]*)?(?P<mark>!!?|%)(?P<rest>[^\n]*)$"
)
_CELL_MAGIC = re.compile(r"\s*%%(?P<name>\w+)[ \t]*(?P<arguments>[^\n]*)")
_LANGUAGE_KEYS = (("metadata", "language_info", "name"), ("metadata", "kernelspec", "language"))
_SHELL_CELLS = frozenset(["bash", "sh", "shell", "script", "system", "sx", "cmd"])
_SHELL_MAGICS = frozenset(["pip", "conda", "mamba", "uv", "sx", "system", "sc"])


class Cell(NamedTuple):
    """One cell: its text and, for each piece of ``source``, where it begins."""

    kind: str
    text: str
    starts: tuple[int, ...]  # first line (of the text) of each piece
    raw: tuple[int, ...]  # line of the raw file of each piece

    def line(self, number: int) -> int:
        """Return the raw line of line ``number`` of the text."""
        if not self.raw:
            return 1
        return self.raw[max(0, bisect_right(self.starts, number) - 1)]


def notebook_sources(text: str) -> Iterator[Source]:
    """Yield the sources of all cells.

    Raises:
        Unreadable: the notebook is not JSON.

    """
    cells: dict[str, list[Entry]] = {}
    kinds: dict[str, str] = {}
    language = "python"
    for entry in json_text.read(text):
        path = entry.path
        if path in _LANGUAGE_KEYS:
            language = language_of_tag(entry.value) or "code"
        cell, rest = _cell_of(path)
        if cell is None:
            continue
        if rest == ("cell_type",):
            kinds[cell] = entry.value
        elif rest[:1] in (("source",), ("input",)) and entry.text:
            cells.setdefault(cell, []).append(entry)
    for cell, pieces in cells.items():
        yield from _cell_sources(_cell(kinds.get(cell, "code"), pieces), language)


def _cell_of(path: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the cell's key and the rest of the path; before version 4 there are worksheets."""
    match path:
        case ("cells", number, *rest) if rest:
            return number, tuple(rest)
        case ("worksheets", sheet, "cells", number, *rest) if rest:
            return f"{sheet}/{number}", tuple(rest)
    return None, ()


def _cell(kind: str, pieces: list[Entry]) -> Cell:
    starts, number = [], 1
    for piece in pieces:
        starts.append(number)
        number += piece.value.count("\n")
    # A piece that does not end its line shares that line with the next piece.
    return Cell(
        kind, "".join(p.value for p in pieces), tuple(starts), tuple(p.line for p in pieces)
    )


def _cell_sources(cell: Cell, language: str) -> Iterator[Source]:
    if cell.kind == "markdown":
        yield from markdown_blocks(cell.text, cell.line)
        return
    if cell.kind != "code":
        return
    magic = _CELL_MAGIC.match(cell.text)
    if magic and magic["name"] in _SHELL_CELLS:
        yield Source("shell", _blank_first(cell.text), cell.line(1), None, cell.line)
        return
    if magic and magic["name"] in ("writefile", "file"):
        name = magic["arguments"].split()[-1] if magic["arguments"].split() else ""
        yield Source(
            language_of_path(name) or "text", _blank_first(cell.text), cell.line(1), None, cell.line
        )
        return
    if magic and magic["name"] in (
        "html",
        "javascript",
        "js",
        "latex",
        "markdown",
        "R",
        "sql",
        "svg",
        "cpp",
    ):
        return
    body = _blank_first(cell.text) if magic else cell.text
    code, commands = split_magics(body)
    yield Source(language, code, cell.line(1), None, cell.line)
    if commands.strip():
        yield Source("shell", commands, cell.line(1), None, cell.line)


def _blank_first(text: str) -> str:
    """Return the text with its first non-empty line emptied, so that line numbers stay."""
    lead = len(text) - len(text.lstrip())
    end = text.find("\n", lead)
    return text[:lead] if end < 0 else text[:lead] + text[end:]


def split_magics(text: str) -> tuple[str, str]:
    """Return the Python and the shell lines of a cell; each keeps the line numbers of the other."""
    code: list[str] = []
    commands: list[str] = []
    continued = False
    for line in text.split("\n"):
        match = None if continued else _MAGIC.match(line)
        if continued:
            code.append("")
            commands.append(line)
        elif match is None or _is_operator(match):
            code.append("" if re.match(r"[ \t]*\?+\w|[ \t]*[\w.]+\?+[ \t]*$", line) else line)
            commands.append("")
        else:
            assign = match["assign"]
            code.append(f"{match['indent']}{assign}None" if assign else f"{match['indent']}pass")
            commands.append(_shell_of(match["mark"], match["rest"]))
        continued = bool(commands[-1]) and commands[-1].rstrip().endswith("\\")
    return "\n".join(code), "\n".join(commands)


def _is_operator(match: re.Match[str]) -> bool:
    """Tell a modulo over two lines, or ``a = % b``, from a magic: a magic is followed by a word."""
    return match["mark"] == "%" and not re.match(r"[A-Za-z]\w*(?:\s|$)", match["rest"])


def _shell_of(mark: str, rest: str) -> str:
    if mark == "%":
        name, _, arguments = rest.strip().partition(" ")
        if name == "env":
            return f"export {arguments.strip()}"
        if name not in _SHELL_MAGICS:
            return ""
        return rest if name in ("pip", "conda", "mamba", "uv") else arguments
    return rest.lstrip()
