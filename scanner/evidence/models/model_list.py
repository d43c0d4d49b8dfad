"""Plain lists of models: ``models.txt`` with one name a line, for a loop that loads them.

*What it reads.* Text files whose name says model. Every line has to name one (comments, empty lines
and what follows the name left out), half of them by their form alone.

*Example.* ``Qwen/Qwen2.5-1.5B-Instruct`` alone on a line.

*Limits.* A list under another name is read where Python code that opens it is followed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.keys import OPEN, Role, Trust
from scanner.evidence.models.judgement import judged
from scanner.evidence.models.naming import evidence
from scanner.model.evidence import Confidence, Evidence, Kind
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.names import Named
    from scanner.model.file import File

SIZE_LIMIT_BYTES = 100_000
#: More lines are the result of a crawl, not a list that somebody keeps.
LINES_LIMIT = 500
_ROLE = Role(Trust.KEYED, Kind.MODEL)
_ENTRY = re.compile(r"[ \t]*(?:[-*][ \t]+)?(?P<name>[^\s,;|#]+)[ \t]*(?:[,;|\t#].*|[ \t]+\S.*)?")


def detect(file: File) -> Iterator[Evidence]:
    """Yield what the lines of a list name."""
    if file.size_bytes > SIZE_LIMIT_BYTES:
        return
    found: list[tuple[Named, int, int]] = []
    sure = 0
    lines = file.text().splitlines()
    if len(lines) > LINES_LIMIT:
        return
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith(("#", "//")):
            continue
        match = _ENTRY.fullmatch(line)
        named = judged(match["name"], _ROLE) if match else None
        if match is None or named is None:
            return  # a text, or a list of something else
        found.append((named, number, match.start("name") + 1))
        sure += judged(match["name"], OPEN) is not None
    if 2 * sure >= len(found):
        for named, number, column in found:
            yield evidence(
                file, named, (number, column), "config_key", confidence=Confidence.MEDIUM
            )


DETECTOR = Detector(
    id="model-list",
    patterns=("*models*.txt", "*model_list*", "*model-list*", "*models*.lst", "*models*.list"),
    triggers=(),
    detect=detect,
)
