"""How a listing stands on a day: its first day, what is proven, and its removal."""

from __future__ import annotations

from datetime import date

import pytest

from scanner.facts.knowledge import default
from scanner.facts.organisation_facts import listings, named, state_on
from scanner.model.fact import Listed


def states(organisation: str, list_id: str, day: date) -> set[str]:
    row = named(default(), organisation)
    found = [fact.claim for fact in listings(default(), "x", row, "publisher")]
    return {
        state_on(claim, day)
        for claim in found
        if isinstance(claim, Listed) and claim.list == list_id and claim.role == "publisher"
    }


@pytest.mark.parametrize(
    ("organisation", "list_id", "day", "state"),
    [
        ("tencent", "us-1260h", date(2025, 1, 6), "not-yet"),
        ("tencent", "us-1260h", date(2025, 1, 7), "in-force"),
        ("tencent", "us-1260h", date(2026, 6, 7), "in-force"),
        ("tencent", "us-1260h", date(2026, 6, 10), "in-force"),
        ("alibaba", "us-1260h", date(2026, 6, 7), "not-yet"),
        ("alibaba", "us-1260h", date(2026, 6, 8), "announced"),
        ("alibaba", "us-1260h", date(2026, 6, 9), "announced"),
        ("alibaba", "us-1260h", date(2026, 6, 10), "in-force"),
        ("megvii", "us-1260h", date(2025, 1, 6), "in-force"),
        ("megvii", "us-1260h", date(2025, 1, 7), "rescinded"),
        ("megvii", "us-1260h", date(2026, 11, 21), "rescinded"),
        ("huawei", "us-1260h", date(2024, 1, 1), "unconfirmed"),
        ("deepseek", "us-ndaa26-1532", date(2025, 12, 17), "not-yet"),
        ("deepseek", "us-ndaa26-1532", date(2025, 12, 18), "enacted-not-effective"),
        ("deepseek", "us-ndaa26-1532", date(2026, 1, 16), "enacted-not-effective"),
        ("deepseek", "us-ndaa26-1532", date(2026, 1, 17), "in-force"),
        ("zhipu", "us-entity-list", date(2025, 1, 15), "not-yet"),
        ("zhipu", "us-entity-list", date(2025, 1, 16), "in-force"),
    ],
)
def test_a_listing_has_a_state_on_every_day(
    organisation: str, list_id: str, day: date, state: str
) -> None:
    assert state in states(organisation, list_id, day)


def test_a_listing_says_what_it_restricts_and_whom_it_addresses() -> None:
    for _, row in default().entries("org"):
        if isinstance(row, dict):
            for fact in listings(default(), "x", row, "publisher"):
                assert isinstance(fact.claim, Listed)
                assert fact.claim.restricts, row["id"]
                assert fact.claim.addresses, row["id"]
                assert fact.claim.citation, row["id"]


def test_a_parents_listing_is_marked_as_the_parents() -> None:
    row = named(default(), "deepseek")
    found = [fact.claim for fact in listings(default(), "x", row, "publisher")]
    parents = [claim for claim in found if isinstance(claim, Listed) and claim.role == "parent"]
    assert {claim.organisation for claim in parents} == {"highflyer"}
    assert {claim.match for claim in parents} == {"parent"}
