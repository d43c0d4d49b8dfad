"""``pyproject.toml``: what the project asks for, in every dialect in use.

What it reads
    PEP 621 ``dependencies`` and ``optional-dependencies`` (dynamic ones named as such), the
    groups of PEP 735 with ``include-group``, ``build-system.requires``, Poetry 1 and 2, PDM, Hatch
    environments and build hooks, uv (sources, workspaces, constraints, dev dependencies), Flit,
    Rye, pixi and setuptools' dynamic files. What the project says of itself (name, version,
    licence) becomes statements about ``project:FOLDER``.

Limits
    Dependencies that a build backend computes are a gap. Poetry's ``a || b`` version unions are
    kept as written.

Source: PEP 518, 621, 639, 735; the tools' own documentation.
"""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from scanner.evidence.manifests import (
    pixi,
    poetry,
    requirement,
    requirements_txt,
    scopes,
    toml,
)
from scanner.model.evidence import (
    Confidence,
    Evidence,
    Gap,
    Relation,
    Statement,
)
from scanner.model.plugin import Detector
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

HOOK_TABLES = (("tool", "hatch", "build", "hooks"), ("tool", "hatch", "metadata", "hooks"))


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield what each dialect in the file asks for."""
    document = toml.load(file)
    sources = uv_sources(document)
    yield from _project(file, document, sources)
    yield from _listed(
        file, document, ("build-system", "requires"), "build_requires", "build", sources
    )
    yield from _groups(file, document, sources)
    yield from poetry.rows(file, document)
    yield from _pdm_and_rye(file, document, sources)
    yield from _hatch(file, document, sources)
    yield from _uv(file, document, sources)
    yield from _flit(file, document, sources)
    yield from pixi.manifest_rows(file, document, ("tool", "pixi"))
    yield from _statements(file, document)


def uv_sources(document: toml.Document) -> dict[str, str]:
    """Return ``{normalised name: address}`` of ``[tool.uv.sources]`` that are no index.

    uv: a table, or a list of tables with markers; the first address counts. ``workspace:`` stands
    for another project of the same tree.
    """
    found: dict[str, str] = {}
    for name, value in document.table("tool", "uv", "sources").items():
        options = value if isinstance(value, list) else [value]
        for option in options:
            address = _source_address(option) if isinstance(option, dict) else None
            if address:
                found.setdefault(normalise_package(name), address)
    return found


def _source_address(option: dict[str, object]) -> str | None:
    if option.get("workspace") is True:
        return "workspace:"
    git, url, path = (option.get(key) for key in ("git", "url", "path"))
    if isinstance(git, str):
        ref = next(
            (option[k] for k in ("rev", "tag", "branch") if isinstance(option.get(k), str)), ""
        )
        return f"git+{git}" + (f"@{ref}" if ref else "")
    if isinstance(url, str):
        return url
    return f"file:{path}" if isinstance(path, str) else None


def _asked(
    file: File, document: toml.Document, path: tuple[str | int, ...], text: str,
    way: str, scope: str, sources: dict[str, str],
) -> Evidence | Gap:  # fmt: skip
    at = document.at(*path)
    try:
        asked = (
            requirement.parse_address(text, scope)
            if requirement.is_address(text)
            else requirement.parse(text, scope)
        )
    except requirement.NotARequirement as error:
        return Gap(at, str(error))
    source = sources.get(normalise_package(asked.name))
    if source and not asked.detail.url:
        asked = asked._replace(detail=asked.detail._replace(url=source))
    return requirement.evidence(file, asked, at, way)


def _listed(
    file: File, document: toml.Document, path: tuple[str, ...],
    way: str, scope: str, sources: dict[str, str],
) -> Iterator[Evidence | Gap]:  # fmt: skip
    value = document.get(*path)
    if value is not None and not isinstance(value, list):
        yield Gap(document.at(*path), f"'{'.'.join(path)}' is not an array")
    for index, text in document.strings(*path):
        yield _asked(file, document, (*path, index), text, way, scope, sources)


def _project(
    file: File, document: toml.Document, sources: dict[str, str]
) -> Iterator[Evidence | Statement | Gap]:
    yield from _listed(file, document, ("project", "dependencies"), "pep621", "runtime", sources)
    for extra in document.table("project", "optional-dependencies"):
        path = ("project", "optional-dependencies", extra)
        yield from _listed(file, document, path, "pep621_extra", f"extra:{extra}", sources)
    dynamic = [text for _, text in document.strings("project", "dynamic")]
    for field in ("dependencies", "optional-dependencies"):
        if field in dynamic:
            yield from _dynamic(file, document, field)


def _dynamic(file: File, document: toml.Document, field: str) -> Iterator[Evidence | Gap]:
    """Read the files setuptools and the hatch plugin name; otherwise say that a backend decides."""
    named = document.get("tool", "setuptools", "dynamic", field)
    hook = document.get("tool", "hatch", "metadata", "hooks", "requirements_txt")
    tables: list[tuple[str, object]] = []
    if isinstance(named, dict):
        if field == "dependencies":
            tables.append(("runtime", named.get("file")))
        else:
            tables += [
                (f"extra:{k}", v.get("file")) for k, v in named.items() if isinstance(v, dict)
            ]
    if isinstance(hook, dict):
        if field == "dependencies":
            tables.append(("runtime", hook.get("files")))
        elif isinstance(extras := hook.get("optional-dependencies"), dict):
            tables += [(f"extra:{k}", v) for k, v in extras.items()]
    for scope, files in tables:
        yield from _from_files(file, document, scope, files)
    folder = dirname(file.path)
    elsewhere = document.table("tool", "poetry", "dependencies") or any(
        file.sibling(join(folder, name)) for name in ("setup.py", "setup.cfg")
    )
    if not tables and not elsewhere:
        backend = document.get("build-system", "build-backend")
        at = document.at("project", "dynamic")
        yield Gap(
            at, f"{field} are dynamic: the build backend ({backend or 'not named'}) computes them"
        )


def _from_files(
    file: File, document: toml.Document, scope: str, files: object
) -> Iterator[Evidence | Gap]:
    for name in [files] if isinstance(files, str) else files if isinstance(files, list) else []:
        path = normpath(join(dirname(file.path), str(name)))
        target = file.sibling(path)
        if target is None:
            yield Gap(document.at("project", "dynamic"), f"'{path}' is not in the scanned tree")
        elif not requirements_txt.is_own(path):
            yield from requirements_txt.read(target, scope=scope)


def _groups(
    file: File, document: toml.Document, sources: dict[str, str]
) -> Iterator[Evidence | Gap]:
    groups = document.table("dependency-groups")
    known = {normalise_package(name) for name in groups}
    for group in groups:
        path = ("dependency-groups", group)
        yield from _listed(file, document, path, "pep735", scopes.of_group(group), sources)
        items = document.get(*path)
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict):
                # The included group's own rows say what it holds; versions.py joins the scopes.
                name = item.get("include-group")
                if not isinstance(name, str) or normalise_package(name) not in known:
                    yield Gap(
                        document.at(*path, index), "include-group names no group of this file"
                    )


def _pdm_and_rye(
    file: File, document: toml.Document, sources: dict[str, str]
) -> Iterator[Evidence | Gap]:
    for group in document.table("tool", "pdm", "dev-dependencies"):
        path = ("tool", "pdm", "dev-dependencies", group)
        for index, text in document.strings(*path):
            # PDM: "-e file:///${PROJECT_ROOT}/x#egg=x" for editable ones.
            bare = text.removeprefix("-e ").strip()
            yield _asked(
                file, document, (*path, index), bare, "pdm", scopes.of_group(group), sources
            )
    yield from _listed(
        file, document, ("tool", "pdm", "build", "requires"), "pdm", "build", sources
    )
    yield from _listed(
        file, document, ("tool", "rye", "dev-dependencies"), "pep735", "dev", sources
    )


def _hatch(
    file: File, document: toml.Document, sources: dict[str, str]
) -> Iterator[Evidence | Gap]:
    for name in document.table("tool", "hatch", "envs"):
        for key in ("dependencies", "extra-dependencies"):
            path = ("tool", "hatch", "envs", name, key)
            yield from _listed(file, document, path, "hatch_env", f"env:{name}", sources)
    base = ("tool", "hatch", "build", "targets")
    targets: list[tuple[str, ...]] = [(*base, target) for target in document.table(*base)]
    tables = [*HOOK_TABLES, *((*target, "hooks") for target in targets)]
    places = [(*table, hook) for table in tables for hook in document.table(*table)]
    for place in [*targets, *places]:
        where = (*place, "dependencies")
        yield from _listed(file, document, where, "build_requires", "build", sources)


def _uv(file: File, document: toml.Document, sources: dict[str, str]) -> Iterator[Evidence | Gap]:
    yield from _listed(file, document, ("tool", "uv", "dev-dependencies"), "pep735", "dev", sources)
    for key in (
        "constraint-dependencies",
        "override-dependencies",
        "build-constraint-dependencies",
    ):
        for row in _listed(file, document, ("tool", "uv", key), "constraints", "runtime", sources):
            if isinstance(row, Evidence):
                yield row._replace(relation=Relation.CONSTRAINS, confidence=Confidence.LOW)
            else:
                yield row


def _flit(file: File, document: toml.Document, sources: dict[str, str]) -> Iterator[Evidence | Gap]:
    base = ("tool", "flit", "metadata")
    yield from _listed(file, document, (*base, "requires"), "pep621", "runtime", sources)
    yield from _listed(file, document, (*base, "dev-requires"), "pep621", "dev", sources)
    for extra in document.table(*base, "requires-extra"):
        path = (*base, "requires-extra", extra)
        yield from _listed(file, document, path, "pep621_extra", f"extra:{extra}", sources)


def _statements(file: File, document: toml.Document) -> Iterator[Statement]:
    """Yield what the project says of itself: about ``project:FOLDER``."""
    about = f"project:{dirname(file.path) or '.'}"
    for table in (("project",), ("tool", "poetry"), ("tool", "flit", "metadata")):
        for key in ("name", "version", "requires-python"):
            value = document.get(*table, key)
            if isinstance(value, str):
                yield Statement(None, about, key.replace("-", "_"), value, document.at(*table, key))
        license_value = document.get(*table, "license")
        at = document.at(*table, "license")
        if isinstance(license_value, str):
            yield Statement(None, about, "license", license_value, at)
        elif isinstance(license_value, dict):
            for key, claim in (("text", "license"), ("file", "license_file")):
                value = license_value.get(key)
                if isinstance(value, str):
                    yield Statement(None, about, claim, value, at)
        for index, classifier in document.strings(*table, "classifiers"):
            if classifier.startswith("License ::"):
                place = document.at(*table, "classifiers", index)
                yield Statement(None, about, "license_classifier", classifier, place)
    for index, extra in enumerate(document.table("project", "optional-dependencies")):
        del index
        place = document.at("project", "optional-dependencies", extra)
        yield Statement(None, about, "extra", extra, place)


DETECTOR = Detector(id="pyproject", patterns=("**/pyproject.toml",), triggers=(), detect=detect)
