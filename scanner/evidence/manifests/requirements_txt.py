"""pip's requirements and constraints files.

What it reads
    ``requirements*.txt`` and ``.in``, files in a folder called ``requirements``, and
    ``constraints*.txt``, in pip's whole grammar: comments, line continuations, ``-r`` and ``-c``,
    ``-e``, VCS addresses, URLs, wheels, per-requirement options and hashes, markers, extras and
    environment variables.

    A file pulled in by ``-r`` is read with the file that pulls it in when its own name would not be
    picked. A constraint (``-c``, or a file called ``constraints``) limits versions and requires
    nothing: its rows stand in the relation ``constrains`` and count as mentions.

Limits
    Remote ``-r`` and ``-c`` addresses, missing files and names hidden in environment variables are
    gaps. The chain of files is followed to 64 files.

Source: pip documentation, "Requirements File Format".
"""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.manifests import requirement, scopes
from scanner.model.evidence import Confidence, Evidence, Gap, Location, Relation
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

#: Files followed from one requirements file; a real project has fewer.
FILES_LIMIT = 64

_COMMENT = re.compile(r"(?:^|\s)#.*$")
#: pip: options that may follow a requirement on its line.
_LINE_OPTION = re.compile(r"\s--?(?:hash|global-option|install-option|config-settings?|C)\b")
_OPTION = re.compile(
    r"(?P<option>-[a-zA-Z]|--[a-z][a-z-]*)(?:\s*=\s*|\s+|(?<=-[a-zA-Z]))(?P<value>.*)$"
)
_INCLUDES = {"-r": Relation.REQUIRES, "--requirement": Relation.REQUIRES,
             "-c": Relation.CONSTRAINS, "--constraint": Relation.CONSTRAINS}  # fmt: skip
_EDITABLE = frozenset(["-e", "--editable"])
_OWN = re.compile(
    r"(?:^|/)(?:[^/]*(?:requirements|constraints)[^/]*\.(?:txt|in|pip)|requirements/(?:.*/)?[^/]*\.(?:txt|in|pip))$",
    re.IGNORECASE,
)
_CONSTRAINTS = re.compile(r"(?:^|/)[^/]*constraints?[^/]*$", re.IGNORECASE)


class Line(NamedTuple):
    """One logical line: continuations joined, comments gone. ``number`` is its first line."""

    number: int
    column: int
    text: str


class _Include(NamedTuple):
    path: str
    relation: Relation
    at: Location


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield one row for each requirement of the file and of the files only it leads to."""
    constrains = _CONSTRAINTS.search(file.path)
    relation = Relation.CONSTRAINS if constrains else Relation.REQUIRES
    yield from read(file, scope=scopes.of_file(file.path), relation=relation)


def read(
    file: File, *, scope: str, relation: Relation = Relation.REQUIRES
) -> Iterator[Evidence | Gap]:
    """Yield the rows of a requirements file and of what it includes, in the given scope."""
    seen = {(file.path, relation)}
    waiting: list[tuple[File, Relation]] = [(file, relation)]
    known: dict[str, tuple[str, ...]] = {}
    while waiting:
        current, how = waiting.pop()
        for item in _rows(current, scope, how):
            if not isinstance(item, _Include):
                yield item
                continue
            if _leads_to(current, item.path, known):
                yield Gap(item.at, f"'{item.path}' leads back to this file; pip refuses a loop")
            key = (item.path, item.relation)
            if key in seen or (is_own(item.path) and item.relation is Relation.REQUIRES):
                continue  # a loop, or a file that is read for itself
            if len(seen) >= FILES_LIMIT:
                yield Gap(item.at, f"more than {FILES_LIMIT} requirements files in one chain")
                return
            seen.add(key)
            target = file.sibling(item.path)
            if target is None:
                yield Gap(item.at, f"'{item.path}' is not in the scanned tree")
            else:
                waiting.append((target, item.relation))


def _leads_to(goal: File, path: str, known: dict[str, tuple[str, ...]]) -> bool:
    """Tell whether what a file includes includes that file, over however many others."""
    seen = {path}
    waiting = [path]
    while waiting and len(seen) <= FILES_LIMIT:
        current = waiting.pop()
        if current == goal.path:
            return True
        if current not in known:
            file = goal.sibling(current)
            rows = _rows(file, "", Relation.REQUIRES) if file else ()
            known[current] = tuple(item.path for item in rows if isinstance(item, _Include))
        waiting += [each for each in known[current] if each not in seen]
        seen.update(known[current])
    return False


def one_line(
    file: File, text: str, at: Location, scope: str, *, way: str
) -> Iterator[Evidence | Gap]:
    """Yield the rows of one pip argument or line that stands in another kind of file."""
    option = _OPTION.match(text) if text.startswith("-") else None
    if option and option["option"] in _EDITABLE:
        yield from _requirement(file, option["value"], at, scope, way, editable=True)
    elif option and option["option"] in _INCLUDES:
        for item in _include(file, option, at, Relation.REQUIRES):
            target = file.sibling(item.path) if isinstance(item, _Include) else None
            if isinstance(item, Gap):
                yield item
            elif target is None:
                yield Gap(at, f"'{item.path}' is not in the scanned tree")
            elif not is_own(item.path):
                yield from read(target, scope=scope, relation=item.relation)
    elif not text.startswith("-"):
        yield from _requirement(file, text, at, scope, way, editable=False)


def is_own(path: str) -> bool:
    """Tell whether this detector reads the file for its own name."""
    return bool(_OWN.search(path))


def logical_lines(text: str) -> Iterator[Line]:
    """Yield pip's logical lines: continuations joined, comments gone."""
    parts: list[str] = []
    first = 1
    for number, raw in enumerate(text.splitlines(), 1):
        if not parts:
            first = number
        comment = raw.lstrip().startswith("#")
        line = raw if not comment else " " + raw  # pip: a comment line ends a continuation
        if line.endswith("\\") and not comment:
            parts.append(line[:-1])
            continue
        parts.append(line)
        joined = _COMMENT.sub("", "".join(parts))
        parts = []
        if joined.strip():
            yield Line(first, len(joined) - len(joined.lstrip()) + 1, joined.strip())
    joined = _COMMENT.sub("", "".join(parts))
    if joined.strip():
        yield Line(first, 1, joined.strip())


