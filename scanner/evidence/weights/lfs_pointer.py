"""A git-LFS pointer stands where a weight file should be.

*What it reads:* the first lines of a file with the suffix of a weight file, whose content was not
fetched. *Gives:* the weight file, and a gap: what was not here was not read, and was not found
clean. *Example:*

    version https://git-lfs.github.com/spec/v1
    oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
    size 4683074144

*Source:* git-lfs, ``docs/spec.md``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.weights.header import is_pointer, states, weight_file
from scanner.model.evidence import Evidence, Gap, Statement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

#: A pointer is smaller than this; git-lfs itself refuses larger ones.
_LIMIT_BYTES = 1024
_OID = re.compile(r"^oid sha256:([0-9a-f]{64})$", re.MULTILINE)
_SIZE = re.compile(r"^size (\d{1,19})$", re.MULTILINE)


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the file a pointer stands for, and that it was not read."""
    if file.size_bytes > _LIMIT_BYTES:
        return
    head = file.read(0, _LIMIT_BYTES)
    if not is_pointer(head):
        return
    text = head.decode("utf-8", "replace").replace("\r\n", "\n")
    size = _SIZE.search(text)
    yield weight_file(file)
    yield from states(file, "format", "lfs-pointer")
    if found := _OID.search(text):
        yield from states(file, "sha256", found[1])
    bytes_ = f" of {size[1]} bytes" if size else ""
    yield Gap(file.at(1), f"git-LFS pointer: the weight file{bytes_} is not here and was not read")


_PATTERNS = (
    "*.7z", "*.bin", "*.bmodel", "*.caffemodel", "*.ckpt", "*.dduf", "*.engine", "*.ggml",
    "*.gguf", "*.h5", "*.hdf5", "*.hef", "*.joblib", "*.keras", "*.litertlm", "*.llamafile",
    "*.mar", "*.mindir", "*.mlmodel", "*.mlpackage", "*.mnn", "*.model", "*.msgpack", "*.nemo",
    "*.npy", "*.npz", "*.om", "*.onnx", "*.onnx.data", "*.onnx_data", "*.pb", "*.pdiparams",
    "*.pdmodel", "*.pdopt", "*.pdparams", "*.pickle", "*.pkl", "*.plan", "*.pt", "*.pte",
    "*.pth", "*.ptl", "*.rknn", "*.safetensors", "*.tar.gz", "*.tflite", "*.tgz",
    "*.torchscript", "*.trt", "*.weights",
)  # fmt: skip

DETECTOR = Detector(
    id="lfs-pointer",
    patterns=_PATTERNS,
    triggers=(),
    detect=detect,
    weights=True,
)
