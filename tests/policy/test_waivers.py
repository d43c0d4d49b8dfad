"""Waivers, curations, choices, inline ignores and the baseline, as interface.md section 4 says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from scanner.model.errors import ConfigError
from scanner.model.evidence import Evidence, Kind, Location, Reference
from scanner.model.finding import Outcome, Severity
from scanner.model.inventory import Inventory
from scanner.policy import baseline, claims, dossiers, evaluate, exceptions, load, testing, waivers

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.model.rule import Policy
    from scanner.policy.evaluate import Judgement

DAY = date(2026, 11, 21)
PACKAGE = "pkg:pypi/foo-rag@2.4.0"
MODEL = "pkg:huggingface/meta-llama/Llama-3.1-8B-Instruct"
WAIVER = """
version = 1
[[waiver]]
id = "W-1"
rules = ["LIC002"]
package = "pkg:pypi/foo-rag"
license = "AGPL-3.0-only"
reason = "commercial-licence"
comment = "Order 4711, covers production use."
approved-by = "legal@example.com"
created = 2026-11-20
expires = 2027-05-31
"""


@cache
def policy() -> Policy:
    return load.load(settings={"license": {"deny": ("AGPL-3.0-only",)}})


def judged(license_id: str = "AGPL-3.0-only") -> tuple[Judgement, tuple[dossiers.Dossier, ...]]:
    package, model = claims.component(PACKAGE), claims.component(MODEL)
    facts = (
        claims.fact(
            PACKAGE,
            {"claim": "license", "expression": license_id, "license-class": "network-copyleft"},
        ),
    )
    places = tuple(
        Evidence(Kind.MODEL, model.title, Location(path, 3), "call_arg", detail=Reference())
        for path in ("app/load.py", "jobs/run.py")
    )
    evidence = {
        PACKAGE: (Evidence(Kind.DEPENDENCY, "foo-rag", Location("uv.lock", 7), "lock"),),
        MODEL: places,
    }
    inventory = Inventory(components=(package, model), evidence=evidence)
    built = dossiers.build(inventory, facts)
    return evaluate.judge(policy(), built, testing.context_of({"as-of": DAY})), built


def applied(tmp_path: Path, text: str, *, day: date = DAY, **more: object) -> Judgement:
    path = tmp_path / "flagstate-waivers.toml"
    path.write_text(text, encoding="utf-8")
    known = exceptions.load(path, policy())
    judgement, built = judged()
    return waivers.apply(judgement, known, policy(), built, today=day, **more)  # type: ignore[arg-type]


def outcome_of(judgement: Judgement, rule: str) -> list[str]:
    return [finding.outcome.value for finding in judgement.findings if finding.rule == rule]


def test_a_waived_finding_stays_with_its_waiver(tmp_path: Path) -> None:
    judgement = applied(tmp_path, WAIVER)
    found = next(f for f in judgement.findings if f.rule == "LIC002")
    assert (found.outcome, found.waiver) == (Outcome.WAIVED, "W-1")


def test_the_matrix_is_counted_again_after_waivers(tmp_path: Path) -> None:
    before = dict(judged()[0].matrix[0].cells)
    after = dict(applied(tmp_path, WAIVER).matrix[0].cells)
    assert before["US"].value == "deny"
    assert after["US"].value != "deny"


def test_the_last_day_counts(tmp_path: Path) -> None:
    assert outcome_of(applied(tmp_path, WAIVER, day=date(2027, 5, 31)), "LIC002") == ["waived"]


def test_a_lapsed_waiver_is_named(tmp_path: Path) -> None:
    judgement = applied(tmp_path, WAIVER, day=date(2027, 6, 1))
    found = next(f for f in judgement.findings if f.rule == "LIC002")
    assert found.outcome is Outcome.VIOLATION
    assert "waiver W-1 expired on 2027-05-31" in found.message


def test_a_waiver_dies_when_the_licence_changes(tmp_path: Path) -> None:
    text = WAIVER.replace("AGPL-3.0-only", "GPL-3.0-only")
    assert outcome_of(applied(tmp_path, text), "LIC002") == ["violation"]


def test_an_unused_waiver_is_found_in_a_full_scan_only(tmp_path: Path) -> None:
    text = WAIVER.replace("foo-rag", "bar-rag")
    assert outcome_of(applied(tmp_path, text), "CFG004") == ["violation"]
    assert outcome_of(applied(tmp_path, text, full=False), "CFG004") == []


def test_a_waiver_that_ends_soon_is_named(tmp_path: Path) -> None:
    text = WAIVER.replace("2027-05-31", "2026-12-10")
    assert outcome_of(applied(tmp_path, text), "CFG003") == ["violation"]


def test_overlapping_waivers_apply_in_the_order_written(tmp_path: Path) -> None:
    second = WAIVER.replace("version = 1", "").replace("W-1", "W-2")
    judgement = applied(tmp_path, WAIVER + second)
    assert next(f for f in judgement.findings if f.rule == "LIC002").waiver == "W-1"
    assert outcome_of(judgement, "CFG005") == ["violation"]


def test_a_waiver_for_paths_leaves_the_other_places(tmp_path: Path) -> None:
    text = (
        WAIVER.replace('["LIC002"]', '["model-revision-floating"]')
        .replace('package = "pkg:pypi/foo-rag"', 'model = "meta-llama/*"\npaths = ["app/**"]')
        .replace('license = "AGPL-3.0-only"\n', "")
    )
    found = [f for f in applied(tmp_path, text).findings if f.rule == "MOD003"]
    by_outcome = {f.outcome: [row.at.path for row in f.evidence] for f in found}
    assert by_outcome == {Outcome.WAIVED: ["app/load.py"], Outcome.VIOLATION: ["jobs/run.py"]}


def test_a_waiver_for_markets_leaves_the_others(tmp_path: Path) -> None:
    judgement = applied(tmp_path, WAIVER + 'markets = ["us"]\n')
    found = {f.outcome: f.markets for f in judgement.findings if f.rule == "LIC002"}
    assert found == {Outcome.WAIVED: ("US",), Outcome.VIOLATION: ("EU", "CN")}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("expires = 2027-05-31", ""), "needs expires"),
        (("expires = 2027-05-31", 'expires = "soon"'), "expected a date"),
        (("expires = 2027-05-31", "expires = 2029-05-31"), "more than 365 days"),
        (('reason = "commercial-licence"', ""), "needs a reason"),
        (('"commercial-licence"', '"because"'), "expected one of"),
        (('comment = "Order 4711, covers production use."', ""), "needs a comment"),
        (
            (
                '"commercial-licence"\ncomment = "Order 4711, covers production use."',
                '"other"\ncomment = "short"',
            ),
            "needs 20",
        ),
        (('package = "pkg:pypi/foo-rag"', 'package = "*"'), "would cover everything"),
        (('package = "pkg:pypi/foo-rag"', ""), "names no component"),
        (('["LIC002"]', '["LIC999"]'), "holds 'LIC999'"),
        (('["LIC002"]', '["EXP003"]'), "cannot be waived"),
        (("approved-by", "aproved-by"), "did you mean 'approved-by'"),
        (('license = "AGPL-3.0-only"', 'versions = "2.x"'), "expected a specifier"),
        (('license = "AGPL-3.0-only"', 'markets = ["mars"]'), "holds 'MARS'"),
    ],
)
def test_a_wrong_waiver_is_an_error(tmp_path: Path, change: tuple[str, str], expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        applied(tmp_path, WAIVER.replace(*change))
    assert expected in str(caught.value)
    assert "flagstate-waivers.toml" in str(caught.value)


def test_two_waivers_with_one_id_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="used twice"):
        applied(tmp_path, WAIVER + WAIVER.replace("version = 1", ""))


def lines(comment: str) -> dict[tuple[str, int], str]:
    return {("app/load.py", 3): f'load("x")  # {comment}', ("jobs/run.py", 3): 'load("x")'}


def test_an_inline_ignore_waives_its_own_line_only(tmp_path: Path) -> None:
    sources = lines("flagstate: ignore[MOD003] until=2027-01-31 -- internal mirror")
    found = [f for f in applied(tmp_path, WAIVER, sources=sources).findings if f.rule == "MOD003"]
    assert {f.outcome.value: len(f.evidence) for f in found} == {"waived": 1, "violation": 1}


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("flagstate: ignore[MOD003]", "needs until="),
        ("flagstate: ignore[MOD003] until=2027-13-31 -- x", "needs until="),
        ("flagstate: ignore[MOD003] until=2026-11-20 -- x", "expired on 2026-11-20"),
    ],
)
def test_an_inline_ignore_that_does_not_count_says_so(
    tmp_path: Path, comment: str, expected: str
) -> None:
    judgement = applied(tmp_path, WAIVER, sources=lines(comment))
    found = next(f for f in judgement.findings if f.rule == "MOD003")
    assert found.outcome is Outcome.VIOLATION
    assert expected in found.message


def test_a_deny_list_cannot_be_ignored_in_the_source() -> None:
    denying = load.load(settings={"model": {"deny": ("family:llama",)}})
    _, built = judged()
    judgement = evaluate.judge(denying, built, testing.context_of({"as-of": DAY}))
    sources = lines("flagstate: ignore[model-denied] until=2027-01-31 -- please")
    after = waivers.apply(
        judgement, exceptions.Exceptions(), denying, built, today=DAY, sources=sources
    )
    found = next(f for f in after.findings if f.rule == "MOD012")
    assert found.outcome is Outcome.VIOLATION
    assert "cannot be ignored in the source" in found.message


def test_the_policy_can_forbid_inline_ignores() -> None:
    forbidding = replace(policy(), settings=replace(policy().settings, inline_ignores=False))
    judgement, built = judged()
    sources = lines("flagstate: ignore[MOD003] until=2027-01-31 -- internal mirror")
    after = waivers.apply(
        judgement, exceptions.Exceptions(), forbidding, built, today=DAY, sources=sources
    )
    assert outcome_of(after, "MOD003") == ["violation"]


CURATION = """
[[curation]]
package = "pkg:pypi/foo-rag"
versions = "==2.4.*"
set.license = "BSD-3-Clause"
evidence = "LICENSE file in the sdist of 2.4.0, read 2026-11-18"
by = "dev@example.com"

