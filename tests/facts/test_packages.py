"""What metadata, licence texts, advisories and resolutions say of packages."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scanner.facts import (
    advisories,
    distributions,
    installed_metadata,
    license_text,
    osv,
    package_statements,
    resolver,
    spdx_texts,
)
from scanner.facts.package_metadata import Metadata, alias, licenses, read_metadata
from scanner.model import license as spdx
from scanner.model.component import Component, ComponentKind
from scanner.model.context import Context
from scanner.model.errors import ConfigError, SourceUnavailable
from scanner.model.evidence import (
    Evidence,
    Kind,
    Location,
    Locked,
    Relation,
    Requirement,
    Statement,
)
from scanner.model.fact import Basis, Fact, Licensed, Observed, Vulnerable
from scanner.model.inventory import Inventory

if TYPE_CHECKING:
    from collections.abc import Iterable

TODAY = Context(today=date(2026, 11, 21))
MIT = """MIT License

Copyright (c) 2020 Somebody

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
OWN = (Path(__file__).parents[2] / "LICENSE").read_text()


def metadata(*headers: str) -> str:
    return "\n".join(["Metadata-Version: 2.4", "Name: Some.Pkg", "Version: 1.0", *headers]) + "\n\n"


def said(*headers: str, **texts: str) -> list[tuple[str, str, str]]:
    files = {name.replace("_", "."): text for name, text in texts.items()}
    found = licenses(read_metadata(metadata(*headers)), files)
    return [(item.how, item.expression, item.basis.value) for item in found]


def test_an_expression_speaks_first_and_its_text_is_kept_beside_it() -> None:
    found = said("License-Expression: mit OR apache-2.0", "License: BSD", LICENSE=MIT)
    assert found == [
        ("expression", "MIT OR Apache-2.0", "declared"),
        ("text", "MIT", "detected"),
        ("field", "LicenseRef-BSD", "inferred"),
    ]


def test_a_text_tells_more_than_a_classifier_that_names_a_family() -> None:
    assert said("Classifier: License :: OSI Approved :: MIT License", LICENSE=OWN) == [
        ("text", "Apache-2.0", "detected"),
        ("classifier", "MIT", "inferred"),
    ]


def test_bsd_alone_is_none_of_the_bsd_licences() -> None:
    found = said("Classifier: License :: OSI Approved :: BSD License")
    assert found == [("classifier", "LicenseRef-BSD", "declared")]


@pytest.mark.parametrize(
    ("field", "expression"),
    [
        ("MIT OR AFL-2.1", "MIT OR AFL-2.1"),
        ("BSD 3-Clause OR Apache-2.0", "BSD-3-Clause OR Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("GPLv3+", "GPL-3.0-or-later"),
        ("not GPL", None),
        ("LGPL-like, see file", None),
        ("UNKNOWN", None),
        ("bsl-1.0", "BSL-1.0"),
    ],
)
def test_a_free_field_is_mapped_by_the_table_and_never_by_substring(
    field: str, expression: str | None
) -> None:
    found = [item[1] for item in said(f"License: {field}")]
    assert found == ([expression] if expression else [])


def test_or_later_of_a_classifier_sharpens_what_a_text_cannot_tell() -> None:
    assert alias("classifier", "License :: OSI Approved :: GNU Affero General Public License v3")
    found = read_metadata(
        metadata(
            "Classifier: License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)"
        )
    )
    assert licenses(found, {})[0].expression == "GPL-3.0-or-later"


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("MIT", "MIT OR Apache-2.0", True),
        ("Apache-2.0 OR MIT", "MIT OR Apache-2.0", True),
        ("MIT", "ISC", False),
        ("LicenseRef-BSD", "BSD-3-Clause", True),
        ("Apache-2.0 AND LicenseRef-BSD", "Apache-2.0 AND BSD-3-Clause", True),
        ("LicenseRef-BSD", "MIT", False),
    ],
)
def test_sources_agree_when_one_holds_every_licence_of_the_other(
    one: str,
    other: str,
    answer: bool,  # noqa: FBT001 (a table)
) -> None:
    assert spdx.agree(one, other) is answer


