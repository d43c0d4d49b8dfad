"""The detectors of what a project runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.platforms import (
    accelerator,
    accelerator_config,
    cloud_region,
    instance_type,
)

if TYPE_CHECKING:
    from scanner.model.plugin import Detector

DETECTORS: tuple[Detector, ...] = (
    accelerator.DETECTOR,
    accelerator_config.DETECTOR,
    cloud_region.DETECTOR,
    instance_type.DETECTOR,
)
