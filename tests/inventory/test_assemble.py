from __future__ import annotations

import random

from scanner.inventory.assemble import assemble
from scanner.inventory.grow import grow
from scanner.model.component import ComponentKind
from scanner.model.evidence import (
    Confidence,
    Evidence,
    Kind,
    Location,
    Locked,
    Reference,
    Relation,
    Requirement,
    Statement,
)
from scanner.model.fact import Basis, DerivedFrom, Fact, Provenance
from scanner.model.inventory import PROJECT, Edge


def model(name: str, line: int, **more: object) -> Evidence:
    return Evidence(Kind.MODEL, name, Location("a.py", line), "call_arg", **more)  # type: ignore[arg-type] (test shorthand)


def asked(name: str, specifier: str | None) -> Evidence:
    place = Location("requirements.txt", 1)
    detail = Requirement(specifier)
    return Evidence(Kind.DEPENDENCY, name, place, "requirements", Relation.REQUIRES, detail=detail)


def locked(name: str, version: str, *requires: str) -> Evidence:
    place = Location("uv.lock", 1)
    detail = Locked(version, requires=requires)
    return Evidence(Kind.DEPENDENCY, name, place, "lock", Relation.LOCKS, detail=detail)


def names(*evidence: Evidence) -> list[str]:
    return [c.name for c in assemble(evidence).components if c.kind is not ComponentKind.PROJECT]


def test_names_that_differ_in_case_are_one_component_spelled_as_most_do() -> None:
    assert names(model("qwen/q", 1), model("Qwen/Q", 2), model("Qwen/Q", 3)) == [
        "pkg:huggingface/Qwen/Q"
    ]


def test_a_mention_names_no_component() -> None:
    assert names(model("a/b", 1, confidence=Confidence.LOW)) == []


def test_a_range_is_not_a_version() -> None:
    assert names(asked("attrs", ">=23")) == ["pkg:pypi/attrs"]


def test_a_wildcard_pin_is_not_a_version() -> None:
    assert names(asked("attrs", "==23.*")) == ["pkg:pypi/attrs"]


def test_an_exact_pin_is_a_version() -> None:
    assert names(asked("attrs", "==23.1.0")) == ["pkg:pypi/attrs@23.1.0"]


def test_a_lock_decides_the_version_and_gives_the_edges() -> None:
    inventory = assemble([asked("foo", ">=1"), locked("foo", "1.2", "Bar_x"), locked("bar-x", "3")])
    assert Edge(source=PROJECT, target="pkg:pypi/foo@1.2", relation=Relation.REQUIRES) in (
        inventory.edges
    )
    assert (
        Edge(source="pkg:pypi/foo@1.2", target="pkg:pypi/bar-x@3", relation=Relation.REQUIRES)
        in inventory.edges
    )
    assert len(inventory.evidence["pkg:pypi/foo@1.2"]) == 2


def test_a_constraint_is_not_a_requirement() -> None:
    constraint = asked("urllib3", "<3")._replace(relation=Relation.CONSTRAINS)
    assert names(constraint) == []


def test_the_service_of_a_call_is_joined_to_its_model() -> None:
    used = Evidence(
        Kind.HOSTED_MODEL,
        "deepseek-chat",
        Location("a.py", 2),
        "call_arg",
        detail=Reference(host="api.deepseek.com"),
    )
    inventory = assemble([used])
    assert (
        Edge(
            source="hosted:deepseek-chat",
            target="service:api.deepseek.com",
            relation=Relation.HOSTED_AT,
        )
        in inventory.edges
    )


def test_the_order_of_evidence_never_changes_the_inventory() -> None:
    evidence = [model("a/b", n) for n in range(5)] + [locked("x", "1", "y"), asked("y", None)]
    shuffled = evidence[:]
    random.Random(7).shuffle(shuffled)  # noqa: S311 (an order, not a secret)
    assert assemble(shuffled) == assemble(evidence)


def test_a_statement_is_kept_with_what_it_speaks_about() -> None:
    said = Statement(Kind.MODEL, "a/b", "license", "mit", Location("README.md", 2))
    assert assemble([model("a/b", 1)], [said]).statements == {"pkg:huggingface/a/b": (said,)}


def test_a_fact_that_names_a_base_grows_the_inventory_once() -> None:
    inventory = assemble([model("a/lora", 1)])
    claim = DerivedFrom(base="pkg:huggingface/a/base", relation="adapter_of", inferred=False)
    where = Provenance(source="t", reference="r", as_of=None, basis=Basis.SECONDARY)
    fact = Fact(about="pkg:huggingface/a/lora", claim=claim, provenance=where)
    grown, new = grow(inventory, [fact])
    assert [c.name for c in new.components] == ["pkg:huggingface/a/base"]
    assert grow(grown, [fact]) == (grown, type(new)())
