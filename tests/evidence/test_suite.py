"""The synthetic suite: planted references and decoys of every family, and how many are found.

Each folder of ``suite/`` is one family: ``in/`` is a small project, ``want.jsonl`` labels its lines
in the form of the recall bench. A label may list further spellings of its id under ``also``; the
label ``gap`` marks a line whose name cannot be known, ``clear`` one that uses a name which is
written elsewhere, so that no gap may stand there.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from scanner.evidence import DETECTORS
from scanner.evidence.run import collect
from scanner.model.evidence import Confidence, Kind
from scanner.repository import open_worktree

if TYPE_CHECKING:
    from collections.abc import Callable

SUITE = Path(__file__).resolve().parent / "suite"
FAMILIES = sorted(folder.name for folder in SUITE.iterdir() if folder.is_dir())
NEAR_LINES = 3
#: The kinds that the suite labels, in groups: a reader of the report sees the three as one.
GROUPS = {
    Kind.MODEL.value: "model",
    Kind.NAMED_MODEL.value: "model",
    Kind.HOSTED_MODEL.value: "model",
    Kind.WEIGHT_FILE.value: "weight_file",
    Kind.ENDPOINT.value: "endpoint",
    Kind.DATASET.value: "dataset",
}
_HUB = re.compile(
    r"https?://(?:www\.)?(?:[\w.-]*huggingface\.co|hf\.co|hf-mirror\.com|modelscope\.(?:cn|ai))/"
    r"(?:api/)?(?:models/|datasets/)?",
    re.IGNORECASE,
)
#: Whose name space a name is in does not change what it names.
_PREFIX = re.compile(
    r"(?:hf:/{0,2}|hf\.co/|hf-hub:|huggingface/|models/|ollama(?:_chat)?/|openrouter/|litellm/"
    r"|together_ai/|fireworks_ai/|bedrock/(?:converse/)?|vertex_ai/|gemini/|azure(?:_ai)?/"
    r"|anthropic/|openai/|groq/|replicate/|nvidia_nim/|hosted_vllm/|modelscope[:/]+|deepseek/"
    r"|cohere/|mistral/)",
    re.IGNORECASE,
)


class Thing(NamedTuple):
    """What a label or a finding names, in one spelling."""

    file: str
    group: str
    name: str


class Label(NamedTuple):
    """One row of ``want.jsonl``."""

    line: int
    label: str
    things: tuple[Thing, ...]  # the id and its further spellings


class Found(NamedTuple):
    """What a scan of a family reports: where each thing stands, and the places of the gaps."""

    things: dict[Thing, list[int]]
    gaps: frozenset[tuple[str, int]]


class Tally(NamedTuple):
    """What a family came to; the texts are for the reader of a failure."""

    wanted: int
    found: int
    right: int
    missed: tuple[str, ...]
    false: tuple[str, ...]
    decoys: int
    silent: tuple[str, ...]  # places that are wanted as gaps and are none
    loud: tuple[str, ...]  # places that are gaps although the name is written elsewhere


def plain(group: str, name: str) -> str:
    """Fold what does not tell two things apart: case, hub addresses, tags, providers."""
    text = name.strip().rstrip("/")
    if group == "endpoint":
        host = urlsplit(text).hostname if "://" in text else text.split("/")[0].split(":")[0]
        return (host or text).lower()
    if group == "weight_file":
        return PurePosixPath(text.split("?")[0]).name.lower()
    text = re.sub(r"/(?:tree|blob|resolve)/.*$", "", _HUB.sub("", text))
    text = re.sub(r"\.git$", "", text)
    while match := _PREFIX.match(text):
        text = text[match.end() :]
    return re.sub(r":latest$", "", text).removeprefix("datasets/").lower()


def rows(family: str) -> list[dict[str, Any]]:
    text = (SUITE / family / "want.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def labels(family: str) -> list[Label]:
    return [
        Label(
            row["line"],
            row["label"],
            tuple(
                Thing(row["file"], GROUPS[row["kind"]], plain(GROUPS[row["kind"]], name))
                for name in (row["id"], *row.get("also", ()))
            ),
        )
        for row in rows(family)
        if row["label"] not in {"gap", "clear"}
    ]


def findings(family: str) -> Found:
    repository = open_worktree(SUITE / family / "in", no_ignore=True)
    seen = collect(repository.files(), detectors=DETECTORS, on_bug="raise")
    found: dict[Thing, list[int]] = defaultdict(list)
    for item in seen.evidence:
        group = GROUPS.get(item.kind.value)
        if group and item.confidence is not Confidence.LOW:
            found[Thing(item.at.path, group, plain(group, item.name))].append(item.at.line)
    return Found(found, frozenset((gap.at.path, gap.at.line) for gap in seen.gaps))


def score(family: str) -> Tally:
    wanted, (found, gaps) = labels(family), findings(family)
    refs = [label for label in wanted if label.label == "ref"]
    missed = [_shown(family, label) for label in refs if not _is_found(label, found)]
    good = {thing for label in refs for thing in label.things}
    fine = {t for label in wanted if label.label == "mention" for t in label.things}
    decoys = {t for label in wanted if label.label == "decoy" for t in label.things}
    wrong = sorted(found.keys() - good - fine)
    false = [
        f"{family}/{t.file}:{found[t][0]} {t.group} {t.name}" + " (decoy)" * (t in decoys)
        for t in wrong
    ]
    return Tally(
        wanted=len(refs),
        found=len(refs) - len(missed),
        right=len(found.keys() & good),
        missed=tuple(missed),
        false=tuple(false),
        decoys=sum(label.label == "decoy" for label in wanted),
        silent=_places(family, "gap", lambda place: place not in gaps),
        loud=_places(family, "clear", lambda place: place in gaps),
    )


def _places(
    family: str, label: str, is_wrong: Callable[[tuple[str, int]], bool]
) -> tuple[str, ...]:
    return tuple(
        f"{family}/{row['file']}:{row['line']}"
        for row in rows(family)
        if row["label"] == label and is_wrong((row["file"], row["line"]))
    )


def _shown(family: str, label: Label) -> str:
    thing = label.things[0]
    return f"{family}/{thing.file}:{label.line} {thing.group} {thing.name}"


def _is_found(label: Label, found: dict[Thing, list[int]]) -> bool:
    return any(
        abs(line - label.line) <= NEAR_LINES
        for thing in label.things
        for line in found.get(thing, ())
    )


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return {family: score(family) for family in FAMILIES}


def test_the_suite_plants_enough(tallies: dict[str, Tally]) -> None:
    assert sum(tally.wanted for tally in tallies.values()) >= 400
    assert sum(tally.decoys for tally in tallies.values()) >= 200


def test_nearly_every_planted_reference_is_found(tallies: dict[str, Tally]) -> None:
    wanted = sum(tally.wanted for tally in tallies.values())
    missed = [text for tally in tallies.values() for text in tally.missed]
    assert len(missed) <= 0.01 * wanted, "\n".join(missed)


def test_nearly_nothing_else_is_reported(tallies: dict[str, Tally]) -> None:
    right = sum(tally.right for tally in tallies.values())
    false = [text for tally in tallies.values() for text in tally.false]
    assert len(false) <= 0.01 * (right + len(false)), "\n".join(false)


def test_what_cannot_be_known_is_a_gap(tallies: dict[str, Tally]) -> None:
    assert [text for tally in tallies.values() for text in tally.silent] == []


def test_what_is_written_elsewhere_is_no_gap(tallies: dict[str, Tally]) -> None:
    assert [text for tally in tallies.values() for text in tally.loud] == []
