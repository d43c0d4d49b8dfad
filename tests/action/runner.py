"""A fake runner: executes the ``run`` steps of a composite action as the hosted one would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclass
class Run:
    """What a run of the action left behind."""

    code: int = 0
    log: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)


def action() -> dict[str, object]:
    """Return action.yml."""
    document: dict[str, object] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return document


def python_for(folder: Path) -> str:
    """Return an interpreter that finds this checkout and its dependencies under ``-I``.

    It stands in for install.sh, which needs the package index.
    """
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    config = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    site = Path(sysconfig.get_path("purelib", vars=config))
    site.mkdir(parents=True, exist_ok=True)
    paths = [str(ROOT), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    (site / "checkout.pth").write_text("\n".join(paths) + "\n", encoding="utf-8")
    return str(folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")


def run(workspace: Path, temp: Path, inputs: dict[str, str], python: str) -> Run:
    """Run all steps but the installation in ``workspace``."""
    document = action()
    defaults = {name: str(spec.get("default", "")) for name, spec in document["inputs"].items()}  # type: ignore[attr-defined]
    unknown = set(inputs) - set(defaults)
    assert not unknown, f"the action has no input {unknown}"
    values = {f"inputs.{name}": text for name, text in {**defaults, **inputs}.items()}
    values["steps.install.outputs.python"] = python
    result = Run()
    failed = False
    for step in document["runs"]["steps"]:  # type: ignore[index]
        if step.get("id") == "install" or (failed and "always()" not in step.get("if", "")):
            continue
        code, written = _step(step, workspace, temp, values, result)
        values |= {f"steps.{step.get('id')}.outputs.{key}": text for key, text in written.items()}
        failed = failed or code != 0
        result.code = result.code or code
    result.outputs = {
        name: _filled(spec["value"], values)
        for name, spec in document["outputs"].items()  # type: ignore[attr-defined]
    }
    return result


def _step(
    step: dict[str, object], workspace: Path, temp: Path, values: dict[str, str], result: Run
) -> tuple[int, dict[str, str]]:
    files = {name: temp / name for name in ("output", "summary", "env", "path")}
    for path in files.values():
        path.write_text("", encoding="utf-8")
    given = step.get("env", {})
    assert isinstance(given, dict)
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(temp),
        "RUNNER_TEMP": str(temp),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_WORKSPACE": str(workspace),
        "GITHUB_OUTPUT": str(files["output"]),
        "GITHUB_STEP_SUMMARY": str(files["summary"]),
        "GITHUB_ENV": str(files["env"]),
        "GITHUB_PATH": str(files["path"]),
        "CI": "true",
        **{name: _filled(str(text), values) for name, text in given.items()},
    }
    done = subprocess.run(  # noqa: S603 (the steps of our own action)
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", str(step["run"])],  # noqa: S607
        cwd=workspace,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    result.log += done.stdout + done.stderr
    result.summary += files["summary"].read_text("utf-8")
    assert files["env"].read_text() == files["path"].read_text() == ""
    lines = files["output"].read_text("utf-8").splitlines()
    return done.returncode, dict(line.split("=", 1) for line in lines)


def _filled(text: str, values: dict[str, str]) -> str:
    return _EXPRESSION.sub(lambda matched: values.get(matched[1], ""), text)


if sys.platform == "win32":  # the steps need bash; the hosted Windows runner brings its own
    import pytest

    pytest.skip("needs bash", allow_module_level=True)
