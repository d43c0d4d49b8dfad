"""The runner: which files it reads, what becomes a gap, and that engines and processes agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.evidence import DETECTORS
from scanner.evidence.match import ENGINES, matcher, places
from scanner.evidence.paths import PathTable
from scanner.evidence.run import collect
from scanner.evidence.zones import zone_of
from scanner.model.evidence import Confidence, Evidence, Gap, Kind, Skip, Zone
from scanner.model.file import File, Unreadable
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator


def file(path: str, content: bytes) -> File:
    return File(path, len(content), lambda offset, length: content[offset : offset + length])


def finds(file: File) -> Iterator[Evidence]:
    yield Evidence(Kind.MODEL, "a/b", file.at(1), "call_arg")


def detector(detect=finds, patterns=("*.py",), triggers=("model",), **more: bool) -> Detector:  # noqa: ANN001 (any generator)
    return Detector("test", patterns, triggers, detect, **more)


def test_files_are_picked_by_path_and_trigger() -> None:
    given = [
        file("a.py", b"model"),
        file("b.py", b"Model"),
        file("c.txt", b"model"),
        file("d", b""),
    ]
    seen = collect(given, detectors=(detector(),))
    assert [row.at.path for row in seen.evidence] == ["a.py"]
    assert seen.skips == (Skip("c.txt", "other file type"), Skip("d", "other file type"))
    assert (seen.files, seen.read) == (4, 2)


def test_what_we_are_configured_with_is_no_use_of_what_it_names() -> None:
    waiver = b'[[waiver]]\nmodel = "deepseek-ai/DeepSeek-R1"\n'
    seen = collect([file("a/flagstate-waivers.toml", waiver), file("a/config.toml", waiver)])
    assert {row.at.path for row in seen.evidence} == {"a/config.toml"}
    assert seen.skips == (Skip("a/flagstate-waivers.toml", "flagstate's own file"),)


def test_a_thorough_scan_asks_for_no_trigger() -> None:
    assert collect([file("b.py", b"")], detectors=(detector(),), thorough=True).evidence


def test_utf16_is_matched_as_text() -> None:
    content = "model".encode("utf-16")
    assert collect([file("a.py", content)], detectors=(detector(),)).evidence


def test_nul_bytes_are_a_gap_with_a_line_and_an_executable_is_skipped() -> None:
    given = [file("a.py", b"x\ny\0model"), file("run", b"\x7fELF\0model")]
    seen = collect(given, detectors=(detector(patterns=("*.py", "run")),))
    assert [(gap.at.path, gap.at.line) for gap in seen.gaps] == [("a.py", 2)]
    assert seen.skips == (Skip("run", "binary"),)


def test_what_is_too_large_is_a_gap() -> None:
    huge = File("a.py", 1 << 40, lambda offset, length: b"model"[offset : offset + length])
    [gap] = collect([huge], detectors=(detector(),)).gaps
    assert "larger than" in gap.reason


def test_unreadable_and_bugs_are_gaps_and_the_scan_goes_on() -> None:
    def unreadable(_: File) -> Iterator[Evidence]:
        raise Unreadable("broken", 7)

    def buggy(file: File) -> Iterator[Evidence]:
        yield from finds(file)
        raise KeyError("x")

    def deep(_: File) -> Iterator[Evidence]:
        raise RecursionError

    detectors = (detector(unreadable), detector(buggy), detector(deep))
    seen = collect([file("a.py", b"model")], detectors=detectors)
    assert {(gap.at.line, gap.bug) for gap in seen.gaps} == {(1, True), (7, False), (1, False)}
    assert len(seen.evidence) == 1
    with pytest.raises(KeyError):
        collect([file("a.py", b"model")], detectors=detectors[1:2], on_bug="raise")


def test_the_surest_of_two_rows_is_kept() -> None:
    def twice(file: File) -> Iterator[Evidence]:
        yield Evidence(Kind.MODEL, "a/b", file.at(3), "prose", confidence=Confidence.LOW)
        yield Evidence(Kind.MODEL, "a/b", file.at(3, 9), "call_arg")

    [row] = collect([file("tests/a.py", b"model")], detectors=(detector(twice),)).evidence
    assert (row.way, row.zone, row.detector) == ("call_arg", Zone.TEST, "test")


def test_weights_are_read_by_range_only() -> None:
    asked: list[tuple[int, int]] = []

    def read(offset: int, length: int) -> bytes:
        asked.append((offset, length))
        return b"\0" * length

    def header(file: File) -> Iterator[Evidence]:
        file.read(0, 8)
        yield from finds(file)

    weights = detector(header, patterns=("*.gguf",), triggers=(), weights=True)
    seen = collect([File("a.gguf", 1 << 40, read)], detectors=(weights,))
    assert asked == [(0, 8)]
    assert seen.evidence
    assert not seen.gaps


def test_gaps_and_skips_of_the_repository_are_passed_on() -> None:
    gap, skip = Gap(file("a", b"").at(1), "x"), Skip("b", "symlink")
    seen = collect([gap, skip], detectors=())
    assert (seen.gaps, seen.skips, seen.files) == ((gap,), (skip,), 1)


@pytest.mark.parametrize(
    ("patterns", "path", "matches"),
    [
        (("*.py",), "a/b.py", True),
        (("*.py",), "a/b.pyi", False),
        (("*.PY",), "B.py", True),
        (("**/setup.py",), "x/setup.py", True),
        (("setup.py",), "x/mysetup.py", False),
        (("requirements*.txt",), "a/requirements-dev.txt", True),
        (("requirements*.txt",), "requirements/dev.txt", False),
        (("**/requirements/*.txt",), "requirements/dev.txt", True),
        (("**/requirements/*.txt",), "a/requirements/x/dev.txt", False),
        (("*.dist-info/METADATA",), "a-1.dist-info/METADATA", True),
        (("docs/**",), "docs/a/b.md", True),
        (("pylock.*.toml",), "pylock.x.toml", True),
        (("*.tar.gz",), "a.tar.gz", True),
        (("*",), "a/b", True),
    ],
)
def test_path_patterns(patterns: tuple[str, ...], path: str, matches: bool) -> None:  # noqa: FBT001 (a table)
    assert (PathTable([(), patterns]).of(path) == {1}) is matches


ALPHABET = st.binary(min_size=1, max_size=4).map(lambda b: bytes(97 + x % 3 for x in b))


@given(st.lists(ALPHABET, min_size=1, max_size=8, unique=True), st.lists(ALPHABET).map(b"".join))
def test_all_engines_say_the_same(literals: list[bytes], content: bytes) -> None:
    expected = {index for index, literal in enumerate(literals) if literal in content}
    for engine in ENGINES:
        found = matcher(tuple(literals), engine)
        assert found.hits(content) == expected, engine
        starts = [at for at in range(len(content)) if content[at:].startswith(tuple(literals))]
        assert places(found, tuple(literals), content) == starts


def test_all_engines_agree_on_our_own_triggers_and_sources() -> None:
    literals = tuple(sorted({t.encode() for d in DETECTORS for t in d.triggers}))
    engines = [matcher(literals, engine) for engine in ENGINES]
    content = b"\n".join(literals[::3])
    first, *others = (engine.hits(content) for engine in engines)
    assert first
    assert all(other == first for other in others)


class Store:
    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def kept(self, key: str) -> bytes | None:
        return self.held.get(key)

    def keep(self, key: str, content: bytes) -> None:
        self.held[key] = content


def test_a_kept_table_is_used_and_a_damaged_one_is_not() -> None:
    pytest.importorskip("hyperscan")
    store = Store()
    for _ in range(2):
        assert matcher((b"ab", b"cd"), "hyperscan", store).hits(b"xcd") == {1}
    [(key, content)] = store.held.items()
    store.held[key] = content[:100] + b"\xff" * 20 + content[120:]
    assert matcher((b"ab", b"cd"), "hyperscan", store).hits(b"xcd") == {1}
    assert store.held[key] == content


@pytest.mark.parametrize(
    ("path", "zone"),
    [
        ("README.md", Zone.DOCS),
        ("src/pkg.egg-info/PKG-INFO", Zone.DOCS),
        ("tests/test_a.py", Zone.TEST),
        ("tests_v1/x.py", Zone.TEST),
        ("src/conftest.py", Zone.TEST),
        ("src/latest/x.py", Zone.RUNTIME),
        ("contest/x.py", Zone.RUNTIME),
        ("examples/a.yaml", Zone.EXAMPLE),
        ("docs/conf.py", Zone.DOCS),
        (".github/workflows/ci.yml", Zone.CI),
        ("pyproject.toml", Zone.CONFIG),
        ("requirements/dev.txt", Zone.CONFIG),
        ("setup.py", Zone.RUNTIME),
        ("notes.ipynb", Zone.EXAMPLE),
        ("docker/Dockerfile.gpu", Zone.CONFIG),
        ("src/app.py", Zone.RUNTIME),
    ],
)
def test_zones(path: str, zone: Zone) -> None:
    assert zone_of(path) is zone


def test_a_lock_larger_than_other_text_is_read_by_its_own_reader() -> None:
    """Readers of any TOML or YAML want such files as well; their limit is not that of a lock."""
    package = '[[packages]]\nname = "p1"\nversion = "1"\n'
    text = 'lock-version = "1.0"\n' + f"# {'x' * 90}\n" * 60_000 + package
    seen = collect([file("pylock.toml", text.encode())], detectors=DETECTORS)
    assert [row.name for row in seen.evidence] == ["p1"]
    assert seen.gaps == ()
