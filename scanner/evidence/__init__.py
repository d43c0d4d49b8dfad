"""Stage 2: files to evidence. ``DETECTORS`` is the registry; each owner adds its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.evidence.registry import DETECTORS

__all__ = ["DETECTORS"]


def __getattr__(name: str) -> object:
    # Lazy: a part of this package is imported without all the detectors.
    if name == "DETECTORS":
        from scanner.evidence.registry import DETECTORS  # noqa: PLC0415

        return DETECTORS
    raise AttributeError(name)
