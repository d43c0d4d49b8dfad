"""``uv.lock``: every version uv resolved, with edges, markers and the scope each is reached in.

What it reads
    ``[[package]]`` tables: name, version, source, ``dependencies`` with markers and extras,
    ``optional-dependencies``, ``dev-dependencies`` and hashes. Projects of the tree (``virtual``
    and ``editable`` sources) are rows with low confidence: they are not dependencies.

Limits
    A registry counts as the default one when it is the one the project configures as default, or
    when the project configures none and the lock names a single one.

Source: uv documentation, "Lockfile"; uv.lock version 1.
"""

from __future__ import annotations

from posixpath import dirname, join
from typing import TYPE_CHECKING

from scanner.evidence.manifests import lean, lock, scopes, toml
from scanner.model.evidence import Evidence, Gap, Location, Locked, Statement
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_OWN = ("virtual", "editable")

Package = dict[str, object]


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield one row for each package version."""
    text = lock.text_of(file)
    document = toml.Document(file.path, lean.text(text))
    packages = document.tables("package")
    if len(packages) > lock.PACKAGES_LIMIT:
        raise Unreadable(f"more than {lock.PACKAGES_LIMIT} packages")
    version = document.get("version")
    if version != 1:
        yield Gap(
            Location(file.path), f"uv.lock version {version!r} is not known; read as version 1"
        )
    places = lock.places(text)
    versions = _versions(packages)
    needs = {_key(package): _needs(package, versions) for package in packages}
    reached = _reached(packages, needs, versions)
    default = _default_registry(file, packages)
    for index, package in enumerate(packages):
        at = Location(file.path, *places[index]) if index < len(places) else Location(file.path)
        name = package.get("name")
        if not isinstance(name, str):
            yield Gap(at, "a package without a name")
            continue
        locked = _locked(package, needs[_key(package)], default)
        scope = reached.get(_key(package), "")
        yield lock.row(file, name, at, locked._replace(scope=scope or "runtime"), own=_own(package))


def _locked(package: Package, needs: list[lock.Need], default: str | None) -> Locked:
    version = package.get("version")
    source, url = _source(package, default)
    markers = package.get("resolution-markers")  # of one of several versions
    told = [m for m in markers if isinstance(m, str)] if isinstance(markers, list) else []
    return Locked(
        version=version if isinstance(version, str) else None,
        marker=" or ".join(f"({m})" if " or " in m or " and " in m else m for m in told) or None,
        source=source,
        url=url,
        requires=tuple(need.text() for need in needs),
        hashes=_hashes(package),
    )


def _source(package: Package, default: str | None) -> tuple[str, str | None]:
    table = package.get("source")
    for kind, value in table.items() if isinstance(table, dict) else ():
        if not isinstance(value, str):
            continue
        if kind == "registry":
            return ("default-index", None) if value == default else ("index", value)
        if kind == "git":
            return (
                "vcs",
                f"git+{value.partition('#')[0].partition('?')[0]}@{value.partition('#')[2]}",
            )
        if kind in {"editable", "virtual"}:
            return kind, value
        if kind in {"url", "path", "directory"}:
            return ("url" if kind == "url" else "path"), value
    return "index", None


def _own(package: Package) -> bool:
    source = package.get("source")
    return isinstance(source, dict) and any(kind in source for kind in _OWN)


def _key(package: Package) -> str:
    return f"{package.get('name')}=={package.get('version')}"


def _versions(packages: list[Package]) -> dict[str, list[str]]:
    """Return ``{name: [key, ...]}``."""
    found: dict[str, list[str]] = {}
    for package in packages:
        found.setdefault(str(package.get("name")), []).append(_key(package))
    return found


def _needs(package: Package, versions: dict[str, list[str]]) -> list[lock.Need]:
    needs = [_need(item, "", versions) for item in _items(package.get("dependencies"))]
    for table, prefix in (("optional-dependencies", "extra:"), ("dev-dependencies", "")):
        groups = package.get(table)
        for name, items in groups.items() if isinstance(groups, dict) else ():
            scope = f"extra:{normalise_package(name)}" if prefix else scopes.of_group(name)
            needs += [_need(item, scope, versions) for item in _items(items)]
    return needs


def _items(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _need(item: dict[str, object], scope: str, versions: dict[str, list[str]]) -> lock.Need:
    name, version, marker, extras = (item.get(k) for k in ("name", "version", "marker", "extra"))
    several = len(versions.get(str(name), ())) > 1
    return lock.Need(
        name=str(name),
        version=version if several and isinstance(version, str) else None,
        scope=scope,
        extras=tuple(map(normalise_package, map(str, extras))) if isinstance(extras, list) else (),
        marker=marker if isinstance(marker, str) else None,
    )


def _reached(
    packages: list[Package], needs: dict[str, list[lock.Need]], versions: dict[str, list[str]]
) -> dict[str, str]:
    """Return the widest scope in which each package is reached from the projects of the tree."""
    roots: list[tuple[str, str]] = []
    graph: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for package in packages:
        key = _key(package)
        targets = [
            (target, need.scope, need.extras)
            for need in needs[key]
            for target in _targets(need, versions)
        ]
        if not _own(package):
            graph[key] = targets
            continue
        # A project's own groups and extras start here; asked extras open with them.
        for target, scope, extras in targets:
            roots.append((target, scope or "runtime"))
            graph.setdefault(f"{key} {target}", []).append((target, "", extras))
            roots.append((f"{key} {target}", scope or "runtime"))
    return lock.reach(roots, graph)


def _targets(need: lock.Need, versions: dict[str, list[str]]) -> list[str]:
    if need.version:
        return [f"{need.name}=={need.version}"]
    return versions.get(need.name, [])


def _default_registry(file: File, packages: list[Package]) -> str | None:
    """Return the registry that is the default one, told without knowing any host."""
    configured = False
    for name, base in (("pyproject.toml", ("tool", "uv")), ("uv.toml", ())):
        sibling = file.sibling(join(dirname(file.path), name))
        if sibling is None:
            continue
        try:
            document = toml.load(sibling)
        except Unreadable:
            continue
        for index in document.tables(*base, "index"):
            configured = True
            if index.get("default") is True and isinstance(index.get("url"), str):
                return str(index["url"])
        legacy = document.get(*base, "index-url")
        if isinstance(legacy, str):
            return legacy
    counts: dict[str, int] = {}
    for package in packages:
        source = package.get("source")
        registry = source.get("registry") if isinstance(source, dict) else None
        if isinstance(registry, str):
            counts[registry] = counts.get(registry, 0) + 1
    return next(iter(counts)) if len(counts) == 1 and not configured else None


def _hashes(package: Package) -> tuple[str, ...]:
    return (*lean.hashes([package.get("sdist")]), *lean.hashes(package.get("wheels")))


# Read by its own size limit, so exempt from the runner's text pass.
DETECTOR = Detector(
    id="uv-lock", patterns=("**/uv.lock",), triggers=(), detect=detect, weights=True
)
