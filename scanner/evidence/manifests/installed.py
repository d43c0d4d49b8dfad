"""Distributions in the tree: installed packages, wheels and sdists.

What it reads
    ``*.dist-info/METADATA`` and ``*.egg-info/PKG-INFO`` (name, version, requirements), and the file
    names of wheels and sdists. What they hold is there in one exact version.

Limits
    The metadata of a project itself (its own ``.egg-info``) names no dependency. An archive is not
    opened here; ``--wheels`` reads its metadata and licence.

Source: core metadata specification; PEP 427 and PEP 625 for file names.
"""

from __future__ import annotations

import re
from posixpath import dirname
from typing import TYPE_CHECKING

from scanner.evidence.manifests import lock, requirement, toml
from scanner.model.evidence import Evidence, Gap, Locked
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_HEADER = re.compile(r"^(Name|Version|Requires-Dist):[ \t]*(.+?)[ \t\r]*$", re.MULTILINE)
_EXTRA = re.compile(r"""\bextra\s*==\s*["'](?P<extra>[^"']+)["']""")
_WHEEL = re.compile(r"(?P<name>[A-Za-z0-9._]+)-(?P<version>[^-/]+)(?:-[^-/]+){3,4}\.whl")
_SDIST = re.compile(r"(?P<name>[A-Za-z0-9._-]+)-(?P<version>\d[^-/]*)\.tar\.gz")


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield the row of one installed distribution."""
    headers = file.text().partition("\n\n")[0].partition("\r\n\r\n")[0]
    fields: dict[str, list[str]] = {}
    for match in _HEADER.finditer(headers):
        fields.setdefault(match[1], []).append(match[2])
    name, version = fields.get("Name", [""])[0], fields.get("Version", [""])[0]
    if not name or not version:
        yield Gap(file.at(1), "metadata without name or version")
        return
    if file.path.endswith("PKG-INFO") and _is_own(file, name):
        return
    needs = tuple(need.text() for text in fields.get("Requires-Dist", []) for need in _need(text))
    place = file.locate(f"Name: {name}")
    yield _row(file, name, place.line, Locked(version, source="default-index", requires=needs))


def archives(file: File) -> Iterator[Evidence]:
    """Yield the row of a wheel or sdist, told by its file name."""
    base = file.path.rsplit("/", 1)[-1]
    match = _WHEEL.fullmatch(base) or _SDIST.fullmatch(base)
    if match:
        locked = Locked(match["version"], source="path", url=file.path)
        yield _row(file, match["name"], 1, locked)


def _row(file: File, name: str, line: int, locked: Locked) -> Evidence:
    return lock.row(file, name, file.at(line), locked)._replace(way="installed")


def _need(text: str) -> Iterator[lock.Need]:
    try:
        asked = requirement.parse(text)
    except requirement.NotARequirement:
        return
    extra = _EXTRA.search(asked.detail.marker or "")
    yield lock.Need(
        normalise_package(asked.name),
        scope=f"extra:{normalise_package(extra['extra'])}" if extra else "",
        extras=asked.detail.extras,
        marker=asked.detail.marker,
    )


def _is_own(file: File, name: str) -> bool:
    """Tell whether an ``.egg-info`` is that of the project around it (``setup.py develop``)."""
    folder = dirname(dirname(file.path))
    prefixes = [folder + "/" if folder else "", dirname(folder) + "/" if dirname(folder) else ""]
    for prefix in dict.fromkeys(prefixes):
        if file.sibling(f"{prefix}setup.py") or file.sibling(f"{prefix}PKG-INFO"):
            return True
        manifest = file.sibling(f"{prefix}pyproject.toml")
        try:
            stated = toml.load(manifest).get("project", "name") if manifest else None
        except Unreadable:
            stated = None
        if isinstance(stated, str) and normalise_package(stated) == normalise_package(name):
            return True
    return False


DETECTOR = Detector(
    id="installed",
    patterns=("**/*.dist-info/METADATA", "**/*.egg-info/PKG-INFO"),
    triggers=("Name:",),
    detect=detect,
)

ARCHIVES = Detector(
    id="installed-archive",
    # A .tar.gz is an sdist only where such things are kept: elsewhere it may be any data.
    patterns=("**/*.whl", "**/dist/*.tar.gz", "**/wheels/*.tar.gz", "**/wheelhouse/*.tar.gz"),
    triggers=(),
    detect=archives,
    weights=True,
)
