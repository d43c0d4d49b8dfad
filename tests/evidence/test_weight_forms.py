"""Weights in archives, packed pickles and formats that are not read; every file is built here."""

from __future__ import annotations

import bz2
import copyreg
import gzip
import io
import lzma
import pickle  # noqa: TID251 (only to write)
import struct
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.evidence.run import collect
from scanner.evidence.weights import archive, opaque, packed, pickle_archive
from scanner.model.file import File
from tests.evidence.weight_files import gguf, safetensors
from tests.yardstick import at_most

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.model.plugin import Detector

EVIL = b"\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x02id\x85R."


def rows(path: str, content: bytes, detector: Detector) -> tuple[list[str], list[str], list[str]]:
    file = File(path, len(content), lambda offset, length: content[offset : offset + length])
    seen = collect([file], detectors=(detector,), on_bug="raise")
    return (
        [f"{row.kind.value} {row.name}" for row in seen.evidence],
        [f"{row.claim}={row.value}" for row in seen.statements],
        [gap.reason for gap in seen.gaps],
    )


def tar(mode: str, members: dict[str, bytes], *, form: int = tarfile.GNU_FORMAT) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode, format=form) as made:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return stream.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "lzma": lambda content: lzma.compress(content, format=lzma.FORMAT_ALONE),
    "zlib": zlib.compress,
    "zlib, not at all": lambda content: zlib.compress(content, 0),
}


@pytest.mark.parametrize("packer", PACKERS)
def test_a_packed_pickle_is_walked(packer: str) -> None:
    evidence, statements, gaps = rows("m.joblib", PACKERS[packer](EVIL), pickle_archive.DETECTOR)
    assert evidence == ["weight_file m.joblib"]
    assert statements == ["format=pickle", "unsafe_pickle=os.system"]
    assert gaps == []


@pytest.mark.parametrize("head", [b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"7z\xbc\xaf\x27\x1c"])
def test_what_cannot_be_unpacked_is_a_gap(head: bytes) -> None:
    evidence, _, gaps = rows("m.pt", head + bytes(60), pickle_archive.DETECTOR)
    assert evidence == ["weight_file m.pt"]
    assert len(gaps) == 1
    assert "not found clean" in gaps[0]


def test_a_broken_packing_is_a_gap() -> None:
    content = gzip.compress(bytes(range(256)) * 50)[:40]
    assert rows("m.pkl", content[:12] + b"\xff" * 30, pickle_archive.DETECTOR)[2]


def test_a_bomb_is_cut() -> None:
    bomb = gzip.compress(bytes(300_000_000), compresslevel=1)
    with at_most(40):
        *_, gaps = rows("m.pkl", bomb, pickle_archive.DETECTOR)
    assert "only its beginning" in " ".join(gaps)


def test_a_member_under_another_name_is_walked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("archive/version", b"3\n")
        made.writestr("archive/weights.dat", EVIL)
        made.writestr("archive/data/0", b"\x80\x04\x95" + bytes(50))
    evidence, statements, gaps = rows("m.pt", stream.getvalue(), pickle_archive.DETECTOR)
    assert evidence == ["weight_file m.pt"]
    assert statements == ["unsafe_pickle=os.system"]
    assert gaps == []


@pytest.mark.parametrize("code", [b"\x82\x07", b"\x83\x07\x00", b"\x84\x07\x00\x00\x00"])
def test_an_extension_code_is_an_import(code: bytes) -> None:
    content = b"\x80\x02" + code + b")R."
    assert "unsafe_pickle=copyreg.extension 7" in rows("m.pkl", content, pickle_archive.DETECTOR)[1]


def test_an_extension_code_that_python_writes_is_found() -> None:
    copyreg.add_extension("decimal", "Decimal", 200)
    try:
        content = pickle.dumps(__import__("decimal").Decimal, protocol=2)
    finally:
        copyreg.remove_extension("decimal", "Decimal", 200)
    assert any("extension" in text for text in rows("m.pkl", content, pickle_archive.DETECTOR)[1])


NESTED = {
    "a pickle in a pickle": pickle.dumps([EVIL]).replace(b".", b"", 0)[:-1] + b"c_pickle\nloads\n.",
    "obj": b"\x80\x01(cos\nsystem\nU\x02ido.",
    "newobj with keywords": b"\x80\x04\x8c\x02os\x8c\x06system\x93)}\x92.",
    "two imports, one harmless": b"ccollections\nOrderedDict\n0cos\nsystem\n.",
    "through build": b"\x80\x04\x8c\x02os\x8c\x06system\x93}b.",
    "after a broken frame": b"\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\x7fcos\nsystem\n.",
    "dup and pop": b"\x80\x04\x8c\x02os2\x300\x8c\x02os\x8c\x06system\x93.",
    "mark popped": b"(0\x8c\x02os\x8c\x06system\x93.",
    "escaped text": b"S'o\\x73'\nS'system'\n\x93.",
}


@pytest.mark.parametrize("form", NESTED)
def test_forms_of_evasion_are_found(form: str) -> None:
    _, statements, _ = rows("m.pkl", NESTED[form], pickle_archive.DETECTOR)
    assert any(text.startswith("unsafe_pickle=") for text in statements), statements


