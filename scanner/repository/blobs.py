"""Contents from git's object store through one ``cat-file --batch``; no checkout, no filter."""

from __future__ import annotations

import subprocess
import weakref
from typing import IO, TYPE_CHECKING, NamedTuple

from scanner.model.evidence import Gap, Location, Skip
from scanner.model.file import File, Unreadable
from scanner.repository import git
from scanner.repository.content import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.repository.selection import Selection

#: Larger blobs are read from their start only: headers of weight files.
_WHOLE_LIMIT_BYTES = 16 * 1024 * 1024
_FAR_LIMIT_BYTES = 256 * 1024 * 1024
_CHUNK_BYTES = 1 << 20


class Entry(NamedTuple):
    """One path of a tree or an index; ``size_bytes`` is the blob's."""

    name: str
    mode: int
    blob_id: str
    size_bytes: int


class Blobs:
    """Reads blobs of the work tree ``top``; the process starts with the first read."""

    def __init__(self, top: str) -> None:
        self._top = top
        self._process: subprocess.Popen[bytes] | None = None
        self._held: tuple[str, bytes] | None = None  # several short reads of one header

    def read(self, blob_id: str, size_bytes: int, offset: int, length: int) -> bytes:
        """Return up to ``length`` bytes of a blob.

        Raises:
            Unreadable: the object is missing, or the place lies too deep in a large one.

        """
        if size_bytes > _WHOLE_LIMIT_BYTES:
            return self._part(blob_id, offset, length)
        if self._held is None or self._held[0] != blob_id:
            self._held = (blob_id, self._whole(blob_id))
        return self._held[1][offset : offset + length]

    def _whole(self, blob_id: str) -> bytes:
        given, printed = self._streams()
        try:
            given.write(blob_id.encode() + b"\n")
            given.flush()
            header = printed.readline().split()
            if len(header) != 3 or header[1] != b"blob":  # noqa: PLR2004 (id, type, size)
                raise Unreadable("git has no such object; a shallow or partial clone?")
            size = int(header[2])
            content = printed.read(size)
            printed.read(1)  # the newline after each object
        except OSError as error:
            raise Unreadable(f"git cannot be asked: {error.strerror}") from error
        if len(content) != size:
            raise Unreadable("git ended in the middle of an object")
        return content

    def _streams(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = _start(self._top, "cat-file", "--batch")
            weakref.finalize(self, _end, self._process)
        if self._process.stdin is None or self._process.stdout is None:
            raise Unreadable("git has no pipe")
        return self._process.stdin, self._process.stdout

    def _part(self, blob_id: str, offset: int, length: int) -> bytes:
        if offset > _FAR_LIMIT_BYTES:
            raise Unreadable(f"more than {_FAR_LIMIT_BYTES} bytes into a git object")
        process = _start(self._top, "cat-file", "blob", blob_id)
        try:
            if process.stdout is None:
                raise Unreadable("git has no pipe")
            while offset > 0:
                passed = process.stdout.read(min(offset, _CHUNK_BYTES))
                if not passed:
                    return b""
                offset -= len(passed)
            return process.stdout.read(length)
        finally:
            process.kill()
            _end(process)


def _start(top: str, *command: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 (a fixed program; its arguments pass no shell)
            git.arguments(top, *command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=git.environment(),
        )
    except OSError as error:
        raise Unreadable(f"git cannot be run: {error.strerror}") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    process.wait()


class BlobReader:
    """Reads one blob; the repository's ``Blobs`` does the work."""

    __slots__ = ("_blob_id", "_blobs", "_size_bytes")

    def __init__(self, blobs: Blobs, blob_id: str, size_bytes: int) -> None:
        self._blobs = blobs
        self._blob_id = blob_id
        self._size_bytes = size_bytes

    def __call__(self, offset: int, length: int) -> bytes:
        """Return up to ``length`` bytes from ``offset``."""
        return self._blobs.read(self._blob_id, self._size_bytes, offset, length)


class BlobTree:
    """Files whose contents are blobs: of a revision, or of the index."""

    def __init__(
        self,
        label: str,
        revision: str | None,
        top: str,
        entries: Iterable[Entry],
        wanted: Selection,
    ) -> None:
        self.root_label = label
        self.revision = revision
        self._blobs = Blobs(top)
        self._entries = entries
        self._wanted = wanted
        self._listed: dict[str, File | Skip | Gap] | None = None

    def files(self) -> Iterator[File | Skip | Gap]:
        """Yield every file, skip or gap, sorted by path."""
        listed = self._listing()
        for path in sorted(listed):
            yield listed[path]

    def file(self, path: str) -> File | None:
        """Return the file at ``path`` if it is one that is read."""
        found = self._listing().get(path)
        return found if isinstance(found, File) else None

    def _listing(self) -> dict[str, File | Skip | Gap]:
        if self._listed is None:
            self._listed = {
                (path := shown(entry.name)): self._entry(path, entry) for entry in self._entries
            }
        return self._listed

    def _entry(self, path: str, entry: Entry) -> File | Skip | Gap:
        if reason := self._wanted.reason_against(path) or special(entry.mode):
            return Skip(path, reason)
        if entry.size_bytes < 0:
            return Gap(Location(path), "git has no such object", stage="repository")
        reader = BlobReader(self._blobs, entry.blob_id, entry.size_bytes)
        return File(path, entry.size_bytes, reader, blob_id=entry.blob_id, sibling=self.file)


def special(mode: int) -> str | None:
    """Return why an entry of this git mode is no file to read, or ``None``."""
    kind = mode & 0o170000
    return {0o120000: "symlink", 0o160000: "submodule", 0o040000: "submodule"}.get(kind)
