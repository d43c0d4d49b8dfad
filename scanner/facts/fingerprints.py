"""Tell which model licence a text is, whether it is unaltered, and of which one it is an edit.

A text is cut into runs of words at places that its own words choose, so that an edit changes the
runs it touches and no other. A fingerprint is the list of a licence's runs, as digests: nothing of
the text can be read back from it. A text *is* the licence when it holds every run, with nothing in
between; it is *near* the licence when it holds most of the runs that are the licence's own.

Limits
    Numbering, addresses, letter case, punctuation and layout do not count. The first and last run
    (title and closing line) do not count either. Places where copies differ by design (the name of
    the release, a year) are gaps in the list. A fingerprint made from quoted clauses (``whole`` is
    false) sees an edit in those clauses only.
"""

from __future__ import annotations

import json
import re
import zlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

#: A run ends after a pair of words whose digest has these bits clear: 8 words on average.
_CUT_BITS = 7
#: Longest run in words: a list of numbers or one repeated word may offer no place to cut.
_RUN_LIMIT = 80
#: Least share of a licence's own runs that a text must hold to be called an edit of it.
NEAR_SHARE = 0.6
#: The same of a licence that is a standard text with a clause added: any of the clause counts.
NEAR_SHARE_OF_ADDED = 0.2

#: Most runs that may stand where a fingerprint has a gap.
GAP_RUNS = 6
#: Marks a gap in a text that a fingerprint is made from, and in the table's list of runs.
GAP_MARK = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
_GAP = "*"

_TABLE = Path(__file__).parent / "data" / "license_fingerprints.json"
_DIGITS = 8
_WORD = re.compile(r"[a-z0-9]+|[\u0400-\u04ff]+|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
#: What copies of one text write in different ways: addresses, tags, list marks.
_LAYOUT = re.compile(
    r"https?://[^\s)>\]]+|<[^<>]{1,60}>|^[ \t>#*+•-]+"
    r"|(?<![\w.])\(?(?:[a-z]|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2}){0,3})[.):](?=\s|\*|$)",
    re.IGNORECASE | re.MULTILINE,
)


class Fingerprint(NamedTuple):
    """One model licence: the digests of its runs, and those of them that no standard text has."""

    expression: str
    title: str
    key: str
    pieces: tuple[tuple[int, ...], ...]  # runs without a gap, in order
    own: frozenset[int]
    whole: bool = True


class Match(NamedTuple):
    """A fingerprint and how much of it a text holds; ``exact`` when nothing is missing or added.

    ``start`` is where it begins and ``part`` how much of the text it is, both as a share of it.
    """

    fingerprint: Fingerprint
    exact: bool
    missing: int
    start: float
    part: float


def runs(text: str) -> tuple[int, ...]:
    """Return the digests of a text's runs of words, in order."""
    found: list[int] = []
    run: list[str] = []
    before = ""
    for word in _WORD.findall(_LAYOUT.sub(" ", text).lower()):
        run.append(word)
        cut = before and not zlib.crc32(f"{before} {word}".encode()) & _CUT_BITS
        before = word
        if cut or len(run) == _RUN_LIMIT:
            found.append(zlib.crc32(" ".join(run).encode()))
            run = []
    if run:
        found.append(zlib.crc32(" ".join(run).encode()))
    return tuple(found)


def best_match(text: str) -> Match | None:
    """Return the model licence that a text is or was edited from; ``None`` when it is neither."""
    return best_of(runs(text), fingerprints())


def best_of(found: tuple[int, ...], table: tuple[Fingerprint, ...]) -> Match | None:
    """Return the fingerprint of the table that a text with these runs fits best."""
    held = frozenset(found)
    best: tuple[bool, float, int] | None = None
    match: Match | None = None
    for item in table:
        own = len(item.own & held)
        share = own / len(item.own)
        wanted = [run for piece in item.pieces for run in piece]
        added = len(item.own) < len(wanted) / 2
        if share < (NEAR_SHARE_OF_ADDED if added else NEAR_SHARE):
            continue
        missing = sum(run not in held for run in wanted)
        exact = not missing and _in_order(item.pieces, found, GAP_RUNS if item.whole else None)
        rank = (exact, share, len(item.own))
        if best is None or rank > best:
            first = next(at for at, run in enumerate(found) if run in wanted)
            part = (len(wanted) - missing) / len(found)
            best, match = rank, Match(item, exact, missing, first / len(found), part)
    return match


def _in_order(
    pieces: tuple[tuple[int, ...], ...], found: tuple[int, ...], most: int | None
) -> bool:
    """Tell whether the pieces stand in the text in order, with at most so many runs between."""
    places: dict[int, list[int]] = {}
    for at, run in enumerate(found):
        places.setdefault(run, []).append(at)
    return any(_from(pieces, found, places, start, most) for start in places.get(pieces[0][0], ()))


def _from(
    pieces: tuple[tuple[int, ...], ...],
    found: tuple[int, ...],
    places: dict[int, list[int]],
    start: int,
    most: int | None,
) -> bool:
    end = start
    for number, piece in enumerate(pieces):
        last = start if not number else len(found) if most is None else end + most
        at = next(
            (
                at
                for at in places.get(piece[0], ())
                if end <= at <= last and found[at : at + len(piece)] == piece
            ),
            None,
        )
        if at is None:
            return False
        end = at + len(piece)
    return True


def made(
    text: str,
    *,
    expression: str,
    title: str,
    key: str,
    standard: frozenset[int],
    source: str = "",
    clauses: bool = False,
) -> dict[str, str]:
    """Return the table's row for a licence text; ``standard``: the runs of standard texts.

    ``GAP_MARK`` stands where copies differ. ``clauses``: an empty line parts quoted clauses.
    """
    parts = text.split("\n\n" if clauses else GAP_MARK)
    # The edges of a part hang on what stands before and after it.
    pieces = [piece for part in parts if (piece := runs(part)[1:-1])]
    row = {"expression": expression, "title": title, "key": key}
    if source:
        row["source"] = source
    if clauses:
        row["made_from"] = "clauses"
    row["runs"] = _GAP.join("".join(_text(run) for run in piece) for piece in pieces)
    common = sorted({run for piece in pieces for run in piece} & standard)
    if common:
        row["common"] = "".join(_text(run) for run in common)
    return row


def _text(run: int) -> str:
    return f"{run:0{_DIGITS}x}"


@lru_cache(maxsize=1)
def fingerprints() -> tuple[Fingerprint, ...]:
    """Return the fingerprints of the table, in its order."""
    rows = json.loads(_TABLE.read_text(encoding="utf-8"))["fingerprints"]
    return tuple(fingerprint(row) for row in rows)


def fingerprint(row: dict[str, str]) -> Fingerprint:
    """Return a row of the table as a fingerprint."""
    pieces = tuple(_digests(piece) for piece in row["runs"].split(_GAP))
    listed = frozenset(run for piece in pieces for run in piece)
    return Fingerprint(
        row["expression"],
        row["title"],
        row["key"],
        pieces,
        listed - frozenset(_digests(row.get("common", ""))),
        row.get("made_from", "text") == "text",
    )


def _digests(text: str) -> tuple[int, ...]:
    return tuple(int(text[i : i + _DIGITS], 16) for i in range(0, len(text), _DIGITS))
