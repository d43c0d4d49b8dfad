"""One requirement, as PEP 508, pip, Poetry and conda write it, to a name and a ``Requirement``.

Read with one linear expression instead of ``packaging``, which the hook path may not import: what
is read here is split, not evaluated. ``inventory/versions.py`` evaluates specifiers and markers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.model.evidence import (
    Confidence,
    Evidence,
    Kind,
    Location,
    Relation,
    Requirement,
)
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from scanner.model.file import File

#: Longest requirement that is read; anything longer is not one a person or tool wrote.
LENGTH_LIMIT = 4096

_NAME = re.compile(
    r"\s*(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*"
    r"(?:\[(?P<extras>[^\]\[]*)\])?\s*(?P<rest>.*)",
    re.DOTALL,
)
_CLAUSE = re.compile(r"\s*(?:===|~=|==|!=|<=|>=|<|>)\s*[A-Za-z0-9*.+!_${}-]+\s*")
_WHEEL = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._]*)-[^-/]+(?:-[^-/]+){2,4}\.whl$")
_SDIST = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)-v?\d[^-/]*\.(?:tar\.gz|tgz|zip|tar\.bz2|tar\.xz)$"
)
_EGG = re.compile(r"[#&]egg=(?P<egg>[^&\[\s]+)(?:\[(?P<extras>[^\]]*)\])?")
_DIRECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\s*(?:\[[^\]]*\])?\s*@\s*[A-Za-z][A-Za-z0-9+.-]*:")
_VCS = re.compile(r"(?:git|hg|svn|bzr)\+", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
#: Path segments of code hosts' archive addresses: the name stands before them.
_ARCHIVE_PARTS = frozenset(["archive", "tarball", "zipball", "releases", "-", "get"])


class Asked(NamedTuple):
    """A requirement's name as written, and what is asked of it."""

    name: str
    detail: Requirement


class NotARequirement(ValueError):
    """The text is not a requirement; the message says why."""


def parse(text: str, scope: str = "runtime") -> Asked:
    """Return what one PEP 508 requirement asks.

    Raises:
        NotARequirement: it has no valid name, or its version part is not one.

    Source: PEP 508; PEP 440 for the specifier.

    """
    if len(text) > LENGTH_LIMIT:
        raise NotARequirement(f"requirement longer than {LENGTH_LIMIT} characters")
    found = _NAME.match(text)
    if not found:
        raise NotARequirement(f"not a requirement: '{_short(text)}'")
    rest = found["rest"].strip()
    extras = _extras(found["extras"])
    if rest.startswith("@"):
        # PEP 508: the URL ends at white space; only then can a marker follow.
        url, _, marker = rest[1:].strip().partition(" ;")
        return Asked(
            found["name"],
            Requirement(
                extras=extras,
                url=url.split()[0] if url.strip() else None,
                marker=marker.strip() or None,
                scope=scope,
            ),
        )
    specifier, _, marker = rest.partition(";")
    return Asked(
        found["name"],
        Requirement(
            specifier=_specifier(specifier, text),
            extras=extras,
            marker=marker.strip() or None,
            scope=scope,
        ),
    )


def parse_address(text: str, scope: str = "runtime", *, editable: bool = False) -> Asked:
    """Return what a VCS, file or wheel address asks; ``#egg=`` or its last part names it.

    Raises:
        NotARequirement: no name can be told from it.

    """
    address, _, marker = text.strip().partition(" ;")
    address = address.strip()
    egg = _EGG.search(address)
    if egg:
        name, extras = egg["egg"], _extras(egg["extras"])
    else:
        name, extras = _named_by_path(address), ()
    detail = Requirement(
        extras=extras,
        marker=marker.strip() or None,
        scope=scope,
        url=address,
        editable=editable,
    )
    return Asked(name, detail)


def is_address(text: str) -> bool:
    """Tell whether this is a VCS address, a URL or a file path rather than a name."""
    first = text.split(" ;", 1)[0].strip()
    if _DIRECT.match(first):
        return False  # PEP 508: NAME @ URL
    return bool(
        _VCS.match(first)
        or "://" in first.split("@", 1)[0]
        or first.startswith((".", "/", "~", "file:"))
        or first.endswith((".whl", ".tar.gz", ".zip"))
    )


def evidence(
    file: File,
    asked: Asked,
    at: Location,
    way: str,
    *,
    relation: Relation = Relation.REQUIRES,
    confidence: Confidence = Confidence.HIGH,
) -> Evidence:
    """Return the row for one requirement; ``at.path`` defaults to the file's."""
    ecosystem = asked.detail.ecosystem
    return Evidence(
        Kind.DEPENDENCY,
        normalise_package(asked.name) if ecosystem == "pypi" else asked.name.lower(),
        at if at.path else Location(file.path, at.line, at.column),
        way,
        relation=relation,
        confidence=confidence,
        namespace="" if ecosystem == "pypi" else ecosystem,
        detail=asked.detail,
    )


def _extras(text: str | None) -> tuple[str, ...]:
    parts = (part.strip() for part in (text or "").split(","))
    return tuple(normalise_package(part) for part in parts if part)


def _specifier(text: str, whole: str) -> str | None:
    text = text.strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    if not text:
        return None
    for clause in text.split(","):
        if clause.strip() and not _CLAUSE.fullmatch(clause):
            raise NotARequirement(f"not a version specifier in '{_short(whole)}'")
    return text


def _named_by_path(address: str) -> str:
    path = re.split(r"[?#]", address, maxsplit=1)[0].rstrip("/")
    last = path.rsplit("/", 1)[-1]
    archive = _WHEEL.match(last) or _SDIST.match(last)
    if archive:
        return archive["name"]
    if _VCS.match(path):
        body = path.split("://", 1)[-1]
        repository = body.rsplit("/", 1)[-1].split("@", 1)[0]
        name = repository.removesuffix(".git")
        if _NAME.fullmatch(name) and not _NAME.fullmatch(name)["rest"]:  # type: ignore[index]  # matched just before
            return name
    parts = path.split("/")
    for index, part in enumerate(parts):
        if part in _ARCHIVE_PARTS and index > 2 and _SCHEME.match(path):  # noqa: PLR2004 (scheme, "", host)
            name = parts[index - 1]
            if _NAME.fullmatch(name):
                return name
    raise NotARequirement(f"no package name in '{_short(address)}'")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:77] + "..."  # noqa: PLR2004 (one line of a report)
