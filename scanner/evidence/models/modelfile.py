"""An Ollama ``Modelfile`` says which model it is built from.

*What it reads.* ``FROM`` (a tag, a hub id, a GGUF file) and ``ADAPTER``; ``LICENSE`` is kept as a
statement.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.embedded import sources
from scanner.evidence.models.naming import evidence, named_by
from scanner.evidence.models.programs import OLLAMA, WEIGHT
from scanner.evidence.names import weight_name
from scanner.model.evidence import Evidence, Relation, Statement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.source import Source
    from scanner.model.file import File

_INSTRUCTION = re.compile(
    r"^[ \t]*(?P<name>FROM|ADAPTER|LICENSE)[ \t]+[\"']?(?P<value>[^\s\"'#][^\"'\n]*)", re.IGNORECASE
)


def references(file: File, source: Source) -> Iterator[Evidence | Statement]:
    """Yield what a Modelfile is built from."""
    quoted = False
    for number, line in enumerate(source.text.split("\n"), 1):
        match = None if quoted else _INSTRUCTION.match(line)
        if line.count('"""') % 2:
            quoted = not quoted
        if match is None:
            continue
        value = match["value"].strip()
        place = (source.line(number), match.start("value") + 1)
        if match["name"].upper() == "LICENSE":
            if value != '"""':
                yield Statement(None, "project", "license", value[:200], file.at(*place))
            continue
        role = WEIGHT if weight_name(value) else OLLAMA
        adapter = match["name"].upper() == "ADAPTER"
        for named, _ in named_by(value, role):
            relation = Relation.ADAPTER_OF if adapter else Relation.BASE_MODEL
            yield evidence(file, named, place, source.way or "config_key", relation=relation)


def detect(file: File) -> Iterator[Evidence | Statement]:
    """Yield what a Modelfile is built from."""
    for source in sources(file):
        yield from references(file, source)


DETECTOR = Detector(
    id="modelfile",
    patterns=("Modelfile", "Modelfile.*", "Modelfile-*", "*.Modelfile", "*.modelfile"),
    triggers=(),
    detect=detect,
)
