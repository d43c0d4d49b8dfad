"""Walks the statements of a Python module and says of every text what its place makes of it."""

from __future__ import annotations

import ast
from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar

from scanner.evidence.assembled import operands, pieces
from scanner.evidence.call_reader import read_call
from scanner.evidence.claims import Claims, Context
from scanner.evidence.embedded_text import embedded
from scanner.evidence.expressions import is_enum, last_name
from scanner.evidence.keys import NOTHING, OPEN, Role, Trust, key_role
from scanner.evidence.places import GIVEN
from scanner.evidence.roles import (
    entry_role,
    holds_model,
    is_kind,
    is_rated,
    is_scratch,
    key_trust,
    lists_kinds,
    names_code,
    parameter_role,
    return_role,
    stronger,
    table_role,
    target_role,
)
from scanner.evidence.scopes import Module, Scope, defaults
from scanner.evidence.values import Reading, Text, Unknown
from scanner.model.evidence import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scanner.evidence.scopes import Function

#: Expressions nested deeper than this are left, with a gap: the walk itself recurses.
DEPTH_LIMIT = 120
_TABLES = (ast.List, ast.Tuple, ast.Set, ast.Dict)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
_START = Context(OPEN, "call_arg")
#: Shorter texts of several lines hold no configuration.
_CONFIGURATION = 40


