"""Commands that Python code runs: ``subprocess.run(["ollama", "pull", "llama3.2"])``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scanner.evidence.assembled import operands
from scanner.evidence.claims import Context
from scanner.evidence.keys import OPEN
from scanner.evidence.source import Source
from scanner.evidence.values import Reading, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.names import Named
    from scanner.evidence.reader import Reader
    from scanner.evidence.scopes import Scope

#: Calls that take one command: a list of words, or a text for the shell.
_RUN = frozenset(
    """
    subprocess.run subprocess.Popen subprocess.call subprocess.check_call subprocess.check_output
    subprocess.getoutput subprocess.getstatusoutput os.system os.popen sh.bash pexpect.spawn
    pexpect.run asyncio.create_subprocess_shell asyncio.subprocess.create_subprocess_shell
    """.split()  # noqa: SIM905 (reads better)
)
#: Methods that do so, of objects from everywhere: an image of Modal, a connection of Fabric.
_METHODS = (".run_commands", ".run_command", ".exec_run", ".exec_command")
#: Calls whose arguments are the words.
_EXEC = frozenset(
    ["asyncio.create_subprocess_exec", "asyncio.subprocess.create_subprocess_exec", "os.execlp"]
)
#: The same of Nox.
_WORDY = ("session.run", "session.run_always")
#: The last parts of their names.
RUNNERS = frozenset(
    name.rsplit(".", 1)[-1] for names in (_RUN, _EXEC, _METHODS, _WORDY) for name in names
)
#: All of them, methods without what stands before the dot.
CALLS = (*sorted(_RUN | _EXEC), *(name.lstrip(".") for name in _METHODS), "run_always")
#: Stands for a word, or a part of one, that is not known.
_UNKNOWN = "$unknown"
_WORDS_LIMIT = 200


def runs(dotted: str) -> bool:
    """Return whether a callable runs another program."""
    return dotted in _RUN or dotted in _EXEC or dotted.endswith((*_METHODS, *_WORDY))


def read_command(reader: Reader, dotted: str, node: ast.Call, scope: Scope) -> None:
    """Claim what the words of the command name."""
    from scanner.evidence.models.command_line import (  # noqa: PLC0415 (few modules run programs)
        word_references,
    )

    for words, shift in _commands(dotted, node, scope):
        texts = tuple(text for text, _ in words)
        for position, named in word_references(texts):
            place = words[position][1]
            reader.claims.put(named, place, Context(OPEN, "cli_arg"), shift=shift)


def _commands(
    dotted: str, node: ast.Call, scope: Scope
) -> Iterator[tuple[list[tuple[str, ast.expr]], int]]:
    """Yield commands as words with their expressions, and the line inside a text they stand on."""
    if dotted in _EXEC or dotted.endswith(_WORDY):
        yield _words(node.args, scope), 0
        return
    given = node.args if dotted.endswith(_METHODS) else node.args[:1]
    for place in (place for arg in given for place in Reading().places(arg, scope, "", 0)):
        match place.node:
            case ast.List(elts=elements) | ast.Tuple(elts=elements):
                if place.scope.module is scope.module:
                    yield _words(elements, place.scope), 0
            case ast.Constant(value=str()) | ast.JoinedStr() | ast.BinOp():
                if place.scope.module is scope.module:
                    yield from _shell(place.node, place.scope)
            case _:
                continue  # a command that is made elsewhere


def _words(elements: list[ast.expr], scope: Scope) -> list[tuple[str, ast.expr]]:
    return [(_text(element, scope), element) for element in elements[:_WORDS_LIMIT]]


def _shell(node: ast.expr, scope: Scope) -> Iterator[tuple[list[tuple[str, ast.expr]], int]]:
    from scanner.evidence.commands import Command, items  # noqa: PLC0415 (as above)

    for item in items(Source("shell", _text(node, scope))):
        if isinstance(item, Command) and not item.message:
            yield [(word, node) for word in item.words], item.line - 1


def _text(node: ast.expr, scope: Scope) -> str:
    """Return a text with what is unknown in it marked."""
    match node:
        case ast.Constant(value=value):
            return str(value)
        case ast.JoinedStr(values=values):
            return "".join(_text(value, scope) for value in values)
        case ast.FormattedValue(value=value):
            return _text(value, scope)
        case ast.BinOp(op=ast.Add()):
            return "".join(_text(part, scope) for part in operands(node, ast.Add))
        case _:
            texts = Reading().texts(node, scope, "")
            known = {text.value for text in texts if isinstance(text, Text)}
            return known.pop() if len(known) == 1 else _UNKNOWN


def named_in_shell(text: str) -> Iterator[tuple[Named, int]]:
    """Yield what the commands of a shell text name, and the line inside it from 0."""
    from scanner.evidence.commands import Command, items  # noqa: PLC0415 (as above)
    from scanner.evidence.models.command_line import word_references  # noqa: PLC0415 (as above)

    for item in items(Source("shell", text)):
        if isinstance(item, Command) and not item.message:
            for _, named in word_references(item.words):
                yield named, item.line - 1
