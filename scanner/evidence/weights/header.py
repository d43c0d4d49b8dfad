"""What all readers of weight files share: bounded reading of a header, and the rows it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.names import hub_id, hub_url
from scanner.model.evidence import Evidence, Kind, Location, Relation, Statement
from scanner.model.file import File, Unreadable
from scanner.model.purl import weight_file_name

if TYPE_CHECKING:
    import struct
    from collections.abc import Iterator


#: First bytes of every git-LFS pointer. Source: git-lfs ``docs/spec.md``, "The Pointer".
LFS_MAGIC = b"version https://git-lfs.github.com/spec/"
#: Longest value of a header that is kept as a statement, in characters.
VALUE_LIMIT = 500
_CHUNK_BYTES = 1 << 18


class Cursor:
    """Reads a file forwards in pieces, at most ``limit_bytes`` of it and never beyond its end."""

    def __init__(self, file: File, *, limit_bytes: int, offset: int = 0) -> None:
        self._file = file
        self._end = min(file.size_bytes, limit_bytes)
        self._start = offset
        self._buffer = b""
        self._at = 0

    @classmethod
    def of(cls, content: bytes) -> Cursor:
        """Return a cursor on bytes in memory."""
        return cls(
            File("", len(content), lambda offset, length: content[offset : offset + length]),
            limit_bytes=len(content),
        )

    @property
    def position(self) -> int:
        """How many bytes from the start of the file are used up."""
        return self._start + self._at

    @property
    def left(self) -> int:
        """How many bytes may still be read."""
        return self._end - self.position

    def take(self, count: int) -> bytes:
        """Return the next ``count`` bytes.

        Raises:
            Unreadable: the file, or what may be read of it, ends before.

        """
        if count < 0 or count > self.left:
            raise Unreadable(
                f"at byte {self.position} the header goes beyond the end: {count} more"
            )
        if self._at + count > len(self._buffer):
            self._start, self._at = self.position, 0
            self._buffer = self._file.read(self._start, max(count, min(_CHUNK_BYTES, self.left)))
            if len(self._buffer) < count:
                raise Unreadable(
                    f"file ends at byte {self._start + len(self._buffer)}, in its header"
                )
        taken = self._buffer[self._at : self._at + count]
        self._at += count
        return taken

    def skip(self, count: int) -> None:
        """Pass over ``count`` bytes without reading them.

        Raises:
            Unreadable: as for ``take``.

        """
        if count < 0 or count > self.left:
            raise Unreadable(
                f"at byte {self.position} the header goes beyond the end: {count} more"
            )
        self._at += count
        if self._at > len(self._buffer):
            self._start, self._at, self._buffer = self.position, 0, b""

    def number(self, form: struct.Struct) -> int:
        """Return one integer."""
        value: int = form.unpack(self.take(form.size))[0]
        return value


class Named(NamedTuple):
    """A model that a header names, and how the file relates to it."""

    name: str
    relation: Relation = Relation.BASE_MODEL


def is_pointer(head: bytes) -> bool:
    """Return whether these first bytes are those of a git-LFS pointer, not of the file itself."""
    return head.startswith(LFS_MAGIC)


def weight_file(file: File) -> Evidence:
    """Return the row that says this file is a weight file."""
    return Evidence(Kind.WEIGHT_FILE, file.path.rpartition("/")[2], file.at(1), "header")


def model(file: File, text: str, relation: Relation) -> Evidence | None:
    """Return the row of a model that a header names, a hub URL by its id; ``None`` for no name."""
    name = " ".join(text.split())
    if not name or len(name) > VALUE_LIMIT or not name.isprintable():
        return None
    url = hub_url(name)
    if url is not None:
        return Evidence(
            url.kind,
            url.name,
            file.at(1),
            "header",
            relation,
            namespace=url.namespace,
            subject=weight_file_name(file.path),
        )
    if "://" in name:
        return None  # not a model hub: the address of a project, a picture, a licence
    namespace = "hub" if hub_id(name) else "header"
    return Evidence(
        Kind.MODEL,
        name,
        file.at(1),
        "header",
        relation,
        namespace=namespace,
        subject=weight_file_name(file.path),
    )


def models(file: File, named: list[Named]) -> Iterator[Evidence]:
    """Yield the rows of all models that a header names, each once."""
    seen: set[str] = set()
    for text, relation in named:
        row = model(file, text, relation)
        if row is not None and row.name.lower() not in seen:
            seen.add(row.name.lower())
            yield row


def states(file: File, claim: str, value: object) -> Iterator[Statement]:
    """Yield what a header states about its file: one claim, if there is a value."""
    text = " ".join(str(value).split()) if isinstance(value, (str, int)) else ""
    if text and text.isprintable():
        at = Location(file.path)
        yield Statement(None, weight_file_name(file.path), claim, text[:VALUE_LIMIT], at)
