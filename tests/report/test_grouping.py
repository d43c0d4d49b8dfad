"""What the project answers once is asked once; what says the same is printed once."""

from __future__ import annotations

import json
from dataclasses import replace

from scanner.model.finding import Finding, Outcome, Severity
from scanner.report import markdown, record, terminal
from scanner.report.grouping import TOGETHER, alike, split
from scanner.report.view import View
from tests.report import sample


def asking(about: str, rule: str = "DOC001", keys: tuple[str, ...] = ("ai-act-role",)) -> Finding:
    return Finding(
        rule=rule,
        slug="gpai-documentation",
        regime=None,
        about=about,
        outcome=Outcome.UNDECIDED,
        severity=Severity.NOTE,
        message=f"{about}: who is its provider is open",
        remedy="declare ai-act-role",
        question="Provider, modifier (of more than a third?) or deployer? It is not declared.",
        set_keys=keys,
        fingerprint=f"{rule}{about}",
    )


MANY = tuple(asking(f"model-{number}") for number in range(20))


def test_a_question_of_many_components_is_put_to_the_project_once() -> None:
    listed, questions = split((*MANY, asking("x", "JUR005", ("us-persons",))))
    assert [finding.rule for finding in listed] == ["JUR005"]
    assert questions[0].keys == ("ai-act-role",)
    assert questions[0].question == "Provider, modifier (of more than a third?) or deployer?"
    assert questions[0].rules == (("DOC001", "gpai-documentation", 20),)


def test_few_findings_keep_their_evidence() -> None:
    few = MANY[: TOGETHER - 1]
    assert split(few) == (few, ())


def test_a_rule_that_asks_already_is_not_listed_for_another_key() -> None:
    other = asking("x", keys=("markets",))
    listed, questions = split((*MANY, other))
    assert not listed
    assert [each.keys for each in questions] == [("ai-act-role",), ("markets",)]


def test_reports_ask_once_and_the_record_keeps_every_outcome() -> None:
    scan = replace(sample.sample(), findings=MANY)
    for text in (terminal.render(scan), markdown.render(scan)):
        assert text.count("Asked of the project") == 1
        assert "context.ai-act-role" in text
        assert "model-13: who is its provider is open" not in text.partition("<details>")[0]
    stored = json.loads(record.render(scan))["findings"]
    assert {row["about"] for row in stored} == {finding.about for finding in MANY}


def test_what_says_the_same_of_components_stands_together() -> None:
    scan = sample.sample()
    names = [component.name for component in scan.inventory.components[:2]]
    said = [
        replace(
            asking(name), message=f"{View(scan).components[name].title} was made by X", set_keys=()
        )
        for name in names
    ]
    assert [len(each) for each in alike(View(scan), [*said, asking("z")])] == [2, 1]
