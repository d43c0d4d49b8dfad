"""Simple commands of a POSIX-like shell text, with variables of known value put in.

Nothing is run and nothing is expanded that the text does not state: an unknown ``$NAME`` stays
as it is written. Substitutions, ``bash -c`` texts and here documents for a shell are read as well.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.shell_words import VALUE_LIMIT, WORD_LIMIT, Known, Place, Word, WordReader
from scanner.evidence.words import words as _table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Assignment", "HereDocument", "Item", "Known", "Place", "Simple", "Word", "argv", "read"]

_NESTING_LIMIT = 5
_COMMAND_LIMIT = 20_000

_SPACES = frozenset(" \t\r")
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)\+?=")
_REDIRECT = re.compile(r"(?:\d*|&)(?:>>|>&|>\||<<<|<>|<&|>|<)[ \t]*")
_HEREDOC = re.compile(r"\d*<<(-?)[ \t]*(\\?)(['\"]?)([\w.!-]+)['\"]?")
#: Documentation writes ``<your-model>`` where a word belongs.
_TO_FILL_IN = re.compile(r"<([A-Za-z][\w .|/-]{0,60})>")
_KEYED = re.compile(r"\[[^\]\n]{1,80}\]=")
_PARENTHESISED = re.compile(r"\$\((\w+)\)")
#: Continuations of POSIX shells, of cmd and of PowerShell.
_CONTINUED = ("\\\n", "\\\r\n", "^\n", "`\n", "^\r\n", "`\r\n")


class Assignment(NamedTuple):
    """``NAME=value`` before a command, on its own, or in ``export``."""

    name: str
    value: str
    place: Place
    default: bool = False  # from ``${NAME:-value}``


class HereDocument(NamedTuple):
    """The body of ``<<WORD``."""

    text: str
    first_line: int


class Simple(NamedTuple):
    """One simple command."""

    words: tuple[Word, ...]
    message: bool = False  # the text of an ``echo`` or ``printf``
    heredoc: HereDocument | None = None


Item = Simple | Assignment

_DECLARING = _table("export local readonly declare typeset set setx env")
_KEYWORDS = _table(
    "if then else elif fi do done while until case esac in ! { } time for function select [[ ]]"
)
#: Most words begin so; nothing else does.
_BEGINS_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_./$\"'")
_LOOPS = frozenset(["for", "select"])
_SHELLS = frozenset(["bash", "sh", "zsh", "ksh", "dash", "ash"])
_SCRIPT_FLAG = re.compile(r"-[elxuioO]*c[elxuo]*")
_QUOTES = re.compile(r"[\"'`]")
_MESSAGES = _table("echo printf print log info warn error die fail write-host write-output")


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

    ``line`` and ``column`` are the place of the first character; ``known`` holds values of
    variables and is filled on the way. Without ``inner`` what a command tells a further shell to
    run stays a word.
    """
    values = {} if known is None else known
    reader = _Reader(text, Place(line, column), values, depth if inner else _NESTING_LIMIT)
    yield from islice(reader.items(), _COMMAND_LIMIT)


def argv(words: list[Word], *, known: Known | None = None) -> Iterator[Item]:
    """Yield the command of an argument list, with ``$NAME``, ``$(NAME)``, ``${NAME:-x}`` put in."""
    values = {} if known is None else known
    put_in: list[Word] = []
    for word in words[:WORD_LIMIT]:
        if "$" not in word.text or " " in word.text or "\n" in word.text:
            put_in.append(word)  # a script of its own puts its variables in itself
            continue
        text = _PARENTHESISED.sub(r"${\1}", word.text)
        reader = _Reader(text, word.place, values, _NESTING_LIMIT)
        put_in.append(reader.words.expanded())
        yield from reader.nested
    if put_in:
        yield Simple(tuple(put_in))
        yield from _inner(put_in, None, values, 0)


def _element(name: str, element: Word) -> Assignment:
    """Return the value of one element of an array: ``([key]=value)`` names its key too."""
    key = _KEYED.match(element.text)
    skipped = key.end() if key else 0
    place = element.place._replace(column=element.place.column + skipped)
    return Assignment(name, element.text[skipped:], place)


