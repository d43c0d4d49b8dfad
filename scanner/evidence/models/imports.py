"""Where a module calls a callable of the table, by what it imports from where.

``load(`` and ``Model(`` stand everywhere; they say something in a module that imports them from a
library whose ``load`` and ``Model`` take the name of a model.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.keys import Trust, key_role
from scanner.evidence.match import matcher
from scanner.evidence.models.calls import Form, forms, is_of, is_root
from scanner.evidence.subprocesses import CALLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.evidence.match import Matcher

_NAMES = re.compile(r"\([^)]{0,4000}\)|[^\n#;]{1,400}")
_NAME = re.compile(r"(?P<path>[\w.]+)(?:[ \t]+as[ \t]+(?P<alias>\w+))?")
_IMPORT = "import "
#: ``load = Model.load``: another name for what is imported.
_ALIAS = re.compile(r"(\w+)\.[\w.]+[ \t]*(?:\n|#|$)")
#: The chain before the last name of a call: ``client.chat.``; what made it may be a call itself.
_CHAIN = re.compile(r"(?<![\w.)\]])(\w+)(?:\.\w+|\([^()\n]{0,200}\))*\.")
#: The same without calls, which most are.
_PLAIN = re.compile(r"(?<![\w.)\]])(\w+)(?:\.\w+)*$")
_MADE = re.compile(r"\([^()\n]*\)")
#: A callable that is given to another: ``partial(load, …)``, ``dict(type=load, …)``.
_PASSED = re.compile(r"\s*(?:\w+(?:\(\))?\.)*(\w+)\s*[,)]")
_CHAIN_LIMIT = 300


@lru_cache(maxsize=1)
def _literals() -> tuple[str, ...]:
    return tuple(f"{name}(" for name in sorted(_forms()))


#: What else is looked for in the same pass: callables given to others, addresses that may hold
#: spaces, lists in a text, line ends in a text, texts with parts, what says that a size is a model.
PASSERS = ("partial(", "(type=", " type=")
HUBS = ("huggingface.co/", "hf.co/", "modelscope.cn/")
SPLITS = ('".split(', "'.split(")
LINE_END = "\\n"
FILLED = ('f"', "f'")
JOINED = ('+ "', "+ '", '" +', "' +")
WHISPER = "hisper"
_MARKS = (WHISPER, *PASSERS, *HUBS, *SPLITS, LINE_END, *FILLED, *JOINED)


@lru_cache(maxsize=1)
def _matcher() -> Matcher:
    return matcher(tuple(literal.encode() for literal in (*_literals(), *_MARKS)))


class Hits(NamedTuple):
    """What a module holds of what is looked for."""

    calls: list[str]
    marks: frozenset[str]


def hits(text: str) -> Hits:
    """Return which beginnings of calls and which marks a text holds."""
    literals = _literals()
    found = _matcher().hits(text.encode())
    calls = [literals[index] for index in found if index < len(literals)]
    marks = (_MARKS[index - len(literals)] for index in found if index >= len(literals))
    return Hits(calls, frozenset(marks))


def everywhere(text: str, marks: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield where marks stand in a text."""
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            yield at, mark
            at = text.find(mark, at + 1)


def engine() -> str:
    """Return which engine looks for the calls."""
    return _matcher().engine


class Call(NamedTuple):
    """Where a call stands that the table may know, and what may come of it."""

    at: int
    given: bool  # there is an argument that the table asks for
    told: bool  # a name that is not known is a gap: else it says something only with a name
    host: bool  # it makes a client of one service


def called(text: str, held: Hits) -> Iterator[Call]:
    """Yield the calls that the table may know, with the arguments it asks for."""
    origins = _origins(text) if held.calls else {}
    for at, literal in everywhere(text, held.calls):
        known, anywhere, roots = _forms()[literal[:-1]]
        if anywhere or is_of(_root(text, at, literal, origins), roots):
            yield from _call(text, at, literal, known, origins)
    for at, mark in everywhere(text, held.marks.intersection(PASSERS)):
        passed = _PASSED.match(text, at + len(mark))
        if passed is not None and passed[1] in _forms():
            yield Call(at, given=True, told=True, host=False)


def _call(
    text: str, at: int, literal: str, known: tuple[Form, ...], origins: dict[str, str]
) -> Iterator[Call]:
    before = text[at - 1] if at else " "
    if before.isalnum() or before == "_" or text.endswith(("def ", "class "), 0, at):
        return
    root = _root(text, at, literal, origins)
    meant = [form for form in known if _is_meant(text, at, form, root)]
    if meant:
        start = at + len(literal)
        end = _closing(text, start)
        given = [form for form in meant if _is_given(text, start, end, form)]
        told = any(form.told for form in given) or is_keyed(text, start, end)
        yield Call(at, bool(given), told, any(form.host for form in meant))


def _root(text: str, at: int, literal: str, origins: dict[str, str]) -> str:
    """Return the package that a call is of; ``?``: its chain is not to be seen."""
    attribute = text[at - 1 : at] == "."
    head = _chain(text, at) if attribute else literal[:-1]
    if head is None:
        return _UNSEEN
    root = origins.get(head)
    if root is None:
        root = origins[head] = _aliased(text, head, origins) or (head if attribute else "")
    return root


