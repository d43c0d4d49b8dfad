"""Importing fresh files: every format, and a broken file that changes nothing."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scanner.facts import knowledge, screening, updates
from scanner.facts.license_facts import card_licenses
from scanner.facts.tables.read import BadTable
from scanner.model.fact import Licensed

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)
PARTY: dict[str, object] = {
    "source": "Entity List (EL) - Bureau of Industry and Security",
    "name": "Zorblatt Semiconductor Works",
    "alt_names": ["Zorblatt Chips"],
    "addresses": [{"country": "CN"}],
    "start_date": "2026-11-01",
    "federal_register_notice": "91 FR 99999",
    "type": "Entity",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "imports"


def used(folder: Path, cache: Path) -> knowledge.Knowledge:
    return knowledge.Knowledge(
        knowledge.current_file(knowledge.base_file(), folder, cache / "cache")
    )


def screening_list(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text(json.dumps({"results": list(rows)}), "utf-8")
    return path


def test_a_fresh_screening_list_replaces_the_lists_it_holds(tmp_path: Path, folder: Path) -> None:
    file = screening_list(tmp_path / "csl-2026-11-12.json", PARTY)
    found = updates.import_file(file, folder=folder, shrink=True)
    assert (found.rows, found.lists) == (1, ("us-entity-list",))
    fresh = used(folder, tmp_path)
    names = {match.entry for match in screening.screen("Zorblatt Semiconductor", knowledge=fresh)}
    assert names == {"Zorblatt Semiconductor Works"}
    lists = {
        match.list for match in screening.screen("Huawei Technologies Co., Ltd.", knowledge=fresh)
    }
    assert "us-entity-list" not in lists
    assert "us-1260h" in lists
    assert fresh.digest != knowledge.default().digest
    assert updates.verify(fresh) == ()


def test_people_and_vessels_are_left_out(tmp_path: Path, folder: Path) -> None:
    person = {**PARTY, "name": "Jane Roe", "type": "Individual"}
    file = screening_list(tmp_path / "csl-2026-11-12.json", PARTY, person)
    assert updates.import_file(file, folder=folder, shrink=True).rows == 1


def test_the_csv_of_the_screening_list_reads_alike(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "csl.csv"
    file.write_text(
        "source,type,programs,name,addresses,federal_register_notice,start_date,alt_names\n"
        "Specially Designated Nationals (SDN) - Treasury,Entity,X,Zorblatt Bank,"
        '"1 Street, Moscow, RU",,2026-10-01,Zorblatt Finance\n'
    )
    found = updates.import_file(file, as_of=TODAY, folder=folder, shrink=True)
    assert found.lists == ("us-sdn",)
    assert found.entries[0].value[:4] == ["us-sdn", "Zorblatt Bank", ["Zorblatt Finance"], ["RU"]]


def test_an_export_of_the_entity_list_reads_american_days(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "entity-list-2026-11-12.csv"
    file.write_text(
        "Source List,Name,Alternate Names,Country,License Requirement,Effective Date,"
        "Federal Register Notice\n"
        "Entity List,Zorblatt Works,Zorb; Latt,CN,For all items,11/1/2026,91 FR 99999\n"
    )
    row = updates.import_file(file, folder=folder, shrink=True).entries[0].value
    assert row[1:5] == ["Zorblatt Works", ["Zorb", "Latt"], ["CN"], "2026-11-01"]


def test_an_osv_zip_renews_the_advisories(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "all.zip"
    advisory = {
        "id": "PYSEC-2026-1",
        "modified": "2026-11-10T00:00:00Z",
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": "Zorb_Latt"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
            }
        ],
    }
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("PYSEC-2026-1.json", json.dumps(advisory))
        archive.writestr("GONE.json", json.dumps({**advisory, "id": "X", "withdrawn": "2026"}))
    found = updates.import_file(file, folder=folder)
    assert found.as_of == date(2026, 11, 10)
    assert used(folder, tmp_path).list("advisory", "zorb-latt")


def test_hub_metadata_renews_models(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "hub-2026-11-12.jsonl"
    row = {
        "id": "acme-labs/zorb-7b",
        "cardData": {"license": "other", "license_name": "Zorb-1.0"},
        "tags": ["base_model:quantized:Qwen/Qwen2.5-7B", "license:other"],
        "createdAt": "2026-11-01T00:00:00Z",
        "gated": False,
    }
    file.write_text(json.dumps(row) + "\n")
    updates.import_file(file, folder=folder)
    fresh = used(folder, tmp_path)
    model = fresh.model("hf", "ACME-labs/Zorb-7B")
    assert model is not None
    assert model.bases[0][:2] == ["quantized_from", "Qwen/Qwen2.5-7B"]
    claims = [fact.claim for fact in card_licenses(fresh, "x", model)]
    assert [c.expression for c in claims if isinstance(c, Licensed)] == ["LicenseRef-zorb-1.0"]


def test_epoch_figures_come_with_their_model(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "epoch-2026-11-12.csv"
    file.write_text(
        "Model,Organization,Training compute (FLOP),Confidence\nZorb,Acme,1e25,Likely\n"
    )
    updates.import_file(file, folder=folder)
    assert used(folder, tmp_path).row("compute", "zorb")["flop"] == 1e25


OVERLAY = """
[[organisation]]
id = "acme"
title = "Acme GmbH"
country = "DE"
handles = ["acme-ai"]
source = "commercial register"
checked = 2026-11-01

[[model]]
id = "acme-ai/support-7b"
license = "apache-2.0"
base = "Qwen/Qwen2.5-7B-Instruct"
relation = "finetune"
source = "model register"
checked = 2026-11-01
"""


def test_an_overlay_names_the_models_of_ones_own_company(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(OVERLAY)
    updates.import_file(file, folder=folder)
    fresh = used(folder, tmp_path)
    assert fresh.text("handle", "acme-ai") == "acme"
    assert fresh.row("org", "acme")["country"] == "DE"
    assert fresh.model("hf", "acme-ai/support-7b") is not None


def test_a_file_that_states_no_day_is_refused(tmp_path: Path, folder: Path) -> None:
    file = screening_list(tmp_path / "csl.json", PARTY)
    with pytest.raises(BadTable, match="states no day"):
        updates.import_file(file, folder=folder)


def test_the_difference_names_what_an_import_would_change(tmp_path: Path) -> None:
    file = screening_list(tmp_path / "csl-2026-11-12.json", PARTY)
    change = updates.diff(file)
    assert change.added == ("us-entity-list: Zorblatt Semiconductor Works",)
    assert "us-entity-list: Huawei Technologies Co., Ltd." in change.removed


def test_a_list_older_than_its_limit_is_stale() -> None:
    stale = {row.table for row in updates.status(TODAY) if row.stale}
    assert "list-bis" in stale
    assert "model-licences" not in stale
    assert not [
        row for row in updates.status(date(2026, 7, 10)) if row.table == "list-bis" and row.stale
    ]


def test_the_built_knowledge_base_is_what_was_built() -> None:
    assert updates.verify() == ()
