"""Reads one call: what the table of libraries says of its arguments, else what their names say."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from scanner.evidence.assembled import is_reshaped, pieces
from scanner.evidence.callees import argument_role, is_nothing
from scanner.evidence.claims import Context
from scanner.evidence.clients import LOCAL, client_host, dotted_name, host_of, one_text
from scanner.evidence.expressions import TRANSPARENT, keyword, last_name
from scanner.evidence.keys import NOTHING, OPEN, Role, Trust, key_role
from scanner.evidence.models.calls import Row, Slot, callables, find
from scanner.evidence.parsed_text import PARSERS, read_text
from scanner.evidence.roles import is_scratch
from scanner.evidence.scopes import defaults
from scanner.evidence.slot_readers import SPECIAL
from scanner.evidence.subprocesses import RUNNERS, read_command, runs
from scanner.evidence.values import Reading
from scanner.model.evidence import Kind, Reference, Relation

if TYPE_CHECKING:
    from scanner.evidence.reader import Reader
    from scanner.evidence.scopes import Function, Scope


_REMOTE_CODE = "trust_remote_code"

#: What a name of a model could look like at all: no space, and a digit, a dash, a slash.
_NAME_FORM = re.compile(r"[\w@][\w./:@+-]*[\d/:-][\w./:@+-]*")

#: Calls that pair a name with its default: {last name: position of the name}.
_PAIRS = {
    **dict.fromkeys(["get", "pop", "setdefault", "getenv", "env", "setenv", "putenv", "set"], 0),
    **dict.fromkeys(
        ["get_env", "get_secret", "Var", "Attribute", "DEFINE_string", "DEFINE_enum"], 0
    ),
    **dict.fromkeys(["add_argument", "option", "parametrize"], 0),
    **dict.fromkeys(["text_input", "selectbox", "radio", "multiselect"], 0),
    **dict.fromkeys(["getattr", "setattr"], 1),
}


def read_call(reader: Reader, node: ast.Call, scope: Scope, context: Context) -> None:
    """Claim what the arguments of a call name, and read what they hold."""
    last = last_name(node.func)
    if isinstance(node.func, ast.Attribute):
        if last == "format" and isinstance(node.func.value, ast.Constant):
            _assembled(reader, node, scope, context)
            return
        _receiver(reader, node, node.func, scope, context)
    elif not isinstance(node.func, ast.Name):
        reader.visit(node.func, scope, Context(OPEN, "call_arg"))
    known = last in callables()
    dotted = dotted_name(node.func, scope) if known or last in RUNNERS else last
    row = find(dotted) if known else None
    _besides(reader, node, scope, context, last, dotted)
    if row is not None:
        _known(reader, node, scope, row)
    elif last == "dict" and (made := _made(node, scope)) is not None:
        read_call(reader, made, scope, context)
    elif last not in _PAIRS or not _named_pair(reader, node, scope, context, last):
        _by_name(reader, node, scope, context, last)


def _by_name(reader: Reader, node: ast.Call, scope: Scope, context: Context, last: str) -> None:
    """Read a call that the table does not know."""
    if last in TRANSPARENT and context.role.trust is not Trust.OPEN:
        _transparent(reader, node, scope, context, last)
    elif last == "join" and _is_text_join(node) and pieces(node) is not None:
        _assembled(reader, node, scope, context)
    elif last in ("join", "joinpath") and not _is_text_join(node):
        scratch = bool(node.args) and is_scratch(node.args[0])
        for argument in node.args:
            part = Context(_path_part(context.role), context.way, mention=scratch)
            reader.visit(argument, scope, part)
    elif last in ("partial", "partialmethod") and node.args:
        _partial(reader, node, scope)
    else:
        _unknown(reader, node, scope, context, last)


def _besides(
    reader: Reader, node: ast.Call, scope: Scope, context: Context, last: str, dotted: str
) -> None:
    """Claim what a call names besides its arguments: in a command, a parsed text, a table."""
    if last in RUNNERS and runs(dotted):
        read_command(reader, dotted, node, scope)
    elif last in PARSERS and node.args:
        read_text(reader, node, scope)
    elif last == "get" and context.role.trust in (Trust.KEYED, Trust.SURE) and not context.mention:
        reader.claim_flow(node, scope, context)  # ``return NAMES.get(key)``


def _assembled(reader: Reader, node: ast.Call, scope: Scope, context: Context) -> None:
    """Claim what ``"{}/{}".format(…)`` or ``"/".join([…])`` gives, and read its parts."""
    if context.role.trust is not Trust.NONE:
        reader.claim_flow(node, scope, context)
    for argument in (*node.args, *(item.value for item in node.keywords)):
        if not isinstance(argument, ast.Constant):
            reader.visit(argument, scope, Context(OPEN, "call_arg"))


def _receiver(
    reader: Reader, node: ast.Call, func: ast.Attribute, scope: Scope, context: Context
) -> None:
    if isinstance(func.value, ast.Constant):
        if is_reshaped(node):
            if context.role.trust is not Trust.NONE:
                reader.claim_flow(node, scope, context)
        elif func.attr in ("join", "encode"):
            reader.visit(func.value, scope, context.with_role(OPEN))
        elif func.attr == "split":
            _split_text(reader, func.value, context)
    elif not isinstance(func.value, ast.Name):
        reader.visit(func.value, scope, Context(OPEN, "call_arg"))


def _split_text(reader: Reader, node: ast.Constant, context: Context) -> None:
    if isinstance(node.value, str):
        for word in re.split(r"[\s,;]+", node.value):
            reader.claims.add(word, node, context.with_way("catalog"))


# -- callables of the table --------------------------------------------------------------


def _known(reader: Reader, node: ast.Call, scope: Scope, row: Row) -> None:
    slots = _filled(node, row)
    detail = _detail(node, scope, row, slots)
    repo_type = "local" if detail.host == LOCAL else _repo_type(node)
    for argument, name, slot in _arguments(node, slots):
        if slot is None:
            role = key_role(name) if name else argument_role(last_name(node.func))
            if not name and role.kind is not Kind.WEIGHT_FILE:
                role = OPEN
            if role.kind is Kind.ENDPOINT and not name.startswith(("base", "api", "azure")):
                role = OPEN
            reader.visit(argument, scope, Context(role, "call_arg", detail))
        elif slot.what == "skip" or repo_type == "space":
            reader.visit(argument, scope, Context(NOTHING, "call_arg"))
        else:
            _slot(
                reader,
                argument,
                scope,
                slot,
                Context(_role(slot, repo_type), "call_arg", detail),
            )


def _role(slot: Slot, repo_type: str) -> Role:
    if slot.what == "repo":
        return Role(Trust.SURE, Kind.DATASET if repo_type == "dataset" else Kind.MODEL)
    if slot.what == "hosted" and repo_type == "local":
        return Role(Trust.SURE, Kind.MODEL)  # a server of one's own serves what the hub names
    return slot.role


def _slot(reader: Reader, argument: ast.expr, scope: Scope, slot: Slot, context: Context) -> None:
    special = SPECIAL.get(slot.what)
    if special is not None:
        special(reader, argument, scope, context)
        return
    if slot.what == "revision":
        reader.visit(argument, scope, Context(NOTHING, "call_arg"))
        return
    if isinstance(
        argument,
        (
            ast.Constant,
            ast.List,
            ast.Tuple,
            ast.IfExp,
            ast.BoolOp,
            ast.Dict,
            ast.JoinedStr,
            ast.BinOp,
        ),
    ):
        reader.visit(argument, scope, context)
        if not isinstance(argument, (ast.JoinedStr, ast.BinOp)):
            return
    elif isinstance(argument, ast.Call):
        reader.visit(argument, scope, context)
    known, unknown = reader.claim_flow(argument, scope, context)
    unknown = [reason for reason in unknown if not reason.made]
    if (
        not known
        and unknown
        and slot.what in ("model", "repo", "any", "hosted", "named", "dataset")
    ):
        thing = "dataset" if context.role.kind is Kind.DATASET else "model"
        reason = f"the {thing}'s name comes from {unknown[0].reason}"
        if unknown[0].variable:  # a gap unless some file sets it
            reader.unset[unknown[0].variable, context.role] = reason
        else:
            reader.gaps.append((node_line(argument), reason))


def _filled(node: ast.Call, row: Row) -> dict[int | str, Slot]:
    """Return the slots of a row by position and keyword."""
    filled: dict[int | str, Slot] = {}
    for slot in row.slots:
        if slot.position is not None:
            places = range(len(node.args)) if slot.position < 0 else (slot.position,)
            for place in places:
                filled.setdefault(place, slot)
        filled.setdefault(slot.keyword, slot)
    return filled


def _arguments(
    node: ast.Call, slots: dict[int | str, Slot]
) -> list[tuple[ast.expr, str, Slot | None]]:
    positional = [(argument, "", slots.get(index)) for index, argument in enumerate(node.args)]
    named = [(item.value, item.arg or "", slots.get(item.arg or "")) for item in node.keywords]
    return [*positional, *named]


def _detail(
    node: ast.Call, scope: Scope, row: Row | None, slots: dict[int | str, Slot]
) -> Reference:
    revision: str | None = None
    files: list[str] = []
    host = row.host if row is not None else None
    given_host: str | None = None
    elsewhere = False  # an address is given: when it is not known, it is not the default one
    for argument, name, slot in _arguments(node, slots):
        what = slot.what if slot is not None else ""
        if what == "revision" or name == "revision":
            revision = one_text(argument, scope) or revision
        elif what == "file":
            files += [text for text in [one_text(argument, scope)] if text]
        elif what in ("endpoint", "url") or name in (
            "base_url",
            "api_base",
            "azure_endpoint",
            "endpoint_url",
        ):
            given_host = host_of(one_text(argument, scope)) or given_host
            elsewhere = elsewhere or not (isinstance(argument, ast.Constant) and not argument.value)
    if isinstance(node.func, ast.Attribute) and given_host is None:
        given_host = client_host(node.func, scope, 0)
    remote = keyword(node, _REMOTE_CODE)
    return Reference(
        revision=revision,
        host=given_host or (host if host and "." in host and not elsewhere else None),
        library=row.library or None if row is not None else None,
        files=tuple(files),
        remote_code=isinstance(remote, ast.Constant) and remote.value is True,
    )


def _repo_type(node: ast.Call) -> str:
    value = keyword(node, "repo_type")
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


# -- callables by name -------------------------------------------------------------------


def _named_pair(reader: Reader, node: ast.Call, scope: Scope, context: Context, last: str) -> bool:
    """Read a call one of whose arguments names the others: ``get("model", "org/name")``."""
    at = _PAIRS[last]
    names = [
        a.value
        for a in node.args[at : at + 4]
        if isinstance(a, ast.Constant) and isinstance(a.value, str)
    ]
    if not names:
        return False
    if last in ("add_argument", "option"):
        _option(reader, node, scope, [name for name in names if name], last)
        return True
    role = key_role(names[0])
    if last in ("text_input", "selectbox", "radio", "multiselect"):
        role = key_role(names[0].replace(" ", "_"))
    if last == "parametrize":
        return _parametrize(reader, node, scope, names[0])
    if role.trust is Trust.OPEN:
        role = context.role
    way = (
        "env_default"
        if last in ("getenv", "env", "setenv") or "environ" in dotted_name(node.func, scope)
        else context.way
    )
    for argument in (*node.args[:at], *node.args[at + 1 :]):
        reader.visit(argument, scope, context.with_role(role).with_way(way))
    for item in node.keywords:
        own = key_role(item.arg or "")
        reader.visit(
            item.value,
            scope,
            context.with_role(own if own.trust is not Trust.OPEN else role).with_way(way),
        )
    return True


def _option(reader: Reader, node: ast.Call, scope: Scope, names: list[str], last: str) -> None:
    roles = [key_role(name.lstrip("-")) for name in names if name.startswith("-")] or [
        key_role(names[0])
    ]
    role = max(roles, key=lambda found: found.trust.value)
    way = "argparse_default" if last in ("add_argument", "option") else "call_arg"
    if role.kind is Kind.MODEL and _is_whisper_size(node):
        role = _WHISPER
    for item in node.keywords:
        if item.arg in ("default", "const"):
            reader.visit(item.value, scope, Context(role, way))
        elif item.arg in ("choices", "type"):
            reader.visit(item.value, scope, Context(role, "catalog"))
        else:
            reader.visit(item.value, scope, Context(NOTHING, "call_arg"))


#: The sizes of Whisper are words like any other: only the option's help tells what they are.
_WHISPER = Role(Trust.SURE, Kind.NAMED_MODEL, Relation.USES, "whisper")
_WHISPER_SIZE = re.compile(
    r"(?:tiny|base|small|medium)(?:\.en)?|large(?:-v[123](?:-turbo)?)?|turbo"
)


def _is_whisper_size(node: ast.Call) -> bool:
    """Return whether an option's help speaks of Whisper, and its default is a size of it."""
    match keyword(node, "default"), keyword(node, "help"):
        case ast.Constant(value=str(size)), ast.Constant(value=str(text)):
            return _WHISPER_SIZE.fullmatch(size) is not None and "whisper" in text.lower()
        case _:
            return False


