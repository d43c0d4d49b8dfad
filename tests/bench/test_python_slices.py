"""Slices give exactly what a full parse gives, over real projects: run by hand, not by CI.

``FLAGSTATE_BENCH_CORPORA=FOLDER pytest tests/bench/test_python_slices.py -s`` reads every unpacked
project in FOLDER: every Python module that holds a trigger, once by the statements that may say
something, once parsed as a whole. Evidence and gaps have to be the same. It prints what each way
costs, and what ``--thorough`` adds: modules without any trigger. Skipped where no folder is given.
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
#: A statement that is cut out cannot say that another one is no Python: such gaps differ.
NO_PYTHON = "not Python 3"
#: Share of (file, name) that stand only in modules without any trigger: see triggers.py.
MISSED = 0.01

pytestmark = pytest.mark.skipif(not FOLDER, reason="FLAGSTATE_BENCH_CORPORA is not set")


def read(project: Path, *, whole: bool = False, thorough: bool = False) -> tuple[Collected, float]:
    """Return what the Python detector says of a project, and the CPU seconds it takes."""
    detector = python_code.DETECTOR
    if whole:
        detector = detector._replace(detect=python_code.detect_whole)
    start = time.process_time()
    files = open_worktree(project, no_ignore=True).files()
    found = collect(files, detectors=(detector,), thorough=thorough)
    return found, time.process_time() - start


def named(found: Collected) -> set[tuple[str, str]]:
    certain = (row for row in found.evidence if row.confidence is not Confidence.LOW)
    return {(row.at.path, row.name) for row in certain}


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_slices_and_full_parse_agree(project: Path) -> None:
    sliced, first = read(project)
    whole, second = read(project, whole=True)
    print(f"{project.name}: {len(whole.evidence)} rows, slices {first:.2f} s, whole {second:.2f} s")  # noqa: T201 (figures are its purpose)
    assert sliced.evidence == whole.evidence
    gaps = set(sliced.gaps) ^ set(whole.gaps)
    assert not [gap for gap in gaps if gap.reason != NO_PYTHON]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_nearly_nothing_stands_in_modules_without_a_trigger(project: Path) -> None:
    sliced = named(read(project)[0])
    everything, took = read(project, thorough=True)
    more = named(everything) - sliced
    print(f"{project.name}: {len(sliced)} names, {len(more)} more by --thorough in {took:.2f} s")  # noqa: T201 (as above)
    assert len(more) <= max(3, MISSED * len(sliced)), sorted(more)
