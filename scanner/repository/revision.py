"""The files of a git revision, read from the object store without a checkout."""

from __future__ import annotations

import os

from scanner.repository import git
from scanner.repository.blobs import BlobTree, Entry
from scanner.repository.selection import EVERYTHING, Selection


def revision_tree(path: str, ref: str, *, selection: Selection = EVERYTHING) -> BlobTree:
    """Return the files under ``path`` as they are in ``ref``.

    Raises:
        GitFailed: no work tree, or no such revision.

    """
    top, prefix = git.place_in_tree(path)
    commit = commit_of(top, ref)
    listing = git.run(top, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", prefix or ".")
    start = os.fsencode(prefix)
    lines = (line for line in listing.split(b"\0") if line)
    entries = (_entry(line, len(start)) for line in lines)
    return BlobTree(path, commit, top, entries, selection)


def commit_of(top: str, ref: str) -> str:
    """Return the full id of the commit a ref names.

    Raises:
        GitFailed: it names none.

    """
    found = git.run(
        top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
    )
    return found.decode("ascii").strip()


def _entry(line: bytes, strip: int) -> Entry:
    r"""Read ``<mode> <type> <id> <size>\t<path>``; the size of a submodule is ``-``."""
    facts, _, name = line.partition(b"\t")
    mode, _, blob_id, size = facts.split()
    size_bytes = int(size) if size.isdigit() else 0
    return Entry(os.fsdecode(name[strip:]), int(mode, 8), blob_id.decode(), size_bytes)