def _parametrize(reader: Reader, node: ast.Call, scope: Scope, names: str) -> bool:
    """``parametrize("a,model", [(1, "org/name")])``: each element under its own name."""
    keys = [key.strip() for key in names.split(",")]
    values = node.args[1] if len(node.args) > 1 else keyword(node, "argvalues")
    elements = getattr(values, "elts", None)
    if not isinstance(elements, list):
        return False
    for element in elements:
        parts = (
            element.elts
            if isinstance(element, (ast.Tuple, ast.List)) and len(keys) > 1
            else [element]
        )
        if isinstance(element, ast.Call) and last_name(element.func) == "param":
            parts = element.args
        for key, part in zip(keys, parts, strict=False):
            reader.visit(part, scope, Context(key_role(key), "call_arg"))
    return True


#: Keywords of a field whose value is one of the field's.
_VALUES = frozenset(["default", "default_factory", "server_default", "choices", "examples_"])


def _transparent(reader: Reader, node: ast.Call, scope: Scope, context: Context, last: str) -> None:
    """``Field(default="…")``, ``str("…")``: the value is the argument."""
    position, name = TRANSPARENT[last]
    for index, argument in enumerate(node.args):
        reader.visit(argument, scope, context if index == position else Context(OPEN, "call_arg"))
    for item in node.keywords:
        wanted = (
            item.arg
            in (name, "default", "default_factory", "server_default", "choices", "examples_")
            if name
            else False
        )
        reader.visit(
            item.value,
            scope,
            context
            if wanted
            else Context(key_role(item.arg or "") if not name else NOTHING, "call_arg"),
        )


