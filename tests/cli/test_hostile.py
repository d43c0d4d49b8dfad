"""A repository that attacks its reader: names, versions and licences with every kind of markup."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scanner.cli import exits, main
from scanner.report import REPORTERS

if TYPE_CHECKING:
    from pathlib import Path

TRICK = "x\x1b[31m\u202e`|<script>alert(1)</script>@octocat ${{ github.token }} {{7*7}}"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def reports(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """Return {format: text} of a hostile folder, with a policy that finds much."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    names = ["::error::pwned.py", "=cmd.py", "-rf.py", "a`b|c.py", "\u202egnp.py", "__init__.py"]
    if sys.platform != "win32":
        names += ["line\nbreak.py", "esc\x1b[31m.py"]
    code = 'from transformers import AutoModel\nAutoModel.from_pretrained("Qwen/Qwen2.5-3B")'
    for name in names:
        (folder / name).write_text(f"{code}  # {TRICK}\n::set-output name=x::y\n", "utf-8")
        (folder / f"ok{names.index(name)}.py").write_text(f"{code}  # {TRICK}\n", "utf-8")
    (folder / "requirements.txt").write_text(f"requests=={TRICK}\n{TRICK}==1\n", "utf-8")
    (folder / "README.md").write_text(
        f"---\nlicense: '{TRICK}'\nbase_model: 'org/{TRICK}'\n---\n", "utf-8"
    )
    (folder / "adapter_config.json").write_text(
        json.dumps({"base_model_name_or_path": f"org/{TRICK}"}), "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    out = tmp_path_factory.mktemp("out")
    files = [f"-o{each.id}={out / each.id}" for each in REPORTERS]
    code_ = main(["scan", "hostile", "-qq", "--as-of", "2026-11-21", *files])
    assert code_ in {exits.CLEAN, exits.FINDINGS}
    return {path.name: path.read_text("utf-8") for path in out.iterdir()}


def test_nothing_of_a_hostile_repository_acts_in_any_report(reports: dict[str, str]) -> None:
    for name, text in reports.items():
        assert not _CONTROL.search(text), name
        if name != "github":
            assert not re.search(r"(?m)^\s*::", text), name
    assert "<script>alert" not in reports["html"]
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", reports["markdown"])
    assert not re.search(r"(?<!\\)(<script|@octocat)", outside)
    for line in reports["github"].splitlines()[:-1]:
        assert re.fullmatch(r"::(error|warning|notice) [^\r\n]*", line)


def test_machine_formats_stay_whole(reports: dict[str, str]) -> None:
    for name in ("json", "sarif", "cyclonedx", "spdx"):
        json.loads(reports[name])
    for line in reports["evidence"].splitlines():
        assert set(json.loads(line)) == {"file", "line", "kind", "id", "zone", "way", "confidence"}
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(reports["cyclonedx"]) is None


def test_a_hostile_terminal_report_is_harmless(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.py").write_text(
        "from transformers import AutoModel\n"
        f'AutoModel.from_pretrained("Qwen/Qwen2.5-3B") # {TRICK}\n',
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    main(["scan", "-v", "--color", "always"])
    text = capsys.readouterr().out
    assert "\x1b[31m\u202e" not in text
    assert "\u202e" not in text
