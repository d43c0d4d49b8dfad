"""Every detector of this program. Importing it imports them all, which takes longer than a hook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence import environment
from scanner.evidence.manifests import registry as manifests
from scanner.evidence.models import registry as models
from scanner.evidence.platforms import registry as platforms
from scanner.evidence.weights import registry as weights

if TYPE_CHECKING:
    from scanner.model.plugin import Detector

DETECTORS: tuple[Detector, ...] = (
    environment.DETECTOR,
    *manifests.DETECTORS,
    *models.DETECTORS,
    *platforms.DETECTORS,
    *weights.DETECTORS,
)