def _rows(file: File, scope: str, relation: Relation) -> Iterator[Evidence | Gap | _Include]:
    try:
        text = file.text()
    except Unreadable as error:
        yield Gap(Location(file.path, error.line), error.reason)
        return
    way = "constraints" if relation is Relation.CONSTRAINS else "requirements"
    for line in logical_lines(text):
        at = Location(file.path, line.number, line.column)
        option = _OPTION.match(line.text) if line.text.startswith("-") else None
        if option and option["option"] in _INCLUDES:
            yield from _include(file, option, at, relation)
        elif option and option["option"] in _EDITABLE:
            yield from _requirement(file, option["value"], at, scope, way, editable=True)
        elif not line.text.startswith("-"):
            yield from _requirement(file, line.text, at, scope, way, editable=False)


def _include(
    file: File, option: re.Match[str], at: Location, relation: Relation
) -> Iterator[Gap | _Include]:
    target = option["value"].strip().strip("\"'")
    if "://" in target:
        yield Gap(at, "a requirements file on the network is not read")
        return
    path = normpath(join(dirname(file.path), target))
    if target.startswith("/") or path.startswith(".."):
        yield Gap(at, "a requirements file outside the scanned tree is not read")
        return
    how = _INCLUDES[option["option"]]
    # What a constraints file pulls in constrains too.
    yield _Include(path, Relation.CONSTRAINS if relation is Relation.CONSTRAINS else how, at)


def _requirement(
    file: File, text: str, at: Location, scope: str, way: str, *, editable: bool
) -> Iterator[Evidence | Gap]:
    cut = _LINE_OPTION.search(text)
    body = (text[: cut.start()] if cut else text).strip()
    if body[:1] == body[-1:] and body[:1] in {'"', "'"}:
        body = body[1:-1]
    try:
        if requirement.is_address(body):
            if is_own_project(body):
                return
            asked = requirement.parse_address(body, scope, editable=editable)
        elif editable:
            return  # -e needs an address; a bare word is a folder of this tree
        else:
            asked = requirement.parse(body, scope)
    except requirement.NotARequirement as error:
        yield Gap(at, str(error))
        return
    constrains = way == "constraints"
    yield requirement.evidence(
        file,
        asked,
        at,
        way,
        relation=Relation.CONSTRAINS if constrains else Relation.REQUIRES,
        confidence=Confidence.LOW if constrains else Confidence.HIGH,
    )


def is_own_project(text: str) -> bool:
    """Tell whether this is a local folder, such as ``.`` or ``./package[extra]``."""
    path = text.split("[", 1)[0].strip().removeprefix("file:")
    return path.startswith(".") and not path.endswith((".whl", ".tar.gz", ".zip"))


DETECTOR = Detector(
    id="requirements-txt",
    patterns=(
        "**/*requirements*.txt",
        "**/*requirements*.in",
        "**/*requirements*.pip",
        "**/requirements/**/*.txt",
        "**/requirements/**/*.in",
        "**/*constraints*.txt",
        "**/*constraints*.in",
    ),
    triggers=(),
    detect=detect,
)