def test_texts_are_recognised_and_prose_is_not() -> None:
    assert [item.expression for item in license_text.recognise(MIT)] == ["MIT"]
    assert license_text.recognise("This is like the MIT License, but Llama is not a licence.") == ()
    tagged = license_text.recognise("# SPDX-License-Identifier: (MIT OR Apache-2.0)\nimport os\n")
    assert [(item.expression, item.how) for item in tagged] == [("MIT OR Apache-2.0", "tag")]


def test_licence_recognition_is_bounded_on_hostile_text() -> None:
    for text in ("copyright " * 40_000, "a" * 400_000, "(" * 400_000, "MIT License\n" * 30_000):
        assert isinstance(license_text.recognise(text), tuple)


def wheel(folder: Path, name: str, version: str, headers: str, **texts: str) -> Path:
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        base = f"{name}-{version}.dist-info"
        archive.writestr(
            f"{base}/METADATA",
            f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{headers}\n",
        )
        for key, text in texts.items():
            archive.writestr(f"{base}/licenses/{key}", text)
    return path


def inventory(*packages: tuple[str, str | None]) -> Inventory:
    return Inventory(
        components=tuple(
            Component(
                f"pkg:pypi/{name}" + (f"@{version}" if version else ""),
                ComponentKind.PACKAGE,
                name,
                version,
            )
            for name, version in packages
        )
    )


def gathered(source: object, found: Inventory) -> list[Fact]:
    return list(source.gather(found, TODAY))  # type: ignore[attr-defined] (a fact source)


def standard(*names: str) -> list[str]:
    return [spdx_texts.standard(frozenset([name])).by_id[name] for name in names]


def test_the_lesser_gpl_of_version_3_comes_with_the_gpl_it_adds_to() -> None:
    gpl, lgpl = standard("GPL-3.0-only", "LGPL-3.0-only")
    said = licenses(Metadata("a", "1"), {"COPYING": gpl, "COPYING.LESSER": lgpl})
    assert said[0].expression == "LGPL-3.0-only"
    later = ("License :: OSI Approved :: GNU Lesser General Public License v3 or later (LGPLv3+)",)
    said = licenses(Metadata("a", "1", classifiers=later), {"COPYING": gpl, "COPYING.LESSER": lgpl})
    assert said[0].expression == "LGPL-3.0-or-later"
    assert licenses(Metadata("a", "1"), {"COPYING": gpl})[0].expression == "GPL-3.0-only"


@pytest.mark.parametrize(
    ("head", "expression"),
    [
        ("Partly under the one, partly under the other licence.\n", "Unlicense AND BSD-2-Clause"),
        ("In either case you must keep the notice.\n", "Unlicense AND BSD-2-Clause"),
        ("Available under your choice of the two:\n", "Unlicense OR BSD-2-Clause"),
    ],
)
def test_one_file_with_the_licences_that_the_metadata_names(head: str, expression: str) -> None:
    free, bsd = standard("Unlicense", "BSD-2-Clause")
    named = ("License :: OSI Approved :: BSD License", "License :: Public Domain")
    text = {"LICENSE.rst": f"{head}\n{free}\n\n{bsd}\n"}
    assert licenses(Metadata("a", "1", classifiers=named), text)[0].expression == expression
    # Where the metadata names one, what follows the first licence is of bundled code.
    assert licenses(Metadata("a", "1"), text)[0].expression == "Unlicense"


