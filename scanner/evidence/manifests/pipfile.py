"""Pipenv's ``Pipfile``: ``[packages]``, ``[dev-packages]`` and named categories.

Source: Pipenv documentation, "Pipfile & Pipfile.lock".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.manifests import requirement, scopes, toml
from scanner.model.evidence import Evidence, Gap, Requirement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

#: Tables of a Pipfile that hold no packages.
_OTHER = frozenset(["source", "requires", "scripts", "pipenv"])


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield the packages of each category."""
    document = toml.load(file)
    for category, table in document.value.items():
        if category in _OTHER or not isinstance(table, dict):
            continue
        scope = scope_of(category)
        for name, value in table.items():
            at = document.at(category, name)
            detail = _detail(value, scope)
            if detail is None:
                yield Gap(at, f"'{name}' is neither a version nor a table")
            elif not (detail.url or "").startswith("file:."):
                yield requirement.evidence(file, requirement.Asked(name, detail), at, "pipfile")


def scope_of(category: str) -> str:
    """Return the scope of a Pipfile category."""
    if category in {"packages", "default"}:
        return "runtime"
    return "dev" if category in {"dev-packages", "develop"} else scopes.of_group(category)


def _detail(value: object, scope: str) -> Requirement | None:
    if isinstance(value, str):
        return Requirement(specifier=_any(value), scope=scope)
    if not isinstance(value, dict):
        return None
    version, extras, markers = (value.get(key) for key in ("version", "extras", "markers"))
    marks = [markers] if isinstance(markers, str) else []
    # Pipenv: a marker's variable can be a key of its own: sys_platform = "== 'win32'"
    marks += [
        f"{key} {value[key]}"
        for key in (
            "sys_platform",
            "platform_system",
            "python_version",
            "os_name",
            "platform_machine",
        )
        if isinstance(value.get(key), str)
    ]
    return Requirement(
        specifier=_any(version) if isinstance(version, str) else None,
        extras=tuple(str(extra) for extra in extras) if isinstance(extras, list) else (),
        marker=" and ".join(marks) or None,
        scope=scope,
        url=_address(value),
        editable=value.get("editable") is True,
    )


def _address(value: dict[str, object]) -> str | None:
    for tool in ("git", "hg", "svn", "bzr"):
        address = value.get(tool)
        if isinstance(address, str):
            ref = value.get("ref")
            return f"{tool}+{address}" + (f"@{ref}" if isinstance(ref, str) else "")
    for key in ("file", "path"):
        address = value.get(key)
        if isinstance(address, str):
            return address if "://" in address else f"file:{address}"
    return None


def _any(version: str) -> str | None:
    return None if version.strip() in {"", "*"} else version.strip()


DETECTOR = Detector(id="pipfile", patterns=("**/Pipfile",), triggers=(), detect=detect)