def _partial(reader: Reader, node: ast.Call, scope: Scope) -> None:
    """``partial(loader, …)`` is a call of the loader with these arguments."""
    inner = ast.copy_location(
        ast.Call(func=node.args[0], args=node.args[1:], keywords=node.keywords), node
    )
    if isinstance(node.args[0], (ast.Name, ast.Attribute)):
        read_call(reader, inner, scope, Context(OPEN, "call_arg"))
    else:
        for argument in node.args:
            reader.visit(argument, scope, Context(OPEN, "call_arg"))


def _made(node: ast.Call, scope: Scope) -> ast.Call | None:
    """Return the call that ``dict(type=load_dataset, path=…)`` of MMEngine stands for."""
    for item in node.keywords:
        if item.arg == "type" and isinstance(item.value, (ast.Name, ast.Attribute)):
            if find(dotted_name(item.value, scope)) is None:
                return None
            others = [other for other in node.keywords if other is not item]
            return ast.copy_location(ast.Call(func=item.value, args=[], keywords=others), node)
    return None


def _unknown(reader: Reader, node: ast.Call, scope: Scope, context: Context, last: str) -> None:
    of_record = last == "replace" and bool(node.keywords)  # ``dataclasses.replace(job, x=…)``
    if (is_nothing(last) and not of_record) or _is_exception(last):
        for argument in node.args:
            reader.visit(argument, scope, Context(NOTHING, "call_arg"))
        for item in node.keywords:
            role = OPEN if (last, item.arg) == ("fixture", "params") else NOTHING
            reader.visit(item.value, scope, Context(role, "call_arg"))
        return
    detail = _detail(node, scope, None, {}) if _has_model_keyword(node) else Reference()
    names = _parameters(node, scope)
    first = argument_role(last) if last else OPEN
    outer = context.role if context.role.trust is Trust.NONE else OPEN
    for index, argument in enumerate(node.args):
        role = key_role(names[index]) if index < len(names) else OPEN
        if role.trust is Trust.OPEN:
            unnamed = index >= len(names) or names[index] in _UNTELLING
            role = first if (index == 0 and unnamed) or first.kind is Kind.WEIGHT_FILE else outer
        reader.visit(argument, scope, Context(role, "call_arg", detail))
    input_role = _input_role(node)
    of_data = any(item.arg and _OF_DATA.search(item.arg) for item in node.keywords)
    for item in node.keywords:
        role = key_role(item.arg) if item.arg else OPEN
        if role.kind is Kind.ENDPOINT and detail != Reference():
            role = role._replace(trust=Trust.SURE)  # beside a model: where it answers
        if of_data and item.arg in _REPOSITORY:
            role = _DATASET
        if item.arg in _INPUT_VALUES and role.trust is Trust.OPEN:
            role = input_role
        if role.trust is Trust.OPEN and last == "dict":
            role = context.role
        reader.visit(
            item.value, scope, Context(role, "call_arg" if last != "dict" else "dict_key", detail)
        )


