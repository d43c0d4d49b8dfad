"""Install commands inside Python: argument lists, shell strings, image builders and nox sessions.

What it reads
    A list with ``"pip", "install", …`` wherever it stands; the command text given to ``os.system``,
    ``subprocess`` and their kin; ``.pip_install("torch")`` and ``.uv_pip_install`` of image
    builders; ``session.install`` and ``session.run`` of a ``noxfile.py``.

Limits
    Names held by variables are left out, ``f"{x}"`` holes too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence import shell
from scanner.evidence.manifests import install_command, install_words
from scanner.evidence.slices import blocks
from scanner.model.evidence import Evidence, Gap, Location
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from scanner.model.file import File

_SHELL_CALLS = frozenset(
    ["system", "popen", "run", "call", "check_call", "check_output", "Popen", "getoutput",
     "getstatusoutput", "sh", "shell", "run_commands", "run_command", "run_line_magic", "cmd",
     "bash", "execute", "local", "sudo", "check_run"]
)  # fmt: skip
_NAMED_CALLS = frozenset(["pip_install", "uv_pip_install", "micromamba_install", "conda_install"])
#: What a statement that installs something holds.
_HINT = re.compile(rf"[ \"']install|[\"']add[\"']|{'|'.join(sorted(_NAMED_CALLS))}")
#: Nodes looked at in one file.
NODES_LIMIT = 400_000


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield what the install commands of a Python file name."""
    import ast  # noqa: PLC0415 (only where a trigger hit)

    text = file.text()
    nox = file.path.rsplit("/", 1)[-1] == "noxfile.py"
    places = [match.start() for match in _HINT.finditer(text)]
    if not places and not nox:
        return
    held = blocks(text)
    try:
        found = held.all() if nox else held.holding(places)
    except Unreadable:
        return  # the Python detectors say what is wrong with the file
    for count, node in enumerate(ast.walk(ast.Module(found, []))):
        if count > NODES_LIMIT:
            raise Unreadable(f"more than {NODES_LIMIT} syntax nodes")
        if isinstance(node, ast.List | ast.Tuple):
            yield from _words(file, node.elts)
        elif isinstance(node, ast.Call):
            yield from _call(file, node, nox=nox)


def _call(file: File, call: ast.Call, *, nox: bool) -> Iterator[Evidence | Gap]:
    import ast  # noqa: PLC0415 (only where a trigger hit)

    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            pass
        case _:
            return
    if name in _NAMED_CALLS:
        ecosystem = "pypi" if "pip" in name else "conda"
        yield from _names(file, _flat(call.args), ecosystem)
    elif nox and name in {"install", "conda_install"}:
        rows = _names(file, call.args, "pypi" if name == "install" else "conda")
        for row in rows:
            yield row._replace(way="nox") if isinstance(row, Evidence) else row
    elif nox and name == "run":
        yield from _words(file, call.args)
    elif name in _SHELL_CALLS:
        for argument in _flat(call.args):
            yield from _text(file, argument)


def _flat(nodes: list[ast.expr]) -> list[ast.expr]:
    import ast  # noqa: PLC0415 (only where a trigger hit)

    flat: list[ast.expr] = []
    for node in nodes:
        flat += node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    return flat


def _literal(node: ast.expr) -> str | None:
    """Return a string with ``$`` for what is not written down; ``None`` for no string at all."""
    import ast  # noqa: PLC0415 (only where a trigger hit)

    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr():
            parts = (
                str(part.value) if isinstance(part, ast.Constant) else "$" for part in node.values
            )
            return "".join(parts)
        case _:
            return None


def _words(file: File, nodes: list[ast.expr]) -> Iterator[Evidence | Gap]:
    words = [_literal(node) for node in nodes]
    known = [word or "$" for word in words]
    if "install" not in known and "add" not in known:
        return
    start = next(
        (i for i, w in enumerate(known) if w.rsplit("/", 1)[-1] in {"pip", "pip3", "uv", "conda"}),
        None,
    )
    if start is None:
        return
    for argument in install_words.arguments(known[start:]):
        if words[start + argument.place] is None:
            continue
        node = nodes[start + argument.place]
        at = Location(file.path, node.lineno, node.col_offset + 1)
        yield from install_command.rows(file, argument, at, mention=False, quiet=True)


def _names(file: File, nodes: list[ast.expr], ecosystem: str) -> Iterator[Evidence | Gap]:
    texts = [_literal(node) or "$" for node in nodes]
    for argument in install_words.arguments(["pip", "install", *texts]):
        node = nodes[argument.place - 2]
        at = Location(file.path, node.lineno, node.col_offset + 1)
        given = argument._replace(ecosystem=ecosystem)
        yield from install_command.rows(file, given, at, mention=False, quiet=True)


def _text(file: File, node: ast.expr) -> Iterator[Evidence | Gap]:
    text = _literal(node)
    if text is None or " install" not in text:
        return
    for item in shell.read(text):
        if isinstance(item, shell.Assignment) or item.message:
            continue
        words = tuple(word.text for word in item.words)
        for argument in install_words.arguments(words):
            place = item.words[argument.place].place
            at = Location(file.path, node.lineno + place.line - 1, node.col_offset + 1)
            yield from install_command.rows(file, argument, at, mention=False, quiet=True)


DETECTOR = Detector(
    id="install-code",
    patterns=("**/*.py",),
    triggers=(
        *("pip install", "pip3 install", '"pip"', "'pip'", "pip_install", "session.install"),
        *('"uv"', "'uv'", "conda install", "conda_install", "micromamba_install"),
    ),
    detect=detect,
)  # fmt: skip
