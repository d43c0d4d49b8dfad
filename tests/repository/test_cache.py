"""A cached result is used only while all it rests on is the same, and never trusted blindly."""

from __future__ import annotations

import json
import os
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.evidence.run import collect
from scanner.model.evidence import (
    Asked,
    Assigned,
    Confidence,
    Evidence,
    Gap,
    Kind,
    Location,
    Locked,
    Reference,
    Relation,
    Requirement,
    Skip,
    Statement,
    Zone,
)
from scanner.model.plugin import Detector
from scanner.repository import open_worktree
from scanner.repository.cache import ResultCache, rules_digest
from scanner.repository.records import Malformed, Row, decode, encode

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.model.file import File

TEXT = st.text(max_size=8)
NUMBER = st.integers(1, 10**6)
PLACES = st.builds(Location, TEXT, NUMBER, NUMBER)
MAYBE = st.none() | TEXT
WORDS = st.lists(TEXT, max_size=3).map(tuple)
DETAILS = st.one_of(
    st.none(),
    st.builds(Requirement, MAYBE, WORDS, MAYBE, TEXT, MAYBE, TEXT, st.booleans()),
    st.builds(Locked, MAYBE, MAYBE, TEXT, TEXT, MAYBE, WORDS, TEXT, WORDS, WORDS),
    st.builds(Reference, MAYBE, MAYBE, MAYBE, WORDS, st.booleans()),
)
ROWS: st.SearchStrategy[Row] = st.one_of(
    st.builds(
        Evidence,
        st.sampled_from(Kind),
        TEXT,
        PLACES,
        TEXT,
        st.sampled_from(Relation),
        st.sampled_from(Confidence),
        TEXT,
        TEXT,
        DETAILS,
        st.sampled_from(Zone),
        TEXT,
    ),
    st.builds(Statement, st.none() | st.sampled_from(Kind), TEXT, TEXT, TEXT, PLACES, TEXT),
    st.builds(
        Asked, TEXT, st.none() | st.sampled_from(Kind), PLACES, st.sampled_from(Relation), TEXT
    ),
    st.builds(Assigned, TEXT, TEXT, PLACES, TEXT),
    st.builds(Gap, PLACES, TEXT, TEXT, st.booleans()),
    st.builds(Skip, TEXT, TEXT),
)
OPENED = st.dictionaries(TEXT, MAYBE, max_size=3)


@given(st.lists(ROWS, max_size=4).map(tuple), OPENED)
def test_rows_come_back_as_they_were(rows: tuple[Row, ...], opened: dict[str, str | None]) -> None:
    assert decode(encode(rows, opened)) == (rows, opened)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=13) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=20,
)


@given(JSON | st.builds(lambda rows: [[], rows], st.lists(st.lists(JSON, max_size=13), max_size=2)))
def test_any_other_json_is_malformed_or_rows(value: object) -> None:
    try:
        rows, _ = decode(json.dumps(value))
    except Malformed:
        return
    assert all(isinstance(row, (Evidence, Statement, Asked, Assigned, Gap, Skip)) for row in rows)


class Counting:
    """A detector that counts its runs and reads a further file."""

    def __init__(self) -> None:
        self.runs = 0
        self.detector = Detector("test", ("*.py",), ("model",), self.detect)

    def detect(self, file: File):  # noqa: ANN201 (a generator of rows)
        self.runs += 1
        other = file.sibling("names.txt")
        name = other.text() if other else "none"
        yield Evidence(Kind.MODEL, name, file.locate("model"), "call_arg")


@pytest.fixture
def counting() -> Counting:
    return Counting()


def names(folder: Path, counting: Counting, cache: Path) -> list[str]:
    with ResultCache(cache) as open_cache:
        files = open_worktree(folder).files()
        seen = collect(files, detectors=(counting.detector,), cache=open_cache, on_bug="raise")
    return [row.name for row in seen.evidence]


def test_a_known_file_is_not_read_again(tmp_path: Path, counting: Counting) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.py").write_text("model")
    for _ in range(3):
        assert names(folder, counting, tmp_path / "cache") == ["none"]
    assert counting.runs == 1


def test_a_change_of_a_further_file_counts(tmp_path: Path, counting: Counting) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.py").write_text("model")
    assert names(folder, counting, tmp_path / "cache") == ["none"]
    (folder / "names.txt").write_text("one")
    assert names(folder, counting, tmp_path / "cache") == ["one"]
    (folder / "names.txt").write_text("two")
    assert names(folder, counting, tmp_path / "cache") == ["two"]
    assert names(folder, counting, tmp_path / "cache") == ["two"]
    assert counting.runs == 3


def test_the_same_content_at_another_path_is_another_result(
    tmp_path: Path, counting: Counting
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.py").write_text("model")
    (folder / "test_a.py").write_text("model")
    names(folder, counting, tmp_path / "cache")
    assert counting.runs == 2


@pytest.mark.parametrize("damage", ["head", "middle", "rows", "empty"])
def test_a_damaged_cache_is_made_again(tmp_path: Path, counting: Counting, damage: str) -> None:
    folder, cache = tmp_path / "in", tmp_path / "cache"
    folder.mkdir()
    for number in range(50):
        (folder / f"a{number}.py").write_text(f"model {number}")
    expected = names(folder, counting, cache)
    [path] = cache.glob("results-*.sqlite")
    if damage == "rows":
        with sqlite3.connect(path) as connection:
            connection.execute("update results set value = '[[],[[\"evidence\",1]]]'")
        connection.close()
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        content = bytearray(path.read_bytes())
        start = 0 if damage == "head" else 4096
        content[start : start + 2000] = b"\xff" * 2000
        path.write_bytes(content)
    assert names(folder, counting, cache) == expected
    assert names(folder, counting, cache) == expected


def test_only_the_user_can_read_the_cache(tmp_path: Path, counting: Counting) -> None:
    names(tmp_path, counting, tmp_path / "cache")
    [path] = (tmp_path / "cache").glob("results-*.sqlite")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_cache_that_others_can_write_is_not_used(tmp_path: Path, counting: Counting) -> None:
    folder, cache = tmp_path / "in", tmp_path / "cache"
    folder.mkdir()
    (folder / "a.py").write_text("model")
    names(folder, counting, cache)
    cache.chmod(0o777)
    names(folder, counting, cache)
    assert counting.runs == 2


def test_where_no_cache_can_be_the_scan_goes_on(tmp_path: Path, counting: Counting) -> None:
    (tmp_path / "a.py").write_text("model")
    (tmp_path / "cache").write_text("a file, not a folder")
    assert names(tmp_path, counting, tmp_path / "cache") == ["none"]


def test_old_results_of_other_rules_are_deleted(tmp_path: Path, counting: Counting) -> None:
    cache = tmp_path / "cache"
    (tmp_path / "a.py").write_text("model")
    cache.mkdir()
    old = cache / "results-old.sqlite"
    old.write_bytes(b"")
    os.utime(old, (1, 1))
    other = cache / "knowledge.sqlite"
    other.write_bytes(b"")
    os.utime(other, (1, 1))
    names(tmp_path, counting, cache)
    assert not old.exists()
    assert other.exists()


def test_the_digest_depends_on_what_it_is_given() -> None:
    assert rules_digest() == rules_digest()
    assert rules_digest() != rules_digest("thorough")
