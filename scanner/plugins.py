"""The built-in registries plus the third-party plugins that the configuration names.

Loading a plugin runs its code, so an installed plugin runs only when the configuration names it:
``plugins = ["acme-detector"]``. A plugin package declares entry points in the groups below, each
the frozen value of one seam; the names of its values are theirs to choose.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import NamedTuple, TypeVar

from scanner.evidence import DETECTORS
from scanner.facts import FACT_SOURCES
from scanner.model.errors import ConfigError
from scanner.model.plugin import Detector, FactSource, Reporter
from scanner.report import REPORTERS

GROUPS: dict[str, type[Detector | FactSource | Reporter]] = {
    "flagstate.detectors": Detector,
    "flagstate.fact_sources": FactSource,
    "flagstate.reporters": Reporter,
}

_Plugin = TypeVar("_Plugin", Detector, FactSource, Reporter)


class Registries(NamedTuple):
    """Everything that a scan may use, the built-in values first."""

    detectors: tuple[Detector, ...] = DETECTORS
    fact_sources: tuple[FactSource, ...] = FACT_SOURCES
    reporters: tuple[Reporter, ...] = REPORTERS


def registries(names: tuple[str, ...] = ()) -> Registries:
    """Return the built-in registries and the installed plugins called ``names``.

    Raises:
        ConfigError: no installed entry point has the name, or it is no value of its seam.

    """
    found: list[Detector | FactSource | Reporter] = []
    for name in names:
        values = [_load(name, group, kind) for group, kind in GROUPS.items()]
        loaded = [value for items in values for value in items]
        if not loaded:
            raise ConfigError(
                f"plugins: {name!r}",
                "no installed package declares a plugin of this name",
                "install it beside flagstate, or remove the name",
            )
        found += loaded
    return Registries(
        (*DETECTORS, *_of(found, Detector)),
        (*FACT_SOURCES, *_of(found, FactSource)),
        (*REPORTERS, *_of(found, Reporter)),
    )


def _load(name: str, group: str, kind: type) -> list[Detector | FactSource | Reporter]:
    values = [point.load() for point in entry_points(group=group, name=name)]
    for value in values:
        if not isinstance(value, kind):
            raise ConfigError(
                f"plugins: {name!r}",
                f"its entry point in {group!r} is no {kind.__name__}",
                "ask the plugin's maker; see docs/contributing/architecture.md",
            )
    return values


def _of(found: list[Detector | FactSource | Reporter], kind: type[_Plugin]) -> list[_Plugin]:
    return [value for value in found if isinstance(value, kind)]
