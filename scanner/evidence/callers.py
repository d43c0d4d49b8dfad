"""Calls that a module holds, found by text: who gives a parameter its value, what sets an option.

Only the statements around the hits are parsed, and only when a value is asked for.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.expressions import keyword, last_name
from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.scopes import Module, Scope

#: Hits of one name in a module that are looked at, and nodes around them.
HITS_LIMIT = 60
_NODES_LIMIT = 20_000
_OPENED = re.compile(r"[ \t]*\(")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Called(NamedTuple):
    """A call and where it is read."""

    node: ast.Call
    scope: Scope


def calls(module: Module, words: tuple[str, ...], after: re.Pattern[str]) -> list[Called]:
    """Return the calls on the lines that hold one of the words with ``after`` behind it."""
    found = nodes(module, words, after)
    return [Called(node, scope) for node, scope in found if isinstance(node, ast.Call)]


def nodes(
    module: Module, words: tuple[str, ...], after: re.Pattern[str]
) -> list[tuple[ast.AST, Scope]]:
    """Return the calls and assignments on the lines that hold one of the words."""
    text = module.blocks.text
    offsets = sorted(
        offset for word in words for offset in islice(_hits(text, word, after), HITS_LIMIT)
    )
    if not offsets:
        return []
    try:
        statements = module.blocks.holding(offsets)
    except Unreadable:
        return []
    lines: list[int] = []
    line = last = 0
    for offset in offsets:
        line += text.count("\n", last, offset)
        last = offset
        lines.append(line + 1)
    found = islice(_walk(statements, module, lines), _NODES_LIMIT)
    return [
        (node, scope)
        for node, scope in found
        if isinstance(node, (ast.Call, ast.Assign)) and _on(node, lines)
    ]


def _hits(text: str, word: str, after: re.Pattern[str]) -> Iterator[int]:
    """Yield where a word stands alone with ``after`` behind it."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before = text[at - 1 : at]
        if not (before.isalnum() or before == "_") and after.match(text, end):
            yield at
        at = text.find(word, end)


def _walk(
    statements: list[ast.stmt], module: Module, lines: list[int]
) -> Iterator[tuple[ast.AST, Scope]]:
    """Yield the nodes of statements around the lines, each with the scope it is read in."""
    stack: list[tuple[ast.AST, Scope]] = [(node, module.scope) for node in reversed(statements)]
    while stack:
        node, scope = stack.pop()
        if isinstance(node, ast.stmt) and not _on(node, lines):
            continue
        yield node, scope
        inner = scope
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            inner = module.scope_of(node, scope)
        body = set(map(id, getattr(node, "body", ()))) if inner is not scope else set()
        children = list(ast.iter_child_nodes(node))
        stack.extend((child, inner if id(child) in body else scope) for child in reversed(children))


def _on(node: ast.stmt | ast.expr, lines: list[int]) -> bool:
    """Return whether one of the lines is among the node's, decorators included."""
    first = node.lineno
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
        first = min([first, *(decorator.lineno for decorator in node.decorator_list)])
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= (node.end_lineno or first)


def given(scope: Scope, function: ast.AST, parameter: str) -> list[tuple[ast.expr, Scope]]:
    """Return what the calls in the function's own module give for one of its parameters.

    ``scope`` is where the function is defined: in a class it is a method, ``__init__`` is called
    by the name of the class.
    """
    if not isinstance(function, _FUNCTIONS):
        return []
    owner = scope.node if isinstance(scope.node, ast.ClassDef) else None
    name, skipped = function.name, 0
    if owner is not None:
        static = any(last_name(item) == "staticmethod" for item in function.decorator_list)
        skipped = 0 if static else 1
        name = owner.name if name == "__init__" else name
    if name.startswith("__"):
        return []
    module = scope.module
    key = f"{name}({skipped}"
    if key not in module.callers:
        module.callers[key] = [
            called
            for called in calls(module, (name,), _OPENED)
            if last_name(called.node.func) == name
            and isinstance(called.node.func, ast.Attribute)
            == (owner is not None and skipped == 1 and name != owner.name)
        ]
    found = []
    for call, outer in module.callers[key]:
        argument = argument_of(call, function, parameter, skipped)
        if argument is not None:
            found.append((argument, outer))
    return found


def argument_of(
    call: ast.AST, function: ast.AST | None, parameter: str, skipped: int = 0
) -> ast.expr | None:
    """Return what a call gives for a parameter; the first ``skipped`` are bound (``self``)."""
    if not isinstance(call, ast.Call) or not isinstance(function, _FUNCTIONS):
        return None
    named = keyword(call, parameter)
    names = [item.arg for item in (*function.args.posonlyargs, *function.args.args)][skipped:]
    if named is not None or parameter not in names:
        return named
    position = names.index(parameter)
    before = call.args[: position + 1]
    if len(before) <= position or any(isinstance(item, ast.Starred) for item in before):
        return None
    return before[position]
