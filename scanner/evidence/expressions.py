"""What a Python expression is, read from its form alone."""

from __future__ import annotations

import ast

from scanner.evidence.words import words

DEPTH_LIMIT = 12


#: Calls that give back their first argument, and those that give back a default.
_FIRST = words(
    """
    str Path PurePath PosixPath expanduser abspath realpath normpath fspath list tuple set
    frozenset sorted reversed deepcopy copy unicode literal SecretStr cycle enumerate iter next
    choice Final quote dedent Value dirname param
    """
)
_DEFAULT = words(
    """
    Field Option Argument Query Body Form Header Parameter Param Input field attrib ib Column
    mapped_column CharField Str String Unicode parameter
    """
)
#: Calls that give back what they are given: {last name of the callable: (position, keyword)}.
TRANSPARENT: dict[str, tuple[int, str]] = {
    **dict.fromkeys(_FIRST, (0, "")),
    **dict.fromkeys(_DEFAULT, (0, "default")),
    "cast": (1, "val"),
}


def returned(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.expr]:
    """Return the values of a function's own ``return`` statements."""
    found: list[ast.expr] = []
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Return) and node.value is not None:
            found.append(node.value)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            nested = getattr(node, field, None)
            if isinstance(nested, list):
                stack.extend(nested)
    return found


def last_name(func: ast.AST) -> str:
    """Return the last part of a callable's name; ``""`` when it has none."""
    match func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def is_enum(node: ast.ClassDef) -> bool:
    """Return whether a class is an enumeration by its bases."""
    return any(last_name(base).endswith("Enum") for base in node.bases)


def keyword(node: ast.Call, name: str) -> ast.expr | None:
    """Return the value of a keyword argument."""
    for item in node.keywords:
        if item.arg == name:
            return item.value
    return None


#: Functions whose first argument is a variable of the environment: ``os``, environs, decouple.
ENVIRONMENT = frozenset(["getenv", "env", "config", "get_env"])


def is_environ(node: ast.Call) -> bool:
    func = node.func
    return (
        isinstance(func, ast.Attribute)
        and func.attr in ("get", "setdefault", "pop")
        and isinstance(func.value, ast.Attribute | ast.Name)
        and last_name(func.value) in ("environ", "env")
    )


def default_of(node: ast.Call, last: str) -> ast.expr | None:
    """Return the default of ``getenv``, ``environ.get``, ``mapping.get`` or ``getattr``."""
    positions = {
        "getenv": 1,
        "get": 1,
        "pop": 1,
        "setdefault": 1,
        "getattr": 2,
        "env": 1,
        "config": 1,
    }
    at = positions.get(last)
    if at is None:
        return None
    if last == "config" and isinstance(node.func, ast.Attribute):
        return None
    if len(node.args) > at:
        return node.args[at]
    return keyword(node, "default")


def passed_through(node: ast.Call, last: str) -> ast.expr | None:
    rule = TRANSPARENT.get(last)
    if rule is None:
        return None
    position, name = rule
    if name:
        value = keyword(node, name) or keyword(node, f"server_{name}")  # SQLAlchemy
        if value is not None:
            return value
        factory = keyword(node, "default_factory")
        if isinstance(factory, ast.Lambda):
            return factory.body
        if last == "field" or not node.args:
            return None
    return node.args[position] if len(node.args) > position else None


def first_text(node: ast.Call) -> str | None:
    match node.args:
        case [ast.Constant(value=str(text)), *_]:
            return text
        case _:
            return None


def part_of(element: ast.expr, index: int | None) -> ast.expr:
    if (
        index is not None
        and isinstance(element, (ast.Tuple, ast.List))
        and index < len(element.elts)
    ):
        return element.elts[index]
    return element


def chosen(elements: list[ast.expr], index: object) -> list[ast.expr]:
    if isinstance(index, int) and -len(elements) <= index < len(elements):
        return [elements[index]]
    return elements


#: Calls that make a mapping of what they are given.
_MAPPINGS = frozenset(["OrderedDict", "dict", "MappingProxyType", "frozendict", "immutabledict"])


def table(node: ast.AST | None) -> ast.AST | None:
    """Return the mapping that ``OrderedDict([(key, value)])`` and its kin make; else the node."""
    if not isinstance(node, ast.Call) or last_name(node.func) not in _MAPPINGS:
        return node
    match node.args:
        case [ast.Dict() as inner]:
            return inner
        case [ast.List(elts=elements) | ast.Tuple(elts=elements)]:
            pairs = [pair.elts for pair in elements if isinstance(pair, (ast.Tuple, ast.List))]
            full = [(pair[0], pair[1]) for pair in pairs if len(pair) > 1]
            return ast.Dict(keys=[key for key, _ in full], values=[value for _, value in full])
        case [] if all(item.arg for item in node.keywords):
            keys: list[ast.expr | None] = [ast.Constant(value=item.arg) for item in node.keywords]
            return ast.Dict(keys=keys, values=[item.value for item in node.keywords])
        case _:
            return node


def is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and (node.value is None or node.value == "")


def shown(node: ast.AST) -> str:
    """Return the source of an expression for a message, shortened; safe on any depth."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute():
            parts: list[str] = []
            current: ast.AST = node
            while isinstance(current, ast.Attribute) and len(parts) < DEPTH_LIMIT:
                parts.append(current.attr)
                current = current.value
            parts.append(current.id if isinstance(current, ast.Name) else "…")
            return ".".join(reversed(parts))
        case ast.Subscript(value=value):
            return f"{shown(value)}[…]"
        case ast.Call(func=func):
            return f"{shown(func)}(…)"
        case _:
            return type(node).__name__.lower()
