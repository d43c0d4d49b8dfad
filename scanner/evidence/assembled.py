"""How a text is put together from parts: f-strings, ``+``, ``%``, ``.format``, joins and paths."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scanner.evidence.expressions import last_name
from scanner.evidence.places import Text
from scanner.evidence.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.scopes import Scope
    from scanner.evidence.values import Reading


PRODUCT_LIMIT = 24


LENGTH_LIMIT = 2_000


#: Methods that give back what they are called on.
SELF_METHODS = words(
    """
    strip lstrip rstrip lower upper format_map resolve as_posix expanduser absolute copy encode
    decode removeprefix removesuffix title casefold
    """
)


def pieces(node: ast.expr) -> list[str | ast.expr] | None:
    """Return the parts a text is put together from, in order; ``None``: it is not."""
    match node:
        case ast.JoinedStr(values=values):
            return [_piece(value) for value in values]
        case ast.BinOp(op=ast.Add()):
            return [
                part if not isinstance(part, ast.Constant) else str(part.value)
                for part in operands(node, ast.Add)
            ]
        case ast.BinOp(op=ast.Div()):
            parts = operands(node, ast.Div)
            return _joined(list(parts))
        case ast.BinOp(left=ast.Constant(value=str(pattern)), op=ast.Mod(), right=right):
            values = right.elts if isinstance(right, ast.Tuple) else [right]
            return _filled(pattern.replace("%d", "%s").split("%s"), values)
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=str(pattern)), attr="format"),
            args=args,
            keywords=keywords,
        ):
            return _formatted(pattern, args, {k.arg: k.value for k in keywords if k.arg})
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=str(glue)), attr="join"),
            args=[ast.List(elts=elts) | ast.Tuple(elts=elts)],
        ):
            return _joined(list(elts), glue)
        case ast.Call(func=func, args=args) if (
            last_name(func) in ("join", "joinpath") and args and not isinstance(func, ast.Name)
        ):
            head = (
                [func.value] if isinstance(func, ast.Attribute) and func.attr == "joinpath" else []
            )
            return _joined([*head, *args])
        case ast.Call(func=ast.Attribute(value=inner, attr=attr)) if attr in SELF_METHODS:
            return [inner]
        case ast.Call(
            func=ast.Attribute(value=inner, attr="replace"), args=[ast.Constant(), ast.Constant()]
        ):
            return [inner]
        case _:
            return None


def reshaped(node: ast.expr, text: str) -> str:
    """Return what a method of texts makes of its receiver: ``name.removeprefix("hf:")``."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name), args=args) if name in _METHODS:
            given = [a.value for a in args if isinstance(a, ast.Constant)]
            texts = [value for value in given if isinstance(value, str)]
            if len(texts) == len(args) and len(texts) in _METHODS[name]:
                made = getattr(text, name)(*texts)
                return made if isinstance(made, str) else text
        case _:
            pass
    return text


#: Methods that make another text of a text, and how many texts they take.
_METHODS = {
    **dict.fromkeys(["lower", "upper", "title", "casefold"], (0,)),
    **dict.fromkeys(["strip", "lstrip", "rstrip"], (0, 1)),
    **dict.fromkeys(["removeprefix", "removesuffix"], (1,)),
    "replace": (2,),
}
_SPLITS = frozenset(["split", "rsplit", "partition", "rpartition"])
_SPLIT_LIMIT = 200


def is_reshaped(node: ast.Call) -> bool:
    """Return whether a call is a method that makes another text of a text."""
    return isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS


def split_text(
    reading: Reading, call: ast.Call, scope: Scope, depth: int, index: int | None = None
) -> Iterator[Text]:
    """Yield the parts of a text that is split, or the part at ``index``, as constants there."""
    func = call.func
    if not isinstance(func, ast.Attribute) or func.attr not in _SPLITS:
        return
    given = [a.value for a in call.args if isinstance(a, ast.Constant)]
    if len(given) != len(call.args) or call.keywords or any(g == "" for g in given):
        return
    for text in reading.texts_of(func.value, scope, depth + 1):
        if not isinstance(text, Text):
            continue
        try:
            parts = list(getattr(text.value, func.attr)(*given))[:_SPLIT_LIMIT]
            chosen = parts if index is None else [parts[index]]
        except (IndexError, TypeError, ValueError):
            continue
        for part in chosen:
            node = ast.copy_location(ast.Constant(value=part), text.node)
            yield text._replace(value=part, node=node, assembled=True)


def operands(node: ast.BinOp, operator: type[ast.operator]) -> list[ast.expr]:
    """Return the operands of a chain of one operator, in order, without recursion."""
    parts: list[ast.expr] = []
    current: ast.expr = node
    while isinstance(current, ast.BinOp) and isinstance(current.op, operator):
        parts.append(current.right)
        current = current.left
    parts.append(current)
    parts.reverse()
    return parts


def _piece(value: ast.expr) -> str | ast.expr:
    match value:
        case ast.Constant(value=str(text)):
            return text
        case ast.FormattedValue(value=inner):
            return inner
        case _:
            return value


def _joined(parts: list[ast.expr], glue: str = "/") -> list[str | ast.expr]:
    joined: list[str | ast.expr] = []
    for part in parts:
        if joined:
            joined.append(glue)
        joined.append(part)
    return joined


def _filled(gaps: list[str], values: list[ast.expr]) -> list[str | ast.expr] | None:
    if len(gaps) != len(values) + 1 or any("%" in gap.replace("%%", "") for gap in gaps):
        return None
    filled: list[str | ast.expr] = [gaps[0]]
    for value, gap in zip(values, gaps[1:], strict=True):
        filled += [value, gap]
    return filled


def _formatted(
    pattern: str, args: list[ast.expr], names: dict[str, ast.expr]
) -> list[str | ast.expr] | None:
    parts: list[str | ast.expr] = []
    position = 0
    rest = pattern
    while "{" in rest:
        text, _, rest = rest.partition("{")
        field, closed, rest = rest.partition("}")
        key = field.partition("!")[0].partition(":")[0]
        if not closed or "{" in field:
            return None
        if not key or key.isdigit():
            index = int(key) if key else position
            position += 1
            value = args[index] if index < len(args) else None
        else:
            value = names.get(key)
        if value is None:
            return None
        parts += [text, value]
    return [*parts, rest]


def product(choices: list[list[str]]) -> Iterator[str]:
    """Yield the texts that one choice of each part gives, up to ``PRODUCT_LIMIT``."""
    texts = [""]
    for options in choices:
        texts = [text + option for text in texts for option in options][:PRODUCT_LIMIT]
    yield from (text for text in texts if len(text) <= LENGTH_LIMIT)
