from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.model.answer import Answer

answers = st.sampled_from(Answer)


@given(st.lists(answers))
def test_not_any_is_all_not(values: list[Answer]) -> None:
    """De Morgan: not (a or b) == (not a) and (not b)."""
    assert ~Answer.any(values) is Answer.all(~value for value in values)


@given(st.lists(answers))
def test_not_all_is_any_not(values: list[Answer]) -> None:
    """De Morgan: not (a and b) == (not a) or (not b)."""
    assert ~Answer.all(values) is Answer.any(~value for value in values)


@given(answers)
def test_negating_twice_changes_nothing(value: Answer) -> None:
    assert ~~value is value


def test_unknown_is_not_no() -> None:
    assert ~Answer.UNKNOWN is Answer.UNKNOWN
    assert Answer.any([Answer.NO, Answer.UNKNOWN]) is Answer.UNKNOWN
    assert Answer.all([Answer.YES, Answer.UNKNOWN]) is Answer.UNKNOWN


@pytest.mark.parametrize("value", Answer)
def test_an_answer_has_no_truth_value(value: Answer) -> None:
    with pytest.raises(TypeError):
        bool(value)
