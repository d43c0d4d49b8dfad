"""Values that a ``setup.py`` writes down: strings with places, lists, tables, computed ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILE_SUFFIXES = (".txt", ".in", ".pip")


@dataclass(frozen=True, slots=True)
class Text:
    """A string and where it stands."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that only running the code would give; ``texts`` are the strings it is made from."""

    texts: tuple[Text, ...]
    line: int


@dataclass(slots=True)
class Many:
    """A list, tuple or set."""

    items: list[Value] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A dictionary with string keys."""

    items: dict[str, Value] = field(default_factory=dict)


Value = Text | Computed | Many | Table


def file_names(value: Computed) -> tuple[str, ...]:
    """Return the names of requirements files among the strings a value is computed from."""
    names = (text.text for text in value.texts)
    return tuple(dict.fromkeys(name for name in names if name.endswith(_FILE_SUFFIXES)))


def joined(values: Iterable[Value | None]) -> Value:
    """Return the values as one: texts and tables put together, all else a list."""
    parts = [value for value in values if value is not None]
    if parts and all(isinstance(part, Text) for part in parts):
        first = parts[0]
        text = "".join(part.text for part in parts if isinstance(part, Text))
        return Text(text, first.line, first.column) if isinstance(first, Text) else first
    if parts and all(isinstance(part, Table) for part in parts):
        table = Table()
        for part in parts:
            if isinstance(part, Table):
                table.items.update(part.items)
        return table
    items: list[Value] = []
    for part in parts:
        items += part.items if isinstance(part, Many) else [part]
    return Many(items)


def split(text: Text) -> Value:
    """Return the lines of a string; the place of each is its own line in a triple-quoted string."""
    lines = enumerate(text.text.splitlines())
    return Many(
        [Text(line, text.line + n, 1 if n else text.column) for n, line in lines if line.strip()]
    )
