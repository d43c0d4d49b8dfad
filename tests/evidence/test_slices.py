"""Statements cut out of a module give what the module parsed as a whole gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.evidence.models import python_code
from scanner.evidence.models.places import holds_name
from scanner.evidence.run import collect
from scanner.evidence.scopes import Module
from scanner.model.file import File
from scanner.repository import open_worktree

HERE = Path(__file__).parent
CASES = sorted(
    {path.parent for path in HERE.glob("suite/*/in")}
    | {path.parent for path in HERE.glob("cases/python-code/*/in")}
)
WHOLE = python_code.DETECTOR._replace(detect=python_code.detect_whole)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_slices_give_what_a_full_parse_gives(case: Path) -> None:
    sliced, whole = (
        collect(open_worktree(case, no_ignore=True).files(), detectors=(detector,))
        for detector in (python_code.DETECTOR, WHOLE)
    )
    assert sliced.evidence == whole.evidence
    assert sliced.gaps == whole.gaps


@pytest.mark.parametrize(
    ("name", "answer"), [("MODELS", True), ("JOINED", True), ("EMPTY", False), ("LOOP", False)]
)
def test_an_object_holds_what_the_tables_it_is_made_of_hold(
    tmp_path: Path, name: str, *, answer: bool
) -> None:
    (tmp_path / "tables.py").write_text(
        "_TEXT = {'small': 'Qwen/Qwen2.5-0.5B-Instruct'}\n_MORE = {}\n"
        "JOINED = {**_TEXT, **_MORE}\nMODELS = Models(JOINED)\n"
        "_NONE = {}\nEMPTY = Models(_NONE)\nLOOP = [*_LOOP]\n_LOOP = [*LOOP]\n" + "pass\n" * 400,
        encoding="utf-8",
    )
    use = File("use.py", 0, lambda _start, _length: b"", sibling=open_worktree(tmp_path).file)
    module = Module(use, f"from tables import {name}\n")
    assert module.brings(name, holds_name) is answer
    module.close()
