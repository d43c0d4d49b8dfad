"""What is not read, and why: other people's code, and what ``.gitignore`` leaves out."""

from __future__ import annotations

import fnmatch
import re
from functools import lru_cache
from typing import NamedTuple

#: Folders of code that is not the project's own, or that tools make.
VENDORED_FOLDERS = frozenset(
    """vendor vendors vendored _vendor third_party third-party thirdparty 3rdparty node_modules
    bower_components site-packages dist-packages __pypackages__ .venv venv .virtualenv virtualenv
    .tox .nox .eggs __pycache__ .mypy_cache .pytest_cache .ruff_cache .hypothesis
    .ipynb_checkpoints .gradle .terraform .hg .svn .bzr""".split()  # noqa: SIM905 (reads better)
)
#: Files that stay readable inside a vendored folder: those that say what the copied thing is.
_INSTALLED = re.compile(
    r"\.(?:dist-info/(?:METADATA|direct_url\.json)|egg-info/PKG-INFO)\Z"
    r"|(?:^|/)(?:_?vendor|vendors|vendored|third[_-]?party|3rdparty)/(?:[^/]+/){1,2}"
    r"(?:licen[cs]e|copying|unlicense)(?:[.-](?:txt|md|rst|mit|apache|bsd))?\Z",
    re.IGNORECASE,
)
_LONGEST_PATTERN = 1_000
_MOST_LINES = 10_000


def vendored(path: str) -> bool:
    """Return whether a file is someone else's code, and no description of an installed package."""
    return _in_vendored(path[: path.rfind("/") + 1]) and _INSTALLED.search(path) is None


@lru_cache(maxsize=4096)
def _in_vendored(folder: str) -> bool:
    return not VENDORED_FOLDERS.isdisjoint(folder.split("/"))


class _Line(NamedTuple):
    """One pattern of a ``.gitignore``; a segment ``None`` is ``**``."""

    segments: tuple[re.Pattern[str] | None, ...]
    negated: bool
    folders_only: bool


class Ignore:
    """The patterns of one folder's ``.gitignore``; the deepest folder's file speaks first.

    Source: ``gitignore(5)``, section "Pattern format".
    """

    __slots__ = ("_lines",)

    def __init__(self, text: str) -> None:
        lines = text.splitlines()[:_MOST_LINES]
        self._lines = tuple(line for raw in lines if (line := _line(raw)) is not None)

    def says(self, path: str, *, folder: bool) -> bool | None:
        """Return whether ``path``, relative to the folder, is ignored; ``None``: not told."""
        parts = path.split("/")
        for line in reversed(self._lines):
            if (folder or not line.folders_only) and _matches(line.segments, parts):
                return not line.negated
        return None


def matches_glob(pattern: str, path: str) -> bool:
    """Return whether a path matches one ``.gitignore`` pattern, or lies in a folder that does."""
    line = _line(pattern)
    if line is None:
        return False
    parts = path.split("/")
    ends = range(1, len(parts) + (not line.folders_only))
    return any(_matches(line.segments, parts[:end]) for end in ends)


def _line(raw: str) -> _Line | None:
    pattern = _without_trailing_spaces(raw)
    if not pattern or pattern.startswith("#") or len(pattern) > _LONGEST_PATTERN:
        return None
    negated = pattern.startswith("!")
    pattern = pattern[1:] if negated else pattern
    folders_only = pattern.endswith("/")
    pattern = pattern.rstrip("/")
    if not pattern:
        return None
    if "/" not in pattern:
        pattern = "**/" + pattern  # a plain name matches at any depth
    return _Line(tuple(map(_segment, pattern.strip("/").split("/"))), negated, folders_only)


def _without_trailing_spaces(raw: str) -> str:
    stripped = raw.rstrip(" \r\n")
    return stripped + " " if stripped.endswith("\\") and len(stripped) < len(raw) else stripped


def _segment(text: str) -> re.Pattern[str] | None:
    if text == "**":
        return None
    # gitignore escapes with a backslash and negates with "^" too; fnmatch knows neither.
    plain = re.sub(r"\\(.)", lambda found: f"[{found[1]}]", text).replace("[^", "[!")
    return re.compile(fnmatch.translate(plain))  # linear: fnmatch never goes back over a "*"


def _matches(segments: tuple[re.Pattern[str] | None, ...], parts: list[str]) -> bool:
    """Return whether the whole path matches; ``**`` stands for any number of folders."""
    reached = {0}  # how many parts are used up by the segments so far
    for position, segment in enumerate(segments):
        if segment is None:
            last = position == len(segments) - 1
            start = min(reached) + last  # a final "/**" matches what is inside, not the folder
            reached = (
                {len(parts)} if last and start <= len(parts) else set(range(start, len(parts)))
            )
        else:
            match = segment.match
            reached = {at + 1 for at in reached if at < len(parts) and match(parts[at])}
        if not reached:
            return False
    return len(parts) in reached