class _Reader:
    """Cuts a text into simple commands."""

    def __init__(self, text: str, place: Place, known: Known, depth: int) -> None:
        self.words = WordReader(text, place, known, self._nest, self._default)
        self.nested: list[Item] = []  # met inside the words of the command that is being read
        self._text = text
        self._known = known
        self._depth = depth
        self._pending: list[tuple[str, bool]] = []  # here documents that begin after this line
        self._heredoc: HereDocument | None = None

    def items(self) -> Iterator[Item]:
        found: list[Word] = []
        text, words = self._text, self.words
        while words.position < len(text):
            character = text[words.position]
            if character in _SPACES:
                words.position += 1
            elif character not in _BEGINS_WORD and self._ends_command(character):
                yield from self._finish(found)
                found = []
            elif character in _BEGINS_WORD or not self._passed(character, found):
                word = words.word()
                if len(found) < WORD_LIMIT:
                    found.append(word)
        yield from self._finish(found)

    def _ends_command(self, character: str) -> bool:
        """Pass a line end or an operator; return whether the command is complete."""
        if character == "\n":
            self.words.newline()
            self._take_heredocs()
            return True
        if character not in ";&|()" or self._text.startswith("&>", self.words.position):
            return False
        self.words.position += 1
        return not self._pending  # ``cat <<EOF | command`` is one command with its document

    def _passed(self, character: str, found: list[Word]) -> bool:
        """Pass what is no word: a comment, a continuation, a redirection."""
        words = self.words
        if character == "#":
            words.to_line_end()
        elif character in "<>&" or _REDIRECT.match(self._text, words.position):
            self._redirect(found)
        elif self._text.startswith(_CONTINUED, words.position):
            words.position = self._text.index("\n", words.position)
            words.newline()
        else:
            return False
        return True

    def _redirect(self, found: list[Word]) -> None:
        words, text = self.words, self._text
        heredoc = _HEREDOC.match(text, words.position)
        if heredoc and not text.startswith("<<<", words.position):
            self._pending.append((heredoc[4], heredoc[1] == "-"))
            words.position = heredoc.end()
            return
        match = _REDIRECT.match(text, words.position)
        if match is None or text.startswith(("<(", ">("), words.position):
            words.position += 1
            return
        to_fill_in = _TO_FILL_IN.match(text, words.position)
        if to_fill_in:
            found.append(Word(to_fill_in[0], words.place()))
            words.position = to_fill_in.end()
            return
        words.position = match.end()
        if words.position < len(text) and text[words.position] not in "\n;|":
            words.word()

    def _take_heredocs(self) -> None:
        words, text = self.words, self._text
        for name, indented in self._pending:
            start, first = words.position, words.line
            lead = r"[ \t]*" if indented else " *"
            pattern = re.compile(rf"^{lead}{re.escape(name)}[ \t\r]*$", re.MULTILINE)
            found = pattern.search(text, start)
            end = found.start() if found else len(text)
            self._heredoc = HereDocument(text[start:end], first)
            stop = text.find("\n", found.end()) + 1 if found else len(text)
            words.advance(stop or len(text))
        self._pending = []

    def _nest(self, text: str, place: Place) -> None:
        if self._depth < _NESTING_LIMIT:
            depth = self._depth + 1
            found = read(text, line=place.line, column=place.column, known=self._known, depth=depth)
            self.nested.extend(found)

    def _default(self, name: str, value: str, place: Place) -> None:
        self.nested.append(Assignment(name, value, place, default=True))

    def _finish(self, found: list[Word]) -> Iterator[Item]:
        heredoc, self._heredoc = self._heredoc, None
        nested, self.nested = self.nested, []
        yield from nested
        loop = bool(found) and found[0].text in _LOOPS
        while found and found[0].text in _KEYWORDS and not found[0].quoted:
            found = found[1:]
        found = [word for word in found if word.text or word.quoted]
        while found and not found[0].text.startswith("$"):
            match = _ASSIGNMENT.match(found[0].text)
            if match is None:
                break
            yield from self._assign(found[0], match)
            found = found[1:]
        if not found:
            return
        if loop and len(found) > 2 and found[1].text == "in":  # noqa: PLR2004 (NAME in VALUE)
            listed = " ".join(word.text for word in found[2:])
            self._known[found[0].text] = (listed[:VALUE_LIMIT], found[2].place)
            return
        yield from self._declared(found)
        yield Simple(tuple(found), heredoc=heredoc)
        yield from _inner(found, heredoc, self._known, self._depth)

    def _declared(self, found: list[Word]) -> Iterator[Assignment]:
        for word in found[1:] if found[0].text in _DECLARING else ():
            match = _ASSIGNMENT.match(word.text)
            if match:
                yield from self._assign(word, match)

    def _assign(self, word: Word, match: re.Match[str]) -> Iterator[Assignment]:
        value = word.text[match.end() :]
        place = word.value_place or Place(word.place.line, word.place.column + match.end())
        elements, self.words.elements = self.words.elements, []
        if elements and value == " ".join(element.text for element in elements):
            place = elements[0].place
            yield from (_element(match[1], element) for element in elements)
        else:
            yield Assignment(match[1], value, place)
        self._known[match[1]] = (value[:VALUE_LIMIT], place)


def _inner(
    words: list[Word], heredoc: HereDocument | None, known: Known, depth: int
) -> Iterator[Item]:
    """Read the text that a shell is told to run, and what a message says."""
    if depth >= _NESTING_LIMIT:
        return
    name = words[0].text.rsplit("/", 1)[-1]
    if name.lower() in _MESSAGES:
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
