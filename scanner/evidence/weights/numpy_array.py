"""NumPy arrays that are really pickles.

*What it reads:* the header of a ``.npy`` file and of each member of a ``.npz``. An array of numbers
is data and gives nothing; one of objects is a pickle. *Gives:* the weight file, ``format`` and
``unsafe_pickle``, for such arrays only.

*Source:* NumPy, "NPY format".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.weights import zip_members
from scanner.evidence.weights.header import is_pointer, weight_file
from scanner.evidence.weights.pickle_archive import array_rows
from scanner.model.evidence import Evidence, Gap, Statement
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_MAGIC = b"\x93NUMPY"
_MOST_MEMBERS = 10_000


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield what arrays of objects would import."""
    head = file.read(0, 64)
    if is_pointer(head) or not head:
        return
    rows: list[Statement | Gap] = []
    if head.startswith(_MAGIC):
        rows += array_rows(file, file)
    elif head.startswith(zip_members.MAGIC):
        for member in zip_members.members(file)[:_MOST_MEMBERS]:
            rows += _member(file, member)
    else:
        raise Unreadable("neither an array nor a zip of arrays")
    if any(isinstance(row, Statement) for row in rows):
        yield weight_file(file)
    yield from rows


def _member(file: File, member: zip_members.Member) -> Iterator[Statement | Gap]:
    try:
        content = zip_members.opened(file, member)
    except Unreadable as error:
        yield Gap(file.at(1), f"{member.name}: {error.reason}")
        return
    if content.read(0, 8).startswith(_MAGIC):
        yield from array_rows(file, content)


DETECTOR = Detector(
    id="numpy-array", patterns=("*.npy", "*.npz"), triggers=(), detect=detect, weights=True
)
