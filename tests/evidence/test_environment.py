"""Environment variables: what code asks for and what files set are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner.evidence import DETECTORS
from scanner.evidence.environment import joined
from scanner.evidence.run import Collected, collect
from scanner.model.evidence import Asked, Assigned, Evidence, Gap, Kind, Location
from scanner.repository import open_worktree
from scanner.repository.cache import ResultCache
from scanner.repository.records import decode, encode

if TYPE_CHECKING:
    from pathlib import Path

CODE = """\
import os
from faster_whisper import WhisperModel
from sentence_transformers import SentenceTransformer

ears = WhisperModel(os.environ["EARS"])
encoder = SentenceTransformer(os.getenv("ENCODER", "all-MiniLM-L6-v2"))
"""


def scanned(folder: Path, cache: ResultCache | None = None) -> Collected:
    files = open_worktree(folder, no_ignore=True).files()
    return collect(files, detectors=DETECTORS, cache=cache, on_bug="raise")


def named(seen: Collected) -> set[tuple[str, int, str, str]]:
    return {(e.at.path, e.at.line, e.kind.value, e.name) for e in seen.evidence}


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (".env", "# EARS=tiny\nEARS=small.en\n", 2),
        ("docker-compose.yml", "services:\n  a:\n    environment:\n      EARS: small.en\n", 4),
        ("compose.yaml", "services:\n  a:\n    environment:\n      - EARS=small.en\n", 4),
        ("chart/values.yaml", "env:\n  EARS: 'small.en' # English\n", 2),
        (".github/workflows/ci.yml", "jobs:\n  a:\n    env:\n      EARS: small.en\n", 4),
        ("k8s/deployment.yaml", "env:\n  - name: EARS\n    value: small.en\n", 3),
        ("Dockerfile", "FROM python:3.12\nENV EARS=small.en\n", 2),
    ],
)
def test_a_variable_is_followed_to_the_file_that_sets_it(
    tmp_path: Path, path: str, text: str, line: int
) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "app.py").write_text(CODE, encoding="utf-8")
    assert (path, line, "named_model", "small.en") in named(scanned(tmp_path))


def test_a_variable_with_a_default_is_followed_too(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(CODE, encoding="utf-8")
    (tmp_path / ".env").write_text("ENCODER=acme-lab/own-encoder\n", encoding="utf-8")
    assert (".env", 1, "model", "acme-lab/own-encoder") in named(scanned(tmp_path))


def test_a_variable_that_no_code_asks_for_names_nothing(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(CODE, encoding="utf-8")
    (tmp_path / ".env").write_text("MOUTH=small.en\nEARS=/opt/ears\nEARS=1\n", encoding="utf-8")
    assert not [row for row in named(scanned(tmp_path)) if row[0] == ".env"]


def test_the_cache_keeps_what_is_asked_and_set(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "app.py").write_text(CODE, encoding="utf-8")
    (project / ".env").write_text("EARS=small.en\n", encoding="utf-8")
    seen = []
    for _ in range(2):
        with ResultCache(tmp_path / "cache") as cache:
            seen.append(named(scanned(project, cache)))
    assert seen[0] == seen[1]
    assert (".env", 1, "named_model", "small.en") in seen[1]


def test_rows_of_the_environment_survive_the_cache() -> None:
    rows = (
        Asked("EARS", Kind.NAMED_MODEL, Location("a.py", 3, 4), namespace="whisper"),
        Asked("ANY", None, Location("a.py")),
        Assigned("EARS", "small", Location(".env", 2)),
    )
    assert decode(encode(rows, {})) == (rows, {})


def test_a_variable_that_no_file_sets_is_a_gap() -> None:
    wanted = Asked(
        "EARS", Kind.NAMED_MODEL, Location("a.py", 3, 4), namespace="whisper", reason="?"
    )
    assert list(joined([wanted], [])) == [Gap(Location("a.py", 3, 4), "?")]


def test_a_variable_that_some_file_sets_is_none() -> None:
    wanted = Asked(
        "EARS", Kind.NAMED_MODEL, Location("a.py", 3, 4), namespace="whisper", reason="?"
    )
    setting = Assigned("EARS", "small.en", Location(".env", 1, 6))
    assert [row.name for row in joined([wanted], [setting]) if isinstance(row, Evidence)] == [
        "small.en"
    ]
    assert not [row for row in joined([wanted], [setting]) if isinstance(row, Gap)]
