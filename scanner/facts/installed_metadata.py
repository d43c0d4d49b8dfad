"""Licences that distributions at hand state: an installed environment, a folder of wheels.

What it reads
    ``*.dist-info`` and ``*.egg-info`` of a ``.venv`` in the scanned tree, of ``--environment
    PATH``, or the wheels and sdists of a folder. Nothing is imported or run.

Why
    What is installed is what ships: its own metadata and licence texts outrank any table.

Limits
    A distribution speaks only for its own version; for a package without a version it speaks too,
    and its reference says which version that is.

Use
    ``source(folders, archives)`` gives the fact source of one scan; ``environments(root)`` finds
    what lies in a work tree; ``chosen("active" | PATH, environ)`` resolves the flag
    ``--environment``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scanner.facts import distributions, license_classes
from scanner.facts.package_metadata import licenses
from scanner.model.component import ComponentKind
from scanner.model.errors import ConfigError
from scanner.model.fact import Fact, Provenance
from scanner.model.plugin import FactSource
from scanner.model.purl import package_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scanner.facts.distributions import Distribution
    from scanner.model.context import Context
    from scanner.model.inventory import Inventory

environments = distributions.environments

_SOURCES = {
    "expression": "package-metadata",
    "classifier": "package-metadata",
    "field": "package-metadata",
    "text": "package-license-text",
}


def source(folders: Iterable[Path] = (), archives: Iterable[Path] = ()) -> FactSource:
    """Return the fact source over these site-packages folders and folders of wheels."""
    places, wheels = tuple(folders), tuple(archives)

    def gather(inventory: Inventory, context: Context) -> Iterator[Fact]:
        del context
        found = [*distributions.installed(places)]
        for folder in wheels:
            found += distributions.archives(folder)
        yield from facts(inventory, found)

    return FactSource(id="installed-metadata", online=False, gather=gather)


def facts(inventory: Inventory, found: Iterable[Distribution]) -> Iterator[Fact]:
    """Yield what the distributions say of the inventory's packages."""
    named = distributions.by_name(found)
    for component in inventory.components:
        parts = package_parts(component.name)
        if component.kind is not ComponentKind.PACKAGE or parts is None or parts[0] != "pypi":
            continue
        for distribution in named.get(parts[1], ()):
            if component.version in {None, distribution.metadata.version}:
                yield from stated(component.name, distribution)


def stated(about: str, distribution: Distribution) -> Iterator[Fact]:
    """Yield the licence facts of one distribution, the source whose word counts first."""
    for said in licenses(distribution.metadata, distribution.texts):
        reference = f"{distribution.origin}: {said.how} '{' '.join(said.detail.split())[:120]}'"
        yield Fact(
            about=about,
            claim=license_classes.licensed(said.expression),
            provenance=Provenance(
                source=_SOURCES[said.how], reference=reference, as_of=None, basis=said.basis
            ),
        )


def chosen(value: str, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the site-packages folders ``--environment VALUE`` means; ``active`` is the shell's.

    Raises:
        ConfigError: there is no such environment, or none is active.

    """
    if value == "active":
        value = environ.get("VIRTUAL_ENV") or environ.get("CONDA_PREFIX") or ""
        if not value:
            raise ConfigError(
                "--environment active",
                "no environment is active",
                "activate one, or give its path",
            )
    folders = distributions.site_packages(Path(value))
    if not folders:
        raise ConfigError(
            f"--environment {value}",
            "there is no Python environment at this path",
            "give the folder that holds lib/python3.x/site-packages",
        )
    return folders
