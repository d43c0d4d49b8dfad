"""INI files with places: sections, options and the lines of each value."""

from __future__ import annotations

import re
from typing import NamedTuple

_SECTION = re.compile(r"\[(?P<name>[^\]]*)\]\s*(?:[#;].*)?$")
_OPTION = re.compile(r"(?P<key>[^\s=:#;\[][^=:]*?)\s*[=:]\s?(?P<value>.*)$")


class ValueLine(NamedTuple):
    """One line of an option's value."""

    number: int
    column: int
    text: str


def options(text: str) -> dict[tuple[str, str], list[ValueLine]]:
    """Return ``{(section, option): lines}``; option names in lower case, comments and blanks gone.

    configparser: a line that starts with white space continues the option above it.
    """
    found: dict[tuple[str, str], list[ValueLine]] = {}
    section = ""
    current: list[ValueLine] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if not bare or bare.startswith(("#", ";")):
            continue
        if line[0] in " \t":
            if current is not None:
                current.append(ValueLine(number, len(line) - len(line.lstrip()) + 1, bare))
            continue
        header = _SECTION.match(bare)
        option = None if header else _OPTION.match(line)
        if header:
            section, current = header["name"].strip(), None
        elif option:
            current = found.setdefault((section, option["key"].strip().lower()), [])
            if option["value"].strip():
                current.append(
                    ValueLine(number, option.start("value") + 1, option["value"].strip())
                )
        else:
            current = None
    return found
