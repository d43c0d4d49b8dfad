"""Commands and settings of Makefiles, justfiles and Procfiles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence import shell
from scanner.evidence.shell import Assignment, Place
from scanner.evidence.shell_words import VALUE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARIABLE = re.compile(
    r"^(?:export[ \t]+|override[ \t]+)*(?P<name>[A-Za-z_][\w.-]*)"
    r"[ \t]*(?:\?=|::?=|\+=|=)[ \t]*(?P<value>[^\n]*)"
)
_REFERENCE = re.compile(r"\$\((\w+)\)|\{\{[ \t]*(\w+)[ \t]*\}\}")
_FUNCTION = re.compile(r"\$\(shell[ \t]+")
_PROCESS = re.compile(r"^(?P<name>[\w-]+):[ \t]*(?P<command>\S[^\n]*)$")
_TARGET_COMMAND = re.compile(r"^[^\s#:=][^:=\n]*:[^=;\n]*;[ \t]*(?P<command>[^\n]+)$")


def read(text: str) -> Iterator[shell.Item]:
    """Yield what the variables are set to and what the recipes run."""
    known: shell.Known = {}
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        line = lines[index].rstrip("\r")
        first = index
        body = [line]
        while body[-1].endswith("\\") and index + 1 < len(lines):
            index += 1
            body.append(lines[index].rstrip("\r"))
        index += 1
        if line[:1] in ("\t", " ") and line.strip():
            yield from _recipe("\n".join(body), first + 1, known)
            continue
        variable = _VARIABLE.match("\n".join(body) if len(body) == 1 else line)
        inline = _TARGET_COMMAND.match(line)
        if variable:
            yield from _variable(variable, first + 1, known)
        elif inline:
            yield from _recipe(inline["command"], first + 1, known, inline.start("command") + 1)


def _variable(match: re.Match[str], line: int, known: shell.Known) -> Iterator[shell.Item]:
    value = re.sub(r"[ \t]+#.*$", "", match["value"]).strip().rstrip("\\").strip()
    quoted = value[:1] in ("'", '"')
    value = _REFERENCE.sub(lambda m: known.get(m[1] or m[2] or "", (m[0],))[0], value.strip("\"'"))
    place = Place(line, match.start("value") + 1 + quoted)
    if value and len(value) < VALUE_LIMIT:
        known[match["name"]] = (value, place)
        yield Assignment(match["name"], value, place)


def _recipe(text: str, line: int, known: shell.Known, column: int = 1) -> Iterator[shell.Item]:
    lead = re.match(r"[ \t]*[@+-]*[ \t]*", text)
    start = lead.end() if lead else 0
    script = _REFERENCE.sub(lambda m: "${" + (m[1] or m[2] or "") + "}", text[start:])
    script = _FUNCTION.sub("$(", script).replace("$$", "$")
    yield from shell.read(script, line=line, column=column + start, known=known)


def read_procfile(text: str) -> Iterator[shell.Item]:
    """Yield the command of each process type."""
    for number, line in enumerate(text.split("\n"), 1):
        match = _PROCESS.match(line.rstrip("\r"))
        if match:
            yield from shell.read(match["command"], line=number, column=match.start("command") + 1)
