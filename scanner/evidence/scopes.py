"""Where Python names are bound: in functions, classes, modules and what they import."""

from __future__ import annotations

import ast
import re
import sys
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.models.calls import roots
from scanner.evidence.slices import blocks
from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scanner.evidence.branches import Fork
    from scanner.evidence.callers import Called
    from scanner.evidence.options import Option
    from scanner.model.file import File

Function = ast.FunctionDef | ast.AsyncFunctionDef
#: Folders that are left out of a module path, and how far up a package is looked for.
_SOURCE_FOLDERS = ("", "src/", "python/", "src/python/", "lib/")
_UP_LIMIT = 6
#: Nodes of one function that are looked at for a comprehension.
_WALK_LIMIT = 5_000
_BRINGS = ("from ", "import ", "if ", "try:")
#: Longest statement that makes an object of tables, and how many are looked at.
_OBJECT_LIMIT = 600
_OBJECTS_LIMIT = 40
_OBJECT = re.compile(r"\b[A-Z_][A-Z0-9_]{2,}\b")
_NO_OBJECT = (*_BRINGS, "def ", "class ", "async ", "@", "for ", "with ", "while ", '"', "'")
#: Under this name the modules are kept whose names are all imported.
_STAR = "*"


class Binding(NamedTuple):
    """One way a name gets its value; ``scope`` is where ``value`` is to be read."""

    how: str  # value | element | part | param | import | def | class | unknown
    value: ast.AST | None
    scope: Scope
    way: str
    target: str = ""  # import: module path with leading dots; param: its name
    name: str = ""  # import: the imported name, "" for the module itself
    function: ast.AST | None = None  # param: whose parameter it is


class Scope:
    """The names of one function, class or module; read only when one is asked for."""

    __slots__ = ("_attributes", "_loops", "_names", "forks", "module", "node", "parent")

    def __init__(self, node: ast.AST | None, parent: Scope | None, module: Module) -> None:
        self.node = node
        self.parent = parent
        self.module = module
        self._names: dict[str, list[Binding]] | None = None
        self._attributes: dict[str, list[Binding]] | None = None
        self._loops: dict[str, list[Binding]] | None = None
        self.forks: tuple[Fork, ...] | None = None  # kept by ``branches``

    def clear(self) -> None:
        """Forget the names; each binding holds its scope."""
        self._names = self._attributes = self._loops = None

    def find(self, name: str) -> list[Binding]:
        """Return the bindings of ``name`` seen from here, the nearest scope that has one."""
        scope: Scope | None = self
        while scope is not None:
            if scope.node is None:
                return scope.module.bindings(name)
            if scope is self or not isinstance(scope.node, ast.ClassDef):
                found = scope.own().get(name)
                if found:
                    return found
            scope = scope.parent
        return []

    def looped(self, name: str) -> list[Binding]:
        """Return what a comprehension or ``:=`` of this function binds ``name`` to."""
        if self._loops is None:
            self._loops = {}
            for node in islice(ast.walk(self.node), _WALK_LIMIT) if self.node is not None else ():
                if isinstance(node, ast.comprehension):
                    _elements(node.target, node.iter, self, self._loops)
                elif isinstance(node, ast.NamedExpr) and isinstance(node.target, ast.Name):
                    bound = Binding("value", node.value, self, "constant")
                    _add(self._loops, node.target.id, bound)
        return list(self._loops.get(name, ()))

    def own(self) -> dict[str, list[Binding]]:
        """Return the names bound in this function or class itself: {name: bindings}."""
        if self._names is None:
            self._names = {}
            node = self.node
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                _parameters(node.args, self, self._names)
            for generator in getattr(node, "generators", ()):
                _elements(generator.target, generator.iter, self, self._names)
            body = getattr(node, "body", [])
            if isinstance(body, list):
                collect(body, self, self._names)
        return self._names

    def attributes(self) -> dict[str, list[Binding]]:
        """Return what ``self.x`` may be here: fields, properties, assignments in methods."""
        if self._attributes is None:
            found: dict[str, list[Binding]] = {
                key: list(value) for key, value in self.own().items()
            }
            for method in getattr(self.node, "body", []):
                if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    _self_attributes(method, self, found)
            self._attributes = found
        return self._attributes

    def enclosing_class(self) -> Scope | None:
        """Return the scope of the class whose method this is."""
        scope: Scope | None = self
        while scope is not None and not isinstance(scope.node, ast.ClassDef):
            scope = scope.parent
        return scope


