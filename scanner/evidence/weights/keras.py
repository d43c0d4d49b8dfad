"""Keras files, and whether a layer of theirs carries code.

*What it reads:* of a ``.keras`` zip its ``config.json``; of an HDF5 file the text of its model
configuration. A ``Lambda`` layer holds marshalled byte code that runs when the model is loaded.
*Gives:* the weight file, ``format``, ``unsafe_pickle`` for a Lambda layer. HDF5 files without the
words of a Keras model are other data and give nothing.

*Limits:* HDF5 is searched for the configuration's text in its first 64 MB, not parsed.

*Source:* Keras, "Serialization"; HDF5 file format, section II.A.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.weights import zip_members
from scanner.evidence.weights.header import is_pointer, states, weight_file
from scanner.model.evidence import Evidence, Gap, Statement
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_HDF5 = b"\x89HDF\r\n\x1a\n"
_LAMBDA = re.compile(rb'"class_name"\s*:\s*"(?:[\w.>]*>)?(Lambda|TFOpLambda)"')
_OF_A_MODEL = re.compile(rb"keras_version|model_config|layer_names|weight_names|model_weights")
_SEARCHED_BYTES = 64 * 1024 * 1024
_CONFIG_LIMIT_BYTES = 16 * 1024 * 1024


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the weight file, and a Lambda layer if it has one."""
    head = file.read(0, 64)
    if is_pointer(head) or not head:
        return
    if head.startswith(_HDF5):
        content = file.read(0, _SEARCHED_BYTES)
        if not _OF_A_MODEL.search(content):
            return  # measurements, a data set: HDF5 holds anything
        yield weight_file(file)
        yield from states(file, "format", "hdf5")
        yield from _layers(file, content)
        if file.size_bytes > _SEARCHED_BYTES:
            yield Gap(file.at(1), f"only the first {_SEARCHED_BYTES} bytes were searched")
    elif head.startswith(zip_members.MAGIC):
        yield weight_file(file)
        yield from states(file, "format", "keras")
        for member in zip_members.members(file):
            if member.name == "config.json":
                config = zip_members.opened(file, member)
                yield from _layers(file, config.read(0, _CONFIG_LIMIT_BYTES))
    elif file.path.lower().endswith(".keras"):
        yield weight_file(file)
        raise Unreadable("neither a zip nor an HDF5 file")


def _layers(file: File, content: bytes) -> Iterator[Statement]:
    for name in sorted({found[1].decode() for found in _LAMBDA.finditer(content)}):
        if name == "Lambda":  # a TFOpLambda names an operation of TensorFlow, it holds no code
            yield from states(file, "unsafe_pickle", "keras.layers.Lambda")


DETECTOR = Detector(
    id="keras",
    patterns=("*.keras", "*.h5", "*.hdf5"),
    triggers=(),
    detect=detect,
    weights=True,
)
