"""Stage 2: files to evidence. ``DETECTORS`` is the registry; each owner adds its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence import environment, manifests, models, platforms, weights

if TYPE_CHECKING:
    from scanner.model.plugin import Detector

DETECTORS: tuple[Detector, ...] = (
    environment.DETECTOR,
    *manifests.DETECTORS,
    *models.DETECTORS,
    *platforms.DETECTORS,
    *weights.DETECTORS,
)
