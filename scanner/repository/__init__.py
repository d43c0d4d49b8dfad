"""Stage 1: where files come from: a folder or work tree, a revision, the index, an archive."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.evidence import Gap, Skip
    from scanner.model.file import File


class Repository(Protocol):
    """A set of files with one path each; every one is read, skipped for a reason, or a gap."""

    root_label: str
    revision: str | None

    def files(self) -> Iterator[File | Skip | Gap]:
        """Yield all of them, sorted by path."""

    def file(self, path: str) -> File | None:
        """Return one that is read, by its path."""


def open_worktree(
    path: str | os.PathLike[str],
    *,
    exclude: tuple[str, ...] = (),
    include: tuple[str, ...] = (),
    no_ignore: bool = False,
) -> Repository:
    """Return the files of a folder, of a work tree or a part of it, or one file."""
    from scanner.repository.worktree import Selection, WorkTree  # noqa: PLC0415 (only what is used)

    selection = Selection(exclude, include)
    return WorkTree(os.fspath(path), selection=selection, no_ignore=no_ignore)