def test_wheels_speak_for_their_own_version_alone(tmp_path: Path) -> None:
    wheel(tmp_path, "alpha", "1.0", "License-Expression: MIT", LICENSE=MIT)
    source = installed_metadata.source(archives=(tmp_path,))
    facts = gathered(source, inventory(("alpha", "1.0"), ("alpha", "2.0"), ("beta", None)))
    assert {fact.about for fact in facts} == {"pkg:pypi/alpha@1.0"}
    claims = [
        (f.claim.expression, f.claim.license_class) for f in facts if isinstance(f.claim, Licensed)
    ]
    assert claims == [("MIT", "permissive"), ("MIT", "permissive")]
    assert {fact.provenance.basis for fact in facts} == {Basis.DECLARED, Basis.DETECTED}


def test_an_environment_is_read_without_importing_anything(tmp_path: Path) -> None:
    place = tmp_path / ".venv" / "lib" / "python3.11" / "site-packages"
    info = place / "Alpha_B-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(metadata("License: Apache 2.0").replace("Some.Pkg", "Alpha.B"))
    (place / "alpha_b.py").write_text("raise SystemExit")
    assert installed_metadata.environments(tmp_path) == (place,)
    facts = gathered(installed_metadata.source((place,)), inventory(("alpha-b", None)))
    assert [f.claim.expression for f in facts if isinstance(f.claim, Licensed)] == ["Apache-2.0"]
    assert installed_metadata.chosen(str(tmp_path / ".venv"), {}) == (place,)
    with pytest.raises(ConfigError, match="no environment is active"):
        installed_metadata.chosen("active", {})


def test_broken_archives_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "broken-1-py3-none-any.whl").write_bytes(b"PK\x03\x04 not a zip")
    (tmp_path / "cut-1.tar.gz").write_bytes(b"\x1f\x8b\x08")
    with tarfile.open(tmp_path / "good-1.0.tar.gz", "w:gz") as archive:
        content = metadata("License: MIT").encode()
        member = tarfile.TarInfo("good-1.0/PKG-INFO")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    found = list(distributions.archives(tmp_path))
    assert [item.origin for item in found] == ["good-1.0.tar.gz"]


ADVISORY = osv.Advisory(
    id="PYSEC-1",
    package="alpha",
    aliases=("CVE-1", "GHSA-1"),
    ranges=(
        (("introduced", "0"), ("fixed", "1.2"), ("introduced", "2.0rc1"), ("last_affected", "2.3")),
    ),
    versions=frozenset({"weird-1"}),
)


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ("0.0.1", True), ("1.1.9", True), ("1.2", False), ("1.9", False), ("2.0rc1", True),
        ("2.0rc0", False), ("2.3", True), ("2.3.1", False), ("weird-1", True), ("weird-2", False),
    ],
)  # fmt: skip
def test_osv_events_are_walked_in_version_order(version: str, affected: bool) -> None:  # noqa: FBT001
    """OSV schema: a version is affected when the last event at or below it introduces."""
    assert osv.affects(ADVISORY, version) is affected


def test_full_osv_records_are_read_and_withdrawn_ones_are_not(tmp_path: Path) -> None:
    record = {
        "id": "GHSA-2",
        "aliases": ["CVE-2"],
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": "Al_Pha"},
                "ranges": [
                    {"type": "GIT", "events": [{"introduced": "0"}]},
                    {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3"}]},
                ],
                "versions": ["1.0"],
            },
            {"package": {"ecosystem": "npm", "name": "al-pha"}},
        ],
    }
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("GHSA-2.json", json.dumps(record))
        archive.writestr("GHSA-3.json", json.dumps({**record, "id": "GHSA-3", "withdrawn": "2024"}))
        archive.writestr("broken.json", "{")
    found = osv.database(tmp_path / "all.zip")
    assert [item.id for item in found["al-pha"]] == ["GHSA-2"]
    assert found["al-pha"][0].ranges == ((("introduced", "0"), ("fixed", "3")),)
    with pytest.raises(ConfigError):
        osv.database(tmp_path / "missing.zip")


