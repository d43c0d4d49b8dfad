"""conda's ``environment.yml``, with native packages and the pip part.

What it reads
    ``dependencies``: match specs (``channel::name=version=build``), and the list below ``pip``.
    Native packages are conda's own (``pkg:conda/NAME``). Files called ``environment*.yml``,
    ``*conda*.yml`` and ``env*.yml`` that hold ``dependencies:`` are read.

Source: conda documentation, "MatchSpec".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.manifests import requirement, requirements_txt, scopes, yaml_nodes
from scanner.model.evidence import Evidence, Gap, Requirement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.nodes import Node

    from scanner.model.file import File

_SPEC = re.compile(
    r"(?:(?P<channel>[^\s:\[\]]+)::)?(?P<name>[A-Za-z0-9_][A-Za-z0-9._-]*)\s*(?P<rest>.*)$",
    re.DOTALL,
)


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield the native packages and the pip part."""
    if file.path.endswith(("conda-lock.yml", "conda-lock.yaml")):
        return  # a lock file: conda_lock reads it
    root = yaml_nodes.load(file)
    scope = (
        scopes.of_file(file.path) if "env" in file.path.rsplit("/", 1)[-1].lower() else "runtime"
    )
    for node in yaml_nodes.items(yaml_nodes.child(root, "dependencies")):
        for key, _, value in yaml_nodes.pairs(node):
            if key == "pip":
                yield from _pip(file, value, scope)
        spec = yaml_nodes.text(node)
        if spec is not None:
            yield native(file, node, spec, scope)


def native(file: File, node: Node, spec: str, scope: str) -> Evidence | Gap:
    """Return the row of one match spec."""
    at = yaml_nodes.at(file, node)
    asked = match_spec(spec, scope)
    if asked is None:
        return Gap(at, f"not a conda match spec: '{spec[:60]}'")
    return requirement.evidence(file, asked, at, "conda")


def match_spec(spec: str, scope: str) -> requirement.Asked | None:
    """Return what a conda match spec asks; its version part as conda writes it."""
    found = _SPEC.match(spec.split(" #", 1)[0].strip())
    if not found:
        return None
    rest = found["rest"].split("[", 1)[0].strip()
    version = rest.split()[0] if rest and rest[0] not in "=<>!~" else rest
    if version.startswith("=") and not version.startswith("=="):
        # "name=1.2=build" is fuzzy 1.2.*; the build is no part of the version
        number = version[1:].split("=", 1)[0].strip()
        version = f"=={number}" if number.endswith("*") else f"=={number}.*"
    elif version and version[0].isdigit():
        version = f"=={version.split('=', 1)[0]}"
    detail = Requirement(
        specifier=None if version in {"", "*"} else version, scope=scope, ecosystem="conda"
    )
    return requirement.Asked(found["name"], detail)


def _pip(file: File, node: Node, scope: str) -> Iterator[Evidence | Gap]:
    for item in yaml_nodes.items(node):
        text = yaml_nodes.text(item)
        if text is None:
            continue
        yield from requirements_txt.one_line(
            file, text, yaml_nodes.at(file, item), scope, way="conda"
        )


DETECTOR = Detector(
    id="conda-environment",
    patterns=(
        "**/environment*.yml",
        "**/environment*.yaml",
        "**/*conda*.yml",
        "**/*conda*.yaml",
        "**/env.yml",
        "**/env.yaml",
        "**/env-*.yml",
        "**/env_*.yml",
        "**/*_env.yml",
        "**/*-env.yml",
        "**/*environment.yml",
        "**/*environment.yaml",
    ),
    triggers=("dependencies:",),
    detect=detect,
)
