"""Files as they really are, and as they break: half, cut, packed wrong, of another type or day."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scanner.facts import imports, knowledge, updates
from scanner.facts.tables.read import BadTable
from scanner.model.errors import ConfigError
from tests.facts.test_updates import OVERLAY, PARTY, screening_list, used

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)
DAY = date(2026, 11, 12)
SDN = {**PARTY, "source": "Specially Designated Nationals (SDN) - Treasury", "name": "Zorb Bank"}
#: The columns of the Consolidated Screening List's own CSV.
CSL = (
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,"
    "start_date,end_date,standard_order,license_requirement,alt_names,ids\n"
)
ROW = (
    "1,Entity List (EL) - Bureau of Industry and Security,,,,Zorblatt Works,,"
    '"1 Street, Wuhan, CN",91 FR 9,2026-11-01,,,all,Zorb; Latt,\n'
)
EPOCH = "Model,Organization,Training compute (FLOP)\nZorb,Acme,1e25\n"
HUB = json.dumps({"id": "acme-labs/zorb-7b", "cardData": {"license": "mit"}})
ADVISORY = {
    "id": "PYSEC-2026-1",
    "modified": "2026-11-10T00:00:00Z",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "Zorb_Latt"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
        }
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "imports"


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def archive(path: Path, content: object) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        file.writestr("a.json", text)
    return path


@pytest.mark.parametrize(
    "content",
    [
        {"total": 1, "sources_used": [], "results": [{"id": "9f", **PARTY}]},
        {"results": [{"id": "9f", **PARTY, "type": None, "alt_names": None}], "total": 1},
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_screening_list_is_known_in_one_line_or_many_and_by_its_ids(
    tmp_path: Path, content: dict[str, object], indent: int | None, mark: bytes
) -> None:
    file = written(tmp_path / "csl.json", mark + json.dumps(content, indent=indent).encode())
    assert imports.read(file).lists == ("us-entity-list",)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"\xef\xbb\xbf" + (CSL + ROW).encode()),
        ("a.csv", (CSL + ROW).replace("\n", "\r\n")),
        ("a.csv", b"\xef\xbb\xbfName,License Requirement,Source List\nZorb,all,Entity List\n"),
        ("a.csv", b"\xef\xbb\xbf" + EPOCH.encode()),
        ("a.jsonl", b"\xef\xbb\xbf" + HUB.encode()),
        ("a.jsonl", HUB + "\r\n\r\n"),
        ("a.toml", b"\xef\xbb\xbf" + OVERLAY.encode()),
    ],
)
def test_marks_and_line_ends_of_other_systems_are_read(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    assert imports.read(written(tmp_path / name, content)).rows


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.json", '{"results": [{"name": "x"', "not JSON"),
        ("a.json", '{"results": [{"title": "x"}]}', "results[0]"),
        ("a.json", '{"results": [{"name": 5}]}', "results[0]"),
        ("a.json", json.dumps({"results": [{**PARTY, "alt_names": "x"}]}), "alt_names is no list"),
        ("a.json", json.dumps({"results": [{**PARTY, "start_date": "soon"}]}), "results[0]"),
        ("a.json", json.dumps({"results": [{**PARTY, "name": "a\0b"}]}), "results[0]"),
        ("a.json", json.dumps({"total": 9, "results": [PARTY]}), "states 9 parties and holds 1"),
        ("a.json", '{"results": []}', "names no organisation"),
        ("a.json", '{"other": 1}', "no list of results"),
        ("a.json", '{"results": ' + "[" * 90_000, "nested too deeply"),
        ("a.json", b"\xff\xfe{\x00", "UTF-16"),
        ("a.json", b'{"results": [{"name": "\xe9"}]}', "not UTF-8 at byte 23"),
        ("a.csv", CSL + ROW + ROW[:50], "a.csv:3"),
        ("a.csv", CSL + ROW[: ROW.index("Wuhan")], "a.csv:2"),
        ("a.csv", (CSL + ROW.replace("Works", "W\xf6rks")).encode("latin-1"), "a.csv:1"),
        ("a.csv", CSL + ROW.replace("Wuhan", "x" * 140_000), "field larger than"),
        ("a.csv", CSL + ROW.replace("2026-11-01", "2026-13-41"), "not a day of the calendar"),
        ("a.csv", CSL.replace("title", "name") + ROW, "occurs twice"),
        ("a.csv", "source,programs,name\nEntity List,x\n", "a.csv:2"),
        ("a.csv", "name,license requirement\n,x\n", "a.csv:2"),
        ("a.csv", EPOCH + "Zo", "a.csv:3"),
        ("a.csv", EPOCH.replace("1e25", "lots"), "a.csv:2"),
        ("a.csv", EPOCH.replace("1e25", "nan"), "a.csv:2"),
        ("a.csv", EPOCH.replace("1e25", "1e999"), "a.csv:2"),
        ("a.csv", EPOCH.replace("1e25", "-1"), "a.csv:2"),
        ("a.csv", EPOCH.splitlines()[0], "names no model"),
        ("a.csv", "colour,shape\nred,round\n", "no known format"),
        ("a.csv", b"", "no known format"),
        ("a.jsonl", f'{HUB}\n{{"id": \n', "a.jsonl:2"),
        ("a.jsonl", f"{HUB}\n{HUB[:20]}", "a.jsonl:2"),
        ("a.jsonl", f"{HUB}\n{HUB}\n", "a.jsonl:2: acme-labs/zorb-7b is given twice"),
        ("a.jsonl", f"{HUB}\n[1]\n", "a.jsonl:2"),
        ("a.jsonl", '{"id": "a/b\\n"}\n', "a.jsonl:1: has no model id"),
        ("a.jsonl", '{"id": "a/\\ud800"}\n', "a.jsonl:1: has no model id"),
        ("a.jsonl", f'{{"id": "a/{"x" * 9000}"}}\n', "a.jsonl:1: has no model id"),
        ("a.jsonl", '{"id": "a/b", "tags": ' + "[" * 90_000 + "\n", "a.jsonl:1"),
        ("a.toml", "[[organisation]]\nid = 'x'\n", "source is missing"),
        ("a.toml", "organisation = ['x']\n", "not a list of tables"),
        ("a.toml", OVERLAY.replace('"DE"', '"QQ"'), "ISO"),
        ("a.toml", OVERLAY.replace('"DE"', "5"), "country is not a text"),
        ("a.toml", OVERLAY.replace('["acme-ai"]', '"acme-ai"'), "handles is not a list"),
        ("a.toml", OVERLAY.replace('["acme-ai"]', "[5]"), "handles holds 5"),
        ("a.toml", OVERLAY.replace("Acme GmbH", "Acme\\u001b[31m"), "title holds"),
        ("a.toml", OVERLAY.replace("checked = 2026-11-01", ""), "checked is missing"),
        ("a.toml", OVERLAY.replace("2026-11-01", '"2026-11-01"'), "checked is not a day"),
        ("a.toml", OVERLAY.replace("[[model]]", "[[modle]]"), "unknown table"),
        ("a.toml", OVERLAY + OVERLAY, "given twice"),
        ("a.toml", OVERLAY + "colour = 'red'\n", "unknown key"),
        ("a.toml", OVERLAY.replace('"acme"', '"deepseek"'), "'deepseek' is one of the built"),
        ("a.toml", OVERLAY.replace("acme-ai", "meta-llama"), "'meta-llama' is one of the built"),
        ("a.toml", "a = " + "[" * 90_000, "nested too deeply"),
        ("a.toml", "[[", "not TOML"),
        ("a.toml", "", "holds no"),
        ("a.zip", b"PK\x03\x04 and no more", "breaks off"),
    ],
)
def test_a_broken_file_changes_nothing_and_says_where(
    tmp_path: Path, folder: Path, name: str, content: str | bytes, problem: str
) -> None:
    file = written(tmp_path / name, content)
    with pytest.raises(BadTable) as caught:
        updates.import_file(file, as_of=TODAY, folder=folder)
    assert problem in str(caught.value)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ({}, "has no id"),
        ([], "has no id"),
        ("[" * 90_000, "not readable"),
        (b"\xff\xfe", "not readable"),
        ({**ADVISORY, "modified": "soonest"}, "modified is 'soonest'"),
        ({**ADVISORY, "affected": "x"}, "affected is no list"),
        ({**ADVISORY, "affected": [{"package": {"ecosystem": "npm", "name": "x"}}]}, "no advisory"),
        ({**ADVISORY, "affected": [{"package": {"ecosystem": "PyPI"}}]}, "names no package"),
    ],
)
def test_a_broken_advisory_is_named(
    tmp_path: Path, folder: Path, content: object, problem: str
) -> None:
    with pytest.raises(BadTable) as caught:
        updates.import_file(archive(tmp_path / "all.zip", content), folder=folder)
    assert problem in str(caught.value)
    assert not folder.exists()


def test_a_zip_that_is_damaged_or_locked_is_refused(tmp_path: Path) -> None:
    whole = archive(tmp_path / "all.zip", ADVISORY).read_bytes()
    start = whole.index(b"a.json") + 10
    damaged = whole[:start] + bytes(byte ^ 0xFF for byte in whole[start : start + 20])
    damaged += whole[start + 20 :]
    locked = bytearray(whole)
    locked[6] |= 1
    locked[whole.index(b"PK\x01\x02") + 8] |= 1
    for content in (damaged, bytes(locked), whole[: len(whole) // 2]):
        with pytest.raises(BadTable):
            imports.read(written(tmp_path / "broken.zip", content))


def test_an_advisory_without_ranges_is_one_of_no_versions(tmp_path: Path) -> None:
    affected = [{"package": {"ecosystem": "PyPI", "name": "x"}, "ranges": None, "versions": None}]
    file = archive(tmp_path / "all.zip", {**ADVISORY, "affected": affected})
    value = imports.read(file).entries[0].value
    assert isinstance(value, list)
    assert value[0]["ranges"] == []


def test_advisories_that_the_file_lacks_are_gone(tmp_path: Path, folder: Path) -> None:
    assert knowledge.default().list("advisory", "accesscontrol")
    updates.import_file(archive(tmp_path / "all.zip", ADVISORY), folder=folder)
    fresh = used(folder, tmp_path)
    assert fresh.list("advisory", "zorb-latt")
    assert not fresh.list("advisory", "accesscontrol")


def test_a_part_of_a_list_is_not_taken_for_the_list(tmp_path: Path, folder: Path) -> None:
    file = screening_list(tmp_path / "csl-2026-11-12.json", PARTY)
    with pytest.raises(BadTable, match="holds 1 parties of us-entity-list, the built table"):
        updates.import_file(file, folder=folder)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["csl-2026-07-01.json", "csl-2026-11-22.json"])
def test_a_file_older_than_the_table_or_of_a_day_to_come_is_refused(
    tmp_path: Path, folder: Path, name: str
) -> None:
    file = screening_list(tmp_path / name, PARTY)
    with pytest.raises(BadTable, match=r"2026-07-09|lies after 2026-11-21"):
        updates.import_file(file, today=TODAY, folder=folder, shrink=True)
    assert not folder.exists()


def days(folder: Path, tmp_path: Path) -> dict[str, date]:
    return {row.table: row.as_of for row in knowledge.tables(used(folder, tmp_path))}


def test_a_table_of_several_lists_is_of_the_day_of_its_oldest(tmp_path: Path, folder: Path) -> None:
    built = days(folder, tmp_path)
    updates.import_file(
        screening_list(tmp_path / "csl-2026-11-12.json", PARTY), folder=folder, shrink=True
    )
    assert days(folder, tmp_path)["list-bis"] == built["list-bis"]
    parties = [
        {**PARTY, "source": source}
        for source in ("Entity List", "Military End User (MEU) List", "Unverified List (UVL)")
    ]
    file = screening_list(tmp_path / "csl-2026-11-13.json", *parties, SDN)
    updates.import_file(file, folder=folder, shrink=True)
    fresh = days(folder, tmp_path)
    assert fresh["list-bis"] == date(2026, 11, 13)
    assert fresh["list-ofac"] == built["list-ofac"]


def test_the_later_of_two_imports_of_a_list_counts(tmp_path: Path, folder: Path) -> None:
    later = {**PARTY, "name": "Later Works"}
    file = screening_list(tmp_path / "a-2026-11-13.json", later)
    updates.import_file(file, folder=folder, shrink=True)
    file = screening_list(tmp_path / "z-2026-11-12.json", PARTY, SDN)
    updates.import_file(file, folder=folder, shrink=True)
    parties = {
        row[1]
        for _, row in used(folder, tmp_path).entries("party")
        if isinstance(row, list) and row[0] == "us-entity-list"
    }
    assert parties == {"Later Works"}


def test_an_import_older_than_the_tables_of_an_upgrade_no_longer_counts(
    tmp_path: Path, folder: Path
) -> None:
    found = imports.read(screening_list(tmp_path / "csl-2026-07-01.json", PARTY))
    updates.store(found, folder)
    fresh = used(folder, tmp_path)
    built = sum(1 for _ in knowledge.default().entries("party"))
    assert sum(1 for _ in fresh.entries("party")) == built
    assert days(folder, tmp_path)["list-bis"] == date(2026, 7, 9)


def test_metadata_of_some_models_renews_no_table(tmp_path: Path, folder: Path) -> None:
    built = days(folder, tmp_path)
    updates.import_file(written(tmp_path / "hub-2026-11-12.jsonl", HUB), folder=folder)
    fresh = days(folder, tmp_path)
    assert fresh["models"] == built["models"]
    assert fresh["models-imported"] == DAY


@pytest.mark.parametrize("content", ['{"half": ', "[]", '{"table": "x", "digest": "0"}', "\xff"])
def test_a_kept_import_that_was_changed_is_named(
    tmp_path: Path, folder: Path, content: str
) -> None:
    written(tmp_path / "ours.toml", OVERLAY)
    updates.import_file(tmp_path / "ours.toml", folder=folder)
    written(folder / "overlay-ours.json", content.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"overlay-ours\.json"):
        updates.stored(folder)


def test_what_an_interrupted_import_leaves_is_not_read(tmp_path: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "tmpabc.part").write_text('{"half": ')
    assert updates.stored(folder) == ()
    assert used(folder, tmp_path).digest == knowledge.default().digest
