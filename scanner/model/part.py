"""A part of the tree with its own policy: which paths, and what is declared or chosen there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.model.context import Declaration

#: Parts of one configuration; each may mean one more judgement.
PARTS_LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What holds under some paths instead of what holds for the whole scan."""

    match: tuple[str, ...]  # globs: ``*`` within a folder, ``**`` over folders
    base: str = ""  # from the folder of the configuration down to the scanned one: "services/"
    origin: str = ""  # file:line
    profiles: tuple[str, ...] | None = None
    context: Mapping[str, Declaration] = field(default_factory=dict)
    policy: Mapping[str, object] = field(default_factory=dict)

    def holds(self, path: str) -> bool:
        """Return whether a path of the scan lies in this part."""
        return any(_pattern(glob).fullmatch(self.base + path) for glob in self.match)


@lru_cache(maxsize=1024)
def _pattern(glob: str) -> re.Pattern[str]:
    """Return a linear pattern; a folder stands for all that is in it."""
    text = glob.removeprefix("./").removesuffix("/**").rstrip("/")
    words = re.split(r"(\*{2,}/?|\*|\?)", text)
    made = {"*": "[^/]*", "?": "[^/]"}
    parts = [".*" if word.startswith("**") else made.get(word, re.escape(word)) for word in words]
    return re.compile("".join(parts) + "(?:/.*)?", re.DOTALL)
