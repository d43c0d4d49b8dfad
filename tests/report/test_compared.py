"""A limit that was compared and is not passed is shown to whoever reads the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scanner.model.finding import NotApplied
from scanner.policy import evaluate
from scanner.report import REPORTERS
from tests.report.sample import sample

WORDS = "2 M in the measuring month (June 2024): not triggered, later growth does not count"
PERSONS = [item for item in REPORTERS if item.id in {"terminal", "text", "markdown"}]


def compared(count: int) -> list[NotApplied]:
    return [
        NotApplied(rule="MOD004", reason=evaluate.WITHIN, count=1, detail=f"model {n}: {WORDS}")
        for n in range(count)
    ]


@pytest.mark.parametrize("reporter", PERSONS, ids=[item.id for item in PERSONS])
def test_what_was_compared_is_said(reporter: object) -> None:
    scan = replace(sample(), not_applied=tuple(compared(7)))
    text = " ".join(reporter.render(scan).split())  # type: ignore[attr-defined] (a reporter)
    assert "7 limits compared, not passed" in text
    assert "measuring month" in text
    assert "later growth does not count" in text


@pytest.mark.parametrize("reporter", PERSONS, ids=[item.id for item in PERSONS])
def test_what_passed_without_a_limit_is_not_listed(reporter: object) -> None:
    passed = NotApplied(rule="MOD001", reason=evaluate.PASSED, count=9, detail="")
    scan = replace(sample(), not_applied=(passed,))
    assert "compared" not in reporter.render(scan)  # type: ignore[attr-defined] (a reporter)
