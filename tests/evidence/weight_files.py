"""Makes small weight files: ``python -m tests.evidence.weight_files`` writes those of the cases."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from pathlib import Path

CASES = Path(__file__).parent / "cases"
Value = str | int | bool | float | list[str] | list[int]


def safetensors(metadata: dict[str, str] | None = None, tensors: int = 1) -> bytes:
    header: dict[str, object] = {} if metadata is None else {"__metadata__": metadata}
    for index in range(tensors):
        offsets = [index * 4, index * 4 + 4]
        header[f"layer.{index}"] = {"dtype": "F32", "shape": [1], "data_offsets": offsets}
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + b"\1\2\3\4" * tensors


def gguf(pairs: dict[str, Value], *, version: int = 3, order: str = "<") -> bytes:
    count = order + ("I" if version == 1 else "Q")

    def text(value: str) -> bytes:
        raw = value.encode()
        return struct.pack(count, len(raw)) + raw

    def number(kind: str, value: float) -> bytes:
        return struct.pack(order + kind, value)

    def one(value: Value) -> bytes:
        match value:
            case bool():
                return number("I", 7) + number("?", value)
            case int():
                return number("I", 4) + number("I", value)
            case float():
                return number("I", 6) + number("f", value)
            case str():
                return number("I", 8) + text(value)
            case list():
                items = b"".join(
                    text(item) if isinstance(item, str) else number("I", item) for item in value
                )
                kind = 8 if value and isinstance(value[0], str) else 4
                return number("I", 9) + number("I", kind) + number(count[1], len(value)) + items

    body = b"".join(text(key) + one(value) for key, value in pairs.items())
    head = b"GGUF" + number("I", version) + number(count[1], 0) + number(count[1], len(pairs))
    return head + body + b"\0" * 32


def lfs_pointer(size: int = 4683074144, line_end: str = "\n") -> bytes:
    oid = f"{zlib.crc32(b'flagstate'):08x}" * 8
    lines = ("version https://git-lfs.github.com/spec/v1", f"oid sha256:{oid}", f"size {size}", "")
    return line_end.join(lines).encode()


def field(number: int, content: bytes | int) -> bytes:
    """Return one field of a protocol buffer; lengths and numbers below 128 only."""
    if isinstance(content, int):
        return bytes([number << 3, content])
    key = (number << 3) | 2
    head = bytes([key]) if key < 128 else bytes([key & 0x7F | 0x80, key >> 7])
    length = len(content)
    size = bytes([length]) if length < 128 else bytes([length & 0x7F | 0x80, length >> 7])
    return head + size + content


def onnx(producer: str, **metadata: str) -> bytes:
    pairs = b"".join(
        field(14, field(1, key.encode()) + field(2, value.encode()))
        for key, value in metadata.items()
    )
    return field(1, 8) + field(2, producer.encode()) + field(7, b"\x0a\x00") + pairs


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def array(kind: bytes, data: bytes) -> bytes:
    text = b"{'descr': '" + kind + b"', 'fortran_order': False, 'shape': (1,), }\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + data


HARMLESS = b"\x80\x02ccollections\nOrderedDict\nq\x00)Rq\x01."
EVIL = b"\x80\x02cposix\nsystem\nX\x02\x00\x00\x00ls\x85R."
UNKNOWN = b"\x80\x02cmy_project.net\nNet\n)\x81."
HDF5 = b"\x89HDF\r\n\x1a\n" + bytes(64) + b"model_config"
LAYERS = b'{"config": {"layers": [{"class_name": "%s", "config": {}}]}}'

QWEN_GGUF: dict[str, Value] = {
    "general.architecture": "qwen2",
    "general.name": "Qwen2.5 7B Instruct",
    "general.basename": "Qwen2.5",
    "general.file_type": 15,
    "general.license": "apache-2.0",
    "general.base_model.count": 1,
    "general.base_model.0.name": "Qwen2.5 7B",
    "general.base_model.0.organization": "Qwen",
    "general.base_model.0.repo_url": "https://huggingface.co/Qwen/Qwen2.5-7B",
    "tokenizer.ggml.tokens": ["a", "bc", "def"],
    "tokenizer.ggml.token_type": [1, 2, 3],
    "qwen2.rope.freq_base": 1000000.0,
    "tokenizer.ggml.add_bos_token": False,
}

FILES: dict[str, bytes] = {
    "gguf/states_name_and_base/in/weights/qwen2.5-7b-instruct-q4_k_m.gguf": gguf(QWEN_GGUF),
    "gguf/big_endian_and_version_one/in/big.gguf": gguf(QWEN_GGUF, order=">"),
    "gguf/big_endian_and_version_one/in/one.gguf": gguf({"general.name": "Old"}, version=1),
    "gguf/basename_where_no_name/in/m.gguf": gguf({"general.basename": "Mistral"}),
    "gguf/shards_are_one_model/in/m-00001-of-00002.gguf": gguf({"general.name": "Big"}),
    "gguf/shards_are_one_model/in/m-00002-of-00002.gguf": gguf({"general.name": "Big"}),
    "gguf/empty_and_foreign/in/empty.gguf": b"",
    "gguf/empty_and_foreign/in/html.gguf": b"<html>not found</html>",
    "gguf/empty_and_foreign/in/old.ggml": b"tjgg" + bytes(64),
    "gguf/empty_and_foreign/in/pointer.gguf": lfs_pointer(),
    "gguf/lies_about_its_size/in/count.gguf": b"GGUF\3\0\0\0" + b"\xff" * 16 + bytes(64),
    "gguf/lies_about_its_size/in/string.gguf": gguf({"general.name": "First"}).replace(
        b"\x05\0\0\0\0\0\0\0First", b"\x05\0\0\0\0\0\0\x7fFirst"
    ),
    "gguf/lies_about_its_size/in/truncated.gguf": gguf(QWEN_GGUF)[:200],
    "gguf/look_alike_paths/in/gguf": gguf({"general.name": "no suffix"}),
    "gguf/look_alike_paths/in/a.gguf.txt": gguf({"general.name": "another suffix"}),
    "gguf/look_alike_paths/in/UPPER.GGUF": gguf({"general.name": "upper case"}),
    "safetensors/states_bases/in/adapter.safetensors": safetensors(
        {"format": "pt", "base_model": "meta-llama/Llama-3.1-8B", "license": "llama3.1"}
    ),
    "safetensors/states_bases/in/merge.safetensors": safetensors(
        {
            "modelspec.title": "My Merge",
            "modelspec.merged_from": "a-team/one, b-team/two",
            "modelspec.author": "Someone",
        }
    ),
    "safetensors/states_bases/in/sd.safetensors": safetensors(
        {"ss_sd_model_name": "runwayml/stable-diffusion-v1-5", "ss_output_name": "mine"}
    ),
    "safetensors/plain/in/model-00001-of-00002.safetensors": safetensors({"format": "pt"}),
    "safetensors/plain/in/model-00002-of-00002.safetensors": safetensors(),
    "safetensors/lies_about_its_size/in/huge.safetensors": struct.pack("<Q", 1 << 60) + b"{}",
    "safetensors/lies_about_its_size/in/cut.safetensors": safetensors(tensors=100)[:-380],
    "safetensors/lies_about_its_size/in/deep.safetensors": struct.pack("<Q", 200000)
    + b"[" * 200000,
    "safetensors/lies_about_its_size/in/number.safetensors": struct.pack("<Q", 5000) + b"9" * 5000,
    "safetensors/empty_and_foreign/in/empty.safetensors": b"",
    "safetensors/empty_and_foreign/in/text.safetensors": b"not a header at all, only text",
    "safetensors/empty_and_foreign/in/list.safetensors": struct.pack("<Q", 2) + b"[]",
    "safetensors/empty_and_foreign/in/pointer.safetensors": lfs_pointer(),
    "safetensors/near_misses/in/titles.safetensors": safetensors(
        {"modelspec.title": "None", "base_model": "", "name": "model"}
    ),
    "safetensors/near_misses/in/model.safetensors.index.json": b'{"metadata": {}}',
    "pickle-archive/zip_and_sequence/in/good.pt": zipped({"archive/data.pkl": HARMLESS}),
    "pickle-archive/zip_and_sequence/in/evil.pt": zipped({"archive/data.pkl": EVIL}),
    "pickle-archive/zip_and_sequence/in/old.bin": HARMLESS + HARMLESS + EVIL + b"\xff" * 9,
    "pickle-archive/plain/in/model.pkl": UNKNOWN,
    "pickle-archive/plain/in/model.joblib": HARMLESS,
    "pickle-archive/malformed/in/cut.pkl": EVIL[:-8],
    "pickle-archive/malformed/in/text.pt": b"<html>",
    "pickle-archive/malformed/in/packed.joblib": b"\x1f\x8b" + bytes(20),
    "pickle-archive/near_misses/in/firmware.bin": bytes(range(99)),
    "pickle-archive/near_misses/in/empty.pt": b"",
    "pickle-archive/near_misses/in/notes.pkl.txt": EVIL,
    "pickle-archive/near_misses/in/pointer.pt": lfs_pointer(),
    "onnx/states_base/in/m.onnx": onnx("pytorch", base_model="org-a/model-b", license="mit"),
    "onnx/plain/in/model.onnx": onnx("tf2onnx"),
    "onnx/malformed/in/empty.onnx": b"",
    "onnx/malformed/in/text.onnx": b"<html>not found</html>",
    "onnx/malformed/in/cut.onnx": onnx("pytorch", base_model="org-a/model-b")[:-5],
    "onnx/malformed/in/long.onnx": b"\x3a\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
    "keras/lambda_layer/in/m.h5": HDF5 + LAYERS % b"Lambda",
    "keras/lambda_layer/in/m.keras": zipped({"config.json": LAYERS % b"Lambda"}),
    "keras/plain/in/m.h5": HDF5 + LAYERS % b"Dense",
    "keras/plain/in/m.keras": zipped({"config.json": LAYERS % b"TFOpLambda"}),
    "keras/plain/in/measurements.h5": HDF5[:60],
    "keras/malformed/in/m.keras": b"<html>",
    "keras/malformed/in/empty.h5": b"",
    "keras/malformed/in/data.h5": b"no hdf5",
    "mobile-model/plain/in/m.tflite": b"\x1c\0\0\0TFL3" + bytes(20),
    "mobile-model/core_ml/in/m.mlmodel": field(1, 5)
    + field(2, field(100, field(3, b"Someone") + field(4, b"MIT"))),
    "mobile-model/malformed/in/m.tflite": b"<html>",
    "mobile-model/malformed/in/m.mlmodel": b"<html>",
    "numpy-array/objects/in/a.npy": array(b"|O", EVIL),
    "numpy-array/objects/in/b.npz": zipped({"a.npy": array(b"|O", EVIL)}),
    "numpy-array/numbers/in/a.npy": array(b"<f4", bytes(4)),
    "numpy-array/numbers/in/b.npz": zipped({"a.npy": array(b"<f4", bytes(4))}),
    "numpy-array/malformed/in/a.npy": b"<html>",
    "numpy-array/malformed/in/empty.npz": b"",
    "weight-archive/members/in/release.zip": zipped(
        {
            "weights/m.gguf": gguf(QWEN_GGUF),
            "a.safetensors": safetensors({"base_model": "org-a/model-b"}),
            "evil.pkl": EVIL,
            "notes.txt": b"x",
        }
    ),
    "weight-archive/plain/in/a.zip": zipped({"notes.txt": b"x"}),
    "weight-archive/malformed/in/a.zip": b"PK\3\4",
    "weight-archive/malformed/in/empty.zip": b"",
    "weight-archive/malformed/in/text.mar": b"<html>",
    "lfs-pointer/plain/in/model.safetensors": lfs_pointer(),
    "lfs-pointer/plain/in/crlf.bin": lfs_pointer(line_end="\r\n"),
    "lfs-pointer/no_size/in/model.onnx": b"version https://git-lfs.github.com/spec/v1\n",
    "lfs-pointer/near_misses/in/notes.txt": lfs_pointer(),
    "lfs-pointer/near_misses/in/empty.bin": b"",
    "lfs-pointer/near_misses/in/real.bin": b"\x80\x02}q\0." + bytes(2000),
    "lfs-pointer/near_misses/in/long.bin": lfs_pointer() + b"#" * 2000,
}


def main() -> None:
    for name, content in FILES.items():
        path = CASES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
