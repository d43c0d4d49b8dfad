"""Which model a stored configuration was made from: ``_name_or_path`` and its kin.

*What it reads.* ``config.json``, ``tokenizer_config.json``, ``generation_config.json``,
``preprocessor_config.json`` and the module files of sentence-transformers and diffusers. Other
keys of a ``config.json`` are read as configuration.

*Limits.* ``_name_or_path`` is the place a model was loaded from: often a folder of the trainer,
which names nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.documents import json_text
from scanner.evidence.keys import Role, Trust
from scanner.evidence.models.model_files import subject_of
from scanner.evidence.models.naming import evidence, named_by
from scanner.model.evidence import Confidence, Evidence, Kind, Relation, Statement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_ORIGIN = Role(Trust.KEYED, Kind.MODEL, Relation.BASE_MODEL, "hub")
_TOKENIZER = Role(Trust.KEYED, Kind.MODEL, Relation.TOKENIZER_OF, "hub")
_ROLES = {"_name_or_path": _ORIGIN, "name_or_path": _TOKENIZER, "tokenizer_file": _TOKENIZER}


def detect(file: File) -> Iterator[Evidence | Statement]:
    """Yield where a stored model or tokenizer came from.

    Raises:
        Unreadable: not JSON.

    """
    subject = None
    tokenizer = "tokenizer" in file.path.rpartition("/")[2]
    for entry in json_text.read(file.text()):
        role = _ROLES.get(entry.key) if entry.text else None
        if role is None or "/snapshots/" in entry.value:
            continue
        role = _TOKENIZER if tokenizer else role
        subject = subject_of(file) if subject is None else subject
        for named, _ in named_by(entry.value, role):
            if named.confidence is not Confidence.LOW:
                place = (entry.line, entry.column)
                yield evidence(
                    file, named, place, "config_key", relation=role.relation, subject=subject
                )


DETECTOR = Detector(
    id="model-config",
    patterns=(
        "config.json", "tokenizer_config.json", "generation_config.json",
        "preprocessor_config.json", "processor_config.json", "model_index.json",
        "sentence_bert_config.json", "config_sentence_transformers.json", "special_tokens_map.json",
    ),
    triggers=("name_or_path",),
    detect=detect,
)  # fmt: skip
