"""What a Python expression may evaluate to: the texts it can be, and where each of them stands.

Follows names to constants of this and imported modules, class attributes, enum members, parameter
and environment defaults, table look-ups, conditional expressions, and assembles f-strings,
concatenations, ``%``, ``.format``, joins and paths. What cannot be known comes out as a reason.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence import loaded
from scanner.evidence.assembled import PRODUCT_LIMIT, pieces, product
from scanner.evidence.expressions import (
    DEPTH_LIMIT,
    ENVIRONMENT,
    TRANSPARENT,
    argument_of,
    chosen,
    default_of,
    first_text,
    is_environ,
    is_none,
    last_name,
    part_of,
    passed_through,
    returned,
    shown,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.scopes import Binding, Module, Scope


#: Expressions looked at for one question, and texts given as its answer.
BUDGET = 600
TEXT_LIMIT = 400


class Place(NamedTuple):
    """An expression that is not a name any more, where it is read, and how it got its name."""

    node: ast.AST | None  # None: unknown, see reason
    scope: Scope
    way: str
    reason: str = ""
    parameter: str = ""
    variable: str = ""  # of the environment


class Text(NamedTuple):
    """One text an expression may be, and the expression that holds or assembles it."""

    value: str
    node: ast.expr
    scope: Scope
    way: str
    assembled: bool = False


class Unknown(NamedTuple):
    """Something an expression may be that cannot be known, and why."""

    reason: str
    parameter: str = ""
    variable: str = ""  # of the environment


class Reading:
    """One question; bounds what it may cost."""

    __slots__ = ("_active", "left")

    def __init__(self) -> None:
        self.left = BUDGET
        self._active: set[int] = set()

    def texts(self, node: ast.AST, scope: Scope, way: str) -> Iterator[Text | Unknown]:
        """Yield the texts that ``node`` may be, elements of lists and tables one by one."""
        given = 0
        for place in self.places(node, scope, way, 0):
            for text in self._texts(place, 0):
                yield text
                given += 1
                if given >= TEXT_LIMIT:
                    return

    # -- names to expressions ------------------------------------------------------------

    def places(self, node: ast.AST, scope: Scope, way: str, depth: int) -> Iterator[Place]:
        """Yield the expressions ``node`` stands for, names followed."""
        self.left -= 1
        if depth > DEPTH_LIMIT or self.left < 0 or id(node) in self._active:
            return
        self._active.add(id(node))
        try:
            yield from self._follow(node, scope, way, depth + 1)
        finally:
            self._active.discard(id(node))

    def _follow(self, node: ast.AST, scope: Scope, way: str, depth: int) -> Iterator[Place]:
        match node:
            case ast.Name(id=name):
                yield from self._name(name, scope, depth)
            case ast.Attribute():
                yield from self._attribute(node, scope, way, depth)
            case ast.IfExp(body=body, orelse=orelse):
                yield from self.places(body, scope, way, depth)
                yield from self.places(orelse, scope, way, depth)
            case ast.BoolOp(values=values):
                for value in values:
                    yield from self.places(value, scope, way, depth)
            case ast.NamedExpr(value=value) | ast.Await(value=value) | ast.Starred(value=value):
                yield from self.places(value, scope, way, depth)
            case ast.Subscript():
                yield from self._subscript(node, scope, depth)
            case ast.Call():
                yield from self._call(node, scope, way, depth)
            case _:
                yield Place(node, scope, way)

    def _name(self, name: str, scope: Scope, depth: int) -> Iterator[Place]:
        found = scope.find(name) or scope.looped(name)
        if not found:
            yield Place(None, scope, "", f"'{name}', which is not bound in sight")
        for binding in found:
            yield from self.bound(binding, depth)

    def bound(self, binding: Binding, depth: int) -> Iterator[Place]:
        """Yield the expressions of one binding."""
        match binding.how:
            case "value" if binding.value is not None:
                yield from self.places(binding.value, binding.scope, binding.way, depth)
            case "element" if binding.value is not None:
                yield from self._element(binding, depth)
            case "param":
                yield from self._parameter(binding, depth)
            case "import":
                yield from self._imported(binding, depth)
            case "def" | "class":
                yield Place(binding.value, binding.scope, binding.way)
            case _:
                yield Place(None, binding.scope, "", "a value unpacked at run time")

    def _parameter(self, binding: Binding, depth: int) -> Iterator[Place]:
        if binding.value is not None:
            yield from self.places(binding.value, binding.scope, "param_default", depth)
        if binding.value is None or is_none(binding.value):
            yield Place(None, binding.scope, "", f"parameter '{binding.target}'", binding.target)

    def _imported(self, binding: Binding, depth: int) -> Iterator[Place]:
        module = binding.scope.module.imported(binding.target)
        if module is None and binding.name:
            joined = f"{binding.target}{'' if binding.target.endswith('.') else '.'}{binding.name}"
            inner = (
                binding.scope.module.imported(joined) if binding.target.strip(".") == "" else None
            )
            if inner is not None:
                yield Place(None, inner.scope, "module")
                return
        if module is None:
            shown = f"{binding.target}.{binding.name}".strip(".")
            if binding.way != "star":
                yield Place(
                    None, binding.scope, "", f"'{shown}', which is not part of the repository"
                )
            return
        if not binding.name:
            yield Place(None, module.scope, "module")
            return
        found = module.bindings(binding.name) if depth < DEPTH_LIMIT else []
        if not found:
            submodule = (
                module.imported(f".{binding.name}") if module.path.endswith("__init__.py") else None
            )
            if submodule is not None:
                yield Place(None, submodule.scope, "module")
        for inner_binding in found:
            yield from self.bound(inner_binding, depth + 1)

    def _element(self, binding: Binding, depth: int) -> Iterator[Place]:
        """Yield what a loop variable may be: the elements of what is looped over."""
        value = binding.value
        index = int(binding.target) if binding.target else None
        keys_only = False
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and not value.args:
            attr = value.func.attr
            if attr in ("items", "keys", "values"):
                keys_only = attr == "keys" or (attr == "items" and index == 0)
                value = value.func.value
                index = None
        if value is None:
            return
        for place in self.places(value, binding.scope, binding.way, depth):
            match table(place.node):
                case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
                    for element in elements:
                        part = part_of(element, index)
                        yield from self.places(part, place.scope, "catalog", depth + 1)
                case ast.Dict(keys=keys, values=values):
                    for item in keys if keys_only or value is binding.value else values:
                        if item is not None:
                            yield from self.places(item, place.scope, "dict_key", depth + 1)
                case ast.ClassDef():
                    yield from self._members(place, depth)
                case _:
                    yield Place(
                        None, place.scope, "", place.reason or "an element of a run-time value"
                    )

    def _members(self, place: Place, depth: int) -> Iterator[Place]:
        if place.node is None:
            return
        inner = place.scope.module.scope_of(place.node, place.scope)
        for bindings in inner.own().values():
            for binding in bindings:
                if binding.how == "value":
                    yield from self.bound(binding._replace(way="catalog"), depth + 1)

    # -- attributes, look-ups, calls -----------------------------------------------------

    def _attribute(
        self, node: ast.Attribute, scope: Scope, way: str, depth: int
    ) -> Iterator[Place]:
        if node.attr in ("value", "name") and isinstance(
            node.value, (ast.Attribute, ast.Subscript)
        ):
            inner = list(self.places(node.value, scope, way, depth))
            if any(place.node is not None for place in inner):
                yield from inner
                return
        if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
            owner = scope.enclosing_class()
            if owner is not None:
                yield from self._of_class(owner, node.attr, depth)
                return
        known = False
        for base in self.places(node.value, scope, way, depth):
            for place in self._of_base(base, node.attr, depth):
                known = True
                yield place
        if not known:
            unknown = Place(None, scope, "", f"'{shown(node)}'")
            yield from list(self._loaded(node, scope, depth)) or [unknown]

    def _of_base(self, base: Place, attr: str, depth: int) -> Iterator[Place]:
        if base.way == "module" and base.node is None:
            for binding in base.scope.module.bindings(attr):
                yield from self.bound(binding, depth + 1)
        elif isinstance(base.node, ast.ClassDef):
            yield from self._of_class(
                base.scope.module.scope_of(base.node, base.scope), attr, depth
            )
        elif isinstance(base.node, ast.Call):
            yield from self._of_instance(base.node, base.scope, attr, depth)

    def _of_instance(self, call: ast.Call, scope: Scope, attr: str, depth: int) -> Iterator[Place]:
        for keyword in call.keywords:
            if keyword.arg == attr:
                yield from self.places(keyword.value, scope, "call_arg", depth)
                return
        for place in self.places(call.func, scope, "", depth):
            if isinstance(place.node, ast.ClassDef):
                yield from self._of_class(
                    place.scope.module.scope_of(place.node, place.scope), attr, depth
                )

    def _of_class(self, owner: Scope, attr: str, depth: int) -> Iterator[Place]:
        found = owner.attributes().get(attr, [])
        for binding in found:
            if binding.how == "def" and isinstance(
                binding.value, (ast.FunctionDef, ast.AsyncFunctionDef)
            ):
                yield from self._returns(binding.value, binding.scope, depth)
            else:
                yield from self.bound(binding, depth)
        if found or depth > DEPTH_LIMIT:
            return
        for base in getattr(owner.node, "bases", []):
            for place in self.places(base, owner.parent or owner.module.scope, "", depth):
                if isinstance(place.node, ast.ClassDef):
                    yield from self._of_class(
                        place.scope.module.scope_of(place.node, place.scope), attr, depth + 1
                    )

    def _returns(
        self, function: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope, depth: int
    ) -> Iterator[Place]:
        inner = scope.module.scope_of(function, scope)
        for value in returned(function):
            yield from self.places(value, inner, "return", depth + 1)

    def _subscript(self, node: ast.Subscript, scope: Scope, depth: int) -> Iterator[Place]:
        keys = {
            text.value for text in self.texts_of(node.slice, scope, depth) if isinstance(text, Text)
        }
        index = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if isinstance(node.value, ast.Attribute) and node.value.attr == "environ":
            yield _variable(scope, sorted(keys))
            return
        known = False
        for base in self.places(node.value, scope, "", depth):
            match table(base.node):
                case ast.Dict(keys=names, values=values):
                    known = True
                    yield from self._looked_up(names, values, keys, base, depth)
                case ast.List(elts=elements) | ast.Tuple(elts=elements):
                    known = True
                    for element in chosen(elements, index):
                        yield from self.places(element, base.scope, "catalog", depth)
                case ast.ClassDef():
                    known = True
                    yield from self._members(base, depth)
                case _:
                    continue
        if not known:
            unknown = Place(None, scope, "", f"'{shown(node)}'")
            yield from list(self._loaded(node, scope, depth)) or [unknown]

    # -- configuration that the code loads -----------------------------------------------

    def _loaded(self, node: ast.expr, scope: Scope, depth: int) -> Iterator[Place]:
        """Yield what stands in the configuration file that a look-up asks."""
        asked = loaded.chain(node)
        if asked is None or depth > DEPTH_LIMIT:
            return
        for module, path in self._configuration(asked.head, scope, depth):
            for found in loaded.values(module, path, asked.keys):
                yield Place(found.node, found.scope, "config_key")

    def _configuration(
        self, head: ast.expr, scope: Scope, depth: int
    ) -> Iterator[tuple[Module, str]]:
        """Yield the files that an expression may have been loaded from, and who asks for them."""
        outer: Scope | None = scope if isinstance(head, ast.Name) else None
        while outer is not None:
            path = loaded.hydra_path(outer.node, getattr(head, "id", "")) if outer.node else None
            if path is not None:
                yield outer.module, path
            outer = outer.parent
        for place in self.places(head, scope, "", depth):
            given = loaded.file_expression(place.node) if isinstance(place.node, ast.Call) else None
            for text in [] if given is None else self._paths(given, place.scope, depth):
                if isinstance(text, Text):
                    yield place.scope.module, text.value
                elif text.parameter:
                    yield from self._given(head, scope, place.scope, text.parameter, depth)

    def _given(
        self, head: ast.expr, scope: Scope, inner: Scope, parameter: str, depth: int
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
                for text in self._paths(argument, outer, depth):
                    if isinstance(text, Text):
                        yield outer.module, text.value

    def _paths(self, node: ast.expr, scope: Scope, depth: int) -> Iterator[Text | Unknown]:
        """Yield the path of an opened file or stream; of a joined one at least its end."""
        for place in self.places(node, scope, "", depth):
            inner = loaded.opened(place.node) if isinstance(place.node, ast.Call) else None
            if inner is not None and depth < DEPTH_LIMIT:
                yield from self._paths(inner, place.scope, depth + 1)
                continue
            found = list(self._texts(place, depth))
            known = any(isinstance(text, Text) for text in found)
            end = "" if known or place.node is None else self._end(place.node, place.scope, depth)
            if end and isinstance(place.node, ast.expr):
                found = [Text(end, place.node, place.scope, "")]
            yield from found

    def _end(self, node: ast.AST, scope: Scope, depth: int) -> str:
        """Return the end of a joined path as far as it is known."""
        ends: list[str] = []
        for part in reversed(loaded.joined(node)):
            texts = [text for text in self.texts_of(part, scope, depth) if isinstance(text, Text)]
            if len(texts) != 1:
                break
            ends.append(texts[0].value)
        return "/".join(reversed(ends))

    def _looked_up(
        self,
        names: list[ast.expr | None],
        values: list[ast.expr],
        keys: set[str],
        base: Place,
        depth: int,
    ) -> Iterator[Place]:
        hits = [
            value
            for name, value in zip(names, values, strict=True)
            if isinstance(name, ast.Constant) and name.value in keys
        ]
        for value in hits or ([] if keys else values):
            yield from self.places(value, base.scope, "dict_key", depth)

    def _call(self, node: ast.Call, scope: Scope, way: str, depth: int) -> Iterator[Place]:
        last = last_name(node.func)
        default = default_of(node, last)
        if default is not None:
            yield from self.places(
                default,
                scope,
                "env_default" if last in ("getenv", "environ") or is_environ(node) else way,
                depth,
            )
            if last in ENVIRONMENT or is_environ(node):
                yield _variable(scope, [first_text(node) or ""])
            return
        if last == "getenv" or is_environ(node):
            yield _variable(scope, [first_text(node) or ""])
            return
        inner = passed_through(node, last)
        if inner is not None:
            yield from self.places(inner, scope, way, depth)
            return
        if TRANSPARENT.get(last, (0, ""))[1]:
            yield Place(None, scope, "", "a field without a default")
            return
        if last == "get" and isinstance(node.func, ast.Attribute) and node.args:
            yield from self._subscript(
                ast.copy_location(
                    ast.Subscript(value=node.func.value, slice=node.args[0], ctx=ast.Load()), node
                ),
                scope,
                depth,
            )
            return
        yield from self._called(node, scope, way, depth)

    def _called(self, node: ast.Call, scope: Scope, way: str, depth: int) -> Iterator[Place]:
        if isinstance(node.func, (ast.Name, ast.Attribute)):
            for place in self._functions(node.func, scope, depth):
                if isinstance(place.node, (ast.FunctionDef, ast.AsyncFunctionDef)) and returned(
                    place.node
                ):
                    yield from self._returns(place.node, place.scope, depth)
                    return
        yield Place(node, scope, way)

    def _functions(self, func: ast.expr, scope: Scope, depth: int) -> Iterator[Place]:
        """Yield what is called, without reading properties as their values."""
        if isinstance(func, ast.Name):
            yield from self.places(func, scope, "", depth)
        elif isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
            if func.value.id in ("self", "cls"):
                owner = scope.enclosing_class()
                found = owner.attributes().get(func.attr, []) if owner is not None else []
            else:
                bases = list(self.places(func.value, scope, "", depth))
                found = [
                    binding
                    for base in bases
                    if base.way == "module" and base.node is None
                    for binding in base.scope.module.bindings(func.attr)
                ]
            for binding in found:
                if binding.how in ("def", "class"):
                    yield Place(binding.value, binding.scope, binding.way)

    # -- expressions to texts ------------------------------------------------------------

    def texts_of(
        self, node: ast.AST, scope: Scope, depth: int, way: str = ""
    ) -> Iterator[Text | Unknown]:
        """Yield the texts of ``node`` within this question."""
        for place in self.places(node, scope, way, depth):
            yield from self._texts(place, depth + 1)

    def _texts(self, place: Place, depth: int) -> Iterator[Text | Unknown]:
        node, scope, way = place.node, place.scope, place.way
        if depth > DEPTH_LIMIT:
            return
        match node:
            case None:
                if place.reason:
                    yield Unknown(place.reason, place.parameter, place.variable)
            case ast.Constant(value=str(value)):
                yield Text(value, node, scope, way)
            case ast.Constant():
                return
            case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
                for element in elements:
                    yield from self.texts_of(element, scope, depth, "catalog")
            case ast.Dict():
                return  # its entries have roles of their own
            case ast.JoinedStr() | ast.BinOp() | ast.Call():
                yield from self._assembled(place, depth)
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                return
            case _:
                yield Unknown(f"'{shown(node)}'")

    def _numbers(self, part: ast.expr, scope: Scope, depth: int) -> list[str]:
        """Return the numbers that a part of a text may be, as text."""
        places = self.places(part, scope, "", depth + 1)
        numbers = (inner.node.value for inner in places if isinstance(inner.node, ast.Constant))
        return list(dict.fromkeys(str(n) for n in numbers if isinstance(n, (int, float))))

    def _assembled(self, place: Place, depth: int) -> Iterator[Text | Unknown]:
        node = place.node
        if not isinstance(node, ast.expr):
            return
        parts = pieces(node)
        if parts is None:
            yield Unknown(
                f"a call of '{shown(node.func)}'"
                if isinstance(node, ast.Call)
                else f"'{shown(node)}'"
            )
            return
        choices: list[list[str]] = []
        unknown: Unknown | None = None
        for part in parts:
            if isinstance(part, str):
                choices.append([part])
                continue
            found = list(self.texts_of(part, place.scope, depth + 1))
            values = list(dict.fromkeys(text.value for text in found if isinstance(text, Text)))
            if not values:
                values = self._numbers(part, place.scope, depth)
            if not values:
                reasons = [text for text in found if isinstance(text, Unknown)]
                unknown = reasons[0] if reasons else Unknown(f"'{shown(part)}'")
                break
            choices.append(values[:PRODUCT_LIMIT])
        if unknown is not None:
            yield unknown
            return
        way = "fstring" if isinstance(node, ast.JoinedStr) else place.way
        for value in product(choices):
            yield Text(value, node, place.scope, way, assembled=True)


def _variable(scope: Scope, names: list[str]) -> Place:
    """Return the place of an environment variable: what it holds is set elsewhere."""
    shown = ", ".join(name for name in names if name) or "?"
    only = names[0] if len(names) == 1 else ""
    return Place(None, scope, "", f"environment variable {shown}", variable=only)
