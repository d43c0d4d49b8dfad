"""A package, model, dataset, service, accelerator, or the scanned project itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ComponentKind(str, Enum):
    """The public component kinds. A hosted model and a weight file are models."""

    PROJECT = "project"
    PACKAGE = "package"
    MODEL = "model"
    DATASET = "dataset"
    SERVICE = "service"
    ACCELERATOR = "accelerator"
    REGION = "region"
    INSTANCE = "instance"


@dataclass(frozen=True, slots=True)
class Component:
    """One thing the project depends on.

    ``name`` is a purl where a type exists (``pkg:pypi/torch@2.3.0``, ``pkg:huggingface/org/name``),
    otherwise typed: ``service:HOST``, ``accelerator:ID``, ``hosted:NAME``, ``ollama:…``,
    ``timm:…``, ``spacy:…``, ``modelscope:…``, ``file:PATH``, ``region:PROVIDER:ID``,
    ``instance:PROVIDER:TYPE``.
    """

    name: str
    kind: ComponentKind
    title: str  # the name people write: "torch", "Qwen/Qwen2.5-7B-Instruct", "api.deepseek.com"
    version: str | None = None  # one exact version or revision; None: not pinned
