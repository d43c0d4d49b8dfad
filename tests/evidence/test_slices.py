"""Statements cut out of a module give what the module parsed as a whole gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.evidence.models import python_code
from scanner.evidence.run import collect
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
