"""Hostile trees: every file is accounted for, nothing rises, nothing is run, and it ends soon."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from scanner.evidence import DETECTORS
from scanner.evidence.run import Collected, collect
from scanner.repository import open_worktree
from tests.evidence.weight_files import gguf, safetensors
from tests.yardstick import at_most

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Names of files that detectors read, to give each content to all of them.
NAMES = (
    "app.py", "setup.py", "conf.yaml", "conf.yml", "conf.json", "conf.toml", "conf.ini",
    "setup.cfg", "pyproject.toml", "requirements.txt", "environment.yml", "uv.lock",
    "poetry.lock", "Pipfile", "Pipfile.lock", "pylock.toml", "pdm.lock", "Dockerfile",
    "compose.yaml", "run.sh", "Makefile", "README.md", "docs.rst", "PKG-INFO", "book.ipynb",
    "Modelfile", "adapter_config.json", "config.json", "main.tf", ".env", "app.js", "app.ts",
    "tox.ini", "model.safetensors", "model.gguf", "model.onnx", "model.pt", "model.keras",
    "model.npz", "conda.yaml", "LICENSE",
)  # fmt: skip
#: A text with what most triggers want, so that detectors are called at all.
BAIT = (
    'from_pretrained("Qwen/Qwen2.5-7B") model: Qwen/Qwen2.5-7B pip install torch==2.0 model='
    "https://huggingface.co/Qwen/Qwen2.5-7B ollama run llama3 FROM llama3 base_model device=cuda"
)
CONTENTS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "one brace": lambda: b"{",
    "nul bytes": lambda: BAIT.encode() + b"\n\0\0\n",
    "bad utf-8": lambda: b"\xff\xfe\xfd" + BAIT.encode() + b"\xc3\x28\x80",
    "utf-16": lambda: BAIT.encode("utf-16"),
    "utf-16 cut": lambda: BAIT.encode("utf-16")[:-1],
    "bom": lambda: b"\xef\xbb\xbf" + BAIT.encode(),
    "crlf": lambda: (BAIT + "\n").replace("\n", "\r\n").encode() * 3,
    "lone carriage returns": lambda: (BAIT + "\r").encode() * 3,
    "line separators": lambda: (BAIT + "\u2028\x0b\x0c\x85").encode() * 3,
    "nested brackets": lambda: BAIT.encode() + b"[" * 50_000,
    "nested objects": lambda: b'{"model":' * 20_000,
    "nested calls": lambda: b'from_pretrained("a/b", ' + b"f(" * 5_000,
    "nested flow": lambda: b"model: " + b"{a: " * 5_000,
    "nested indents": lambda: b"".join(b" " * n + b"model:\n" for n in range(1_500)),
    "huge number": lambda: b'model = "a/b"\nx = ' + b"9" * 100_000,
    "huge number in json": lambda: b'{"model": "Qwen/Qwen2.5-7B", "x": ' + b"9" * 100_000 + b"}",
    "yaml anchors": lambda: (
        b"model: Qwen/Qwen2.5-7B\na0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n"
                   % ((n, n) + (n - 1,) * 9) for n in range(1, 12))
    ),
    "yaml tag": lambda: b"model: !!python/object/apply:os.system ['touch ran']\n",
    "one long line": lambda: (BAIT + " ").encode() * 8_000,
    "long name": lambda: b'from_pretrained("' + b"a" * 200_000 + b"/" + b"b" * 200_000 + b'")',
    "many quotes": lambda: b'model = "' * 30_000,
    "many backslashes": lambda: BAIT.encode() + b"\\" * 100_000 + b"\n",
    "many triple quotes": lambda: BAIT.encode() + b'"""' * 20_000,
    "many dots": lambda: b"pip install " + b"a." * 50_000,
    "many references": lambda: b"".join(
        b'm%d = AutoModel.from_pretrained("org-%d/model-%d")\n' % (n, n, n) for n in range(3_000)
    ),
    "many requirements": lambda: b"".join(b"package-%d>=1\n" % n for n in range(5_000)),
    "requirements loop": lambda: b"-r requirements.txt\n-c requirements.txt\n-r /etc/passwd\n",
    "control characters": (
        BAIT + "\x1b[31m\x1b]8;;http://x\x07\u202e<script>{{7*7}}{% x %}::error::x\n"
    ).encode,
    "names with control characters": lambda: b'from_pretrained("Qwen/\x1b[31mQwen\n")',
}  # fmt: skip
LIMIT_UNITS = 800


