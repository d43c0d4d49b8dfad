"""Models in the code blocks of documentation, each read by the reader of the block's language.

*What it reads.* Fenced and indented blocks of Markdown and MDX, code directives, literal blocks and
doctests of reStructuredText, the long description of ``PKG-INFO``; and the front matter of a page.

*Limits.* Prose is never a reference. An id alone on a line of a block is one; output is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.embedded import sources
from scanner.evidence.models import reading
from scanner.evidence.models.text_triggers import DOCS_TRIGGERS, may_name
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.evidence import Evidence, Gap, Statement
    from scanner.model.file import File


def detect(file: File) -> Iterator[Evidence | Gap | Statement]:
    """Yield what the code blocks of a page name."""
    found = list(sources(file))
    if any(may_name(source.text) for source in found):
        yield from reading.all_references(file, found)


DETECTOR = Detector(
    id="docs-block",
    patterns=(
        "*.md",
        "*.mdx",
        "*.markdown",
        "*.qmd",
        "*.rmd",
        "*.mdc",
        "*.rst",
        "PKG-INFO",
        "**/*.dist-info/METADATA",
    ),
    triggers=DOCS_TRIGGERS,
    detect=detect,
)
