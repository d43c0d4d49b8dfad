"""Slices give exactly what a full parse gives, over real projects: run by hand, not by CI.

``FLAGSTATE_BENCH_CORPORA=FOLDER pytest tests/bench/test_python_slices.py -s`` reads every unpacked
project in FOLDER twice and prints what each way costs. Skipped where the folder is not given.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scanner.evidence import python
from scanner.evidence.models import python_code
from scanner.evidence.models.triggers import places
from scanner.evidence.run import collect
from scanner.evidence.slices import blocks
from scanner.model.evidence import Confidence, Evidence
from scanner.model.file import File, Unreadable
from scanner.repository import open_worktree

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = os.environ.get("FLAGSTATE_BENCH_CORPORA")
PROJECTS = sorted(path for path in Path(FOLDER).iterdir() if path.is_dir()) if FOLDER else []
#: Share of (file, name) that stand only in statements without any trigger: see triggers.py.
MISSED = 0.01

pytestmark = pytest.mark.skipif(not FOLDER, reason="FLAGSTATE_BENCH_CORPORA is not set")


def files(project: Path) -> list[File]:
    found = open_worktree(project, no_ignore=True).files()
    return [file for file in found if isinstance(file, File) and file.path.endswith(".py")]


def rows(file: File, *, whole: bool) -> list[object]:
    """Return what the statements with a trigger say, cut out or from the tree of the whole."""
    try:
        text = file.text()
    except Unreadable:
        return []
    if whole:
        with suppress(Unreadable):  # both then read what can be salvaged
            blocks(text).all()
    return list(python.references(file, text, places=places(text)))


def named(found: Iterable[object]) -> set[tuple[str, str]]:
    certain = (row for row in found if isinstance(row, Evidence))
    return {(row.at.path, row.name) for row in certain if row.confidence is not Confidence.LOW}


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_slices_and_full_parse_agree(project: Path) -> None:
    for file in files(project):
        blocks.cache_clear()
        assert rows(file, whole=False) == rows(file, whole=True), file.path


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_nearly_nothing_stands_in_statements_without_a_trigger(project: Path) -> None:
    detector = python_code.DETECTOR
    start = time.process_time()
    sliced = named(collect(files(project), detectors=(detector,)).evidence)
    middle = time.process_time()
    whole = named(collect(files(project), detectors=(detector,), thorough=True).evidence)
    took = f"slices {middle - start:.2f} s, all {time.process_time() - middle:.2f} s"
    print(f"{project.name}: {len(whole)} names, {len(whole - sliced)} without a trigger, {took}")  # noqa: T201 (figures are its purpose)
    assert len(whole - sliced) <= max(3, MISSED * len(whole)), sorted(whole - sliced)
