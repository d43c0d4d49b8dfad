"""Python source text to evidence: models, datasets, hosted models, endpoints and weight files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.model.evidence import Confidence, Evidence, Gap
    from scanner.model.file import File


def references(
    file: File,
    source: str,
    *,
    first_line: int = 1,
    way: str | None = None,
    confidence: Confidence | None = None,
    line_of: Callable[[int], int] | None = None,
) -> Iterator[Evidence | Gap]:
    """Yield what Python source text uses.

    ``first_line`` is the line of ``source``'s first line in the file; ``line_of`` maps a line of
    ``source`` (from 1) to a line of the file instead (notebooks). ``way`` replaces how each is
    expressed (``fence``), ``confidence`` limits it. A text that is not Python gives no evidence
    and, in a module of its own, a gap.
    """
    yield from ()
