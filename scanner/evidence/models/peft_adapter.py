"""A PEFT adapter names its base model in ``adapter_config.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.documents import json_text
from scanner.evidence.keys import Role, Trust
from scanner.evidence.models.model_files import subject_of
from scanner.evidence.models.naming import evidence, named_by
from scanner.model.evidence import Evidence, Kind, Relation
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_BASE = Role(Trust.SURE, Kind.MODEL, Relation.ADAPTER_OF, "hub")
_KEYS = frozenset(["base_model_name_or_path", "parent_library", "model_name_or_path"])
_ADAPTERS = ("adapter_model.safetensors", "adapter_model.bin")


def detect(file: File) -> Iterator[Evidence]:
    """Yield the base model of an adapter.

    Raises:
        Unreadable: not JSON.

    """
    subject = None
    for entry in json_text.read(file.text()):
        if entry.text and entry.path in (("base_model_name_or_path",), ("model_name",)):
            subject = subject_of(file, _ADAPTERS) if subject is None else subject
            for named, _ in named_by(entry.value, _BASE):
                yield evidence(
                    file,
                    named,
                    (entry.line, entry.column),
                    "config_key",
                    relation=Relation.ADAPTER_OF,
                    subject=subject,
                )


DETECTOR = Detector(
    id="peft-adapter",
    patterns=("adapter_config.json",),
    triggers=("base_model_name_or_path", "model_name"),
    detect=detect,
)
