"""Weight files inside a zip or tar archive, read by their headers where they lie.

*What it reads:* the members of ``.zip``, ``.tar`` (plain, or packed as gzip, bzip2, xz), ``.mar``
and ``.nemo`` whose names are those of weight files, with the readers of this package. *Gives:*
their rows, at line 1 of the archive, with the member's base name.

*Limits:* of what is packed 64 MB are read; the rest, 7z, RAR and zstandard are a gap. An archive in
an archive is not opened.

*Source:* PKWARE APPNOTE 6.3.10; POSIX.1-2017 pax.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from scanner.evidence.weights import (
    gguf,
    keras,
    mobile,
    onnx,
    opaque,
    pickle_archive,
    safetensors,
    tar_members,
    zip_members,
)
from scanner.evidence.weights.header import is_pointer, weight_file
from scanner.evidence.weights.packed import Unpacked, packing, unpacked
from scanner.model.evidence import Evidence, Gap, Location, Statement
from scanner.model.file import File, Unreadable
from scanner.model.plugin import Detector
from scanner.model.purl import weight_file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST_MEMBERS = 1_000


def _readers() -> dict[str, Callable[[File], Iterator[Evidence | Statement | Gap]]]:
    """Return {suffix: reader} of the formats that name themselves by their suffix."""
    modules = (gguf, keras, mobile, onnx, opaque, safetensors)
    found = {
        pattern.removeprefix("*"): module.detect
        for module in modules
        for pattern in module.DETECTOR.patterns
    }
    for suffix in (".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".bin"):
        found[suffix] = pickle_archive.detect
    return found


_READERS = _readers()


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the rows of the weight files in an archive."""
    head = file.read(0, 64)
    if is_pointer(head):
        return
    if head.startswith(zip_members.MAGIC):
        for member in zip_members.members(file)[:_MOST_MEMBERS]:
            yield from _member(file, member.name, partial(zip_members.opened, file, member))
        return
    of_weights = file.path.lower().endswith((".nemo", ".mar"))
    try:
        content = Unpacked(file, is_cut=False) if tar_members.is_tar(file) else unpacked(file)
    except Unreadable as error:
        if of_weights and head:
            yield weight_file(file)
        if packing(head) or (of_weights and head):
            yield Gap(file.at(1), f"weights in this archive were not looked for: {error.reason}")
        return
    found = 0
    for tar_member in islice(tar_members.members(content.file), _MOST_MEMBERS):
        inner = partial(tar_members.opened, content.file, tar_member)
        for row in _member(file, tar_member.name, inner):
            found += 1
            yield row
    if of_weights and not found:
        yield weight_file(file)
    if content.is_cut and (found or of_weights):
        yield Gap(file.at(1), "packed archive: only its beginning was unpacked and read")


def _member(
    file: File, member: str, opened: Callable[[], File]
) -> Iterator[Evidence | Statement | Gap]:
    """Yield the rows of one member, if its name is that of a weight file."""
    name = member.lower()
    reader = next((read for suffix, read in _READERS.items() if name.endswith(suffix)), None)
    if reader is None:
        return
    for row in _rows(file, member, opened, reader):
        yield _of_archive(file, row)


def _of_archive(file: File, row: Evidence | Statement | Gap) -> Evidence | Statement | Gap:
    """Return a member's row as one of the archive: there is no other file to point at."""
    at, name = Location(file.path), weight_file_name(file.path)
    match row:
        case Evidence():
            return row._replace(at=at, subject=name if row.subject else "")
        case Statement():
            return row._replace(at=at, about=name)
        case Gap():
            return row._replace(at=at)


def _rows(
    file: File,
    member: str,
    opened: Callable[[], File],
    reader: Callable[[File], Iterator[Evidence | Statement | Gap]],
) -> Iterator[Evidence | Statement | Gap]:
    try:
        content = opened()
        inner = File(f"{file.path}/{member}", content.size_bytes, content.read)
        yield from reader(inner)
    except Unreadable as error:
        yield Gap(file.at(1), f"{member}: {error.reason}")


DETECTOR = Detector(
    id="weight-archive",
    patterns=(
        *("*.zip", "*.mar", "*.nemo", "*.tar", "*.tar.gz", "*.tgz", "*.tar.bz2", "*.tbz2"),
        *("*.tar.xz", "*.txz", "*.tar.zst", "*.7z", "*.rar"),
    ),
    triggers=(),
    detect=detect,
    weights=True,
)
