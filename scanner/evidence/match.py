"""One pass over a file's bytes for the trigger literals of all detectors.

Three engines, tried in this order, that give the same answer: hyperscan (0.5 to
2.7 GB/s), google-re2
(200 MB/s), and plain Python (9 MB/s, always there). A literal is bytes, matched as written.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any, Protocol

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
    """One expression that is a tree of all literals, tried at every place (9 MB/s)."""

    engine = "python"

    def __init__(self, literals: tuple[bytes, ...], _: Store | None = None) -> None:
        self._pattern = re.compile(b"(?=(" + _tree(literals) + b"))") if literals else None
        # The expression finds the longest literal at a place; those it begins with occur as well.
        held = {literal: position for position, literal in enumerate(literals)}
        self._within = {
            literal: tuple(
                held[literal[:end]] for end in range(1, len(literal) + 1) if literal[:end] in held
            )
            for literal in literals
        }

    def hits(self, content: bytes) -> frozenset[int]:
        """See Matcher."""
        if self._pattern is None:
            return _NOTHING
        found = {match[1] for match in self._pattern.finditer(content)}
        return frozenset(position for literal in found for position in self._within[literal])


def _tree(literals: tuple[bytes, ...]) -> bytes:
    """Return an expression for the longest of the literals at a place."""
    root: dict[int, dict[int, Any]] = {}
    for literal in literals:
        node = root
        for byte in literal:
            node = node.setdefault(byte, {})
        node[_END] = {}
    return _branches(root)


#: Marks a node of the tree where a literal ends.
_END = -1


def _branches(node: dict[int, Any]) -> bytes:
    ways = [re.escape(bytes([byte])) + _branches(node[byte]) for byte in sorted(node) if byte >= 0]
    if not ways:
        return b""
    joined = ways[0] if len(ways) == 1 else b"(?:" + b"|".join(ways) + b")"
    return b"(?:" + joined + b")?" if _END in node else joined


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
            loaded = hyperscan.loadb(kept[4:], hyperscan.HS_MODE_BLOCK)
            loaded.scratch = hyperscan.Scratch(loaded)  # a loaded database brings none
        except hyperscan.HyperscanError:  # made by another version, or for another processor
            pass
        else:
            return loaded
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
    """A set of patterns, searched at once; an alternation could not say which literals occur."""

    engine = "re2"

    def __init__(self, literals: tuple[bytes, ...], _: Store | None = None) -> None:
        import re2  # type: ignore[import-untyped]  # noqa: PLC0415 (optional, ships no types)

        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.max_mem = 256 << 20
        self._set = re2.Set.SearchSet(options)
        for literal in literals:
            self._set.Add(re2.escape(literal))
        self._set.Compile()

    def hits(self, content: bytes) -> frozenset[int]:
        """See Matcher."""
        found: list[int] | None = self._set.Match(content)
        return frozenset(found) if found else _NOTHING


def places(found: Matcher, literals: tuple[bytes, ...], content: bytes) -> list[int]:
    """Return where the literals of a matcher begin in ``content``, in order."""
    starts: set[int] = set()
    for position in found.hits(content):
        literal = literals[position]
        at = content.find(literal)
        while at >= 0:
            starts.add(at)
            at = content.find(literal, at + 1)
    return sorted(starts)


_NOTHING: frozenset[int] = frozenset()
_MAKERS: dict[str, Callable[[tuple[bytes, ...], Store | None], Matcher]] = {
    "hyperscan": HyperscanMatcher,
    "re2": Re2Matcher,
    "python": PythonMatcher,
}