class Module:
    """One Python file: its top-level names, and the project's modules it imports."""

    def __init__(
        self,
        file: File,
        text: str,
        *,
        siblings: bool = True,
        opened: dict[str, Module | None] | None = None,
    ) -> None:
        self.file = file
        self.path = file.path
        self.blocks = blocks(text)
        self.scope = Scope(None, None, self)
        self._bindings: dict[str, list[Binding]] = {}
        self._index: dict[str, list[Binding]] | None = None
        self._scopes: dict[int, Scope] = {}
        self._modules: dict[str, Module | None] = {}
        #: What was looked for in the text of this module: calls of functions, options of parsers.
        self.callers: dict[str, list[Called]] = {}
        self.options: dict[str, list[Option]] = {}
        self._siblings = siblings
        #: The modules opened from here on, by path: one tree of imports reads each file once.
        self._opened: dict[str, Module | None] = {} if opened is None else opened
        self._opened.setdefault(file.path, self)

    def close(self) -> None:
        """Let go of what was read from here on: modules, scopes and bindings hold each other."""
        for module in list(self._opened.values()):
            if module is not None:
                module.forget()

    def forget(self) -> None:
        """Let go of all there is; a module that is asked after this is a mistake."""
        for scope in self._scopes.values():
            scope.clear()
        vars(self).clear()

    def bindings(self, name: str) -> list[Binding]:
        """Return what binds ``name`` at the top of this module."""
        held = self._bindings.get(name)
        if held is None:
            held = self._bound(name)
            self._bindings[name] = held
        return held

    def scope_of(self, node: ast.AST, parent: Scope) -> Scope:
        """Return the scope of a function or class, the same one each time."""
        held = self._scopes.get(id(node))
        if held is None:
            held = self._scopes[id(node)] = Scope(node, parent, self)
        return held

    def _bound(self, name: str) -> list[Binding]:
        if not self.blocks.is_whole:
            names: dict[str, list[Binding]] = {}
            collect(self.blocks.binding(name), self.scope, names)
            return names.get(name) or _from_star(names, name)
        if self._index is None:
            self._index = {}
            try:
                collect(self.blocks.all(), self.scope, self._index)
            except Unreadable:
                return []
        return self._index.get(name) or _from_star(self._index, name)

    def imported(self, target: str) -> Module | None:
        """Return the project's module of that path, if it is in the repository."""
        if target not in self._modules:
            self._modules[target] = self._open(target) if self._siblings else None
        return self._modules[target]

    def brings(self, name: str, holds: Callable[[str, int, int], bool]) -> bool:
        """Return whether a module of the project may give ``name`` what ``holds`` asks for."""
        found = self.bindings(name)
        for binding in found:
            module = self.imported(binding.target) if binding.how == "import" else None
            if module is None:
                continue
            text = module.blocks.text
            for start, end in module.blocks.spans(binding.name):
                if text.startswith(_BRINGS, start) or module.reaches(start, end, holds):
                    return True
        return not found

    def reaches(self, start: int, end: int, holds: Callable[[str, int, int], bool]) -> bool:
        """Return whether a statement, or a table an object there is made of, holds what is asked.

        ``MODELS = Models(_TABLE)`` is as good as ``_TABLE = {**_TEXT, **_VISION}``, and as both.
        """
        text = self.blocks.text
        stack = [(start, end)]
        seen = {start}
        while stack:
            start, end = stack.pop()
            if holds(text, start, end):
                return True
            if end - start > _OBJECT_LIMIT or len(seen) > _OBJECTS_LIMIT:
                continue
            for word in _OBJECT.findall(text, start, end):
                for span in self.blocks.spans(word):
                    if span[0] not in seen and not text.startswith(_NO_OBJECT, span[0]):
                        seen.add(span[0])
                        stack.append(span)
        return False

    def _open(self, target: str) -> Module | None:
        for path in self._candidates(target):
            file = self.file.sibling(path)
            if file is None:
                continue
            if file.path not in self._opened:
                try:
                    self._opened[file.path] = Module(file, file.text(), opened=self._opened)
                except Unreadable:
                    self._opened[file.path] = None
            return self._opened[file.path]
        return None

    def _candidates(self, target: str) -> Iterator[str]:
        """Yield the paths that ``target`` may have, nearest first."""
        dots = len(target) - len(target.lstrip("."))
        parts = [part for part in target[dots:].split(".") if part]
        folders = self.path.split("/")[:-1]
        if dots:
            if dots - 1 > len(folders):
                return
            yield from _module_files([*folders[: len(folders) - dots + 1], *parts])
            return
        root = parts[0] if parts else ""
        if not root or root in sys.stdlib_module_names:
            return
        if root in folders:
            at = folders.index(root)
            yield from _module_files([*folders[:at], *parts])
            return
        if root in roots():  # a library, unless this is its own repository
            yield from _module_files(parts)
            yield from _module_files(["src", *parts])
            return
        for up in range(len(folders), max(-1, len(folders) - _UP_LIMIT), -1):
            base = folders[:up]
            if up in (len(folders), 0):
                for source in _SOURCE_FOLDERS:
                    yield from _module_files([*base, *source.split("/")[:-1], *parts])
            else:
                yield from _module_files([*base, *parts])


