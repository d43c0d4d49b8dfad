"""Hands each source to the reader of its language: one way into every reader of models."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from scanner.evidence import python
from scanner.evidence.commands import Command, Setting, items_of
from scanner.evidence.languages import guess
from scanner.evidence.models import code_text, command_line, config_key, modelfile, text_lines
from scanner.evidence.notebook import split_magics
from scanner.evidence.source import Source
from scanner.model.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.evidence.shell import HereDocument
    from scanner.model.evidence import Gap, Statement
    from scanner.model.file import File

_SHELLS = frozenset(["shell", "console", "dockerfile", "makefile", "procfile"])
_DOCUMENTS = frozenset(["yaml", "json", "toml", "ini", "env", "hcl"])
_MAGIC = re.compile(r"^[ \t]*(?:[!%]|\w+[ \t]*=[ \t]*!)", re.MULTILINE)
_COMMANDS = re.compile(
    r"\A(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*"
    r"(?:\$[ \t]|(?:pip3?|python3?|uv|git|export|cd|docker|ollama|vllm|curl|wget)[ \t])"
)
_OUTPUT = re.compile(
    r"--(?:[\w-]*[-_])?(?:output|out|save|target|dest|export)(?:[-_](?:dir|path|file|folder|directory|name))?|-o|--out_dir|--local-dir"
)
#: A block of documentation that makes a file, whatever language its tag says.
_HEREDOC = re.compile(r"\s*(?:\$ )?(?:cat|tee|kubectl apply)\b[^\n]*<<")
#: What an interpreter prints of a reply.
_PRINTED = re.compile(r"['\"](?:chatcmpl|cmpl|resp|msg)[-_]\w{6,}")
_REPAIRS = 12


def references(file: File, source: Source) -> Iterator[Evidence | Gap | Statement]:
    """Yield what one source names."""
    language = source.language
    if source.way and _HEREDOC.match(source.text):
        language, source = "shell", source._replace(language="shell")
    if language == "python" or language in _SHELLS:
        yield from all_references(file, [source])
    elif language in _DOCUMENTS:
        yield from config_key.references(file, source)
    elif language in ("javascript", "code"):
        yield from code_text.references(file, source)
    elif language == "modelfile":
        yield from modelfile.references(file, source)
    elif language in ("text", ""):
        yield from text_lines.references(file, source)


def all_references(file: File, found: Iterable[Source]) -> Iterator[Evidence | Gap | Statement]:
    """Yield what several sources of one file name; its Python blocks share their names.

    Blocks of a page and cells of a notebook use what earlier ones bind.
    """
    blocks: list[Source] = []
    rows: list[Evidence | Gap | Statement] = []
    made: set[str] = set()
    for source in found:
        parts = [source]
        if source.language == "python":
            block, parts = _python_only(source)
            blocks.append(block)
        for part in parts:
            if part.language in _SHELLS:
                rows.extend(_commands(file, part, made))
            else:
                rows.extend(references(file, part))
    if blocks:
        rows.extend(_python(file, blocks))
    # A folder that a command made is no name that anyone resolves.
    yield from (row for row in rows if not isinstance(row, Evidence) or row.name not in made)


def _commands(file: File, source: Source, made: set[str]) -> Iterator[Evidence | Gap | Statement]:
    """Yield what the commands of a source name; ``made`` receives what they write."""
    for item in items_of(file, source):
        yield from command_line.item_references(file, item)
        yield from inner_texts(file, item, source.way)
        if isinstance(item, Command):
            pairs = zip(item.words, item.words[1:], strict=False)
            made.update(
                value for flag, value in pairs if flag[:1] == "-" and _OUTPUT.fullmatch(flag)
            )


def _python(file: File, blocks: list[Source]) -> Iterator[Evidence | Gap]:
    starts, number = [], 1
    for block in blocks:
        starts.append(number)
        number += block.text.count("\n") + 1

    def line_of(line: int) -> int:
        index = max(0, bisect_right(starts, line) - 1)
        return blocks[index].line(line - starts[index] + 1)

    text = "\n".join(block.text for block in blocks)
    way = blocks[0].way
    for row in python.references(file, text, way=way, line_of=line_of):
        # What a page leaves open for its reader is no gap in the project.
        if way is None or isinstance(row, Evidence):
            yield row


def _python_only(source: Source) -> tuple[Source, list[Source]]:
    """Return the Python of a block, and what else it holds: commands, what does not parse."""
    text = source.text
    others: list[Source] = []
    if source.way and _PRINTED.search(text) and "import " not in text:
        return source._replace(text=""), []
    if not _parses(text):
        if _COMMANDS.match(text):
            return source._replace(text=""), [source._replace(language="shell")]
        if _MAGIC.search(text):
            text, commands = split_magics(text)
            others.append(source._replace(language="shell", text=commands))
        text, broken = _repaired(text)
        others += [source._replace(language="code", text=part) for part in broken]
    return source._replace(text=text), others


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _repaired(text: str) -> tuple[str, list[str]]:
    """Return the text without statements that do not parse, and each of those alone; lines stay."""
    broken: list[str] = []
    for _ in range(_REPAIRS):
        try:
            ast.parse(text)
        except SyntaxError as error:
            line = error.lineno or 1
        except (ValueError, RecursionError, MemoryError):
            return "", [*broken, text]
        else:
            return text, broken
        lines = text.split("\n")
        first, last = _statement(lines, min(max(line, 1), len(lines)) - 1)
        broken.append("\n" * first + "\n".join(lines[first : last + 1]))
        lines[first : last + 1] = [""] * (last + 1 - first)
        repaired = "\n".join(lines)
        if repaired == text:
            return "", [*broken, text]
        text = repaired
    return "", [*broken, text]


def _statement(lines: list[str], index: int) -> tuple[int, int]:
    """Return the first and last line of the column-0 statement around a line."""
    first = index
    while first > 0 and (not lines[first].strip() or lines[first][:1] in " \t)]}#"):
        first -= 1
    last = index
    while last + 1 < len(lines) and lines[last + 1][:1] in (" ", "\t", ")", "]", "}"):
        last += 1
    return first, last


def inner_texts(
    file: File, item: Command | Setting, way: str | None
) -> Iterator[Evidence | Gap | Statement]:
    """Read the here document of a command, and the text of its ``python -c``."""
    if not isinstance(item, Command) or item.message:
        return
    way = way or "embedded_text"
    if item.heredoc is not None:
        language = _language_of_heredoc(item.words[0], item.heredoc)
        if language not in _SHELLS:
            text, first = item.heredoc
            yield from references(file, Source(language, text, first, way))
    for index in range(1, len(item.words) - 1):
        if item.words[index] == "-c" and "python" in item.words[index - 1]:
            line = item.places[index + 1][0]
            yield from references(file, Source("python", item.words[index + 1], line, way))


def _language_of_heredoc(program: str, document: HereDocument) -> str:
    return "python" if "python" in program else guess(document.text)
