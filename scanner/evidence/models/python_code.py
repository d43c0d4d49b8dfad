"""Models, datasets, hosted models, endpoints and weight files in Python modules.

What it reads
    Python source: calls of the libraries in ``call_table``, arguments, parameters, fields,
    constants and tables whose names say model, and the values that flow into them.

Example:
    ``AutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct", revision="a09a354")``

Limits
    Nothing is run: a name put together at run time leaves a gap at the call that takes it.
    Of a module that holds a trigger (see ``triggers``) only the top-level statements are parsed
    that may say something (see ``places``), with what they refer to; that gives what a parse of
    the whole module gives. Not found: ``getattr(x, "from_" + "pretrained")`` in a module without
    any trigger, and a syntax error between the statements. ``--thorough`` parses every module.

"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence import python
from scanner.evidence.models.places import places
from scanner.evidence.models.triggers import triggers
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.models.places import Places
    from scanner.model.evidence import Asked, Evidence, Gap
    from scanner.model.file import File


def detect(file: File) -> Iterator[Evidence | Asked | Gap]:
    """Yield what the statements that hold a trigger use and which variables they ask for."""
    text = file.text()
    yield from _read(file, text, places(text))


def detect_whole(file: File) -> Iterator[Evidence | Asked | Gap]:
    """Yield the same of the whole module."""
    yield from _read(file, file.text(), None)


def _read(file: File, text: str, at: Places | None) -> Iterator[Evidence | Asked | Gap]:
    asked: list[Asked] = []
    yield from python.references(file, text, asked=asked, places=at)
    yield from asked


DETECTOR = Detector(
    id="python-code",
    patterns=("**/*.py", "**/*.pyw", "**/*.pyi"),
    triggers=triggers(),
    detect=detect,
    thorough=detect_whole,
)
