"""Lock files of conda: ``conda-lock.yml``, ``pixi.lock`` and explicit lists of package addresses.

What it reads
    conda-lock's ``package`` list (conda and pip entries of every platform), pixi's ``packages``
    (versions 4 to 6), and ``@EXPLICIT`` files. A version that several platforms share is one
    component.

Source: conda-lock documentation; pixi documentation, "The pixi lock file"; conda, "Explicit specs".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.manifests import lock, scopes, yaml_nodes
from scanner.model.evidence import Evidence, Gap, Location, Locked
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.nodes import Node

    from scanner.model.file import File

#: conda names its archives NAME-VERSION-BUILD; neither version nor build holds "-".
_ARCHIVE = re.compile(
    r"(?:.*/)?(?P<name>[^/]+)-(?P<version>[^-/]+)-(?P<build>[^-/]+)\.(?:conda|tar\.bz2)"
)
_SOURCE = re.compile(r"(?P<name>[^\[\]@ ]+)(?:\[[^\]]*\])? @ (?P<path>\S+)")
_WHEEL = re.compile(r"(?:.*/)?(?P<name>[A-Za-z0-9._]+)-(?P<version>[^-/]+)-[^/]+\.whl")


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield one row for each locked package."""
    if file.path.endswith((".txt", ".lock")) and not file.path.endswith("pixi.lock"):
        yield from _explicit(file)
        return
    root = yaml_nodes.load(file, lock.text_of(file))
    pixi = file.path.endswith("pixi.lock")
    items = yaml_nodes.items(yaml_nodes.child(root, "packages" if pixi else "package"))
    if len(items) > lock.PACKAGES_LIMIT:
        raise Unreadable(f"more than {lock.PACKAGES_LIMIT} packages")
    for item in items:
        row = _pixi(file, item) if pixi else _conda_lock(file, item)
        if isinstance(row, Gap) or not row.name.startswith("__"):  # conda: virtual packages
            yield row


def _conda_lock(file: File, item: Node) -> Evidence | Gap:
    fields = {key: value for key, _, value in yaml_nodes.pairs(item)}
    name, version = yaml_nodes.text(fields.get("name")), yaml_nodes.text(fields.get("version"))
    at = yaml_nodes.at(file, item)
    if not name or not version:
        return Gap(at, "a package without name or version")
    ecosystem = "pypi" if yaml_nodes.text(fields.get("manager")) == "pip" else "conda"
    category = yaml_nodes.text(fields.get("category")) or "main"
    needs = [
        lock.Need(normalise_package(key) if ecosystem == "pypi" else key.lower())
        for key, _, _ in yaml_nodes.pairs(fields.get("dependencies"))
        if not key.startswith("__")  # conda: virtual packages of the machine
    ]
    locked = Locked(
        version=version,
        scope="runtime" if category == "main" else scopes.of_group(category),
        url=None,
        requires=tuple(need.text() for need in needs),
        ecosystem=ecosystem,
        hashes=_hashes(fields.get("hash")),
    )
    return lock.row(file, name, at, locked)


def _pixi(file: File, item: Node) -> Evidence | Gap:
    fields = {key: value for key, _, value in yaml_nodes.pairs(item)}
    kind = yaml_nodes.text(fields.get("kind"))
    address = next(
        (text for key in ("conda", "pypi", "url") if (text := yaml_nodes.text(fields.get(key)))), ""
    )
    ecosystem = "pypi" if kind == "pypi" or "pypi" in fields else "conda"
    at = yaml_nodes.at(file, item)
    found = (_WHEEL if ecosystem == "pypi" else _ARCHIVE).match(address)
    name = yaml_nodes.text(fields.get("name")) or (found["name"] if found else None)
    version = yaml_nodes.text(fields.get("version")) or (found["version"] if found else None)
    source = _SOURCE.fullmatch(yaml_nodes.text(fields.get("conda_source")) or "")
    if source:  # since version 7: a package that is built from a folder of the tree
        locked = Locked(None, source="path", url=source["path"], ecosystem=ecosystem)
        return lock.row(file, source["name"], at, locked, own=True)
    if not name:
        return Gap(at, "a package without a name")
    requires = yaml_nodes.items(fields.get("requires_dist")) or yaml_nodes.items(
        fields.get("depends")
    )
    needs = [yaml_nodes.text(entry) or "" for entry in requires]
    names = [
        re.split(r"[\s\[<>=!~;(@]", need, maxsplit=1)[0] for need in needs if "extra ==" not in need
    ]
    locked = Locked(
        version=version,
        ecosystem=ecosystem,
        requires=tuple(
            normalise_package(part) if ecosystem == "pypi" else part.lower()
            for part in names
            if part and not part.startswith("__")
        ),
        hashes=tuple(
            f"{algorithm}:{text}"
            for algorithm in ("sha256", "md5")
            if (text := yaml_nodes.text(fields.get(algorithm)))
        ),
    )
    return lock.row(file, name, at, locked)


def _hashes(node: Node | None) -> tuple[str, ...]:
    return tuple(f"{key}:{yaml_nodes.text(value)}" for key, _, value in yaml_nodes.pairs(node))


def _explicit(file: File) -> Iterator[Evidence | Gap]:
    for number, line in enumerate(file.text().splitlines(), 1):
        text = line.strip()
        found = _ARCHIVE.match(text) if "://" in text else None
        if found:
            locked = Locked(found["version"], ecosystem="conda")
            yield lock.row(file, found["name"], Location(file.path, number), locked)
        elif "://" in text and not text.startswith("#"):
            yield Gap(Location(file.path, number), "not the address of a conda package")


# Read by its own size limit, so exempt from the runner's text pass.
DETECTOR = Detector(
    id="conda-lock",
    patterns=("**/conda-lock.yml", "**/conda-lock.yaml", "**/*.conda-lock.yml", "**/pixi.lock"),
    triggers=(),
    detect=detect,
    weights=True,
)

EXPLICIT = Detector(
    id="conda-explicit",
    patterns=("**/conda-*.lock", "**/*explicit*.txt", "**/*spec-file*.txt", "**/conda*.txt"),
    triggers=("@EXPLICIT",),
    detect=detect,
)
