"""The readers of texts meet hostile input: nothing rises, and time stays linear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.evidence import DETECTORS, documents
from scanner.evidence.source import Source
from scanner.evidence.words import words
from scanner.model.evidence import Evidence
from scanner.model.file import File, Unreadable
from tests.yardstick import at_most

if TYPE_CHECKING:
    from scanner.model.plugin import Detector

PATHS = {
    "config-key": ("model.yaml", "model.json", "model.toml", "model.ini", ".env", "model.tf"),
    "command-line": ("model.sh", "Dockerfile", "Makefile", "Procfile"),
    "docs-block": ("model.md", "model.rst", "PKG-INFO"),
    "notebook": ("model.ipynb",),
    "javascript": ("model.ts",),
    "modelfile": ("Modelfile",),
    "model-card": ("README.md",),
    "peft-adapter": ("adapter_config.json",),
    "model-config": ("config.json",),
}
CASES = [(detector, path) for detector in DETECTORS for path in PATHS.get(detector.id, ())]
IDS = [f"{detector.id}:{path}" for detector, path in CASES]

#: Pieces that the readers give a meaning to, to be put together in any order.
TOKENS = words(
    """
    ' " ` $ ${ $( } ) ( [ ] { : , = \\ # // /* */ <<EOF EOF <<< && || ; | > < ! % ~~~ ``` :::
    --- ... ```python ```bash ```yaml >>> $$ $MODEL ${MODEL:-a/b} ${A:-${B:-c}} model model:
    "model": --model -m FROM RUN CMD ENTRYPOINT ENV vllm serve ollama pull gpt-4o {{ {% cells
    Qwen/Qwen2-7B hf.co/a/b:Q4 &a *a !tag source "cells" "source" .. code-block:: :: - * 1.
    for in do done export A=$A$A https://huggingface.co/a/b/resolve/main/x.gguf
    https://api.openai.com/v1
    """
)
PIECES = st.sampled_from([*sorted(TOKENS), "\t", "\u2028", "\ufeff", "\x1b", "\xe9", "\U0001d54f"])
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", "", "\r\n", "\n    "])), max_size=60)


def file_of(path: str, text: str) -> File:
    content = text.encode("utf-8", "replace")
    return File(path, len(content), lambda start, length: content[start : start + length])


@pytest.mark.parametrize(("detector", "path"), CASES, ids=IDS)
@settings(deadline=None, max_examples=60)
@given(pieces=TEXTS)
def test_no_text_makes_a_reader_raise(
    detector: Detector, path: str, pieces: list[tuple[str, str]]
) -> None:
    """conventions.md section 8: no input makes a detector raise anything but Unreadable."""
    text = "".join(piece + space for piece, space in pieces)
    lines = text.count("\n") + 1
    try:
        rows = list(detector.detect(file_of(path, text)))
    except Unreadable:
        return
    assert all(1 <= row.at.line <= lines for row in rows if isinstance(row, Evidence))


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_lines_of_yaml_are_those_of_an_editor(mark: str) -> None:
    text = f"text: a{mark}b\ncommand: run {mark}\n  --now\nmodel: Qwen/Qwen2.5-7B-Instruct\n"
    found, _ = documents.read(Source("yaml", text))
    assert [entry.line for entry in found if entry.value.startswith("Qwen/")] == [4]


WORST = {
    "quotes": "'\"" * 50_000,
    "dollars": "$A" * 50_000,
    "growing": "A=aaaaaaaa\n" + "A=$A$A$A$A\n" * 9_000,
    "substitutions": "$(" * 50_000,
    "braces": "${A:-" * 20_000,
    "brackets": "[" * 100_000,
    "objects": '{"model":' * 11_000,
    "fences": "```\n" * 25_000,
    "fences that grow": "\n".join("`" * n for n in range(3, 440)),
    "indents": "\n".join(" " * (n % 200) + "model:" for n in range(1_000)),
    "anchors": "model: &a [b]\n" + "x: [*a, *a, *a]\n" * 6_000,
    "here documents": "cat <<EOF\n" * 10_000,
    "continued": "RUN a \\\n" * 14_000,
    "comments": "/*" * 50_000,
    "names": "model: " + "a/b," * 25_000,
    "broken python": "```python\n" + "def f(:\n" * 12_000 + "```\n",
    "key values": 'model = "a/b-7b"\n' * 6_000,
    "dashes": "- " * 50_000,
    "urls": "https://huggingface.co/a/b " * 4_000,
}


@pytest.mark.parametrize(("detector", "path"), CASES, ids=IDS)
@pytest.mark.parametrize("name", WORST)
def test_a_hundred_kilobytes_of_the_worst_case_are_read_in_time(
    detector: Detector, path: str, name: str
) -> None:
    with at_most(70):
        try:
            rows = list(detector.detect(file_of(path, WORST[name])))
        except Unreadable:
            rows = []
    assert len(rows) <= 12_000
