"""Simple commands of a POSIX-like shell text, with variables of known value put in.

Nothing is run and nothing is expanded that the text does not state: an unknown ``$NAME`` stays as it
is written. Substitutions, ``bash -c`` texts and here documents for a shell are read as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_NESTING_LIMIT = 5
_COMMAND_LIMIT = 20_000
_WORD_LIMIT = 2_000
_VALUE_LIMIT = 8_192  # characters: a value that grows with each assignment stops here

_PLAIN = re.compile(r"[^\s'\"\\$`;&|<>()]+")
_SPACE = re.compile(r"[ \t\r]+")
_SINGLE = re.compile(r"'([^']*)'?")
_VARIABLE = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\}|([0-9@*#?!$-]))")
_EXPANSION = re.compile(r"\$\{([A-Za-z_]\w*|\d)(:?[-=?+]|##?|%%?|//?|\^\^?|,,?|:|\[)")
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)\+?=")
_REDIRECT = re.compile(r"(?:\d*|&)(?:>>|>&|>\||<<<|<>|<&|>|<)[ \t]*")
_HEREDOC = re.compile(r"\d*<<(-?)[ \t]*(\\?)(['\"]?)([\w.!-]+)['\"]?")
_PARENTHESISED = re.compile(r"\$\((\w+)\)")
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


class Assignment(NamedTuple):
    """``NAME=value`` before a command, on its own, or in ``export``."""

    name: str
    value: str
    place: Place
    default: bool = False  # from ``${NAME:-value}``


class Simple(NamedTuple):
    """One simple command."""

    words: tuple[Word, ...]
    message: bool = False  # the text of an ``echo`` or ``printf``
    heredoc: HereDocument | None = None


class HereDocument(NamedTuple):
    """The body of ``<<WORD``."""

    text: str
    first_line: int


Item = Simple | Assignment
Known = dict[str, tuple[str, Place]]

_DECLARING = words(
    """
    export local readonly declare typeset set setx env
    """
)
_KEYWORDS = words(
    """
    if then else elif fi do done while until case esac in ! { } time for function select [[ ]]
    """
)
_SHELLS = frozenset(["bash", "sh", "zsh", "ksh", "dash", "ash"])
_SCRIPT_FLAG = re.compile(r"-[elxuioO]*c[elxuo]*")
_QUOTES = re.compile(r"[\"'`]")
_MESSAGES = words(
    """
    echo printf print log info warn error die fail
    """
)


def read(
    text: str,
    *,
    line: int = 1,
    column: int = 1,
    known: Known | None = None,
    depth: int = 0,
    inner: bool = True,
) -> Iterator[Item]:
    """Yield assignments and simple commands in the order of the text.

    ``line`` and ``column`` are the place of the first character; ``known`` holds values of variables
    and is filled on the way. Without ``inner`` what a command tells a further shell to run stays a word.
    """
    lexer = _Lexer(
        text, line, column, {} if known is None else known, depth if inner else _NESTING_LIMIT
    )
    for count, item in enumerate(lexer.items()):
        if count >= _COMMAND_LIMIT:
            return
        yield item


def argv(words: list[Word], *, known: Known | None = None) -> Iterator[Item]:
    """Yield the command of an argument list, with ``$NAME``, ``$(NAME)`` and ``${NAME:-x}`` put in."""
    values = {} if known is None else known
    put_in: list[Word] = []
    for word in words[:_WORD_LIMIT]:
        if "$" not in word.text or " " in word.text or "\n" in word.text:
            put_in.append(word)  # a script of its own puts its variables in itself
            continue
        text = _PARENTHESISED.sub(r"${\1}", word.text)
        lexer = _Lexer(text, word.place.line, word.place.column, values, _NESTING_LIMIT)
        put_in.append(lexer.expanded())
        yield from lexer.defaults()
    if put_in:
        yield Simple(tuple(put_in))
        yield from _inner(put_in, None, values, 0)


class _Lexer:
    """Cuts a text into simple commands."""

    def __init__(self, text: str, line: int, column: int, known: Known, depth: int) -> None:
        self.text = text
        self.known = known
        self._depth = depth
        self._position = 0
        self._line = line
        self._line_start = 1 - column
        self._nested: list[Item] = []
        self._pending: list[tuple[str, bool]] = []  # here documents that begin after this line
        self._heredoc: HereDocument | None = None
        self._elements: list[Word] = []  # of the array that was read last

    def items(self) -> Iterator[Item]:
        words: list[Word] = []
        length = len(self.text)
        while self._position < length:
            character = self.text[self._position]
            if character in " \t\r":
                self._position = _SPACE.match(self.text, self._position).end()  # type: ignore[union-attr]  # it holds one
            elif character == "\n":
                self._newline()
                if self._pending:
                    self._take_heredocs()
                yield from self._finish(words)
                words = []
            elif character in ";&|()":
                if character == "&" and self.text.startswith("&>", self._position):
                    self._redirect(words)
                    continue
                self._position += 1
                if not self._pending:
                    yield from self._finish(words)
                    words = []
            elif character == "#":
                self._to_line_end()
            elif character in "<>" or _REDIRECT.match(self.text, self._position):
                self._redirect(words)
            elif self.text.startswith(
                ("\\\n", "\\\r\n", "^\n", "`\n", "^\r\n", "`\r\n"), self._position
            ):
                self._position = self.text.index("\n", self._position)
                self._newline()
            else:
                word = self._word()
                if len(words) < _WORD_LIMIT:
                    words.append(word)
        yield from self._finish(words)

    def expanded(self) -> Word:
        """Return the whole text as one word: quotes and spaces stay, variables are put in."""
        place, parts, origin = self._place(), [], None
        while self._position < len(self.text):
            dollar = self.text.find("$", self._position)
            if dollar < 0:
                parts.append(self.text[self._position :])
                break
            parts.append(self.text[self._position : dollar])
            self._advance(dollar)
            value, at = self._dollar()
            origin = at if not "".join(parts) else origin
            parts.append(value)
        return Word("".join(parts)[:_VALUE_LIMIT], origin or place)

    def defaults(self) -> list[Item]:
        """Return the defaults of variables met on the way, and forget them."""
        nested, self._nested = self._nested, []
        return nested

    def _place(self, offset: int | None = None) -> Place:
        at = self._position if offset is None else offset
        return Place(self._line, at - self._line_start + 1)

    def _newline(self) -> None:
        self._position += 1
        self._line += 1
        self._line_start = self._position

    def _to_line_end(self) -> None:
        end = self.text.find("\n", self._position)
        self._position = len(self.text) if end < 0 else end

    def _redirect(self, words: list[Word]) -> None:
        heredoc = _HEREDOC.match(self.text, self._position)
        if heredoc and not self.text.startswith("<<<", self._position):
            self._pending.append((heredoc[4], heredoc[1] == "-"))
            self._position = heredoc.end()
            return
        match = _REDIRECT.match(self.text, self._position)
        if match is None or self.text.startswith(("<(", ">("), self._position):
            self._position += 1
            return
        placeholder = re.compile(r"<([A-Za-z][\w .|/-]{0,60})>").match(self.text, self._position)
        if placeholder:  # documentation writes <your-model>
            words.append(Word(placeholder[0], self._place()))
            self._position = placeholder.end()
            return
        self._position = match.end()
        if self._position < len(self.text) and self.text[self._position] not in "\n;|":
            self._word()

    def _take_heredocs(self) -> None:
        for name, indented in self._pending:
            start, first = self._position, self._line
            lead = r"[ \t]*" if indented else " *"
            pattern = re.compile(rf"^{lead}{re.escape(name)}[ \t\r]*$", re.MULTILINE)
            found = pattern.search(self.text, start)
            end = found.start() if found else len(self.text)
            self._heredoc = HereDocument(self.text[start:end], first)
            stop = self.text.find("\n", found.end()) + 1 if found else len(self.text)
            stop = stop or len(self.text)
            self._line += self.text.count("\n", start, stop)
            self._position = self._line_start = stop
        self._pending = []

    def _word(self) -> Word:
        place = self._place()
        parts: list[str] = []
        origin: Place | None = None
        value_origin: Place | None = None
        quoted = False
        while self._position < len(self.text):
            character = self.text[self._position]
            before = self._position
            part, at = self._part(character, parts)
            if part is None:
                break
            quoted = quoted or (character in "'\"" and self._position > before + 1)
            # Only a word, or a value, that is one variable stands where that variable was set.
            before_it = "".join(parts)
            origin = at if not before_it else None
            value_origin = at if before_it.endswith("=") else None
            parts.append(part)
        if not parts and self._position < len(self.text):
            self._position += 1
        return Word("".join(parts)[:_VALUE_LIMIT], origin or place, quoted, value_origin)

    def _part(self, character: str, parts: list[str]) -> tuple[str | None, Place | None]:
        """Return the next part of a word and where its literal stands; ``None``: the word ends."""
        plain = _PLAIN.match(self.text, self._position)
        if plain:
            self._position = plain.end()
            return plain[0], None
        if character == "'":
            return self._single(), None
        if character == '"':
            return self._double()
        if character == "\\":
            return self._escape(), None
        if character == "$":
            return self._dollar()
        if character == "`":
            return self._backtick(), None
        if character == "(" and parts and parts[-1].endswith("="):
            return self._array(), None
        if character == "(" and parts and parts[-1].endswith(("@", "?", "*", "+", "!")):
            self._position += 1  # a pattern of the shell: !(x), *(x)
            return "(", None
        return None, None

    def _escape(self) -> str | None:
        """Read a backslash: an escaped character, or a continuation that joins or ends the word."""
        if not self.text.startswith(("\\\n", "\\\r\n"), self._position):
            self._position += 2
            return self.text[self._position - 1 : self._position]
        self._position = self.text.index("\n", self._position)
        self._newline()
        # Strictly it joins; written before an indented line it separates in practice.
        return None if self.text[self._position : self._position + 1] in " \t\r\n" else ""

    def _array(self) -> str:
        """Read ``NAME=(a b c)`` as its words joined with spaces; each is kept with its place."""
        self._position += 1
        values: list[str] = []
        self._elements = []
        while self._position < len(self.text) and len(values) < _WORD_LIMIT:
            character = self.text[self._position]
            if character == ")":
                self._position += 1
                break
            if character == "\n":
                self._newline()
            elif character in " \t\r":
                self._position += 1
            elif character == "#":
                self._to_line_end()
            else:
                word = self._word()
                values.append(word.text)
                self._elements.append(word)
        return " ".join(values)

    def _single(self) -> str:
        match = _SINGLE.match(self.text, self._position)
        assert match is not None  # noqa: S101 (the caller saw the quote)
        if not match[0].endswith("'") or len(match[0]) == 1:
            # An apostrophe without a partner (prose in a message): only this one character.
            self._position += 1
            return "'"
        self._advance(match.end())
        return match[1]

    def _advance(self, end: int) -> None:
        """Move to ``end`` over text that may hold line ends."""
        newlines = self.text.count("\n", self._position, end)
        if newlines:
            self._line += newlines
            self._line_start = self.text.rindex("\n", self._position, end) + 1
        self._position = end

    def _double(self) -> tuple[str, Place | None]:
        if self.text.find('"', self._position + 1) < 0:
            self._position += 1
            return '"', None
        self._position += 1
        parts: list[str] = []
        origin: Place | None = None
        text, length = self.text, len(self.text)
        while self._position < length:
            stop = _QUOTED_STOP.search(text, self._position)
            end = stop.start() if stop else length
            if end > self._position:
                parts.append(text[self._position : end])
                self._advance(end)
            if stop is None:
                break
            character = text[end]
            if character == '"':
                self._position += 1
                break
            if character == "\\":
                following = text[end + 1 : end + 2]
                if following == "\n":
                    self._advance(end + 2)
                else:
                    parts.append(following if following in '"\\$`' else "\\" + following)
                    self._position = end + 2
            elif character == "$":
                value, at = self._dollar()
                origin = at if not parts else origin
                parts.append(value)
            else:
                parts.append(self._backtick())
        return "".join(parts), origin if len(parts) == 1 else None

    def _dollar(self) -> tuple[str, Place | None]:
        text, position = self.text, self._position
        if text.startswith("$(", position):
            if text.startswith("$((", position):
                end = self._closing(position + 1)
                self._advance(end)
                return text[position:end], None
            end = self._closing(position + 1)
            self._nest(text[position + 2 : end - 1], position + 2)
            self._advance(end)
            return text[position:end], None
        match = _VARIABLE.match(text, position)
        if match:
            self._position = match.end()
            name = match[1] or match[2]
            return self._value(name, match[0]) if name else (match[0], None)
        expansion = _EXPANSION.match(text, position)
        if expansion:
            return self._expansion(expansion)
        if text.startswith("${", position):
            end = text.find("}", position)
            end = end + 1 if 0 <= end < position + 200 else position + 2
            self._advance(end)
            return text[position:end], None
        self._position += 1
        return "$", None

    def _value(self, name: str, written: str) -> tuple[str, Place | None]:
        value = self.known.get(name)
        return value or (written, None)

    def _expansion(self, expansion: re.Match[str]) -> tuple[str, Place | None]:
        """Read ``${NAME:-word}`` and its kin; only defaults are understood."""
        name, operator = expansion[1], expansion[2]
        end = self._closing_brace(expansion.end())
        raw = self.text[expansion.end() : end]
        place = self._place(expansion.end())
        written = self.text[self._position : end + 1]
        self._advance(min(end + 1, len(self.text)))
        if operator not in (":-", "-", ":=", "="):
            if operator == "[":
                return self._value(name, written)
            return written, None
        known = self.known.get(name)
        if known:
            return known
        default = raw.strip("\"'")
        if "$" in default:
            inner = (
                next(
                    (
                        i
                        for i in read(f"_={raw}", known=self.known, depth=self._depth + 1)
                        if isinstance(i, Assignment)
                    ),
                    None,
                )
                if self._depth < _NESTING_LIMIT
                else None
            )
            default = inner.value if inner else default
        quote = len(raw) - len(raw.lstrip("\"'"))
        place = Place(place.line, place.column + quote)
        self._nested.append(Assignment(name, default, place, default=True))
        return default, place

    def _closing_brace(self, start: int) -> int:
        depth, position, limit = 1, start, min(len(self.text), start + 4_000)
        while position < limit:
            character = self.text[position]
            if character == "{":
                depth += 1
            elif character == "}":
                depth -= 1
                if depth == 0:
                    return position
            position += 1
        return limit

    def _closing(self, start: int) -> int:
        """Return the offset after the parenthesis that closes the one at ``start``."""
        depth, position, length = 0, start, min(len(self.text), start + 100_000)
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
        start = self._position
        end = self.text.find("`", start + 1)
        if end < 0:
            self._position += 1
            return "`"
        self._nest(self.text[start + 1 : end], start + 1)
        self._advance(end + 1)
        return self.text[start : end + 1]

    def _nest(self, text: str, offset: int) -> None:
        if self._depth >= _NESTING_LIMIT:
            return
        place = self._place(offset)
        self._nested.extend(
            read(
                text, line=place.line, column=place.column, known=self.known, depth=self._depth + 1
            )
        )

    def _finish(self, words: list[Word]) -> Iterator[Item]:
        heredoc, self._heredoc = self._heredoc, None
        nested, self._nested = self._nested, []
        yield from nested
        loop = bool(words) and words[0].text in ("for", "select")
        while words and words[0].text in _KEYWORDS and not words[0].quoted:
            words = words[1:]
        words = [word for word in words if word.text or word.quoted]
        while words and not words[0].text.startswith("$"):
            match = _ASSIGNMENT.match(words[0].text)
            if match is None:
                break
            yield from self._assign(words[0], match)
            words = words[1:]
        if not words:
            return
        if len(words) > 2 and words[1].text == "in" and loop:  # noqa: PLR2004 (NAME in VALUE)
            listed = " ".join(word.text for word in words[2:])
            self.known[words[0].text] = (listed[:_VALUE_LIMIT], words[2].place)
            return
        if words[0].text in _DECLARING:
            for word in words[1:]:
                match = _ASSIGNMENT.match(word.text)
                if match:
                    yield from self._assign(word, match)
        yield Simple(tuple(words), heredoc=heredoc)
        yield from _inner(words, heredoc, self.known, self._depth)

    def _assign(self, word: Word, match: re.Match[str]) -> Iterator[Assignment]:
        value = word.text[match.end() :]
        place = word.value_place or Place(word.place.line, word.place.column + match.end())
        elements, self._elements = self._elements, []
        if elements and value == " ".join(element.text for element in elements):
            place = elements[0].place
            yield from (Assignment(match[1], e.text, e.place) for e in elements)
        else:
            yield Assignment(match[1], value, place)
        self.known[match[1]] = (value, place)


def _inner(
    words: list[Word], heredoc: HereDocument | None, known: Known, depth: int
) -> Iterator[Item]:
    """Read the text that a shell is told to run, and what a message says."""
    if depth >= _NESTING_LIMIT:
        return
    name = words[0].text.rsplit("/", 1)[-1]
    if name in _MESSAGES:
        yield from _said(words, depth)
        return
    scripts = [(word.text, word.place.line) for word in words[1:]] if name == "eval" else []
    if heredoc and name in _SHELLS:
        scripts.append((heredoc.text, heredoc.first_line))
    for index in range(1, len(words) - 1):
        if _SCRIPT_FLAG.fullmatch(words[index].text) and _is_shell(words[index - 1]):
            script = words[index + 1]
            scripts.append((script.text, script.place.line))
    for text, line in scripts:
        yield from read(text, line=line, known=known, depth=depth + 1)


def _said(words: list[Word], depth: int) -> Iterator[Item]:
    """Yield the commands that a printed message tells the reader to run."""
    place = words[0].place
    said = " ".join(word.text for word in words[1:])
    for item in read(_QUOTES.sub(" ", said), line=place.line, depth=depth + 1):
        if isinstance(item, Simple):
            start = max((n for n, w in enumerate(item.words, 1) if w.text.endswith(":")), default=0)
            told = tuple(Word(word.text, place) for word in item.words[start:])
            if told:
                yield Simple(told, message=True)


def _is_shell(word: Word) -> bool:
    return word.text.rsplit("/", 1)[-1] in _SHELLS or word.text.startswith("-")
