"""The parsed policy is kept by digest; a broken or unwritable cache costs time, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner.policy import load, testing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FLAGSTATE_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_kept_policy_equals_a_parsed_one(folder: Path) -> None:
    first = load.load()
    assert [path.name.partition("-")[0] for path in folder.iterdir()] == ["policy"]
    again = load.load()
    assert again.digest == first.digest
    assert [rule.at for rule in again.rules] == [rule.at for rule in first.rules]
    assert [rule.when for rule in again.rules] == [rule.when for rule in first.rules]
    assert again.regimes["us-cg-d5"].periods == first.regimes["us-cg-d5"].periods
    assert all(result.passed for result in testing.test(again))


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": [1, 2]}', "[" * 100_000, "\x00"])
def test_a_broken_cache_is_made_again(folder: Path, text: str) -> None:
    first = load.load()
    path = next(folder.iterdir())
    path.write_text(text)
    assert load.load().digest == first.digest
    assert path.stat().st_size > 100_000


def test_a_cache_that_cannot_be_written_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FLAGSTATE_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert load.load().rules


def test_an_old_cache_is_removed(folder: Path) -> None:
    folder.mkdir()
    (folder / "policy-old.json").write_text("{}")
    load.load()
    assert len(list(folder.iterdir())) == 1