def audited(found: Inventory, records: Iterable[osv.Advisory]) -> dict[str, list[object]]:
    held = list(records)
    service = advisories.offline(lambda name: [item for item in held if item.package == name])
    source = advisories._Source("test", "a snapshot", date(2025, 2, 12))  # noqa: SLF001 (the seam)
    result: dict[str, list[object]] = {}
    for fact in advisories.audit(found, service, source):
        result.setdefault(fact.about, []).append(fact.claim)
    return result


def test_each_version_gets_its_own_answer_with_the_day() -> None:
    found = audited(inventory(("alpha", "1.0"), ("alpha", "1.2"), ("beta", None)), [ADVISORY])
    assert found["pkg:pypi/alpha@1.2"] == [
        Observed(key="advisories", value="checked: none known as of 2025-02-12")
    ]
    assert found["pkg:pypi/beta"] == [
        Observed(key="advisories", value="not checked: no exact version is locked or pinned")
    ]
    checked, flaw, better = found["pkg:pypi/alpha@1.0"]
    assert checked == Observed(key="advisories", value="checked: 1 known as of 2025-02-12")
    assert flaw == Vulnerable(
        advisory="PYSEC-1", aliases=("CVE-1", "GHSA-1"), fixed=("1.2",), summary=""
    )
    assert better == Observed(key="advisories-upgrade", value="1.2")


def test_entries_that_share_an_alias_are_one_flaw() -> None:
    twin = ADVISORY._replace(id="GHSA-1", aliases=("CVE-1",))
    found = audited(inventory(("alpha", "1.0")), [ADVISORY, twin])
    assert sum(isinstance(claim, Vulnerable) for claim in found["pkg:pypi/alpha@1.0"]) == 1


def test_the_upgrade_is_out_of_every_advisory() -> None:
    later = osv.Advisory(
        "PYSEC-2", "alpha", (), ((("introduced", "1.2"), ("fixed", "1.5")),), frozenset()
    )
    found = audited(inventory(("alpha", "1.0")), [ADVISORY, later])
    assert Observed(key="advisories-upgrade", value="1.5") in found["pkg:pypi/alpha@1.0"]


def test_what_a_service_skips_is_never_called_clean() -> None:
    """The trap of pip-audit: everything skipped, yet "no known vulnerabilities" and exit 0."""
    from pip_audit._service import ServiceError  # noqa: PLC0415
    from pip_audit._service.interface import (  # noqa: PLC0415
        SkippedDependency,
        VulnerabilityService,
    )

    class NoDocument(VulnerabilityService):  # type: ignore[misc] (untyped)
        """An index that has no advisory document for any version."""

        def query(self, spec: object) -> tuple[object, list[object]]:
            del spec
            return SkippedDependency(name="alpha", skip_reason="not found on the index"), []

    class Failing(VulnerabilityService):  # type: ignore[misc] (untyped)
        def query(self, spec: object) -> tuple[object, list[object]]:
            raise ServiceError(f"no answer for {spec}")

    source = advisories._Source("test", "an index", None)  # noqa: SLF001 (the seam)
    for service in (NoDocument(), Failing()):
        facts = list(advisories.audit(inventory(("alpha", "1.0")), service, source))
        assert [f.claim.value.split(":")[0] for f in facts if isinstance(f.claim, Observed)] == [
            "not checked"
        ]


def test_a_service_that_cannot_be_reached_is_a_source_unavailable() -> None:
    from pip_audit._service import ConnectionError as Unreachable  # noqa: PLC0415
    from pip_audit._service.interface import VulnerabilityService  # noqa: PLC0415

    class Down(VulnerabilityService):  # type: ignore[misc] (untyped)
        def query(self, spec: object) -> tuple[object, list[object]]:
            raise Unreachable(f"no route to ask for {spec}")

    source = advisories._Source("test", "down", None)  # noqa: SLF001 (the seam)
    with pytest.raises(SourceUnavailable):
        list(advisories.audit(inventory(("alpha", "1.0")), Down(), source))


