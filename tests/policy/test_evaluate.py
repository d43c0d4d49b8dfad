"""Judging: the order of the questions, zones, the matrix with its axes and conflicts, and speed."""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from scanner.model.answer import Answer
from scanner.model.context import Context, Declaration
from scanner.model.evidence import (
    Confidence,
    Evidence,
    Gap,
    Kind,
    Location,
    Relation,
    Requirement,
)
from scanner.model.finding import Cell, Severity
from scanner.model.inventory import Edge, Inventory
from scanner.model.scan import DataTable
from scanner.policy import binding, claims, dossiers, evaluate, load, places, testing
from scanner.policy.predicates.platform import control_entry
from scanner.policy.predicates.terms import short
from tests.yardstick import at_most

if TYPE_CHECKING:
    from scanner.model.dossier import Dossier
    from scanner.model.rule import Policy
    from scanner.policy.evaluate import Judgement

DAY = date(2026, 11, 21)
DEEPSEEK = "pkg:huggingface/deepseek-ai/DeepSeek-R1"


@cache
def policy_of(*profiles: str) -> Policy:
    return load.load(profiles)


def built(
    names: dict[str, list[dict[str, Any]]], places_of: dict[str, dict[str, Any]] | None = None
) -> tuple[Dossier, ...]:
    components = tuple(claims.component(name) for name in names)
    rows = {
        item.name: (claims.evidence(item, (places_of or {}).get(item.name, {})),)
        for item in components
    }
    facts = [claims.fact(name, row) for name, given in names.items() for row in given]
    return dossiers.build(Inventory(components=components, evidence=rows), facts)


def judge(
    given: tuple[Dossier, ...], *profiles: str, day: date = DAY, **context: object
) -> Judgement:
    declared = testing.context_of(
        {"context": {key.replace("_", "-"): value for key, value in context.items()}, "as-of": day}
    )
    return evaluate.judge(policy_of(*profiles), given, declared)


NON_COMMERCIAL = {
    "claim": "license",
    "expression": "CC-BY-NC-4.0",
    "license-class": "non-commercial",
}
MIT = {"claim": "license", "expression": "MIT", "license-class": "permissive"}


def test_one_finding_per_rule_and_component_with_all_places() -> None:
    component = claims.component("pkg:huggingface/x/nc")
    rows = tuple(
        Evidence(Kind.MODEL, "x/nc", Location(f"{name}.py", 3), "call_arg") for name in "abc"
    )
    given = dossiers.build(
        Inventory(components=(component,), evidence={component.name: rows}),
        [claims.fact(component.name, NON_COMMERCIAL)],
    )
    found = [f for f in judge(given).findings if f.rule == "MOD001"]
    assert [len(f.evidence) for f in found] == [3]


@pytest.mark.parametrize(
    ("zone", "severity"),
    [
        ("runtime", Severity.ERROR),
        ("config", Severity.ERROR),
        ("ci", Severity.ERROR),
        ("test", Severity.NOTE),
        ("docs", Severity.NOTE),
        ("example", Severity.NOTE),
    ],
)
def test_what_does_not_ship_is_a_note(zone: str, severity: Severity) -> None:
    name = "pkg:huggingface/x/nc"
    found = judge(built({name: [NON_COMMERCIAL]}, {name: {"zone": zone}})).findings
    assert next(f for f in found if f.rule == "MOD001").severity is severity


def test_development_scopes_are_notes() -> None:
    component = claims.component("pkg:pypi/gpl")
    gpl = {"claim": "license", "expression": "GPL-3.0-only", "license-class": "strong-copyleft"}
    for scope, severity in (("runtime", Severity.WARNING), ("dev", Severity.NOTE)):
        row = Evidence(
            Kind.DEPENDENCY,
            "gpl",
            Location("pyproject.toml", 3),
            "pep621",
            relation=Relation.REQUIRES,
            detail=Requirement(scope=scope),
        )
        given = dossiers.build(
            Inventory(components=(component,), evidence={component.name: (row,)}),
            [claims.fact(component.name, gpl)],
        )
        found = judge(given, distribution="binary").findings
        assert next(f for f in found if f.rule == "LIC004").severity is severity


def test_what_is_only_mentioned_is_counted_and_not_judged() -> None:
    name = "pkg:huggingface/x/nc"
    component = claims.component(name)
    row = Evidence(Kind.MODEL, "x/nc", Location("a.py", 1), "prose", confidence=Confidence.LOW)
    given = dossiers.build(
        Inventory(components=(component,), evidence={name: (row,)}),
        [claims.fact(name, NON_COMMERCIAL)],
    )
    judged = judge(given)
    assert not [f for f in judged.findings if f.about == name]
    assert any(item.reason == "confidence" for item in judged.not_applied)


