"""Which licence applied on which day, whose word counts, and what the terms say."""

from __future__ import annotations

from datetime import date

import pytest

from scanner.facts import license_classes, license_facts
from scanner.facts.explain import explain
from scanner.facts.knowledge import default
from scanner.facts.package_metadata import alias
from scanner.facts.tables.licences import row_class, spdx_class
from scanner.model.fact import LICENSE_CLASSES, Basis, Licensed

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("name", "day", "expression"),
    [
        ("01-ai/Yi-34B", date(2023, 11, 22), "LicenseRef-yi-1.0"),
        ("01-ai/Yi-34B", date(2023, 11, 23), "LicenseRef-yi-community"),
        ("01-ai/Yi-34B", date(2024, 5, 12), "LicenseRef-yi-community"),
        ("01-ai/Yi-34B", date(2024, 5, 13), "Apache-2.0"),
        ("01-ai/Yi-34B", DAY, "Apache-2.0"),
        ("stabilityai/stable-diffusion-3-medium", date(2024, 7, 4), "LicenseRef-stability-nc-2023"),
        (
            "stabilityai/stable-diffusion-3-medium",
            date(2024, 7, 5),
            "LicenseRef-stability-community-2024",
        ),
        ("microsoft/phi-2", date(2024, 1, 5), "LicenseRef-msrla"),
        ("microsoft/phi-2", date(2024, 1, 6), "MIT"),
        ("tiiuae/falcon-40b", date(2023, 5, 30), "LicenseRef-tii-falcon-llm-1.0"),
        ("tiiuae/falcon-40b", date(2023, 5, 31), "Apache-2.0"),
        ("black-forest-labs/FLUX.2-dev", date(2026, 8, 1), "LicenseRef-flux-dev-nc-2.0"),
        ("black-forest-labs/FLUX.2-dev", date(2026, 8, 2), "LicenseRef-flux-nc-2.1"),
        # A release of its own, not a change of the text.
        ("deepseek-ai/DeepSeek-V3", DAY, "LicenseRef-deepseek-1.0"),
        ("deepseek-ai/DeepSeek-V3-0324", DAY, "MIT"),
        ("LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct", DAY, "LicenseRef-exaone-nc-1.1"),
        ("LGAI-EXAONE/EXAONE-4.0-32B", DAY, "LicenseRef-exaone-nc-1.2"),
        ("stabilityai/stable-diffusion-2-1", DAY, "LicenseRef-openrail-pp-m"),
        ("facebook/dinov3-vitb16-pretrain-lvd1689m", DAY, "LicenseRef-dinov3"),
    ],
)
def test_the_text_of_the_day_is_the_one_that_applies(name: str, day: date, expression: str) -> None:
    assert explain(name, as_of=day)["license"] == expression


@pytest.mark.parametrize(
    ("expression", "key", "value"),
    [
        # What general knowledge had wrong, as the texts have it.
        ("LicenseRef-llama-1", "military_ban", "yes"),  # 2.a (ii)
        ("LicenseRef-stability-nc-2023", "acceptable_use_policy", "yes"),  # 1.a incorporates it
        ("LicenseRef-bigscience-rail-1.0", "output_training", "conditional"),  # 1.5 derivatives
        ("LicenseRef-opt-175b", "military_ban", "yes"),  # 2.a (ii)
        ("LicenseRef-meta-sam", "commercial_use", "yes"),  # 1.a
        ("LicenseRef-orion-14b", "military_ban", "yes"),  # 2.2
        ("LicenseRef-yuan-2.0", "military_ban", "yes"),  # II.1
        ("LicenseRef-exaone-nc-1.1", "output_training", "no"),  # 3.1
        ("LicenseRef-coqui-cpml", "commercial_use", "no"),
    ],
)
def test_terms_are_those_of_the_text(expression: str, key: str, value: str) -> None:
    claim = license_classes.licensed(expression)
    assert claim.terms is not None
    assert claim.terms.text_read
    assert getattr(claim.terms, key) == value


def test_every_row_answers_what_is_asked_of_a_licence() -> None:
    """Derivatives, adapters, hosting and updates: a text says, or it is unknown, never left out."""
    for _, row in default().entries("license-row"):
        assert isinstance(row, dict)
        others = dict(license_facts.terms_of(row).others)
        assert {"derivative", "adapters", "hosting", "updates"} <= set(others), row["id"]


