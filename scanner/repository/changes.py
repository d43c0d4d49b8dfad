"""What a commit or push changes, and whether its blobs are known to add nothing.

This is the hook's warm path: one git call, some look-ups by blob id, and the standard library only.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.evidence import Asked, Assigned, Evidence, Gap, Locked, Skip, Statement
from scanner.repository import git

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scanner.repository.cache import ResultCache
    from scanner.repository.records import Row

#: The id of git's empty tree: what the first commit is compared with.
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
_FROM, _TO = "PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF"
_GITLINK = "160000"
_LINK = "120000"


class Change(NamedTuple):
    """One changed file: its blob before (``None``: new) and after."""

    path: str
    old: str | None
    new: str


class Changes(NamedTuple):
    """What is to be judged.

    ``changed`` files are judged by what they add since ``base``; the ``whole`` ones, which were
    named but did not change, by all they hold. ``target`` is a ref; ``None`` is the index.
    """

    top: str
    base: str
    target: str | None
    changed: tuple[Change, ...]
    whole: tuple[str, ...] = ()


def changes(folder: str, files: Sequence[str], environment: Mapping[str, str]) -> Changes:
    """Return what a hook that was called in ``folder`` with ``files`` is to judge.

    pre-commit names two refs for a push (and with ``--from-ref``); else the index is compared with
    ``HEAD``. Only the given files count, if any are given: the others come in another batch.

    Raises:
        GitFailed: no work tree, git refuses it, or the pushed ref is not there.

    """
    top, prefix = git.place_in_tree(folder)
    given = [_from_top(name, prefix) for name in files]
    source, target = environment.get(_FROM), environment.get(_TO)
    if source and target:
        return _pushed(top, source, target, given)
    base = "HEAD" if _is_there(top, "HEAD") else EMPTY_TREE
    raw = git.run(top, "diff-index", "--cached", *_RAW, base, "--", keep_index=True)
    changed, gone = _raw(raw)
    return _chosen(Changes(top, base, None, changed), gone, given)


_RAW = ("--raw", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules", "--no-abbrev")


def _pushed(top: str, source: str, target: str, given: list[str]) -> Changes:
    if not _is_there(top, source):  # a new branch: all that is given is new
        source = EMPTY_TREE
    raw = git.run(top, "diff-tree", "-r", *_RAW, "--end-of-options", source, target, "--")
    changed, gone = _raw(raw)
    return _chosen(Changes(top, source, target, changed), gone, given)


def _chosen(found: Changes, gone: frozenset[str], given: list[str]) -> Changes:
    if not given:
        return found
    wanted = frozenset(given)
    changed = tuple(change for change in found.changed if change.path in wanted)
    whole = wanted - gone - {change.path for change in changed}
    return found._replace(changed=changed, whole=tuple(sorted(whole)))


def _is_there(top: str, ref: str) -> bool:
    try:
        git.run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{tree}}")
    except git.GitFailed:
        return False
    return True


def _from_top(name: str, prefix: str) -> str:
    path = os.path.normpath(f"{prefix}{name}" if not os.path.isabs(name) else name)
    return path.replace(os.sep, "/")


def _raw(output: bytes) -> tuple[tuple[Change, ...], frozenset[str]]:
    """Read ``--raw -z`` output: what changed, and the paths that are gone or are no files."""
    words = output.split(b"\0")
    changed, gone = [], set()
    for facts, name in zip(words[0::2], words[1::2], strict=False):
        _, mode, old, new, status = facts.decode("ascii").split(" ")
        path = os.fsdecode(name)
        if status == "D" or mode in {_GITLINK, _LINK}:
            gone.add(path)
        else:
            changed.append(Change(path, old if old.strip("0") else None, new))
    return tuple(changed), frozenset(gone)


def adds_nothing(found: Changes, cache: ResultCache) -> bool:
    """Return whether the cache knows all changed files, and that none says more than before."""
    if found.whole:
        return False
    ids = _Ids(found)
    for change in found.changed:
        after = cache.look_up(change.new, change.path, ids.after)
        if after is None:
            return False
        says = _keys(after)
        if not says:
            continue
        before = cache.look_up(change.old, change.path, ids.before) if change.old else ()
        if before is None or not says <= _keys(before):
            return False
    return True


def _keys(rows: tuple[Row, ...]) -> frozenset[tuple[str, ...]]:
    """Return what rows say, without where: lines move, and that adds nothing."""
    return frozenset(key for row in rows if (key := _key(row)))


def _key(row: Row) -> tuple[str, ...]:
    match row:
        case Evidence():
            version = row.detail.version if isinstance(row.detail, Locked) else None
            return (row.kind.value, row.namespace, row.name, row.relation.value, version or "")
        case Statement():
            return ("", row.about, row.claim, row.value)
        case Asked():
            return ("asked", row.variable, row.namespace)
        case Assigned():
            return ("assigned", row.variable, row.value)
        case Gap():
            return ("", row.reason)
        case Skip():
            return ()


class _Ids:
    """Blob ids of further files that results rest on, after and before the change."""

    def __init__(self, found: Changes) -> None:
        self._found = found
        self._after: dict[str, str] | None = None
        self._old = {change.path: change.old for change in found.changed}

    def after(self, path: str) -> str | None:
        """Return the blob id of a file as it will be."""
        if self._after is None:
            target = self._found.target
            self._after = _staged_ids(self._found.top) if target is None else self._tree(target)
        return self._after.get(path)

    def before(self, path: str) -> str | None:
        """Return the blob id of a file as it was."""
        return self._old[path] if path in self._old else self.after(path)

    def _tree(self, ref: str) -> dict[str, str]:
        listing = git.run(self._found.top, "ls-tree", "-r", "-z", "--full-tree", ref)
        lines = (line.partition(b"\t") for line in listing.split(b"\0") if line)
        return {os.fsdecode(name): facts.split()[2].decode() for facts, _, name in lines}


def _staged_ids(top: str) -> dict[str, str]:
    # Only where a result rests on further files.
    from scanner.repository.index_file import UnknownIndex, read_index  # noqa: PLC0415

    name = os.environ.get("GIT_INDEX_FILE") or os.path.join(top, ".git", "index")
    try:
        with open(name, "rb") as file:
            return {os.fsdecode(entry.path): entry.blob_id for entry in read_index(file.read())}
    except (OSError, UnknownIndex):
        listing = git.run(top, "ls-files", "-s", "-z", keep_index=True)
        lines = (line.partition(b"\t") for line in listing.split(b"\0") if line)
        return {os.fsdecode(name): facts.split()[1].decode() for facts, _, name in lines}


def certainly_nothing(
    words: Sequence[str],
    folder: str,
    environment: Mapping[str, str],
    opened: Callable[[], ResultCache],
) -> bool:
    """Return whether a hook call can end here: no options, everything known, nothing added."""
    if any(word.startswith("-") for word in words):
        return False
    try:
        found = changes(folder, words, environment)
        if not found.changed and not found.whole:
            return True
        if found.whole:
            return False
        with opened() as cache:
            return adds_nothing(found, cache)
    except git.GitFailed:
        return False  # the command says why