[[curation]]
model = "meta-llama/Llama-3.1-8B-Instruct"
set.base-model = "meta-llama/Llama-3.1-8B"
set.supplier-country = "us"
evidence = "model card"

[[choice]]
package = "pkg:pypi/foo-rag"
given = "MPL-2.0 OR LGPL-3.0-or-later"
take = "MPL-2.0"
"""


def test_curations_and_choices_become_concluded_facts(tmp_path: Path) -> None:
    path = tmp_path / "flagstate-waivers.toml"
    path.write_text(CURATION, encoding="utf-8")
    known = exceptions.load(path, policy())
    components = (claims.component(PACKAGE), claims.component(MODEL))
    stated = claims.fact(
        PACKAGE,
        {
            "claim": "license",
            "expression": "MPL-2.0 OR LGPL-3.0-or-later",
            "license-class": "weak-copyleft",
        },
    )
    made = exceptions.facts(known, components, (stated,), lambda _: "permissive")
    assert sorted(fact.provenance.basis.value for fact in made) == ["concluded"] * 4
    chosen = exceptions.facts(known, components, (), lambda _: "permissive")
    assert len(chosen) == 3  # the licence the choice was given is no longer stated


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("set.license", "set.licence"), "did you mean 'license'"),
        (('set.supplier-country = "us"', 'set.supplier-country = "USA"'), "alpha-2"),
        (('evidence = "model card"', ""), "'evidence' is missing"),
        (('take = "MPL-2.0"', ""), "'take' is missing"),
    ],
)
def test_a_wrong_curation_is_an_error(
    tmp_path: Path, change: tuple[str, str], expected: str
) -> None:
    path = tmp_path / "flagstate-waivers.toml"
    path.write_text(CURATION.replace(*change), encoding="utf-8")
    with pytest.raises(ConfigError, match=expected):
        exceptions.load(path, policy())


def test_tables_of_the_configuration_are_read_too() -> None:
    row = {"id": "W-9", "rules": ["LIC002"], "package": "x", "reason": "other"}
    with pytest.raises(ConfigError, match=r"pyproject.toml:40: a waiver needs a comment"):
        exceptions.load(None, policy(), tables={"waiver": [(row, "pyproject.toml:40")]})


def test_a_baseline_hides_what_was_known_and_forgets_what_is_gone(tmp_path: Path) -> None:
    findings = judged()[0].findings
    made = baseline.update(baseline.Baseline(), findings, date(2026, 5, 1), add=True)
    path = tmp_path / "flagstate-baseline.json"
    path.write_text(baseline.dump(made), encoding="utf-8")
    again = baseline.load(path)
    assert again == made
    assert baseline.dump(again) == path.read_text(encoding="utf-8")
    marked = baseline.mark(findings, again, DAY)
    assert {finding.known_since for finding in marked} == {"2026-05-01"}
    assert again.age(DAY) == 204
    assert baseline.update(again, (), DAY) == baseline.Baseline()


def test_a_baseline_update_adds_only_when_asked() -> None:
    findings = judged()[0].findings
    assert baseline.update(baseline.Baseline(), findings, DAY) == baseline.Baseline()


def test_a_finding_whose_severity_rises_is_new_again() -> None:
    findings = tuple(f for f in judged()[0].findings if f.severity is Severity.NOTE)
    made = baseline.update(baseline.Baseline(), findings, DAY, add=True)
    risen = tuple(replace(finding, severity=Severity.ERROR) for finding in findings)
    assert {finding.known_since for finding in baseline.mark(risen, made, DAY)} == {""}


def test_a_finding_is_new_when_the_licence_changes() -> None:
    first = next(f for f in judged()[0].findings if f.rule == "LIC002")
    denying = load.load(settings={"license": {"deny": ("AGPL-3.0-only", "GPL-3.0-only")}})
    _, built = judged("GPL-3.0-only")
    second = evaluate.judge(denying, built, testing.context_of({"as-of": DAY})).findings
    changed = next(f for f in second if f.rule == "LIC002")
    assert first.fingerprint != changed.fingerprint


def test_a_fingerprint_holds_no_version_and_no_line() -> None:
    judgement, built = judged()
    moved = tuple(
        replace(
            d,
            component=replace(d.component, name=d.component.name.replace("2.4.0", "2.5.0")),
            evidence=tuple(row._replace(at=row.at._replace(line=99)) for row in d.evidence),
            facts=tuple(replace(f, about=f.about.replace("2.4.0", "2.5.0")) for f in d.facts),
        )
        for d in built
    )
    again = evaluate.judge(policy(), moved, testing.context_of({"as-of": DAY}))
    assert [f.fingerprint for f in judgement.findings] == [f.fingerprint for f in again.findings]


def test_old_entries_end_by_themselves_when_an_age_is_set() -> None:
    findings = judged()[0].findings
    made = baseline.update(baseline.Baseline(max_age_days=90), findings, date(2026, 5, 1), add=True)
    assert {finding.known_since for finding in baseline.mark(findings, made, DAY)} == {""}


ENTRY = (
    '{"fingerprint": "a", "rule": "b", "component": "c", "project": "d", '
    '"severity": "note", "first_seen": "x"}'
)
HEAD = '{"schema": "flagstate/baseline/v1"'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        HEAD + "}",
        "[" * 9999,
        HEAD + ', "findings": [{}]}',
        f'{HEAD}, "findings": [{ENTRY}]}}',
    ],
)
def test_a_broken_baseline_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        baseline.load(path)