def _from_star(names: dict[str, list[Binding]], name: str) -> list[Binding]:
    return [binding._replace(name=name) for binding in names.get(_STAR, ())]


def _module_files(parts: list[str]) -> Iterator[str]:
    path = "/".join(parts)
    if path:
        yield f"{path}.py"
        yield f"{path}/__init__.py"
    else:
        yield "__init__.py"


#: Most statements: neither these nor what they hold is looked at for names.
_BINDS_NOTHING = frozenset(
    [ast.Expr, ast.Return, ast.Raise, ast.Assert, ast.Pass, ast.Delete, ast.Global, ast.Nonlocal]
)
#: Statements that hold no others, or a scope of their own.
_HOLDS_NO_STATEMENTS = frozenset(
    [
        *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Import, ast.ImportFrom),
        *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
    ]
)


def collect(body: Iterable[ast.stmt], scope: Scope, names: dict[str, list[Binding]]) -> None:
    """Add the names that statements bind, not entering functions and classes."""
    stack = list(body)
    stack.reverse()
    while stack:
        node = stack.pop()
        if type(node) in _BINDS_NOTHING:
            continue
        _bind(node, scope, names)
        if type(node) in _HOLDS_NO_STATEMENTS:
            continue
        for field in ("handlers", "finalbody", "orelse", "body", "cases"):
            inner = getattr(node, field, None)
            if isinstance(inner, list):
                stack.extend(reversed(inner))


def _bind(node: ast.AST, scope: Scope, names: dict[str, list[Binding]]) -> None:
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _target(target, value, scope, names)
        case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is not None:
            way = "field_default" if isinstance(scope.node, ast.ClassDef) else "constant"
            _add(names, name, Binding("value", value, scope, way))
        case ast.AugAssign(target=ast.Name(id=name), value=value):
            _add(names, name, Binding("value", value, scope, "constant"))
        case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
            _elements(target, value, scope, names)
        case ast.With(items=items) | ast.AsyncWith(items=items):
            for item in items:
                if isinstance(item.optional_vars, ast.Name):
                    _add(
                        names,
                        item.optional_vars.id,
                        Binding("value", item.context_expr, scope, "constant"),
                    )
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            _add(names, name, Binding("def", node, scope, "return"))
        case ast.ClassDef(name=name):
            _add(names, name, Binding("class", node, scope, "constant"))
        case ast.ImportFrom() | ast.Import():
            _imports(node, scope, names)
        case _:
            return


