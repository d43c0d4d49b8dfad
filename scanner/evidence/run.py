"""Stage 2: path patterns and trigger literals pick files, detectors read them, rows are collected.

A detector opens nothing, catches nothing and logs nothing. Here ``Unreadable`` becomes a gap with a
line, and any other exception a gap that is marked as our bug, so that one file never ends a scan.
"""

from __future__ import annotations

import codecs
import gc
from typing import TYPE_CHECKING, NamedTuple, Protocol

from scanner.evidence.match import Matcher, Store, matcher
from scanner.evidence.paths import PathTable
from scanner.evidence.zones import zone_of
from scanner.model.evidence import (
    Asked,
    Assigned,
    Confidence,
    Evidence,
    Gap,
    Location,
    Relation,
    Skip,
    Statement,
)
from scanner.model.file import TEXT_LIMIT_BYTES, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.model.file import File
    from scanner.model.plugin import Detector

Row = Evidence | Statement | Asked | Assigned | Gap | Skip

#: Suffixes that are never text and that no detector reads: the skip says so.
_BINARY_SUFFIXES = frozenset(
    """7z a aac ai apk avi avif bmp br bz2 class db deb dll dmg doc docx dylib eot eps exe flac flv
    gif gz heic icns ico iso jar jpeg jpg lib lz4 lzma m4a mid mkv mo mov mp3 mp4 mpeg mpg msi o obj
    odp ods odt ogg opus otf pdf png ppt pptx psd pyc pyd pyo rar rpm so sqlite sqlite3 swf tar tgz
    tif tiff ttf wasm wav webm webp whl woff woff2 wma wmv xls xlsx xz zip zst avro parquet arrow
    feather orc""".split()  # noqa: SIM905 (reads better)
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: What we are configured with names components to judge or to accept; it uses none of them.
_OWN_FILES = frozenset(
    {".flagstate.toml", "flagstate-baseline.json", "flagstate-waivers.toml", "flagstate.toml"}
)
_RANK = {confidence: rank for rank, confidence in enumerate(Confidence)}
_OTHER = "other file type"
#: Bytes of files after which what was made since is looked through for what nobody holds.
_SWEEP_BYTES = 4 * 1024 * 1024


class Cache(Store, Protocol):
    """Remembers what a file said, by its blob id and path and the ids of the files it opened."""

    def get(self, file: File) -> tuple[Row, ...] | None:
        """Return the rows of a file that is still the same; ``None``: not known."""

    def put(self, file: File, rows: tuple[Row, ...]) -> None:
        """Remember the rows of a file."""


class Collected(NamedTuple):
    """What all files say, each part sorted; ``files == read + len(skips)``."""

    evidence: tuple[Evidence, ...]
    statements: tuple[Statement, ...]
    gaps: tuple[Gap, ...]
    skips: tuple[Skip, ...]
    files: int
    read: int


def collect(
    files: Iterable[File | Skip | Gap],
    *,
    detectors: tuple[Detector, ...] | None = None,
    cache: Cache | None = None,
    thorough: bool = False,
    on_bug: str = "gap",
) -> Collected:
    """Return what the files say.

    ``thorough`` hands every file to the detectors of its path, triggers or not. ``on_bug="raise"``
    lets a detector's exception rise (for tests).
    """
    if detectors is None:
        from scanner.evidence import DETECTORS  # noqa: PLC0415 (the hook's warm path needs none)

        detectors = DETECTORS
    runner = Runner(detectors, cache=cache, thorough=thorough, on_bug=on_bug)
    rows: list[Row] = []
    count = unswept = 0
    was_on = gc.isenabled()
    gc.disable()  # trees of frozen tuples: 15 % of the time, and next to nothing to collect
    try:
        for file in files:
            count += not isinstance(file, Gap)
            rows.extend(runner.rows(file))
            unswept += getattr(file, "size_bytes", 0)
            if unswept > _SWEEP_BYTES:  # a bound to what still holds itself: errors, parsers
                gc.collect(0)
                unswept = 0
    finally:
        if was_on:
            # Calls all of it old: the next collection would walk every tree that is kept.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
    return gathered(rows, files=count)


def gathered(rows: list[Row], *, files: int) -> Collected:
    """Return rows sorted and counted, one evidence row per (file, line, kind, name)."""
    skips = tuple(sorted(row for row in rows if isinstance(row, Skip)))
    rows = [*rows, *_from_environment(rows)]
    return Collected(
        evidence=_distinct([row for row in rows if isinstance(row, Evidence)]),
        statements=tuple(sorted({row for row in rows if isinstance(row, Statement)}, key=repr)),
        gaps=tuple(sorted({row for row in rows if isinstance(row, Gap)})),
        skips=skips,
        files=files,
        read=files - len(skips),
    )


def _from_environment(rows: list[Row]) -> list[Row]:
    """Return what the environment variables that code asks for are set to, else the gaps."""
    asked = [row for row in rows if isinstance(row, Asked)]
    assigned = [row for row in rows if isinstance(row, Assigned)]
    if not asked:
        return []
    from scanner.evidence.environment import joined  # noqa: PLC0415 (most scans need none)

    return [
        row._replace(zone=zone_of(row.at.path)) if isinstance(row, Evidence) else row
        for row in joined(asked, assigned)
    ]


def _distinct(rows: Iterable[Evidence]) -> tuple[Evidence, ...]:
    best: dict[tuple[str, int, str, str], Evidence] = {}
    for row in rows:
        key = (row.at.path, row.at.line, row.kind.value, row.name)
        held = best.get(key)
        if held is None or _rank(row) < _rank(held):
            best[key] = row
    return tuple(best[key] for key in sorted(best))


def _rank(row: Evidence) -> tuple[int, bool, int, str]:
    # A reading that knows the relation (adapter of, base model) says more than a plain use.
    plain = row.relation is Relation.USES
    return _RANK[row.confidence], plain, row.at.column, row.detector


class Runner:
    """Applies detectors to one file after the other."""

    def __init__(
        self,
        detectors: tuple[Detector, ...],
        *,
        cache: Cache | None = None,
        thorough: bool = False,
        on_bug: str = "gap",
    ) -> None:
        if thorough:
            detectors = tuple(d._replace(detect=d.thorough or d.detect) for d in detectors)
        self._detectors = detectors
        self._cache = cache
        self._raise = on_bug == "raise"
        self._paths = PathTable(detector.patterns for detector in detectors)
        literals = sorted({trigger for detector in detectors for trigger in detector.triggers})
        self._literals = tuple(literal.encode() for literal in literals)
        self._matcher: Matcher | None = None  # made for the first text: a lock needs none
        position = {literal: index for index, literal in enumerate(literals)}
        self._triggers = tuple(
            frozenset(position[trigger] for trigger in detector.triggers)
            if detector.triggers and not thorough
            else None
            for detector in detectors
        )

    def rows(self, file: File | Skip | Gap) -> tuple[Row, ...]:
        """Return what one file says, from the cache if it is known."""
        if isinstance(file, (Skip, Gap)):
            return (file,)
        if file.path.rpartition("/")[2] in _OWN_FILES:
            return (Skip(file.path, "flagstate's own file"),)
        candidates = self._paths.of(file.path)
        if not candidates:
            return (Skip(file.path, _reason_unread(file.path)),)
        try:
            return self._rows(file, candidates)
        except Unreadable as error:
            return (Gap(Location(file.path, error.line), error.reason),)
        finally:
            file.release()

    def _rows(self, file: File, candidates: frozenset[int]) -> tuple[Row, ...]:
        if self._cache is None:
            return self._fresh(file, self._picked(file, candidates))
        if file.blob_id is None:
            # Hashing costs as much as matching: only what will be parsed is worth an id.
            picked = self._picked(file, candidates)
            if (
                isinstance(picked, Skip)
                or not picked
                or any(self._detectors[index].weights for index in picked)
            ):
                return self._fresh(file, picked)
            file.identify()
            known = self._cache.get(file)
            rows = self._fresh(file, picked) if known is None else known
        else:
            known = self._cache.get(file)
            rows = self._fresh(file, self._picked(file, candidates)) if known is None else known
        if known is None:
            self._cache.put(file, rows)
        return rows

    def _picked(self, file: File, candidates: frozenset[int]) -> list[int] | Skip:
        """Return the detectors that want the file, in order."""
        text = [index for index in candidates if not self._detectors[index].weights]
        picked = [index for index in candidates if self._detectors[index].weights]
        if text:
            try:
                content = file.content(TEXT_LIMIT_BYTES)
            except Unreadable:
                if picked:  # a lock has a reader of its own, with a limit of its own
                    return sorted(picked)
                raise
            if content.startswith(_UTF16):
                content = content.decode("utf-16", "replace").encode()
            elif b"\0" in content:
                return self._binary(file, picked)
            if self._matcher is None:
                self._matcher = matcher(self._literals, store=self._cache)
            hits = self._matcher.hits(content)
            for index in text:
                triggers = self._triggers[index]
                if triggers is None or not triggers.isdisjoint(hits):
                    picked.append(index)
        return sorted(picked)

    def _binary(self, file: File, picked: list[int]) -> list[int] | Skip:
        if picked:
            return sorted(picked)
        if "." not in file.path.rpartition("/")[2]:
            return Skip(file.path, "binary")  # an executable; a pattern without suffix picked it
        file.text()  # says where the first NUL is
        return []

    def _fresh(self, file: File, picked: list[int] | Skip) -> tuple[Row, ...]:
        if isinstance(picked, Skip):
            return (picked,)
        return tuple(row for index in picked for row in self._run(self._detectors[index], file))

    def _run(self, detector: Detector, file: File) -> Iterator[Row]:
        try:
            for row in detector.detect(file):
                yield _stamped(row, detector.id)
        except Unreadable as error:
            yield Gap(Location(file.path, error.line), error.reason)
        except (RecursionError, MemoryError) as error:
            if self._raise:
                raise
            yield Gap(Location(file.path), f"too deep or too large to read: {type(error).__name__}")
        except Exception as error:
            if self._raise:
                raise
            yield Gap(Location(file.path), _bug(detector.id, error), bug=True)


def _stamped(row: Evidence | Statement | Asked | Assigned | Gap, detector: str) -> Row:
    if isinstance(row, Evidence):
        return row._replace(detector=detector, zone=zone_of(row.at.path))
    return row._replace(detector=detector) if isinstance(row, Statement) else row


def _bug(detector: str, error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = "?" if trace is None else f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
    return f"detector {detector} failed at {at}: {type(error).__name__}: {str(error)[:200]}"


def unread(paths: Iterable[str], detectors: Iterable[Detector]) -> dict[str, Skip]:
    """Return the skip of each path that no detector reads."""
    table = PathTable(detector.patterns for detector in detectors)
    return {path: Skip(path, _reason_unread(path)) for path in paths if not table.of(path)}


def _reason_unread(path: str) -> str:
    return "binary" if path.rpartition(".")[2].lower() in _BINARY_SUFFIXES else _OTHER
