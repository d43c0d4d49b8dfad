"""What is new since a revision; and configuration that cannot approve itself."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from scanner.change.compare import compare, since
from scanner.cli import exits, main
from scanner.model.finding import Outcome, Severity
from scanner.report import reporter
from tests.report.sample import sample

if TYPE_CHECKING:
    from pathlib import Path

QWEN = 'from transformers import AutoModel\nAutoModel.from_pretrained("Qwen/Qwen2.5-3B-Instruct")\n'
CODER = QWEN.replace("Qwen2.5-3B-Instruct", "Qwen2.5-Coder-3B-Instruct")
DAY = ["--as-of", "2026-11-21"]


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=n", "-c", "user.email=n@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(  # noqa: S603 (our own words)
        ["git", "-C", str(folder), *who, *words],  # noqa: S607 (git)
        check=True,
        capture_output=True,
    )


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work tree whose first commit has one finding."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "old.py").write_text(QWEN, "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def rules(capsys: pytest.CaptureFixture[str]) -> set[tuple[str, str]]:
    rows = json.loads(capsys.readouterr().out)["findings"]
    return {(row["rule"], row["about"]) for row in rows if not row["known_since"]}


def test_what_was_there_before_neither_fails_nor_is_listed(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", *DAY, "-qq"]) == exits.FINDINGS
    (tree / "old.py").write_text("\n\n" + QWEN, "utf-8")
    assert main(["scan", *DAY, "--base", "main"]) == exits.CLEAN
    assert "known before (main)" in capsys.readouterr().out
    assert main(["scan", *DAY, "--base", "main", "--view", "all"]) == exits.CLEAN
    assert "error[MOD001]" in capsys.readouterr().out


def test_what_a_change_adds_fails(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "new.py").write_text(CODER, "utf-8")
    assert main(["scan", *DAY, "--base", "main", "--format", "json"]) == exits.FINDINGS
    found = rules(capsys)
    assert ("MOD001", "pkg:huggingface/Qwen/Qwen2.5-Coder-3B-Instruct") in found
    assert ("MOD001", "pkg:huggingface/Qwen/Qwen2.5-3B-Instruct") not in found


def test_only_what_is_staged_counts(tree: Path) -> None:
    (tree / "new.py").write_text(CODER, "utf-8")
    assert main(["scan", *DAY, "--staged", "-qq"]) in {exits.CLEAN, exits.NOTHING}
    git(tree, "add", "new.py")
    assert main(["scan", *DAY, "--staged", "-qq"]) == exits.FINDINGS


def test_removing_a_model_is_never_a_finding(tree: Path) -> None:
    (tree / "old.py").unlink()
    assert main(["scan", *DAY, "--base", "main", "-qq"]) in {exits.CLEAN, exits.NOTHING}


def test_a_change_cannot_approve_itself(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "new.py").write_text(CODER, "utf-8")
    (tree / "flagstate.toml").write_text('fail-on = "never"\n', "utf-8")
    assert main(["scan", *DAY, "-qq"]) == exits.CLEAN
    assert main(["scan", *DAY, "--base", "main", "-qq"]) == exits.FINDINGS
    git(tree, "add", "flagstate.toml")
    git(tree, "commit", "-qm", "agreed")
    assert main(["scan", *DAY, "--base", "main", "--format", "json"]) == exits.CLEAN
    assert json.loads(capsys.readouterr().out)["inputs"]["config"] == ["flagstate.toml"]


def test_a_waiver_of_the_base_counts_and_the_report_names_no_other_folder(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "new.py").write_text(CODER, "utf-8")
    add = ["waiver", "add", "MOD001", "Qwen/*Coder*", "--reason", "legal-approved", *DAY]
    assert main([*add, "--comment", "read", "--expires", "2026-12-01"]) == exits.CLEAN
    capsys.readouterr()
    assert main(["scan", *DAY, "--base", "main", "-qq"]) == exits.FINDINGS
    git(tree, "add", "flagstate-waivers.toml")
    git(tree, "commit", "-qm", "agreed")
    assert main(["scan", *DAY, "--base", "main", "--format", "json"]) == exits.CLEAN
    assert "tmp" not in capsys.readouterr().out.replace(str(tree), "")


def test_an_unknown_base_is_an_error(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "--base", "no-such-branch"]) == exits.USAGE
    assert main(["scan", "--base=--output=x"]) == exits.USAGE
    assert not (tree / "x").exists()
    assert "no-such-branch" in capsys.readouterr().err


def test_more_severe_than_before_is_new() -> None:
    plain = sample()
    before = dataclasses.replace(
        plain,
        findings=(
            dataclasses.replace(plain.findings[0], severity=Severity.NOTE),
            dataclasses.replace(plain.findings[2], outcome=Outcome.WAIVED),
        ),
    )
    found = compare(before, plain)
    assert {finding.rule for finding in found.new} == {"LIC001", "EXP002", "MOD003"}
    again = since(plain, plain, "main")
    assert {f.known_since for f in again.findings if f.outcome is not Outcome.WAIVED} == {"main"}


def test_two_stored_results_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = sample()
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    fewer = dataclasses.replace(plain, findings=plain.findings[1:])
    old.write_text(reporter("json").render(fewer), "utf-8")
    new.write_text(reporter("json").render(plain), "utf-8")
    assert main(["diff", str(old), str(new)]) == exits.FINDINGS
    assert "new  error[LIC001]" in capsys.readouterr().out
    assert main(["diff", str(new), str(old)]) == exits.CLEAN
    assert "gone error[LIC001]" in capsys.readouterr().out
    assert main(["diff", "--json", str(old), str(old)]) == exits.CLEAN
    assert json.loads(capsys.readouterr().out)["new"] == []