def _target(
    target: ast.expr, value: ast.expr, scope: Scope, names: dict[str, list[Binding]]
) -> None:
    match target:
        case ast.Name(id=name):
            _add(names, name, Binding("value", value, scope, "constant"))
        case ast.Tuple(elts=targets) | ast.List(elts=targets):
            starred = any(isinstance(part, ast.Starred) for part in targets)
            elements = getattr(value, "elts", ()) if not starred else ()
            if isinstance(value, (ast.Tuple, ast.List)) and len(elements) == len(targets):
                for part, inner in zip(targets, value.elts, strict=True):
                    _target(part, inner, scope, names)
            else:
                for index, part in enumerate(targets):
                    after = len(targets) - index - 1
                    if isinstance(part, ast.Name):
                        _add(names, part.id, Binding("part", value, scope, "constant", str(index)))
                    elif isinstance(part, ast.Starred) and isinstance(part.value, ast.Name):
                        place = f"{index}*{after}"
                        _add(names, part.value.id, Binding("part", value, scope, "constant", place))
        case _:
            return


def _elements(
    target: ast.expr, value: ast.expr, scope: Scope, names: dict[str, list[Binding]]
) -> None:
    if isinstance(target, ast.Name):
        _add(names, target.id, Binding("element", value, scope, "catalog"))
    elif isinstance(target, (ast.Tuple, ast.List)):
        for path, name in _paths(target, "", 0):
            _add(names, name, Binding("element", value, scope, "catalog", target=path))


def _paths(target: ast.Tuple | ast.List, before: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the names of a loop's target, each with its place: ``i, (a, b)`` has ``1.0`` for a."""
    for index, part in enumerate(target.elts):
        path = f"{before}{index}"
        if isinstance(part, ast.Name):
            yield path, part.id
        elif isinstance(part, (ast.Tuple, ast.List)) and depth < _UP_LIMIT:
            yield from _paths(part, f"{path}.", depth + 1)


def _imports(
    node: ast.ImportFrom | ast.Import, scope: Scope, names: dict[str, list[Binding]]
) -> None:
    if isinstance(node, ast.Import):
        for alias in node.names:
            bound = alias.asname or alias.name.partition(".")[0]
            target = alias.name if alias.asname else bound
            _add(names, bound, Binding("import", None, scope, "import", target=target))
        return
    target = "." * node.level + (node.module or "")
    for alias in node.names:
        if alias.name == "*":
            _add(names, _STAR, Binding("import", None, scope, "star", target=target))
        else:
            bound = alias.asname or alias.name
            _add(
                names,
                bound,
                Binding("import", None, scope, "import", target=target, name=alias.name),
            )


def _parameters(arguments: ast.arguments, scope: Scope, names: dict[str, list[Binding]]) -> None:
    outer = scope.parent or scope
    for parameter, default in defaults(arguments):
        _add(
            names,
            parameter.arg,
            Binding("param", default, outer, "param_default", parameter.arg, function=scope.node),
        )
    for rest in (arguments.vararg, arguments.kwarg):
        if rest is not None:
            _add(names, rest.arg, Binding("unknown", None, outer, "param_default"))


def defaults(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    """Yield each parameter with its default."""
    positional = [*arguments.posonlyargs, *arguments.args]
    missing: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    yield from zip(positional, [*missing, *arguments.defaults], strict=True)
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)


def _self_attributes(method: Function, scope: Scope, found: dict[str, list[Binding]]) -> None:
    inner = scope.module.scope_of(method, scope)
    stack: list[ast.stmt] = list(method.body)
    while stack:
        node = stack.pop()
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                match target:
                    case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name):
                        _add(found, name, Binding("value", node.value, inner, "constant"))
                    case _:
                        continue
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for field in ("body", "orelse", "finalbody", "handlers"):
            nested = getattr(node, field, None)
            if isinstance(nested, list):
                stack.extend(nested)


def _add(names: dict[str, list[Binding]], name: str, binding: Binding) -> None:
    names.setdefault(name, []).append(binding)