def test_first_party_components_are_quiet() -> None:
    policy = load.load(settings={"internal": {"models": ("acme/*",)}})
    given = built({"pkg:huggingface/acme/own": []})
    judged = evaluate.judge(policy, given, testing.context_of({"as-of": DAY}))
    assert not judged.findings


def test_permissive_licences_are_quiet_by_default() -> None:
    given = built({f"pkg:pypi/p{n}@1.0": [MIT] for n in range(20)})
    assert not judge(given).findings


def test_a_base_is_judged_through_what_was_made_from_it() -> None:
    lora, base = "pkg:huggingface/x/lora", "pkg:huggingface/y/base"
    components = (claims.component(lora), claims.component(base))
    inventory = Inventory(
        components=components,
        edges=(Edge(source=lora, target=base, relation=Relation.ADAPTER_OF),),
        evidence={lora: (claims.evidence(components[0], {}),)},
    )
    facts = [claims.fact(lora, MIT), claims.fact(base, NON_COMMERCIAL)]
    judged = judge(dossiers.build(inventory, facts))
    about = {f.about for f in judged.findings if f.rule == "MOD001"}
    assert about == {lora}
    assert [row.component for row in judged.matrix] == [lora]


def test_lineage_cycles_end() -> None:
    first, second = "pkg:huggingface/x/a", "pkg:huggingface/x/b"
    link = {"claim": "derived-from", "relation": "finetuned_from"}
    given = built({first: [{**link, "base": second}], second: [{**link, "base": first}]})
    assert [len(d.ancestors) for d in given] == [1, 1]
    judge(given)


def test_a_long_lineage_is_cut() -> None:
    names = [f"pkg:huggingface/x/m{n}" for n in range(50)]
    link = {"claim": "derived-from", "relation": "finetuned_from"}
    pairs = zip(names, names[1:], strict=False)  # noqa: RUF007 (Python 3.10 has pairwise, the shape is plain)
    given = built({a: [{**link, "base": b}] for a, b in pairs} | {names[-1]: []})
    assert max(len(d.ancestors) for d in given) == dossiers.DISTANCE_LIMIT


def test_gaps_make_one_note_for_the_scan() -> None:
    gaps = tuple(Gap(Location(f"{n}.toml", 1), "not TOML") for n in range(3))
    judged = evaluate.judge(
        policy_of("commercial"), (), testing.context_of({"as-of": DAY}), gaps=gaps
    )
    assert [(f.rule, f.about, f.severity) for f in judged.findings] == [
        ("CFG001", "", Severity.NOTE)
    ]


def test_each_stale_table_is_one_note() -> None:
    tables = tuple(
        DataTable(table=name, source="x", as_of=date(2026, month, 24), rows=1, limit_days=90)
        for name, month in (("a", 1), ("b", 7), ("c", 9))
    )
    judged = evaluate.judge(
        policy_of("commercial"), (), testing.context_of({"as-of": DAY}), tables=tables
    )
    assert [f.decisive for f in judged.findings] == ["a", "b"]


def test_a_list_rule_that_finds_nothing_in_a_stale_table_is_undecided() -> None:
    table = DataTable(table="list-bis", source="x", as_of=date(2026, 7, 9), rows=1, limit_days=90)
    given = built({"pkg:huggingface/x/y": [MIT]})
    for day, wanted in ((date(2026, 10, 7), []), (date(2026, 10, 8), ["undecided"])):
        context = testing.context_of({"context": {"markets": ["us"]}, "as-of": day})
        judged = evaluate.judge(policy_of("commercial"), given, context, tables=(table,))
        found = [f for f in judged.findings if f.regime == "us-entity-list"]
        assert [f.outcome.value for f in found] == wanted
        assert all(f.about == "" and "list-bis" in f.message for f in found)


def test_an_enjoined_entry_is_undecided_and_a_challenged_one_stands() -> None:
    def row(name: str) -> dict[str, Any]:
        return {
            "claim": "listing",
            "list": "us-1260h",
            "organisation": "x",
            "listed-name": name,
            "first-listed": date(2026, 6, 10),
            "from-day": date(2026, 6, 10),
        }

    given = built(
        {
            "pkg:huggingface/x/a": [row("WuXi AppTec Co., Ltd.")],
            "pkg:huggingface/x/b": [row("Alibaba Group Holding Limited")],
        }
    )
    found = {f.about: f.outcome.value for f in judge(given).findings if f.regime == "us-1260h-2026"}
    assert found == {"pkg:huggingface/x/a": "undecided", "pkg:huggingface/x/b": "violation"}


