"""What the place of a Python expression says it holds: the target, the function, the key."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from scanner.evidence.keys import OPEN, Role, Trust, is_about, key_role, snake
from scanner.evidence.names import is_bare_family, judge

if TYPE_CHECKING:
    from scanner.evidence.scopes import Scope


def target_role(target: ast.expr, scope: Scope) -> Role:
    """Return what the name that is assigned to says."""
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return key_role(name)
        case ast.Subscript(value=value, slice=ast.Constant(value=str(key))):
            role = key_role(key)
            if role.trust is Trust.OPEN and not is_about(key):
                return target_role(value, scope)
            return role
        case ast.Subscript(value=value):
            return target_role(value, scope)
        case ast.Tuple(elts=elements) | ast.List(elts=elements) if elements:
            roles = [target_role(element, scope) for element in elements]
            return max(roles, key=lambda role: role.trust.value)
        case _:
            return OPEN


def return_role(function: str) -> Role:
    """Return what a function's name says of what it returns."""
    return key_role(function) if function else OPEN


def entry_role(key: str, outer: Role) -> Role:
    """Return what an entry of a table is: its own key decides, else the table's name."""
    if _CLASS.fullmatch(key):  # ``"T5EncoderModel": "t5-encoder"``: what kind of model a class is
        return OPEN
    role = key_role(key)
    if role.trust is Trust.OPEN and not is_about(key):
        return outer
    return role


#: The name of a class of a library of models.
_CLASS = re.compile(
    r"[A-Z][A-Za-z0-9]*(?:Model|Encoder|Decoder|For[A-Z]\w+|Config|Tokenizer|Processor|Pipeline|WithProjection)"
)
#: A table of this name says something of the models that are its keys.
_RATED = re.compile(
    r"(?:^|_)(?:prices?|pricing|costs?|rates?|tokens?|limits?|windows?|lengths?|dims?|dimensions?|sizes?)(?:_|$)"
)


def is_rated(node: ast.Dict, table: str) -> bool:
    """Return whether a table gives numbers of models: prices, limits, lengths."""
    if not node.values or not _RATED.search(snake(table)):
        return False
    return all(_is_number(value) for value in node.values)


def _is_number(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=int() | float() | None):
            return True
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return all(
                isinstance(e, ast.Constant) and not isinstance(e.value, str) for e in elements
            )
        case ast.Dict(values=values):
            return all(isinstance(v, ast.Constant) and not isinstance(v.value, str) for v in values)
        case ast.BinOp() | ast.UnaryOp():
            return True
        case _:
            return False


#: This many kinds of models in one list make the others kinds too.
_KINDS = 3


def lists_kinds(elements: list[ast.expr]) -> bool:
    """Return whether a list is one of architectures: ``["bart", "bloom", "blenderbot-small"]``."""
    texts = [e.value for e in elements if isinstance(e, ast.Constant) and isinstance(e.value, str)]
    kinds = sum(is_bare_family(text) for text in texts)
    return kinds >= _KINDS and 2 * kinds >= len(texts)


def key_trust(role: Role) -> Role:
    return role if role.trust in (Trust.KEYED, Trust.NONE) else OPEN


def stronger(first: Role, second: Role) -> Role:
    return first if first.trust.value >= second.trust.value else second


#: An entry of a table has no more nodes than this, a name no more characters.
_ENTRY_NODES = 40
_NAME_LENGTH = 300


def holds_model(value: ast.expr) -> bool:
    """Return whether a table's entry is itself a name of a model: its key is then an alias."""
    for count, node in enumerate(ast.walk(value)):
        if count > _ENTRY_NODES:
            break
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and len(node.value) < _NAME_LENGTH
        ):
            named = judge(node.value, OPEN) or (
                "/" in node.value and judge(node.value, key_role("model"))
            )
            if named:
                return True
    return False
