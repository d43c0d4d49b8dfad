"""Every detector against its cases: only that detector is enabled, bugs are raised."""

from __future__ import annotations

from collections import Counter

import pytest

from scanner.evidence import DETECTORS
from scanner.evidence.run import collect
from scanner.repository import open_worktree
from tests.cases import Case, cases

BY_ID = {detector.id: detector for detector in DETECTORS}


@pytest.mark.parametrize("case", cases("evidence"), ids=str)
def test_a_detector_finds_what_the_case_wants(case: Case, *, accept: bool) -> None:
    detector = BY_ID[case.id]
    repository = open_worktree(case.given, no_ignore=True)
    seen = collect(repository.files(), detectors=(detector,), on_bug="raise")
    got = {
        "evidence": [
            f"{e.at.path}:{e.at.line} {e.kind.value} {e.name} [{e.way}] {e.confidence.value}"
            + (f" {e.relation.value}" if e.relation.value != "uses" else "")
            for e in seen.evidence
        ],
        "statements": [
            f"{s.at.path}:{s.at.line} {s.about} {s.claim}={s.value}" for s in seen.statements
        ],
        "gaps": [f"{g.at.path}:{g.at.line} {g.reason}" for g in seen.gaps],
    }
    case.check(got, accept=accept)


def test_every_detector_has_cases() -> None:
    counts = Counter(case.id for case in cases("evidence"))
    assert {d.id for d in DETECTORS if counts[d.id] < 3} == set()
