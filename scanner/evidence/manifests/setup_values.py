"""What a ``setup.py`` assigns, read without running it: strings in lists and tables, with places.

Statements are followed in order; both branches of an ``if`` count, because which one runs is not
known. What is computed becomes ``Computed`` and remembers the file names it was computed from.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scanner.evidence.manifests.setup_expressions import DEPTH_LIMIT, Expressions
from scanner.evidence.manifests.setup_terms import Computed, Many, Table, Text, Value, joined

if TYPE_CHECKING:
    from collections.abc import Iterable


class Reader(Expressions):
    """Follows one module's statements and keeps the arguments of its ``setup()`` call."""

    def __init__(self) -> None:
        super().__init__()
        self.arguments: dict[str, Value] = {}
        self.setup_line: int | None = None

    def read(self, tree: ast.Module) -> None:
        """Follow the module; where no ``setup()`` stands at its top, follow its functions too."""
        self._block(tree.body)
        for function in list(self.functions.values()):
            if self.setup_line is None:
                self._block(function.body)

    def lists(self) -> Iterable[Text]:
        """Yield every string of every list the module names."""
        for value in self.names.values():
            if isinstance(value, Many):
                yield from (item for item in value.items if isinstance(item, Text))

    def table_like(self, word: str) -> Table | None:
        """Return the first table of the module whose name holds a word."""
        tables = (value for name, value in self.names.items() if word in name.lower())
        return next((value for value in tables if isinstance(value, Table) and value.items), None)

    def _block(self, body: list[ast.stmt]) -> None:
        self._depth += 1
        if self._depth <= DEPTH_LIMIT:
            for statement in body:
                self._statement(statement)
        self._depth -= 1

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.FunctionDef():
                self.functions[node.name] = node
            case ast.Assign():
                value = self.value(node.value)
                for target in node.targets:
                    self._assign(target, value)
            case ast.AnnAssign(value=ast.expr() as given):
                self._assign(node.target, self.value(given))
            case ast.AugAssign():
                self._extend(node.target, self.value(node.value))
            case ast.Expr(value=ast.Call() as call):
                self._call(call)
            case ast.If():
                self._block(node.body)
                self._block(node.orelse)
            case ast.With() | ast.For() | ast.While():
                self._block(node.body)
            case ast.Try():
                self._block(node.body)
                for handler in node.handlers:
                    self._block(handler.body)
                self._block(node.orelse)
                self._block(node.finalbody)
            case ast.Return(value=ast.Call() as call):
                self._call(call)
            case _:
                pass

    def _assign(self, target: ast.expr, value: Value) -> None:
        match target:
            case ast.Name(id=name):
                before = self.names.get(name)
                # A name given in both branches of an ``if`` holds either.
                merge = isinstance(before, Many) and isinstance(value, Many) and self._depth > 1
                self.names[name] = joined([before, value]) if merge and before else value
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key))):
                table = self.names.get(name)
                if isinstance(table, Table):
                    table.items[key] = value
            case ast.Tuple(elts=parts) if isinstance(value, Computed):
                for part in parts:
                    self._assign(part, value)
            case _:
                pass

    def _extend(self, target: ast.expr, value: Value) -> None:
        match target:
            case ast.Name(id=name):
                self.names[name] = joined([self.names.get(name), value])
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key))):
                table = self.names.get(name)
                if isinstance(table, Table):
                    table.items[key] = joined([table.items.get(key), value])
            case _:
                pass

    def _call(self, call: ast.Call) -> None:
        match call.func:
            case ast.Name(id="setup") | ast.Attribute(attr="setup"):
                self._setup(call)
            case ast.Attribute(value=owner, attr="append") if call.args:
                self._extend(owner, Many([self.value(call.args[0])]))
            case ast.Attribute(value=owner, attr="extend") if call.args:
                self._extend(owner, self.value(call.args[0]))
            case ast.Attribute(value=ast.Name(id=name), attr="update"):
                table = self.names.get(name)
                given = self.value(call.args[0]) if call.args else Table()
                if isinstance(table, Table) and isinstance(given, Table):
                    table.items.update(given.items)
                    table.items.update({k.arg: self.value(k.value) for k in call.keywords if k.arg})
            case ast.Name(id=name) if name in self.functions and self._depth < DEPTH_LIMIT:
                if self.setup_line is None:
                    self._block(self.functions[name].body)
            case _:
                pass

    def _setup(self, call: ast.Call) -> None:
        self.setup_line = call.lineno
        for keyword in call.keywords:
            value = self.value(keyword.value)
            if keyword.arg:
                self.arguments[keyword.arg] = value
            elif isinstance(value, Table):
                self.arguments.update(value.items)
