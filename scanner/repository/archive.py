"""The files of a zip, wheel or tar archive, by their headers and within limits.

Nothing is unpacked into the file system. A compressed tar is decompressed once into a temporary
file without a name, so that a member can be reached without decompressing all before it again.
"""

from __future__ import annotations

import stat
import tarfile
import tempfile
import weakref
import zipfile
from typing import IO, TYPE_CHECKING

from scanner.model.evidence import Gap, Location, Skip
from scanner.model.file import File, Unreadable
from scanner.repository.content import shown
from scanner.repository.selection import EVERYTHING, Selection

if TYPE_CHECKING:
    import gzip
    from collections.abc import Callable, Iterator

SUFFIXES = (".zip", ".whl", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_MOST_MEMBERS = 500_000
#: Most bytes a compressed tar may grow to.
_TAR_LIMIT_BYTES = 4 * 1024**3
#: Farthest place in a compressed member that is read; a member is no seekable file.
_FAR_LIMIT_BYTES = 64 * 1024**2
_CHUNK_BYTES = 1 << 20

Listed = dict[str, "File | Skip | Gap"]


class Archive:
    """Files of one archive; a single folder at its top (an sdist) is left out of the paths."""

    def __init__(self, path: str, *, selection: Selection = EVERYTHING) -> None:
        self.root_label = shown(path)
        self.revision: str | None = None
        self._path = path
        self._selection = selection
        self._listed: Listed | None = None

    def files(self) -> Iterator[File | Skip | Gap]:
        """Yield every file, skip or gap, sorted by path."""
        listed = self._listing()
        for path in sorted(listed):
            yield listed[path]

    def file(self, path: str) -> File | None:
        """Return the file at ``path`` if it is one that is read."""
        found = self._listing().get(path)
        return found if isinstance(found, File) else None

    def _listing(self) -> Listed:
        if self._listed is None:
            self._listed = {}
            try:
                self._listed.update(self._entries(self._members()))
            except (Unreadable, *_BROKEN) as error:
                gap = Gap(Location("."), f"archive cannot be read: {error}", stage="repository")
                self._listed[""] = gap
        return self._listed

    def _members(self) -> list[_Member]:
        if zipfile.is_zipfile(self._path):
            archive = zipfile.ZipFile(self._path)
            weakref.finalize(self, archive.close)
            return _zip(archive)
        plain = _plain(self._path)
        weakref.finalize(self, plain.close)
        return _tar(plain)

    def _entries(self, members: list[_Member]) -> Iterator[tuple[str, File | Skip | Gap]]:
        top = _common_folder([name for name, *_ in members])
        for name, size_bytes, reason, read in members:
            path = shown(name[len(top) :])
            wanted = self._selection.reason_against(path)
            if reason := reason or wanted:
                yield path, Skip(path, reason)
            else:
                yield path, File(path, size_bytes, read, sibling=self.file)


_BROKEN = (OSError, EOFError, ValueError, zipfile.BadZipFile, tarfile.TarError, RuntimeError)
_Member = tuple[str, int, "str | None", "Callable[[int, int], bytes]"]


def _zip(archive: zipfile.ZipFile) -> list[_Member]:
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise Unreadable(f"more than {_MOST_MEMBERS} members")
    found = []
    for info in infos:
        if info.is_dir():
            continue
        kind = stat.S_IFMT(info.external_attr >> 16)
        reason = _unsafe(info.filename) or ("symlink" if kind == stat.S_IFLNK else None)
        found.append((info.filename, info.file_size, reason, _zip_reader(archive, info)))
    return found


def _zip_reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[int, int], bytes]:
    def read(offset: int, length: int) -> bytes:
        try:
            with archive.open(info) as member:
                return _forward(member, offset, length)
        except (*_BROKEN, NotImplementedError) as error:  # encrypted, or an unknown method
            raise Unreadable(f"archive member cannot be read: {error}") from error

    return read


def _tar(plain: IO[bytes]) -> list[_Member]:
    archive = tarfile.open(fileobj=plain, mode="r:")  # noqa: SIM115 (kept open for its members)
    found: list[_Member] = []
    for member in archive:
        if len(found) > _MOST_MEMBERS:
            raise Unreadable(f"more than {_MOST_MEMBERS} members")
        if member.isdir():
            continue
        special = "symlink" if member.issym() or member.islnk() else "special file"
        reason = _unsafe(member.name) or (None if member.isreg() else special)
        found.append((member.name, member.size, reason, _tar_reader(archive, member)))
    return found


def _tar_reader(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Callable[[int, int], bytes]:
    def read(offset: int, length: int) -> bytes:
        try:
            file = archive.extractfile(member)
            if file is None:
                raise Unreadable("archive member is no file")
            file.seek(offset)
            return file.read(length)
        except _BROKEN as error:
            raise Unreadable(f"archive member cannot be read: {error}") from error

    return read


def _plain(path: str) -> IO[bytes]:
    """Return the tar, decompressed into a temporary file that no name leads to."""
    import bz2  # noqa: PLC0415 (only for such an archive)
    import gzip  # noqa: PLC0415
    import lzma  # noqa: PLC0415

    file: IO[bytes] = open(path, "rb")  # noqa: SIM115 (kept open for its members)
    magic = file.read(2)
    file.seek(0)
    packed: IO[bytes] | gzip.GzipFile
    match magic:
        case b"\x1f\x8b":
            packed = gzip.GzipFile(fileobj=file)
        case b"BZ":
            packed = bz2.BZ2File(file)
        case b"\xfd7":
            packed = lzma.LZMAFile(file)  # noqa: SIM115 (closed below)
        case _:
            return file
    with file, packed:
        return _decompressed(packed)


def _decompressed(packed: IO[bytes] | gzip.GzipFile) -> IO[bytes]:
    plain = tempfile.TemporaryFile()  # noqa: SIM115 (kept open for its members)
    try:
        while chunk := packed.read(_CHUNK_BYTES):
            plain.write(chunk)
            if plain.tell() > _TAR_LIMIT_BYTES:
                raise Unreadable(f"grows beyond {_TAR_LIMIT_BYTES} bytes")  # noqa: TRY301 (one cleanup)
    except BaseException:
        plain.close()
        raise
    plain.seek(0)
    return plain


def _forward(member: IO[bytes], offset: int, length: int) -> bytes:
    if offset > _FAR_LIMIT_BYTES:
        raise Unreadable(f"more than {_FAR_LIMIT_BYTES} bytes into a compressed member")
    while offset > 0:
        passed = member.read(min(offset, _CHUNK_BYTES))
        if not passed:
            return b""
        offset -= len(passed)
    return member.read(length)


def _unsafe(name: str) -> str | None:
    parts = name.replace("\\", "/").split("/")
    outside = not name or name.startswith("/") or ".." in parts or ":" in parts[0]
    return "unsafe path" if outside else None


def _common_folder(names: list[str]) -> str:
    tops = {name.partition("/")[0] if "/" in name else "" for name in names}
    top = tops.pop() if len(tops) == 1 else ""
    return f"{top}/" if top else ""
