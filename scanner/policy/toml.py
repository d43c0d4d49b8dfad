"""Reads TOML tables of a policy with a place for every value; gathers all problems of one pass.

A ``Table`` hands out its keys typed; what nobody asked for is an unknown key. Nothing raises until
``Problems.check``: a user who made three mistakes sees three.
"""

from __future__ import annotations

import re
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

from scanner.model.errors import ConfigError, ConfigErrors
from scanner.model.toml_bound import PARTS_LIMIT, long_key_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: A policy file is written by hand; the largest of ours is a tenth of this.
SIZE_LIMIT_BYTES = 4_000_000
#: Longest list in a policy file.
LIST_LIMIT = 20_000
#: Deepest nesting of a value; no shape of ours needs more than six.
DEPTH_LIMIT = 24
#: Problems shown at once.
PROBLEM_LIMIT = 50

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\"'\- ]{1,200}?)\s*\]\]?\s*(?:#.*)?\Z")
_KEY = re.compile(r"\s*[\"']?([A-Za-z0-9_\-]{1,100})[\"']?\s*(?:=|\.)")


class Problems:
    """What is wrong so far."""

    def __init__(self) -> None:
        self.errors: list[ConfigError] = []

    def add(self, at: str, problem: str, hint: str = "") -> None:
        if len(self.errors) < PROBLEM_LIMIT:
            self.errors.append(ConfigError(at, problem, hint))

    def check(self) -> None:
        """Raise what was found.

        Raises:
            ConfigErrors: something was.

        """
        if self.errors:
            raise ConfigErrors(self.errors)


class Lines:
    """Which line of a TOML text a key stands on; built only when an error or a rule asks."""

    def __init__(self, text: str) -> None:
        self.sections: dict[str, int] = {"": 1}
        self.keys: dict[str, int] = {}  # "section NUL key" -> line
        counts: dict[str, int] = {}
        section = ""
        for number, line in enumerate(text.splitlines(), 1):
            header = _HEADER.match(line)
            if header:
                section = _path(header[2], array=header[1] == "[[", counts=counts)
                self.sections.setdefault(section, number)
            elif key := _KEY.match(line):
                self.keys.setdefault(f"{section}\0{key[1]}", number)

    @classmethod
    def of_table(cls, sections: dict[str, int], keys: dict[str, int]) -> Lines:
        """Return the lines that an earlier reading found."""
        made = cls("")
        made.sections, made.keys = sections, keys
        return made

    def of(self, section: str, key: str = "") -> int:
        """Return the line of ``key`` in ``section``, else of the section, else of what holds it."""
        while True:
            found = self.keys.get(f"{section}\0{key}") or self.sections.get(section)
            if found or not section:
                return found or 1
            section, _, key = section.rpartition(".")
            key = key.partition("[")[0]


def _path(name: str, *, array: bool, counts: dict[str, int]) -> str:
    """Return ``rule[3].test[0]`` for the header ``[[rule.test]]`` inside the fourth rule."""
    path = ""
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    for depth, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        if depth == len(parts) - 1 and array:
            counts[path] = counts.get(path, -1) + 1
            return f"{path}[{counts[path]}]"
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def parse(text: str, name: str) -> dict[str, object]:
    """Return the tables of a TOML text.

    Raises:
        ConfigError: it is no TOML, too large or too deep.

    """
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415 (a hook run without policy change parses no TOML)
    else:
        import tomli as tomllib  # noqa: PLC0415
    if len(text) > SIZE_LIMIT_BYTES:
        raise ConfigError(name, f"is larger than {SIZE_LIMIT_BYTES} bytes", "split the file")
    if line_of_key := long_key_line(text):
        raise ConfigError(f"{name}:{line_of_key}", f"has a key of more than {PARTS_LIMIT} parts")
    try:
        tables = tomllib.loads(text)
        _bounded(tables, 0, name)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = f"{name}:{line[1]}" if line else name
        raise ConfigError(at, f"is not TOML: {error}") from error
    except (RecursionError, ValueError) as error:
        raise ConfigError(name, "is nested too deeply or holds a number out of range") from error
    return tables


