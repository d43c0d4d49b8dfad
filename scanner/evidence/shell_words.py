"""Words of a POSIX-like shell text: quotes, escapes, continuations, variables of known value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

WORD_LIMIT = 2_000
VALUE_LIMIT = 1_000  # characters of a variable: one that grows with each assignment stops here
_PUT_IN_LIMIT = 50  # variables in one word
_CLOSING_LIMIT = 100_000
_BRACE_LIMIT = 4_000
_ODD_LIMIT = 200  # ``${`` and something that is no expansion

_PLAIN = re.compile(r"[^\s'\"\\$`;&|<>()]+")
#: What may continue a word after plain characters; at the end of the text nothing does.
_GOES_ON = frozenset("'\"\\$`(")
_SINGLE = re.compile(r"'([^']*)'?")
_VARIABLE = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\}|([0-9@*#?!$-]))")
_EXPANSION = re.compile(r"\$\{([A-Za-z_]\w*|\d)(:?[-=?+]|##?|%%?|//?|\^\^?|,,?|:|\[)")
_QUOTED_STOP = re.compile(r"[\"\\$`]")


class Place(NamedTuple):
    """Where a word's literal stands."""

    line: int
    column: int


class Word(NamedTuple):
    """One shell word after substitution and where its literal stands."""

    text: str
    place: Place
    quoted: bool = False
    value_place: Place | None = None  # of ``NAME=$OTHER``: where the value's literal stands


Known = dict[str, tuple[str, Place]]
Part = tuple[str, Place | None]


class _Parts:
    """The parts of a word: bounded, and where its literal stands when it is one variable."""

    __slots__ = ("_parts", "_put_in", "origin", "value_origin")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._put_in = 0
        self.origin: Place | None = None
        self.value_origin: Place | None = None

    def add(self, text: str, at: Place | None) -> None:
        # Only a word, or a value, that is one variable stands where that variable was set.
        self.origin = at if not self._parts else None
        self.value_origin = at if self.ends("=") else None
        self._put_in += at is not None
        if text and self._put_in <= _PUT_IN_LIMIT:
            self._parts.append(text)

    def ends(self, *characters: str) -> bool:
        return bool(self._parts) and self._parts[-1].endswith(characters)

    def text(self) -> str:
        return "".join(self._parts)


#: A word that a template fills in: ``{{ item }}``.
_TEMPLATE = re.compile(r"\{\{[^{}\n]{1,200}\}\}[\w./:@-]*")


