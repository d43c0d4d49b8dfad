"""Weight files inside a zip archive, read by their headers where they lie.

*What it reads:* the members of ``.zip``, ``.mar`` and ``.nemo`` (where it is a zip) whose names are
those of weight files, with the readers of this package. *Gives:* their rows, at line 1 of the
archive, with the member's base name.

*Limits:* members that are packed are read up to 64 MB; an archive in an archive, and compressed tar
files, are not opened.

*Source:* PKWARE APPNOTE 6.3.10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.weights import (
    gguf,
    keras,
    mobile,
    onnx,
    pickle_archive,
    safetensors,
    zip_members,
)
from scanner.evidence.weights.header import is_pointer, weight_file
from scanner.model.evidence import Evidence, Gap, Location, Statement
from scanner.model.file import File, Unreadable
from scanner.model.plugin import Detector
from scanner.model.purl import weight_file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST_MEMBERS = 1_000


def _readers() -> dict[str, Callable[[File], Iterator[Evidence | Statement | Gap]]]:
    """Return {suffix: reader} of the formats that name themselves by their suffix."""
    modules = (gguf, keras, mobile, onnx, safetensors)
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
    if not head.startswith(zip_members.MAGIC):
        if head and file.path.lower().endswith((".nemo", ".mar")):
            yield weight_file(file)
            yield Gap(file.at(1), "no zip archive: the weights in it were not read")
        return
    for member in zip_members.members(file)[:_MOST_MEMBERS]:
        name = member.name.lower()
        reader = next((read for suffix, read in _READERS.items() if name.endswith(suffix)), None)
        if reader is not None:
            for row in _rows(file, member, reader):
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
    member: zip_members.Member,
    reader: Callable[[File], Iterator[Evidence | Statement | Gap]],
) -> Iterator[Evidence | Statement | Gap]:
    try:
        content = zip_members.opened(file, member)
        inner = File(f"{file.path}/{member.name}", content.size_bytes, content.read)
        yield from reader(inner)
    except Unreadable as error:
        yield Gap(file.at(1), f"{member.name}: {error.reason}")


DETECTOR = Detector(
    id="weight-archive",
    patterns=("*.zip", "*.mar", "*.nemo"),
    triggers=(),
    detect=detect,
    weights=True,
)
