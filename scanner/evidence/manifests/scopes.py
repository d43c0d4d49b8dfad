"""Which scope a file or group name stands for: runtime, dev, test, build or a named group."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[a-z0-9]+")
#: Words that say nothing of the scope: the file's role, or the main set.
_PLAIN = frozenset(
    """requirements requirement requires reqs req base main prod production runtime install core
    common default lock locked pinned frozen freeze txt in pip deps dependencies all minimal min
    latest py python constraints constraint environment env app server pylock""".split()  # noqa: SIM905 (reads better)
)
_DEV = frozenset(
    ["dev", "develop", "development", "lint", "linting", "typing", "mypy", "style", "format"]
)
_TEST = frozenset(["test", "tests", "testing", "ci", "pytest", "tox", "coverage"])
_BUILD = frozenset(["build", "setup"])


def of_group(name: str) -> str:
    """Return a dependency group's scope: ``dev`` or ``test`` by its name, else ``group:NAME``."""
    words = frozenset(_WORDS.findall(name.lower()))
    if words and words <= _TEST:
        return "test"
    if words and words <= _DEV | _TEST:
        return "dev"
    return f"group:{name}"


def of_file(path: str) -> str:
    """Return the scope a requirements file's name states: ``requirements-dev.txt`` is ``dev``.

    In a folder called ``requirements`` the file's own name counts; a plain name is ``runtime``.
    """
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    words = [word for word in _WORDS.findall(stem) if word not in _PLAIN and not word.isdigit()]
    kinds = frozenset(words)
    if not kinds:
        return "runtime"
    if kinds & _TEST:
        return "test"
    if kinds & _DEV:
        return "dev"
    if kinds & _BUILD:
        return "build"
    return "group:" + "-".join(words)
