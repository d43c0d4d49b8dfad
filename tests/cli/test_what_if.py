"""``flagstate simulate`` and ``flagstate alternatives``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.cli import exits, main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_shipped_scenarios_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--list"]) == exits.CLEAN
    assert "affiliates-rule-returns: " in capsys.readouterr().out


def test_a_scenario_shows_what_would_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = 'AutoModel.from_pretrained("deepseek-ai/DeepSeek-R1")\n'
    (tmp_path / "app.py").write_text("from transformers import AutoModel\n" + code)
    words = ["simulate", "deepseek-on-the-entity-list", str(tmp_path), "--as-of", "2026-11-21"]
    assert main(words) == exits.CLEAN
    said = capsys.readouterr().out
    assert "+ note[EXP001] violation" in said
    assert "1 new, 0 gone, 0 changed" in said


def test_an_unknown_scenario_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", "no-such", str(tmp_path)]) == exits.USAGE
    assert "there is no such scenario" in capsys.readouterr().err


def test_alternatives_are_judged_by_the_profile(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["alternatives", "deepseek-ai/DeepSeek-R1", "--profile", "us-defense"]
    assert main([*words, "--as-of", "2026-11-21"]) == exits.CLEAN
    said = capsys.readouterr().out
    assert said.index("openai/gpt-oss-20b") < said.index("meta-llama/Llama-3.1-8B-Instruct")
    assert "fits" in said
