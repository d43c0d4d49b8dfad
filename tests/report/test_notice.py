from __future__ import annotations

import io
import zipfile
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

from scanner.cli import main
from scanner.report.notice import Text, copyrights, render, shipped_packages
from tests.report.sample import HOSTILE, hostile

if TYPE_CHECKING:
    from pathlib import Path

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
