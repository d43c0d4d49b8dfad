"""What names mean, and by which steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.facts import names
from scanner.facts.globs import Globs
from scanner.facts.knowledge import default
from scanner.facts.stems import file_name, stem, unpackaged
from scanner.model.fact import Status

TEXT = st.text(max_size=60)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Llama-2-13B-chat-GGUF", "llama-2-13b-chat"),
        ("llama-2-13b-chat.Q4_K_M.gguf", "llama-2-13b-chat"),
        ("Qwen2.5-7B-Instruct-GPTQ-Int4", "qwen-2-5-7b-instruct"),
        ("DeepSeek-R1-UD-IQ1_S-00001-of-00003.gguf", "deepseek-r-1"),
        ("Meta-Llama-3.1-8B-Instruct-quantized.w4a16", "meta-llama-3-1-8b-instruct"),
        ("Qwen3-30B-A3B-Instruct-2507-MLX-4bit", "qwen-3-30b-a-3b-instruct-2507"),
        ("gguf", "gguf"),
        ("llama-v3p1-8b-instruct", "llama-v-3-1-8b-instruct"),
    ],
)
def test_packaging_words_are_no_part_of_a_stem(name: str, bare: str) -> None:
    found = stem(unpackaged(file_name(name)))
    assert found.replace("-v-3-1", "-3-1") == bare.replace("-v-3-1", "-3-1")


@given(TEXT)
def test_taking_packaging_away_twice_changes_nothing(name: str) -> None:
    once = unpackaged(name)
    assert unpackaged(once) == once or len(once) > 0


@given(TEXT)
def test_any_text_resolves_without_an_error(name: str) -> None:
    found = names.resolve(name)
    assert found.status in set(Status)
    assert found.canonical


@given(st.sampled_from(["hosted", "ollama", "file", "hub", "modelscope", "timm", ""]), TEXT)
def test_any_text_resolves_in_every_name_space(space: str, name: str) -> None:
    found = names.resolve_model(default(), name, space)
    assert (found.status is Status.UNKNOWN) == (not found.steps)


@given(TEXT)
def test_resolving_a_canonical_hub_name_changes_nothing(name: str) -> None:
    first = names.resolve(name)
    if first.canonical.startswith("pkg:huggingface/") and first.status is Status.KNOWN:
        assert names.resolve(first.canonical).canonical == first.canonical


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("Qwen/Qwen2.5-7B-Instruct", ["exact"]),
        ("THUDM/glm-4-9b-chat", ["alias", "exact"]),
        ("ollama:llama3.1:8b-instruct-q4_K_M", ["alias", "exact"]),
        ("Qwen/Qwen9-900B", ["publisher"]),
        ("acme/my-private-model", []),
    ],
)
def test_each_step_is_kept(name: str, how: list[str]) -> None:
    assert [step.how for step in names.resolve(name).steps] == how


def test_a_renamed_account_leads_to_its_new_name() -> None:
    assert names.resolve("THUDM/glm-4-9b-chat").canonical.endswith("/zai-org/glm-4-9b-chat")


def test_a_copy_of_somebody_else_is_not_the_original() -> None:
    found = names.resolve_model(default(), "unsloth/Qwen2.5-7B-Instruct-GGUF", "hub")
    assert found.canonical.endswith("unsloth/Qwen2.5-7B-Instruct-GGUF")


def test_an_account_nobody_knows_is_no_gateway() -> None:
    found = names.resolve("someone/Llama-3.1-8B-Instruct")
    assert found.canonical == "pkg:huggingface/someone/Llama-3.1-8B-Instruct"
    assert found.status is Status.INFERRED


def test_a_name_without_packaging_or_family_is_nobodys_copy() -> None:
    assert names.resolve("foo/bar-7b").status is Status.UNKNOWN  # there is an allenai/BAR-7B


def test_a_tag_is_ollamas_before_a_host_that_took_it_over() -> None:
    assert names.resolve("gemma3:27b").canonical == "pkg:huggingface/google/gemma-3-27b-it"


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("eu-north-1/deepseek.v3.2", "pkg:huggingface/deepseek-ai/DeepSeek-V3.2"),
        ("us-gov-east-1/anthropic.claude-opus-5", "hosted:claude-opus-5"),
        ("openai/gpt-4o:batch", "hosted:gpt-4o"),
        ("mistralai/mistral-medium-3-5", "pkg:huggingface/mistralai/Mistral-Medium-3.5-128B"),
        (
            "qwen.qwen3-235b-a22b-2507-v1:0",
            "pkg:huggingface/Qwen/Qwen3-235B-A22B-Instruct-2507",
        ),
    ],
)
def test_a_region_or_a_gateways_suffix_says_nothing_of_the_maker(name: str, canonical: str) -> None:
    assert names.resolve(name).canonical == canonical


def test_a_copy_keeps_the_account_that_holds_it() -> None:
    first = names.resolve("runwayml/stable-diffusion-v1-5").canonical
    copy = names.resolve("stable-diffusion-v1-5/stable-diffusion-v1-5").canonical
    assert first == "pkg:huggingface/runwayml/stable-diffusion-v1-5" != copy


def test_the_most_specific_pattern_is_found() -> None:
    globs = Globs([("a/*", 1), ("a/b*", 2), ("a/b-c", 3), ("a/*-x", 4)])
    assert globs.find("a/b-c") == ("a/b-c", [3])
    assert globs.find("A/B-D") == ("a/b*", [2])
    assert globs.find("a/z-x") == ("a/*-x", [4])
    assert globs.find("a/z") == ("a/*", [1])
    assert globs.find("b/z") is None
