"""Which program a command runs, behind what launches it, and where its arguments begin."""

from __future__ import annotations

import re

from scanner.evidence.models.programs import BY_FIRST_WORD, LAUNCHERS, RUNNERS, Program

_SCRIPT = re.compile(r"(?:.*/)?(?P<name>[\w.-]+\.(?:py|sh))")
_LAST = 40  # words of a command in which a program may begin


def program_of(words: tuple[str, ...]) -> tuple[Program | None, int]:
    """Return the program a command runs, and where its arguments begin."""
    start = _after_launchers(words)
    head = words[start].rsplit("/", 1)[-1] if start < len(words) else ""
    if head.startswith("python") and start + 2 < len(words) + 1:
        module = _python_module(words, start)
        if module is not None:
            name, after = module
            found = _match((name.replace("-", "_"), *words[after:]), anywhere=False)
            return (found[0], after - 1 + found[1]) if found else (None, after)
    found = _match((head, *words[start + 1 :]), anywhere=False)
    if found:
        return found[0], start + found[1]
    for index in range(start, min(len(words), _LAST)):
        name = words[index].rpartition("/")[2]
        if name in BY_FIRST_WORD:
            found = _match((name, *words[index + 1 :]), anywhere=True)
            if found:
                return found[0], index + found[1]
    return None, start + 1


def _after_launchers(words: tuple[str, ...]) -> int:
    index = 0
    while index < len(words) - 1:
        word = words[index].rsplit("/", 1)[-1]
        if word in LAUNCHERS or (index and words[index].startswith("-") and index < _LAST):
            index += 1
        elif (word, words[index + 1]) in RUNNERS:
            index += 2
        elif "=" in word and word.split("=", 1)[0].isidentifier():
            index += 1
        else:
            break
    return index if index < len(words) else 0


def _python_module(words: tuple[str, ...], start: int) -> tuple[str, int] | None:
    """Return the module or script that a Python interpreter runs, and where its arguments begin."""
    for index in range(start + 1, min(len(words), start + 8)):
        if words[index] == "-m" and index + 1 < len(words):
            return words[index + 1], index + 2
        script = _SCRIPT.fullmatch(words[index])
        if script:
            return script["name"], index + 1
    return None


def _match(words: tuple[str, ...], *, anywhere: bool) -> tuple[Program, int] | None:
    for program in BY_FIRST_WORD.get(words[0] if words else "", ()):
        size = len(program.words)
        if (anywhere and not program.anywhere) or len(words) < size:
            continue
        if all(word in names for word, names in zip(words, program.words, strict=False)):
            return program, size
    return None
