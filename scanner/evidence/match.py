"""One pass over a file's bytes for the trigger literals of all detectors.

Three engines, tried in this order, that give the same answer: hyperscan (2.7 GB/s), google-re2
(1.1 GB/s), and plain Python (slow, always there). A literal is bytes, matched as written.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from hyperscan import Database

ENGINES = ("hyperscan", "re2", "python")


class Matcher(Protocol):
    """Says which literals a text holds."""

    engine: str

    def hits(self, content: bytes) -> frozenset[int]:
        """Return the positions, in the tuple of literals, of those that occur in ``content``."""


class Store(Protocol):
    """Keeps what is dear to make: a compiled table costs 100 ms, a kept one none."""

    def kept(self, key: str) -> bytes | None:
        """Return what was kept under a key."""

    def keep(self, key: str, content: bytes) -> None:
        """Keep something."""


def matcher(
    literals: tuple[bytes, ...], engine: str | None = None, store: Store | None = None
) -> Matcher:
    """Return the fastest matcher there is, or the named one.

    Raises:
        ImportError: the named engine is not installed.

    """
    if not literals:
        return PythonMatcher(literals)
    if engine is not None:
        return _MAKERS[engine](literals, store)
    for make in _MAKERS.values():
        try:
            return make(literals, store)
        except ImportError:  # noqa: PERF203 (the engines are optional; three rounds at most)
            continue
    return PythonMatcher(literals)


class PythonMatcher:
    """Looks for each literal in turn."""

    engine = "python"

    def __init__(self, literals: tuple[bytes, ...], _: Store | None = None) -> None:
        self._literals = tuple(enumerate(literals))

    def hits(self, content: bytes) -> frozenset[int]:
        """See Matcher."""
        return frozenset(position for position, literal in self._literals if literal in content)


class HyperscanMatcher:
    """One database; every literal is reported once."""

    engine = "hyperscan"

    def __init__(self, literals: tuple[bytes, ...], store: Store | None = None) -> None:
        self._database = _database(literals, store)
        self._scan = self._database.scan

    def hits(self, content: bytes) -> frozenset[int]:
        """See Matcher."""
        found: list[int] = []
        add = found.append
        self._scan(content, lambda literal, *_: add(literal))
        return frozenset(found) if found else _NOTHING


def _database(literals: tuple[bytes, ...], store: Store | None) -> Database:
    import hyperscan  # noqa: PLC0415 (optional)

    name = b"\0".join(literals)
    key = f"hyperscan-{zlib.crc32(name):08x}{zlib.adler32(name):08x}"
    kept = store.kept(key) if store else None
    if kept is not None and zlib.crc32(kept[4:]).to_bytes(4, "big") == kept[:4]:
        try:
            return hyperscan.loadb(kept[4:], hyperscan.HS_MODE_BLOCK)
        except hyperscan.HyperscanError:  # made by another version, or for another processor
            pass
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=list(literals),
        ids=list(range(len(literals))),
        elements=len(literals),
        flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(literals),
        literal=True,
    )
    if store:
        dumped = hyperscan.dumpb(database)
        # Checked when it is read back: the library trusts what it loads.
        store.keep(key, zlib.crc32(dumped).to_bytes(4, "big") + dumped)
    return database


class Re2Matcher:
    """One search tells most files apart; a file with a hit is asked for each literal.

    An alternation reports matches that do not overlap, so it cannot say *which* literals occur.
    """

    engine = "re2"

    def __init__(self, literals: tuple[bytes, ...], _: Store | None = None) -> None:
        import re2  # type: ignore[import-untyped]  # noqa: PLC0415 (optional, ships no types)

        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.literal = False
        options.never_capture = True
        options.max_mem = 64 << 20
        self._search: Callable[[bytes], object] = re2.compile(
            b"|".join(re2.escape(literal) for literal in literals), options
        ).search
        self._each = PythonMatcher(literals)

    def hits(self, content: bytes) -> frozenset[int]:
        """See Matcher."""
        return self._each.hits(content) if self._search(content) else _NOTHING


_NOTHING: frozenset[int] = frozenset()
_MAKERS: dict[str, Callable[[tuple[bytes, ...], Store | None], Matcher]] = {
    "hyperscan": HyperscanMatcher,
    "re2": Re2Matcher,
    "python": PythonMatcher,
}
