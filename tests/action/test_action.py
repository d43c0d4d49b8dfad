"""The action's steps, executed: exit code, summary, outputs, and inputs that try to be commands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.action.runner import ROOT, Run, action, python_for, run

SCRIPTS = sorted((ROOT / ".github/action").glob("*.sh"))


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    return python_for(tmp_path_factory.mktemp("python"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "requirements.txt").write_text("requests==2.32.0\n", encoding="utf-8")
    return folder


def act(workspace: Path, python: str, **inputs: str) -> Run:
    temp = workspace.parent / "temp"
    temp.mkdir(exist_ok=True)
    return run(workspace, temp, {k.replace("_", "-"): v for k, v in inputs.items()}, python)


def test_no_expression_stands_in_a_run_step() -> None:
    for step in action()["runs"]["steps"]:  # type: ignore[index]
        assert "${{" not in step["run"]


def test_every_input_reaches_a_step_and_every_output_has_a_source() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    for name in action()["inputs"]:  # type: ignore[attr-defined]
        assert f"${{{{ inputs.{name} }}}}" in text
    scripts = "".join(
        path.read_text("utf-8") for path in (*SCRIPTS, SCRIPTS[0].parent / "counts.py")
    )
    for name in set(re.findall(r"FLAGSTATE_[A-Z_]+", text)):
        assert name in scripts or name.removeprefix("FLAGSTATE_IN_") in scripts


def test_scripts_write_neither_environment_nor_path() -> None:
    for path in SCRIPTS:
        assert not re.search(r"GITHUB_(ENV|PATH)\b", path.read_text("utf-8"))


def test_python_runs_isolated_everywhere() -> None:
    for path in SCRIPTS:
        for line in path.read_text("utf-8").splitlines():
            if (
                re.search(r'"\$(python|bin/python|FLAGSTATE_PYTHON)" ', line)
                and "command -v" not in line
            ):
                assert '" -I ' in line, line


def test_a_clean_repository_passes_with_summary_and_outputs(workspace: Path, python: str) -> None:
    done = act(workspace, python)
    assert done.code == 0, done.log
    assert done.summary.startswith("### flagstate")
    assert done.outputs["exit-code"] == "0"
    assert done.outputs["verdict"] in {"pass", "warn"}
    result = json.loads(Path(done.outputs["result-file"]).read_text("utf-8"))
    assert result["schema"] == "flagstate/result/v1"
    assert Path(done.outputs["markdown-file"]).is_file()


def failing(workspace: Path) -> None:
    (workspace / "flagstate.toml").write_text('[license]\ndeny = ["Apache-2.0"]\n', "utf-8")


def test_a_denied_licence_fails_and_warn_only_does_not(workspace: Path, python: str) -> None:
    failing(workspace)
    done = act(workspace, python)
    assert (done.code, done.outputs["verdict"]) == (1, "fail"), done.log
    assert int(done.outputs["errors"]) >= 1
    assert act(workspace, python, warn_only="true").code == 0
    assert act(workspace, python, fail_on="never").code == 0


def test_a_wrong_configuration_fails_even_with_warn_only(workspace: Path, python: str) -> None:
    (workspace / "flagstate.toml").write_text("markts = []\n", "utf-8")
    done = act(workspace, python, warn_only="true")
    assert done.code == 2
    assert "did you mean" in done.log


@pytest.mark.parametrize(
    "inputs",
    [
        {"path": "--config=/etc/passwd"},
        {"path": ".\n::error::x"},
        {"mode": "diff"},
        {"summary": "yes"},
        {"formats": "json,$(touch pwned)"},
        {"formats": "no-such-format"},
        {"config": "-x"},
    ],
)
def test_an_input_that_does_not_fit_is_refused(
    workspace: Path, python: str, inputs: dict[str, str]
) -> None:
    done = act(workspace, python, **inputs)
    assert done.code == 2
    assert "::error::x" not in done.log


def test_shell_text_in_an_input_is_only_text(workspace: Path, python: str) -> None:
    for text in ("$(touch pwned)", "`touch pwned`", "a; touch pwned", '"; touch pwned; "'):
        assert act(workspace, python, path=text).code == 2
        assert act(workspace, python, markets=text).code in {0, 2}
    assert not list(workspace.parent.rglob("pwned"))


def test_the_repository_cannot_command_the_runner_or_replace_a_module(
    workspace: Path, python: str
) -> None:
    (workspace / "json.py").write_text("raise SystemExit('imported')\n", "utf-8")
    (workspace / "::error::pwned.py").write_text("x = 1\n", "utf-8")
    (workspace / "load.py").write_text('f("::set-output name=x::y")\n', "utf-8")
    done = act(workspace, python)
    assert done.code == 0, done.log
    inside = re.search(r"::stop-commands::(\w+)\n(.*)\n::\1::\n", done.log, re.DOTALL)
    assert inside
    outside = done.log.replace(inside[0], "")
    assert "::" not in outside


def test_no_summary_when_it_is_not_wanted(workspace: Path, python: str) -> None:
    assert act(workspace, python, summary="false").summary == ""


def test_the_lock_pins_every_dependency_by_hash() -> None:
    text = (ROOT / ".github/action/requirements.txt").read_text("utf-8")
    pins = re.findall(r"(?m)^[a-z0-9._-]+==\S+.*$", text)
    assert len(pins) > 10
    assert all(pin.endswith("\\") for pin in pins)
    assert "://" not in text


def test_the_lock_covers_what_the_project_asks_for() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    asked = re.search(r"(?ms)^dependencies = \[(.*?)^\]", project)
    assert asked
    names = {normalised(name) for name in re.findall(r'(?m)^\s+"([A-Za-z0-9._-]+)', asked[1])}
    text = (ROOT / ".github/action/requirements.txt").read_text("utf-8")
    pinned = {normalised(name) for name in re.findall(r"(?m)^([A-Za-z0-9._-]+)==", text)}
    assert names | {"hatchling"} <= pinned


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
