"""Where a module that holds a trigger may say something: only those statements are parsed.

A statement says something where a text stands that some place would take for a name, where a
callable of the table is called or a command is run, where a name is put together under a key, and
where a long text holds a configuration.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.families import BARE_FAMILY
from scanner.evidence.hosted import HOSTED_WORD
from scanner.evidence.keys import OPEN, Role, Trust, key_role
from scanner.evidence.models import imports
from scanner.evidence.names import judge
from scanner.evidence.slices import blocks, is_docstring
from scanner.model.evidence import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator


class Places(NamedTuple):
    """Offsets in a module: of what says something, and of what a whole function is about."""

    at: list[int]
    wide: list[int]
    #: Where names of other modules are used: they count when those modules give them a name.
    brought: dict[str, list[int]]


_NONE = Places([], [], {})
#: A text that could be a name: no space, no quote, no backslash.
_TEXT = re.compile(r"[\"']([\w@./:+{-][^\s\"'\\,;|<>*$!]{1,200})(?=[\"'])")
#: What a name has, unless it is a family by itself.
_FORM = re.compile(
    r"[\d/:.-]|_(?:sm|md|lg|trf|base|large|small|tiny|huge|giant|nano|xlarge)(?:_|$)"
)
_BARE = re.compile(rf"(?:{BARE_FAMILY.pattern}|{HOSTED_WORD.pattern})", re.IGNORECASE)
_MODEL = Role(Trust.KEYED, Kind.MODEL)
_ENDPOINT = Role(Trust.KEYED, Kind.ENDPOINT)
_DATASET = Role(Trust.KEYED, Kind.DATASET)
_DATA_WORDS = ("ataset", "data_set", "orpus", "orpora", "ATASET", "ORPUS", "ORPORA")
#: What a text that is put together is kept under.
_KEY = re.compile(r"(\w+)[\"']?\]?(?:[ ]?:[ ]?[\w\[\]. |]{1,40})?[ ]?[=:]$")
_JOINED_KEY = re.compile(r"[ \t]*(?:\w+\.)*(\w+)[ ]?(?::[^=\n]{1,80})?=(?!=)")
_KEY_LIMIT = 100
#: A constant of the module.
_CONSTANT = re.compile(r"([A-Za-z_]\w*)[ ]?(?::[^=\n]{1,80})?=(?!=)")
_OPTIONS = ("add_argument(", "option(", "Option(")
_OPTION_LIMIT = 400
#: What says more of a name than the name itself: a service, a revision, code of its own.
_DETAILS = (
    *("base_url", "api_base", "azure_endpoint", "server_url", "endpoint", "bedrock"),
    *("trust_remote_code", "revision"),
)
#: An argument of a function that may be the project's own.
_PASSED = re.compile(r"(?<![\w.])(?:self\.|cls\.)?\w+\([^()]*$")
_HOST = re.compile(r"\{|(?:\w+://)?[\w-]+\.")
_WORD_CONTEXT = 300
_VARIABLE = re.compile(r"[ \t]+(?:\w+\.)*(\w+)[ ]?(?::[^=\n]{1,80})?[ ]=(?!=)")
_UP_LIMIT = 4
_LINES_LIMIT = 40
#: So far before a constant of another module stands what it is used for.
_CONTEXT = 120
#: Lines of a longer text that name something under a key, after a flag, in a call, or alone.
_LINE = re.compile(r"(?:[:=\s(\"']|^)[\w@][\w.@+-]{1,100}/[\w.:@+-]{1,100}[\"']?[,)]?(?:\s|\\n|$)")


def places(text: str) -> Places | None:
    """Return the offsets of all that may say something; ``None``: dearer to know than to parse."""
    if imports.engine() == "python":
        return None
    held = imports.hits(text)
    named = [*_texts(text), *_addresses(text, held)]
    calls = list(imports.called(text, held))
    if not named and not calls and imports.WHISPER not in held.marks:
        return _NONE
    brought = set(imports.constants(text))
    addressed = bool(brought) or any("." in value for _, value in named)
    found = [at for at, _ in named]
    found.extend(call.at for call in calls if call.told or (call.given and addressed))
    wide = _uses(text, found, len(named), host=any(call.host for call in calls))
    found.extend(_assembled(text, held))
    found.extend(_long_texts(text, held))
    found.extend(_sizes(text, held))
    return Places([*found, *wide], wide, _brought(text, brought))


def _texts(text: str) -> Iterator[tuple[int, str]]:
    """Yield where texts stand that some place would take for a name."""
    of_data: bool | None = None
    for value in set(_TEXT.findall(text)):
        form = _form(value)
        if form is None and "/" in value and _may_be_data(value):
            if of_data is None:
                of_data = any(word in text for word in _DATA_WORDS)
            form = False if of_data else None
        if form is not None:
            at = text.find(value)
            while at >= 0:
                if text[at - 1] in "\"'" and (not form or _may_be_meant(text, at)):
                    yield at, value
                at = text.find(value, at + 1)


def _addresses(text: str, held: imports.Hits) -> Iterator[tuple[int, str]]:
    """Yield where addresses of hubs stand, which may hold spaces."""
    for at, mark in imports.everywhere(text, held.marks.intersection(imports.HUBS)):
        if not text[text.rfind("\n", 0, at) + 1 : at].lstrip().startswith("#"):
            yield at, mark


def _may_be_meant(text: str, at: int) -> bool:
    """Return whether a word stands where something says that it is a model."""
    first = text.rfind("\n", 0, at) + 1
    if _PASSED.search(text, first, at):
        return True
    if imports.is_keyed(text, max(0, at - _WORD_CONTEXT), at):
        return True
    cuts = blocks(text).cuts()
    start = cuts[max(bisect_right(cuts, at) - 1, 0)]
    return imports.is_keyed(text, start, min(start + 80, at))


@lru_cache(maxsize=32_768)
def _form(value: str) -> bool | None:
    """Return whether a text is a name; only where a key says so (True), or by its form (False)."""
    if value[0] == "-":
        return None
    if _FORM.search(value) is None:
        return True if _BARE.fullmatch(value) else None
    if judge(value, _MODEL) is not None:
        return "/" not in value and judge(value, OPEN) is None
    return False if "." in value and judge(value, _ENDPOINT) is not None else None


@lru_cache(maxsize=4_096)
def _may_be_data(value: str) -> bool:
    return judge(value, _DATASET) is not None


def _assembled(text: str, held: imports.Hits) -> Iterator[int]:
    """Yield where a text with parts to fill in is kept under a key that says what it is."""
    for at, _ in imports.everywhere(text, held.marks.intersection(imports.FILLED)):
        before = text[max(0, at - _KEY_LIMIT) : at].rstrip(" \n\trR(")
        key = _KEY.search(before) if before.endswith(("=", ":")) else None
        kind = None if key is None else _kind(key[1])
        if kind is not None and (kind is not Kind.ENDPOINT or _HOST.match(text, at + 2)):
            yield at
    for at, _ in imports.everywhere(text, held.marks.intersection(imports.JOINED)):
        key = _JOINED_KEY.match(text, text.rfind("\n", 0, at) + 1, at)
        if key is not None and imports.keyed(key[1]):
            yield at


def _sizes(text: str, held: imports.Hits) -> Iterator[int]:
    """Yield where the help of an option says that its size is one of Whisper."""
    for at, _ in imports.everywhere(text, held.marks.intersection((imports.WHISPER,))):
        first = max(0, at - _OPTION_LIMIT)
        option = max(text.rfind(call, first, at) for call in _OPTIONS)
        if option >= 0:
            yield option


def _kind(name: str) -> Kind | None:
    """Return what a name says that it holds."""
    return key_role(name).kind if imports.keyed(name) else None


def _long_texts(text: str, held: imports.Hits) -> Iterator[int]:
    """Yield where a text of several lines or words holds something like a name."""
    for start, end in blocks(text).quoted():
        found = _LINE.search(text, start, end)
        if found is not None and not is_docstring(text, start):
            yield found.start()
    yield from (at for at, _ in imports.everywhere(text, held.marks.intersection(imports.SPLITS)))
    if imports.LINE_END in held.marks:
        for at, _ in imports.everywhere(text, (imports.LINE_END,)):
            first = text.rfind("\n", 0, at) + 1
            if text.find("/", first, at) >= 0 and _LINE.search(text, first, at + 2):
                yield at


def _uses(text: str, found: list[int], count: int, *, host: bool) -> list[int]:
    """Return where constants are used that hold a name; add to ``found`` where variables are.

    The first ``count`` of ``found`` are texts. Of a constant whose own name says what it is only
    the uses count that say more: a host, a revision.
    """
    cuts = blocks(text).cuts()
    own: set[str] = set()
    local: set[tuple[str, int]] = set()
    for at in found[:count]:
        index = max(bisect_right(cuts, at) - 1, 0)
        constant = _CONSTANT.match(text, cuts[index])
        if constant is not None:
            own.add(constant[1])
        elif name := _variable(text, at):
            local.add((name, index))
    wide: list[int] = []
    for name in own:
        if not imports.keyed(name):
            wide.extend(_words(text, name, 0, len(text)))
        else:
            found.extend(
                at for at in _words(text, name, 0, len(text)) if host or _is_detailed(text, at)
            )
    for name, index in local:
        end = cuts[index + 1] if index + 1 < len(cuts) else len(text)
        for at in _words(text, name, cuts[index], end):
            looped = " in " in text[text.rfind("\n", 0, at) + 1 : at]
            (wide if looped else found).append(at)
    return wide


def _is_detailed(text: str, at: int) -> bool:
    around = text[max(0, at - _CONTEXT) : at + _CONTEXT]
    return any(word in around for word in _DETAILS)


def _brought(text: str, names: set[str]) -> dict[str, list[int]]:
    """Return where constants of other modules are used that may be names of models."""
    found: dict[str, list[int]] = {}
    for name in names:
        for at in _words(text, name, 0, len(text)):
            line = text[text.rfind("\n", 0, at) + 1 : at].lstrip()
            brings = line.startswith(("from ", "import "))
            if not brings and imports.is_keyed(text, max(0, at - _CONTEXT), at):
                found.setdefault(name, []).append(at)
    return found


def holds_name(text: str, start: int, end: int) -> bool:
    """Return whether a text stands there that some place would take for a name."""
    return any(
        _form(value) is not None or ("/" in value and _may_be_data(value))
        for value in _TEXT.findall(text, start, end)
    )


def _variable(text: str, at: int) -> str:
    """Return the variable that holds a text, unless its own name says what it is."""
    first = text.rfind("\n", 0, at) + 1
    line = text[first:at]
    margin = len(line) - len(line.lstrip())
    for _ in range(_UP_LIMIT):
        found = _VARIABLE.match(line)
        if found is not None:
            return "" if imports.keyed(found[1]) else found[1]
        for _line in range(_LINES_LIMIT):
            if not first:
                return ""
            end = first - 1
            first = text.rfind("\n", 0, end) + 1
            line = text[first:end]
            inner = len(line) - len(line.lstrip())
            if inner < margin and line.strip():
                margin = inner
                break
        else:
            return ""
        if not line.endswith(("[", "{", "(")):
            return ""
    return ""


def _words(text: str, name: str, start: int, stop: int) -> Iterator[int]:
    at = text.find(name, start, stop)
    while at >= 0:
        end = at + len(name)
        around = text[at - 1 : at], text[end : end + 1]
        if not any(character.isalnum() or character == "_" for character in around):
            yield at
        at = text.find(name, end, stop)
