"""What a ``setup.py`` assigns, read without running it: strings in lists and tables, with places.

Statements are followed in order; both branches of an ``if`` count, because which one runs is not
known. What is computed becomes ``UNKNOWN`` and remembers the file names it was computed from.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Expressions evaluated in one file: bounds time on generated or hostile code.
STEPS_LIMIT = 50_000
DEPTH_LIMIT = 60

_FILE_SUFFIXES = (".txt", ".in", ".pip")
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


@dataclass(frozen=True, slots=True)
class Text:
    """A string and where it stands."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that only running the code would give; ``texts`` are the strings it is made from."""

    texts: tuple[Text, ...]
    line: int


@dataclass(slots=True)
class Many:
    """A list, tuple or set."""

    items: list[Value] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A dictionary with string keys."""

    items: dict[str, Value] = field(default_factory=dict)


Value = Text | Computed | Many | Table


class Reader:
    """Follows one module's statements and keeps the arguments of its ``setup()`` call."""

    def __init__(self) -> None:
        self.names: dict[str, Value] = {}
        self.functions: dict[str, ast.FunctionDef] = {}
        self.arguments: dict[str, Value] = {}
        self.setup_line: int | None = None
        self._steps = 0
        self._depth = 0

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
                self.names[name] = _joined([before, value]) if merge and before else value
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
                self.names[name] = _joined([self.names.get(name), value])
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key))):
                table = self.names.get(name)
                if isinstance(table, Table):
                    table.items[key] = _joined([table.items.get(key), value])
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
                return _joined([self.value(node.left), self.value(node.right)])
            case ast.BoolOp() | ast.IfExp():
                options = node.values if isinstance(node, ast.BoolOp) else [node.body, node.orelse]
                return _joined([self.value(option) for option in options])
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
                return _joined([self.value(arg) for arg in node.args]) if node.args else Many()
            case ast.Attribute(value=owner, attr="split" | "splitlines"):
                text = self.value(owner)
                return _split(text) if isinstance(text, Text) else self._computed(node)
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
            return _joined(list(value.items.values()))
        if isinstance(value, Many):
            lists = [item for item in value.items if isinstance(item, Many)]
            return _joined(lists) if lists else value
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


def file_names(value: Computed) -> tuple[str, ...]:
    """Return the names of requirements files among the strings a value is computed from."""
    names = (text.text for text in value.texts)
    return tuple(dict.fromkeys(name for name in names if name.endswith(_FILE_SUFFIXES)))


def _joined(values: Iterable[Value | None]) -> Value:
    parts = [value for value in values if value is not None]
    if parts and all(isinstance(part, Text) for part in parts):
        first = parts[0]
        text = "".join(part.text for part in parts if isinstance(part, Text))
        return Text(text, first.line, first.column) if isinstance(first, Text) else first
    if parts and all(isinstance(part, Table) for part in parts):
        table = Table()
        for part in parts:
            if isinstance(part, Table):
                table.items.update(part.items)
        return table
    items: list[Value] = []
    for part in parts:
        items += part.items if isinstance(part, Many) else [part]
    return Many(items)


def _split(text: Text) -> Value:
    """Return the lines of a string; the place of each is its own line in a triple-quoted string."""
    lines = enumerate(text.text.splitlines())
    return Many(
        [Text(line, text.line + n, 1 if n else text.column) for n, line in lines if line.strip()]
    )
