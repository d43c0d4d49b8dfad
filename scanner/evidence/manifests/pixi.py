"""pixi's manifest tables, in ``pixi.toml`` or under ``[tool.pixi]``.

What it reads
    ``dependencies``, ``host-dependencies``, ``build-dependencies``, ``run-dependencies``,
    ``pypi-dependencies``, each also per ``target`` and per ``feature``. Native packages are
    conda's.

Source: pixi documentation, "Manifest reference".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.manifests import requirement, scopes, toml
from scanner.model.evidence import Evidence, Gap, Requirement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_TABLES = {
    "dependencies": None,
    "run-dependencies": None,
    "host-dependencies": "build",
    "build-dependencies": "build",
    "pypi-dependencies": None,
    "dev-dependencies": "dev",
}


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield what a ``pixi.toml`` asks for."""
    yield from manifest_rows(file, toml.load(file), ())


def manifest_rows(
    file: File, document: toml.Document, base: tuple[str, ...]
) -> Iterator[Evidence | Gap]:
    """Yield the rows of the pixi tables below ``base``."""
    yield from _all_tables(file, document, base, "runtime")
    for feature in document.table(*base, "feature"):
        yield from _all_tables(
            file, document, (*base, "feature", feature), scopes.of_group(feature)
        )


def _all_tables(
    file: File, document: toml.Document, base: tuple[str, ...], scope: str
) -> Iterator[Evidence | Gap]:
    places = [base, *((*base, "target", target) for target in document.table(*base, "target"))]
    for place in places:
        for table, fixed in _TABLES.items():
            ecosystem = "pypi" if table == "pypi-dependencies" else "conda"
            for name, value in document.table(*place, table).items():
                at = document.at(*place, table, name)
                detail = _detail(value, fixed or scope, ecosystem)
                if detail is None:
                    yield Gap(at, f"'{name}' is neither a version nor a table")
                else:
                    asked = requirement.Asked(name, detail)
                    yield requirement.evidence(
                        file, asked, at, "conda" if ecosystem == "conda" else "pep621"
                    )


def _detail(value: object, scope: str, ecosystem: str) -> Requirement | None:
    if isinstance(value, str):
        return Requirement(specifier=_any(value), scope=scope, ecosystem=ecosystem)
    if not isinstance(value, dict):
        return None
    version, extras = value.get("version"), value.get("extras")
    git, url, path = (value.get(key) for key in ("git", "url", "path"))
    address = f"git+{git}" if isinstance(git, str) else url if isinstance(url, str) else None
    if address is None and isinstance(path, str):
        address = f"file:{path}"
    return Requirement(
        specifier=_any(version) if isinstance(version, str) else None,
        extras=tuple(str(extra) for extra in extras) if isinstance(extras, list) else (),
        scope=scope,
        url=address,
        ecosystem=ecosystem,
        editable=value.get("editable") is True,
    )


def _any(version: str) -> str | None:
    return None if version.strip() in {"", "*"} else version.strip()


DETECTOR = Detector(id="pixi", patterns=("**/pixi.toml",), triggers=(), detect=detect)
