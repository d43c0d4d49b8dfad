"""Revisions, the index and archives give the same files as the tree they were made of."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from scanner.model.errors import ConfigError
from scanner.model.evidence import Gap, Skip
from scanner.model.file import File, Unreadable
from scanner.repository import blobs as blobs_module
from scanner.repository import open_archive, open_index, open_revision, open_worktree
from tests.repository.git_tree import Tree

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.repository import Repository


def contents(repository: Repository) -> dict[str, str | bytes]:
    return {
        entry.path: entry.content() if isinstance(entry, File) else entry.reason
        for entry in repository.files()
        if not isinstance(entry, Gap)
    }


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    tree = Tree(tmp_path / "tree")
    tree.stage(a_py="first", sub__b_py="second", vendor__c_py="third")
    (tree.path / "link").symlink_to("a.py")
    tree.commit()
    return tree


def test_a_revision_is_read_without_a_checkout(tree: Tree) -> None:
    commit = tree.git("rev-parse", "HEAD")
    tree.write("a.py", "changed")
    tree.commit()
    repository = open_revision(tree.path, "HEAD~1")
    assert repository.revision == commit
    assert contents(repository) == {
        "a.py": b"first",
        "link": "symlink",
        "sub/b.py": b"second",
        "vendor/c.py": "vendored",
    }
    assert contents(open_revision(tree.path / "sub", "HEAD")) == {"b.py": b"second"}


@pytest.mark.parametrize("ref", ["nothing", "--help", "HEAD:a.py", "-x; touch ran"])
def test_what_is_no_revision_is_the_users_error(tree: Tree, ref: str) -> None:
    with pytest.raises(ConfigError, match="no such revision"):
        open_revision(tree.path, ref)


def test_staged_contents_count_not_those_in_the_work_tree(tree: Tree) -> None:
    tree.stage(a_py="staged")
    tree.write("a.py", "later")
    tree.write("new.py", "not staged")
    found = contents(open_index(tree.path))
    assert found["a.py"] == b"staged"
    assert "new.py" not in found


def test_the_index_that_git_names_is_read(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tree.path / ".git" / "other"
    other.write_bytes((tree.path / ".git" / "index").read_bytes())
    tree.stage(a_py="staged")
    monkeypatch.setenv("GIT_INDEX_FILE", str(other))
    assert contents(open_index(tree.path))["a.py"] == b"first"


def test_a_missing_object_is_a_gap(tree: Tree) -> None:
    blob = tree.git("rev-parse", "HEAD:a.py")
    (tree.path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    file = open_revision(tree.path, "HEAD").file("sub/b.py")
    assert file is not None
    assert file.content() == b"second"
    gaps = [entry for entry in open_index(tree.path).files() if isinstance(entry, Gap)]
    assert [gap.at.path for gap in gaps] == ["a.py"]


def test_the_start_of_a_large_blob_is_read(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs_module, "_WHOLE_LIMIT_BYTES", 10)
    tree.write("w.bin", b"0123456789abcdef" * 1000)
    tree.commit()
    file = open_revision(tree.path, "HEAD").file("w.bin")
    assert file is not None
    assert file.read(0, 4) == b"0123"
    assert file.read(10, 6) == b"abcdef"
    assert file.read(16_000, 5) == b""
    with pytest.raises(Unreadable, match="into a git object"):
        file.read(1 << 40, 5)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, members: dict[str, bytes], mode: str) -> Path:
    with tarfile.open(path, f"w:{mode}") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("p-1/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


@pytest.mark.parametrize("mode", ["", "gz", "bz2", "xz"])
def test_a_tar_is_read_by_member_without_its_top_folder(tmp_path: Path, mode: str) -> None:
    suffix = f".tar.{mode}" if mode else ".tar"
    path = tarred(tmp_path / f"p{suffix}", {"p-1/a.py": b"one", "p-1/sub/b.py": b"two"}, mode)
    expected = {"a.py": b"one", "sub/b.py": b"two", "link": "symlink"}
    assert contents(open_archive(path)) == expected
    assert contents(open_worktree(path)) == expected


def test_a_zip_is_read_and_paths_that_lead_out_are_not(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.whl", {"a.py": b"one", "../b.py": b"two", "/c.py": b"three"})
    assert contents(open_archive(path)) == {
        "a.py": b"one",
        "../b.py": "unsafe path",
        "/c.py": "unsafe path",
    }


def test_a_broken_archive_is_one_gap(tmp_path: Path) -> None:
    for name, content in {"a.zip": b"PK\5\6" + bytes(10), "b.tar.gz": b"\x1f\x8bnonsense"}.items():
        (tmp_path / name).write_bytes(content)
        found = list(open_archive(tmp_path / name).files())
        assert [type(entry) for entry in found] == [Gap]


def test_a_member_that_lies_about_its_size_is_a_gap(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", {"a.py": b"x" * 1000})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\1\2") + 24
    content[at : at + 4] = struct.pack("<I", 1 << 30)
    path.write_bytes(content)
    file = open_archive(path).file("a.py")
    assert file is not None
    with pytest.raises(Unreadable):
        file.content()


def test_members_are_skipped_like_files(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", {"a.py": b"", "vendor/b.py": b""})
    assert Skip("vendor/b.py", "vendored") in list(open_archive(path).files())
    assert Skip("a.py", "excluded") in list(open_archive(path, exclude=("a.py",)).files())
