"""Checks one written value against the shape of its key and returns it frozen."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from scanner.model.context import Declaration

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scanner.config.keys import Key
    from scanner.model.context import Declared

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])\Z")
_DAYS = re.compile(r"(\d{1,5})d?\Z")
_FORMAT_VERSION = 1


class Wrong(Exception):
    """The value does not fit; says what was expected."""


def check(key: Key, value: object) -> object:
    """Return ``value`` frozen: words as a tuple, tables as sorted dicts.

    Raises:
        Wrong: it does not have the key's shape.

    """
    return _SHAPES[key.shape](value, key)


def declared(shape: str, value: object, key: Key, origin: str) -> Declaration:
    """Return a declaration of [context]: the plain value, or a table that also says who and when.

    Raises:
        Wrong: it does not have the shape.

    """
    by: str | None = None
    on: date | None = None
    if isinstance(value, dict) and "value" in value:
        unknown = set(value) - {"value", "declared-by", "declared-on"}
        if unknown:
            raise Wrong(f"value, declared-by and declared-on; {min(unknown)!r} is not known")
        by = _word(value["declared-by"], None) if "declared-by" in value else None
        on = _date(value["declared-on"]) if "declared-on" in value else None
        value = value["value"]
    return Declaration(
        value=_DECLARED[shape](value, key), origin=origin, declared_by=by, declared_on=on
    )


def from_text(shape: str, text: str) -> object:
    """Return what a flag or an environment variable says, as a TOML file would hold it.

    Raises:
        Wrong: it does not have the shape.

    """
    kind = shape.removeprefix("declared-")
    if kind == "words":
        return [word.strip() for word in text.split(",") if word.strip()]
    if kind == "bool":
        return _truth(text)
    if kind in {"count", "version"}:
        return _count_text(text)
    if kind in {"names", "ages", "tables"}:
        raise Wrong("a table, which only a configuration file can hold")
    return text


def _truth(text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise Wrong("true or false")


def _count_text(text: str) -> object:
    """``2000000``, or ``2024-06:2000000`` for one month."""
    month, separator, number = text.rpartition(":")
    digits = number.replace("_", "")
    if not digits.isdecimal() or not digits.isascii():
        raise Wrong("a whole number, or YYYY-MM:NUMBER")
    return {month: int(digits)} if separator else int(digits)


def _words(value: object, key: Key | None) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        raise Wrong("a list of words")
    return tuple(_word(item, key) for item in value)


def _word(value: object, key: Key | None) -> str:
    if not isinstance(value, str) or not value:
        raise Wrong("a word in quotes")
    if key and key.choices and value not in key.choices:
        raise Wrong("one of " + ", ".join(key.choices))
    return value


def _bool(value: object, _key: Key | None) -> bool:
    if not isinstance(value, bool):
        raise Wrong("true or false")
    return value


def _version(value: object, _key: Key | None) -> int:
    if value != _FORMAT_VERSION or isinstance(value, bool):
        raise Wrong(f"{_FORMAT_VERSION}, the only version of the format")
    return _FORMAT_VERSION


def _count(value: object, _key: Key | None) -> Declared:
    if isinstance(value, dict):
        return tuple(sorted((_month(month), _number(number)) for month, number in value.items()))
    return _number(value)


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Wrong('a whole number, or { "YYYY-MM" = number }')
    return value


def _month(value: str) -> str:
    if not _MONTH.match(value):
        raise Wrong('months as "YYYY-MM"')
    return value


def _date(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise Wrong("a date: 2026-11-21")


def _names(value: object, _key: Key | None) -> dict[str, str]:
    return {name: _word(text, None) for name, text in sorted(_table(value).items())}


def _ages(value: object, _key: Key | None) -> dict[str, int]:
    return {name: _days(age) for name, age in sorted(_table(value).items())}


def _days(value: object) -> int:
    matched = _DAYS.match(str(value)) if isinstance(value, str | int) else None
    if not matched or isinstance(value, bool):
        raise Wrong('a number of days: "90d"')
    return int(matched[1])


def _tables(value: object, _key: Key | None) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        name: {inner: _words(words, None) for inner, words in sorted(_table(table).items())}
        for name, table in sorted(_table(value).items())
    }


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Wrong("a table")
    return value


_DECLARED: dict[str, Callable[[object, Key | None], Declared]] = {
    "words": _words,
    "word": _word,
    "bool": _bool,
    "count": _count,
}

_SHAPES: dict[str, Callable[[object, Key | None], object]] = {
    **_DECLARED,
    "version": _version,
    "names": _names,
    "ages": _ages,
    "tables": _tables,
}
