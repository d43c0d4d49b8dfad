"""Weight files in formats whose content is not read: they are named, and were not found clean.

*What it reads:* the first bytes, where the format has a mark of its own; a suffix that other files
bear too counts only with it. TensorRT engines, Ascend ``.om``, Rockchip ``.rknn``, Paddle, MNN,
ncnn, ExecuTorch, Hailo, compiled Core ML, Caffe, Darknet, Flax, external data of ONNX, the forms of
ggml before GGUF, and llamafiles. *Gives:* the weight file, ``format``, and a gap.

*Why:* an engine holds code for one accelerator; a scan that cannot read it has not found it clean.

*Source:* TensorRT, "Engine and plan files"; ggml, ``docs/gguf.md``, "Historical State of Affairs";
ONNX, "External Data"; the file marks as the runtimes check them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.weights.header import is_pointer, states, weight_file
from scanner.model.evidence import Evidence, Gap, Statement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File


class Form(NamedTuple):
    """One format: how its files end, begin and where they lie; without marks the end is enough."""

    name: str
    suffixes: tuple[str, ...]
    marks: tuple[bytes, ...] = ()
    at: int = 0  # where a mark stands
    folder: str = ""  # the end of a folder's name above the file


_FORMS = (
    Form("tensorrt", (".plan",), (b"ftrt", b"ptrt")),
    Form("tensorrt", (".engine", ".trt")),
    Form("ascend-om", (".om",), (b"IMOD",)),
    Form("rknn", (".rknn",)),
    Form("paddle", (".pdiparams", ".pdmodel")),
    Form("mnn", (".mnn",)),
    Form("executorch", (".pte",), (b"ET",), 4),
    Form("hailo", (".hef",), (b"\x01HEF",)),
    Form("caffe", (".caffemodel",)),
    Form("flax", ("flax_model.msgpack",)),
    Form("onnx-external-data", (".onnx_data", ".onnx.data")),
    Form("coreml", ("/coremldata.bin",), folder=".mlmodelc/"),
    Form("coreml", ("/weight.bin",), folder=".mlpackage/"),
    Form("ggml", (".bin", ".ggml"), (b"lmgg", b"fmgg", b"tjgg", b"algg")),
    Form("llamafile", (".llamafile",), (b"MZ", b"\x7fELF")),
    Form("darknet", (".weights",), (b"\0\0\0\0\1\0\0\0", b"\0\0\0\0\2\0\0\0")),
    Form("sophgo", (".bmodel",)),
    Form("kendryte", (".kmodel",), (b"LDMK",)),
    Form("mindspore", (".mindir",)),
    Form("litert-lm", (".litertlm",), (b"LITERTLM",)),
)
#: Files this small hold no weights.
_LEAST_BYTES = 16


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the weight file, what format it has, and that it was not read."""
    head = file.read(0, 64)
    if is_pointer(head) or file.size_bytes < _LEAST_BYTES:
        return
    form = _form("/" + file.path.lower(), head)
    if form is not None:
        yield weight_file(file)
        yield from states(file, "format", form.name)
        yield Gap(file.at(1), f"weights of the format {form.name} are not read, nor found clean")


def _form(path: str, head: bytes) -> Form | None:
    for form in _FORMS:
        if path.endswith(form.suffixes) and form.folder in path:
            marked = any(head.startswith(mark, form.at) for mark in form.marks)
            if marked or (not form.marks and not _prints(head)):
                return form
    return None


def _prints(head: bytes) -> bool:
    """Return whether bytes are those of a text: an engine of a game, a plan of a week."""
    return all(32 <= byte < 127 or byte in b"\t\r\n" for byte in head)  # noqa: PLR2004 (ASCII)


DETECTOR = Detector(
    id="opaque-weights",
    patterns=(
        *("*.plan", "*.engine", "*.trt", "*.om", "*.rknn", "*.pdiparams", "*.pdmodel", "*.mnn"),
        *("*.pte", "*.hef", "*.caffemodel", "*flax_model.msgpack", "*.onnx_data", "*.onnx.data"),
        *("coremldata.bin", "weight.bin", "*.bin", "*.ggml", "*.llamafile", "*.weights"),
        *("*.bmodel", "*.kmodel", "*.mindir", "*.litertlm"),
    ),
    triggers=(),
    detect=detect,
    weights=True,
)
