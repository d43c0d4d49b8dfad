"""CPU time in units of a fixed piece of work done in the same run: a ratio, not a clock."""

from __future__ import annotations

import time
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def at_most(units: float) -> Iterator[None]:
    """Fail if the block takes more CPU time than ``units`` of the fixed work."""
    unit_s = _unit_s()
    start = time.process_time()
    yield
    spent = (time.process_time() - start) / unit_s
    assert spent < units, f"took {spent:.1f} units, {units} are allowed"


@lru_cache(maxsize=1)
def _unit_s() -> float:
    """Return the least of three measurements; about 0.07 s on the machine the limits are from."""
    return min(_work_s() for _ in range(3))


def _work_s() -> float:
    start = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number * number % 7
    assert total
    return time.process_time() - start
