"""The detectors of weight files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.weights import (
    archive,
    gguf,
    keras,
    lfs_pointer,
    mobile,
    numpy_array,
    onnx,
    opaque,
    pickle_archive,
    safetensors,
)

if TYPE_CHECKING:
    from scanner.model.plugin import Detector

DETECTORS: tuple[Detector, ...] = (
    archive.DETECTOR,
    gguf.DETECTOR,
    keras.DETECTOR,
    lfs_pointer.DETECTOR,
    mobile.DETECTOR,
    numpy_array.DETECTOR,
    onnx.DETECTOR,
    opaque.DETECTOR,
    pickle_archive.DETECTOR,
    safetensors.DETECTOR,
)
