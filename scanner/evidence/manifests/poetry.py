"""Poetry's own tables in ``pyproject.toml``, versions 1 and 2; called by ``pyproject``.

``python`` is the interpreter, not a package. ``^`` and ``~`` become the PEP 440 range Poetry
documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.manifests import requirement, scopes, toml
from scanner.model.evidence import Evidence, Gap, Requirement
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_RELEASE = re.compile(r"v?(?P<release>\d+(?:\.\d+)*)(?P<rest>.*)$")
_BARE = re.compile(r"v?\d[A-Za-z0-9.*+!-]*$")
_BOUND = re.compile(r"(?P<how>[<>]=?|[=!]=)(?P<version>\d+(?:\.\d+){0,2})(?:\.\*)?")
_OPERATOR = re.compile(r"(\^|~(?!=)|[<>=!~]=?=?)\s+")


def rows(file: File, document: toml.Document) -> Iterator[Evidence | Gap]:
    """Yield the dependencies of ``[tool.poetry]``."""
    optional = _extras_of(document)
    base = ("tool", "poetry")
    yield from _table(file, document, (*base, "dependencies"), "poetry", "runtime", optional)
    yield from _table(file, document, (*base, "dev-dependencies"), "poetry_group", "dev", {})
    for group in document.table(*base, "group"):
        path = (*base, "group", group, "dependencies")
        yield from _table(file, document, path, "poetry_group", scopes.of_group(group), {})


def specifier(version: str) -> str | None:
    """Return Poetry's version constraint as a PEP 440 specifier set; ``None`` for any version.

    A union (``||``) has no PEP 440 form and is kept as written.
    """
    version = version.strip()
    if not version or version == "*":
        return None
    if "||" in version or "|" in version:
        return version
    # Poetry allows white space instead of commas, and after an operator.
    glued = _OPERATOR.sub(r"\1", version)
    return ",".join(_clause(part) for part in re.split(r"\s*,\s*|\s+", glued) if part)


def _clause(part: str) -> str:
    found = (
        _RELEASE.match(part[1:].strip()) if part[:1] in {"^", "~"} and part[1:2] != "=" else None
    )
    if found is None:
        return f"=={part}" if _BARE.match(part) else part
    numbers = [int(number) for number in found["release"].split(".")[:6]]
    lower = found["release"] + found["rest"]
    if part[0] == "~":
        # ~1.2.3 and ~1.2 allow the last given below major.minor; ~1 allows 1.x
        index = 0 if len(numbers) == 1 else 1
    else:
        # ^ keeps everything up to the first number that is not zero
        index = next((i for i, number in enumerate(numbers) if number), len(numbers) - 1)
    upper = [*numbers[:index], numbers[index] + 1]
    return f">={lower},<{'.'.join(str(number) for number in upper)}"


def _extras_of(document: toml.Document) -> dict[str, str]:
    """Return ``{normalised dependency: first extra that holds it}``."""
    found: dict[str, str] = {}
    for extra in document.table("tool", "poetry", "extras"):
        for _, name in document.strings("tool", "poetry", "extras", extra):
            found.setdefault(normalise_package(name), extra)
    return found


def _table(
    file: File, document: toml.Document, path: tuple[str, ...],
    way: str, scope: str, optional: dict[str, str],
) -> Iterator[Evidence | Gap]:  # fmt: skip
    for name, value in document.table(*path).items():
        normal = normalise_package(name)
        if normal == "python":
            continue
        extra = optional.get(normal)
        where = f"extra:{extra}" if extra else scope
        # Poetry: several tables in an array are alternatives by marker.
        for option in value if isinstance(value, list) else [value]:
            detail = _detail(option, where)
            at = document.at(*path, name)
            if detail is None:
                yield Gap(at, f"'{name}' is neither a version nor a table")
                continue
            yield requirement.evidence(file, requirement.Asked(name, detail), at, way)


def _detail(option: object, scope: str) -> Requirement | None:
    if isinstance(option, str):
        return Requirement(specifier=specifier(option), scope=scope)
    if not isinstance(option, dict):
        return None
    version, extras = (option.get(key) for key in ("version", "extras"))
    return Requirement(
        specifier=specifier(version) if isinstance(version, str) else None,
        extras=tuple(str(extra) for extra in extras) if isinstance(extras, list) else (),
        marker=condition(option),
        scope=scope if not option.get("optional") or scope.startswith("extra:") else "extra:",
        url=_address(option),
        editable=option.get("develop") is True,
    )


def condition(option: dict[str, object]) -> str | None:
    """Return the marker of a requirement: ``markers``, and what ``python`` and ``platform`` say."""
    markers, python, platform = (option.get(key) for key in ("markers", "python", "platform"))
    told = [markers] if isinstance(markers, str) and markers else []
    versions = specifier(python) if isinstance(python, str) else None
    bounds = [_BOUND.fullmatch(part) for part in versions.split(",")] if versions else []
    told += [_bound(bound["how"], bound["version"]) for bound in bounds if bound and all(bounds)]
    if isinstance(platform, str):
        told.append(f'sys_platform == "{platform}"')
    joined = [f"({part})" if " or " in part and len(told) > 1 else part for part in told]
    return " and ".join(joined) or None


def _bound(how: str, version: str) -> str:
    name = "python_full_version" if version.count(".") > 1 else "python_version"
    return f'{name} {how} "{version}"'


def _address(option: dict[str, object]) -> str | None:
    git, url, path, file = (option.get(key) for key in ("git", "url", "path", "file"))
    if isinstance(git, str):
        ref = next(
            (option[k] for k in ("rev", "tag", "branch") if isinstance(option.get(k), str)), ""
        )
        return f"git+{git}" + (f"@{ref}" if ref else "")
    if isinstance(url, str):
        return url
    local = path if isinstance(path, str) else file
    return f"file:{local}" if isinstance(local, str) else None
