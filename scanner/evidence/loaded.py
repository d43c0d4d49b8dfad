"""Configuration that Python code loads: ``yaml.safe_load(open("x.yaml"))["model"]`` to its line.

*What it reads.* ``yaml``, ``json``, ``toml`` and ``OmegaConf`` loaders given a path that is written
out, the project's own function around one, and the parameter of a ``@hydra.main`` function. Keys
may be subscripts, attributes or ``get`` calls.

*Limits.* Of what is merged each part counts, whichever wins. Resolvers (``${oc.env:…}``) and what
is given on the command line are not followed: it stays unknown, with a gap at the place of use.
"""

from __future__ import annotations

import ast
import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence import documents
from scanner.evidence.languages import language_of_path
from scanner.evidence.scopes import Module, Scope
from scanner.evidence.source import Source
from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.documents import Entry
    from scanner.model.file import File

#: Larger files are data, not configuration.
SIZE_LIMIT_BYTES = 500_000
#: Keys in a row, and folders above a module in which a relative path is looked for.
_KEYS_LIMIT = 12
_UP_LIMIT = 6
_LANGUAGES = ("yaml", "json", "toml", "ini")
#: Files that one configuration is put together from, one after the other.
_INCLUDES_LIMIT = 4
#: ``${model.name}`` of OmegaConf: another key of the same configuration.
_POINTER = re.compile(r"\$\{([\w.]+)\}")
_PLAIN = (".txt", ".lst", ".list")
_LINES_LIMIT = 400
#: {last part of the callable: what stands before it}.
_LOADERS = {
    "safe_load": ("yaml", "YAML"),
    "full_load": ("yaml",),
    "unsafe_load": ("yaml",),
    "load": ("yaml", "json", "toml", "tomllib", "tomli", "OmegaConf", "json5", "pytoml", "rtoml"),
    "loads": ("json", "toml", "tomllib", "tomli", "json5", "orjson", "ujson", "rtoml"),
}
#: Calls that keep the content and only change its type.
_WRAPPERS = frozenset(
    "create DictConfig Box ConfigBox EasyDict edict Munch munchify dict AttrDict".split()  # noqa: SIM905 (reads better)
)
#: Of these the bare name will do: ``from yaml import safe_load``.
_UNMISTAKABLE = frozenset(["safe_load", "full_load"])
_OPENERS = frozenset(["open", "read_text", "read_bytes", "read"])


class Chain(NamedTuple):
    """``cfg.asr["model"]``: the expression at its head and the keys asked of it."""

    head: ast.expr
    keys: tuple[str, ...]


class Found(NamedTuple):
    """One value of a configuration file, as a constant that stands there."""

    node: ast.Constant
    scope: Scope


def chain(node: ast.AST) -> Chain | None:
    """Return the head and the keys of a look-up, or ``None`` where a key is not written out."""
    keys: list[str] = []
    current = node
    while len(keys) < _KEYS_LIMIT:
        match current:
            case ast.Subscript(value=inner, slice=ast.Constant(value=str(key))):
                pass
            case ast.Attribute(value=inner, attr=key):
                pass
            case ast.Call(
                func=ast.Attribute(value=inner, attr="get"), args=[ast.Constant(value=str(key)), *_]
            ):
                pass
            case ast.expr() if keys:
                return Chain(current, tuple(reversed(keys)))
            case _:
                return None
        keys.append(key)
        current = inner
    return None


def file_expression(call: ast.Call) -> ast.expr | None:
    """Return the argument of a call that loads configuration; wrappers around it are taken off."""
    for _ in range(3):
        name, owner = _named(call.func)
        if owner in _LOADERS.get(name, ()) or (name in _UNMISTAKABLE and not owner):
            return call.args[0] if call.args else None
        inner = call.args[0] if call.args and name in _WRAPPERS else None
        if not isinstance(inner, ast.Call):
            return None
        call = inner
    return None


def opened(call: ast.Call) -> ast.expr | None:
    """Return the path in ``open(path)``, ``path.open()``, ``path.read_text()``, ``f.read()``."""
    name, _ = _named(call.func)
    if name not in _OPENERS:
        return None
    if isinstance(call.func, ast.Name) or (name == "open" and call.args and _is_module(call.func)):
        return call.args[0] if call.args else None
    return call.func.value if isinstance(call.func, ast.Attribute) else None


def lines_of(call: ast.Call) -> ast.expr | None:
    """Return the stream or text whose lines a call gives: ``open(path)``, ``x.splitlines()``."""
    name, _ = _named(call.func)
    if name in ("splitlines", "readlines") and isinstance(call.func, ast.Attribute):
        return call.func.value
    if name == "split" and isinstance(call.func, ast.Attribute):
        match call.args:
            case [] | [ast.Constant(value="\n")]:
                return call.func.value
            case _:
                return None
    return call if name == "open" else None


def _is_module(func: ast.expr) -> bool:
    return (
        isinstance(func, ast.Attribute)
        and isinstance(func.value, ast.Name)
        and func.value.id in ("io", "codecs", "fs", "fsspec")
    )