class WordReader:
    """Reads words at a position of a text.

    ``nested`` is handed the text of each substitution and its place; ``default`` the name, value
    and place of each ``${NAME:-value}``.
    """

    def __init__(
        self,
        text: str,
        place: Place,
        known: Known,
        nested: Callable[[str, Place], None],
        default: Callable[[str, str, Place], None],
    ) -> None:
        self.text = text
        self.known = known
        self.position = 0
        self.line = place.line
        self._line_start = 1 - place.column
        self._nested = nested
        self._default = default
        self.elements: list[Word] = []  # of the array that was read last

    def place(self, offset: int | None = None) -> Place:
        """Return the place of ``offset``, of the position when none is given."""
        at = self.position if offset is None else offset
        return Place(self.line, at - self._line_start + 1)

    def newline(self) -> None:
        """Pass a line end."""
        self.position += 1
        self.line += 1
        self._line_start = self.position

    def to_line_end(self) -> None:
        """Move to the end of the line."""
        end = self.text.find("\n", self.position)
        self.position = len(self.text) if end < 0 else end

    def advance(self, end: int) -> None:
        """Move to ``end`` over text that may hold line ends."""
        newlines = self.text.count("\n", self.position, end)
        if newlines:
            self.line += newlines
            self._line_start = self.text.rindex("\n", self.position, end) + 1
        self.position = end

    def word(self) -> Word:
        """Read the word that begins here; at least one character is passed."""
        place, start = self.place(), self.position
        if self.text.startswith("{{", start):  # a template puts one word there
            hole = _TEMPLATE.match(self.text, start)
            if hole is not None:
                self.position = hole.end()
                return Word(hole[0], place)
        plain = _PLAIN.match(self.text, start)
        if plain and self.text[plain.end() : plain.end() + 1] not in _GOES_ON:
            self.position = plain.end()  # most words
            return Word(plain[0], place)
        parts = _Parts()
        quoted = False
        while self.position < len(self.text):
            character, before = self.text[self.position], self.position
            part = self._part(character, parts)
            if part is None:
                break
            quoted = quoted or (character in "'\"" and self.position > before + 1)
            parts.add(*part)
        if self.position == start and start < len(self.text):
            self.position += 1  # a character that begins no word
        return Word(parts.text(), parts.origin or place, quoted, parts.value_origin)

    def expanded(self) -> Word:
        """Return the whole text as one word: quotes and spaces stay, variables are put in."""
        place, parts = self.place(), _Parts()
        while self.position < len(self.text):
            dollar = self.text.find("$", self.position)
            end = len(self.text) if dollar < 0 else dollar
            if end > self.position:
                parts.add(self.text[self.position : end], None)
                self.advance(end)
            if dollar >= 0:
                parts.add(*self._dollar())
        return Word(parts.text(), parts.origin or place)

    def _part(self, character: str, parts: _Parts) -> Part | None:
        """Return the next part of a word and where its literal stands; ``None``: it ends."""
        plain = _PLAIN.match(self.text, self.position)
        if plain:
            self.position = plain.end()
            return plain[0], None
        match character:
            case "'":
                return self._single(), None
            case '"':
                return self._double()
            case "\\":
                return self._escape()
            case "$":
                return self._dollar()
            case "`":
                return self._backtick(), None
            case "(" if parts.ends("="):
                return self._array(), None
            case "(" if parts.ends("@", "?", "*", "+", "!"):
                self.position += 1  # a pattern of the shell: !(x), *(x)
                return "(", None
        return None

    def _escape(self) -> Part | None:
        """Read a backslash: an escaped character, or a continuation that joins or ends the word."""
        if not self.text.startswith(("\\\n", "\\\r\n"), self.position):
            self.position += 2
            return self.text[self.position - 1 : self.position], None
        self.position = self.text.index("\n", self.position)
        self.newline()
        # Strictly it joins; written before an indented line it separates in practice.
        ends = self.text[self.position : self.position + 1] in " \t\r\n"
        return None if ends else ("", None)

    def _array(self) -> str:
        """Read ``NAME=(a b c)`` as its words joined with spaces; each is kept with its place."""
        self.position += 1
        found: list[Word] = []
        while self.position < len(self.text) and len(found) < WORD_LIMIT:
            character = self.text[self.position]
            if character == ")":
                self.position += 1
                break
            if character == "\n":
                self.newline()
            elif character in " \t\r":
                self.position += 1
            elif character == "#":
                self.to_line_end()
            else:
                found.append(self.word())
        self.elements = found
        return " ".join(word.text for word in found)

    def _single(self) -> str:
        match = _SINGLE.match(self.text, self.position)
        if match is None or not match[0].endswith("'") or len(match[0]) == 1:
            # An apostrophe without a partner (prose in a message): only this one character.
            self.position += 1
            return "'"
        self.advance(match.end())
        return match[1]

    def _double(self) -> Part:
        if self.text.find('"', self.position + 1) < 0:
            self.position += 1
            return '"', None
        self.position += 1
        parts = _Parts()
        while self.position < len(self.text):
            stop = _QUOTED_STOP.search(self.text, self.position)
            end = stop.start() if stop else len(self.text)
            if end > self.position:
                parts.add(self.text[self.position : end], None)
                self.advance(end)
            if stop is None:
                break
            if stop[0] == '"':
                self.position += 1
                break
            parts.add(*self._quoted_part(stop[0]))
        return parts.text(), parts.origin

    def _quoted_part(self, character: str) -> Part:
        if character == "$":
            return self._dollar()
        if character == "`":
            return self._backtick(), None
        following = self.text[self.position + 1 : self.position + 2]
        self.advance(min(self.position + 2, len(self.text)))
        if following == "\n":
            return "", None
        return (following if following in '"\\$`' else "\\" + following), None

    def _dollar(self) -> Part:
        text, position = self.text, self.position
        if text.startswith("$(", position):
            end = self._closing(position + 1)
            if not text.startswith("$((", position):
                self._nested(text[position + 2 : end - 1], self.place(position + 2))
            self.advance(end)
            return text[position:end], None
        match = _VARIABLE.match(text, position)
        if match:
            self.position = match.end()
            name = match[1] or match[2]
            return self._value(name, match[0]) if name else (match[0], None)
        expansion = _EXPANSION.match(text, position)
        if expansion:
            return self._expansion(expansion)
        if text.startswith("${", position):
            end = text.find("}", position, position + _ODD_LIMIT) + 1
            self.advance(end or position + 2)
            end = self.position
            return text[position:end], None
        self.position += 1
        return "$", None

    def _value(self, name: str, written: str) -> Part:
        return self.known.get(name) or (written, None)

    def _expansion(self, expansion: re.Match[str]) -> Part:
        """Read ``${NAME:-word}`` and its kin; only defaults are understood."""
        name, operator = expansion[1], expansion[2]
        end = self._closing_brace(expansion.end())
        raw = self.text[expansion.end() : end]
        place = self.place(expansion.end())
        written = self.text[self.position : end + 1]
        self.advance(min(end + 1, len(self.text)))
        if operator == "[":
            return self._value(name, written)
        if operator not in (":-", "-", ":=", "="):
            return written, None
        known = self.known.get(name)
        if known:
            return known
        quote = len(raw) - len(raw.lstrip("\"'"))
        place = Place(place.line, place.column + quote)
        default = self._put_in(raw.strip("\"'"))
        self._default(name, default, place)
        return default, place

    def _put_in(self, text: str) -> str:
        """Return a default with the plain variables in it put in; ``${A:-${B:-x}}`` goes deeper."""
        if "$" not in text:
            return text
        inner = _EXPANSION.match(text)
        if inner and inner[2] in (":-", "-", ":=", "=") and text.endswith("}"):
            known = self.known.get(inner[1])
            return known[0] if known else text[inner.end() : -1].strip("\"'")
        return _VARIABLE.sub(lambda m: self.known.get(m[1] or m[2] or "", (m[0],))[0], text)

    def _closing_brace(self, start: int) -> int:
        depth, limit = 1, min(len(self.text), start + _BRACE_LIMIT)
        for position in range(start, limit):
            character = self.text[position]
            if character == "{":
                depth += 1
            elif character == "}":
                depth -= 1
                if depth == 0:
                    return position
        return limit

    def _closing(self, start: int) -> int:
        """Return the offset after the parenthesis that closes the one at ``start``."""
        depth, position = 0, start
        length = min(len(self.text), start + _CLOSING_LIMIT)
        while position < length:
            character = self.text[position]
            if character == "\\":
                position += 1
            elif character == "'":
                other = self.text.find("'", position + 1, length)
                position = other if other >= 0 else position
            elif character == "(":
                depth += 1
            elif character == ")":
                depth -= 1
                if depth == 0:
                    return position + 1
            position += 1
        return length

    def _backtick(self) -> str:
        start = self.position
        end = self.text.find("`", start + 1)
        if end < 0:
            self.position += 1
            return "`"
        self._nested(self.text[start + 1 : end], self.place(start + 1))
        self.advance(end + 1)
        return self.text[start : end + 1]
