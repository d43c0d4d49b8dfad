"""Models, datasets, hosted models, endpoints and weight files in Python modules.

What it reads
    Python source: calls of the libraries in ``call_table``, arguments, parameters, fields,
    constants and tables whose names say model, and the values that flow into them.

Example
    ``AutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct", revision="a09a354")``

Limits
    Nothing is run: a name put together at run time leaves a gap at the call that takes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence import python
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.evidence import Asked, Evidence, Gap
    from scanner.model.file import File


def detect(file: File) -> Iterator[Evidence | Asked | Gap]:
    """Yield what the module uses, and the environment variables it takes names from."""
    asked: list[Asked] = []
    yield from python.references(file, file.text(), asked=asked)
    yield from asked


DETECTOR = Detector(
    id="python-code",
    patterns=("**/*.py", "**/*.pyw", "**/*.pyi"),
    triggers=(),
    detect=detect,
)
