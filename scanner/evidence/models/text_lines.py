"""Names that stand alone on a line of a code block: a list of models, an address to open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.keys import OPEN, Trust, key_role
from scanner.evidence.models.naming import evidence, named_by, urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.source import Source
    from scanner.model.evidence import Evidence
    from scanner.model.file import File

_ITEM = re.compile(
    r"^[ \t]*(?:[-*+•][ \t]+|\d{1,3}[.)][ \t]+)?[\"'`]?(?P<name>[\w@][\w./:@+-]{2,150})"
    r"[\"'`]?,?[ \t]*\r?$"
)
_KEYED = re.compile(
    r"^[ \t]*(?:[-*][ \t]+)?[\"']?(?P<key>[A-Za-z_][\w.-]{0,60})[\"']?[ \t]*[:=]"
    r"[ \t]*[\"']?(?P<value>[\w@][\w./:@+-]{2,150})[\"']?,?[ \t]*\r?$"
)
_LINES_LIMIT = 3_000


def references(file: File, source: Source) -> Iterator[Evidence]:
    """Yield what whole lines of a text name."""
    for number, line in enumerate(source.text.split("\n")[:_LINES_LIMIT], 1):
        place = source.line(number)
        alone = _ITEM.match(line)
        keyed = None if alone else _KEYED.match(line)
        if alone:
            for named, _ in named_by(alone["name"], OPEN):
                yield evidence(file, named, (place, alone.start("name") + 1), source.way or "fence")
        elif keyed:
            role = key_role(keyed["key"])
            if role.trust in (Trust.NONE, Trust.OPEN):
                continue
            for named, _ in named_by(keyed["value"], role):
                column = keyed.start("value") + 1
                yield evidence(
                    file, named, (place, column), source.way or "fence", relation=role.relation
                )
        elif re.match(r"[ \t]*https?://\S+[ \t]*\r?$", line):
            for named, start in urls(line):
                yield evidence(file, named, (place, start + 1), source.way or "fence")
