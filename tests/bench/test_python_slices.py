"""Slices give what a full parse gives, over real projects: run by hand, not by CI.

``FLAGSTATE_BENCH_CORPORA=FOLDER pytest tests/bench/test_python_slices.py -s`` reads every unpacked
project in FOLDER twice and prints what each way costs. Skipped where the folder is not given.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scanner.evidence.models import python_code
from scanner.evidence.run import collect
from scanner.model.evidence import Confidence
from scanner.repository import open_worktree

if TYPE_CHECKING:
    from scanner.evidence.run import Collected

FOLDER = os.environ.get("FLAGSTATE_BENCH_CORPORA")
PROJECTS = sorted(path for path in Path(FOLDER).iterdir() if path.is_dir()) if FOLDER else []
#: Share of rows that stand in statements without any trigger: see triggers.py.
MISSED = 0.005

pytestmark = pytest.mark.skipif(not FOLDER, reason="FLAGSTATE_BENCH_CORPORA is not set")


def rows(seen: Collected) -> dict[tuple[str, int, str, str], str]:
    return {
        (e.at.path, e.at.line, e.kind.value, e.name): e.way
        for e in seen.evidence
        if e.confidence is not Confidence.LOW
    }


def read(project: Path, *, thorough: bool) -> tuple[dict[tuple[str, int, str, str], str], float]:
    start = time.process_time()
    files = open_worktree(project, no_ignore=True).files()
    seen = collect(files, detectors=(python_code.DETECTOR,), thorough=thorough, on_bug="raise")
    return rows(seen), time.process_time() - start


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_slices_and_full_parse_agree(project: Path) -> None:
    sliced, sliced_s = read(project, thorough=False)
    whole, whole_s = read(project, thorough=True)
    print(f"{project.name}: {len(whole)} rows, slices {sliced_s:.2f} s, full {whole_s:.2f} s")  # noqa: T201 (figures are its purpose)
    assert sliced.keys() <= whole.keys()
    missed = sorted(whole.keys() - sliced.keys())
    assert len(missed) <= max(1, MISSED * len(whole)), missed