def _bounded(value: object, depth: int, name: str) -> None:
    if depth > DEPTH_LIMIT:
        raise ConfigError(name, f"is nested more than {DEPTH_LIMIT} levels deep", "flatten it")
    if isinstance(value, dict | list):
        if len(value) > LIST_LIMIT:
            raise ConfigError(name, f"holds a list of {len(value)} entries, more than {LIST_LIMIT}")
        for item in value.values() if isinstance(value, dict) else value:
            _bounded(item, depth + 1, name)


class Table:
    """One table with its place. ``done`` reports the keys that nobody asked for."""

    def __init__(
        self,
        values: Mapping[str, object],
        file: str,
        lines: Lines,
        path: str,
        problems: Problems,
        *,
        origin: str = "",
    ) -> None:
        self.origin = origin  # "file:line" when the table was read by someone else
        self.values = values
        self.file = file
        self.path = path
        self.problems = problems
        self._lines = lines
        self._asked: dict[str, None] = {}

    @property
    def at(self) -> str:
        return self.origin or f"{self.file}:{self._lines.of(self.path)}"

    def place(self, key: str) -> str:
        return self.origin or f"{self.file}:{self._lines.of(self.path, key)}"

    def wrong(self, key: str, problem: str, hint: str = "") -> None:
        """Report a problem with ``key``."""
        self.problems.add(self.place(key), f"{key!r} {problem}", hint)

    def get(self, key: str) -> object:
        """Return a raw value, ``None`` when absent."""
        self._asked[key] = None
        return self.values.get(key)

    def word(self, key: str, default: str = "", *, choices: Iterable[str] = ()) -> str:
        """Return a string; ``default`` when absent."""
        value = self.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            self.wrong(key, f"is {_kind(value)}, expected a word in quotes")
            return default
        known = tuple(choices)
        if known and value not in known:
            self.wrong(key, f"is {value!r}, expected one of {', '.join(known)}", near(value, known))
        return value

    def need(self, key: str) -> str:
        """Return a string that must be there."""
        value = self.word(key)
        if not value:
            self.problems.add(self.at, f"{key!r} is missing from {self.path or 'the file'}")
        return value

    def words(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of strings; one string is a list of one."""
        value = self.get(key)
        if value is None:
            return default
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list | tuple) and all(isinstance(item, str) for item in items):
            return tuple(str(item) for item in items)
        self.wrong(key, f"is {_kind(value)}, expected a list of words")
        return default

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(key, f"is {_kind(value)}, expected true or false")
            return default
        return value

    def count(self, key: str) -> int | None:
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(key, f"is {_kind(value)}, expected a whole number")
            return None
        return value

    def day(self, key: str) -> date | None:
        """Return a date, written as a TOML date or as text; ``None`` when absent or empty."""
        value = self.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        self.wrong(key, f"is {value!r}, expected a date such as 2026-11-21")
        return None

    def table(self, key: str) -> Table:
        """Return a sub-table, empty when absent."""
        value = self.get(key)
        if value is not None and not isinstance(value, dict):
            self.wrong(key, f"is {_kind(value)}, expected a table")
        found = value if isinstance(value, dict) else {}
        path = f"{self.path}.{key}" if self.path else key
        return Table(found, self.file, self._lines, path, self.problems, origin=self.origin)

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the tables of an array of tables."""
        value = self.get(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, f"is {_kind(value)}, expected [[{key}]] tables")
            return
        base = f"{self.path}.{key}" if self.path else key
        for index, item in enumerate(value):
            path = f"{base}[{index}]"
            yield Table(item, self.file, self._lines, path, self.problems, origin=self.origin)

    def done(self, *, also: Iterable[str] = ()) -> None:
        """Report every key that was never asked for, with the nearest valid one."""
        valid = (*self._asked, *also)
        for key in self.values:
            if key not in valid:
                self.wrong(key, "is not a key here", near(key, valid))


def near(word: str, known: Iterable[str]) -> str:
    """Return the hint that names the nearest valid word, or all of a few."""
    from difflib import get_close_matches  # noqa: PLC0415 (only for a hint)

    words = sorted(set(known))
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"valid here: {', '.join(words)}" if words and len(words) <= 40 else ""  # noqa: PLR2004


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a word"}
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return names.get(type(value), f"a {type(value).__name__}")
