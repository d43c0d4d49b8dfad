"""The exam: names as people write them, with the truth and the text it is read from."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from scanner.facts.explain import explain

DAY = date(2026, 11, 21)
TABLE = (Path(__file__).parent / "exam.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines()))
REAL = [row for row in ROWS if row["status"] != "not-known"]
INVENTED = [row for row in ROWS if row["status"] == "not-known"]


def wrong(row: dict[str, str]) -> list[str]:
    """Return the answers that contradict the truth; "unknown" is honest and never wrong."""
    found = explain(row["name"], row["kind"] or None, as_of=DAY)
    asked = {
        "license": found["license"],
        "class": found["license_class"],
        "country": found["country"],
        "origin": found["origin_country"],
    }
    return [
        f"{key}: {answer!r}, not {row[key]!r}"
        for key, answer in asked.items()
        if row[key] and answer not in {row[key], "unknown", None}
    ] + ([] if row["license"] != "-" or found["license"] is None else ["a licence of an API name"])


def answered(row: dict[str, str]) -> bool:
    found = explain(row["name"], row["kind"] or None, as_of=DAY)
    return found["license_class"] != "unknown" and found["country"] is not None


def test_the_exam_is_long_enough_and_every_truth_is_cited() -> None:
    assert len(ROWS) >= 300
    assert len(INVENTED) >= 30
    assert all(row["citation"] for row in ROWS)


def test_at_least_99_in_100_names_are_right_or_honestly_unknown() -> None:
    failures = {row["name"]: wrong(row) for row in REAL if wrong(row)}
    assert len(failures) <= len(REAL) // 100, failures


def test_nine_in_ten_names_get_a_licence_and_a_country() -> None:
    assert sum(answered(row) for row in REAL) >= 0.9 * len(REAL)


@pytest.mark.parametrize("name", [row["name"] for row in INVENTED])
def test_a_name_that_does_not_exist_is_never_known(name: str) -> None:
    found = explain(name, as_of=DAY)
    assert found["status"] != "known"
    bases = {fact["basis"] for fact in found["facts"] if fact["claim"] == "license"}
    assert bases <= {"inferred"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["name"]))
def test_the_name_comes_back_as_it_was_asked(row: dict[str, str]) -> None:
    assert explain(row["name"], as_of=DAY)["name"] == row["name"]
