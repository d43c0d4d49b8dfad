"""A stored document that was tampered with is an error with its place, never a crash."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.model.errors import ConfigError
from scanner.report import REPORTERS, reporter
from scanner.report.record import record
from scanner.report.stored import parse
from tests.report.sample import sample

DOCUMENT = record(sample())


def paths(value: object, prefix: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    found = [prefix] if prefix else []
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, item in items:
        found += paths(item, (*prefix, key))
    return found


ODD = st.sampled_from(
    [None, True, -1, 1.5, "", "x\x1b", "2026-13-40", [], [[]], {}, {"a": None}, 10**30]
)


@given(st.sampled_from(paths(DOCUMENT)), ODD)
def test_any_changed_value_is_read_or_refused(path: tuple[object, ...], odd: object) -> None:
    document: Any = copy.deepcopy(DOCUMENT)
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = odd
    try:
        scan = parse(json.dumps(document), "result.json")
    except ConfigError:
        return
    for each in REPORTERS:
        each.render(scan)


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", "[" * 100_000, '{"schema": 1}', "nul"])
def test_what_is_no_result_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        parse(text, "result.json")


def test_a_result_of_another_version_is_refused() -> None:
    text = reporter("json").render(sample()).replace("result/v1", "result/v2")
    with pytest.raises(ConfigError, match=r"\$\.schema"):
        parse(text, "result.json")
