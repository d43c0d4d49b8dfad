"""Simple commands wherever a repository writes them, with the words a shell would hand over.

Read are shell scripts, Dockerfiles, Makefiles, Procfiles, tox, compose, Kubernetes, CI workflows,
``!`` and ``%`` lines of notebooks, and the code blocks of documentation. Variables whose value the
same text states are put in; each word says where its literal stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence import command_keys, dockerfile, documents, makefile, shell
from scanner.evidence.embedded import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.evidence.source import Source
    from scanner.model.file import File

_PROMPT = re.compile(
    r"^[ \t]*(?:\([\w.-]+\)[ \t]*)?(?:[\w.-]+@[\w.-]+[^\n$#%]{0,60}[$#%]|PS [A-Z]:[^\n>]{0,60}>"
    r"|[A-Z]:\\[^\n>]{0,60}>|\$|%|>>|\u276f|\u279c)[ \t]+(?=\S)"
)
_ARROW = re.compile(r"^[ \t]*>[ \t]+(?=\S)")
_ROOT = re.compile(r"^[ \t]*#[ \t]+(?=\S)")
_DOCUMENTS = frozenset(["yaml", "json", "toml", "ini"])


class Command(NamedTuple):
    """One simple command; ``places`` says for each word where its literal stands."""

    words: tuple[str, ...]
    line: int
    column: int
    way: str = "cli_arg"
    message: bool = False  # printed, not run
    places: tuple[tuple[int, int], ...] = ()
    heredoc: shell.HereDocument | None = None
    value_places: tuple[tuple[int, int] | None, ...] = ()  # of ``--flag=$NAME``: of the value


class Setting(NamedTuple):
    """A variable given a value: ``NAME=value``, ``ENV``, ``environment:``, ``${NAME:-value}``."""

    name: str
    value: str
    line: int
    column: int
    way: str = "env_assign"


#: The commands of a longer text are read again by each detector, not kept.
_KEPT_LIMIT = 200_000


def commands(file: File) -> Iterator[Command]:
    """Yield the commands of a file in the order of its text.

    Raises:
        Unreadable: a notebook that is not JSON, or a file that is not text.

    """
    for source in sources(file):
        for item in items_of(file, source):
            if isinstance(item, Command):
                yield item


def items_of(file: File, source: Source) -> Iterable[Command | Setting]:
    """Return the items of one of a file's sources, read once for all detectors."""
    if len(source.text) > _KEPT_LIMIT:
        return items(source)
    if source.language in _DOCUMENTS:
        entries = documents.read_once(file, source)[0]
        return moved(command_keys.read(entries), source)
    return file.once(("items", source), lambda: tuple(items(source)))


def items(source: Source) -> Iterator[Command | Setting]:
    """Yield the commands and settings of one source, with the lines of its file."""
    yield from moved(_read(source), source)


def moved(found: Iterable[shell.Item], source: Source) -> Iterator[Command | Setting]:
    """Yield what was read from a source's text, with the lines of its file."""
    for item in found:
        if isinstance(item, shell.Assignment):
            way = source.way or "env_assign"
            line, column = source.line(item.place.line), item.place.column
            yield Setting(item.name, item.value, line, column, way)
            continue
        places = tuple(_at(source, word.place) for word in item.words)
        values = tuple(
            _at(source, word.value_place) if word.value_place else None for word in item.words
        )
        document = item.heredoc
        if document:
            document = document._replace(first_line=source.line(document.first_line))
        words = tuple(word.text for word in item.words)
        way = source.way or "cli_arg"
        yield Command(words, *places[0], way, item.message, places, document, values)


def _at(source: Source, place: shell.Place) -> tuple[int, int]:
    return source.line(place.line), place.column


#: PowerShell: ``$env:NAME = "value"``.
_VARIABLE = re.compile(
    r"\$env:(?P<name>\w{1,80})[ \t]*=[ \t]*(?P<quote>[\"']?)(?P<value>[^\"'\s;]{1,300})(?P=quote)",
    re.IGNORECASE,
)


def _powershell(text: str) -> Iterator[shell.Item]:
    for match in _VARIABLE.finditer(text) if "$env:" in text.lower() else ():
        first = text.rfind("\n", 0, match.start()) + 1
        place = shell.Place(text.count("\n", 0, first) + 1, match.start("value") - first + 1)
        yield shell.Assignment(match["name"], match["value"], place)


def _read(source: Source) -> Iterator[shell.Item]:
    language = source.language
    if language in ("shell", "console"):
        yield from shell.read(_without_output(source))
        yield from _powershell(source.text)
    elif language == "dockerfile":
        yield from dockerfile.read(source.text)
    elif language == "makefile":
        yield from makefile.read(source.text)
    elif language == "procfile":
        yield from makefile.read_procfile(source.text)
    elif language in _DOCUMENTS:
        entries, _ = documents.read(source)
        yield from command_keys.read(entries)


def _without_output(source: Source) -> str:
    """Return a shell text; of a session with prompts only what was typed, on the same lines."""
    text = source.text
    if source.way is None and source.language == "shell":
        return text
    lines = text.split("\n")
    for prompt in (_PROMPT, _ARROW) if source.language == "shell" else (_PROMPT, _ARROW, _ROOT):
        typed = [line for line in lines if prompt.match(line)]
        if typed and (prompt is _PROMPT or prompt.match(next(x for x in lines if x.strip()))):
            return _typed(lines, prompt)
    return text


def _typed(lines: list[str], prompt: re.Pattern[str]) -> str:
    kept: list[str] = []
    continued = False
    quote = ""
    for line in lines:
        match = prompt.match(line)
        if match and not continued:
            line = line[match.end() :]  # noqa: PLW2901 (the typed part is the line)
        elif not continued:
            kept.append("")
            continue
        kept.append(line)
        quote = _open_quote(line, quote)
        continued = bool(quote) or line.rstrip().endswith("\\")
    return "\n".join(kept)


def _open_quote(line: str, quote: str) -> str:
    """Return the quote that is still open after the line, so that its next line is typed too."""
    for character in line:
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
    return quote
