"""Elements: what a loop variable, an unpacked part or a look-up in a table may be."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scanner.evidence import options
from scanner.evidence.assembled import split_text
from scanner.evidence.expressions import chosen, last_name, part_of, shown, table
from scanner.evidence.instances import members
from scanner.evidence.places import GIVEN, Place, Text, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.scopes import Binding, Scope
    from scanner.evidence.values import Reading

_SEQUENCES = (ast.List, ast.Tuple, ast.Set)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp)
#: Defaults: whoever calls or runs the code may choose another entry of the table.
_CHOSEN = frozenset(["param_default", "argparse_default", "env_default", "field_default"])
#: Calls that give their arguments side by side, or one after the other.
_SIDE_BY_SIDE = frozenset(["zip", "zip_longest", "product"])
_IN_TURN = frozenset(["chain", "concatenate", "from_iterable"])


def looped(reading: Reading, binding: Binding, depth: int) -> Iterator[Place]:
    """Yield what a loop variable may be: the elements of what is looped over."""
    if isinstance(binding.value, ast.expr):
        path = tuple(int(part) for part in binding.target.split(".") if part)
        yield from elements(reading, binding.value, binding.scope, path, depth)


def elements(
    reading: Reading,
    value: ast.expr,
    scope: Scope,
    path: tuple[int, ...],
    depth: int,
    way: str = "catalog",
) -> Iterator[Place]:
    """Yield the elements of a sequence or mapping; ``path`` chooses the part of each."""
    of_mapping = ""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and not value.args:
        attr = value.func.attr
        if attr in ("items", "keys", "values"):
            of_mapping = "keys" if attr == "items" and path[:1] == (0,) else attr
            path = path[1:] if attr == "items" else path
            value = value.func.value
    own_way = GIVEN if way == GIVEN else "catalog"
    for place in reading.places(value, scope, way, depth):
        node = table(place.node)
        if isinstance(node, ast.Dict):
            yield from _of_mapping(reading, node, place.scope, of_mapping, path, depth)
        elif isinstance(node, _SEQUENCES):
            for element in node.elts:
                yield from _part(reading, element, place.scope, path, depth, own_way)
        elif isinstance(node, _COMPREHENSIONS):
            own = place.scope.module.scope_of(node, place.scope)
            yield from _part(reading, node.elt, own, path, depth, own_way)
        elif isinstance(node, ast.ClassDef):
            yield from members(reading, place, depth)
        elif isinstance(node, ast.Call):
            yield from _of_call(reading, node, place, path, depth)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.BitOr)):
            for side in (node.left, node.right):
                yield from elements(reading, side, place.scope, path, depth + 1)
        else:
            yield unknown(place.scope, place.reason or "an element of a run-time value")


def _of_mapping(
    reading: Reading,
    node: ast.Dict,
    scope: Scope,
    what: str,
    path: tuple[int, ...],
    depth: int,
) -> Iterator[Place]:
    """Yield the keys of a mapping, or its values where ``what`` says so."""
    for key, item in zip(node.keys, node.values, strict=True):
        if key is None:  # ``{**others}``
            yield from elements(reading, item, scope, path, depth + 1)
        elif what in ("", "keys"):
            yield from reading.places(key, scope, "dict_key", depth + 1)
        else:
            part = part_of(item, path[0] if path else None)
            yield from reading.places(part, scope, "dict_key", depth + 1)


def _part(
    reading: Reading, element: ast.expr, scope: Scope, path: tuple[int, ...], depth: int, way: str
) -> Iterator[Place]:
    """Yield the chosen part of one element."""
    if isinstance(element, ast.Starred):
        yield from elements(reading, element.value, scope, path, depth + 1)
        return
    if isinstance(element, ast.Call) and last_name(element.func) == "param" and element.args:
        element = element.args[path[0]] if path and path[0] < len(element.args) else element.args[0]
        path = path[1:]
    for index in path:
        element = part_of(element, index)
    yield from reading.places(element, scope, way, depth + 1)


def _of_call(
    reading: Reading, call: ast.Call, place: Place, path: tuple[int, ...], depth: int
) -> Iterator[Place]:
    last = last_name(call.func)
    if last in _SIDE_BY_SIDE and path and path[0] < len(call.args):
        yield from elements(reading, call.args[path[0]], place.scope, path[1:], depth + 1)
    elif last in _IN_TURN and call.args:
        for argument in call.args:
            yield from elements(reading, argument, place.scope, path, depth + 1)
    elif last == "enumerate" and call.args and path[:1] == (1,):
        yield from elements(reading, call.args[0], place.scope, path[1:], depth + 1)
    elif last == "split" and (texts := list(split_text(reading, call, place.scope, depth))):
        yield from (Place(text.node, text.scope, "catalog") for text in texts)
    else:
        lines = list(reading.lines(call, place.scope, depth))
        yield from lines or [unknown(place.scope, "an element of a run-time value")]


def unpacked(reading: Reading, binding: Binding, depth: int) -> Iterator[Place]:
    """Yield what one of several names on the left of an assignment may be."""
    if not isinstance(binding.value, ast.expr):
        return
    index, _, rest = binding.target.partition("*")
    at = int(index)
    for place in reading.places(binding.value, binding.scope, binding.way, depth):
        node = place.node
        if isinstance(node, _SEQUENCES):
            if rest:
                found = ast.List(elts=node.elts[at : len(node.elts) - int(rest)], ctx=ast.Load())
                yield Place(ast.copy_location(found, node), place.scope, "constant")
            for element in [] if rest else node.elts[at : at + 1]:
                yield from reading.places(element, place.scope, "constant", depth + 1)
            continue
        classes = _parsed(reading, node, place.scope, at, depth)
        yield from classes or [unknown(place.scope, "a value unpacked at run time")]


def _parsed(
    reading: Reading, node: ast.AST | None, scope: Scope, index: int, depth: int
) -> list[Place]:
    """Return the class whose instance a parser of the command line gives at one position."""
    parser = options.parsed_classes(node) if isinstance(node, ast.Call) else None
    if parser is None:
        return []
    found: list[Place] = []
    for place in reading.places(parser, scope, "", depth + 1):
        classes = options.classes_of(place.node)
        if index < len(classes):
            found += reading.places(classes[index], place.scope, "", depth + 1)
    return [place for place in found if isinstance(place.node, ast.ClassDef)]


# -- look-ups ----------------------------------------------------------------------------


def looked_up(reading: Reading, node: ast.Subscript, scope: Scope, depth: int) -> Iterator[Place]:
    """Yield what ``table[key]`` may be; every entry where the key is not known."""
    keys = _keys(reading, node.slice, scope, depth)
    if isinstance(node.value, ast.Attribute) and node.value.attr == "environ":
        yield from reading.environment(scope, sorted(keys), depth)
        return
    known = False
    for base in reading.places(node.value, scope, "", depth):
        known = known or isinstance(table(base.node), (ast.Dict, *_SEQUENCES, ast.ClassDef))
        for place in _of_table(reading, base, node.slice, keys, depth):
            known = True
            yield place
    if not known:
        yield from list(reading.configured(node, scope, depth)) or [
            unknown(scope, f"'{shown(node)}'")
        ]


def _keys(reading: Reading, node: ast.expr, scope: Scope, depth: int) -> set[str]:
    """Return the keys that are asked for; none where the user may ask for any."""
    found = list(reading.texts_of(node, scope, depth))
    keys = {text.value for text in found if isinstance(text, Text)}
    if reading.parts and isinstance(node, ast.Tuple):
        return keys  # the parts of one text would be combined at random
    if any(isinstance(text, Text) and text.way in _CHOSEN for text in found):
        return set()
    return keys if reading.parts or all(isinstance(text, Text) for text in found) else set()


def _of_table(
    reading: Reading, base: Place, key: ast.expr, keys: set[str], depth: int
) -> Iterator[Place]:
    index = _number(key)
    match table(base.node):
        case ast.Dict(keys=names, values=values):
            yield from _entries(reading, names, values, keys, base, depth)
        case ast.List(elts=found) | ast.Tuple(elts=found):
            for element in chosen(found, index):
                yield from reading.places(element, base.scope, "catalog", depth)
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            for side in (left, right):
                for place in reading.places(side, base.scope, "", depth):
                    yield from _of_table(reading, place, key, keys, depth + 1)
        case ast.ClassDef():
            yield from members(reading, base, depth)
        case ast.DictComp() as inner:
            own = base.scope.module.scope_of(inner, base.scope)
            yield from reading.places(inner.value, own, "dict_key", depth)
        case ast.ListComp() as inner:
            own = base.scope.module.scope_of(inner, base.scope)
            yield from reading.places(inner.elt, own, "catalog", depth)
        case ast.Call() as call if index is not None:
            texts = split_text(reading, call, base.scope, depth, index)
            yield from (Place(text.node, text.scope, text.way) for text in texts)
            yield from _parsed(reading, call, base.scope, index, depth)
        case _:
            return


def _number(key: ast.expr) -> int | None:
    match key:
        case ast.Constant(value=int(number)):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
            return -number
        case _:
            return None


def _entries(
    reading: Reading,
    names: list[ast.expr | None],
    values: list[ast.expr],
    keys: set[str],
    base: Place,
    depth: int,
) -> Iterator[Place]:
    pairs = list(zip(names, values, strict=True))
    hits = [v for n, v in pairs if isinstance(n, ast.Constant) and n.value in keys]
    merged = [value for name, value in pairs if name is None]  # ``{**others}``
    own = [value for name, value in pairs if name is not None]
    for value in hits or ([] if keys and not merged else own):
        yield from reading.places(value, base.scope, "dict_key", depth)
    if not hits:
        for value in merged:
            for place in reading.places(value, base.scope, "", depth):
                inner = table(place.node)
                if isinstance(inner, ast.Dict):
                    yield from _entries(reading, inner.keys, inner.values, keys, place, depth + 1)