def test_a_region_in_the_repository_counts_as_a_deployment_region() -> None:
    chip = {
        "claim": "chip",
        "chip": "NVIDIA H100",
        "vendor": "NVIDIA",
        "tpp": 15824,
        "density": 19.4,
    }
    place = {"claim": "location", "country": "CN", "provider": "aws"}
    given = built({"instance:aws:p5.48xlarge": [chip], "region:aws:cn-north-1": [place]})
    found = [f for f in judge(given).findings if f.rule == "EXP022"]
    assert [f.outcome.value for f in found] == ["violation"]


@pytest.mark.parametrize("held", ["us-ndaa26-1532", "EXP007", "covered-ai-in-defense-contract"])
def test_a_waiver_that_is_held_is_shown_as_what_it_rests_on(held: str) -> None:
    made = {"claim": "publisher", "organisation": "deepseek", "title": "DeepSeek", "country": "CN"}
    judged = judge(built({DEEPSEEK: [made]}), contracts=["us-dod"], waivers_held=[held])
    found = next(f for f in judged.findings if f.rule == "EXP007")
    assert (found.outcome.value, found.waiver) == ("waived", "context.waivers-held")


def test_a_licence_that_is_held_covers_its_model() -> None:
    given = built({"pkg:huggingface/x/nc": [NON_COMMERCIAL]})
    judged = judge(given, licenses_held=["CC-BY-NC-4.0"])
    assert next(f for f in judged.findings if f.rule == "MOD001").outcome.value == "waived"


SERVICE = {
    "claim": "service",
    "operator": "deepseek",
    "title": "DeepSeek",
    "operator-country": "CN",
    "controlled": ["CN"],
    "control-status": "unverified",
    "processing": ["CN"],
    "processing-status": "fixed",
}


def test_the_matrix_shows_markets_that_are_not_declared() -> None:
    judged = judge(built({"service:api.deepseek.com": [SERVICE]}))
    row = judged.matrix[0]
    assert dict(row.cells)["US"] is Cell.UNKNOWN  # 28 CFR 202: whose data?
    assert dict(row.cells)["EU"] is Cell.REVIEW  # the order against its operator in Italy
    assert not [f for f in judged.findings if f.regime in {"us-doj-bulkdata", "eu-gdpr-transfers"}]


def test_the_three_axes_of_a_hosted_model_are_kept_apart() -> None:
    made = {"claim": "developer", "organisation": "deepseek", "title": "DeepSeek", "country": "CN"}
    host = {
        **SERVICE,
        "operator": "amazon",
        "controlled": ["US"],
        "processing": ["US"],
    }
    name, cloud = "hosted:deepseek.r1-v1:0", "service:bedrock-runtime.us-east-1.amazonaws.com"
    given = built({name: [made], cloud: [host]}, {name: {"host": cloud.removeprefix("service:")}})
    row = next(r for r in judge(given).matrix if r.component == name)
    assert (row.residency, row.control, row.origin) == (("US",), ("US",), ("CN",))


def test_a_conflict_of_two_markets_is_said_in_words() -> None:
    given = built({"service:api.deepseek.com": [SERVICE]})
    judged = judge(
        given, markets=["eu", "cn"], data_classes=["personal"], deployment_regions=["cn"]
    )
    us = {**SERVICE, "processing": ["US"], "controlled": ["US"]}
    abroad = judge(
        built({"service:api.example.com": [us]}), markets=["eu", "cn"], data_classes=["personal"]
    )
    assert judged.matrix[0].conflict == ""
    assert "one place of processing cannot serve both" in abroad.matrix[0].conflict


def test_a_deny_list_survives_renames_quantisers_mirrors_and_hosts() -> None:
    identified = {"claim": "identified", "canonical": DEEPSEEK, "status": "known"}
    made = {"claim": "developer", "organisation": "deepseek", "title": "DeepSeek", "country": "CN"}
    link = {
        "claim": "derived-from",
        "base": DEEPSEEK,
        "relation": "quantized_from",
        "inferred": True,
    }
    given = built(
        {
            DEEPSEEK: [made],
            "ollama:r1:70b": [identified],
            "hosted:some-alias": [identified],
            "pkg:huggingface/mirror/R1-copy": [made],
            "pkg:huggingface/quant/R1-GGUF": [link],
            "pkg:huggingface/mistralai/Mistral-7B": [{**made, "organisation": "mistral"}],
            "service:api.deepseek.com": [SERVICE],
        }
    )
    policy = load.load(
        settings={
            "model": {"deny": ("developer:deepseek", "*deepseek-r1*")},
            "origin": {"deny-suppliers": ("deepseek",)},
        }
    )
    judged = evaluate.judge(policy, given, testing.context_of({"as-of": DAY}))
    denied = {f.about for f in judged.findings if f.rule == "MOD012"}
    assert denied == {d.component.name for d in given} - {"pkg:huggingface/mistralai/Mistral-7B"}