def hydra_path(function: ast.AST, parameter: str) -> str | None:
    """Return the file of ``@hydra.main(config_path=…, config_name=…)``, relative to its module."""
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    if not function.args.args or function.args.args[0].arg != parameter:
        return None
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and _named(decorator.func) == ("main", "hydra"):
            given = {item.arg: item.value for item in decorator.keywords}
            folder, name = _text(given.get("config_path")), _text(given.get("config_name"))
            if name:
                file = name if name.endswith((".yaml", ".yml")) else f"{name}.yaml"
                return posixpath.join(folder or "", file)
    return None


def values(module: Module, path: str, keys: tuple[str, ...]) -> Iterator[Found]:
    """Yield what stands under ``keys`` in the file that ``path`` means for ``module``."""
    file = _file(module, path)
    if file is not None:
        yield from _under(file, keys, 0)


def _under(file: File, keys: tuple[str, ...], depth: int) -> Iterator[Found]:
    """Yield what stands under ``keys`` in a file, or in those that Hydra puts together with it."""
    scope = Scope(None, None, Module(file, "", siblings=False))
    entries = _entries(file)
    known = False
    for entry in entries:
        own = tuple(part for part in entry.path if not part.startswith("["))
        if entry.text and own == keys:
            pointer = _POINTER.fullmatch(entry.value)
            known = True
            if pointer is not None:
                if depth < _INCLUDES_LIMIT:
                    yield from _under(file, tuple(pointer[1].split(".")), depth + 1)
                continue
            node = ast.Constant(value=entry.value)
            node.lineno, node.col_offset = entry.line, entry.column - 1
            yield Found(node, scope)
    if known or depth >= _INCLUDES_LIMIT:
        return
    for included, rest in _included(file, entries, keys):
        yield from _under(included, rest, depth + 1)


def _included(
    file: File, entries: list[Entry], keys: tuple[str, ...]
) -> Iterator[tuple[File, tuple[str, ...]]]:
    """Yield the files of Hydra's ``defaults`` that may hold the keys, and the keys inside them.

    Source: Hydra documentation, "The Defaults List": ``group: option`` is ``group/option.yaml``
    under the package ``group``, ``group@package: option`` under that one, ``name`` a file beside.
    """
    folder = posixpath.dirname(file.path)
    for entry in entries:
        if len(entry.path) not in (2, 3) or entry.path[0] != "defaults" or not entry.value:
            continue
        group = entry.path[2] if len(entry.path) > 2 else ""  # noqa: PLR2004 (defaults, [0], group)
        group, _, package = group.removeprefix("override ").partition("@")
        prefix = tuple(part for part in re.split(r"[/.]", package or group) if part)
        if entry.value == "_self_" or keys[: len(prefix)] != prefix:
            continue
        name = entry.value.removesuffix(".yaml")
        path = posixpath.normpath(posixpath.join(folder, group.strip("/"), f"{name}.yaml"))
        found = None if path.startswith("..") else file.sibling(path)
        if found is not None and len(keys) > len(prefix):
            yield found, keys[len(prefix) :]


def lines(module: Module, path: str) -> Iterator[Found]:
    """Yield the lines of a plain text file, as constants; comments and empty lines are left out."""
    file = _file(module, path, _PLAIN)
    if file is None or file.size_bytes > SIZE_LIMIT_BYTES:
        return
    try:
        text = file.text()
    except Unreadable:
        return
    scope = Scope(None, None, Module(file, "", siblings=False))
    for number, line in enumerate(text.splitlines()[:_LINES_LIMIT], 1):
        value = line.partition(" #")[0].strip()
        if value and not value.startswith("#"):
            node = ast.Constant(value=value)
            node.lineno, node.col_offset = number, len(line) - len(line.lstrip())
            yield Found(node, scope)


def joined(node: ast.AST) -> list[ast.expr]:
    """Return what is joined to a folder: ``Path(__file__).parent / "conf" / "x.yaml"``, a join."""
    match node:
        case ast.BinOp(op=ast.Div()):
            parts: list[ast.expr] = []
            current: ast.expr = node
            while isinstance(current, ast.BinOp) and isinstance(current.op, ast.Div):
                parts.append(current.right)
                current = current.left
            return parts[::-1]
        case ast.Call(func=ast.Attribute(attr="join" | "joinpath" | "with_name"), args=args):
            return list(args)
        case _:
            return []


def _file(module: Module, path: str, suffixes: tuple[str, ...] = ()) -> File | None:
    """Return the file a relative path means: from the module's folder upwards to the root."""
    if not path or path.startswith(("/", "~")) or "://" in path:
        return None
    if not path.endswith(suffixes) if suffixes else language_of_path(path) not in _LANGUAGES:
        return None
    folders = module.path.split("/")[:-1]
    for up in range(len(folders), max(-1, len(folders) - _UP_LIMIT), -1):
        joined = posixpath.normpath("/".join([*folders[:up], path]))
        if joined.startswith("../"):
            continue
        file = module.file.sibling(joined)
        if file is not None:
            return file
    return None


def _entries(file: File) -> list[Entry]:
    if file.size_bytes > SIZE_LIMIT_BYTES:
        return []
    try:
        text = file.text().replace("\r\n", "\n")
    except Unreadable:
        return []
    entries, _ = documents.read(Source(language_of_path(file.path) or "", text))
    return entries


def _named(func: ast.expr) -> tuple[str, str]:
    """Return the last part of a callable's name and the one before it."""
    match func:
        case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name):
            return name, owner
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name, ""
        case _:
            return "", ""


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
