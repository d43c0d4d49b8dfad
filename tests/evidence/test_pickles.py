"""Dangerous imports are found however they are written; nothing is ever loaded.

The names are those of picklescan's own test corpus (its advisories), written in every protocol; the
forms are its evasions: texts from the memo, names that are no texts, bytes that are no UTF-8, zip
flags, a damaged central directory, broken and trailing pickles.
"""

from __future__ import annotations

import io
import pickle  # noqa: TID251 (only to write)
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.evidence.run import collect
from scanner.evidence.weights.header import Cursor
from scanner.evidence.weights.pickle_archive import DETECTOR
from scanner.evidence.weights.pickle_names import Safety, safety_of
from scanner.evidence.weights.pickle_stream import imports
from scanner.model.file import File

if TYPE_CHECKING:
    from collections.abc import Callable

REPORTED = """
runpy _run_code
timeit timeit
numpy.testing._private.utils runstring
os system
posix system
nt system
torch.utils.bottleneck.__main__ run_cprofile
torch.utils.bottleneck.__main__ run_autograd_prof
torch._dynamo.guards GuardBuilder.get
torch.fx.experimental.symbolic_shapes ShapeEnv.evaluate_guards_expression
torch.utils.collect_env run
torch.utils._config_module ConfigModule.load_config
torch.jit.unsupported_tensor_ops execWrapper
torch.utils.data.datapipes.utils.decoder basichandlers
torch._inductor.codecache compile_file
torch.serialization load
trace Trace.run
profile Profile.runctx
lib2to3.pgen2.grammar Grammar.loads
lib2to3.pgen2.pgen ParserGenerator.make_label
idlelib.debugobj ObjectTreeItem.SetText
idlelib.autocomplete AutoComplete.get_entity
code InteractiveInterpreter.runcode
idlelib.calltip get_entity
ensurepip _run_pip
idlelib.run Executive.runcode
idlelib.pyshell ModifiedInterpreter.runcode
doctest debug_script
cProfile runctx
distutils.file_util write_file
ctypes CDLL
pydoc locate
operator methodcaller
_operator attrgetter
pty spawn
numpy.f2py.crackfortran getlincoef
builtins eval
builtins exec
builtins getattr
builtins __import__
__builtin__ eval
_io FileIO
urllib.request urlopen
logging FileHandler
pkgutil resolve_name
types CodeType
cloudpickle.cloudpickle _make_function
uuid _get_command_stdout
_osx_support _read_output
_aix_support _read_cmd_output
imaplib IMAP4_stream
_pyrepl.pager pipe_pager
test.support.script_helper assert_python_ok
functools partial
aiohttp.client ClientSession
requests.api get
httplib HTTPSConnection
socket create_connection
subprocess check_output
sys modules
webbrowser open
bdb Bdb
asyncio.unix_events _UnixSubprocessTransport._start
commands getoutput
shutil rmtree
ssl get_server_certificate
pip main
venv create
_pickle loads
pickle loads
"""
PAIRS = [tuple(line.split()) for line in REPORTED.strip().splitlines()]
STOP, MARK = b".", b"("


def unicode_(text: str) -> bytes:
    raw = text.encode()
    return b"\x8c" + bytes([len(raw)]) + raw