def test_a_release_under_the_text_of_another_has_its_terms() -> None:
    terms = explain("codellama/CodeLlama-7b-hf", as_of=DAY)["terms"]
    assert terms["text_read"] is True
    assert terms["output_training"] == "no"
    assert terms["thresholds"][0]["measured_month"] == "2023-06"


def facts_of(name: str) -> list[tuple[Licensed, Basis]]:
    model = default().model("hf", name)
    found = license_facts.licenses(default(), "x", name, model)
    return [(f.claim, f.provenance.basis) for f in found if isinstance(f.claim, Licensed)]


def test_the_licence_of_the_code_is_kept_apart() -> None:
    parts = {claim.part: claim.expression for claim, _ in facts_of("deepseek-ai/DeepSeek-V3")}
    assert parts["code"] == "MIT"
    assert explain("deepseek-ai/DeepSeek-V3", as_of=DAY)["license"] == "LicenseRef-deepseek-1.0"


def test_a_wildcard_gives_way_to_a_card_that_names_another_licence() -> None:
    assert {claim.expression for claim, _ in facts_of("OpenGVLab/InternVL2-1B")} == {"MIT"}
    assert explain("zai-org/GLM-5.3", as_of=DAY)["license"] == "LicenseRef-glm-5.3"


@pytest.mark.parametrize(
    ("hub_id", "expression"),
    [
        ("Qwen/Qwen1.5-4B-Chat-AWQ", "LicenseRef-tongyi-qianwen-research"),
        ("Qwen/Qwen2-VL-72B-Instruct-GPTQ-Int8", "LicenseRef-tongyi-qianwen"),
        ("OpenGVLab/InternVL2-8B-AWQ", "MIT"),
    ],
)
def test_a_wildcard_gives_way_to_the_card_of_the_makers_original(
    hub_id: str, expression: str
) -> None:
    assert explain(hub_id, as_of=DAY)["license"] == expression


def test_a_wildcard_is_an_inference_for_an_id_that_no_table_holds() -> None:
    found = license_facts.licenses(default(), "x", "Qwen/Qwen2.5-5B", None)
    assert {fact.provenance.basis for fact in found} == {Basis.INFERRED}


@pytest.mark.parametrize(
    ("hub_id", "card", "believed"),
    [
        ("Qwen/Qwen3-8B", "Apache-2.0", "LicenseRef-other"),
        ("berkeley-nest/Starling-LM-7B-alpha", "Apache-2.0", "CC-BY-NC-4.0"),
        (
            "nvidia/Llama-3_3-Nemotron-Super-49B-v1",
            "LicenseRef-nvidia-open-model",
            "LicenseRef-llama-3.1",
        ),
        (
            "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-FP8",
            "LicenseRef-nvidia-nemotron-open",
            "LicenseRef-nvidia-open-model",
        ),
    ],
)
def test_a_word_beside_a_copy_of_the_card_is_an_inference(
    hub_id: str, card: str, believed: str
) -> None:
    known = default()
    model = known.model("hf", hub_id)
    facts = license_facts.card_licenses(known, f"pkg:huggingface/{hub_id}", model)
    bases = {f.claim.expression: f.provenance.basis for f in facts if isinstance(f.claim, Licensed)}
    assert bases == {card: Basis.REPO_DATA, believed: Basis.INFERRED}


def test_an_exact_release_wins_over_what_cards_say() -> None:
    first = facts_of("deepseek-ai/DeepSeek-R1-Distill-Llama-8B")[0]
    assert first[0].expression == "MIT AND LicenseRef-llama-3.1"
    assert first[1] is Basis.PRIMARY_TEXT


def test_a_term_that_nobody_read_is_unknown() -> None:
    for _, row in default().entries("license-row"):
        assert isinstance(row, dict)
        terms = license_facts.terms_of(row)
        if not terms.text_read:
            assert terms.acceptable_use_policy != "no", row["id"]
            assert terms.military_ban != "no", row["id"]
            assert terms.output_training != "yes", row["id"]


def test_a_threshold_says_whose_users_count_when_and_what_follows() -> None:
    terms = explain("meta-llama/Llama-3.1-8B", as_of=DAY)["terms"]
    assert terms["thresholds"] == [
        {
            "metric": "monthly-active-users",
            "op": ">",
            "value": 700_000_000,
            "measured": "once",
            "measured_month": "2024-06",
            "scope": "group",
            "follows": "licence",
        }
    ]


