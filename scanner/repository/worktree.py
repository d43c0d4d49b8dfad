"""The files of a folder or a git work tree.

In a work tree these are the tracked files and the untracked ones that are not ignored, under the
given folder only. Elsewhere, and where git refuses (a tree of another user), the folder is walked
and its ``.gitignore`` files are honoured. An unpacked source distribution has no ignored files:
everything in it was shipped.
"""

from __future__ import annotations

import os
import re
import stat
from functools import lru_cache
from typing import TYPE_CHECKING

from scanner.model.evidence import Gap, Location, Skip
from scanner.model.file import File
from scanner.repository import git
from scanner.repository.content import FileReader, shown
from scanner.repository.ignore import Ignore
from scanner.repository.index_file import Tracked, UnknownIndex, read_index
from scanner.repository.selection import EVERYTHING, Selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_FILES = 2_000_000
_DEEPEST = 200
#: A step that leads out, is empty, or into git's own folder.
_UNSAFE = re.compile(r"(?:^|/)(?:|\.|\.\.|\.git)(?:/|$)", re.IGNORECASE)
_LARGEST_IGNORE_FILE = 1_000_000


class WorkTree:
    """Files from a folder on disk, sorted by path. Nothing is read before it is asked for."""

    def __init__(
        self, path: str, *, selection: Selection = EVERYTHING, no_ignore: bool = False
    ) -> None:
        real = os.path.realpath(path)
        os.stat(real)  # says itself when there is nothing
        self._only = os.path.basename(real) if os.path.isfile(real) else None
        self._root = os.path.dirname(real) if self._only else real
        self._selection = selection
        self._no_ignore = no_ignore
        self._listed: dict[str, File | Skip | Gap] | None = None
        self.root_label = shown(path)
        self.revision: str | None = None

    def files(self) -> Iterator[File | Skip | Gap]:
        """Yield every file, skip or gap, sorted by path."""
        listed = self._listing()
        for path in sorted(listed):
            yield listed[path]

    def file(self, path: str) -> File | None:
        """Return the file at ``path`` if it is one that is read."""
        found = self._listing().get(path)
        return found if isinstance(found, File) else None

    def _listing(self) -> dict[str, File | Skip | Gap]:
        if self._listed is None:
            self._listed = {}
            self._listed.update(self._entries())
        return self._listed

    def _entries(self) -> Iterator[tuple[str, File | Skip | Gap]]:
        names, tracked, problem = self._names()
        if problem:
            yield "", Gap(Location("."), problem, stage="repository")
        folders: dict[str, bool] = {"": True}
        for name in names:
            if self._only is not None and name != self._only:
                continue
            path = shown(name)
            yield path, self._entry(path, name, tracked.get(name), folders)

    def _entry(
        self, path: str, name: str, known: Tracked | None, folders: dict[str, bool]
    ) -> File | Skip | Gap:
        if reason := self._selection.reason_against(path):
            return Skip(path, reason)
        folder = name[: name.rfind("/")] if "/" in name else ""
        if not (folders.get(folder) or self._real_folder(folder, folders)):
            return Skip(path, "symlink")
        full = f"{self._root}/{name}"
        try:
            status = os.lstat(full)
        except FileNotFoundError:
            return Skip(path, "deleted")  # still in the index, no longer there
        except (OSError, ValueError) as error:
            return Gap(Location(path), f"cannot be read: {error}", stage="repository")
        if not stat.S_ISREG(status.st_mode):
            return Skip(path, _special(status.st_mode))
        blob_id = known.blob_id if known is not None and _unchanged(known, status) else None
        size = status.st_size
        return File(path, size, FileReader(full, size), blob_id=blob_id, sibling=self.file)

    def _real_folder(self, folder: str, known: dict[str, bool]) -> bool:
        """Return whether every step to a folder is a folder and not a link to somewhere else."""
        at, answer = 0, True
        while answer and at < len(folder):
            end = folder.find("/", at)
            end = len(folder) if end < 0 else end
            step = folder[:end]
            if step not in known:
                known[step] = _is_folder(f"{self._root}/{step}")
            answer = known[step]
            at = end + 1
        known[folder] = answer
        return answer

    def _names(self) -> tuple[list[str], Mapping[str, Tracked], str | None]:
        """Return the names under the root, what the index knows of them, and a problem if any."""
        top = git.work_tree_of(self._root)
        problem = None
        if top is not None and not self._no_ignore:
            try:
                names, tracked = _git_names(top, self._root)
            except git.GitFailed as error:
                problem = f"git does not list this tree, walked as plain files: {error}"
            else:
                if names:
                    return names, tracked, None
        # What git knows nothing of, though it works here, is an ignored folder asked for by name.
        asked_for = top is not None and problem is None
        shipped = os.path.isfile(f"{self._root}/PKG-INFO")
        ignore = not (self._no_ignore or shipped or asked_for)
        return list(_walk(self._root, ignore=ignore)), {}, problem


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def _special(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "symlink"
    return "submodule" if stat.S_ISDIR(mode) else "special file"


def _unchanged(known: Tracked, status: os.stat_result) -> bool:
    """Return whether a file is the one git last saw, by the same fields git compares."""
    seconds, nanoseconds = divmod(status.st_mtime_ns, 1_000_000_000)
    return (
        known.size == status.st_size & 0xFFFFFFFF
        and known.mtime_s == seconds
        and known.mtime_ns in {0, nanoseconds}
        and known.ctime_s in {0, int(status.st_ctime)}
        and known.inode in {0, status.st_ino & 0xFFFFFFFF}
    )


def _git_names(top: str, root: str) -> tuple[list[str], dict[str, Tracked]]:
    """Return the names git knows under ``root``, relative to it, and trustworthy index entries.

    Raises:
        GitFailed: git refuses the tree or is missing.

    """
    _, prefix = git.place_in_tree(root)
    # This call also asks git whether the tree may be trusted (safe.directory).
    others = git.run(top, "ls-files", "-o", "-z", "--exclude-standard", "--", prefix or ".")
    names = {name[len(prefix) :] for name in git.names(others)}
    tracked = _tracked(top, prefix)
    names.update(tracked)
    return sorted(filter(_inside, names)), _trusted(tracked, top, _git_folder(top))


def _tracked(top: str, prefix: str) -> dict[str, Tracked]:
    """Return index entries under ``prefix`` by their name relative to it."""
    try:
        entries = read_index(_index_content(top))
    except (OSError, UnknownIndex):
        listing = git.run(top, "ls-files", "-s", "-z", "--", prefix or ".")
        entries = [_from_listing(line) for line in listing.split(b"\0") if line]
    start = os.fsencode(prefix)
    return {
        os.fsdecode(entry.path[len(start) :]): entry
        for entry in entries
        if entry.path.startswith(start)
    }


def _index_content(top: str) -> bytes:
    with open(os.path.join(_git_folder(top), "index"), "rb") as file:
        return file.read()


@lru_cache(maxsize=8)
def _git_folder(top: str) -> str:
    """Return the folder git keeps its index in."""
    folder = os.path.join(top, ".git")
    if os.path.isdir(folder):
        return folder
    # A linked work tree or a submodule: .git is a file that names it.
    return os.fsdecode(git.run(top, "rev-parse", "--absolute-git-dir").rstrip(b"\n"))


def _from_listing(line: bytes) -> Tracked:
    """Read one line of ``ls-files -s``; no real file has its mtime, so its blob id is not used."""
    facts, _, path = line.partition(b"\t")
    mode, blob_id, _ = facts.split(b" ")
    return Tracked(path, blob_id.decode(), int(mode, 8), 0, -1, 0, 0, 0)


def _trusted(tracked: dict[str, Tracked], top: str, folder: str) -> dict[str, Tracked]:
    """Return the entries whose blob id may stand for the file's content.

    Not where a filter (LFS, git-crypt) makes files differ from their blobs, and not for files
    written in the same second as the index: git itself compares the contents of those.
    """
    if _has_filters(tracked, top, folder):
        return {}
    try:
        written = int(os.stat(os.path.join(folder, "index")).st_mtime)
    except OSError:
        return {}
    return {name: entry for name, entry in tracked.items() if entry.mtime_s < written}


def _has_filters(tracked: dict[str, Tracked], top: str, folder: str) -> bool:
    files = [os.path.join(top, ".gitattributes")]
    # A linked work tree's own folder lies two below the one that is shared.
    files += [os.path.join(folder, step, "info", "attributes") for step in ("", "../..")]
    nested = (entry.path for entry in tracked.values() if entry.path.endswith(b"/.gitattributes"))
    files += [os.path.join(top, os.fsdecode(path)) for path in nested]
    for name in files:
        try:
            status = os.lstat(name)
        except OSError:
            continue
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST_IGNORE_FILE:
            return True
        if b"filter" in FileReader(name, status.st_size)(0, _LARGEST_IGNORE_FILE):
            return True
    return False


def _inside(name: str) -> bool:
    """Return whether a name from an index stays inside the tree and outside ``.git``."""
    return _UNSAFE.search(name) is None


def _walk(root: str, *, ignore: bool) -> Iterator[str]:
    """Yield names under ``root``; links are named, never followed."""
    folders: list[tuple[str, tuple[tuple[str, Ignore], ...]]] = [("", ())]
    count = 0
    while folders:
        folder, rules = folders.pop()
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            yield folder or "."  # becomes a gap or a skip with its reason where it is looked at
            continue
        if ignore and any(entry.name == ".gitignore" for entry in found):
            rules = (*rules, (folder, _ignore_file(f"{root}/{folder}/.gitignore")))
        for entry in found:
            name = f"{folder}/{entry.name}" if folder else entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.name == ".git" or _ignored(name, rules, folder=is_folder):
                continue
            if is_folder and name.count("/") < _DEEPEST:
                folders.append((name, rules))
            else:
                yield name
                count += 1
        if count > _MOST_FILES:
            return


def _ignore_file(path: str) -> Ignore:
    try:
        content = FileReader(path, _LARGEST_IGNORE_FILE)(0, _LARGEST_IGNORE_FILE)
    except Exception:  # noqa: BLE001
        content = b""
    return Ignore(content.decode("utf-8", "replace"))


def _ignored(name: str, rules: tuple[tuple[str, Ignore], ...], *, folder: bool) -> bool:
    for base, ignore in reversed(rules):
        answer = ignore.says(name[len(base) + 1 :] if base else name, folder=folder)
        if answer is not None:
            return answer
    return False
