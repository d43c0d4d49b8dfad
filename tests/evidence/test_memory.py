"""What was read of a Python module is let go of when its file is done."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from scanner.evidence import slices
from scanner.evidence.models import python_code
from scanner.evidence.run import Runner
from scanner.evidence.scopes import Module, Scope
from scanner.repository import open_worktree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PYTHON_2 = "from names import *\n\nprint 'no Python 3'\n\npipeline(model=MODEL)\n"
FILES = {
    "names.py": "from use import *\n\nMODEL = 'Qwen/Qwen2.5-7B-Instruct'\n",
    "use.py": (
        "from transformers import pipeline\nfrom names import *\n\n"
        "class Use:\n    def __init__(self, name=MODEL):\n        self.name = name\n\n"
        "    def start(self):\n        return pipeline(model=self.name)\n"
    ),
    "old.py": PYTHON_2,
}


@pytest.fixture
def _uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_uncollected")
@pytest.mark.parametrize("thorough", [False, True])
def test_modules_and_scopes_do_not_outlive_their_file(tmp_path: Path, *, thorough: bool) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    runner = Runner((python_code.DETECTOR,), thorough=thorough, on_bug="raise")
    rows = [row for file in open_worktree(tmp_path).files() for row in runner.rows(file)]
    assert "Qwen/Qwen2.5-7B-Instruct" in {getattr(row, "name", "") for row in rows}
    left = [held for held in gc.get_objects() if isinstance(held, (Module, Scope))]
    assert not left


def test_blocks_are_kept_up_to_their_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = slices._Kept()  # noqa: SLF001 (one of its own)
    monkeypatch.setattr(slices, "KEPT_LIMIT", 200_000)
    texts = [f"A{number} = [\n{'    1,' * 100}\n]\n" for number in range(100)]
    for text in texts:
        kept.of(text).all()
    again = [kept.of(text) for text in texts[-5:]]
    assert all(found.weight > len(found.text) * 4 for found in again), "parsed before"
    held = kept._held.values()  # noqa: SLF001 (what is to be bounded)
    assert sum(found.weight for found in held) <= 200_000 + max(found.weight for found in held)
    assert 5 <= len(held) < 20


def test_a_parsed_text_is_parsed_once() -> None:
    text = "NAME = 'a'\n\n" + "x = 1\n" * 400
    first = slices.blocks(text)
    assert slices.blocks(text) is first
    assert list(first.binding("NAME")) == list(slices.blocks(text).binding("NAME"))
