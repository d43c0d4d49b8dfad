"""Scans what a change adds: the work tree, or what is staged, against an earlier revision.

Policy, waivers and baseline are read from the earlier revision too: a change cannot approve itself.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scanner import pipeline
from scanner.change.compare import since
from scanner.config import files
from scanner.repository import open_index, open_revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.config import Settings
    from scanner.evidence.run import Cache
    from scanner.model.scan import Scan
    from scanner.repository import Repository

_CONFIGURATION = (*files.NAMES, "pyproject.toml", files.WAIVERS_NAME, files.BASELINE_NAME)


def scan_since(
    path: Path, settings: Settings, base: str, *, staged: bool, cache: Cache | None = None
) -> Scan:
    """Return the scan of ``path`` with what ``base`` had already marked as known.

    Raises:
        ConfigError: there is no such revision, or no work tree.

    """
    exclude, include = settings.exclude, settings.include
    earlier = open_revision(path, base, exclude=exclude, include=include)
    target = open_index(path, exclude=exclude, include=include) if staged else None
    # A waiver that only this part does not use is not unused: neither scan says so.
    plain = replace(settings, baseline=None)
    before = pipeline.scan(path, settings=plain, repository=earlier, cache=cache, full=False)
    after = pipeline.scan(path, settings=settings, repository=target, cache=cache, full=False)
    return since(before, after, base)


@contextmanager
def configuration_of(path: Path, base: str) -> Iterator[Path]:
    """Yield a folder that stands for ``path`` and holds the configuration files of ``base``.

    Raises:
        ConfigError: there is no such revision, or no work tree.

    """
    here = (path if path.is_dir() else path.parent).resolve()
    chain = files.folders(here)
    top = chain[-1]
    repository = open_revision(top, base)
    with TemporaryDirectory() as name:
        copy = Path(name).resolve()
        for folder in chain:
            inside = folder.relative_to(top)
            (copy / inside).mkdir(parents=True, exist_ok=True)
            for each in _CONFIGURATION:
                _copy(repository, (inside / each).as_posix(), copy)
            _copy_extended(repository, copy / inside, copy)
        (copy / ".git").touch()
        yield copy / here.relative_to(top)


def without_paths(settings: Settings) -> Settings:
    """Return the settings with the waivers read, so that reports do not name the copy's folder."""
    if settings.waivers is None:
        return settings
    tables = dict(settings.exceptions)
    for kind, values in files.exception_tables(settings.waivers, settings.waivers.name).items():
        tables[kind] = (*tables.get(kind, ()), *values)
    return replace(settings, waivers=None, exceptions=tables)


def _copy(repository: Repository, path: str, folder: Path) -> None:
    file = repository.file(path)
    if file is None or file.size_bytes > files.SIZE_LIMIT_BYTES:
        return
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(file.read(0, file.size_bytes))


def _copy_extended(repository: Repository, folder: Path, copy: Path) -> None:
    """Copy the policy files that a configuration extends; never from outside the tree."""
    found = files.find(folder, "")
    value = files.read(found, found.name).values.get("extends") if found else None
    for name in value.value if value and isinstance(value.value, tuple) else ():
        target = (folder / str(name)).resolve()
        if ":" not in str(name) and target.is_relative_to(copy):
            _copy(repository, target.relative_to(copy).as_posix(), copy)
