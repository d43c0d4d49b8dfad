"""A small repository full of known traps, and the right answer to each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scanner import config
from scanner.model.evidence import Confidence, Kind
from scanner.model.fact import (
    Basis,
    DerivedFrom,
    Developed,
    Identified,
    Licensed,
    Published,
    Served,
    Status,
)
from scanner.model.finding import Finding, Outcome
from scanner.pipeline import scan
from scanner.report import REPORTERS

if TYPE_CHECKING:
    from scanner.model.scan import Scan

HERE = Path(__file__).resolve().parent / "in"
HUB = "pkg:huggingface/"


@pytest.fixture(scope="module")
def result() -> Scan:
    settings = config.load(HERE, {"as-of": "2026-11-21"}, {})
    return scan(HERE, settings=settings, on_bug="raise")


def findings(result: Scan, about: str, outcome: Outcome = Outcome.VIOLATION) -> dict[str, Finding]:
    return {f.slug: f for f in result.findings if f.about == about and f.outcome is outcome}


def claims(result: Scan, about: str, kind: type) -> list[object]:
    return [f.claim for f in result.facts if f.about == about and isinstance(f.claim, kind)]


def licenses(result: Scan, about: str) -> set[str | None]:
    return {claim.expression for claim in claims(result, about, Licensed)}  # type: ignore[attr-defined] (filtered by type above)


def sure(result: Scan, kind: Kind | None = None) -> set[str]:
    return {
        e.name
        for e in result.evidence
        if e.confidence is not Confidence.LOW and (kind is None or e.kind is kind)
    }


def row(result: Scan, about: str) -> dict[str, tuple[str, ...]]:
    found = next(r for r in result.matrix if r.component == about)
    return {"residency": found.residency, "control": found.control, "origin": found.origin}


def test_one_size_is_apache_and_the_next_is_research_only(result: Scan) -> None:
    assert licenses(result, f"{HUB}Qwen/Qwen2.5-7B-Instruct") == {"Apache-2.0"}
    assert licenses(result, f"{HUB}Qwen/Qwen2.5-3B-Instruct") == {"LicenseRef-qwen-research"}
    assert "non-commercial-model" in findings(result, f"{HUB}Qwen/Qwen2.5-3B-Instruct")
    assert "non-commercial-model" not in findings(result, f"{HUB}Qwen/Qwen2.5-7B-Instruct")


def test_a_quantised_mirror_leads_to_its_base_and_its_terms(result: Scan) -> None:
    mirror = f"{HUB}bartowski/Llama-3.2-3B-Instruct-GGUF"
    bases = {c.base for c in claims(result, mirror, DerivedFrom)}  # type: ignore[attr-defined] (filtered by type above)
    assert f"{HUB}meta-llama/Llama-3.2-3B-Instruct" in bases
    assert licenses(result, f"{HUB}meta-llama/Llama-3.2-3B-Instruct") == {"LicenseRef-llama-3.2"}
    assert row(result, mirror)["origin"] == ("US",)


def test_an_adapter_takes_on_its_research_only_base(result: Scan) -> None:
    base = f"{HUB}Qwen/Qwen2.5-3B"
    adapter = next(e for e in result.evidence if e.at.path.endswith("adapter_config.json"))
    assert (adapter.name, adapter.relation.value) == ("Qwen/Qwen2.5-3B", "adapter_of")
    assert "non-commercial-model" in findings(result, base)


def test_the_service_is_found_where_its_data_goes(result: Scan) -> None:
    served = claims(result, "service:api.deepseek.com", Served)
    assert [(c.operator_country, c.processing) for c in served] == [("CN", ("CN",))]  # type: ignore[attr-defined] (filtered by type above)
    assert row(result, "hosted:deepseek-chat")["residency"] == ("CN",)


def test_a_model_on_a_us_cloud_stays_in_the_us_and_keeps_its_origin(result: Scan) -> None:
    axes = row(result, "hosted:us.deepseek.r1-v1:0")
    assert axes == {"residency": ("US",), "control": ("US",), "origin": ("CN",)}


def test_the_developer_of_a_hosted_model_is_known_apart_from_its_host(result: Scan) -> None:
    developers = claims(result, "hosted:us.deepseek.r1-v1:0", Developed)
    assert {c.organisation for c in developers} == {"deepseek"}  # type: ignore[attr-defined] (filtered by type above)


def test_weights_run_locally_are_no_service(result: Scan) -> None:
    assert row(result, f"{HUB}deepseek-ai/DeepSeek-R1")["residency"] == ()
    assert licenses(result, f"{HUB}deepseek-ai/DeepSeek-R1") == {"MIT"}


def test_a_maker_may_free_its_own_derivative(result: Scan) -> None:
    """DeepSeek-R1 is MIT and its base, by the same maker, is not: the maker may grant more."""
    model = f"{HUB}deepseek-ai/DeepSeek-R1"
    assert "inherited-license-conflict" not in findings(result, model)


def test_a_base_is_never_made_from_its_own_copy(result: Scan) -> None:
    originals = {f"{HUB}BAAI/bge-m3", f"{HUB}google-bert/bert-base-uncased"}
    assert {f.about for f in result.facts if isinstance(f.claim, DerivedFrom)} & originals == set()


@pytest.mark.parametrize(
    "name",
    [
        "org/model",  # a placeholder
        "tiiuae/falcon-40b",  # commented out
        "gpt-4",  # a membership test
        "gpt-4o-mini",  # a comparison
        "acme/our-private-finetune",  # a push target
        "application/json",  # a MIME type
        "Europe/Berlin",  # a time zone
        "outputs/checkpoints",  # a folder
        "google/gemma-2-9b",  # a docstring
        "microsoft/phi-4",  # prose
        "vllm/vllm-openai",  # a container image
        "command",  # a key of compose
    ],
)
def test_what_is_no_reference_is_not_reported(result: Scan, name: str) -> None:
    assert name not in sure(result)


@pytest.mark.parametrize(
    ("name", "file", "line"),
    [
        ("Qwen/Qwen2.5-7B-Instruct", "app/settings.py", 7),  # an f-string in an imported module
        ("Qwen/Qwen2.5-3B-Instruct", "app/settings.py", 8),  # a constant in an imported module
        ("BAAI/bge-m3", "app/settings.py", 9),  # an environment default
        ("deepseek-ai/DeepSeek-R1", "deploy/compose.yaml", 4),  # a command line
        ("distilbert/distilbert-base-uncased", "docs/guide.md", 7),  # a code block
        ("rajpurkar/squad", "app/main.py", 29),  # a data set
        ("api.deepseek.com", "app/main.py", 23),  # a base URL
    ],
)
def test_a_reference_is_found_where_its_literal_stands(
    result: Scan, name: str, file: str, line: int
) -> None:
    assert (file, line) in {(e.at.path, e.at.line) for e in result.evidence if e.name == name}


def test_an_id_that_does_not_exist_has_no_licence(result: Scan) -> None:
    nobody = f"{HUB}Qwen/Qwen97-Imaginary-1T"
    facts = [f for f in result.facts if f.about == nobody and isinstance(f.claim, Licensed)]
    assert [f for f in facts if f.provenance.basis is not Basis.INFERRED] == []
    assert {c.status for c in claims(result, nobody, Identified)} != {Status.KNOWN}


def test_a_commit_pins_and_a_default_branch_does_not(result: Scan) -> None:
    pinned = f"{HUB}mistralai/Mistral-7B-Instruct-v0.3"
    assert "model-revision-not-pinned" not in findings(result, pinned)
    assert any(f.rule == "MOD003" for f in result.findings if f.about.endswith("bge-m3"))
    assert not any(f.rule == "MOD003" for f in result.findings if f.about == pinned)


def test_a_range_gets_no_version_and_a_constraint_is_no_dependency(result: Scan) -> None:
    names = {c.name for c in result.inventory.components}
    assert {"pkg:pypi/attrs", "pkg:pypi/requests@2.32.3"} <= names
    assert not any("urllib3" in name for name in names)


def test_what_cannot_be_read_is_a_gap_with_its_line(result: Scan) -> None:
    gaps = {gap.at.path: gap for gap in result.gaps}
    assert gaps["deploy/broken.yaml"].at.line >= 1
    assert "LFS" in gaps["weights/huge.safetensors"].reason


def test_the_publisher_is_the_account_and_its_country_is_cited(result: Scan) -> None:
    facts = [f for f in result.facts if f.about == f"{HUB}Qwen/Qwen2.5-7B-Instruct"]
    published = [f for f in facts if isinstance(f.claim, Published)]
    assert {f.claim.country for f in published if isinstance(f.claim, Published)} == {"CN"}
    assert all(f.provenance.source and f.provenance.reference for f in facts)


def test_every_file_is_accounted_for(result: Scan) -> None:
    coverage = result.coverage
    assert coverage.files == coverage.read + sum(coverage.skipped.values())


def test_the_same_input_gives_the_same_bytes(result: Scan) -> None:
    settings = config.load(HERE, {"as-of": "2026-11-21"}, {})
    again = scan(HERE, settings=settings, on_bug="raise")
    for reporter in REPORTERS:
        assert reporter.render(result) == reporter.render(again), reporter.id