class Reader:
    """Reads one module."""

    def __init__(self, module: Module, claims: Claims) -> None:
        self.module = module
        self._lines: list[int] | None = None
        self._wide: list[int] = []
        self.claims = claims
        self.gaps: list[tuple[int, str]] = []
        self.asked: dict[tuple[str, Role], ast.expr] = {}  # variables of the environment
        self.unset: dict[tuple[str, Role], str] = {}  # why their names are unknown otherwise
        self._depth = 0

    def only(self, lines: list[int] | None, wide: list[int]) -> None:
        """Read only statements that hold one of ``lines``, functions with one of ``wide`` whole."""
        self._lines = lines
        self._wide = wide

    def read(self, statements: Iterable[ast.stmt]) -> None:
        """Read statements of the module's top level."""
        self._body(statements, self.module.scope, "")

    # -- statements ----------------------------------------------------------------------

    def _body(self, statements: Iterable[ast.stmt], scope: Scope, function: str) -> None:
        self._depth += 1
        if self._depth <= DEPTH_LIMIT:
            for statement in statements:
                if self._lines is None or _holds(statement, self._lines):
                    self._statement(statement, scope, function)
        self._depth -= 1

    def _statement(self, node: ast.stmt, scope: Scope, function: str) -> None:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")]):
                return
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                self._assignment(node, scope)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._function(node, scope)
            case ast.ClassDef():
                self._class(node, scope)
            case ast.Return(value=ast.expr() as value):
                self.visit(value, scope, Context(return_role(function), "return"))
            case ast.Expr(value=ast.Constant(value=str())):
                return
            case ast.If():
                self._if(node, scope, function)
            case _:
                self._other(node, scope, function)

    def _assignment(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign, scope: Scope) -> None:
        if isinstance(node, ast.Assign):
            self._assign(node.targets, node.value, scope)
            return
        role = target_role(node.target, scope)
        way = "constant"
        if isinstance(node, ast.AnnAssign):
            self._annotation(node.annotation, scope, Context(role, "literal_type"))
            way = "field_default" if isinstance(scope.node, ast.ClassDef) else "constant"
        if node.value is not None:
            self.visit(node.value, scope, Context(role, way, table=last_name(node.target)))

    def _if(self, node: ast.If, scope: Scope, function: str) -> None:
        """Read an ``if`` and its ``elif`` chain, which may be long, without recursion."""
        current = node
        while True:
            self.visit(current.test, scope, _START)
            self._body(current.body, scope, function)
            if len(current.orelse) == 1 and isinstance(current.orelse[0], ast.If):
                current = current.orelse[0]
                continue
            self._body(current.orelse, scope, function)
            return

    def _other(self, node: ast.stmt, scope: Scope, function: str) -> None:
        match node:
            case ast.Raise(exc=ast.expr() as raised):
                self.visit(raised, scope, Context(NOTHING, "call_arg"))
            case ast.Assert(test=test):
                self.visit(test, scope, _START)
            case ast.For(target=target, iter=values) | ast.AsyncFor(target=target, iter=values):
                self.visit(values, scope, Context(target_role(target, scope), "catalog"))
            case ast.With(items=items) | ast.AsyncWith(items=items):
                for item in items:
                    bound = item.optional_vars
                    role = OPEN if bound is None else target_role(bound, scope)
                    self.visit(item.context_expr, scope, Context(role, "call_arg"))
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        self.visit(child, scope, _START)
        self._blocks(node, scope, function)

    def _blocks(self, node: ast.AST, scope: Scope, function: str) -> None:
        """Read the statements inside a compound statement."""
        for field in ("body", "handlers", "cases", "orelse", "finalbody"):
            inner = getattr(node, field, None)
            if not isinstance(inner, list) or not inner:
                continue
            if isinstance(inner[0], ast.stmt):
                self._body(inner, scope, function)
            else:  # except clauses, cases
                for part in inner:
                    self._body(part.body, scope, function)

    def _assign(self, targets: list[ast.expr], value: ast.expr, scope: Scope) -> None:
        target = targets[-1]
        if (
            isinstance(target, ast.Tuple)
            and isinstance(value, ast.Tuple)
            and len(target.elts) == len(value.elts)
        ):
            for part, inner in zip(target.elts, value.elts, strict=True):
                self.visit(inner, scope, Context(target_role(part, scope), "constant"))
            return
        roles = [target_role(part, scope) for part in targets]
        role = max(roles, key=lambda found: found.trust.value)
        enum = isinstance(scope.node, ast.ClassDef) and is_enum(scope.node)
        if enum and isinstance(scope.node, ast.ClassDef):
            role = stronger(role, key_role(scope.node.name))
        way = "catalog" if enum else "constant"
        self.visit(value, scope, Context(role, way, table=last_name(target)))

    def _function(self, node: Function, scope: Scope) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator, scope, _START)
        for parameter, default in defaults(node.args):
            role = parameter_role(parameter)
            if parameter.annotation is not None:
                self._annotation(parameter.annotation, scope, Context(role, "literal_type"))
            if default is not None:
                self.visit(default, scope, Context(role, "param_default"))
        if node.returns is not None:
            self._annotation(node.returns, scope, Context(return_role(node.name), "literal_type"))
        lines = self._lines
        if lines is not None and _holds(node, self._wide):
            self._lines = None  # what is bound in one statement is used in another
        self._body(node.body, self.module.scope_of(node, scope), node.name)
        self._lines = lines

    def _class(self, node: ast.ClassDef, scope: Scope) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator, scope, _START)
        for base in node.bases:
            self.visit(base, scope, _START)
        for item in node.keywords:
            self.visit(item.value, scope, Context(key_role(item.arg or ""), "call_arg"))
        self._body(node.body, self.module.scope_of(node, scope), "")

    def _annotation(self, node: ast.expr, scope: Scope, context: Context) -> None:
        """Read the texts of ``Literal[…]`` and the defaults of ``Annotated[…]``."""
        match node:
            case ast.Subscript(value=value, slice=inner):
                if last_name(value) == "Literal":
                    self._elements([inner], scope, context)
                elif last_name(value) == "Annotated" and isinstance(inner, ast.Tuple):
                    for part in inner.elts[1:]:
                        self.visit(part, scope, context.with_way("field_default"))
                    self._annotation(inner.elts[0], scope, context)
                else:
                    self._annotation(inner, scope, context)
            case ast.BinOp(op=ast.BitOr()):
                for part in operands(node, ast.BitOr)[:DEPTH_LIMIT]:
                    self._annotation(part, scope, context)
            case ast.Tuple(elts=elements):
                for part in elements:
                    self._annotation(part, scope, context)
            case _:
                return

    def _elements(self, nodes: list[ast.expr], scope: Scope, context: Context) -> None:
        for node in nodes:
            if isinstance(node, ast.Tuple):
                self._elements(node.elts, scope, context)
            else:
                self.visit(node, scope, context)

    # -- expressions ---------------------------------------------------------------------

    def visit(self, node: ast.expr, scope: Scope, context: Context) -> None:
        """Read an expression in its place."""
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            self.gaps.append((getattr(node, "lineno", 1), "nested too deep"))
        else:
            reader = self._EXPRESSIONS.get(type(node))
            if reader is not None:
                reader(self, node, scope, context)
            else:
                self._children(node, scope, context)
        self._depth -= 1

    def _children(self, node: ast.expr, scope: Scope, context: Context) -> None:
        """Read what an expression without meaning of its own holds."""
        keep = isinstance(node, (ast.BoolOp, ast.Starred, ast.Await, ast.FormattedValue))
        inner = (
            context
            if keep
            else context.with_role(OPEN if context.role.trust is not Trust.NONE else NOTHING)
        )
        if isinstance(node, _COMPREHENSIONS):
            scope = self.module.scope_of(node, scope)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.visit(child, scope, inner)
            elif isinstance(child, ast.comprehension):
                role = target_role(child.target, scope)
                self.visit(child.iter, scope, inner.with_role(role).with_way("catalog"))
                for test in child.ifs:
                    self.visit(test, scope, inner.with_role(OPEN))

    def _constant(self, node: ast.expr, _scope: Scope, context: Context) -> None:
        value = getattr(node, "value", None)
        if not isinstance(value, str) or not value:
            return
        if "\n" in value and len(value) > _CONFIGURATION:
            if context.role.trust is not Trust.NONE and not context.mention:
                embedded(value, node, self.claims)
            return
        self.claims.add(value, node, context)

    def _flow(self, node: ast.expr, scope: Scope, context: Context) -> None:
        """Claim the texts that a name stands for where a model is wanted."""
        if isinstance(node, ast.Attribute) and not isinstance(
            node.value, (ast.Name, ast.Attribute)
        ):
            self.visit(node.value, scope, context.with_role(OPEN))
        if context.role.trust in (Trust.SURE, Trust.KEYED) and not (
            context.mention or is_kind(node)
        ):
            own = key_role(last_name(node)).trust
            if context.role.trust is Trust.SURE or own is not Trust.NONE:  # ``build(model_type)``
                self.claim_flow(node, scope, context)

    def claim_flow(
        self, node: ast.expr, scope: Scope, context: Context
    ) -> tuple[int, list[Unknown]]:
        """Claim the texts an expression may be; return how many there are and what is unknown."""
        known = 0
        unknown: list[Unknown] = []
        sure = context.role.trust is Trust.SURE
        for text in Reading(callers=sure).texts(node, scope, context.way):
            if isinstance(text, Unknown):
                unknown.append(text)
                if text.variable:
                    self.asked[text.variable, context.role] = node
                continue
            known += 1
            self._claim_text(text, context)
        return known, unknown

    def _claim_text(self, text: Text, context: Context) -> None:
        module = text.scope.module
        own = module is self.module
        place = context.with_way(text.way or context.way)
        if text.way == GIVEN:  # the form has to agree: a call may give anything
            role = context.role._replace(trust=min(context.role.trust, Trust.KEYED, key=_trust))
            place = context.with_role(role).with_way("call_arg")
        self.claims.add(text.value, text.node, place, path=None if own else module.path)

    def _assembled(self, node: ast.expr, scope: Scope, context: Context) -> None:
        parts = pieces(node)
        if parts is None:
            self._children(node, scope, context)
            return
        for part in parts:
            if isinstance(part, ast.expr) and not isinstance(part, ast.Constant):
                self.visit(
                    part,
                    scope,
                    context.with_role(OPEN if context.role.trust is not Trust.NONE else NOTHING),
                )
        if context.role.kind is Kind.ENDPOINT:
            self.visit(
                parts[0] if isinstance(parts[0], ast.expr) else _as_node(parts[0], node),
                scope,
                context,
            )
            self.claim_flow(node, scope, context.with_role(OPEN))  # it may end in a weight file
        elif context.role.trust is not Trust.NONE:
            if isinstance(parts[0], ast.expr) and is_scratch(parts[0]):
                context = context._replace(mention=True)
            known, _ = self.claim_flow(node, scope, context)
            if not known and isinstance(parts[-1], str) and "/" in parts[-1]:
                self.claims.add(parts[-1].rpartition("/")[2], node, context)  # f"{a}/{b}/x.pth"
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
                tail = parts[-1]
                if isinstance(tail, ast.Constant):
                    self.visit(tail, scope, context)

    def _conditional(self, node: ast.expr, scope: Scope, context: Context) -> None:
        if isinstance(node, ast.IfExp):
            self.visit(node.test, scope, context.with_role(OPEN))
            self.visit(node.body, scope, context)
            self.visit(node.orelse, scope, context)

    def _compare(self, node: ast.expr, scope: Scope, _context: Context) -> None:
        """``"gpt-4" in name``: the texts are compared with, not used."""
        if isinstance(node, ast.Compare):
            inner = Context(OPEN, "compare", mention=True)
            for part in (node.left, *node.comparators):
                self.visit(part, scope, inner)

    def _dict(self, node: ast.expr, scope: Scope, context: Context) -> None:
        if not isinstance(node, ast.Dict):
            return
        rated = is_rated(node, context.table)
        context = context.with_role(table_role(node.values, context.role))
        for name, value in zip(node.keys, node.values, strict=True):
            role = context.role
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                role = entry_role(name.value, context.role)
                key_context = context.with_way("dict_key")
                aliased = (rated and "/" not in name.value) or holds_model(value)
                if aliased or names_code(name.value, value):
                    key_context = key_context._replace(mention=True)
                self.claims.add(name.value, name, key_context.with_role(key_trust(context.role)))
            elif name is not None:
                self.visit(name, scope, context.with_role(OPEN))
            way = (
                "dict_key"
                if context.way in ("constant", "catalog", "field_default")
                else context.way
            )
            self.visit(value, scope, context.with_role(role).with_way(way))

    def _sequence(self, node: ast.expr, scope: Scope, context: Context) -> None:
        elements: list[ast.expr] = getattr(node, "elts", [])
        inner = (
            context.with_way("catalog")
            if context.way in ("constant", "field_default", "param_default", "return")
            else context
        )
        inner = inner.with_role(table_role(elements, inner.role))
        role = inner.role
        kinds = lists_kinds(elements)
        for element in elements:
            plain = kinds and "/" not in str(getattr(element, "value", ""))
            own = inner._replace(mention=True) if plain else inner
            self.visit(element, scope, own.with_role(role))
            role = inner.role
            if (
                isinstance(element, ast.Constant)
                and isinstance(element.value, str)
                and element.value.startswith("-")
            ):
                role = key_role(element.value.lstrip("-"))  # ["--model", "org/name"]

    def _lambda(self, node: ast.expr, scope: Scope, context: Context) -> None:
        if isinstance(node, ast.Lambda):
            for parameter, default in defaults(node.args):
                if default is not None:
                    self.visit(default, scope, Context(key_role(parameter.arg), "param_default"))
            self.visit(node.body, self.module.scope_of(node, scope), context)

    def _named(self, node: ast.expr, scope: Scope, context: Context) -> None:
        if isinstance(node, ast.NamedExpr):
            role = stronger(target_role(node.target, scope), context.role)
            self.visit(node.value, scope, context.with_role(role))

    def _subscript(self, node: ast.expr, scope: Scope, context: Context) -> None:
        if not isinstance(node, ast.Subscript):
            return
        if last_name(node.value) == "Literal":
            self._elements([node.slice], scope, context.with_way("literal_type"))
            return
        self.visit(node.value, scope, context.with_role(OPEN))
        self.visit(node.slice, scope, Context(OPEN, "symbolic", mention=True))
        self._flow(node, scope, context)

    def _call(self, node: ast.expr, scope: Scope, context: Context) -> None:
        if isinstance(node, ast.Call):
            read_call(self, node, scope, context)

    #: Of the class: methods bound to a reader would hold it.
    _EXPRESSIONS: ClassVar[dict[type, Callable[[Reader, ast.expr, Scope, Context], None]]] = {
        ast.Constant: _constant,
        ast.Name: _flow,
        ast.Attribute: _flow,
        ast.Subscript: _subscript,
        ast.Call: _call,
        ast.JoinedStr: _assembled,
        ast.BinOp: _assembled,
        ast.IfExp: _conditional,
        ast.Compare: _compare,
        ast.Dict: _dict,
        ast.List: _sequence,
        ast.Tuple: _sequence,
        ast.Set: _sequence,
        ast.Lambda: _lambda,
        ast.NamedExpr: _named,
    }


def _trust(trust: Trust) -> int:
    return trust.value


def _as_node(text: str, node: ast.expr) -> ast.expr:
    return ast.copy_location(ast.Constant(value=text), node)


def _holds(statement: ast.stmt, lines: list[int]) -> bool:
    """Return whether one of the lines is among the statement's, decorators included."""
    first = statement.lineno
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        first = min([first, *(decorator.lineno for decorator in statement.decorator_list)])
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= (statement.end_lineno or first)
