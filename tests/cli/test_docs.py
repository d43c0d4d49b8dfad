"""What the docs show is true: links lead somewhere, commands parse, configurations load."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from scanner import config
from scanner.cli import COMMANDS, parser_for

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(language: str) -> list[tuple[str, str]]:
    return [
        (page.name, body)
        for page in PAGES
        for name, body in _BLOCK.findall(page.read_text("utf-8"))
        if name == language
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


@pytest.mark.parametrize(("page", "body"), blocks("sh"))
def test_every_command_in_the_docs_parses(page: str, body: str) -> None:
    for line in body.splitlines():
        for command in re.split(r"\s&&\s|\s\|\s", line.partition("#")[0].strip()):
            words = shlex.split(command)
            if words[:1] == ["flagstate"]:
                assert words[1] in COMMANDS, page
                parser_for(words[1]).parse_intermixed_args(words[2:])


#: The other pages show files of their own: overlays of the knowledge base, policy files.
CONFIGURED = [(page, body) for page, body in blocks("toml") if page in {"README.md", "guide.md"}]


@pytest.mark.parametrize(("page", "body"), CONFIGURED)
def test_every_configuration_in_the_docs_loads(page: str, body: str, tmp_path: Path) -> None:
    (tmp_path / "flagstate.toml").write_text(body, "utf-8")
    assert config.load(tmp_path, {}, {}).files == ("flagstate.toml",), page


@pytest.mark.parametrize(("page", "body"), blocks("yaml"))
def test_every_workflow_in_the_docs_uses_inputs_that_exist(page: str, body: str) -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    text = yaml.safe_load(body)
    for step in _steps(text):
        if "OWNER/flagstate@" in str(step.get("uses", "")):
            assert set(step.get("with", {})) <= set(inputs), page
        for hook in step.get("hooks", ()):
            assert hook["id"] in hooks, page


def _steps(value: object) -> list[dict[str, object]]:
    if isinstance(value, list):
        return [step for item in value for step in _steps(item)]
    if isinstance(value, dict):
        return [value, *(step for item in value.values() for step in _steps(item))]
    return []
