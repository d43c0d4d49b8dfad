"""Small files for tests of manifests: a tree of texts, read by one detector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.manifests.registry import DETECTORS
from scanner.model.evidence import Evidence
from scanner.model.file import File

if TYPE_CHECKING:
    from collections.abc import Mapping

BY_ID = {detector.id: detector for detector in DETECTORS}


def tree(texts: Mapping[str, str], path: str) -> File | None:
    """Return one file of a tree that lives in memory."""
    text = texts.get(path)
    if text is None:
        return None
    content = text.encode()
    return File(
        path,
        len(content),
        lambda offset, length: content[offset : offset + length],
        sibling=lambda other: tree(texts, other),
    )


def rows(detector: str, path: str, texts: Mapping[str, str]) -> list[Evidence]:
    """Return the evidence one detector finds in one file of a tree."""
    file = tree(texts, path)
    assert file is not None
    return [row for row in BY_ID[detector].detect(file) if isinstance(row, Evidence)]
