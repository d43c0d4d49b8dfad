"""The parts of a file that are written in some language: code blocks, cells, the file itself.

*What it reads.* Fenced and indented blocks of Markdown, MDX, R Markdown and Quarto; code
directives, literal blocks and doctests of reStructuredText; the long description of ``PKG-INFO``;
the cells of notebooks; every other file as one block in the language of its path.

A block says its language in the words of ``scanner.evidence.languages``. The reader of that
language maps line *n* of ``text`` with ``source.line(n)``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.languages import language_of_path
from scanner.evidence.markup import markdown_blocks, rst_blocks
from scanner.evidence.notebook import notebook_sources
from scanner.evidence.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

__all__ = ["Source", "sources"]

_SHEBANG = re.compile(r"#!\s*\S*?(?:env\s+(?:-S\s+)?)?(?P<name>[\w.-]+)(?:\s|$)")
_BODY_TYPE = re.compile(r"^Description-Content-Type:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)


def sources(file: File) -> tuple[Source, ...]:
    """Return the sources of a file in file order, the same to each detector.

    Raises:
        Unreadable: a notebook that is not JSON, or a file that is not text.

    """
    return file.once("sources", lambda: tuple(_sources(file)))


def _sources(file: File) -> Iterator[Source]:
    language = language_of_path(file.path)
    text = file.text().replace("\r\n", "\n")
    if language == "markdown":
        yield from markdown_blocks(text, _same)
    elif language == "rst":
        yield from rst_blocks(text, _same)
    elif language == "metadata":
        yield from _description(text)
    elif language == "notebook":
        if text.strip():
            yield from notebook_sources(text)
    elif language:
        yield Source(language, text)
    else:
        yield Source(_language_of_shebang(text), text)


def _same(number: int) -> int:
    return number


def _language_of_shebang(text: str) -> str:
    match = _SHEBANG.match(text[:200])
    name = match["name"] if match else ""
    if name.startswith("python"):
        return "python"
    return "shell" if name in ("sh", "bash", "zsh", "ksh", "dash", "ash") else ""


def _description(text: str) -> Iterator[Source]:
    """Yield the code blocks of core metadata: the body, or an older ``Description:`` header."""
    header, _, body = text.partition("\n\n")
    content_type = _BODY_TYPE.search(header)
    reader = (
        markdown_blocks if content_type and "markdown" in content_type[1].lower() else rst_blocks
    )
    folded = re.search(r"^Description:[ \t]*", header, re.MULTILINE)
    if folded and not body.strip():
        yield from _folded(text, folded.end(), reader is markdown_blocks)
        return
    skipped = header.count("\n") + 2
    yield from reader(body, lambda number: number + skipped)


def _folded(text: str, start: int, markdown: bool) -> Iterator[Source]:  # noqa: FBT001 (private)
    """Yield the blocks of a description folded into the header: eight spaces before each line."""
    lines = text[start:].split("\n")
    for index, line in enumerate(lines[1:], 1):
        if line and not line.startswith((" ", "\t")):
            lines = lines[:index]
            break
    body = [lines[0], *(re.sub(r"^(?: {7}\|| {8}|\t)", "", line) for line in lines[1:])]
    first = text.count("\n", 0, start)
    reader = markdown_blocks if markdown else rst_blocks
    yield from reader("\n".join(body), lambda number: number + first)
