"""Configuration texts as flat lists of scalars with key paths, lines and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.documents import (
    hcl_text,
    json_text,
    line_text,
    pbtxt_text,
    toml_text,
    yaml_text,
)
from scanner.evidence.documents.entry import ENTRY_LIMIT, Entry, too_many
from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from scanner.evidence.source import Source
    from scanner.model.file import File

__all__ = ["Entry", "read", "read_once"]


def read_once(file: File, source: Source) -> tuple[list[Entry], Unreadable | None, list[Entry]]:
    """Return what ``read`` returns of a file's source, and its keys, read for all detectors."""

    def read_all() -> tuple[list[Entry], Unreadable | None, list[Entry]]:
        keys: list[Entry] = []
        return (*read(source, keys), keys)

    return file.once(("document", source), read_all)


def read(source: Source, keys: list[Entry] | None = None) -> tuple[list[Entry], Unreadable | None]:
    """Return the scalars of a YAML, JSON, TOML, INI, env, HCL or protobuf text in file order.

    ``keys`` receives the mapping keys of YAML and JSON: ``value`` is the key, ``path`` ends so.

    The second value says what is wrong with the text; the scalars before the error (for YAML, of
    all lines that look like ``key: value``) are there all the same. Lines are those of the text.
    """
    language, text = source.language, source.text
    if language == "yaml":
        return yaml_text.read(text, keys)
    if language == "json":
        return _read_json(text, keys)
    if language == "toml":
        return toml_text.read(text)
    if language == "ini":
        return list(line_text.read_ini(text)), None
    if language == "env":
        return list(line_text.read_env(text)), None
    if language == "hcl":
        return list(hcl_text.read(text)), None
    if language == "pbtxt":
        return list(pbtxt_text.read(text)), None
    return [], None


def _read_json(text: str, keys: list[Entry] | None) -> tuple[list[Entry], Unreadable | None]:
    entries: list[Entry] = []
    if not text.strip():
        return entries, None
    try:
        for entry in json_text.read(text, keys):
            entries.append(entry)
            if len(entries) >= ENTRY_LIMIT:
                return entries, too_many(entry.line)
    except Unreadable as error:
        return entries, error
    return entries, None
