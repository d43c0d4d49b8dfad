"""Expressions of a ``setup.py``, evaluated as far as their values are written down."""

from __future__ import annotations

import ast

from scanner.evidence.manifests.setup_terms import (
    Computed,
    Many,
    Table,
    Text,
    Value,
    joined,
    split,
)

#: Expressions evaluated in one file: bounds time on generated or hostile code.
STEPS_LIMIT = 50_000
DEPTH_LIMIT = 60

_COPIES = frozenset(
    [
        "list",
        "sorted",
        "set",
        "tuple",
        "frozenset",
        "chain",
        "from_iterable",
        "copy",
        "values",
        "unique",
    ]
)
_TEXT_CALLS = frozenset(["strip", "rstrip", "lstrip", "lower", "format", "replace"])


class Expressions:
    """Gives the value of an expression from the names and functions seen so far."""

    def __init__(self) -> None:
        self.names: dict[str, Value] = {}
        self.functions: dict[str, ast.FunctionDef] = {}
        self._steps = 0
        self._depth = 0

    def value(self, node: ast.expr) -> Value:
        """Return what an expression gives, as far as it is written down."""
        self._steps += 1
        self._depth += 1
        try:
            if self._steps > STEPS_LIMIT or self._depth > DEPTH_LIMIT:
                return Computed((), node.lineno)
            return self._value(node)
        finally:
            self._depth -= 1

    def _value(self, node: ast.expr) -> Value:  # noqa: PLR0911 (one return per expression)
        match node:
            case ast.Constant(value=str(text)):
                return Text(text, node.lineno, node.col_offset + 1)
            case ast.JoinedStr():
                return self._fstring(node)
            case ast.List() | ast.Tuple() | ast.Set():
                return self._many(node.elts)
            case ast.Dict():
                return self._table(node)
            case ast.Name(id=name) if name in self.names:
                return self.names[name]
            case ast.BinOp(op=ast.Add()):
                return joined([self.value(node.left), self.value(node.right)])
            case ast.BoolOp() | ast.IfExp():
                options = node.values if isinstance(node, ast.BoolOp) else [node.body, node.orelse]
                return joined([self.value(option) for option in options])
            case ast.Subscript(value=owner, slice=ast.Constant(value=str(key))):
                table = self.value(owner)
                if isinstance(table, Table) and key in table.items:
                    return table.items[key]
                return self._computed(node)
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
                return self._comprehension(node)
            case ast.Call():
                return self._call_value(node)
            case _:
                return self._computed(node)

    def _many(self, nodes: list[ast.expr]) -> Value:
        items: list[Value] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                spread = self.value(node.value)
                items += spread.items if isinstance(spread, Many) else [spread]
            else:
                items.append(self.value(node))
        return Many(items)

    def _table(self, node: ast.Dict) -> Value:
        table = Table()
        for key, value in zip(node.keys, node.values, strict=True):
            found = self.value(value)
            if key is None:
                if isinstance(found, Table):
                    table.items.update(found.items)
                continue
            name = self.value(key)
            if isinstance(name, Text):
                table.items[name.text] = found
        return table

    def _fstring(self, node: ast.JoinedStr) -> Value:
        parts: list[str] = []
        for part in node.values:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                parts.append(part.value)
                continue
            inner = self.value(part.value) if isinstance(part, ast.FormattedValue) else None
            # What is not known stays as a hole: the name before it is still told.
            parts.append(inner.text if isinstance(inner, Text) else "{}")
        return Text("".join(parts), node.lineno, node.col_offset + 1)

    def _comprehension(self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp) -> Value:
        target = node.generators[0].target
        element = node.elt
        while isinstance(element, ast.Call) and isinstance(element.func, ast.Attribute):
            element = element.func.value  # line.strip()
        same = (
            isinstance(element, ast.Name)
            and isinstance(target, ast.Name)
            and element.id == target.id
        )
        if same and len(node.generators) == 1:
            source = self.value(node.generators[0].iter)
            if isinstance(source, Many):
                return source
        return self._computed(node)

    def _call_value(self, node: ast.Call) -> Value:
        match node.func:
            case ast.Name(id=name) if not node.args and not node.keywords and self._takes_any(name):
                return Many()  # deps_list(): a function of any number of names, given none
            case ast.Name(id="dict"):
                return Table({k.arg: self.value(k.value) for k in node.keywords if k.arg})
            case ast.Name(id="sum") if node.args:
                return self._flattened(self.value(node.args[0]), node)
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in _COPIES:
                if isinstance(node.func, ast.Attribute) and name in {"copy", "values"}:
                    return self._flattened(self.value(node.func.value), node)
                return joined([self.value(arg) for arg in node.args]) if node.args else Many()
            case ast.Attribute(value=owner, attr="split" | "splitlines"):
                text = self.value(owner)
                return split(text) if isinstance(text, Text) else self._computed(node)
            case ast.Attribute(value=owner, attr=name) if name in _TEXT_CALLS:
                text = self.value(owner)
                return text if isinstance(text, Text) else self._computed(node)
            case ast.Attribute(value=owner, attr="get") if node.args:
                return self.value(ast.copy_location(ast.Subscript(owner, node.args[0]), node))
            case _:
                return self._computed(node)

    def _takes_any(self, name: str) -> bool:
        function = self.functions.get(name)
        return function is not None and function.args.vararg is not None

    def _flattened(self, value: Value, node: ast.expr) -> Value:
        if isinstance(value, Table):
            return joined(list(value.items.values()))
        if isinstance(value, Many):
            lists = [item for item in value.items if isinstance(item, Many)]
            return joined(lists) if lists else value
        return self._computed(node)

    def _computed(self, node: ast.expr) -> Computed:
        """Return a computed value with the strings of its expression and of functions it calls."""
        texts: list[Text] = []
        called: set[str] = set()
        waiting: list[ast.AST] = [node]
        while waiting and self._steps <= STEPS_LIMIT:
            for part in ast.walk(waiting.pop()):
                self._steps += 1
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    texts.append(Text(part.value, part.lineno, part.col_offset + 1))
                elif isinstance(part, ast.Name):
                    known = self.names.get(part.id)
                    if isinstance(known, Text):
                        texts.append(known)
                    elif isinstance(known, Computed):
                        texts += known.texts
                    elif part.id in self.functions and part.id not in called:
                        called.add(part.id)
                        waiting += self.functions[part.id].body
        return Computed(tuple(texts), node.lineno)
