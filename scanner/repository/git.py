"""Run git on a tree that may be hostile: read-only, no hooks, filters, prompts or transports.

Only plumbing that never runs a clean or smudge filter is called (``ls-files``, ``ls-tree``,
``cat-file`` without ``--filters``, ``diff-index --cached``, ``diff-tree``, ``rev-parse``).
"""

from __future__ import annotations

import os

#: What a repository's own configuration could otherwise make git run or fetch.
_SAFE_SETTINGS = (
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.untrackedCache", "false"),
    ("core.quotePath", "false"),
    ("diff.external", ""),
    ("protocol.allow", "never"),
)
#: Variables that point git at other data than the tree we were given. A hook keeps the index
#: git gives it: ``git commit FILE`` and ``git commit -a`` use one of their own.
_INDEX_VARIABLE = "GIT_INDEX_FILE"


class GitFailed(Exception):
    """git said no; the message is its own."""


def work_tree_of(path: str) -> str | None:
    """Return the nearest folder at or above ``path`` that holds a ``.git``."""
    here = os.path.realpath(path)
    while True:
        if os.path.lexists(os.path.join(here, ".git")):
            return here
        parent = os.path.dirname(here)
        if parent == here:
            return None
        here = parent


def place_in_tree(path: str) -> tuple[str, str]:
    """Return the top of the work tree around ``path``, and the prefix of its names ("" or "a/b/").

    Raises:
        GitFailed: there is no work tree.

    """
    real = os.path.realpath(path)
    top = work_tree_of(real)
    if top is None:
        raise GitFailed(f"no git work tree at or above {path!r}")
    return top, "" if real == top else os.path.relpath(real, top).replace(os.sep, "/") + "/"


def arguments(top: str, *command: str) -> list[str]:
    """Return the argument list of one safe git call on the work tree ``top``."""
    settings = [word for key, value in _SAFE_SETTINGS for word in ("-c", f"{key}={value}")]
    # An explicit work tree: the repository's own core.worktree could point anywhere.
    return ["git", "-C", top, f"--work-tree={top}", "--no-pager", *settings, *command]


def environment(*, keep_index: bool = False) -> dict[str, str]:
    """Return the environment of a safe git call."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("GIT_") or (keep_index and key == _INDEX_VARIABLE)
    }
    kept["GIT_OPTIONAL_LOCKS"] = "0"
    kept["GIT_TERMINAL_PROMPT"] = "0"
    kept["GIT_NO_LAZY_FETCH"] = "1"
    # Before git 2.45 a missing object of a partial clone is fetched; no protocol, no fetch.
    kept["GIT_ALLOW_PROTOCOL"] = "none"
    kept["LC_ALL"] = "C"
    return kept


def run(top: str, *command: str, given: bytes | None = None, keep_index: bool = False) -> bytes:
    """Return what one git command prints.

    Raises:
        GitFailed: git is missing or ended with an error.

    """
    words = arguments(top, *command)
    variables = environment(keep_index=keep_index)
    if given is None and hasattr(os, "posix_spawnp"):
        printed = _spawned(words, variables)
        if printed is not None:
            return printed
    return _run(words, variables, given)  # once more, for the reason it fails


def _spawned(words: list[str], variables: dict[str, str]) -> bytes | None:
    """Return what a program prints, ``None`` if it fails; saves importing subprocess."""
    reading, writing = os.pipe()
    null = os.open(os.devnull, os.O_RDWR)
    try:
        actions = [
            (os.POSIX_SPAWN_DUP2, null, 0),
            (os.POSIX_SPAWN_DUP2, writing, 1),
            (os.POSIX_SPAWN_DUP2, null, 2),
        ]
        process = os.posix_spawnp(words[0], words, variables, file_actions=actions)
    except OSError:
        os.close(reading)
        return None
    finally:
        os.close(writing)
        os.close(null)
    with open(reading, "rb") as stream:
        printed = stream.read()
    _, status = os.waitpid(process, 0)
    return printed if status == 0 else None


def _run(words: list[str], variables: dict[str, str], given: bytes | None) -> bytes:
    import subprocess  # noqa: PLC0415 (13 modules: not on the hook's warm path)

    try:
        done = subprocess.run(  # noqa: S603 (a fixed program; its arguments pass no shell)
            words,
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            check=False,
            env=variables,
        )
    except OSError as error:
        raise GitFailed(f"git cannot be run: {error.strerror}") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitFailed(lines[0] if lines else f"git ended with {done.returncode}")
    return done.stdout


def names(output: bytes) -> list[str]:
    """Return the NUL-separated names of a ``-z`` listing."""
    return [os.fsdecode(name) for name in output.split(b"\0") if name]
