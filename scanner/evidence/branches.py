"""Which bindings of a name can reach a use of it: not those in another arm of the same ``if``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.scopes import Binding, Function, Scope

#: Statements of one function that are looked at.
_STATEMENTS_LIMIT = 5_000


class Fork(NamedTuple):
    """The lines of the two arms of an ``if`` that no loop repeats."""

    first: int
    other: int
    last: int

    def arm(self, line: int) -> int:
        """Return 1 or 2 for a line inside an arm, 0 outside."""
        if not self.first <= line <= self.last:
            return 0
        return 1 if line < self.other else 2


def reaching(bindings: list[Binding], use: ast.Name) -> list[Binding]:
    """Return the bindings of a function's name that may hold where it is used."""
    if len(bindings) < 2:  # noqa: PLR2004 (one binding is the value, wherever it stands)
        return bindings
    kept = [binding for binding in bindings if _may_reach(binding, use.lineno)]
    return kept or bindings


def _may_reach(binding: Binding, line: int) -> bool:
    bound = getattr(binding.value, "lineno", 0)
    if binding.how != "value" or not bound:
        return True
    return not any(
        fork.arm(line) and fork.arm(bound) and fork.arm(line) != fork.arm(bound)
        for fork in _forks(binding.scope)
    )


def _forks(scope: Scope) -> tuple[Fork, ...]:
    if scope.forks is None:
        node = scope.node
        function = node if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else None
        scope.forks = () if function is None else tuple(_found(function))
    return scope.forks


def _found(function: Function) -> Iterator[Fork]:
    """Yield the ``if`` statements of a function that have two arms, without those in loops."""
    stack: list[ast.stmt] = list(function.body)
    seen = 0
    while stack and seen < _STATEMENTS_LIMIT:
        node = stack.pop()
        seen += 1
        if isinstance(node, ast.If):
            if node.orelse and node.body[0].lineno < node.orelse[0].lineno:
                last = node.end_lineno or node.orelse[0].lineno
                yield Fork(node.body[0].lineno, node.orelse[0].lineno, last)
            stack += [*node.body, *node.orelse]
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            stack += node.body
        elif isinstance(node, ast.Try):
            stack += [*node.body, *node.orelse, *node.finalbody]
