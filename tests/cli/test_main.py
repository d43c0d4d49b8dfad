"""Exit codes, streams and start-up of the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scanner.cli import COMMANDS, exits, main, parser_for, streams
from scanner.cli import scan as scan_command
from scanner.model.evidence import Gap, Location
from scanner.report import REPORTERS, reporter
from scanner.version import VERSION
from tests.report.sample import sample

if TYPE_CHECKING:
    from scanner.model.scan import Scan

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_printed_before_anything_is_imported() -> None:
    code = (
        "import sys; from scanner.cli import main; main(['--version']);"
        "slow = {'argparse', 'rich', 'json', 'dataclasses'};"
        "print(sorted({m.split('.')[0] for m in sys.modules} & slow))"
    )
    done = subprocess.run(  # noqa: S603 (our own interpreter)
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"flagstate {VERSION}\n[]\n"


def test_the_version_takes_a_tenth_of_a_second_of_cpu() -> None:
    best = 9.9
    for _ in range(3):
        begun = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "scanner", "--version"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        best = min(best, time.monotonic() - begun)
    assert best < 0.3  # wall clock on a busy machine; the CPU time is a third of it


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    text = parser_for(command).format_help()
    assert "``" not in text
    assert len(text.splitlines()) > 5


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], exits.CLEAN),
        (["help", "scan"], exits.CLEAN),
        ([], exits.USAGE),
        (["scn"], exits.USAGE),
        (["scan", "--frmat", "x"], exits.USAGE),
        (["scan", "--form", "json"], exits.USAGE),
        (["scan", "no-such-folder"], exits.USAGE),
        (["scan", "--as-of", "soon"], exits.USAGE),
        (["scan", "-o", "json"], exits.USAGE),
        (["scan", "-o", "jsn=x"], exits.USAGE),
        (["scan", "-o", "json=/no/such/folder/x"], exits.USAGE),
        (["report", "no-such-file"], exits.USAGE),
    ],
)
def test_wrong_usage_says_so_on_stderr(
    words: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == code
    said = capsys.readouterr()
    if code:
        assert said.out == ""
        assert said.err


def test_a_near_miss_of_a_command_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    main(["scn"])
    assert "did you mean 'scan'?" in capsys.readouterr().err
    main(["./here"])
    assert "flagstate scan ./here" in capsys.readouterr().err


def test_control_characters_in_an_error_are_spelled_out(capsys: pytest.CaptureFixture[str]) -> None:
    main(["scan", "x\x1b[31m"])
    assert "\x1b" not in capsys.readouterr().err


def changed(**changes: object) -> Scan:
    import dataclasses  # noqa: PLC0415

    return dataclasses.replace(sample(), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scan", "flags", "code"),
    [
        (sample(), [], exits.FINDINGS),
        (sample(), ["--exit-zero"], exits.CLEAN),
        (sample(), ["--strict"], exits.INCOMPLETE),
        (changed(gaps=(Gap(Location("x"), "y", bug=True),)), ["--strict"], exits.BUG),
        (changed(findings=()), [], exits.CLEAN),
        (changed(findings=(), inventory=type(sample().inventory)()), [], exits.NOTHING),
        (
            changed(findings=(), inventory=type(sample().inventory)()),
            ["--allow-empty"],
            exits.CLEAN,
        ),
    ],
)
def test_the_first_exit_code_that_applies_wins(
    scan: Scan,
    flags: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(scan_command, "scanned", lambda _path, _chosen: scan)
    assert main(["scan", *flags, str(tmp_path)]) == code
    assert capsys.readouterr().out


@pytest.mark.parametrize("name", [each.id for each in REPORTERS])
def test_stdout_holds_exactly_one_report(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(scan_command, "scanned", lambda _path, _chosen: sample())
    monkeypatch.delenv("COLUMNS", raising=False)
    assert main(["scan", "--format", name, str(tmp_path)]) == exits.FINDINGS
    said = capsys.readouterr()
    assert said.out == reporter(name).render(sample())
    assert said.err == ""


def test_several_files_are_written_in_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scan_command, "scanned", lambda _path, _chosen: sample())
    files = {each.id: tmp_path / f"out{each.suffix}" for each in REPORTERS}
    main(["scan", "-qq", str(tmp_path), *(f"-o{name}={path}" for name, path in files.items())])
    assert capsys.readouterr().out == ""
    for name, path in files.items():
        assert path.read_text("utf-8") == reporter(name).render(sample())


def test_a_stored_result_is_rendered_without_a_scan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = tmp_path / "result.json"
    stored.write_text(reporter("json").render(sample()), "utf-8")
    assert main(["report", str(stored), "--format", "markdown"]) == exits.CLEAN
    assert capsys.readouterr().out == reporter("markdown").render(sample())
    document = json.loads(stored.read_text("utf-8"))
    document["facts"][0]["claim"] = "nonsense"
    stored.write_text(json.dumps(document), "utf-8")
    assert main(["report", str(stored)]) == exits.USAGE
    assert "facts[0].claim" in capsys.readouterr().err


def test_a_bug_never_looks_like_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_path: Path, _chosen: object) -> Scan:
        raise RuntimeError("oops")

    monkeypatch.setattr(scan_command, "scanned", broken)
    assert main(["scan", str(tmp_path)]) == exits.BUG
    assert "a bug in flagstate" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("choice", "env", "coloured"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_follows_the_flag_then_the_environment(
    choice: str, env: dict[str, str], *, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert streams.coloured(choice) is coloured
