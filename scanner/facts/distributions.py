"""Distributions on disk: installed ones, wheels and sdists, with their metadata and licence texts.

Nothing of them is imported or run. Sizes and counts are bounded: an archive is hostile input.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.facts.package_metadata import Metadata, read_metadata
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    import tarfile
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

#: Most bytes of one metadata or licence file.
FILE_LIMIT_BYTES = 2 * 1024 * 1024
#: Most entries of one folder or archive that are looked at.
ENTRIES_LIMIT = 100_000
#: Most licence files of one distribution.
TEXTS_LIMIT = 60

#: Folders of a virtual environment inside a work tree, by custom.
ENVIRONMENT_NAMES = (".venv", "venv", "env", ".env")
_LICENSE_NAME = re.compile(r"(?:licen[cs]e|copying|notice|unlicense|authors)", re.IGNORECASE)
_METADATA = re.compile(r"[^/]+\.dist-info/METADATA|[^/]+\.egg-info/PKG-INFO|[^/]+/PKG-INFO")


class Distribution(NamedTuple):
    """One distribution: its metadata, the texts beside it, and where it lies (for citing)."""

    metadata: Metadata
    texts: Mapping[str, str]
    origin: str


def environments(root: Path) -> tuple[Path, ...]:
    """Return the site-packages folders of virtual environments that lie in a work tree."""
    found: list[Path] = []
    for name in ENVIRONMENT_NAMES:
        folder = root / name
        if folder.is_dir() and not folder.is_symlink():
            found += site_packages(folder)
    return tuple(found)


def site_packages(environment: Path) -> tuple[Path, ...]:
    """Return the site-packages folders of an environment, or the folder itself when it is one."""
    places = sorted(environment.glob("lib/python*/site-packages"))
    places += sorted(environment.glob("Lib/site-packages"))
    if not places and any(environment.glob("*.dist-info")):
        return (environment,)
    return tuple(place for place in places if place.is_dir())


def installed(folders: Iterable[Path]) -> Iterator[Distribution]:
    """Yield the distributions installed in site-packages folders, by name."""
    for folder in folders:
        entries = [*folder.glob("*.dist-info"), *folder.glob("*.egg-info")][:ENTRIES_LIMIT]
        for entry in sorted(entries):
            file = entry / ("METADATA" if entry.suffix == ".dist-info" else "PKG-INFO")
            text = _read(file)
            if text is None:
                continue
            yield Distribution(read_metadata(text), _texts_in(entry), entry.name)


def archives(folder: Path) -> Iterator[Distribution]:
    """Yield the wheels and sdists of a folder, by file name; what is broken is left out."""
    for path in sorted(folder.iterdir()):
        distribution = archive(path) if path.is_file() else None
        if distribution is not None:
            yield distribution


def archive(path: Path) -> Distribution | None:
    """Return a wheel's or sdist's distribution; ``None`` when it is none or broken."""
    import tarfile  # noqa: PLC0415 (15 ms; few scans have a folder of wheels)
    import zipfile  # noqa: PLC0415 (as above)

    try:
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as opened:
                infos = opened.infolist()[:ENTRIES_LIMIT]
                members = {i.filename: i.file_size for i in infos if not i.is_dir()}
                return _from_members(path, members, opened.read)
        if path.name.endswith((".tar.gz", ".tgz")):
            with tarfile.open(path, "r:gz") as opened_tar:
                return _from_tar(path, opened_tar)
    except (
        OSError,
        zipfile.BadZipFile,
        tarfile.TarError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ):
        return None
    return None


def by_name(distributions: Iterable[Distribution]) -> dict[str, list[Distribution]]:
    """Return ``{normalised name: distributions}``."""
    found: dict[str, list[Distribution]] = {}
    for distribution in distributions:
        if distribution.metadata.name:
            name = normalise_package(distribution.metadata.name)
            found.setdefault(name, []).append(distribution)
    return found


def _from_tar(path: Path, opened: tarfile.TarFile) -> Distribution | None:
    members: dict[str, tarfile.TarInfo] = {}
    for count, member in enumerate(opened):
        if count >= ENTRIES_LIMIT:
            break
        if member.isfile():
            members[member.name] = member

    def read(name: str) -> bytes:
        stream = opened.extractfile(members[name])
        return stream.read(FILE_LIMIT_BYTES) if stream else b""

    return _from_members(path, {name: m.size for name, m in members.items()}, read)


def _from_members(
    path: Path, members: Mapping[str, int], read: Callable[[str], bytes]
) -> Distribution | None:
    names = [name for name in members if _METADATA.fullmatch(name)]
    if not names:
        return None
    base = min(names, key=len).rsplit("/", 1)[0] + "/"

    def text(name: str) -> str | None:
        if members[name] > FILE_LIMIT_BYTES:
            return None
        return read(name)[:FILE_LIMIT_BYTES].decode("utf-8", "replace")

    metadata = text(min(names, key=len))
    if metadata is None:
        return None
    texts: dict[str, str] = {}
    for name in sorted(members):
        relative = _license_path(name.removeprefix(base)) if name.startswith(base) else None
        content = text(name) if relative and len(texts) < TEXTS_LIMIT else None
        if relative and content is not None:
            texts[relative] = content
    return Distribution(read_metadata(metadata), texts, path.name)


def _license_path(relative: str) -> str | None:
    """Return a file's path as a licence text: below ``licenses/`` (PEP 639), else by its name."""
    if relative.lower().startswith(("licenses/", "license_files/")):
        return relative.split("/", 1)[1]
    return relative if "/" not in relative and _LICENSE_NAME.match(relative) else None


def _texts_in(folder: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted(folder.rglob("*"))[:ENTRIES_LIMIT]:
        relative = _license_path(path.relative_to(folder).as_posix())
        if relative and len(texts) < TEXTS_LIMIT and path.is_file() and not path.is_symlink():
            text = _read(path)
            if text is not None:
                texts[relative] = text
    return texts


def _read(path: Path) -> str | None:
    try:
        if path.is_symlink() or path.stat().st_size > FILE_LIMIT_BYTES:
            return None
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None
