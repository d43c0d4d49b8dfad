"""Commands and settings of a Dockerfile: RUN, CMD, ENTRYPOINT, HEALTHCHECK, ADD, ENV, ARG."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence import shell
from scanner.evidence.documents import json_text
from scanner.evidence.shell import Assignment, Place, Simple, Word
from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_INSTRUCTION = re.compile(
    r"^[ \t]*(?:ONBUILD[ \t]+)?(?P<name>[A-Za-z]+)[ \t]+(?P<rest>[^\n]*)", re.IGNORECASE
)
_OPTION = re.compile(r"[ \t]*--[\w-]+(?:=\S+)?[ \t]*(?:\\\r?\n[ \t]*)?")
_LINES_LIMIT = 20_000


class _Instruction(NamedTuple):
    name: str
    text: str
    line: int
    column: int


def read(text: str) -> Iterator[shell.Item]:
    """Yield the commands and assignments of all stages, in file order."""
    known: shell.Known = {}
    entrypoint: list[Word] = []
    for instruction in _instructions(text):
        name = instruction.name
        if name == "FROM":
            entrypoint = []
        elif name in ("ENV", "ARG", "LABEL"):
            if name != "LABEL":
                yield from _settings(instruction, known)
        elif name in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"):
            words = _exec_form(instruction)
            if words is None:
                yield from shell.read(
                    instruction.text, line=instruction.line, column=instruction.column, known=known
                )
                continue
            if name == "ENTRYPOINT":
                entrypoint = words
            yield from shell.argv(entrypoint + words if name == "CMD" else words, known=known)
        elif name == "ADD":
            place = Place(instruction.line, instruction.column)
            parts = instruction.text.split()
            yield Simple((Word("ADD", place), *(Word(part, place) for part in parts)))


def _instructions(text: str) -> Iterator[_Instruction]:
    """Join continued lines; comments and empty lines between them do not end an instruction."""
    lines = text.split("\n")[:_LINES_LIMIT]
    index = 0
    while index < len(lines):
        match = _INSTRUCTION.match(lines[index])
        if match is None or lines[index].lstrip().startswith("#"):
            index += 1
            continue
        first = index
        body = [match["rest"].rstrip("\r")]
        while _continues(lines[index]) and index + 1 < len(lines):
            index += 1
            line = lines[index].rstrip("\r")
            body.append("\\" if not line.strip() or line.lstrip().startswith("#") else line)
            if body[-1] == "\\":
                lines[index] = "\\"  # it continues
        index += 1
        for tag in (
            re.findall(r"<<-?[ \t]*['\"]?(\w+)", "\n".join(body))
            if match["name"].upper() in ("RUN", "COPY")
            else ()
        ):
            while index < len(lines):
                body.append(lines[index].rstrip("\r"))
                index += 1
                if body[-1].strip() == tag:
                    break
        yield _trimmed(match["name"].upper(), "\n".join(body), first + 1, match.start("rest") + 1)


def _continues(line: str) -> bool:
    return line.rstrip().endswith(("\\", "`")) and not line.lstrip().startswith("#")


def _trimmed(name: str, text: str, line: int, column: int) -> _Instruction:
    """Take ``--mount=…`` and, for HEALTHCHECK, the word ``CMD`` off the front."""
    while True:
        option = _OPTION.match(text)
        if option is None or not option[0].strip():
            break
        line += option[0].count("\n")
        column = 1 if "\n" in option[0] else column + option.end()
        text = text[option.end() :]
    if name == "HEALTHCHECK":
        command = re.match(r"[ \t]*CMD[ \t]+", text)
        if command:
            return _Instruction(name, text[command.end() :], line, column + command.end())
    heredoc = re.match(r"<<-?[ \t]*['\"]?\w+['\"]?[ \t]*\n", text)
    if name == "RUN" and heredoc:
        body = text[heredoc.end() :]
        return _Instruction(name, body[: body.rfind("\n")] if "\n" in body else body, line + 1, 1)
    return _Instruction(name, text, line, column)


def _settings(instruction: _Instruction, known: shell.Known) -> Iterator[shell.Item]:
    """Yield ``ENV A=1 B=2``, ``ENV A 1`` and ``ARG A=1``."""
    text = instruction.text
    old = re.match(r"([A-Za-z_]\w*)[ \t]+(?!=)(\S.*)", text)
    if instruction.name == "ENV" and old and "=" not in old[1]:
        place = Place(instruction.line, instruction.column + old.start(2))
        value = old[2].strip().strip("\"'")
        known[old[1]] = (value, place)
        yield Assignment(old[1], value, place)
        return
    for item in shell.read(
        f"export {text}", line=instruction.line, column=instruction.column - 7, known=known
    ):
        if isinstance(item, Assignment):
            yield item


def _exec_form(instruction: _Instruction) -> list[Word] | None:
    """Return the words of the JSON form, ``None`` for the shell form."""
    text = instruction.text
    if not text.lstrip().startswith("["):
        return None
    try:
        entries = list(json_text.read(text.replace("\\\n", " \n")))
    except Unreadable:
        return None
    return [
        Word(
            e.value,
            Place(
                instruction.line + e.line - 1,
                e.column + 1 + (instruction.column - 1 if e.line == 1 else 0),
            ),
        )
        for e in entries
    ]