def _aliased(text: str, name: str, origins: dict[str, str]) -> str:
    """Return the package of what a name is another name for: ``load = Model.load``."""
    assigned = f"{name} = "
    at = text.find(assigned)
    found = _ALIAS.match(text, at + len(assigned)) if at >= 0 else None
    return origins.get(found[1], "") if found is not None else ""


def _is_meant(text: str, at: int, form: Form, root: str) -> bool:
    """Return whether a call may be the one of a row: by what stands before it, by its package."""
    attribute = text[at - 1 : at] == "."
    if form.before and attribute and not text.endswith(form.before, 0, at):
        # ``Embedding().do(`` is of ``Embedding.do`` too
        made = text.startswith(").", at - 2) and at > 1
        chain = _MADE.sub("", text[max(0, at - _CHAIN_LIMIT) : at]) if made else ""
        if not chain.endswith(form.before):
            return False
    if form.anywhere:
        return attribute or not form.before
    return root == _UNSEEN or is_of(root, form.roots)


_UNSEEN = "?"
_ARGUMENTS_LIMIT = 4_000
_BRACKET = re.compile(r"[()]")
_NAMED = re.compile(r"\s*(?:\w+\s*=(?!=)|\*\*|$)")


def _closing(text: str, start: int) -> int:
    """Return where the arguments end that begin there."""
    depth = 1
    end = min(len(text), start + _ARGUMENTS_LIMIT)
    for bracket in _BRACKET.finditer(text, start, end):
        depth += 1 if bracket[0] == "(" else -1
        if not depth:
            return bracket.start()
    return end


def _is_given(text: str, start: int, end: int, form: Form) -> bool:
    """Return whether a call has an argument that the row asks for."""
    if form.positional and _NAMED.match(text, start, end) is None:
        return True
    given = text[start:end]
    return any(keyword in given for keyword in form.keywords)


_WORD = re.compile(r"\w+")


def is_keyed(text: str, start: int, end: int) -> bool:
    """Return whether a word there says that something is a model, a dataset, a host."""
    return any(map(keyed, _WORD.findall(text, start, end)))


@lru_cache(maxsize=8_192)
def keyed(name: str) -> bool:
    return key_role(name).trust is Trust.KEYED


def _chain(text: str, at: int) -> str | None:
    """Return the first name of the chain that ends before a call; ``None``: not to be seen."""
    first = max(text.rfind("\n", 0, at) + 1, at - _CHAIN_LIMIT)
    plain = _PLAIN.search(text[first : at - 1])
    if plain is not None:
        return plain[1]
    for match in _CHAIN.finditer(text, first, at):
        if match.end() == at:
            return match[1]
    return None


#: Names of data, not of classes, that a module of the project may bring.
_DATA = re.compile(
    r"[A-Z][A-Z0-9_]*|[a-z_]*(?:model|name|map|repo|hub|ckpt|checkpoint|dict|table|registry|list)"
    r"[a-z0-9_]*"
)


def constants(text: str) -> Iterator[str]:
    """Yield the names of data that are imported from modules that may be the project's own."""
    for module, names in _imports(text):
        root = module.partition(".")[0]
        if module and root not in sys.stdlib_module_names:
            for item in _NAME.finditer(names):
                name = item["alias"] or item["path"]
                if _DATA.fullmatch(name):
                    yield name


def _imports(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is imported: (module, names) of ``from``, ("", modules) of ``import``."""
    at = text.find(_IMPORT)
    while at >= 0:
        before = text[text.rfind("\n", 0, at) + 1 : at].split()
        after = at + len(_IMPORT)
        if not before or (len(before) == len(("from", "module")) and before[0] == "from"):
            names = _NAMES.match(text, after)
            if names is not None:
                yield (before[1] if before else "", names[0])
        at = text.find(_IMPORT, after)


def _origins(text: str) -> dict[str, str]:
    """Return which names are imported from packages of the table: {name: package}."""
    found: dict[str, str] = {}
    for module, names in _imports(text):
        root = module.partition(".")[0]
        if root and _is_root(root):
            for item in _NAME.finditer(names):
                found[item["alias"] or item["path"]] = root
        elif not module:
            for item in _NAME.finditer(names):
                root = item["path"].partition(".")[0]
                if _is_root(root):
                    found[item["alias"] or root] = root
    return found


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[tuple[Form, ...], bool, tuple[str, ...]]]:
    """Return how the calls look that are looked for, those of the table and those of programs.

    {last name: (forms, whether one is of any package, packages of all)}
    """
    found = dict(forms())
    for name in CALLS:
        root, _, last = name.rpartition(".")
        form = Form("", not root, (root.partition(".")[0],))
        found[last] = (*found.get(last, ()), form)
    return {
        last: (
            known,
            any(form.anywhere for form in known),
            (_UNSEEN, *sorted({root for form in known for root in form.roots})),
        )
        for last, known in found.items()
    }


_PROGRAM_ROOTS = frozenset(name.partition(".")[0] for name in CALLS)


def _is_root(root: str) -> bool:
    return is_root(root) or root in _PROGRAM_ROOTS
