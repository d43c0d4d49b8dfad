"""Versions and edges where no lock file states them; only when asked.

What it reads
    ``--resolve``: uv (the extra ``flagstate[resolve]``) resolves what the manifests ask for, in a
    subprocess with builds off. ``--environment``: what is installed there. ``--pip-report FILE``:
    the report that ``pip install --dry-run --report FILE`` wrote.

Why
    A manifest names direct dependencies and ranges. What ships is their closure.

Limits
    Nothing is built and no code of the project or its dependencies runs: what exists only as source
    is a gap. VCS and URL requirements are not resolved. Without ``--online`` uv answers from its
    own cache. A resolution is of its day; a lock file is better.

Use
    Each function returns ``(rows, gaps)``: rows are evidence like a lock file's, at a path in
    brackets that says where they come from. They join the evidence of a scan before it is
    assembled.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scanner.facts import distributions
from scanner.model.errors import ConfigError
from scanner.model.evidence import (
    Confidence,
    Evidence,
    Gap,
    Kind,
    Location,
    Locked,
    Relation,
    Requirement,
)
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Seconds until a resolution is given up.
TIMEOUT_S = 120
#: Where the rows of each kind say they come from.
BY_UV = {True: "(resolved by uv online)", False: "(resolved by uv from its cache)"}
BY_ENVIRONMENT, BY_REPORT = "(environment)", "(pip report)"

#: No build of anything, no configuration of the scanned project, one ``# via`` line per parent.
_FLAGS = (
    *("--universal", "--no-build", "--no-config", "--no-header", "--quiet"),
    *("--annotation-style", "split", "--color", "never"),
)
_PINNED = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)\s*(?:;\s*(?P<marker>.*\S))?"
)
_VIA = re.compile(r"\s+#\s+(?:via\s+)?(?P<parent>[A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*$")
_NEED = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[(?P<extras>[^\]]*)\])?")
_EXTRA = re.compile(r";.*\bextra\s*==\s*['\"]([^'\"]*)")

Rows = tuple[tuple[Evidence, ...], tuple[Gap, ...]]


class _Found(NamedTuple):
    """One resolved package and the PEP 508 texts of what it requires."""

    name: str
    version: str
    requires: tuple[str, ...]
    marker: str | None = None
    extras: frozenset[str] = frozenset()  # those that were asked of it
    source: str = "default-index"
    url: str | None = None


def with_uv(evidence: Iterable[Evidence], *, online: bool, uv: str | None = None) -> Rows:
    """Return what uv resolves the unlocked requirements of the manifests to.

    Raises:
        ConfigError: uv is not installed.

    """
    program = uv or _uv()
    asked, gaps = _asked(evidence)
    if not asked:
        return (), tuple(gaps)
    with tempfile.TemporaryDirectory(prefix="flagstate-") as folder:
        source = Path(folder, "requirements.in")
        source.write_text("\n".join(asked) + "\n", encoding="utf-8")
        command = [program, "pip", "compile", source.name, *_FLAGS]
        if not online:
            command.append("--offline")
        try:
            done = subprocess.run(  # noqa: S603 (a fixed program, no shell; requirements are in a file)
                command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT_S, check=False,
                env=_environment(),
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            return (), (*gaps, _gap(BY_UV[online], f"uv did not answer: {error}"))
    if done.returncode != 0:
        why = " ".join(done.stderr.split())[:400]
        how = "online" if online else "offline, from uv's cache; --online asks the index"
        return (), (*gaps, _gap(BY_UV[online], f"uv could not resolve ({how}): {why}"))
    return tuple(_rows(compiled(done.stdout), BY_UV[online])), tuple(gaps)


def from_environment(evidence: Iterable[Evidence], folders: Iterable[Path]) -> Rows:
    """Return what is installed of the manifests' requirements and their closure."""
    held = {
        normalise_package(item.metadata.name): _Found(
            normalise_package(item.metadata.name), item.metadata.version, item.metadata.requires
        )
        for item in distributions.installed(folders)
        if item.metadata.name and item.metadata.version
    }
    roots: dict[str, frozenset[str]] = {}
    for item in evidence:
        if _is_asked(item):
            extras = item.detail.extras if isinstance(item.detail, Requirement) else ()
            roots[item.name] = roots.get(item.name, frozenset()).union(extras)
    reached = _closure(roots, held)
    missing = sorted(roots.keys() - held.keys())
    gaps = [_gap(BY_ENVIRONMENT, f"not installed: {', '.join(missing)}")] if missing else []
    return tuple(_rows(reached, BY_ENVIRONMENT)), tuple(gaps)


