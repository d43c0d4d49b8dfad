"""What every report holds, and that nothing of a hostile repository acts in it."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

import scanner.report
from scanner.report import REPORTERS, markdown, reporter, terminal
from scanner.report.record import record
from scanner.report.stored import parse
from scanner.report.view import View, gates
from tests.report.sample import HOSTILE, hostile, sample

if TYPE_CHECKING:
    from scanner.model.scan import Scan

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = json.loads(
    (Path(scanner.report.__file__).parent / "result.schema.json").read_text("utf-8")
)
FORMATS = [each.id for each in REPORTERS]


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_what_the_golden_file_says(name: str, *, accept: bool) -> None:
    each = reporter(name)
    text = each.render(sample())
    golden = GOLDEN / f"sample{each.suffix}"
    if accept:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize("scan", [sample(), hostile()], ids=["plain", "hostile"])
def test_the_record_fits_its_schema(scan: Scan) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(record(scan))


@pytest.mark.parametrize("scan", [sample(), hostile()], ids=["plain", "hostile"])
def test_a_stored_result_renders_as_the_scan_did(scan: Scan) -> None:
    text = reporter("json").render(scan)
    again = parse(text, "result.json")
    assert reporter("json").render(again) == text
    for name in set(FORMATS) - {"evidence"}:
        assert reporter(name).render(again) == reporter(name).render(scan)


@pytest.mark.parametrize("name", FORMATS)
def test_no_control_or_bidi_character_survives(name: str) -> None:
    text = reporter(name).render(hostile())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e]", text)


def test_no_markup_of_the_repository_survives_in_markdown() -> None:
    text = markdown.render(hostile())
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    assert not re.search(r"(?<!\\)<script", outside)
    assert not re.search(r"(?<!\\)@octocat", outside)
    assert not re.search(r"(?<!\\)\[a\]", outside)
    assert not re.search(r"(?m)^::", text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {5, 7}


def test_no_line_of_the_terminal_report_is_a_workflow_command() -> None:
    assert not re.search(r"(?m)^\s*::", terminal.render(hostile()))


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_a_report_states_and_does_not_judge(name: str) -> None:
    text = reporter(name).render(sample()).lower()
    assert not re.search(r"\b(illegal|banned|compliant|safe|chinese)\b", text)
    assert text.count("not legal advice") == 1
    assert "possible match" in text
    assert "as of 2026-11-21" in text


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_the_matrix_comes_after_the_findings(name: str) -> None:
    text = reporter(name).render(sample())
    assert text.index("Jurisdiction matrix") > text.rindex("services/chat/loader.py")


def test_a_finding_says_what_where_why_and_what_to_do() -> None:
    text = " ".join(terminal.render(sample()).split())
    for words in (
        "error[LIC001] foo-rag 2.4.0 declares AGPL-3.0-only",
        "--> uv.lock:1187:1",
        'name = "foo-rag"',
        "api -> langkit 1.8 -> foo-rag",
        "15 CFR 744, Supplement No. 4; in force since 2025-01-06",
        "as of 2026-11-02",
        "replace it, or obtain another licence",
        "context.customers",
    ):
        assert words in text


def test_a_mention_is_left_out_unless_asked_for() -> None:
    rows = [json.loads(line) for line in reporter("evidence").render(sample()).splitlines()]
    assert [(row["file"], row["kind"], row["id"]) for row in rows] == [
        ("config.yaml", "endpoint", "api.example.invalid"),
        ("services/chat/loader.py", "model", "acme/chat-7b"),
        ("uv.lock", "dependency", "foo-rag"),
    ]
    assert set(rows[0]) == {"file", "line", "kind", "id", "zone", "way", "confidence"}
    assert "MOD003" not in terminal.render(sample())
    assert View(sample()).below_confidence == 1


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        (("error",), {"LIC001"}),
        (("note",), {"LIC001", "MOD003"}),
        (("unknown",), {"EXP002"}),
        (("error", "unknown"), {"LIC001", "EXP002"}),
        (("never",), set()),
        (("warning",), {"LIC001"}),
    ],
)
def test_what_fails_is_what_was_asked_for(fail_on: tuple[str, ...], failing: set[str]) -> None:
    assert {f.rule for f in sample().findings if gates(f, fail_on)} == failing


def test_the_page_runs_only_our_script_and_asks_for_nothing() -> None:
    page = reporter("html").render(hostile())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    for kind, tag in (("script-src", "script"), ("style-src", "style")):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]
    outside = re.sub(r"<(script|style)>.*?</\1>", "", page, flags=re.DOTALL)
    assert "<script" not in outside
    assert not re.search(r"\s(on\w+|style|src)\s*=", re.sub(r">[^<]*<", "><", outside))
    assert not re.search(r'href="(?!#)', outside)


def test_a_large_report_fits_a_job_summary() -> None:
    plain = sample()
    many = dataclasses.replace(plain, findings=plain.findings[:2] * 20_000)
    text = markdown.render(many)
    assert len(text.encode()) <= markdown.LIMIT_BYTES
    assert "more findings" in text
    assert text.rstrip().endswith("Not legal advice.")


def test_long_hostile_text_is_cut() -> None:
    assert len(markdown.render(hostile())) < 40 * len(HOSTILE)
