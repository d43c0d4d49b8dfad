"""Inline script metadata (PEP 723): the ``# /// script`` block of a Python file.

Source: PEP 723, with its reference expression for blocks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.manifests import pyproject, requirement, toml
from scanner.model.evidence import Evidence, Gap, Location
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield the dependencies of the script block."""
    block = _block(file.text())
    if block is None:
        return
    first, content = block
    try:
        document = toml.Document(file.path, content)
    except Unreadable as error:
        raise Unreadable(error.reason, first + error.line - 1) from error
    sources = pyproject.uv_sources(document)
    for index, text in document.strings("dependencies"):
        place = document.at("dependencies", index)
        at = Location(file.path, first + place.line - 1, place.column + 2)
        try:
            asked = requirement.parse(text)
        except requirement.NotARequirement as error:
            yield Gap(at, str(error))
            continue
        source = sources.get(normalise_package(asked.name))
        if source and not asked.detail.url:
            asked = asked._replace(detail=asked.detail._replace(url=source))
        yield requirement.evidence(file, asked, at, "script_metadata")


def _block(text: str) -> tuple[int, str] | None:
    """Return the first line's number and the TOML of the block; ``None`` when none is closed."""
    start: int | None = None
    lines: list[str] = []
    closed = 0
    for number, line in enumerate(text.splitlines(), 1):
        if start is None:
            if re.fullmatch(r"# /// script\s*", line):
                start = number + 1
            continue
        if line.rstrip() == "# ///":
            closed = len(lines)  # PEP 723: the last "# ///" of the comment block ends it
            lines.append("")
        elif line == "#" or line.startswith("# "):
            lines.append(line[2:])
        else:
            break
    if start is None or not closed:
        return None
    return start, "\n".join(lines[:closed])


DETECTOR = Detector(
    id="script-metadata", patterns=("**/*.py",), triggers=("# /// script",), detect=detect
)