def scanned(folder: Path) -> Collected:
    with at_most(LIMIT_UNITS):
        seen = collect(open_worktree(folder).files(), detectors=DETECTORS)
    assert seen.files == seen.read + len(seen.skips)
    assert [gap for gap in seen.gaps if gap.bug] == []
    return seen


@pytest.mark.parametrize("name", CONTENTS)
def test_no_content_ends_a_scan_or_is_our_bug(name: str, tmp_path: Path) -> None:
    content = CONTENTS[name]()
    for file in NAMES:
        (tmp_path / file).write_bytes(content)
    seen = scanned(tmp_path)
    assert seen.files == len(NAMES)
    assert not (tmp_path / "ran").exists()


def test_a_large_sparse_file_is_a_gap_and_the_others_are_read(tmp_path: Path) -> None:
    for name in ("big.py", "big.json", "big.safetensors", "big.csv"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(200 * 1024 * 1024)
    (tmp_path / "app.py").write_text('AutoModel.from_pretrained("Qwen/Qwen2.5-7B")\n')
    seen = scanned(tmp_path)
    assert {gap.at.path for gap in seen.gaps} >= {"big.py", "big.json", "big.safetensors"}
    assert [row.name for row in seen.evidence if row.at.path == "app.py"] == ["Qwen/Qwen2.5-7B"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_and_folder_are_gaps(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x")
    (tmp_path / "a.py").chmod(0)
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed").chmod(0)
    assert "a.py" in {gap.at.path for gap in scanned(tmp_path).gaps}


def test_loops_of_links_and_odd_names_end(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.py").symlink_to("self.py")
    for name in (
        "new\nline.py",
        "\x1b[31m.py",
        "a\u202eb.py",
        "{{x}}.py",
        "-rf.py",
        "%s.py",
        "'.py",
    ):
        (tmp_path / name).write_text('AutoModel.from_pretrained("Qwen/Qwen2.5-7B")\n')
    seen = scanned(tmp_path)
    assert len(seen.evidence) == 7
    assert {skip.reason for skip in seen.skips} == {"symlink"}


def test_deep_folders_are_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(150):
        folder /= "d"
    folder.mkdir(parents=True)
    (folder / "app.py").write_text('AutoModel.from_pretrained("Qwen/Qwen2.5-7B")\n')
    assert len(scanned(tmp_path).evidence) == 1


def test_headers_that_lie_are_gaps(tmp_path: Path) -> None:
    good = gguf({"general.name": "x", "tokenizer.ggml.tokens": ["a"] * 100})
    for index in range(0, len(good), 7):
        (tmp_path / f"cut{index}.gguf").write_bytes(good[:index])
        flipped = bytearray(good)
        flipped[index] ^= 0xFF
        (tmp_path / f"flip{index}.gguf").write_bytes(flipped)
    table = safetensors({"base_model": "a/b"}, tensors=3)
    for index in range(0, len(table), 5):
        flipped = bytearray(table)
        flipped[index] ^= 0xFF
        (tmp_path / f"flip{index}.safetensors").write_bytes(flipped)
    scanned(tmp_path)


def test_a_notebook_of_many_cells_ends(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": ['m = AutoModel.from_pretrained("Qwen/Qwen2.5-7B")\n']}
    book = {"cells": [cell] * 2_000, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    (tmp_path / "book.ipynb").write_text(json.dumps(book, indent=1))
    scanned(tmp_path)


def test_modules_that_import_each_other_end(tmp_path: Path) -> None:
    for number in range(60):
        text = f"from m{(number + 1) % 60} import NAME\nAutoModel.from_pretrained(NAME)\n"
        (tmp_path / f"m{number}.py").write_text(text)
    scanned(tmp_path)


def test_the_same_tree_gives_the_same_rows(tmp_path: Path) -> None:
    for name, content in list(CONTENTS.items())[:12]:
        (tmp_path / f"{name}.py").write_bytes(content())
    assert scanned(tmp_path) == scanned(tmp_path)
