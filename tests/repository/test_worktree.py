"""Which files of a folder or work tree are read, and why the others are not."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.model.evidence import Gap, Skip
from scanner.model.file import File, Unreadable
from scanner.repository import open_worktree
from scanner.repository.ignore import Ignore, matches_glob, vendored
from scanner.repository.worktree import WorkTree
from tests.repository.git_tree import Tree


def listed(path: Path | str, **options: object) -> dict[str, str]:
    repository = WorkTree(os.fspath(path)) if not options else open_worktree(path, **options)  # type: ignore[arg-type]
    return {
        entry.path if not isinstance(entry, Gap) else entry.at.path: (
            "read" if isinstance(entry, File) else entry.reason
        )
        for entry in repository.files()
    }


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree")


def test_tracked_files_and_untracked_ones_that_are_not_ignored_are_read(tree: Tree) -> None:
    tree.write(".gitignore", "*.log\nbuild/\n")
    tree.write("a.py", "1")
    tree.write("kept.log", "tracked although it matches")
    tree.git("add", "-f", "a.py", "kept.log")
    tree.write("b.py", "untracked")
    tree.write("c.log", "ignored")
    tree.write("build/d.py", "ignored")
    assert listed(tree.path) == {
        ".gitignore": "read",
        "a.py": "read",
        "b.py": "read",
        "kept.log": "read",
    }


def test_a_subfolder_is_scanned_alone_with_paths_relative_to_it(tree: Tree) -> None:
    tree.stage(a_py="1", sub__b_py="2", sub__deep__c_py="3")
    tree.write("sub/new.py", "untracked")
    assert sorted(listed(tree.path / "sub")) == ["b.py", "deep/c.py", "new.py"]


def test_a_single_file_is_scanned_alone(tree: Tree) -> None:
    tree.stage(a_py="1", b_py="2")
    assert listed(tree.path / "a.py") == {"a.py": "read"}


def test_an_ignored_folder_that_is_asked_for_is_walked(tree: Tree) -> None:
    tree.write(".gitignore", "out/\n")
    tree.write("out/a.py", "1")
    assert listed(tree.path / "out") == {"a.py": "read"}


def test_links_devices_and_pipes_are_skipped_with_a_reason(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.py").write_text("x")
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.py").write_text("1")
    (root / "link.py").symlink_to(outside / "secret.py")
    (root / "folder").symlink_to(outside)
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe.py")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(root)  # the name of a socket may be 100 characters long
        try:
            server.bind("s.py")
        finally:
            os.chdir(here)
        assert listed(root) == {
            "a.py": "read",
            "link.py": "symlink",
            "folder": "symlink",
            "loop": "symlink",
            "pipe.py": "special file",
            "s.py": "special file",
        }


def test_a_tracked_path_below_a_link_is_not_followed_out(tree: Tree, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.py").write_text("secret")
    tree.write("a/b.py", "1")
    tree.commit()
    (tree.path / "a" / "b.py").unlink()
    (tree.path / "a").rmdir()
    (tree.path / "a").symlink_to(outside)
    assert listed(tree.path)["a/b.py"] == "symlink"


def test_a_deleted_file_is_skipped(tree: Tree) -> None:
    tree.stage(a_py="1", b_py="2")
    (tree.path / "a.py").unlink()
    assert listed(tree.path) == {"a.py": "deleted", "b.py": "read"}


def test_vendored_code_is_skipped_but_what_is_installed_is_described(tmp_path: Path) -> None:
    for name in (
        "vendor/a.py",
        "node_modules/x/index.js",
        "site-packages/p-1.dist-info/METADATA",
        "site-packages/p/__init__.py",
        "vendors.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert listed(tmp_path) == {
        "vendor/a.py": "vendored",
        "node_modules/x/index.js": "vendored",
        "site-packages/p-1.dist-info/METADATA": "read",
        "site-packages/p/__init__.py": "vendored",
        "vendors.py": "read",
    }


def test_gitignore_counts_outside_git_but_not_in_a_source_distribution(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.log\n!keep.log\n/top.py\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / ".gitignore").write_text("*.py\n")
    for name in ("a.log", "keep.log", "top.py", "sub/top.py", "sub/a.txt", "b.py"):
        (tmp_path / name).write_text("x")
    read = [path for path, what in listed(tmp_path).items() if what == "read"]
    assert sorted(read) == [".gitignore", "b.py", "keep.log", "sub/.gitignore", "sub/a.txt"]
    (tmp_path / "PKG-INFO").write_text("Metadata-Version: 2.1")
    assert len(listed(tmp_path)) == 9


def test_excluded_and_included_globs_are_counted(tmp_path: Path) -> None:
    for name in ("a.py", "tests/b.py", "docs/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert listed(tmp_path, exclude=("tests/",))["tests/b.py"] == "excluded"
    assert listed(tmp_path, include=("*.md",))["a.py"] == "not included"


def test_names_that_are_no_utf8_or_hold_control_characters_are_read(tmp_path: Path) -> None:
    for name in (b"a\xff.py", b"new\nline.py", b"\x1b[31mred.py"):
        (tmp_path / os.fsdecode(name)).write_text("x")
    assert sorted(listed(tmp_path)) == ["\x1b[31mred.py", "a\\xff.py", "new\nline.py"]


def test_an_unchanged_file_has_the_blob_id_of_the_index_and_a_changed_one_has_not(
    tree: Tree,
) -> None:
    tree.stage(a_py="1", b_py="2")
    tree.age()
    tree.write("b.py", "3")
    files = {e.path: e for e in WorkTree(str(tree.path)).files() if isinstance(e, File)}
    assert files["a.py"].blob_id == tree.git("rev-parse", ":a.py")
    assert files["b.py"].blob_id is None
    assert files["b.py"].identify() == tree.git("hash-object", "b.py")


def test_where_a_filter_may_change_contents_no_blob_id_is_trusted(tree: Tree) -> None:
    tree.write(".gitattributes", "*.bin filter=lfs\n")
    tree.stage(a_py="1")
    tree.age()
    files = [e for e in WorkTree(str(tree.path)).files() if isinstance(e, File)]
    assert [file.blob_id for file in files] == [None, None]


def test_a_filter_of_the_tree_is_never_run(tree: Tree, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    tree.write(".gitattributes", "* filter=evil\n")
    tree.stage(a_py="1")
    tree.git("config", "filter.evil.clean", f"touch {mark}; cat")
    tree.git("config", "filter.evil.smudge", f"touch {mark}; cat")
    tree.git("config", "core.fsmonitor", f"touch {mark}")
    tree.git("config", "core.worktree", str(tmp_path))
    tree.write("a.py", "2")
    for entry in WorkTree(str(tree.path)).files():
        if isinstance(entry, File):
            entry.content()
    assert not mark.exists()


def test_a_linked_work_tree_is_read_like_any_other(tree: Tree, tmp_path: Path) -> None:
    tree.stage(a_py="1")
    tree.commit()
    linked = tmp_path / "linked"
    tree.git("worktree", "add", "-q", str(linked), "-b", "other")
    os.utime(linked / "a.py", (1_600_000_000, 1_600_000_000))
    other = Tree.__new__(Tree)
    other.path = linked
    other.git("update-index", "-q", "--refresh")
    [file] = [e for e in WorkTree(str(linked)).files() if isinstance(e, File)]
    assert (file.path, file.blob_id) == ("a.py", tree.git("rev-parse", ":a.py"))


def test_another_index_version_gives_the_same(tree: Tree) -> None:
    tree.stage(a_py="1", a__b_py="2", a__c_py="3")
    tree.age()
    plain = {e.path: e.blob_id for e in WorkTree(str(tree.path)).files() if isinstance(e, File)}
    for version in ("3", "4"):
        tree.git("update-index", f"--index-version={version}")
        os.utime(tree.path / ".git" / "index")
        again = {e.path: e.blob_id for e in WorkTree(str(tree.path)).files() if isinstance(e, File)}
        assert again == plain
    assert None not in plain.values()


def test_a_broken_repository_is_walked_as_plain_files_with_a_gap(tree: Tree) -> None:
    tree.stage(a_py="1")
    (tree.path / ".git" / "HEAD").write_text("nonsense")
    found = list(WorkTree(str(tree.path)).files())
    assert isinstance(found[0], Gap)
    assert "git does not list this tree" in found[0].reason
    assert [e.path for e in found if isinstance(e, File)] == ["a.py"]


def test_an_unreadable_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x")
    repository = open_worktree(tmp_path)
    file = repository.file("a.py")
    assert file is not None
    (tmp_path / "a.py").unlink()
    with pytest.raises(Unreadable, match="cannot be read"):
        file.content()


def test_nothing_at_the_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_worktree(tmp_path / "nothing")


def test_skips_are_skips_and_files_know_their_siblings(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x")
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "b.py").write_text("x")
    repository = open_worktree(tmp_path)
    file = repository.file("a.py")
    assert file is not None
    assert file.sibling("vendor/b.py") is None
    assert Skip("vendor/b.py", "vendored") in list(repository.files())


@pytest.mark.parametrize(
    ("pattern", "path", "folder", "ignored"),
    [
        ("*.py", "a/b.py", False, True),
        ("/a.py", "a.py", False, True),
        ("/a.py", "x/a.py", False, None),
        ("a/b", "a/b", False, True),
        ("a/b", "x/a/b", False, None),
        ("**/b", "x/y/b", False, True),
        ("a/**", "a/x/y", False, True),
        ("a/**", "a", True, None),
        ("a/**/b", "a/b", False, True),
        ("a/**/b", "a/x/y/b", False, True),
        ("build/", "build", True, True),
        ("build/", "build", False, None),
        ("!a.py", "a.py", False, False),
        ("a[0-9].py", "a5.py", False, True),
        ("a[^0-9].py", "ax.py", False, True),
        ("a[!0-9].py", "a5.py", False, None),
        ("a?.py", "ab.py", False, True),
        ("a?.py", "a/.py", False, None),
        ("\\#a", "#a", False, True),
        ("#a", "#a", False, None),
        ("a\\*", "a*", False, True),
        ("a\\*", "ab", False, None),
        ("a.py  ", "a.py", False, True),
        ("a[", "a[", False, True),
    ],
)
def test_gitignore_patterns_mean_what_git_says(
    pattern: str,
    path: str,
    folder: bool,  # noqa: FBT001 (a parameter of the table)
    ignored: bool | None,  # noqa: FBT001
) -> None:
    assert Ignore(pattern).says(path, folder=folder) is ignored


@given(
    st.lists(st.sampled_from(["a", "b", "**", "*", "a*b", "[ab]"]), min_size=1, max_size=4),
    st.lists(st.sampled_from(["a", "b", "ab", "aab"]), min_size=1, max_size=4),
    st.booleans(),
)
def test_gitignore_agrees_with_git(
    tmp_path_factory: pytest.TempPathFactory,
    parts: list[str],
    path: list[str],
    anchored: bool,  # noqa: FBT001 (drawn)
) -> None:
    folder = tmp_path_factory.getbasetemp() / "agree"
    if not folder.exists():
        Tree(folder)
    tree = Tree.__new__(Tree)
    tree.path = folder
    pattern = ("/" if anchored else "") + "/".join(parts)
    tree.write(".gitignore", pattern + "\n")
    try:
        tree.git("check-ignore", "--no-index", "-q", "/".join(path))
        git_says = True
    except CalledProcessError:
        git_says = False
    ends = range(1, len(path) + 1)
    ours = any(Ignore(pattern).says("/".join(path[:end]), folder=end < len(path)) for end in ends)
    assert ours == git_says, (pattern, path)


def test_a_glob_of_a_folder_matches_what_is_in_it() -> None:
    assert matches_glob("tests/", "tests/a/b.py")
    assert not matches_glob("tests/", "tests")
    assert matches_glob("tests", "x/tests/b.py")
    assert vendored("a/third_party/b.py")


def test_a_hostile_pattern_takes_no_time() -> None:
    assert not matches_glob("*a" * 200 + "b", "a" * 250)
    assert not matches_glob("**/" * 200 + "b", "/".join("a" * 100))
