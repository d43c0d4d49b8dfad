"""What a pickle would import, found by walking its opcodes on a stack of our own.

Texts are followed through the stack and the memo, so that ``STACK_GLOBAL`` is resolved wherever its
two names come from; one that cannot be is reported as unknown. Byte strings are passed over, and
nothing is loaded.

Source: CPython, ``Lib/pickletools.py`` (protocols 0 to 5).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.evidence.weights.header import Cursor

#: Most opcodes that are walked in one file, and most pickles that follow one another.
_MOST_OPCODES = 3_000_000
_MOST_PICKLES = 64
_LONGEST_LINE = 1_000_000
_LONGEST_TEXT = 4_096
UNKNOWN = "?"

_U2, _U4, _I4, _U8 = (struct.Struct(form) for form in ("<H", "<I", "<i", "<Q"))


class Imports(NamedTuple):
    """Names a pickle imports, as (module, name), and why the walk ended early, if it did."""

    names: frozenset[tuple[str, str]]
    problem: str | None = None


class _Mark:
    """What ``MARK`` puts on the stack."""


_MARK = _Mark()
_Item = str | _Mark | None  # None: not a text


def imports(cursor: Cursor) -> Imports:
    """Return what the pickles from here to the end of the file import.

    Data that follows the last pickle is no problem; data within one is.
    """
    walk = _Walk(cursor)
    for count in range(_MOST_PICKLES):
        try:
            walk.pickle()
        except Unreadable as error:
            trailing = count > 0 and not walk.imported
            return Imports(frozenset(walk.names), None if trailing else error.reason)
        if not cursor.left:
            return Imports(frozenset(walk.names))
    return Imports(frozenset(walk.names), f"more than {_MOST_PICKLES} pickles in a row")


class _Walk:
    def __init__(self, cursor: Cursor) -> None:
        self.names: set[tuple[str, str]] = set()
        self.imported = False  # something, by the pickle that is being walked
        self._cursor = cursor
        self._left = _MOST_OPCODES
        self._stack: list[_Item] = []
        self._memo: dict[int, _Item] = {}

    def pickle(self) -> None:
        """Walk one pickle to its STOP.

        Raises:
            Unreadable: a byte that is no opcode, an argument beyond the end, or too many opcodes.

        """
        self._stack, self._memo, self.imported = [], {}, False
        take = self._cursor.take
        while True:
            self._left -= 1
            if self._left < 0:
                raise Unreadable(f"pickle of more than {_MOST_OPCODES} opcodes")
            opcode = take(1)
            if opcode == b".":
                return
            action = _ACTIONS.get(opcode)
            if action is None:
                raise Unreadable(f"no pickle opcode at byte {self._cursor.position - 1}")
            action(self)

    def push(self, item: _Item = None) -> None:
        self._stack.append(item)

    def pop(self) -> _Item:
        return self._stack.pop() if self._stack else None

    def pops(self, count: int) -> None:
        if count:
            del self._stack[-count:]

    def pop_to_mark(self) -> None:
        while self._stack:
            if isinstance(self._stack.pop(), _Mark):
                return

    def remember(self, key: int) -> None:
        self._memo[key] = self._stack[-1] if self._stack else None

    def memoize(self) -> None:
        self.remember(len(self._memo))

    def recall(self, key: int) -> None:
        self.push(self._memo.get(key))

    def name(self, module: _Item, name: _Item) -> None:
        self.imported = True
        texts = (item if isinstance(item, str) and item else UNKNOWN for item in (module, name))
        first, second = texts
        self.names.add((first, second))

    def stack_global(self) -> None:
        name, module = self.pop(), self.pop()
        self.name(module, name)
        self.push()

    def number(self, form: struct.Struct) -> int:
        return self._cursor.number(form)

    def byte(self) -> int:
        return self._cursor.take(1)[0]

    def line(self) -> str:
        """Return the bytes to the next line end as text; one that is no UTF-8 stays visible."""
        parts = bytearray()
        while not parts.endswith(b"\n"):
            if len(parts) > _LONGEST_LINE:
                raise Unreadable("line of a pickle is too long")
            parts += self._cursor.take(1)
        return parts[:-1].decode("utf-8", "backslashreplace")

    def text(self, length: int) -> None:
        if length > _LONGEST_TEXT:
            self._cursor.skip(length)
            self.push()
            return
        self.push(self._cursor.take(length).decode("utf-8", "backslashreplace"))

    def take(self, length: int) -> bytes:
        return self._cursor.take(length)

    def skip(self, length: int) -> None:
        self._cursor.skip(length)

    def global_line(self) -> None:
        self.name(self.line(), self.line())
        self.push()

    def inst(self) -> None:
        self.name(self.line(), self.line())
        self.pop_to_mark()
        self.push()

    def quoted(self) -> None:
        self.push(self.line().strip("\"'"))

    def int_of_line(self) -> int:
        try:
            return int(self.line())
        except ValueError:
            return -1


_Action = "Callable[[_Walk], None]"


def _pushes(length: int) -> Callable[[_Walk], None]:
    def act(walk: _Walk) -> None:
        walk.skip(length)
        walk.push()

    return act


def _reduces(taken: int, given: int = 1) -> Callable[[_Walk], None]:
    def act(walk: _Walk) -> None:
        walk.pops(taken)
        for _ in range(given):
            walk.push()

    return act


def _to_mark(given: int) -> Callable[[_Walk], None]:
    def act(walk: _Walk) -> None:
        walk.pop_to_mark()
        for _ in range(given):
            walk.push()

    return act


def _bytes(form: struct.Struct | None) -> Callable[[_Walk], None]:
    def act(walk: _Walk) -> None:
        walk.skip(max(0, walk.byte() if form is None else walk.number(form)))
        walk.push()

    return act


def _texts(form: struct.Struct | None) -> Callable[[_Walk], None]:
    def act(walk: _Walk) -> None:
        walk.text(max(0, walk.byte() if form is None else walk.number(form)))

    return act


def _extension(length: int) -> Callable[[_Walk], None]:
    """Return what an extension code does: it imports what some program registered under it."""

    def act(walk: _Walk) -> None:
        code = int.from_bytes(walk.take(length), "little")
        walk.name("copyreg", f"extension {code}")
        walk.push()

    return act


def _number_line(walk: _Walk) -> None:
    walk.line()
    walk.push()


_ACTIONS: dict[bytes, Callable[[_Walk], None]] = {
    # values without a text
    **{code: _pushes(0) for code in (b"N", b"]", b"}", b")", b"\x88", b"\x89", b"\x8f", b"\x97")},
    **dict.fromkeys((b"I", b"L", b"F", b"P"), _number_line),
    b"K": _pushes(1), b"M": _pushes(2), b"J": _pushes(4), b"G": _pushes(8),
    b"\x82": _extension(1), b"\x83": _extension(2), b"\x84": _extension(4),
    b"\x8a": _bytes(None), b"\x8b": _bytes(_I4),
    b"C": _bytes(None), b"B": _bytes(_U4), b"\x8e": _bytes(_U8), b"\x96": _bytes(_U8),
    # texts
    b"S": _Walk.quoted,
    b"V": lambda walk: walk.push(walk.line()),
    b"U": _texts(None), b"T": _texts(_I4), b"\x8c": _texts(None),
    b"X": _texts(_U4), b"\x8d": _texts(_U8),
    # the stack
    b"(": lambda walk: walk.push(_MARK),
    b"0": lambda walk: walk.pops(1),
    b"1": _to_mark(0),
    b"2": lambda walk: walk.push(walk._stack[-1] if walk._stack else None),  # noqa: SLF001 (its own table)
    b"t": _to_mark(1), b"l": _to_mark(1), b"d": _to_mark(1),
    b"o": _to_mark(1), b"\x91": _to_mark(1),
    b"e": _to_mark(0), b"u": _to_mark(0), b"\x90": _to_mark(0),
    b"\x85": _reduces(1), b"\x86": _reduces(2), b"\x87": _reduces(3),
    b"a": _reduces(1, 0), b"s": _reduces(2, 0), b"b": _reduces(1, 0),
    b"R": _reduces(2), b"\x81": _reduces(2), b"\x92": _reduces(3), b"Q": _reduces(1),
    # the memo
    b"p": lambda walk: walk.remember(walk.int_of_line()),
    b"q": lambda walk: walk.remember(walk.byte()),
    b"r": lambda walk: walk.remember(walk.number(_U4)),
    b"\x94": _Walk.memoize,
    b"g": lambda walk: walk.recall(walk.int_of_line()),
    b"h": lambda walk: walk.recall(walk.byte()),
    b"j": lambda walk: walk.recall(walk.number(_U4)),
    b"c": _Walk.global_line, b"i": _Walk.inst, b"\x93": _Walk.stack_global,
    # framing of the stream
    b"\x80": lambda walk: walk.skip(1),
    b"\x95": lambda walk: walk.skip(8),
    b"\x98": lambda _: None,
}  # fmt: skip
