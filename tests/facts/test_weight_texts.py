"""A licence text beside weights is a fact of its own, next to what the card claims."""

from __future__ import annotations

from datetime import date

import pytest

from scanner.facts import statements, weight_texts
from scanner.facts.fingerprints import best_of, fingerprints, runs
from scanner.model.component import Component, ComponentKind
from scanner.model.context import Context
from scanner.model.evidence import Location, Statement
from scanner.model.fact import Basis, Fact, Licensed
from scanner.model.inventory import Inventory
from tests.facts.test_packages import MIT

MODIFIED = "\n\nOur only modification is that you show our name above a million guests.\n"


def inventory(
    *texts: tuple[str, str], weights: str = "models/small/model.safetensors"
) -> Inventory:
    found: dict[str, list[Statement]] = {}
    for path, text in texts:
        folder = path.rpartition("/")[0] or "."
        about = f"project:{folder}"
        item = Statement(None, about, "license_text", text, Location(path, 1, 1))
        found.setdefault(about, []).append(item)
    name = f"file:{weights}"
    card = Statement(None, name, "license", "mit", Location("models/small/README.md", 2, 1))
    return Inventory(
        components=(Component(name=name, kind=ComponentKind.MODEL, title=weights),),
        statements={**{key: tuple(items) for key, items in found.items()}, name: (card,)},
    )


def licences(found: Inventory) -> list[tuple[str | None, Basis, str]]:
    context = Context(today=date(2026, 11, 22))
    facts: list[Fact] = [*weight_texts.gather(found, context), *statements.gather(found, context)]
    return [
        (fact.claim.expression, fact.provenance.basis, fact.provenance.reference)
        for fact in facts
        if isinstance(fact.claim, Licensed)
    ]


def test_the_text_and_the_card_are_two_facts() -> None:
    found = inventory(("models/small/LICENSE", MIT + MODIFIED))
    assert licences(found) == [
        ("LicenseRef-altered-MIT", Basis.DETECTED, "models/small/LICENSE:1"),
        ("MIT", Basis.DECLARED, "models/small/README.md:2"),
    ]


@pytest.mark.parametrize(
    ("path", "speaks"),
    [
        ("models/small/LICENSE", True),
        ("models/LICENSE", False),  # of the folder above
        ("models/small/more/LICENSE", False),
        ("LICENSE", False),
    ],
)
def test_a_text_speaks_for_its_own_folder(path: str, speaks: bool) -> None:  # noqa: FBT001 (a table)
    found = licences(inventory((path, MIT)))
    assert (("MIT", Basis.DETECTED, f"{path}:1") in found) is speaks


@pytest.mark.parametrize(("path", "speaks"), [("LICENSE", False), ("MODEL_LICENSE", True)])
def test_the_projects_own_text_is_not_that_of_weights_at_the_root(
    path: str,
    speaks: bool,  # noqa: FBT001 (a table)
) -> None:
    found = licences(inventory((path, MIT), weights="model.safetensors"))
    assert (("MIT", Basis.DETECTED, f"{path}:1") in found) is speaks


def test_a_model_licence_at_the_root_is_that_of_the_weights_there() -> None:
    found = licences(inventory(("LICENSE", MIT + MODIFIED), weights="model.safetensors"))
    assert ("LicenseRef-altered-MIT", Basis.DETECTED, "LICENSE:1") in found


def test_what_is_no_licence_says_nothing() -> None:
    assert best_of(runs("a list of cakes"), fingerprints()) is None
    found = licences(inventory(("models/small/LICENSE", "a list of cakes")))
    assert [basis for _, basis, _ in found] == [Basis.DECLARED]
