"""What the place of a Python expression says it holds: the target, the function, the key."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from scanner.evidence.expressions import last_name
from scanner.evidence.forms import hub_id
from scanner.evidence.keys import OPEN, Role, Trust, is_about, key_role, snake
from scanner.evidence.names import is_bare_family, judge
from scanner.model.evidence import Kind

if TYPE_CHECKING:
    from scanner.evidence.scopes import Scope


def target_role(target: ast.expr, scope: Scope) -> Role:
    """Return what the name that is assigned to says."""
    match target:
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            role = key_role(name)
            # ``openai.base_url = …``: the module or client says whose address it is
            return key_role(f"{owner}_{name}") if role.kind is Kind.ENDPOINT else role
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


#: Names a table needs at least, and the share of them that must be models beyond doubt.
_TABLE_NAMES = 4
_TABLE_SHARE = 0.2


def table_role(values: list[ast.expr], role: Role) -> Role:
    """Return what the values of a table are when nothing says so, by what most of them are.

    A table of hub ids, several of them models beyond doubt, holds no other things between them.
    """
    if role.trust is not Trust.OPEN or len(values) < _TABLE_NAMES:
        return role
    texts = [value.value for value in values if isinstance(value, ast.Constant)]
    names = [text for text in texts if isinstance(text, str) and hub_id(text)]
    if len(names) < len(values):
        return role
    proven = sum(judge(name, OPEN) is not None for name in names)
    if proven < 2 or proven < _TABLE_SHARE * len(names):  # noqa: PLR2004 (one may be chance)
        return role
    return Role(Trust.KEYED, Kind.MODEL)


def parameter_role(parameter: ast.arg) -> Role:
    """Return what a parameter holds by its name, else by a type like ``PipelineModel``."""
    role = key_role(parameter.arg)
    if role.trust is not Trust.OPEN or parameter.annotation is None:
        return role
    annotation = parameter.annotation
    if isinstance(annotation, ast.Subscript) and last_name(annotation.value) == "Optional":
        annotation = annotation.slice
    if last_name(annotation).endswith(("Model", "ModelName", "ModelId", "ModelID")):
        return Role(Trust.KEYED, Kind.MODEL)
    return role


#: A key without a dash is an architecture or an identifier as often as a model.
_IDENTIFIER = re.compile(r"[A-Za-z0-9_]+")
_SENTENCE = 3
#: ``package.module:Class``.
_OBJECT = re.compile(r"[a-z_]\w*(?:\.\w+)+:[A-Za-z_]\w*")
#: Classes whose members say of which kind a model is: ``ModelType.qwen3``.
_KIND_CLASS = re.compile(r"\w*(?:Type|Family|Families|Arch|Architecture|Backend|Provider|Kind)s?")


def is_kind(node: ast.expr) -> bool:
    """Return whether an expression is a member of a list of kinds of models."""
    return (
        isinstance(node, ast.Attribute) and _KIND_CLASS.fullmatch(last_name(node.value)) is not None
    )


def names_code(key: str, value: ast.expr) -> bool:
    """Return whether an entry maps an architecture to its code, or describes it."""
    text = value.value if isinstance(value, ast.Constant) else None
    if isinstance(text, str) and _OBJECT.fullmatch(text):
        return True
    if not _IDENTIFIER.fullmatch(key):
        return False
    if isinstance(text, str):
        return text.count(" ") >= _SENTENCE
    return isinstance(value, (ast.Name, ast.Attribute)) and last_name(value) != key


_SCRATCH = re.compile(
    r"(?:tmp|temp|temporary|scratch|outputs?|out|saved?|exports?|results?|logs?|work|exp|experiment)"
    r"(?:_?(?:path|dir|directory|folder|root))?"
)


def is_scratch(node: ast.expr) -> bool:
    """Return whether a folder is one the program itself fills: ``tmp_path``, ``output_dir``."""
    return _SCRATCH.fullmatch(snake(last_name(node))) is not None
