"""Which weight files lie beside a model's own files, and how they are called in relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.model.file import File

_WEIGHTS = (
    "adapter_model.safetensors", "adapter_model.bin", "model.safetensors",
    "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json",
    "tf_model.h5", "flax_model.msgpack", "pytorch_lora_weights.safetensors",
)  # fmt: skip


def subject_of(file: File, names: tuple[str, ...] = _WEIGHTS) -> str:
    """Return ``file:PATH`` of the weight file beside ``file``; ``""``, the project, if none is."""
    folder = file.path.rpartition("/")[0]
    for name in names:
        path = f"{folder}/{name}" if folder else name
        if file.sibling(path) is not None:
            return f"file:{path}"
    return ""