def from_report(path: Path) -> Rows:
    """Return what a pip installation report resolved.

    Raises:
        ConfigError: it is no report of pip.

    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"--pip-report {path}", f"cannot be read: {error}") from error
    items = value.get("install") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise ConfigError(
            f"--pip-report {path}",
            "is no pip report",
            "write one with: pip install --dry-run --report FILE -r requirements.txt",
        )
    found = []
    for item in items:
        metadata = item.get("metadata") if isinstance(item, dict) else None
        if isinstance(metadata, dict) and metadata.get("name") and metadata.get("version"):
            needs = metadata.get("requires_dist")
            requires = tuple(map(str, needs)) if isinstance(needs, list) else ()
            name = normalise_package(str(metadata["name"]))
            source, url = _direct(item)
            extras = frozenset(map(normalise_package, map(str, item.get("requested_extras") or ())))
            version = str(metadata["version"])
            found.append(_Found(name, version, requires, extras=extras, source=source, url=url))
    return tuple(_rows(found, BY_REPORT)), ()


def _direct(item: Mapping[str, object]) -> tuple[str, str | None]:
    """Return the kind and address of what was asked for by address: PEP 610, "direct_url"."""
    download = item.get("download_info")
    url = download.get("url") if isinstance(download, dict) else None
    if not item.get("is_direct") or not isinstance(download, dict) or not isinstance(url, str):
        return "default-index", None
    vcs = download.get("vcs_info")
    if isinstance(vcs, dict):
        return "vcs", f"{vcs.get('vcs')}+{url}@{vcs.get('commit_id')}"
    return ("path", url.rpartition("/")[2]) if url.startswith("file:") else ("url", url)


def compiled(text: str) -> list[_Found]:
    """Return the packages of ``uv pip compile`` output; ``# via`` lines give the edges."""
    found: dict[str, _Found] = {}
    parents: dict[str, list[str]] = {}
    current = ""
    for line in text.splitlines():
        pin = _PINNED.match(line)
        via = _VIA.match(line)
        if pin:
            current = normalise_package(pin["name"])
            found[current] = _Found(current, pin["version"], (), pin["marker"])
        elif via and current:
            parents.setdefault(current, []).append(normalise_package(via["parent"]))
    needs: dict[str, list[str]] = {}
    for child, names in parents.items():
        for parent in names:
            needs.setdefault(parent, []).append(child)
    return [
        item._replace(requires=tuple(sorted(needs.get(item.name, ())))) for item in found.values()
    ]


def _asked(evidence: Iterable[Evidence]) -> tuple[list[str], list[Gap]]:
    """Return the requirements to resolve as PEP 508 texts, and a gap for each that cannot be."""
    texts: dict[str, None] = {}
    gaps: list[Gap] = []
    for item in evidence:
        detail = item.detail
        if not _is_asked(item) or not isinstance(detail, Requirement):
            continue
        if detail.url:
            gaps.append(Gap(item.at, f"{item.name}: an address is not resolved", stage="facts"))
            continue
        extras = f"[{','.join(detail.extras)}]" if detail.extras else ""
        marker = f" ; {detail.marker}" if detail.marker else ""
        text = f"{item.name}{extras}{detail.specifier or ''}{marker}"
        # What the scanned project writes must not become an option of uv.
        if "\n" not in text and not text.startswith("-") and _is_requirement(text):
            texts.setdefault(text)
        else:
            gaps.append(Gap(item.at, f"{item.name}: not resolved, no PEP 508 form", stage="facts"))
    return sorted(texts), gaps


def _is_requirement(text: str) -> bool:
    from packaging.requirements import InvalidRequirement  # noqa: PLC0415 (only when resolving)
    from packaging.requirements import Requirement as Parsed  # noqa: PLC0415

    try:
        Parsed(text)
    except InvalidRequirement:
        return False
    return True


def _is_asked(item: Evidence) -> bool:
    """Tell whether a row is a requirement of a manifest that ships: not a command, build or dev."""
    detail = item.detail
    return (
        item.kind is Kind.DEPENDENCY
        and item.relation is Relation.REQUIRES
        and item.confidence is not Confidence.LOW
        and isinstance(detail, Requirement)
        and detail.ecosystem == "pypi"
        and (detail.scope == "runtime" or detail.scope.startswith("extra:"))
    )


def _closure(roots: Mapping[str, frozenset[str]], held: Mapping[str, _Found]) -> list[_Found]:
    """Return what the roots reach; an extra that is asked for later reaches more."""
    reached: dict[str, _Found] = {}
    waiting = [(name, roots[name]) for name in sorted(roots)]
    while waiting:
        name, extras = waiting.pop()
        item = reached.get(name) or held.get(name)
        if item is None or (name in reached and extras <= item.extras):
            continue
        reached[name] = item = item._replace(extras=item.extras | extras)
        waiting += [need for need in _needs(item) if need[0] in held]
    return [reached[name] for name in sorted(reached)]


def _rows(found: Iterable[_Found], origin: str) -> Iterator[Evidence]:
    for line, item in enumerate(found, 1):
        detail = Locked(
            item.version,
            marker=item.marker,
            source=item.source,
            url=item.url,
            requires=tuple(dict.fromkeys(name for name, _ in _needs(item))),
        )
        yield Evidence(
            Kind.DEPENDENCY, item.name, Location(origin, line), "lock",
            relation=Relation.LOCKS, detail=detail,
        )  # fmt: skip


def _needs(item: _Found) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield (name, extras) of what is required; what an extra asks for, where that one is asked."""
    for text in item.requires:
        match = _NEED.match(text)
        extra = _EXTRA.search(text)
        if match and (extra is None or normalise_package(extra[1]) in item.extras):
            asked = (match["extras"] or "").split(",")
            extras = frozenset(normalise_package(each.strip()) for each in asked if each.strip())
            yield normalise_package(match["name"]), extras


def _uv() -> str:
    try:
        from uv import find_uv_bin  # noqa: PLC0415 (an extra)
    except ImportError:
        found = shutil.which("uv")
    else:
        found = os.fspath(find_uv_bin())
    if found is None:
        raise ConfigError("--resolve", "uv is not installed", "pip install 'flagstate[resolve]'")
    return found


def _environment() -> dict[str, str]:
    """Return the variables uv may see: where it keeps its cache, which index and certificates."""
    kept = (
        *("PATH", "HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "SYSTEMROOT", "TMPDIR", "TEMP"),
        *("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"),
        *("XDG_CACHE_HOME", "XDG_DATA_HOME"),
    )
    return {k: v for k, v in os.environ.items() if k.upper() in kept or k.startswith("UV_")}


def _gap(origin: str, reason: str) -> Gap:
    return Gap(Location(origin), reason, stage="facts")