#: Where a call describes an input by its name, what it holds: ``TextInput(name="model", value=…)``.
_INPUT_VALUES = frozenset(["value", "default", "default_value", "initial", "options", "choices"])


def _input_role(node: ast.Call) -> Role:
    name = keyword(node, "name")
    if isinstance(name, ast.Constant) and isinstance(name.value, str):
        return key_role(name.value)
    return OPEN


#: Beside these parameters a repository is one of data: ``Task(hf_repo=…, hf_subset=…)``.
_OF_DATA = re.compile(r"(?:^|_)(?:splits?|subsets?)$")
_REPOSITORY = frozenset(["hf_repo", "repo", "repo_id", "hf_path", "hub_id", "hf_id", "hub_repo"])
_DATASET = Role(Trust.KEYED, Kind.DATASET)
#: Parameter names that leave it to the callable's name to say what is passed.
_UNTELLING = frozenset(
    ["name", "path", "id", "value", "x", "s", "key", "identifier", "args", "name_or_path"]
)


def _parameters(node: ast.Call, scope: Scope) -> list[str]:
    """Return the parameter names of a function or class of the project that is called by name."""
    if not isinstance(node.func, (ast.Name, ast.Attribute)) or not any(map(_may_name, node.args)):
        return []
    if isinstance(node.func, ast.Attribute):
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id in ("self", "cls")):
            return []
        owner = scope.enclosing_class()
        found = owner.attributes().get(node.func.attr, []) if owner is not None else []
        return next(
            (
                _names(b.value, skip=1)
                for b in found
                if isinstance(b.value, (ast.FunctionDef, ast.AsyncFunctionDef))
            ),
            [],
        )
    for place in Reading().places(node.func, scope, "", 0):
        if isinstance(place.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return _names(place.node, skip=0)
        if isinstance(place.node, ast.ClassDef):
            for statement in place.node.body:
                if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
                    return _names(statement, skip=1)
            return [
                s.target.id
                for s in place.node.body
                if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)
            ]
        if isinstance(place.node, ast.Call) and last_name(place.node.func) == "namedtuple":
            return _fields(place.node)
    return []


