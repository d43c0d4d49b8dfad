"""One name, one object: which meaning wins, what the fields hold, and how fast."""

from __future__ import annotations

import json
from datetime import date

import pytest

from scanner.facts.explain import ORDER, explain
from scanner.facts.knowledge import default
from scanner.facts.names import resolve_model
from scanner.model.fact import LICENSE_CLASSES
from scanner.model.rule import Period, Regime
from tests.yardstick import at_most

DAY = date(2026, 11, 21)
KEYS = [
    "name",
    "canonical",
    "kind",
    "status",
    "license",
    "license_name",
    "license_class",
    "publisher",
    "country",
    "bases",
    "distilled_from",
    "terms",
    "listings",
    "facts",
    "steps",
    "origin_country",
]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("MIT", "license"),
        ("apache-2.0", "license"),
        ("LicenseRef-llama-3", "license"),
        ("modified-mit", "license"),
        ("meta", "organisation"),
        ("deepseek", "organisation"),
        ("DeepSeek-AI", "organisation"),
        ("turbo", "model"),
        ("llama3", "model"),
        ("gpt-4o", "model"),
        ("https://huggingface.co/Qwen/Qwen3-8B", "model"),
        ("api.deepseek.com", "service"),
        ("https://api.openai.com/v1", "service"),
        ("torch", "package"),
        ("pkg:pypi/numpy@2.0", "package"),
    ],
)
def test_a_bare_name_means_what_the_documented_order_says(name: str, kind: str) -> None:
    assert explain(name, as_of=DAY)["kind"] == kind


def test_a_kind_asks_for_the_other_meaning() -> None:
    assert explain("MIT", "organisation", as_of=DAY)["country"] == "US"
    assert explain("gemma", "license", as_of=DAY)["license"] == "LicenseRef-gemma-terms"


@pytest.mark.parametrize(
    "name",
    ["Qwen/Qwen2.5-3B", "gpt-4o", "MIT", "meta", "torch", "api.openai.com", " nothing \n", ""],
)
def test_every_answer_has_the_same_keys_in_order(name: str) -> None:
    found = explain(name, as_of=DAY)
    assert list(found) == KEYS
    assert found["name"] == name
    assert found["license_class"] in LICENSE_CLASSES
    assert found["status"] in {"known", "inferred", "unknown"}
    json.dumps(found)


def test_every_fact_names_source_day_and_basis() -> None:
    for fact in explain("unsloth/DeepSeek-R1-GGUF", as_of=DAY)["facts"]:
        assert fact["claim"]
        assert fact["source"]
        assert fact["basis"]
        assert "date" in fact


def test_origin_is_the_root_of_the_lineage_and_country_that_of_the_account() -> None:
    found = explain("unsloth/DeepSeek-R1-GGUF", as_of=DAY)
    assert (found["country"], found["origin_country"]) == ("US", "CN")


def test_distilled_from_is_a_relation_of_its_own() -> None:
    found = explain("deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", as_of=DAY)
    assert found["distilled_from"] == ["pkg:huggingface/deepseek-ai/DeepSeek-R1"]
    assert found["bases"] == ["pkg:huggingface/Qwen/Qwen2.5-Math-7B"]


def test_a_licence_is_inherited_as_an_inference_and_the_strictest_binds() -> None:
    found = explain("TheBloke/Llama-2-7B-Chat-GGUF", as_of=DAY)
    assert found["license_class"] == "community-threshold"
    licenses = [fact for fact in found["facts"] if fact["claim"] == "license"]
    assert {fact["basis"] for fact in licenses} == {"inferred"}


def test_an_account_of_a_person_has_no_country() -> None:
    found = explain("sshleifer/distilbart-cnn-12-6", as_of=DAY)
    assert (found["publisher"], found["country"]) == ("sshleifer", None)


def test_a_region_in_the_host_says_where_data_is_processed() -> None:
    found = explain("bedrock-runtime.eu-central-1.amazonaws.com", as_of=DAY)
    assert (found["country"], found["kind"]) == ("US", "service")
    places = [fact["value"] for fact in found["facts"] if fact["claim"] == "location"]
    assert [place["country"] for place in places if isinstance(place, dict)] == ["DE"]


@pytest.mark.parametrize(
    ("host", "operator", "places"),
    [
        ("us-central1-aiplatform.googleapis.com", "US", ["US"]),
        ("europe-west4-aiplatform.googleapis.com", "US", ["NL"]),
        ("my-team.openai.azure.com", "US", []),
        ("bedrock-runtime.cn-north-1.amazonaws.com.cn", "CN", ["CN"]),
        ("eastus.api.cognitive.microsoft.com", "US", ["US"]),
        ("x.cn-north-1.example.org", None, []),
    ],
)
def test_a_host_is_found_by_its_ending(host: str, operator: str | None, places: list[str]) -> None:
    found = explain(f"service:{host}", as_of=DAY)
    assert found["country"] == operator
    located = [fact["value"] for fact in found["facts"] if fact["claim"] == "location"]
    assert [place["country"] for place in located if isinstance(place, dict)] == places


def test_a_regime_says_how_it_stands_on_the_day() -> None:
    regime = Regime(
        id="us-x",
        title="X",
        jurisdiction="US",
        authority="BIS",
        kind="rule",
        citation="1 FR 1",
        status="suspended",
        summary="",
        source="text",
        basis="primary-text",
        verified=DAY,
        periods=(
            Period(start=date(2025, 9, 29), end=date(2025, 11, 9), state="in-force"),
            Period(start=date(2025, 11, 10), end=None, state="suspended"),
        ),
    )

    def state(day: date) -> object:
        return explain("us-x", as_of=day, regimes={"us-x": regime})["terms"]["state"]

    assert state(date(2025, 9, 28)) == "out of period"
    assert state(date(2025, 11, 9)) == "in-force"
    assert state(date(2025, 11, 10)) == "suspended"


@pytest.mark.parametrize("name", ["banned", "illegal", "compliant", "Chinese model"])
def test_the_dangerous_words_stand_in_no_table(name: str) -> None:
    known = default()
    shown = [known.entries(space) for space in ("org", "license-row", "host", "family")]
    assert name.lower() not in json.dumps(shown, ensure_ascii=False).lower()


def test_a_thousand_look_ups_cost_little() -> None:
    known = default()
    names = [
        value[0]
        for _, value in known.entries("model:hf")[::25]
        if isinstance(value, list) and isinstance(value[0], str)
    ][:1000]
    resolve_model(known, names[0], "hub")
    # The budget is 50 ms, less than one unit.
    with at_most(4):
        for name in names:
            resolve_model(known, name, "hub")


def test_the_order_is_that_of_the_documentation() -> None:
    assert ORDER[:6] == ("regime", "service", "model", "license", "organisation", "package")


@pytest.mark.parametrize(
    ("name", "country", "origin"),
    [
        ("Snowflake/Qwen-2.5-coder-Arctic-ExCoT-32B", "US", "CN"),
        ("NousResearch/DeepHermes-3-Mistral-24B-Preview", "US", "FR"),
        ("elyza/Llama-3-ELYZA-JP-8B", "JP", "US"),
        ("allenai/olmOCR-2-7B-1025", "US", "CN"),
        ("microsoft/phi-4", "US", "US"),
    ],
)
def test_weights_named_after_anothers_family_are_not_the_publishers(
    name: str, country: str, origin: str
) -> None:
    answer = explain(name, as_of=DAY)
    assert (answer["country"], answer["origin_country"]) == (country, origin)
