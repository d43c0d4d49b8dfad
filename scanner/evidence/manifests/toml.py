"""TOML with places: ``tomllib`` gives values, this module says on which line each stands."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

from scanner.model.evidence import Location
from scanner.model.file import Unreadable
from scanner.model.toml_bound import long_key_line

if TYPE_CHECKING:
    from scanner.model.file import File

Path = tuple[str | int, ...]

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|""?(?!"))*"{3,5}'
    r"|'''(?:[^']|''?(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE_VALUE = re.compile(r"[^,\]}\n#]+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ERROR_PLACE = re.compile(r"\(at line (\d+)")


class Document:
    """A parsed TOML file. ``at(path)`` is the place of a key, or of an array's item."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.value = parse(text)
        self._text = text
        self._offsets: dict[Path, int] | None = None
        self._lines: list[int] = []

    def at(self, *path: str | int) -> Location:
        """Return the place of the value at ``path``, or of the nearest table around it."""
        if self._offsets is None:
            self._offsets = offsets(self._text)
            self._lines = [0, *(m.end() for m in re.finditer("\n", self._text))]
        while path:
            offset = self._offsets.get(path)
            if offset is not None:
                line = bisect_right(self._lines, offset)
                return Location(self.path, line, offset - self._lines[line - 1] + 1)
            path = path[:-1]
        return Location(self.path)

    def get(self, *path: str) -> object:
        """Return the value at ``path``; ``None`` when a table on the way is missing."""
        value: object = self.value
        for key in path:
            if not isinstance(value, dict):
                return None
            value = value.get(key)
        return value

    def table(self, *path: str) -> dict[str, object]:
        """Return the table at ``path``; empty when there is none."""
        value = self.get(*path)
        return value if isinstance(value, dict) else {}

    def tables(self, *path: str) -> list[dict[str, object]]:
        """Return the array of tables at ``path``; its other items are left out as empty tables."""
        value = self.get(*path)
        if not isinstance(value, list):
            return []
        return [item if isinstance(item, dict) else {} for item in value]

    def strings(self, *path: str) -> list[tuple[int, str]]:
        """Return ``[(index, text), ...]`` of the array at ``path``."""
        value = self.get(*path)
        if not isinstance(value, list):
            return []
        return [(index, item) for index, item in enumerate(value) if isinstance(item, str)]


def load(file: File) -> Document:
    """Return the file's document.

    Raises:
        Unreadable: not TOML, with the line.

    """
    return Document(file.path, file.text())


def parse(text: str) -> dict[str, object]:
    """Return the values of a TOML text.

    Raises:
        Unreadable: not TOML, or nested too deep.

    """
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415 (only where a TOML file is read)
    else:
        import tomli as tomllib  # noqa: PLC0415 (only where a TOML file is read)
    if line := long_key_line(text):
        raise Unreadable("TOML with a key of too many parts", line)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _ERROR_PLACE.search(str(error))
        raise Unreadable(f"not TOML: {error}", int(place[1]) if place else 1) from error
    except RecursionError as error:
        raise Unreadable("TOML nested too deep") from error
    except ValueError as error:  # integers beyond the interpreter's digit limit
        raise Unreadable(f"not TOML: {error}") from error


def offsets(text: str) -> dict[Path, int]:
    """Return ``{path: character offset}`` of every key and array item of a valid TOML text.

    A key's offset is where the key stands; an item's, where its value starts. Walks with a stack
    of its own, so that depth costs no recursion; where it loses its way it stops, and
    ``Document.at`` falls back to the nearest table.
    """
    return _Walk(text).run()


class _Walk:
    """One pass over a valid TOML text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.found: dict[Path, int] = {}
        self.table: Path = ()
        self.counts: dict[Path, int] = {}  # arrays of tables: how many so far
        self.open: list[tuple[str, Path, int]] = []  # closing bracket, path, next index

    def run(self) -> dict[Path, int]:
        text = self.text
        while True:
            self.skip()
            if self.position >= len(text):
                return self.found
            before = self.position
            if self.open:
                self.inside()
            elif text[self.position] == "[":
                self.header()
            else:
                self.pair(self.table)
            if self.position <= before:
                return self.found

    def skip(self) -> None:
        found = _SKIP.match(self.text, self.position)
        self.position = found.end() if found else self.position

    def inside(self) -> None:
        closing, path, index = self.open[-1]
        character = self.text[self.position]
        if character == closing:
            self.open.pop()
            self.position += 1
        elif character == ",":
            self.position += 1
        elif closing == "]":
            self.open[-1] = (closing, path, index + 1)
            here = (*path, index)
            self.found.setdefault(here, self.position)
            self.value(here)
        else:
            self.pair(path)

    def header(self) -> None:
        double = self.text.startswith("[[", self.position)
        start = self.position
        self.position += 2 if double else 1
        keys = [key for key, _ in self.keys()]
        path: Path = ()
        for index, key in enumerate(keys, 1):
            path = (*path, key)
            last = self.counts.get(path)
            if last is not None and not (double and index == len(keys)):
                path = (*path, last)
        if double:
            count = self.counts.get(path, -1) + 1
            self.counts[path] = count
            self.found.setdefault(path, start)
            path = (*path, count)
        self.found.setdefault(path, start)
        self.table = path
        closing = self.text.find("]", self.position)
        self.position = closing + (2 if double else 1) if closing >= 0 else len(self.text)

    def pair(self, table: Path) -> None:
        path = table
        for key, offset in self.keys():
            path = (*path, key)
            self.found.setdefault(path, offset)
        if self.text.startswith("=", self.position):
            self.position += 1
            self.blank()
            self.value(path)

    def keys(self) -> list[tuple[str, int]]:
        result: list[tuple[str, int]] = []
        while True:
            self.blank()
            start = self.position
            found = _BARE_KEY.match(self.text, start) or _STRING.match(self.text, start)
            if not found:
                return result
            result.append((_unquote(found[0]), start))
            self.position = found.end()
            self.blank()
            if not self.text.startswith(".", self.position):
                return result
            self.position += 1

    def blank(self) -> None:
        found = _BLANK.match(self.text, self.position)
        self.position = found.end() if found else self.position

    def value(self, path: Path) -> None:
        character = self.text[self.position : self.position + 1]
        if character in {"[", "{"}:
            self.open.append(("]" if character == "[" else "}", path, 0))
            self.position += 1
            return
        found = _STRING.match(self.text, self.position) or _BARE_VALUE.match(
            self.text, self.position
        )
        self.position = found.end() if found else self.position


def _unquote(key: str) -> str:
    if key[:1] not in {'"', "'"}:
        return key
    if "\\" not in key or key[0] == "'":
        return key[1:-1]
    value = parse(f"key = {key}").get("key")
    return value if isinstance(value, str) else key
