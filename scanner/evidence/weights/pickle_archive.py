"""PyTorch, joblib and other files that are pickles, or zip files with pickles in them.

*What it reads:* the opcodes of each pickle, never loading it: which names it would import. The zip
of PyTorch (``data.pkl``), its older sequence of pickles, plain pickles, joblib. *Gives:* the weight
file; ``format``; ``unsafe_pickle`` for each import that can run code; ``pickle_import`` for each
that is not known. *Why:* unpickling runs what the file says.

*Limits:* what follows data inside a pickle (joblib's arrays) is not walked: a gap. Of a pickle
packed as a whole (gzip, bzip2, xz, zlib) 64 MB are read; zstandard, LZ4 and 7z are a gap. A
``.bin`` that is neither is no weight file.

*Source:* CPython ``pickletools``; PyTorch ``serialization.py``; picklescan's advisories.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.weights import zip_members
from scanner.evidence.weights.header import Cursor, is_pointer, states, weight_file
from scanner.evidence.weights.packed import packing, unpacked
from scanner.evidence.weights.pickle_names import Safety, safety_of
from scanner.evidence.weights.pickle_stream import UNKNOWN, Imports, imports
from scanner.model.evidence import Evidence, Gap, Statement
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

#: Suffixes that say a file is a pickle, whatever it begins with.
_SURE = (
    *(".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".joblib", ".pdparams", ".pdopt"),
    *(".pkl.gz", ".pkl.bz2", ".pkl.xz", ".pickle.gz", ".joblib.gz", ".joblib.bz2", ".joblib.xz"),
    *(".pt.gz", ".pt.7z"),
)
_PICKLED_MEMBERS = (".pkl", ".pickle", ".pt", ".pth", ".joblib", ".bin", ".npy")
_MOST_MEMBERS = 10_000
_NUMPY = b"\x93NUMPY"
#: Tensors in PyTorch's zip: ``archive/data/17``. Their bytes are numbers.
_TENSOR = re.compile(r"(?:^|/)data/\d+$")


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the weight file and what its pickles would import."""
    head = file.read(0, 64)
    if is_pointer(head) or not head:
        return
    sure = file.path.lower().endswith(_SURE)
    if head.startswith(zip_members.MAGIC):
        yield from _zip(file, sure=sure)
    elif _begins_pickle(head) or sure:
        yield weight_file(file)
        if packing(head):
            yield from states(file, "format", "pickle")
            yield from _unpacked(file)
            return
        yield from _pickle(file, imports(_cursor(file)), sure=_begins_pickle(head))


def _unpacked(file: File) -> Iterator[Statement | Gap]:
    """Yield what the pickle in a packed file would import."""
    content, is_cut = unpacked(file)
    if is_cut:
        yield Gap(file.at(1), "packed pickle: only its beginning was unpacked and read")
    yield from _found(file, imports(_cursor(content)), sure=True)


def _zip(file: File, *, sure: bool) -> Iterator[Evidence | Statement | Gap]:
    members = zip_members.members(file)[:_MOST_MEMBERS]
    pickles = [member for member in members if member.name.lower().endswith(_PICKLED_MEMBERS)]
    if not (pickles or sure):
        return
    yield weight_file(file)
    if pickles:
        yield from states(file, "format", "pickle")
    for member in pickles:
        yield from _member(file, member)
    for member in members if sure else ():
        if not member.name.lower().endswith(_PICKLED_MEMBERS) and not _TENSOR.search(member.name):
            yield from _renamed(file, member)


def _member(file: File, member: zip_members.Member) -> Iterator[Statement | Gap]:
    """Yield what one member of an archive would import, if it is a pickle."""
    try:
        content = zip_members.opened(file, member)
    except Unreadable as error:
        yield Gap(file.at(1), f"{member.name}: {error.reason}")
        return
    head = content.read(0, 64)
    begins = _begins_pickle(head)
    if head.startswith(_NUMPY):
        yield from array_rows(file, content)
    elif begins or member.name.lower().endswith(_SURE):
        yield from _found(file, imports(_cursor(content)), sure=begins)


def _renamed(file: File, member: zip_members.Member) -> Iterator[Statement | Gap]:
    """Yield what a member under another name would import, if it is a pickle from end to end."""
    try:
        content = zip_members.opened(file, member)
    except Unreadable:
        return
    if _begins_pickle(content.read(0, 64)):
        found = imports(_cursor(content))
        if found.names:
            yield from _found(file, found._replace(problem=None), sure=True)


def array_rows(file: File, array: File) -> Iterator[Statement | Gap]:
    """Yield what an array of objects would import; an array of numbers imports nothing."""
    head = array.read(0, 12)
    wide = len(head) > 7 and head[6] > 1  # noqa: PLR2004 (major version after the magic)
    length = int.from_bytes(head[8:12] if wide else head[8:10], "little")
    start = (12 if wide else 10) + length
    description = array.read(0, min(start, 65_536))
    if b"|O" in description or b"'O'" in description:
        yield from states(file, "format", "pickle")
        yield from _found(file, imports(_cursor(array, start)), sure=True)


def _pickle(file: File, found: Imports, *, sure: bool) -> Iterator[Statement | Gap]:
    if sure or found.names:
        yield from states(file, "format", "pickle")
    yield from _found(file, found, sure=sure)


def _found(file: File, found: Imports, *, sure: bool) -> Iterator[Statement | Gap]:
    for module, name in sorted(found.names):
        match safety_of(module, name):
            case Safety.DANGEROUS:
                yield from states(file, "unsafe_pickle", f"{module}.{name}")
            case Safety.UNKNOWN:
                yield from states(file, "pickle_import", f"{module}.{name}")
            case Safety.HARMLESS:
                continue
    if any(UNKNOWN in pair for pair in found.names):
        yield Gap(file.at(1), "a pickle imports a name that it works out while it runs")
    if found.problem and (sure or found.names):
        yield Gap(file.at(1), f"pickle is read in part: {found.problem}")
    elif found.problem:
        yield Gap(file.at(1), "no pickle, though its name says so")


def _begins_pickle(head: bytes) -> bool:
    """Return whether bytes begin a pickle of protocol 2 or later, or an import of an older one."""
    protocol = head[:1] == b"\x80" and 1 < head[1] < 6 if len(head) > 1 else False  # noqa: PLR2004 (protocols)
    older = head[:1] in {b"(", b"c", b"]", b"}"} and b"\n" in head and head.isascii()
    return protocol or older


def _cursor(file: File, offset: int = 0) -> Cursor:
    return Cursor(file, limit_bytes=file.size_bytes, offset=offset)


DETECTOR = Detector(
    id="pickle-archive",
    patterns=(
        *("*.pt", "*.pth", "*.bin", "*.ckpt", "*.pkl", "*.pickle", "*.joblib", "*.pth.tar"),
        *("*.ptl", "*.model", "*.pdparams", "*.pdopt", "*.sav", "*.pkl.gz", "*.pkl.bz2"),
        *("*.pkl.xz", "*.pickle.gz", "*.joblib.gz", "*.joblib.bz2", "*.joblib.xz", "*.pt.gz"),
        "*.pt.7z",
    ),
    triggers=(),
    detect=detect,
    weights=True,
)