def test_an_inferred_link_can_be_ignored_by_policy() -> None:
    base, mirror = "pkg:huggingface/x/nc", "pkg:huggingface/y/nc-GGUF"
    link = {"claim": "derived-from", "base": base, "relation": "quantized_from", "inferred": True}
    given = built({base: [NON_COMMERCIAL], mirror: [MIT, link]})
    asked = [
        f.outcome.value for f in judge(given).findings if f.about == mirror and f.rule == "MOD001"
    ]
    policy = load.load(settings={"model": {"inferred": "ignore"}})
    ignoring = evaluate.judge(policy, given, testing.context_of({"as-of": DAY}))
    assert asked == ["undecided"]
    assert not [f for f in ignoring.findings if f.about == mirror and f.rule == "MOD001"]


def test_the_order_of_facts_and_components_changes_nothing() -> None:
    names = {
        f"pkg:huggingface/x/m{n}": [
            MIT,
            NON_COMMERCIAL,
            {"claim": "weights-access", "access": "gated"},
        ]
        for n in range(8)
    }
    first = judge(built(names), "us-defense")
    items = list(names.items())
    random.Random(7).shuffle(items)  # noqa: S311 (an order, no secret)
    shuffled = built({name: list(reversed(facts)) for name, facts in items})
    again = judge(tuple(sorted(shuffled, key=lambda d: d.component.name)), "us-defense")
    assert [f.fingerprint for f in first.findings] == [f.fingerprint for f in again.findings]
    assert [f.message for f in first.findings] == [f.message for f in again.findings]


def test_a_profile_assumes_and_the_project_adds() -> None:
    context = Context(today=DAY, declared={"contracts": Declaration(value=("us-tx",), origin="x")})
    merged = binding.assumed(context, policy_of("us-defense"))
    assert merged.words("contracts") == ("us-federal", "us-dod", "us-tx")


def test_words_of_places() -> None:
    assert places.places_of(("eu", "UK", "aws:us-east-1", "cn-beijing", "ua-43")) == (
        "CN",
        "EU",
        "GB",
        "UA-43",
        "US",
    )
    assert places.inside("DE", ("EU",))
    assert places.inside("EU", ("DE",))
    assert not places.inside("GB", ("EU",))
    assert [short(n) for n in (2_000_000, 700_000_000, 10_000)] == ["2 M", "700 M", "10,000"]


@pytest.mark.parametrize(
    ("tpp", "density", "entry"),
    [
        (4800, None, "3A090.a"),
        (1600, 5.92, "3A090.a"),
        (1600, 5.91, "3A090.b"),
        (2400, 1.6, "3A090.b"),
        (2399, 1.6, "none"),
        (1600, 3.2, "3A090.b"),
        (1599, 9.0, "none"),
        (2000, None, None),
        (None, 9.0, None),
    ],
)
def test_chip_lines_of_88_fr_73458(tpp: float, density: float, entry: str) -> None:
    assert control_entry(tpp, density) == entry


def test_not_known_is_never_a_pass_or_a_violation_by_itself() -> None:
    judged = judge(built({"pkg:huggingface/no/facts": []}), "us-defense")
    assert {f.outcome.value for f in judged.findings if f.rule.startswith("EXP")} <= {"undecided"}
    assert Answer.any(()) is Answer.NO


def test_five_thousand_components_are_judged_within_bounds() -> None:
    policy = policy_of("us-defense", "eu-commercial")
    samples = {name: testing._merged(policy, {"sample": name}) for name in policy.samples}  # noqa: SLF001 (the shipped samples make a varied inventory)
    names: dict[str, list[dict[str, Any]]] = {}
    pool = sorted(samples)
    for number in range(5000):
        sample = samples[pool[number % len(pool)]]
        name = f"{str(sample['component']).partition('@')[0]}-{number}"
        names[name] = list(sample.get("facts", ()))  # type: ignore[call-overload]
    given = built(names)
    with at_most(80):  # the budget of 2 s is about 30 units
        judged = judge(given, "us-defense", "eu-commercial", markets=["us", "eu", "cn"])
    assert len(judged.matrix) == 5000
