"""Scenarios and alternatives: other rules for the same components, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner.facts import FACT_SOURCES
from scanner.facts.run import gather
from scanner.inventory.grow import grow
from scanner.model.errors import ConfigError
from scanner.model.inventory import Inventory
from scanner.policy import alternatives, claims, dossiers, load, scenario, testing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scanner.model.component import Component
    from scanner.model.context import Context
    from scanner.model.dossier import Dossier
    from scanner.model.fact import Fact

DEEPSEEK = {"claim": "publisher", "organisation": "deepseek", "title": "DeepSeek", "country": "CN"}


def context(**declared: object) -> Context:
    return testing.context_of({"context": declared})


def one(name: str, *rows: dict[str, object]) -> tuple[Dossier, ...]:
    component = claims.component(name)
    inventory = Inventory(
        components=(component,), evidence={name: (claims.evidence(component, {}),)}
    )
    return dossiers.build(inventory, [claims.fact(name, row) for row in rows])


@pytest.mark.parametrize("name", scenario.names())
def test_every_shipped_scenario_loads_and_runs(name: str) -> None:
    policy = load.load()
    given = one("pkg:huggingface/deepseek-ai/DeepSeek-R1", DEEPSEEK)
    result = scenario.simulate(policy, given, context(), scenario.load(name, policy))
    assert result.before.matrix[0].component == result.after.matrix[0].component


def test_a_listing_that_comes_shows_as_new() -> None:
    policy = load.load()
    given = one("pkg:huggingface/deepseek-ai/DeepSeek-R1", DEEPSEEK)
    overlay = scenario.load("deepseek-on-the-entity-list", policy)
    result = scenario.simulate(policy, given, context(), overlay)
    assert [finding.rule for finding in result.appeared] == ["EXP001"]
    assert not result.gone


def test_a_state_that_changes_shows_as_changed() -> None:
    policy = load.load()
    given = one("pkg:huggingface/Qwen/Qwen3-8B", {**DEEPSEEK, "established": ["CN"]})
    overlay = scenario.load("wider-tier-by-guidance", policy)
    result = scenario.simulate(policy, given, context(contracts=["us-dod"]), overlay)
    assert ("EXP014", "undecided", "violation") in [
        (old.rule, old.outcome.value, new.outcome.value) for old, new in result.changed
    ]


def test_a_wrong_scenario_names_its_place(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'title = "x"\nreference = "x"\n[context]\nmarket = ["us"]\n[[state]]\n'
        'regime = "us-affiliate-50"\nstate = "in-force"\nfrom = 2026-01-01\n'
        'citation = "x"\n[severity]\nEXP0001 = "note"\n'
    )
    with pytest.raises(ConfigError) as caught:
        scenario.load(path, load.load())
    for hint in ("'markets'", "'us-affiliates-50'", "'EXP001'"):
        assert hint in str(caught.value)


def test_an_unknown_scenario_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="affiliates-rule-returns"):
        scenario.load("affiliates-rule-return", load.load())


def learn(components: Sequence[Component]) -> tuple[Inventory, tuple[Fact, ...]]:
    rows = {item.name: (claims.evidence(item, {}),) for item in components}
    asked = Inventory(components=tuple(components), evidence=rows)
    facts, _ = gather(asked, context(), sources=FACT_SOURCES, online=False)
    return grow(asked, facts)[0], facts


def test_alternatives_are_judged_by_the_same_policy() -> None:
    policy = load.load(("us-defense",))
    found = alternatives.alternatives("deepseek-ai/DeepSeek-R1", policy, context(), learn)
    titles = [item.title for item in found]
    assert "deepseek-ai/DeepSeek-R1" not in titles
    assert found[0].fits
    assert found[0].errors == 0
    assert titles.index("openai/gpt-oss-20b") < titles.index("meta-llama/Llama-3.1-8B-Instruct")


@pytest.mark.parametrize(
    ("title", "use"),
    [
        ("BAAI/bge-large-en-v1.5", "embedding"),
        ("openai/whisper-tiny", "speech-to-text"),
        ("someone/unknown-7b", "chat"),
        ("Qwen/Qwen2.5-Coder-32B", "code"),
    ],
)
def test_a_use_is_read_from_the_name(title: str, use: str) -> None:
    found = alternatives.use_of(title)
    assert found is not None
    assert found.id == use


def test_candidates_stand_in_order_and_come_from_several_countries() -> None:
    for use in alternatives.uses():
        assert list(use.candidates) == sorted(use.candidates), use.id
        assert len({name.split("/")[0] for name in use.candidates}) >= 3, use.id
