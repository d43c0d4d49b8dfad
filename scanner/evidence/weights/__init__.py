"""Detectors of weight files. They read headers by range, never the weights, and load nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.weights import gguf, lfs_pointer, safetensors

if TYPE_CHECKING:
    from scanner.model.plugin import Detector

DETECTORS: tuple[Detector, ...] = (
    gguf.DETECTOR,
    lfs_pointer.DETECTOR,
    safetensors.DETECTOR,
)
