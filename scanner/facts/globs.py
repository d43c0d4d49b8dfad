"""Find the most specific of many patterns that a name fits, without trying them all."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

V = TypeVar("V")


class Globs(Generic[V]):
    """Patterns with ``*``, most specific first: no wildcard, then few, then the longer text.

    Nearly all are a prefix and one ``*`` at the end: those are found by the prefixes of the name.
    """

    def __init__(self, patterns: Iterable[tuple[str, V]]) -> None:
        self._plain: dict[str, list[V]] = {}
        self._odd: list[tuple[str, V]] = []
        self._longest = 0
        for pattern, value in patterns:
            text = pattern.lower()
            if "*" in text[:-1] or any(sign in text for sign in "?["):
                self._odd.append((text, value))
            else:
                self._plain.setdefault(text, []).append(value)
                self._longest = max(self._longest, len(text))
        self._odd.sort(key=lambda item: _specific(item[0]))

    def find(self, name: str) -> tuple[str, list[V]] | None:
        """Return ``(pattern, its values)`` of the most specific pattern the name fits."""
        text = name.lower()
        if text in self._plain and not text.endswith("*"):
            return text, self._plain[text]
        best = self._by_prefix(text)
        for pattern, _ in self._odd:
            if best is not None and _specific(best) <= _specific(pattern):
                break
            if fnmatchcase(text, pattern):
                return pattern, [value for other, value in self._odd if other == pattern]
        return None if best is None else (best, self._plain[best])

    def _by_prefix(self, text: str) -> str | None:
        for length in range(min(len(text), self._longest), -1, -1):
            pattern = f"{text[:length]}*"
            if pattern in self._plain:
                return pattern
        return None


def _specific(pattern: str) -> tuple[int, int, str]:
    return (pattern.count("*"), -len(pattern), pattern)
