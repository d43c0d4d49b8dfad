"""Judges what a commit or push adds; the pre-commit framework calls it with the changed files.

Staged files are compared with HEAD, or PRE_COMMIT_FROM_REF with PRE_COMMIT_TO_REF. A given file
that did not change (``--all-files``) is judged by all it holds. Only findings that were not there
before are printed; nothing is printed when there are none. Never goes over the network.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, settings
from scanner.cli.scan import exit_code
from scanner.model.errors import ConfigError
from scanner.repository import open_index, open_revision, open_worktree
from scanner.repository.cache import ResultCache
from scanner.repository.changes import EMPTY_TREE, Changes, adds_nothing, changes
from scanner.repository.git import GitFailed

if TYPE_CHECKING:
    import argparse

    from scanner.config import Settings
    from scanner.model.evidence import Gap
    from scanner.model.finding import Finding
    from scanner.model.scan import Scan
    from scanner.repository import Repository


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="default: all staged files")
    add_configuration(parser)


def run(arguments: argparse.Namespace) -> int:
    """Judge the change, print what is new, and return the exit code."""
    try:
        found = changes(str(Path.cwd()), arguments.files, os.environ)
    except GitFailed as error:
        raise ConfigError("hook", str(error), "run it inside a git work tree") from error
    if not found.changed and not found.whole:
        return exits.CLEAN
    chosen = settings(arguments, Path(found.top))
    with ResultCache(chosen.cache_dir, thorough=chosen.thorough) as cache:
        if adds_nothing(found, cache):
            return exits.CLEAN
        result = added(found, chosen, cache)
    _print(result)
    code = exit_code(result, chosen)
    return exits.CLEAN if code == exits.NOTHING else code


def added(found: Changes, chosen: Settings, cache: ResultCache) -> Scan:
    """Return the scan of the target, with the findings and gaps that the change adds."""
    from scanner import pipeline  # noqa: PLC0415 (not where nothing is added)

    top = Path(found.top)
    target = _target(found, chosen)
    result = pipeline.scan(top, settings=chosen, repository=target, cache=cache)
    paths = frozenset((*found.whole, *(change.path for change in found.changed)))
    _remember_unread(found, target, cache)
    findings = tuple(f for f in result.findings if _stands_in(f, paths))
    gaps = tuple(gap for gap in result.gaps if gap.at.path in paths or gap.bug)
    if (findings or gaps) and found.base != EMPTY_TREE and found.changed:
        base = open_revision(top, found.base, exclude=chosen.exclude, include=chosen.include)
        before = pipeline.scan(top, settings=chosen, repository=base, cache=cache)
        whole = frozenset(found.whole)
        old = {finding.fingerprint for finding in before.findings}
        known = {(gap.at.path, gap.reason) for gap in before.gaps}
        findings = tuple(f for f in findings if f.fingerprint not in old or _stands_in(f, whole))
        gaps = tuple(g for g in gaps if (g.at.path, g.reason) not in known or g.at.path in whole)
    return replace(result, findings=findings, gaps=gaps)


def _target(found: Changes, chosen: Settings) -> Repository:
    exclude, include = chosen.exclude, chosen.include
    if found.target is not None:
        return open_revision(found.top, found.target, exclude=exclude, include=include)
    if not found.changed:  # nothing is staged: the files as they are
        return open_worktree(found.top, exclude=exclude, include=include)
    return open_index(found.top, exclude=exclude, include=include)


def _remember_unread(found: Changes, target: Repository, cache: ResultCache) -> None:
    """Remember changed files that no detector reads, so that the next hook need not ask."""
    from scanner.evidence.run import unread  # noqa: PLC0415 (as above)
    from scanner.plugins import registries  # noqa: PLC0415 (as above)

    paths = (change.path for change in found.changed)
    for path, skip in unread(paths, registries((), cache).detectors).items():
        file = target.file(path)
        if file is not None:
            cache.put(file, (skip,))


def _stands_in(finding: Finding, paths: frozenset[str]) -> bool:
    return any(place.at.path in paths for place in finding.evidence)


def _print(result: Scan) -> None:
    for gap in result.gaps:
        sys.stderr.write(f"flagstate: {_words(gap)}\n")
    if result.findings:
        streams.emit(result, Namespace(format="text", output=[], color="auto", quiet=1, verbose=0))


def _words(gap: Gap) -> str:
    from scanner.report.escape import visible  # noqa: PLC0415 (as above)

    return f"{visible(gap.at.path)}:{gap.at.line}: {visible(gap.reason)}"
