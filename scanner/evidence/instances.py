"""Attributes: of modules, classes, instances, enum members, ``self``; of objects a parser fills."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scanner.evidence import options
from scanner.evidence.callers import argument_of
from scanner.evidence.expressions import DEPTH_LIMIT, is_enum, last_name, returned, shown
from scanner.evidence.places import Place, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.scopes import Binding, Module, Scope
    from scanner.evidence.values import Reading

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def attribute(
    reading: Reading, node: ast.Attribute, scope: Scope, way: str, depth: int
) -> Iterator[Place]:
    """Yield what ``base.name`` may be."""
    if node.attr in ("value", "name") and isinstance(
        node.value, (ast.Attribute, ast.Subscript, ast.Name)
    ):  # of a member of an enumeration
        members_only = isinstance(node.value, ast.Name)
        inner = list(reading.places(node.value, scope, way, depth))
        if any(
            isinstance(place.node, ast.Constant) if members_only else place.node is not None
            for place in inner
        ):
            yield from inner
            return
    if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
        owner = scope.enclosing_class()
        if owner is not None:
            yield from of_class(reading, owner, node.attr, depth)
            return
    known = False
    asked: list[Place] = []
    for base in _bases(reading, node.value, scope, depth):
        for place in of_base(reading, base, node.attr, depth):
            known = True
            yield place
        asked.append(base)
    if not known:
        found = list(reading.configured(node, scope, depth))
        yield from found or _options(reading, node, scope, asked, depth)


def _bases(reading: Reading, node: ast.expr, scope: Scope, depth: int) -> Iterator[Place]:
    """Yield what an attribute is asked of; ``super()`` is the class above."""
    match node:
        case ast.Call(func=ast.Name(id="super")):
            owner = scope.enclosing_class()
            if owner is not None:
                outer = owner.parent or owner.module.scope
                for base in getattr(owner.node, "bases", []):
                    yield from reading.places(base, outer, "", depth)
        case _:
            yield from reading.places(node, scope, "", depth)


def _options(
    reading: Reading, node: ast.Attribute, scope: Scope, bases: list[Place], depth: int
) -> Iterator[Place]:
    """Yield the default of the option that ``args.name`` is, or why it is unknown."""
    modules: dict[int, Module] = {id(scope.module): scope.module}
    modules.update((id(base.scope.module), base.scope.module) for base in bases)
    known = False
    for module in modules.values():
        for option in options.options(module, node.attr):
            known = True
            if option.value is None:
                yield unknown(option.scope, f"the command line option '{node.attr}'")
            else:
                yield from reading.places(option.value, option.scope, option.way, depth + 1)
    if not known:
        yield unknown(scope, f"'{shown(node)}'")


def of_base(reading: Reading, base: Place, attr: str, depth: int) -> Iterator[Place]:
    """Yield what an attribute of a module, class or instance may be."""
    if base.way == "module" and base.node is None:
        for binding in base.scope.module.bindings(attr):
            yield from reading.bound(binding, depth + 1)
    elif isinstance(base.node, ast.ClassDef):
        inner = base.scope.module.scope_of(base.node, base.scope)
        yield from of_class(reading, inner, attr, depth)
    elif isinstance(base.node, ast.Call):
        yield from _of_instance(reading, base.node, base.scope, attr, depth)
    elif base.parameter and depth < DEPTH_LIMIT:
        for owner in _annotated(reading, base, depth):
            if attr == "value" and isinstance(owner.node, ast.ClassDef) and is_enum(owner.node):
                yield from members(
                    reading, Place(owner.node, owner.parent or base.scope, ""), depth
                )
            else:
                yield from of_class(reading, owner, attr, depth)


def _annotated(reading: Reading, base: Place, depth: int) -> Iterator[Scope]:
    """Yield the classes of the project that a parameter is annotated with."""
    if not isinstance(base.function, _FUNCTIONS):
        return
    arguments = base.function.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if argument.arg == base.parameter and argument.annotation is not None:
            for name in _class_names(argument.annotation):
                for place in reading.places(name, base.scope, "", depth + 1):
                    if isinstance(place.node, ast.ClassDef):
                        yield place.scope.module.scope_of(place.node, place.scope)


def _class_names(annotation: ast.expr) -> list[ast.expr]:
    match annotation:
        case ast.Name() | ast.Attribute():
            return [annotation]
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            return _class_names(left)
        case ast.Subscript(value=value, slice=inner) if last_name(value) == "Optional":
            return _class_names(inner)
        case _:
            return []


def _of_instance(
    reading: Reading, call: ast.Call, scope: Scope, attr: str, depth: int
) -> Iterator[Place]:
    for keyword in call.keywords:
        if keyword.arg == attr:
            yield from reading.places(keyword.value, scope, "call_arg", depth)
            return
    for owner in _made_of(reading, call, scope, depth):
        given = _given(call, owner, attr)
        if given is not None:
            yield from reading.places(given, scope, "catalog", depth)
        else:
            yield from of_class(reading, owner, attr, depth)


def _made_of(reading: Reading, call: ast.Call, scope: Scope, depth: int) -> Iterator[Scope]:
    """Yield the classes whose instance a call gives: a constructor's, or a parser's."""
    made = options.filled(call) or call.func
    seen = False
    for place in reading.places(made, scope, "", depth):
        if isinstance(place.node, ast.ClassDef):
            seen = True
            yield place.scope.module.scope_of(place.node, place.scope)
    parser = options.parsed_classes(call)
    if parser is not None:
        for place in reading.places(parser, scope, "", depth):
            for item in options.classes_of(place.node):
                yield from _classes(reading, item, place.scope, depth)
    if not seen and depth < DEPTH_LIMIT and isinstance(call.func, ast.Attribute):
        # ``Config.load(path)``, ``Args().parse_args()``: a method that gives one of its own.
        for place in reading.places(call.func.value, scope, "", depth + 1):
            if isinstance(place.node, ast.ClassDef):
                yield place.scope.module.scope_of(place.node, place.scope)
            elif isinstance(place.node, ast.Call) and isinstance(place.node.func, ast.Name):
                yield from _classes(reading, place.node.func, place.scope, depth)


def _classes(reading: Reading, node: ast.expr, scope: Scope, depth: int) -> Iterator[Scope]:
    for place in reading.places(node, scope, "", depth + 1):
        if isinstance(place.node, ast.ClassDef):
            yield place.scope.module.scope_of(place.node, place.scope)


def _given(call: ast.Call, owner: Scope, attr: str) -> ast.expr | None:
    """Return the positional argument that fills a field: ``Spec("org/name", 384).repo``."""
    if not call.args or not isinstance(owner.node, ast.ClassDef) or options.filled(call):
        return None
    for statement in owner.node.body:
        if isinstance(statement, _FUNCTIONS) and statement.name == "__init__":
            return argument_of(call, statement, attr, skipped=1)
    fields = [
        statement.target.id
        for statement in owner.node.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    ]
    at = fields.index(attr) if attr in fields else len(call.args)
    return call.args[at] if at < len(call.args) else None


def of_class(reading: Reading, owner: Scope, attr: str, depth: int) -> Iterator[Place]:
    """Yield what an attribute of a class or its instances may be; base classes come second."""
    found = owner.attributes().get(attr, [])
    for binding in found:
        if binding.how == "def" and isinstance(binding.value, _FUNCTIONS):
            yield from returns(reading, binding.value, binding.scope, depth)
        else:
            yield from reading.bound(_without_label(owner.node, binding), depth)
    if found or depth > DEPTH_LIMIT:
        return
    for base in getattr(owner.node, "bases", []):
        for place in reading.places(base, owner.parent or owner.module.scope, "", depth):
            if isinstance(place.node, ast.ClassDef):
                inner = place.scope.module.scope_of(place.node, place.scope)
                yield from of_class(reading, inner, attr, depth + 1)


def returns(
    reading: Reading,
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    scope: Scope,
    depth: int,
) -> Iterator[Place]:
    """Yield what a function returns."""
    inner = scope.module.scope_of(function, scope)
    for value in returned(function):
        yield from reading.places(value, inner, "return", depth + 1)


def members(reading: Reading, place: Place, depth: int) -> Iterator[Place]:
    """Yield the members of an enumeration."""
    if place.node is None:
        return
    inner = place.scope.module.scope_of(place.node, place.scope)
    for bindings in inner.own().values():
        for binding in bindings:
            if binding.how == "value":
                bare = _without_label(place.node, binding)
                yield from reading.bound(bare._replace(way="catalog"), depth + 1)


def _without_label(owner: ast.AST | None, binding: Binding) -> Binding:
    """Return a member of Django's ``TextChoices`` without the text that people read."""
    bases = owner.bases if isinstance(owner, ast.ClassDef) else []
    labelled = any(last_name(base).endswith("Choices") for base in bases)
    if labelled and isinstance(binding.value, ast.Tuple) and binding.value.elts:
        return binding._replace(value=binding.value.elts[0])
    return binding