def _fields(node: ast.Call) -> list[str]:
    """Return the fields of ``namedtuple("Spec", "repo revision")``."""
    match node.args[1:2]:
        case [ast.Constant(value=str(names))]:
            return names.replace(",", " ").split()
        case [ast.List(elts=elements) | ast.Tuple(elts=elements)]:
            return [str(e.value) for e in elements if isinstance(e, ast.Constant)]
        case _:
            return []


def _has_model_keyword(node: ast.Call) -> bool:
    return any(item.arg and key_role(item.arg).kind is Kind.MODEL for item in node.keywords)


def _may_name(node: ast.expr) -> bool:
    """Return whether an argument is a text that could be a name, or a list of such."""
    if isinstance(node, (ast.List, ast.Tuple)) and node.elts:
        node = node.elts[0]
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(_NAME_FORM.fullmatch(node.value))
    )


def _names(function: Function | ast.AST | None, *, skip: int) -> list[str]:
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return []
    return [parameter.arg for parameter, _ in defaults(function.args)][skip:]


def _path_part(role: Role) -> Role:
    """Return the role of a part of a path: a weight file or nothing, its folders are no names."""
    return (
        Role(Trust.OPEN, Kind.WEIGHT_FILE, Relation.USES)
        if role.trust is not Trust.NONE
        else NOTHING
    )


def _is_text_join(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Constant)


def _is_exception(last: str) -> bool:
    return last.endswith(("Error", "Exception", "Warning")) or last == "HTTPException"


def node_line(node: ast.AST) -> int:
    """Return the line of a node, 1 when it has none."""
    line = getattr(node, "lineno", 1)
    return line if isinstance(line, int) else 1
