"""Values that code takes from elsewhere: configuration, plain lists, the environment."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from scanner.evidence import loaded
from scanner.evidence.callers import argument_of, nodes
from scanner.evidence.expressions import DEPTH_LIMIT, last_name
from scanner.evidence.places import Place, Text, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.scopes import Module, Scope
    from scanner.evidence.values import Reading

#: Behind the name of a variable that is set: ``environ["X"] =``, ``setdefault("X", …)``.
_SET = re.compile(r"[\"'][ \t]*(?:,|\][ \t]*=(?!=))")
#: What puts several configurations together; each may hold the key.
_MERGES = frozenset(["merge", "unsafe_merge"])


def values(reading: Reading, node: ast.expr, scope: Scope, depth: int) -> Iterator[Place]:
    """Yield what stands in the configuration file that a look-up asks."""
    asked = loaded.chain(node)
    if asked is None or depth > DEPTH_LIMIT:
        return
    for module, path in _files(reading, asked.head, scope, depth):
        for found in loaded.values(module, path, asked.keys):
            yield Place(found.node, found.scope, "config_key")


def _files(
    reading: Reading, head: ast.expr, scope: Scope, depth: int
) -> Iterator[tuple[Module, str]]:
    """Yield the files that an expression may have been loaded from, and who asks for them."""
    outer: Scope | None = scope if isinstance(head, ast.Name) else None
    while outer is not None:
        path = loaded.hydra_path(outer.node, getattr(head, "id", "")) if outer.node else None
        if path is not None:
            yield outer.module, path
        outer = outer.parent
    for place in reading.places(head, scope, "", depth):
        if place.parameter and place.function is not None:
            path = loaded.hydra_path(place.function, place.parameter)
            if path is not None and place.function is not scope.node:
                yield place.scope.module, path
        if not isinstance(place.node, ast.Call):
            continue
        if last_name(place.node.func) in _MERGES and depth < DEPTH_LIMIT:
            for argument in place.node.args:
                yield from _files(reading, argument, place.scope, depth + 1)
        given = loaded.file_expression(place.node)
        for text in [] if given is None else _paths(reading, given, place.scope, depth):
            if isinstance(text, Text):
                yield place.scope.module, text.value
            elif text.parameter:
                yield from _given(reading, head, scope, place.scope, text.parameter, depth)


def _given(
    reading: Reading, head: ast.expr, scope: Scope, inner: Scope, parameter: str, depth: int
) -> Iterator[tuple[Module, str]]:
    """Yield what the project's own loading function is given for its parameter."""
    calls = [(head, scope)]
    if isinstance(head, ast.Name):
        calls = [
            (binding.value, binding.scope)
            for binding in scope.find(head.id)
            if isinstance(binding.value, ast.expr)
        ]
    for call, outer in calls:
        argument = argument_of(call, inner.node, parameter)
        if argument is not None:
            for text in _paths(reading, argument, outer, depth):
                if isinstance(text, Text):
                    yield outer.module, text.value


def _paths(reading: Reading, node: ast.expr, scope: Scope, depth: int) -> Iterator[Text | Unknown]:
    """Yield the path of an opened file or stream; of a joined one at least its end."""
    for place in reading.places(node, scope, "", depth):
        inner = loaded.opened(place.node) if isinstance(place.node, ast.Call) else None
        if inner is not None and depth < DEPTH_LIMIT:
            yield from _paths(reading, inner, place.scope, depth + 1)
            continue
        found = list(reading.texts_at(place, depth))
        known = any(isinstance(text, Text) for text in found)
        end = "" if known or place.node is None else _end(reading, place.node, place.scope, depth)
        if end and isinstance(place.node, ast.expr):
            found = [Text(end, place.node, place.scope, "")]
        yield from found


def _end(reading: Reading, node: ast.AST, scope: Scope, depth: int) -> str:
    """Return the end of a joined path as far as it is known."""
    ends: list[str] = []
    for part in reversed(loaded.joined(node)):
        found = reading.texts_of(part, scope, depth)
        texts = [text for text in found if isinstance(text, Text)]
        if len(texts) != 1:
            break
        ends.append(texts[0].value)
    return "/".join(reversed(ends))


def lines(reading: Reading, call: ast.Call, scope: Scope, depth: int) -> Iterator[Place]:
    """Yield the lines of the plain text file that a call gives: ``read_text().splitlines()``."""
    stream = loaded.lines_of(call)
    if stream is None or depth > DEPTH_LIMIT:
        return
    for text in _paths(reading, stream, scope, depth + 1):
        if isinstance(text, Text):
            for found in loaded.lines(scope.module, text.value):
                yield Place(found.node, found.scope, "config_key")


def environment(reading: Reading, scope: Scope, name: str, depth: int) -> Iterator[Place]:
    """Yield what the module itself sets a variable of the environment to."""
    if depth > DEPTH_LIMIT or not name or "environ" not in scope.module.blocks.text:
        return
    for node, outer in nodes(scope.module, (name,), _SET):
        match node:
            case ast.Assign(
                targets=[ast.Subscript(value=owner, slice=ast.Constant(value=key))], value=value
            ) if key == name and last_name(owner) == "environ":
                yield from reading.places(value, outer, "env_assign", depth + 1)
            case ast.Call(
                func=ast.Attribute(value=owner, attr="setdefault"),
                args=[ast.Constant(value=key), value],
            ) if key == name and last_name(owner) == "environ":
                yield from reading.places(value, outer, "env_default", depth + 1)
            case _:
                continue
