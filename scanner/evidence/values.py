"""What a Python expression may evaluate to: the texts it can be, and where each of them stands.

Follows names to constants of this and imported modules, class attributes, enum members, defaults of
parameters, options and the environment, table look-ups, conditional expressions, what the calls in
the module give a parameter; assembles f-strings, concatenations, ``%``, ``.format``, joins, paths
and methods of texts. What cannot be known comes out as a reason.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scanner.evidence import configured, elements, instances, options
from scanner.evidence.assembled import PRODUCT_LIMIT, is_reshaped, pieces, product, reshaped
from scanner.evidence.branches import reaching
from scanner.evidence.callers import given
from scanner.evidence.expressions import (
    DEPTH_LIMIT,
    ENVIRONMENT,
    TRANSPARENT,
    default_of,
    first_text,
    is_environ,
    is_none,
    last_name,
    passed_through,
    returned,
    shown,
)
from scanner.evidence.forms import weight_name
from scanner.evidence.places import GIVEN, Place, Text, Unknown, unknown, variable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.scopes import Binding, Module, Scope

__all__ = ["Place", "Reading", "Text", "Unknown"]

#: Expressions looked at for one question, and texts given as its answer.
BUDGET = 600
TEXT_LIMIT = 400
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Reading:
    """One question; bounds what it may cost. ``callers``: what calls give parameters counts."""

    __slots__ = ("_active", "_callers", "_stars", "left", "parts")

    def __init__(self, *, callers: bool = False) -> None:
        self.left = BUDGET
        self._active: set[int] = set()
        self._callers = callers
        self._stars: dict[tuple[str, str], tuple[Place, ...]] = {}
        self.parts = 0  # texts being put together around this one

    def texts(self, node: ast.AST, scope: Scope, way: str) -> Iterator[Text | Unknown]:
        """Yield the texts that ``node`` may be, elements of lists and tables one by one."""
        given = 0
        for place in self.places(node, scope, way, 0):
            for text in self.texts_at(place, 0):
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
            for place in self._follow(node, scope, way, depth + 1):
                yield place if way != GIVEN else place._replace(way=GIVEN)
        finally:
            self._active.discard(id(node))

    def _follow(self, node: ast.AST, scope: Scope, way: str, depth: int) -> Iterator[Place]:
        match node:
            case ast.Name():
                yield from self._name(node, scope, depth)
            case ast.Attribute():
                yield from instances.attribute(self, node, scope, way, depth)
            case ast.IfExp(body=body, orelse=orelse):
                yield from self.places(body, scope, way, depth)
                yield from self.places(orelse, scope, way, depth)
            case ast.BoolOp(values=values):
                for value in values:
                    yield from self.places(value, scope, way, depth)
            case ast.NamedExpr(value=value) | ast.Await(value=value) | ast.Starred(value=value):
                yield from self.places(value, scope, way, depth)
            case ast.Subscript():
                yield from elements.looked_up(self, node, scope, depth)
            case ast.Call():
                yield from self._call(node, scope, way, depth)
            case _:
                yield Place(node, scope, way)

    def _name(self, node: ast.Name, scope: Scope, depth: int) -> Iterator[Place]:
        found = reaching(scope.find(node.id), node) or scope.looped(node.id)
        if not found:
            yield unknown(scope, f"'{node.id}', which is not bound in sight")
        for binding in found:
            yield from self.bound(binding, depth)

    def bound(self, binding: Binding, depth: int) -> Iterator[Place]:
        """Yield the expressions of one binding."""
        match binding.how:
            case "value" if binding.value is not None:
                yield from self.places(binding.value, binding.scope, binding.way, depth)
            case "element":
                yield from elements.looped(self, binding, depth)
            case "part":
                yield from elements.unpacked(self, binding, depth)
            case "param":
                yield from self._parameter(binding, depth)
            case "import":
                yield from self._imported(binding, depth)
            case "def" | "class":
                yield Place(binding.value, binding.scope, binding.way)
            case _:
                yield unknown(binding.scope, "a value unpacked at run time")

    def _parameter(self, binding: Binding, depth: int) -> Iterator[Place]:
        name, function = binding.target, binding.function
        known = binding.value is not None and not is_none(binding.value)
        if binding.value is not None:
            yield from self.places(binding.value, binding.scope, "param_default", depth)
        for option in options.decorated(function, binding.scope, name):
            known = True
            if option.value is None:
                yield unknown(option.scope, f"the command line option '{name}'")
            else:
                yield from self.places(option.value, option.scope, option.way, depth + 1)
        for values, index in options.parametrized(function, name):
            known = True
            path = () if index is None else (index,)
            yield from elements.elements(self, values, binding.scope, path, depth + 1, GIVEN)
        if known or depth > DEPTH_LIMIT:
            return
        if self._callers and function is not None:
            for argument, outer in given(binding.scope, function, name):
                yield from self.places(argument, outer, GIVEN, depth + 1)
        yield Place(None, binding.scope, "", f"parameter '{name}'", name, function=function)

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
                yield unknown(binding.scope, f"'{shown}', which is not part of the repository")
            return
        if not binding.name:
            yield Place(None, module.scope, "module")
            return
        if binding.way == "star":
            yield from self._starred(module, binding.name, depth)
            return
        yield from self._held(module, binding.name, depth)

    def _starred(self, module: Module, name: str, depth: int) -> Iterator[Place]:
        """Yield what a module that is imported whole holds under a name; look in each only once.

        Packages import all of a hundred modules, which import all of others: the ways through
        them are more than anybody can walk.
        """
        key = (module.path, name)
        if key not in self._stars:
            self._stars[key] = ()  # while it is looked in
            self._stars[key] = tuple(self._held(module, name, depth))
        yield from self._stars[key]

    def _held(self, module: Module, name: str, depth: int) -> Iterator[Place]:
        found = module.bindings(name) if depth < DEPTH_LIMIT else []
        if not found:
            submodule = module.imported(f".{name}") if module.path.endswith("__init__.py") else None
            if submodule is not None:
                yield Place(None, submodule.scope, "module")
        for inner_binding in found:
            yield from self.bound(inner_binding, depth + 1)

    # -- what is taken from elsewhere ------------------------------------------------------

    def configured(self, node: ast.expr, scope: Scope, depth: int) -> Iterator[Place]:
        """Yield what stands in the configuration file that a look-up asks."""
        return configured.values(self, node, scope, depth)

    def lines(self, call: ast.Call, scope: Scope, depth: int) -> Iterator[Place]:
        """Yield the lines of the plain text file that a call gives."""
        return configured.lines(self, call, scope, depth)

    def environment(self, scope: Scope, names: list[str], depth: int) -> Iterator[Place]:
        """Yield what a variable of the environment is set to here, and that others may set it."""
        for name in names:
            yield from configured.environment(self, scope, name, depth)
        yield variable(scope, names)

    # -- calls ---------------------------------------------------------------------------

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
                yield variable(scope, [first_text(node) or ""])
            return
        if last == "getenv" or is_environ(node):
            yield from self.environment(scope, [first_text(node) or ""], depth)
            return
        inner = passed_through(node, last)
        if inner is not None:
            yield from self.places(inner, scope, way, depth)
            return
        if TRANSPARENT.get(last, (0, ""))[1]:
            yield unknown(scope, "a field without a default")
            return
        if last == "get" and isinstance(node.func, ast.Attribute) and node.args:
            asked = ast.Subscript(value=node.func.value, slice=node.args[0], ctx=ast.Load())
            asked = ast.copy_location(asked, node)
            yield from elements.looked_up(self, asked, scope, depth)
            return
        yield from self._called(node, scope, way, depth)

    def _called(self, node: ast.Call, scope: Scope, way: str, depth: int) -> Iterator[Place]:
        if isinstance(node.func, (ast.Name, ast.Attribute)):
            for place in self._functions(node.func, scope, depth):
                if isinstance(place.node, _FUNCTIONS) and returned(place.node):
                    yield from instances.returns(self, place.node, place.scope, depth)
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
            yield from self.texts_at(place, depth + 1)

    def texts_at(self, place: Place, depth: int) -> Iterator[Text | Unknown]:
        """Yield the texts of one place, elements of lists one by one."""
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
            case ast.ListComp(elt=element) | ast.SetComp(elt=element):
                inner = scope.module.scope_of(node, scope)
                yield from self.texts_of(element, inner, depth, "catalog")
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

    def _reshaped(self, node: ast.Call, place: Place, depth: int) -> Iterator[Text | Unknown]:
        """Yield what a method makes of a text; one it leaves alone stands where it stood."""
        if not isinstance(node.func, ast.Attribute):
            return
        for text in self.texts_of(node.func.value, place.scope, depth + 1, place.way):
            if isinstance(text, Unknown):
                yield text
                continue
            value = reshaped(node, text.value)
            if value == text.value:
                yield text
            else:
                yield Text(value, node, place.scope, place.way, assembled=True)

    def _assembled(self, place: Place, depth: int) -> Iterator[Text | Unknown]:
        node = place.node
        if not isinstance(node, ast.expr):
            return
        parts = pieces(node)
        if parts is None:
            if isinstance(node, ast.Call):
                made = last_name(node.func)[:1].isupper()
                yield Unknown(f"a call of '{shown(node.func)}'", made=made)
            else:
                yield Unknown(f"'{shown(node)}'")
            return
        if isinstance(node, ast.Call) and is_reshaped(node) and len(parts) == 1:
            yield from self._reshaped(node, place, depth)
            return
        choices: list[list[str]] = []
        unknown: Unknown | None = None
        for part in parts:
            if isinstance(part, str):
                choices.append([part])
                continue
            self.parts += 1
            found = list(self.texts_of(part, place.scope, depth + 1))
            self.parts -= 1
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
            yield Text(value, _holder(parts, node), place.scope, way, assembled=True)


def _holder(parts: list[str | ast.expr], node: ast.expr) -> ast.expr:
    """Return the part of a path or address that is its whole file name, else the expression."""
    match parts:
        case [*_, "/", ast.Constant(value=str(name)) as last] if weight_name(name) == name:
            return last
        case _:
            return node
