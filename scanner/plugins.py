"""The built-in registries plus the third-party plugins that the configuration names.

Loading a plugin runs its code, so an installed plugin runs only when the configuration names it:
``plugins = ["acme-detector"]``. A plugin package declares entry points in the groups below, each
the frozen value of one seam; the names of its values are theirs to choose.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from scanner.facts import FACT_SOURCES
from scanner.model.errors import ConfigError
from scanner.model.plugin import Detector, FactSource, Reporter
from scanner.report import REPORTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.evidence.match import Store
    from scanner.model.evidence import Asked, Assigned, Evidence, Gap, Statement
    from scanner.model.file import File

    _Row = Evidence | Statement | Asked | Assigned | Gap

# ruff: noqa: PLC0415 (what a scan does not use costs it no time)

GROUPS: dict[str, type[Detector | FactSource | Reporter]] = {
    "flagstate.detectors": Detector,
    "flagstate.fact_sources": FactSource,
    "flagstate.reporters": Reporter,
}

_Plugin = TypeVar("_Plugin", Detector, FactSource, Reporter)
#: Key of the kept index of the built-in detectors; the last figure is that of its form.
_INDEX = "detectors-1"
_STAGE = "scanner.evidence."


class Registries(NamedTuple):
    """Everything that a scan may use, the built-in values first."""

    detectors: tuple[Detector, ...]
    fact_sources: tuple[FactSource, ...]
    reporters: tuple[Reporter, ...]


def registries(names: tuple[str, ...] = (), store: Store | None = None) -> Registries:
    """Return the built-in registries and the installed plugins called ``names``.

    ``store`` holds what the detectors said they read, so that only those are imported that a file
    is handed to: importing them all takes longer than reading a lock file.

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
        (*_built_in(store), *_of(found, Detector)),
        (*FACT_SOURCES, *_of(found, FactSource)),
        (*REPORTERS, *_of(found, Reporter)),
    )


def _load(name: str, group: str, kind: type) -> list[Detector | FactSource | Reporter]:
    from importlib.metadata import entry_points

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


def _built_in(store: Store | None) -> tuple[Detector, ...]:
    """Return the detectors of this program, each imported when a file is first handed to it.

    That needs an index of what they read: one that a wheel brings, or one that was kept.
    """
    text = _packaged() or (store.kept(_INDEX) if store else None)
    known = None if text is None else _read(text)
    if known is not None:
        return known
    from scanner.evidence import DETECTORS

    if store:
        store.keep(_INDEX, index().encode())
    return DETECTORS


def index() -> str:
    """Return what all built-in detectors read, and the name of the value that each one is."""
    from scanner.evidence import DETECTORS

    names = dict(_names())
    return json.dumps(
        [
            [
                *names[each.id],
                each.id,
                each.patterns,
                each.triggers,
                each.weights,
                bool(each.thorough),
            ]
            for each in DETECTORS
        ]
    )


def _names() -> Iterator[tuple[str, tuple[str, str]]]:
    for module in [name for name in sorted(sys.modules) if name.startswith(_STAGE)]:
        for name, value in vars(sys.modules[module]).items():
            if isinstance(value, Detector):
                yield value.id, (module, name)


def _packaged() -> bytes | None:
    """Return the index that the build of a wheel made; a checkout has none, as its rules change."""
    try:
        with open(__file__.removesuffix("plugins.py") + "detectors.json", "rb") as file:  # noqa: PTH123 (pathlib costs 23 ms to import)
            return file.read()
    except OSError:
        return None


def _read(text: bytes) -> tuple[Detector, ...] | None:
    try:
        return tuple(
            Detector(
                id=id_,
                patterns=tuple(patterns),
                triggers=tuple(triggers),
                detect=_later(module, name, "detect"),
                weights=weights,
                thorough=_later(module, name, "thorough") if thorough else None,
            )
            for module, name, id_, patterns, triggers, weights, thorough in json.loads(text)
            if _is_ours(module)
        )
    except (ValueError, TypeError, AttributeError):  # damaged: as if there were none
        return None


def _is_ours(module: str) -> bool:
    if not module.startswith(_STAGE):
        raise ValueError(f"'{module}' holds no detector of ours")
    return True


def _later(module: str, name: str, way: str) -> Callable[[File], Iterator[_Row]]:
    def read(file: File) -> Iterator[_Row]:
        from importlib import import_module

        found: Iterator[_Row] = getattr(getattr(import_module(module), name), way)(file)
        return found

    return read
