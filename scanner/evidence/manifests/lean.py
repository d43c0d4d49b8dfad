"""A lock's lists of files, shortened before the text is parsed: they are most of it.

``tomllib`` spends two thirds of its time on the tables of the wheels, of which only the hash is
told. A list in exactly the form that the tools write becomes one text of as many lines; every other
list is left as it is, and the values read are the same.
"""

from __future__ import annotations

import re

_TEXT = r'"[^"\\\x00-\x1f\x7f]*"'
_ITEM = (
    rf"[ ]*\{{ ?(?:url|path|filename|file) = {_TEXT}, hash = {_TEXT}"
    rf"(?:, size = (?:0|[1-9][0-9]{{0,17}}))?(?:, upload-time = {_TEXT})? ?\}},\n"
)
_LIST = re.compile(rf"^(?P<key>wheels|files) = \[\n(?P<items>(?:{_ITEM})+)\]$", re.MULTILINE)
_HASH = re.compile(r'hash = "([^"]*)"(?:, (?:size|upload-time) = [^\n]*| ?)\},\n')


def text(lock: str) -> str:
    """Return a lock's text with its lists of files in a form that is fast to parse."""
    if '"""' in lock or "'''" in lock:
        return lock  # what looks like a list may stand in a text
    return _LIST.sub(_short, lock)


def _short(found: re.Match[str]) -> str:
    hashes = "\n".join(_HASH.findall(found["items"]))
    return f'{found["key"]} = """\n{hashes}\n"""'


def hashes(files: object) -> tuple[str, ...]:
    """Return the hashes of a list of files, as written in the lock or as ``text`` left it."""
    if isinstance(files, str):
        return tuple(files.removesuffix("\n").split("\n"))
    items = files if isinstance(files, list) else []
    found = (item.get("hash") for item in items if isinstance(item, dict))
    return tuple(item for item in found if isinstance(item, str))