MEMBERS = {
    "release/model-q4.gguf": gguf({"general.name": "Tiny", "general.license": "mit"}),
    "release/net.pt": EVIL,
    "release/readme.txt": b"nothing",
    "a/" + "long/" * 30 + "adapter.safetensors": safetensors({"base_model": "org-a/model-b"}),
}


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        *(("r.tar", "w:"), ("r.tar.gz", "w:gz"), ("r.tgz", "w:gz"), ("r.tar.xz", "w:xz")),
        *(("r.tar.bz2", "w:bz2"), ("r.nemo", "w:"), ("r.nemo", "w:gz"), ("r.mar", "w:gz")),
    ],
)
def test_members_of_a_tar_file_are_read(path: str, mode: str) -> None:
    evidence, statements, gaps = rows(path, tar(mode, MEMBERS), archive.DETECTOR)
    assert "weight_file model-q4.gguf" in evidence
    assert "weight_file net.pt" in evidence
    assert "weight_file adapter.safetensors" in evidence
    assert "model org-a/model-b" in evidence
    assert {"license=mit", "unsafe_pickle=os.system"} <= set(statements)
    assert gaps == []


def test_ustar_names_are_put_together() -> None:
    name = "d" * 90 + "/" + "e" * 50 + "/x.safetensors"
    content = tar("w:", {name: safetensors()}, form=tarfile.USTAR_FORMAT)
    assert rows("r.tar", content, archive.DETECTOR)[0] == ["weight_file x.safetensors"]


def test_an_archive_without_weights_says_nothing() -> None:
    assert rows("src.tar.gz", tar("w:gz", {"a.py": b"x"}), archive.DETECTOR) == ([], [], [])
    assert rows("src.tar", b"no tar at all" * 100, archive.DETECTOR) == ([], [], [])


def test_archives_that_cannot_be_opened_are_gaps() -> None:
    for path, head in (
        ("m.7z", b"7z\xbc\xaf\x27\x1c"),
        ("m.rar", b"Rar!\x1a\x07\x00"),
        ("m.tar.zst", b"\x28\xb5\x2f\xfd"),
    ):
        evidence, _, gaps = rows(path, head + bytes(60), archive.DETECTOR)
        assert evidence == []
        assert len(gaps) == 1, path


def test_a_nemo_file_that_is_no_archive_is_named() -> None:
    evidence, _, gaps = rows("m.nemo", b"x" * 600, archive.DETECTOR)
    assert evidence == ["weight_file m.nemo"]
    assert len(gaps) == 1


@given(st.binary(max_size=700))
def test_no_bytes_make_an_archive_fail(content: bytes) -> None:
    for head in (b"", b"\x1f\x8b\x08\x00", b"BZh9", bytes(257) + b"ustar\x0000"):
        rows("m.tar", head + content, archive.DETECTOR)
        rows("m.pkl", head + content, pickle_archive.DETECTOR)
        rows("m.engine", head + content, opaque.DETECTOR)


def test_sizes_that_lie_do_not_go_beyond_the_file() -> None:
    content = bytearray(tar("w:", {"m.pt": EVIL}))
    content[124:136] = b"\x80" + struct.pack(">Q", 1 << 60).rjust(11, b"\0")
    assert rows("m.tar", bytes(content), archive.DETECTOR)[0] == ["weight_file m.pt"]


@pytest.mark.parametrize(
    ("path", "head", "form"),
    [
        ("m.plan", b"ftrt", "tensorrt"),
        ("m.engine", b"\x19\0\0\0{}", "tensorrt"),
        ("m.om", b"IMOD", "ascend-om"),
        ("m.rknn", b"RKNN\0\0", "rknn"),
        ("inference.pdiparams", b"\0\0\0\0", "paddle"),
        ("w/model.onnx_data", b"\x01\x02\x03\x04", "onnx-external-data"),
        ("App.mlmodelc/coremldata.bin", b"\0\0\x01\0", "coreml"),
        ("A.mlpackage/Data/com.apple.CoreML/weights/weight.bin", b"\x01\0\0\0", "coreml"),
        ("ggml-model-q4_0.bin", b"lmgg", "ggml"),
        ("ggml-base.en.bin", b"tjgg", "ggml"),
        ("llava.llamafile", b"MZqFpD='", "llamafile"),
        ("yolov3.weights", b"\0\0\0\0\2\0\0\0", "darknet"),
        ("flax_model.msgpack", b"\x83\xa5", "flax"),
        ("m.pte", b"\0\0\0\0ET12", "executorch"),
    ],
)
def test_weights_that_are_not_read_are_named(path: str, head: bytes, form: str) -> None:
    evidence, statements, gaps = rows(path, head + bytes(60), opaque.DETECTOR)
    assert evidence == [f"weight_file {path.rpartition('/')[2]}"]
    assert statements == [f"format={form}"]
    assert gaps == [f"weights of the format {form} are not read, nor found clean"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("week.plan", b"monday: rest, tuesday: run"),
        ("tf.plan", b"PK\x03\x04" + bytes(60)),
        ("car.engine", b"type = diesel\npower = 90\n"),
        ("firmware.bin", bytes(200)),
        ("other/weight.bin", b"\x01\0\0\0" + bytes(60)),
        ("loss.weights", b"0.5 0.5 0.1 0.2 0.3 0.4"),
        ("empty.rknn", b""),
    ],
)
def test_other_files_of_these_suffixes_are_not(path: str, content: bytes) -> None:
    assert rows(path, content, opaque.DETECTOR) == ([], [], [])


def test_how_a_file_is_packed_is_told_from_its_head() -> None:
    assert packed.packing(b"\x1f\x8b\x08") == "gzip"
    assert packed.packing(b"PK\x03\x04") == ""
