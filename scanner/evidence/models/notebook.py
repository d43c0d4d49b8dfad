"""Models in notebooks: code cells, ``!`` and ``%`` lines, the code blocks of Markdown cells.

Lines are those of the raw JSON file. Outputs are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.embedded import sources
from scanner.evidence.models import reading
from scanner.evidence.models.text_triggers import DOCS_TRIGGERS
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.evidence import Evidence, Gap, Statement
    from scanner.model.file import File


def detect(file: File) -> Iterator[Evidence | Gap | Statement]:
    """Yield what the cells of a notebook name."""
    found = list(sources(file))
    yield from reading.all_references(file, [s for s in found if s.way is None])
    yield from reading.all_references(file, [s for s in found if s.way is not None])


DETECTOR = Detector(id="notebook", patterns=("*.ipynb",), triggers=DOCS_TRIGGERS, detect=detect)
