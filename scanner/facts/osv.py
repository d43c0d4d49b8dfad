"""OSV records: which versions an advisory affects, and which fix it.

Rules of the format that are kept: an event list is sorted and walked; ``versions`` lists affected
versions by name; ``last_affected`` is inclusive; GIT ranges say nothing of versions; withdrawn
records do not count; names are compared canonical; a version that is no PEP 440 version matches
only by name.

Source: OSV schema 1.6, "affected[].ranges[].events", evaluation algorithm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from packaging.version import InvalidVersion, Version

from scanner.model.errors import ConfigError
from scanner.model.file import Unreadable, parse_json
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: Most records of a given database, and most bytes of one record.
RECORDS_LIMIT = 1_000_000
RECORD_LIMIT_BYTES = 5 * 1024 * 1024

_FIRST = Version("0.dev0")


class Advisory(NamedTuple):
    """One advisory about one package."""

    id: str
    package: str  # canonical name
    aliases: tuple[str, ...] = ()
    ranges: tuple[tuple[tuple[str, str], ...], ...] = ()  # ((event, version), ...) per range
    versions: frozenset[str] = frozenset()
    summary: str = ""
    published: str = ""


def compact(row: Mapping[str, object]) -> Advisory | None:
    """Return the advisory of a row of the embedded snapshot; ``None`` when it names no package."""
    package, identifier = row.get("package"), row.get("id")
    if not isinstance(package, str) or not isinstance(identifier, str):
        return None
    return Advisory(
        id=identifier,
        package=normalise_package(package),
        aliases=_words(row.get("aliases")),
        ranges=tuple(_events(item) for item in _list(row.get("ranges"))),
        versions=frozenset(_words(row.get("versions"))),
        published=str(row.get("published") or ""),
    )


def record(value: object) -> Iterator[Advisory]:
    """Yield one advisory for each PyPI package of a full OSV record; none when withdrawn."""
    if (
        not isinstance(value, dict)
        or value.get("withdrawn")
        or not isinstance(value.get("id"), str)
    ):
        return
    for affected in _list(value.get("affected")):
        if not isinstance(affected, dict):
            continue
        package = affected.get("package")
        if not isinstance(package, dict) or package.get("ecosystem") != "PyPI":
            continue
        ranges = [
            _events(item.get("events"))
            for item in _list(affected.get("ranges"))
            if isinstance(item, dict) and item.get("type") == "ECOSYSTEM"
        ]
        yield Advisory(
            id=str(value["id"]),
            package=normalise_package(str(package.get("name"))),
            aliases=_words(value.get("aliases")),
            ranges=tuple(ranges),
            versions=frozenset(_words(affected.get("versions"))),
            summary=str(value.get("summary") or "")[:300],
            published=str(value.get("published") or ""),
        )


def database(path: Path) -> dict[str, list[Advisory]]:
    """Return ``{canonical name: advisories}`` of an OSV zip, a folder of records, or a JSONL file.

    Raises:
        ConfigError: it is none of these.

    """
    found: dict[str, list[Advisory]] = {}
    for text in _texts(path):
        try:
            value = parse_json(text)
        except Unreadable:
            continue  # one broken record does not hide the others
        items = [value] if not isinstance(value, list) else value
        for item in items:
            flat = compact(item) if isinstance(item, dict) and "affected" not in item else None
            for advisory in [flat] if flat else record(item):
                found.setdefault(advisory.package, []).append(advisory)
    if not found:
        raise ConfigError(str(path), "holds no OSV record of a PyPI package")
    return found


def _texts(path: Path) -> Iterator[str]:
    import zipfile  # noqa: PLC0415 (15 ms; most scans are given no database)

    if path.is_dir():
        for file in sorted(path.rglob("*.json"))[:RECORDS_LIMIT]:
            if file.stat().st_size <= RECORD_LIMIT_BYTES:
                yield file.read_text(encoding="utf-8", errors="replace")
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist()[:RECORDS_LIMIT]:
                if info.filename.endswith(".json") and info.file_size <= RECORD_LIMIT_BYTES:
                    yield archive.read(info)[:RECORD_LIMIT_BYTES].decode("utf-8", "replace")
    elif path.is_file():
        yield from path.read_text(encoding="utf-8", errors="replace").splitlines()
    else:
        raise ConfigError(str(path), "is no OSV zip, folder or JSON lines file")


def affects(advisory: Advisory, version: str) -> bool:
    """Tell whether the version is affected, by name or by a range."""
    if version in advisory.versions:
        return True
    try:
        asked = Version(version)
    except InvalidVersion:
        return False
    if any(_same(asked, text) for text in advisory.versions):
        return True
    return any(_within(asked, events) for events in advisory.ranges)


def fixes(advisory: Advisory, version: str) -> tuple[Version, ...]:
    """Return the versions above this one at which the advisory's ranges end, lowest first."""
    try:
        asked = Version(version)
    except InvalidVersion:
        asked = _FIRST
    found = {
        fixed
        for events in advisory.ranges
        for event, text in events
        if event == "fixed" and (fixed := _version(text)) is not None and fixed > asked
    }
    return tuple(sorted(found))


def _within(asked: Version, events: tuple[tuple[str, str], ...]) -> bool:
    """Walk the events in version order: the last one at or below the version decides."""
    inside = False
    ordered = sorted(
        ((version, event) for event, text in events if (version := _version(text)) is not None),
        key=lambda item: (item[0], item[1] != "introduced"),
    )
    for version, event in ordered:
        if event == "introduced" and asked >= version:
            inside = True
        elif (event == "fixed" and asked >= version) or (
            event == "last_affected" and asked > version
        ):
            inside = False
    return inside


def _version(text: str) -> Version | None:
    if text == "0":
        return _FIRST  # OSV: "0" stands before every version
    try:
        return Version(text)
    except InvalidVersion:
        return None


def _same(asked: Version, text: str) -> bool:
    other = _version(text)
    return other is not None and other == asked


def _events(value: object) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(key), str(text))
        for event in _list(value)
        if isinstance(event, dict)
        for key, text in event.items()
        if key in {"introduced", "fixed", "last_affected"}
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _words(value: object) -> tuple[str, ...]:
    return tuple(item for item in _list(value) if isinstance(item, str))
