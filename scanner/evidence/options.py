"""Options of a command line: the default of the option that ``args.name`` holds.

*What it reads.* ``add_argument``, ``set_defaults``, ``add_option``, ``DEFINE_string`` of the module
whose parser made the object; ``@click.option``, ``@click.argument`` and ``parametrize`` above the
function whose parameter it is; the classes that ``HfArgumentParser``, ``simple_parsing``, ``tyro``
and their kin fill.

*Limits.* Parsers that another module fills are found only where the call that parses is followed
there. A default may be overridden on the command line: it is what runs unless someone says else.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.callers import calls
from scanner.evidence.expressions import is_none, keyword, last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.scopes import Module, Scope

_DEFINES = frozenset(
    ["add_argument", "add_option", "DEFINE_string", "DEFINE_enum", "add_arguments", "set_defaults"]
)
#: A module without one of these words has no options of its own.
_PARSER_WORDS = ("add_argument", "set_defaults", "add_option", "DEFINE_")
#: Behind the name of an option: the end of its text, or its value.
_NAMED = re.compile(r"[\"']|[ \t]*=(?!=)")
_DECORATORS = frozenset(["option", "argument", "Option", "Argument"])
#: Calls that fill an instance of the class they are given.
_FILLS = frozenset(["cli", "parse", "CLI", "entrypoint", "structured", "auto_cli", "parse_known"])
#: Parsers that fill the classes they are made with, and the methods that give the instances.
_CLASS_PARSERS = re.compile(r"(?:Hf|H4|Trl|\w*)ArgumentParser|TrlParser")
_PARSES = re.compile(r"parse_(?:args\w*|dict|json_file|yaml_file|yaml\w*)")


class Option(NamedTuple):
    """What an option is when nobody gives it; ``value`` is None where that is nothing."""

    value: ast.expr | None
    scope: Scope
    way: str


def options(module: Module, name: str) -> list[Option]:
    """Return the options that a module's parsers keep under ``name``."""
    held = module.options.get(name)
    if held is None:
        held = module.options[name] = list(_options(module, name))
    return held


def _options(module: Module, name: str) -> Iterator[Option]:
    if not any(word in module.blocks.text for word in _PARSER_WORDS):
        return
    words = (name, name.replace("_", "-")) if "_" in name else (name,)
    for call, scope in calls(module, words, _NAMED):
        last = last_name(call.func)
        if last not in _DEFINES:
            continue
        if last == "set_defaults":
            default = keyword(call, name)
            if default is not None:
                yield Option(default, scope, "argparse_default")
        elif name == _destination(call):
            yield from _of_call(call, scope, last)


def _of_call(call: ast.Call, scope: Scope, last: str) -> Iterator[Option]:
    if last == "add_arguments":
        if call.args:
            yield Option(ast.copy_location(ast.Call(call.args[0], [], []), call), scope, "")
        return
    default = keyword(call, "default")
    if default is None and last.startswith("DEFINE") and len(call.args) > 1:
        default = call.args[1]
    choices = keyword(call, "choices")
    if default is None and isinstance(choices, (ast.List, ast.Tuple)):
        yield Option(choices, scope, "catalog")
    absent = default is None or is_none(default)
    yield Option(None if absent else default, scope, "argparse_default")


def _destination(call: ast.Call) -> str:
    """Return the attribute that an option is kept under."""
    given = keyword(call, "dest")
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    names = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if last_name(call.func).startswith("DEFINE"):
        names = names[:1]
    long = next((name for name in names if name.startswith("--")), names[0] if names else "")
    return long.lstrip("-").replace("-", "_")


def decorated(function: ast.AST | None, scope: Scope, parameter: str) -> Iterator[Option]:
    """Yield what the decorators of a function give for a parameter: click, pytest."""
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    for decorator in function.decorator_list:
        if not isinstance(decorator, ast.Call):
            continue
        last = last_name(decorator.func)
        if last in _DECORATORS and parameter == _click_name(decorator):
            default = keyword(decorator, "default")
            absent = default is None or is_none(default)
            yield Option(None if absent else default, scope, "argparse_default")


def parametrized(function: ast.AST | None, parameter: str) -> Iterator[tuple[ast.expr, int | None]]:
    """Yield the lists that ``parametrize`` gives a parameter, and which part of each."""
    for decorator in getattr(function, "decorator_list", ()):
        if not isinstance(decorator, ast.Call) or last_name(decorator.func) != "parametrize":
            continue
        values = decorator.args[1] if len(decorator.args) > 1 else keyword(decorator, "argvalues")
        match decorator.args[:1]:
            case [ast.Constant(value=str(text))]:
                names = [name.strip() for name in text.split(",")]
            case [ast.Tuple(elts=elements) | ast.List(elts=elements)]:
                names = [str(e.value) for e in elements if isinstance(e, ast.Constant)]
            case _:
                continue
        if values is not None and parameter in names:
            yield values, names.index(parameter) if len(names) > 1 else None


def _click_name(call: ast.Call) -> str:
    names = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    own = next((name for name in names if name.isidentifier()), "")
    if own:
        return own.lower() if last_name(call.func).lower() == "argument" else own
    long = max((name for name in names if name.startswith("-")), key=len, default="")
    return long.partition("/")[0].lstrip("-").replace("-", "_")


def filled(call: ast.Call) -> ast.expr | None:
    """Return the class whose instance a call gives: ``tyro.cli(Config)``, ``parse(Config)``."""
    func = call.func
    if last_name(func) in _FILLS and call.args and isinstance(func, (ast.Attribute, ast.Name)):
        first = call.args[0]
        return first if isinstance(first, (ast.Name, ast.Attribute)) else None
    return None


def parsed_classes(call: ast.Call) -> ast.expr | None:
    """Return the parser whose classes a call fills: ``parser.parse_args_into_dataclasses()``."""
    if isinstance(call.func, ast.Attribute) and _PARSES.fullmatch(call.func.attr):
        return call.func.value
    return None


def classes_of(parser: ast.AST | None) -> list[ast.expr]:
    """Return the classes a parser was made with: ``HfArgumentParser((A, B))``."""
    if not isinstance(parser, ast.Call) or not _CLASS_PARSERS.fullmatch(last_name(parser.func)):
        return []
    given = parser.args[0] if parser.args else keyword(parser, "dataclass_types")
    match given:
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return list(elements)
        case ast.Name() | ast.Attribute():
            return [given]
        case _:
            return []