def test_the_embedded_snapshot_knows_an_old_requests() -> None:
    facts = gathered(advisories.SOURCE, inventory(("requests", "2.19.0")))
    known = {f.claim.advisory for f in facts if isinstance(f.claim, Vulnerable)}
    assert "PYSEC-2018-28" in known
    assert any(f.provenance.as_of for f in facts)


def asked(name: str, **detail: object) -> Evidence:
    place = Location("pyproject.toml", 1)
    wanted = Requirement(**detail)  # type: ignore[arg-type] (test shorthand)
    return Evidence(Kind.DEPENDENCY, name, place, "pep621", Relation.REQUIRES, detail=wanted)


COMPILED = """anyio==4.6.0
    # via httpx
colorama==0.4.6 ; sys_platform == 'win32'
    # via
    #   click
    #   tqdm
click==8.1.7
httpx==0.27.2
    # via -r requirements.in
"""


def test_uv_output_gives_versions_markers_and_edges() -> None:
    found = {item.name: item for item in resolver.compiled(COMPILED)}
    assert found["httpx"].requires == ("anyio",)
    assert found["click"].requires == ("colorama",)
    assert found["colorama"].marker == "sys_platform == 'win32'"


def test_uv_is_given_a_file_never_options_and_builds_are_off(tmp_path: Path) -> None:
    record = tmp_path / "record"
    fake = tmp_path / "uv"
    fake.write_text(
        f'#!/bin/sh\necho "$@" > {record}\ncat requirements.in >> {record}\necho "a==1.0"\n'
    )
    fake.chmod(0o755)
    rows, gaps = resolver.with_uv(
        [asked("a", specifier=">=1"), asked("b", url="git+https://h.example.invalid/b"),
         asked("c", specifier="=={x}"), asked("d", scope="dev")],
        online=False, uv=str(fake),
    )  # fmt: skip
    assert [row.name for row in rows] == ["a"]
    assert isinstance(rows[0].detail, Locked)
    assert len(gaps) == 2
    lines = record.read_text().splitlines()
    assert {"--no-build", "--offline", "--no-config"} <= set(lines[0].split())
    assert lines[1:] == ["a>=1"]


def test_a_resolution_that_fails_is_a_gap(tmp_path: Path) -> None:
    fake = tmp_path / "uv"
    fake.write_text("#!/bin/sh\necho 'no solution' >&2\nexit 1\n")
    fake.chmod(0o755)
    rows, gaps = resolver.with_uv([asked("a")], online=False, uv=str(fake))
    assert rows == ()
    assert "no solution" in gaps[0].reason
    assert "--online" in gaps[0].reason


def test_a_pip_report_is_read(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    item = {
        "metadata": {"name": "A_b", "version": "1", "requires_dist": ["c>=2", "d; extra == 'x'"]}
    }
    report.write_text(json.dumps({"version": "1", "install": [item]}))
    rows, _ = resolver.from_report(report)
    assert [(row.name, row.detail.requires) for row in rows if isinstance(row.detail, Locked)] == [
        ("a-b", ("c",))
    ]
    report.write_text("[]")
    with pytest.raises(ConfigError, match="is no pip report"):
        resolver.from_report(report)


def test_a_pip_report_says_what_was_asked_by_address_and_with_extras(tmp_path: Path) -> None:
    def item(name: str, needs: list[str], **more: object) -> dict[str, object]:
        metadata = {"name": name, "version": "1", "requires_dist": needs}
        return {"metadata": metadata, **more}

    vcs = {"url": "https://code.example.invalid/a", "vcs_info": {"vcs": "git", "commit_id": "c0"}}
    install = [
        item("a", ["b; extra == 'x'", "c; extra == 'y'"], requested_extras=["X"]),
        item("b", [], is_direct=True, download_info=vcs),
        item("d", [], is_direct=True, download_info={"url": "file:///home/somebody/d-1.whl"}),
        item("e", [], is_direct=True, download_info={"url": "https://files.example.invalid/e.whl"}),
        item("f", [], is_direct=True, download_info=[]),
    ]
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"version": "1", "install": install}))
    rows, _ = resolver.from_report(report)
    said = {row.name: row.detail for row in rows if isinstance(row.detail, Locked)}
    assert said["a"].requires == ("b",)
    assert (said["b"].source, said["b"].url) == ("vcs", "git+https://code.example.invalid/a@c0")
    assert (said["d"].source, said["d"].url) == ("path", "d-1.whl")
    assert (said["e"].source, said["e"].url) == ("url", "https://files.example.invalid/e.whl")
    assert said["f"].source == "default-index"