def test_a_territory_says_what_it_binds_and_where_the_clause_sits() -> None:
    vision = explain("meta-llama/Llama-3.2-11B-Vision-Instruct", as_of=DAY)["terms"]
    text = explain("meta-llama/Llama-3.2-3B-Instruct", as_of=DAY)["terms"]
    territories = vision["territories"]
    assert isinstance(territories, list)
    assert "DE" in territories[0]["excluded"]
    assert territories[0]["binds"] == ["licensee-seat"]
    assert territories[0]["clause_in"] == "acceptable use policy"
    assert text["territories"] == []


def test_a_disputed_licence_keeps_both_claims_and_decides_nothing() -> None:
    claims = [claim for claim, _ in facts_of("jinaai/jina-embeddings-v4")]
    assert {"CC-BY-NC-4.0", "LicenseRef-qwen-research"} <= {claim.expression for claim in claims}
    assert {c.license_class for c in claims if c.terms and c.terms.disputed} == {"unknown"}


@pytest.mark.parametrize(
    ("name", "expression", "license_class"),
    [
        ("apache-2.0", "Apache-2.0", "permissive"),
        ("Llama3.1", "LicenseRef-llama-3.1", "community-threshold"),
        ("openrail++", "LicenseRef-openrail-pp-m", "use-restricted"),
        ("agpl-3.0", "AGPL-3.0-only", "network-copyleft"),
        ("other", "LicenseRef-other", "unknown"),
        ("acme-non-commercial-1.0", "LicenseRef-acme-non-commercial-1.0", "non-commercial"),
        ("acme research only", "LicenseRef-acme-research-only", "research-only"),
        ("whatever/else", "LicenseRef-whatever-else", "unknown"),
    ],
)
def test_a_cards_word_becomes_an_expression(name: str, expression: str, license_class: str) -> None:
    found = license_facts.named_license(default(), name)
    assert (found.expression, found.license_class) == (expression, license_class)


def test_patterns_that_differ_by_case_alone_are_one() -> None:
    """Ids fold to lower case: each further spelling would state the same licence again."""
    rows = [item for item in default().whole("license-pattern") if isinstance(item, list)]
    pairs = [(pattern, row) for pattern, row in rows]
    assert pairs
    assert len(set(pairs)) == len(pairs)


def test_the_first_class_that_applies_wins() -> None:
    row: dict[str, object] = {
        "licence_id": "LicenseRef-x",
        "commercial_use": "no",
        "thresholds": [{"value": 1}],
        "acceptable_use_policy": "yes",
    }
    assert row_class(row) == "non-commercial"
    assert row_class({**row, "commercial_use": "conditional"}) == "community-threshold"
    assert row_class({**row, "commercial_use": "yes", "thresholds": []}) == "use-restricted"
    assert row_class({**row, "disputed": True}) == "unknown"


def test_every_class_in_the_tables_is_a_known_one() -> None:
    for space in ("license", "license-name", "license-row"):
        for _, row in default().entries(space):
            assert isinstance(row, dict)
            assert row["class"] in LICENSE_CLASSES


@pytest.mark.parametrize(
    ("expression", "license_class"),
    [
        ("SSPL-1.0", "network-copyleft"),
        ("GPL-3.0-or-later", "strong-copyleft"),
        ("LGPL-2.1-only", "weak-copyleft"),
        ("CC-BY-NC-ND-4.0", "non-commercial"),
        ("CC-BY-4.0", "permissive"),
        ("BigCode-OpenRAIL-M-1.0", "use-restricted"),
        ("LicenseRef-nobody-knows", "unknown"),
    ],
)
def test_a_standard_id_has_the_class_of_its_family(expression: str, license_class: str) -> None:
    assert spdx_class(expression, "") == license_class


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("Llama 3.1 Community License Agreement", "LicenseRef-llama-3.1"),
        ("META LLAMA 3 COMMUNITY LICENSE AGREEMENT", "LicenseRef-llama-3"),
        ("Gemma Terms of Use", "LicenseRef-gemma-terms"),
        ("CreativeML Open RAIL-M", "LicenseRef-creativeml-openrail-m"),
        ("NVIDIA Open Model License", "LicenseRef-nvidia-open-model"),
        ("gemma", None),  # a package is called so as well
        ("Open RAIL-M", None),  # which one?
    ],
)
def test_a_packages_licence_field_may_name_a_model_licence(
    text: str, expression: str | None
) -> None:
    assert alias("field", text) == expression
    if expression:
        assert license_classes.class_of(expression) not in {"unknown", "permissive"}
