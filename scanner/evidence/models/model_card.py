"""The front matter of a model card or data set card: licence, base models, data sets.

*What it reads.* The YAML block at the top of a Markdown file that bears a model card's keys
(``base_model``, ``library_name``, ``pipeline_tag``, ``datasets``, ``model-index``). What the card
says of its own model becomes a statement; what it names becomes evidence with a relation. The front
matter of other pages (prompts, agents) is read as configuration.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.documents import yaml_text
from scanner.evidence.keys import Role, Trust
from scanner.evidence.models import config_key
from scanner.evidence.models.model_files import subject_of
from scanner.evidence.models.naming import evidence, named_by
from scanner.evidence.source import Source
from scanner.evidence.words import words
from scanner.model.evidence import Evidence, Gap, Kind, Relation, Statement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.documents import Entry
    from scanner.model.file import File

_FRONT = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<body>(?:(?!---|\.\.\.)[^\n]*\n)*)(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)"
)
_CARD_KEYS = words(
    """
    base_model library_name pipeline_tag datasets model-index task_categories license_name
    """
)
_RELATIONS = {
    "adapter": Relation.ADAPTER_OF,
    "quantized": Relation.QUANTIZED_FROM,
    "finetune": Relation.FINETUNED_FROM,
    "merge": Relation.MERGED_FROM,
}
_BASE = Role(Trust.SURE, Kind.MODEL, Relation.BASE_MODEL, "hub")
_DATASET = Role(Trust.SURE, Kind.DATASET, Relation.TRAINED_ON, "hub")
_CLAIMS = {"license": "license", "license_name": "license", "license_link": "license_link"}
_KEYS_OF_CARD = frozenset(["base_model", "datasets", "model-index", *_CLAIMS])


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield what the front matter of a Markdown file says."""
    match = _FRONT.match(file.text())
    if match is None:
        return
    entries, problem = yaml_text.read(match["body"])
    if problem is not None:
        yield Gap(file.at(problem.line + 1), f"front matter: {problem.reason}")
    keys = {entry.path[0] for entry in entries if entry.path}
    beside_weights = "license" in keys and bool(subject_of(file))
    if keys & _CARD_KEYS or {"license", "tags"} <= keys or beside_weights:
        yield from _card(file, entries)
    elif "model" in match["body"]:
        yield from config_key.references(file, Source("yaml", match["body"], 2, "frontmatter"))


def _card(file: File, entries: list[Entry]) -> Iterator[Evidence | Statement]:
    subject = subject_of(file)
    describes_project = "/" not in file.path
    top = {entry.path[0]: entry.value for entry in entries if len(entry.path) == 1}
    relation = _RELATIONS.get(top.get("base_model_relation", ""), Relation.BASE_MODEL)
    is_dataset = "task_categories" in top or any(
        entry.path[:1] == ("dataset_info",) for entry in entries
    )
    for entry in entries:
        key, depth = entry.path[0] if entry.path else "", len(entry.path)
        place = (entry.line + 1, entry.column)
        if key == "base_model" and depth <= 2:  # noqa: PLR2004 (the key, or an item of its list)
            for named, _ in named_by(entry.value, _BASE):
                yield evidence(
                    file, named, place, "frontmatter", relation=relation, subject=subject
                )
        elif key == "source_datasets" and entry.value not in ("original", "extended"):
            for named, _ in named_by(entry.value, _DATASET):
                yield evidence(file, named, place, "frontmatter", relation=Relation.USES)
        elif key == "datasets" and depth <= 2 and not is_dataset:  # noqa: PLR2004
            for named, _ in named_by(entry.value, _DATASET):
                yield evidence(
                    file, named, place, "frontmatter", relation=Relation.TRAINED_ON, subject=subject
                )
        elif key in _CLAIMS and entry.value and depth <= 2 and (subject or describes_project):  # noqa: PLR2004
            yield Statement(None, subject or "project", _CLAIMS[key], entry.value, file.at(*place))


DETECTOR = Detector(
    id="model-card",
    patterns=("*.md", "*.mdx", "*.mdc", "*.prompty", "*.prompt"),
    triggers=(
        "base_model",
        "library_name",
        "pipeline_tag",
        "datasets:",
        "model-index",
        "task_categories",
        "license:",
        "model:",
    ),
    detect=detect,
)
