"""``flagstate data``: what it prints, and that a broken file is the user's error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scanner.cli import exits, main
from scanner.facts import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OVERLAY = """
[[organisation]]
id = "acme"
country = "DE"
source = "commercial register"
checked = 2026-11-01
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(knowledge, "import_folder", lambda: tmp_path / "imports")
    monkeypatch.setattr(knowledge, "cache_folder", lambda: tmp_path / "cache")
    base = knowledge.base_file()
    monkeypatch.setattr(knowledge, "base_file", lambda: base)
    knowledge.default.cache_clear()
    yield
    knowledge.default.cache_clear()


def test_status_marks_what_is_older_than_its_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "status", "--as-of", "2026-11-21"]) == exits.CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert "(stale)" in next(line for line in lines if line.startswith("list-bis"))
    assert lines[-1].startswith("digest ")


def test_an_overlay_is_imported_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(OVERLAY)
    assert main(["data", "diff", str(file)]) == exits.CLEAN
    assert "added: 2" in capsys.readouterr().out
    assert main(["data", "import", str(file)]) == exits.CLEAN
    knowledge.default.cache_clear()
    capsys.readouterr()
    assert main(["data", "show", "acme"]) == exits.CLEAN
    assert json.loads(capsys.readouterr().out)["country"] == "DE"
    assert main(["data", "verify"]) == exits.CLEAN


def test_a_broken_file_is_an_error_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "csl-2026-11-12.json"
    file.write_text('{"results": [{"name": "x"')
    assert main(["data", "import", str(file)]) == exits.USAGE
    assert "csl-2026-11-12.json" in capsys.readouterr().err
    assert not (tmp_path / "imports").exists()


def test_update_reaches_out_only_when_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "update"]) == exits.USAGE
    assert "--online" in capsys.readouterr().err


def test_nothing_known_of_a_name_is_no_success() -> None:
    assert main(["data", "show", "no-such-name-anywhere"]) == exits.NOTHING