FORMS: dict[str, Callable[[str, str], bytes]] = {
    "global": lambda m, n: f"c{m}\n{n}\n".encode() + b"(tR.",
    "inst": lambda m, n: b"(" + f"i{m}\n{n}\n".encode() + b".",
    "stack": lambda m, n: b"\x80\x04" + unicode_(m) + unicode_(n) + b"\x93)R.",
    "memoized": lambda m, n: (
        b"\x80\x04" + unicode_(m) + b"\x94" + unicode_(n) + b"\x94" + b"\x93\x94)R."
    ),
    "from the memo": lambda m, n: (
        b"\x80\x04" + unicode_(n) + b"\x940" + unicode_(m) + b"q\x070h\x07h\x00\x93)R."
    ),
    "reversed and put in line": lambda m, n: (
        b"V" + n.encode() + b"\np5\n0V" + m.encode() + b"\ng5\n\x93."
    ),
    "over a tuple": lambda m, n: (
        b"\x80\x04" + unicode_(m) + MARK + unicode_("x") + b"1" + unicode_(n) + b"2" + b"0\x93."
    ),
    "short strings": lambda m, n: (
        b"U" + bytes([len(m)]) + m.encode() + b"U" + bytes([len(n)]) + n.encode() + b"\x93."
    ),
    "framed": lambda m, n: (
        b"\x80\x04\x95" + struct.pack("<Q", 99) + unicode_(m) + unicode_(n) + b"\x93."
    ),
    "long texts": lambda m, n: (
        b"".join(b"\x8d" + struct.pack("<Q", len(t)) + t.encode() for t in (m, n)) + b"\x93."
    ),
    "without an end": lambda m, n: f"c{m}\n{n}\n".encode() + b"\xff\xff",
    "after another": lambda m, n: pickle.dumps([1]) + f"c{m}\n{n}\n.".encode(),
}


def of(content: bytes) -> File:
    return File("m.pkl", len(content), lambda offset, length: content[offset : offset + length])


def walk(content: bytes) -> set[tuple[str, str]]:
    return set(imports(Cursor(of(content), limit_bytes=len(content))).names)


@pytest.mark.parametrize("form", FORMS)
def test_every_reported_import_is_found_and_dangerous(form: str) -> None:
    for module, name in PAIRS:
        assert (module, name) in walk(FORMS[form](module, name)), (module, name)
        assert safety_of(module, name) is Safety.DANGEROUS, (module, name)


def rows(path: str, content: bytes) -> tuple[list[str], list[str], list[str]]:
    file = File(path, len(content), lambda offset, length: content[offset : offset + length])
    seen = collect([file], detectors=(DETECTOR,), on_bug="raise")
    return (
        [f"{row.kind.value} {row.name}" for row in seen.evidence],
        [f"{row.claim}={row.value}" for row in seen.statements],
        [gap.reason for gap in seen.gaps],
    )


EVIL = FORMS["stack"]("os", "system")


def test_a_name_that_is_no_text_is_unknown_and_a_gap() -> None:
    content = b"\x80\x04K\x2a" + unicode_("system") + b"\x93."
    evidence, statements, gaps = rows("m.pkl", content)
    assert evidence == ["weight_file m.pkl"]
    assert "unsafe_pickle=?.system" in statements
    assert gaps == ["a pickle imports a name that it works out while it runs"]


def test_names_that_are_no_utf8_do_not_hide_the_next() -> None:
    content = b"c\xff\xfe\nx\n0" + b"cos\nsystem\n."
    assert ("os", "system") in walk(content)


def test_plain_data_is_harmless() -> None:
    for protocol in range(6):
        content = pickle.dumps({"a": [1, 2.5, "x", b"y", {3}, (None, True)]}, protocol=protocol)
        _, statements, gaps = rows("m.pkl", content)
        assert (statements, gaps) == (["format=pickle"], []) or protocol < 2


@pytest.mark.parametrize(
    ("module", "name", "safety"),
    [
        ("collections", "OrderedDict", Safety.HARMLESS),
        ("torch._utils", "_rebuild_tensor_v2", Safety.HARMLESS),
        ("torch", "FloatStorage", Safety.HARMLESS),
        ("numpy.core.multiarray", "_reconstruct", Safety.HARMLESS),
        ("builtins", "set", Safety.HARMLESS),
        ("uuid", "UUID", Safety.HARMLESS),
        ("sklearn.linear_model._base", "LinearRegression", Safety.UNKNOWN),
        ("my_project.model", "Net", Safety.UNKNOWN),
        ("torch", "load", Safety.DANGEROUS),
        ("os.path", "join", Safety.DANGEROUS),
        ("collections", "UserString.x", Safety.DANGEROUS),
        ("osx", "system", Safety.UNKNOWN),
        ("os\n", "system", Safety.DANGEROUS),
    ],
)
def test_what_an_import_means(module: str, name: str, safety: Safety) -> None:
    assert safety_of(module, name) is safety


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_pkl", ".pkl"), content)
    return stream.getvalue()