def test_an_extra_that_something_asks_for_reaches_what_it_needs(tmp_path: Path) -> None:
    for name, needs in (
        ("alpha", "beta[quick]"),
        ("beta", 'gamma ; extra == "quick"'),
        ("gamma", "beta[slow]"),
        ("delta", "beta"),
    ):
        info = tmp_path / f"{name}-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {name}\nVersion: 1\nRequires-Dist: {needs}\n")
    rows, _ = resolver.from_environment([asked("beta"), asked("alpha")], [tmp_path])
    assert [row.name for row in rows] == ["alpha", "beta", "gamma"]
    rows, _ = resolver.from_environment([asked("delta")], [tmp_path])
    assert [row.name for row in rows] == ["beta", "delta"]
    rows, _ = resolver.from_environment([asked("beta", extras=("quick",))], [tmp_path])
    assert [row.name for row in rows] == ["beta", "gamma"]


def test_an_environment_gives_only_what_the_manifests_reach(tmp_path: Path) -> None:
    for name, needs in (("alpha", "beta"), ("beta", "alpha"), ("tool", "alpha")):
        info = tmp_path / f"{name}-1.dist-info"
        info.mkdir()
        text = f"Name: {name}\nVersion: 1\nRequires-Dist: {needs}\n"
        (info / "METADATA").write_text(text)
    rows, gaps = resolver.from_environment([asked("alpha"), asked("gone")], [tmp_path])
    assert [row.name for row in rows] == ["alpha", "beta"]
    assert "gone" in gaps[0].reason


def test_the_files_of_a_tree_speak_for_its_projects() -> None:
    def say(claim: str, value: str, path: str = "pyproject.toml") -> Statement:
        return Statement(None, "project:.", claim, value, Location(path, 3))

    found = Inventory(
        statements={
            "project:.": (
                say("license", "MIT"),
                say("license_classifier", "License :: OSI Approved :: BSD License"),
                say("license_text", MIT, "LICENSE"),
                say("license_text", OWN, "MODEL_LICENSE"),
                say("license_text_used", OWN, "LICENSES/Apache-2.0.txt"),
                say("license_tag", "GPL-2.0+", "a.c"),
                say("license_tag", "nonsense here", "b.c"),
                say("name", "own"),
            ),
            "pkg:pypi/torch@2": (
                Statement(None, "pkg:pypi/torch@2", "lock_disagrees", "x", Location("p", 1)),
            ),
        }
    )
    facts = list(package_statements.gather(found, TODAY))
    licensed = [
        (f.claim.expression, f.claim.part, f.provenance.basis.value)
        for f in facts
        if isinstance(f.claim, Licensed)
    ]
    assert licensed == [
        ("MIT", "all", "declared"),
        ("LicenseRef-BSD", "all", "inferred"),
        ("MIT", "all", "detected"),
        ("Apache-2.0", "weights", "detected"),
    ]
    assert [(f.about, f.claim.key) for f in facts if isinstance(f.claim, Observed)] == [
        ("project:.", "license_text"),
        ("project:.", "license_tag"),
        ("pkg:pypi/torch@2", "lock_disagrees"),
    ]
