"""Every claim has one sentence, which states and does not judge."""

from __future__ import annotations

import re
from datetime import date

import pytest

from scanner.model.fact import (
    CLAIM_NAMES,
    ChipFigures,
    Claim,
    Classified,
    DerivedFrom,
    Developed,
    Identified,
    Licensed,
    Listed,
    LocatedIn,
    Made,
    Observed,
    Published,
    Served,
    Status,
    Trained,
    Vulnerable,
    WeightsAccess,
    claim_value,
)
from scanner.report.claims import sentence
from scanner.report.stored import claim

SAID: list[tuple[Claim, str]] = [
    (Identified(canonical="a", status=Status.UNKNOWN, steps=()), "is a (unknown)"),
    (Licensed(expression=None, license_class="none-stated"), "no licence stated"),
    (
        Licensed(expression="MIT", license_class="permissive", part="code"),
        "licence MIT for its code (permissive)",
    ),
    (
        Published(organisation="acme", title="", country=None),
        "published by acme (country not known)",
    ),
    (
        Developed(organisation="acme", title="Acme", country="FR"),
        "weights developed by Acme (FR)",
    ),
    (
        DerivedFrom(base="pkg:huggingface/a/b", relation="adapter_of", inferred=False),
        "adapter of a/b",
    ),
    (
        Listed(
            list="us-csl",
            organisation="acme",
            listed_name="ACME",
            match="exact",
            first_listed=date(2020, 1, 2),
            removed=date(2021, 1, 2),
            restricts="x",
        ),
        "publisher is ACME on us-csl since 2020-01-02 until 2021-01-02 (exact); it restricts x",
    ),
    (
        Served(operator="acme", title="", operator_country="US"),
        "operated by acme (US); data processed in places not known (unknown)",
    ),
    (
        Trained(compute_flop=1.5e25, confidence="likely", accessibility="api"),
        "training compute 1.5e+25 FLOP (likely)",
    ),
    (WeightsAccess(access="gated"), "weights gated"),
    (Made(vendor="NVIDIA", country="US", hardware="cuda"), "tied to cuda of NVIDIA (US)"),
    (
        LocatedIn(country=None, provider="aws"),
        "aws region in a country not known",
    ),
    (
        ChipFigures(chip="H20", vendor="NVIDIA", tpp=2368.0, density=None),
        "NVIDIA H20: TPP 2368, performance density unknown",
    ),
    (
        Classified(code="5D002", ground="implements TLS"),
        "candidate classification 5D002: implements TLS",
    ),
    (
        Vulnerable(advisory="PYSEC-1", aliases=(), fixed=()),
        "PYSEC-1: known vulnerability (fixed: no fixed version known)",
    ),
    (Observed(key="format", value="pickle"), "format: pickle"),
]


@pytest.mark.parametrize(("made", "said"), SAID)
def test_a_claim_is_said_in_one_sentence(made: Claim, said: str) -> None:
    assert sentence(made) == said
    assert not re.search(r"illegal|banned|compliant|\bsafe\b", said)


@pytest.mark.parametrize("made", [made for made, _ in SAID], ids=lambda made: type(made).__name__)
def test_a_claim_is_read_back_from_its_public_form(made: Claim) -> None:
    assert claim(CLAIM_NAMES[type(made)], claim_value(made)) == made


def test_every_claim_is_in_this_table() -> None:
    assert {type(made) for made, _ in SAID} == set(CLAIM_NAMES)


def test_what_is_no_claim_is_none() -> None:
    assert claim("nonsense", {}) is None
    assert claim("license", {"expression": 3}) is None
