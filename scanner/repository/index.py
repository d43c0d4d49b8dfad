"""The files as they are staged: what the next commit will hold."""

from __future__ import annotations

import os

from scanner.repository import git
from scanner.repository.blobs import BlobTree, Entry
from scanner.repository.selection import EVERYTHING, Selection


def staged_tree(path: str, *, selection: Selection = EVERYTHING) -> BlobTree:
    """Return the staged files under ``path``.

    The index is the one git names in ``GIT_INDEX_FILE``: a commit of some files has its own.

    Raises:
        GitFailed: no work tree, or git refuses it.

    """
    top, prefix = git.place_in_tree(path)
    listing = git.run(top, "ls-files", "-s", "-z", "--", prefix or ".", keep_index=True)
    lines = [line.partition(b"\t") for line in listing.split(b"\0") if line]
    found = {name: facts.split() for facts, _, name in lines}
    sizes = _sizes(top, [facts[1] for facts in found.values()])
    start = len(os.fsencode(prefix))
    entries = (
        Entry(os.fsdecode(name[start:]), int(facts[0], 8), facts[1].decode(), sizes[facts[1]])
        for name, facts in found.items()
    )
    return BlobTree(path, None, top, entries, selection)


def _sizes(top: str, blob_ids: list[bytes]) -> dict[bytes, int]:
    """Return the size of each object, -1 for one that is missing."""
    if not blob_ids:
        return {}
    asked = b"\n".join(blob_ids) + b"\n"
    printed = git.run(top, "cat-file", "--batch-check=%(objectsize)", "--buffer", given=asked)
    lines = printed.splitlines()
    return {
        blob_id: int(line) if line.isdigit() else -1
        for blob_id, line in zip(blob_ids, lines, strict=True)
    }
