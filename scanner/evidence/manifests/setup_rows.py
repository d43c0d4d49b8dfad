"""The rows of a ``setup.py``, from what ``setup_values`` reads; called by ``setup_py``."""

from __future__ import annotations

import ast
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from scanner.evidence.manifests import requirement, requirements_txt
from scanner.evidence.manifests.setup_terms import (
    Computed,
    Many,
    Table,
    Text,
    Value,
    file_names,
)
from scanner.evidence.manifests.setup_values import Reader
from scanner.model.evidence import Evidence, Gap, Location, Statement
from scanner.model.file import Unreadable
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_LISTS = {
    "install_requires": ("setup_py", "runtime"),
    "setup_requires": ("setup_py", "build"),
    "tests_require": ("setup_py", "test"),
}


def read(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the requirements the ``setup()`` call is given."""
    reader = Reader()
    reader.read(_parse(file.text()))
    if reader.setup_line is None:
        return
    for argument, (way, scope) in _LISTS.items():
        value = reader.arguments.get(argument)
        if value is not None:
            yield from _rows(file, reader, value, way, scope)
    extras = reader.arguments.get("extras_require")
    if isinstance(extras, Computed):
        extras = reader.table_like("extra") or extras  # what a function gives back, changed by it
    if isinstance(extras, Table):
        for extra, value in extras.items.items():
            # setuptools: "name:marker", or ":marker" for conditional requirements
            name, _, marker = extra.partition(":")
            scope = f"extra:{name}" if name else "runtime"
            yield from _rows(file, reader, value, "setup_py_extra", scope, marker or None)
    elif extras is not None:
        yield from _rows(file, reader, extras, "setup_py_extra", "extra:")
    yield from _statements(file, reader)


def _parse(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise Unreadable("not Python 3", error.lineno or 1) from error
    except (RecursionError, MemoryError, ValueError) as error:
        raise Unreadable("Python nested too deep or holding NUL bytes") from error


def _rows(
    file: File, reader: Reader, value: Value, way: str, scope: str, marker: str | None = None
) -> Iterator[Evidence | Gap]:
    items = value.items if isinstance(value, Many) else [value]
    seen: set[tuple[str, int]] = set()
    for item in items:
        match item:
            case Text():
                # A whole requirements text in one string: one requirement a line.
                for offset, line in enumerate(item.text.splitlines() or [""]):
                    text = line.split(" #", 1)[0].strip()
                    if text and not text.startswith("#") and (text, item.line + offset) not in seen:
                        seen.add((text, item.line + offset))
                        at = Location(file.path, item.line + offset, 1 if offset else item.column)
                        yield _row(file, text, at, way, scope, marker)
            case Computed():
                yield from _computed(file, reader, item, way, scope)
            case Many() | Table():
                yield Gap(Location(file.path), "a nested list of requirements")


def _row(
    file: File, text: str, at: Location, way: str, scope: str, marker: str | None
) -> Evidence | Gap:
    try:
        asked = requirement.parse(text, scope)
    except requirement.NotARequirement as error:
        return Gap(at, str(error))
    if marker and not asked.detail.marker:
        asked = asked._replace(detail=asked.detail._replace(marker=marker))
    return requirement.evidence(file, asked, at, way)


def _computed(
    file: File, reader: Reader, value: Computed, way: str, scope: str
) -> Iterator[Evidence | Gap]:
    """Read the requirements files a list is computed from, or the list a name is looked up in."""
    files = file_names(value)
    read = False
    for path in _candidates(file, value, files):
        target = None if path.startswith("..") else file.sibling(path)
        if target is None:
            continue
        read = True
        if not requirements_txt.is_own(path):
            yield from requirements_txt.read(target, scope=scope)
    rows = [] if read else list(_looked_up(file, reader, value, way, scope))
    yield from rows
    if not read and not rows:
        yield Gap(Location(file.path, value.line), "requirements computed when the file runs")


def _candidates(file: File, value: Computed, files: tuple[str, ...]) -> list[str]:
    """Return where the named files may lie: beside this file, or in a folder the code names."""
    here = dirname(file.path)
    words = (text.text.strip("/") for text in value.texts)
    folders = [word for word in dict.fromkeys(words) if word.replace("_", "").isalnum()][:40]
    return [normpath(join(here, folder, name)) for name in files for folder in ("", *folders)]


def _looked_up(
    file: File, reader: Reader, value: Computed, way: str, scope: str
) -> Iterator[Evidence]:
    """Yield the rows of names looked up in a list: ``deps["torch"]`` of ``["torch>=2"]``."""
    # transformers style: deps_list("ray[tune]") of _deps = ["ray[tune]>=2.7"]
    wanted = {normalise_package(text.text.split("[", 1)[0]) for text in value.texts}
    for text in reader.lists():
        try:
            asked = requirement.parse(text.text, scope)
        except requirement.NotARequirement:
            continue
        if normalise_package(asked.name) in wanted:
            yield requirement.evidence(
                file, asked, Location(file.path, text.line, text.column), way
            )


def _statements(file: File, reader: Reader) -> Iterator[Statement]:
    about = f"project:{dirname(file.path) or '.'}"
    for argument, claim in (("name", "name"), ("version", "version"), ("license", "license")):
        value = reader.arguments.get(argument)
        if isinstance(value, Text) and value.text:
            at = Location(file.path, value.line, value.column)
            yield Statement(None, about, claim, value.text, at)
    classifiers = reader.arguments.get("classifiers")
    for item in classifiers.items if isinstance(classifiers, Many) else []:
        if isinstance(item, Text) and item.text.startswith("License ::"):
            at = Location(file.path, item.line, item.column)
            yield Statement(None, about, "license_classifier", item.text, at)
