"""Stage 1: where files come from: a folder or work tree, a revision, the index, an archive."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.evidence import Gap, Skip
    from scanner.model.file import File

# Each form is imported where it is opened: the hook pays only for the one it uses.
# ruff: noqa: PLC0415


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
    """Return the files of a folder, of a work tree or a part of it, of an archive, or one file.

    Raises:
        FileNotFoundError: there is nothing at ``path``.

    """
    from scanner.repository.selection import Selection

    name, selection = os.fspath(path), Selection(exclude, include)
    if name.lower().endswith((".zip", ".whl", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")):
        from scanner.repository.archive import Archive

        if os.path.isfile(name):
            return Archive(name, selection=selection)
    from scanner.repository.worktree import WorkTree

    return WorkTree(name, selection=selection, no_ignore=no_ignore)


def open_revision(
    path: str | os.PathLike[str],
    ref: str,
    *,
    exclude: tuple[str, ...] = (),
    include: tuple[str, ...] = (),
) -> Repository:
    """Return the files under ``path`` as they are in a revision, without a checkout.

    Raises:
        ConfigError: there is no such revision, or no work tree.

    """
    from scanner.model.errors import ConfigError
    from scanner.repository.git import GitFailed
    from scanner.repository.revision import revision_tree
    from scanner.repository.selection import Selection

    try:
        return revision_tree(os.fspath(path), ref, selection=Selection(exclude, include))
    except GitFailed as error:
        hint = "fetch it first; a checkout of depth 1 holds one revision only"
        raise ConfigError(ref, f"no such revision: {error}", hint) from error


def open_index(
    path: str | os.PathLike[str],
    *,
    exclude: tuple[str, ...] = (),
    include: tuple[str, ...] = (),
) -> Repository:
    """Return the files under ``path`` as they are staged.

    Raises:
        ConfigError: there is no work tree, or git refuses it.

    """
    from scanner.model.errors import ConfigError
    from scanner.repository.git import GitFailed
    from scanner.repository.index import staged_tree
    from scanner.repository.selection import Selection

    try:
        return staged_tree(os.fspath(path), selection=Selection(exclude, include))
    except GitFailed as error:
        raise ConfigError("--staged", str(error)) from error


def open_archive(
    path: str | os.PathLike[str],
    *,
    exclude: tuple[str, ...] = (),
    include: tuple[str, ...] = (),
) -> Repository:
    """Return the members of a zip, wheel or tar archive."""
    from scanner.repository.archive import Archive
    from scanner.repository.selection import Selection

    return Archive(os.fspath(path), selection=Selection(exclude, include))
