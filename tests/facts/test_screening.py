"""Screening says "possible match" with a score, and never more."""

from __future__ import annotations

import pytest

from scanner.facts import screening
from scanner.facts.knowledge import default
from scanner.model.fact import Listed


@pytest.mark.parametrize(
    ("name", "list_id"),
    [
        ("Huawei Technologies Co., Ltd.", "us-entity-list"),
        ("HUAWEI TECHNOLOGIES CO LTD", "us-1260h"),
        ("Yitu Network", "us-1260h"),
        ("Sberbank of Russia", "us-sdn"),
        ("Beijing Zhipu Huazhang Technology", "us-entity-list"),
    ],
)
def test_a_listed_name_is_a_possible_match(name: str, list_id: str) -> None:
    found = screening.screen(name)
    assert list_id in {match.list for match in found}
    assert all(match.score <= 100 for match in found)
    assert {match.match for match in found} <= {"possible", "curated"}


@pytest.mark.parametrize("name", ["Hugging Face", "Mistral AI", "Meta AI", "Systran", "", "Ltd"])
def test_an_unlisted_name_matches_nothing(name: str) -> None:
    assert screening.screen(name) == ()


def test_a_curated_link_is_stronger_than_any_similarity() -> None:
    assert {match.match for match in screening.screen("SenseTime")} == {"curated"}


def test_an_entry_of_another_country_is_not_reported_unasked() -> None:
    opera = {"id": "opera", "title": "Opera", "country": "NO"}
    assert list(screening.listed(default(), "x", opera, "publisher")) == []


def test_a_list_that_is_curated_is_not_reported_twice() -> None:
    row = {
        "id": "yitu",
        "title": "Yitu Technologies",
        "country": "CN",
        "listings": [{"list": "us-entity-list"}],
    }
    claims = [fact.claim for fact in screening.listed(default(), "x", row, "publisher")]
    assert all(isinstance(claim, Listed) and claim.match == "possible" for claim in claims)
    assert "us-entity-list" not in {claim.list for claim in claims if isinstance(claim, Listed)}


def test_shared_words_stand_in_for_the_extra() -> None:
    assert screening.shared_words("yitu network co ltd", "yitu network") == 100
    assert screening.shared_words("meta ai", "mistral ai") == 50
    assert screening.shared_words("co ltd", "ltd") == 0