def test_pytorch_zip_files_are_read() -> None:
    evidence, statements, _ = rows("m.pt", zipped(archive__data_pkl=EVIL, archive__version=b"3\n"))
    assert evidence == ["weight_file m.pt"]
    assert statements == ["format=pickle", "unsafe_pickle=os.system"]


@pytest.mark.parametrize("flag", [0x1, 0x20, 0x40])
def test_flags_do_not_keep_us_out(flag: int) -> None:
    content = bytearray(zipped(archive__data_pkl=EVIL))
    for magic, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(magic) + offset] |= flag
    assert "unsafe_pickle=os.system" in rows("m.bin", bytes(content))[1]


def test_a_damaged_directory_does_not_keep_us_out() -> None:
    content = bytearray(zipped(archive__data_pkl=EVIL))
    at = content.index(b"PK\1\2")
    content[at : at + 4] = b"XXXX"
    assert "unsafe_pickle=os.system" in rows("m.pt", bytes(content))[1]


def test_a_wrong_checksum_does_not_keep_us_out() -> None:
    content = bytearray(zipped(archive__data_pkl=EVIL))
    for magic, offset in ((b"PK\3\4", 14), (b"PK\1\2", 16)):
        at = content.index(magic) + offset
        content[at : at + 4] = b"\1\2\3\4"
    assert "unsafe_pickle=os.system" in rows("m.pt", bytes(content))[1]


def test_the_older_pytorch_form_is_a_sequence_of_pickles() -> None:
    magic = pickle.dumps(0x1950A86A20F9469CFC6C, protocol=2)
    content = magic + pickle.dumps(1001, protocol=2) + pickle.dumps({}, protocol=2) + EVIL
    content += pickle.dumps(["0"], protocol=2) + b"\x10\0\0\0" + b"\xff" * 16
    _, statements, gaps = rows("pytorch_model.bin", content)
    assert statements == ["format=pickle", "unsafe_pickle=os.system"]
    assert gaps == []


def test_a_magic_number_that_is_worked_out_is_found() -> None:
    content = FORMS["global"]("builtins", "eval") + pickle.dumps(1001, protocol=2)
    assert "unsafe_pickle=builtins.eval" in rows("m.pt", content)[1]


def test_object_arrays_are_pickles_and_number_arrays_are_not() -> None:
    def array(kind: bytes, data: bytes) -> bytes:
        text = b"{'descr': '" + kind + b"', 'fortran_order': False, 'shape': (1,), }\n"
        return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + data

    assert "unsafe_pickle=os.system" in rows("m.pt", zipped(a_pkl=array(b"|O", EVIL)))[1]
    assert rows("m.pt", zipped(a_pkl=array(b"<f4", EVIL)))[1] == ["format=pickle"]


def test_what_is_packed_is_not_found_clean() -> None:
    for head in (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"BZh"):
        assert "not found clean" in rows("m.joblib", head + bytes(50))[2][0]


def test_files_that_are_no_pickle() -> None:
    assert rows("firmware.bin", bytes(range(200))) == ([], [], [])
    assert rows("empty.pt", b"") == ([], [], [])
    assert rows("spm.model", b"\n\x0e\n\x05<unk>") == ([], [], [])
    assert rows("x.pt", b"<html>")[2] == ["no pickle, though its name says so"]
    assert rows("x.bin", zipped(**{"readme.txt": b"x"})) == ([], [], [])


@given(st.binary(max_size=200))
def test_no_bytes_make_the_walk_fail(content: bytes) -> None:
    imports(Cursor(of(content), limit_bytes=len(content)))
    rows("m.pt", b"PK\3\4" + content)
    rows("m.pkl", b"\x80\x04" + content)


def test_hostile_sizes_end_soon() -> None:
    for content in (
        b"\x80\x04\x8e" + b"\xff" * 8,
        b"T\xff\xff\xff\xff",
        b"(" * 100_000,
        b"}" * 50_000 + b"u",
    ):
        imports(Cursor(of(content), limit_bytes=len(content)))
