"""Names in code that is read as text: the texts they are bound to, and where they are used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.keys import Role, Trust
from scanner.model.evidence import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_HOLE = re.compile(r"\$\{[ \t]*([A-Za-z_$][\w$]*)[ \t]*\}")


class Text(NamedTuple):
    """A string, where its first character is, and what stands around it."""

    text: str
    offset: int
    role: Role
    key: str
    way: str


class Kept:
    """The texts that names of one file are bound to, and what the places that use the names say."""

    def __init__(self) -> None:
        self._texts: dict[str, list[tuple[str, int]]] = {}
        self._uses: dict[str, Role] = {}
        self._target = ""

    def pass_over(self, written: str, tail: list[str]) -> None:
        """Note what is assigned to: ``const NAME: string = …`` up to the end of the statement."""
        if written == "=" and tail:
            typed = len(tail) > 2 and tail[-2] == ":"  # noqa: PLR2004 (name, colon, type)
            name = tail[-3] if typed else tail[-1]
            self._target = name if _WORD.fullmatch(name) else ""
        elif written in (";", "const", "let", "var", "{"):
            self._target = ""

    def bind(self, text: str, offset: int) -> None:
        """Keep a text under the name that is assigned to."""
        if self._target:
            self._texts.setdefault(self._target, []).append((text, offset))

    def use(self, name: str, role: Role) -> None:
        """Note that the value of a name is a model: ``pipeline("…", NAME)``."""
        if role.trust is Trust.SURE or (role.trust is Trust.KEYED and role.kind is Kind.MODEL):
            self._uses.setdefault(name, role)

    def texts(self) -> Iterator[Text]:
        """Yield the texts of the names that are used as models."""
        for name, role in self._uses.items():
            for text, offset in self._texts.get(name, ()):
                yield Text(text, offset, role, "", "constant")

    def filled(self, template: str) -> str:
        """Return a template text with the names in it replaced, where each has one text."""

        def value(match: re.Match[str]) -> str:
            found = self._texts.get(match[1], ())
            return found[0][0] if len(found) == 1 else match[0]

        return _HOLE.sub(value, template)
