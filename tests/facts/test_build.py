"""The build of the knowledge base: repeatable, and strict about what a row must say."""

from __future__ import annotations

import os
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from scanner.facts import build, knowledge
from scanner.facts.tables.read import BadTable, records

if TYPE_CHECKING:
    from pathlib import Path

LIMIT_BYTES = 15_000_000


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built") / "facts.sqlite"
    build.build(target)
    return target


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(build.TABLES, folder)
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_same_tables_give_the_same_entries(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    build.build(again)
    assert entries(again) == entries(built)


def entries(path: Path) -> list[tuple[int, str, str]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT * FROM entry ORDER BY space, key").fetchall()
    finally:
        connection.close()


def test_the_built_file_fits_into_the_wheel(built: Path) -> None:
    assert built.stat().st_size <= LIMIT_BYTES


def test_every_table_has_a_source_a_day_a_licence_and_rows(built: Path) -> None:
    for table in knowledge.tables(knowledge.Knowledge(built)):
        assert table.source, table
        assert table.license, table
        assert table.rows >= 1, table


def test_every_file_of_tables_is_described() -> None:
    described = {row["file"] for row in records(build.TABLES / "tables.csv")}
    own = {"tables.csv", "README.md", "license_aliases.csv"}
    assert {path.name for path in build.TABLES.iterdir()} - own <= described


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("organisations.toml", 'established = ["CN"]', 'established = ["QQ"]', "ISO"),
        ("organisations.toml", 'established = ["CN"]', "established = []", "established is empty"),
        ("organisations.toml", 'id = "deepseek"', 'id = "highflyer"', "occurs twice"),
        ("organisations.toml", 'parent_id = "highflyer"', 'parent_id = "nobody"', "no parent"),
        ("organisations.toml", 'from = "2026-01-17"', 'from = "2026-13-17"', "not a day"),
        ("organisations.toml", 'from = "2026-01-17"', 'from = "2025-01-17"', "comes before"),
        ("organisations.toml", 'status = "in-force"', 'status = "banned"', "status is"),
        ("model_licences.toml", 'governing_law = "California, US"', "", ""),
        ("model_licences.toml", 'commercial_use = "conditional"', 'commercial_use = "maybe"', ""),
        ("model_licences.toml", 'basis = "primary-text"', 'basis = "hearsay"', "basis is"),
        ("endpoints.toml", 'processing = ["CN"]', "processing = []", "names no place"),
        ("endpoints.toml", 'org = "deepseek"', 'org = "nobody"', "no organisation"),
        ("handles.csv", "general-knowledge", "hearsay", "basis is"),
        ("license_names.csv", "use-restricted", "no-such-class", "unknown class"),
        ("model_families.csv", ",anthropic,closed", ",anthropic,", "access is empty"),
        ("models.tsv", "\thelm\n", "\tnowhere\n", "unknown source"),
        (
            "models.tsv",
            "mirror|codellama/CodeLlama-7b-hf|",
            "mirror|meta-llama/CodeLlama-7b-hf|",
            "made of itself",
        ),
    ],
)
def test_a_row_that_breaks_a_rule_stops_the_build(
    tables: Path, tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    change(tables / file, old, new)
    target = tmp_path / "facts.sqlite"
    target.write_text("what was there before")
    if file == "model_licences.toml" and not new:
        build.build(target, tables)  # a law nobody names is unknown, not an error
        return
    with pytest.raises(BadTable) as caught:
        build.build(target, tables)
    assert problem in str(caught.value)
    assert file in str(caught.value)
    assert target.read_text() == "what was there before"
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_the_first_use_builds_once_and_forgets_what_earlier_tables_left(
    tables: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "cache"
    first = knowledge.built_from(tables, folder)
    stamp = first.stat().st_mtime_ns
    assert knowledge.built_from(tables, folder) == first
    assert first.stat().st_mtime_ns == stamp
    change(tables / "handles.csv", "Systran", "Systrann")
    second = knowledge.built_from(tables, folder)
    assert second != first
    assert first.exists()  # another checkout may be at work with it
    os.utime(first, (0, 0))
    change(tables / "handles.csv", "Systrann", "Systrannn")
    third = knowledge.built_from(tables, folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted([second.name, third.name])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("model_licences.toml", 'publisher = "meta"', 'publisher = "nobody"'),
        ("model_families.csv", ",anthropic,", ",nobody,"),
        ("model_aliases.csv", "vendor,anthropic,anthropic", "vendor,anthropic,nobody"),
    ],
)
def test_an_organisation_that_no_table_holds_stops_the_build(
    tables: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    change(tables / file, old, new)
    with pytest.raises(BadTable, match="no organisation 'nobody'"):
        build.build(tmp_path / "facts.sqlite", tables)


def test_the_filter_hides_no_entry_and_stops_most_misses() -> None:
    known = knowledge.default()
    for space in known.spaces:
        for key, value in known.entries(space)[::7]:
            assert known.get(space, key) == value, (space, key)
    misses = [f"nobody/never-{number}" for number in range(2000)]
    asked = sum(known._may_hold(1, name) for name in misses)  # noqa: SLF001 (what it saves is not visible)
    assert asked < 200
