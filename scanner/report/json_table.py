"""Bounded, typed access to parsed JSON: each value with its place, or a refusal that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")


class Misfit(Exception):
    """A value of the document is not what the schema says."""


class Table:
    """A JSON object and where it stands."""

    def __init__(self, value: object, at: str) -> None:
        if not isinstance(value, dict):
            raise Misfit(f"{at} is no object")
        self.value: Mapping[str, object] = value
        self.at = at

    def get(self, key: str) -> object:
        return self.value.get(key)

    def text(self, key: str) -> str:
        value = self.value.get(key)
        if not isinstance(value, str):
            raise Misfit(f"{self.at}.{key} is no text")
        return value

    def maybe(self, key: str) -> str | None:
        return None if self.value.get(key) is None else self.text(key)

    def number(self, key: str) -> int:
        value = self.value.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Misfit(f"{self.at}.{key} is no number")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        return tuple(as_text(item, f"{self.at}.{key}") for item in self.items(key))

    def items(self, key: str) -> list[object]:
        value = self.value.get(key, [])
        if not isinstance(value, list):
            raise Misfit(f"{self.at}.{key} is no list")
        return value

    def rows(self, key: str, make: Callable[[Table], T]) -> tuple[T, ...]:
        return tuple(
            make(Table(item, f"{self.at}.{key}[{i}]")) for i, item in enumerate(self.items(key))
        )

    def table(self, key: str) -> Table:
        return Table(self.value.get(key), f"{self.at}.{key}")


def as_text(value: object, at: str) -> str:
    """Return the value if it is a text."""
    if not isinstance(value, str):
        raise Misfit(f"{at} is no text")
    return value
