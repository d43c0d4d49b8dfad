from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.evidence.manifests import lock, poetry, requirement, scopes, toml
from scanner.evidence.manifests.registry import DETECTORS
from scanner.model.evidence import Evidence, Gap, Locked, Requirement, Statement
from scanner.model.file import Unreadable
from tests.evidence.manifests import rows, tree


def asked(text: str) -> Requirement:
    return rows("requirements-txt", "requirements.txt", {"requirements.txt": text})[0].detail  # type: ignore[return-value] (a requirement)


def test_a_specifier_extras_and_marker_are_kept_as_written() -> None:
    detail = asked("Requests[Socks, security] >= 2.31 , <3 ; python_version < '3.13'  # why")
    assert detail == Requirement(
        specifier=">= 2.31 , <3", extras=("socks", "security"), marker="python_version < '3.13'"
    )


def test_a_legacy_version_in_brackets_is_a_specifier() -> None:
    assert asked("foo (>=1.0)").specifier == ">=1.0"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("-e git+https://h.example.invalid/o/x.git@v1#egg=x", "git+https://h.example.invalid/o/x.git@v1#egg=x"),
        ("x @ https://h.example.invalid/x.whl ; os_name == 'nt'", "https://h.example.invalid/x.whl"),
        ("https://h.example.invalid/six-1.16.0-py3-none-any.whl", "https://h.example.invalid/six-1.16.0-py3-none-any.whl"),
    ],
)  # fmt: skip
def test_an_address_is_no_version(text: str, url: str) -> None:
    detail = asked(text)
    assert detail.url == url
    assert detail.specifier is None


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("requirements.txt", "runtime"), ("requirements/base.txt", "runtime"),
        ("requirements-dev.txt", "dev"), ("test-requirements.txt", "test"),
        ("requirements/docs.txt", "group:docs"), ("requirements-py310.txt", "group:py310"),
    ],
)  # fmt: skip
def test_a_requirements_file_says_its_scope_by_its_name(path: str, scope: str) -> None:
    assert scopes.of_file(path) == scope


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("^1.2.3", ">=1.2.3,<2"), ("^0.2.3", ">=0.2.3,<0.3"), ("^0.0.3", ">=0.0.3,<0.0.4"),
        ("^0", ">=0,<1"), ("~1.2", ">=1.2,<1.3"), ("~1", ">=1,<2"), ("~1.2.3", ">=1.2.3,<1.3"),
        ("1.4", "==1.4"), ("1.*", "==1.*"), ("*", None), (">= 1.0 , < 2", ">=1.0,<2"),
        ("~=1.2", "~=1.2"), (">=1 <2", ">=1,<2"), ("1 || 2", "1 || 2"),
    ],
)  # fmt: skip
def test_poetry_versions_are_what_its_documentation_says(written: str, meant: str | None) -> None:
    assert poetry.specifier(written) == meant


def test_a_uv_source_is_the_address_of_its_requirement() -> None:
    text = """
    [project]
    dependencies = ["a>=1", "b"]
    [tool.uv.sources]
    a = { git = "https://h.example.invalid/a", rev = "abc" }
    b = { workspace = true }
    """
    details = [row.detail for row in rows("pyproject", "pyproject.toml", {"pyproject.toml": text})]
    assert [d.url for d in details if isinstance(d, Requirement)] == [
        "git+https://h.example.invalid/a@abc",
        "workspace:",
    ]


def test_lines_are_those_of_items_in_any_toml_form() -> None:
    document = toml.Document(
        "x.toml",
        '# c\r\na.b = [ "one",\r\n  """two\r\nlines""", # ]\r\n  { k = [1, \'three\'] } ]\r\n'
        "[[t]]\r\nx=1\r\n[t.s]\r\ny=2\r\n[[t]]\r\nx=3\r\n",
    )
    assert document.at("a", "b", 0).line == 2
    assert document.at("a", "b", 1).line == 3
    assert document.at("a", "b", 2, "k", 1).line == 5
    assert document.at("t", 0, "s", "y").line == 9
    assert document.at("t", 1, "x").line == 11
    assert document.at("t", 1, "missing").line == 10


toml_values = st.recursive(
    st.text(max_size=8) | st.integers(-9, 9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(min_size=1, max_size=6), toml_values, max_size=4))
def test_every_key_and_item_has_a_place(value: dict[str, object]) -> None:
    text = "\n".join(f"{_string(key)} = {_written(item)}" for key, item in value.items())
    assert toml.parse(text) == value
    places = toml.offsets(text)
    for key, item in value.items():
        assert (key,) in places
        if isinstance(item, list):
            assert all((key, index) in places for index in range(len(item)))


def _string(text: str) -> str:
    escaped = "".join(f"\\U{ord(character):08X}" for character in text)
    return f'"{escaped}"'


def _written(item: object) -> str:
    if isinstance(item, str):
        return _string(item)
    if isinstance(item, list):
        return "[" + ", # ]\n".join(_written(each) for each in item) + "]"
    return str(item).lower()


def test_two_versions_of_one_package_are_two_rows_with_their_edges() -> None:
    text = """version = 1
[[package]]
name = "own"
version = "0"
source = { virtual = "." }
dependencies = [
  { name = "numpy", version = "1.26.4", marker = "python_version < '3.12'" },
  { name = "numpy", version = "2.1.0", marker = "python_version >= '3.12'" },
]
[[package]]
name = "numpy"
version = "1.26.4"
source = { registry = "https://index.example.invalid/simple" }
[[package]]
name = "numpy"
version = "2.1.0"
source = { registry = "https://index.example.invalid/simple" }
"""
    own, first, second = (row.detail for row in rows("uv-lock", "uv.lock", {"uv.lock": text}))
    assert isinstance(own, Locked)
    assert own.requires == (
        "numpy==1.26.4 ; python_version < '3.12'",
        "numpy==2.1.0 ; python_version >= '3.12'",
    )
    assert [d.version for d in (first, second) if isinstance(d, Locked)] == ["1.26.4", "2.1.0"]
    assert isinstance(first, Locked)
    assert first.source == "default-index"


def test_the_default_registry_is_told_by_the_configured_index_not_by_its_host() -> None:
    source = 'source = { registry = "https://a.example.invalid/s" }'
    package = f'[[package]]\nname = "x"\nversion = "1"\n{source}\n'
    other = package.replace("a.example", "b.example").replace('"x"', '"y"')
    lock_text = f"version = 1\n{package}{other}"
    manifest = '[[tool.uv.index]]\nurl = "https://a.example.invalid/s"\ndefault = true\n'
    found = rows("uv-lock", "uv.lock", {"uv.lock": lock_text, "pyproject.toml": manifest})
    assert [row.detail.source for row in found] == ["default-index", "index"]  # type: ignore[union-attr] (locked rows)


def test_a_scope_is_the_widest_that_reaches_a_package() -> None:
    graph = {
        "a": [("b", "", ()), ("c", "extra:x", ())],
        "b": [("a", "", ())],
        "d": [("a", "", ("x",))],
    }
    assert lock.reach([("d", "dev"), ("a", "runtime")], graph) == {
        "a": "runtime",
        "b": "runtime",
        "d": "dev",
        "c": "dev",
    }


def test_twenty_requirements_files_in_a_chain_are_read_and_a_loop_ends() -> None:
    texts = {f"c{n}.list": f"-r c{n + 1}.list\np{n}\n" for n in range(1, 25)}
    texts["c25.list"] = "-r requirements.txt\n-r c1.list\np25\n"
    texts["requirements.txt"] = "-r c1.list\n"
    found = {row.name for row in rows("requirements-txt", "requirements.txt", texts)}
    assert found == {f"p{n}" for n in range(1, 26)}
    file = tree(texts, "requirements.txt")
    assert file is not None
    said = list(next(d for d in DETECTORS if d.id == "requirements-txt").detect(file))
    loops = [row.at.path for row in said if isinstance(row, Gap) and "a loop" in row.reason]
    assert sorted(loops) == sorted([*texts, "c25.list"])  # each of its lines is part of one


def test_a_chain_longer_than_the_limit_is_a_gap() -> None:
    texts = {f"c{n}.list": f"-r c{n + 1}.list\n" for n in range(100)}
    texts["requirements.txt"] = "-r c0.list\n"
    file = tree(texts, "requirements.txt")
    assert file is not None
    found = list(next(d for d in DETECTORS if d.id == "requirements-txt").detect(file))
    assert "more than 64" in found[-1].reason  # type: ignore[union-attr] (a gap)


HOSTILE = [
    "", "\0", "[" * 5000, "{" * 5000, "((((" * 3000, "a" * 100_000, "[" + "a." * 30_000 + "b]",
    "x = " + "[" * 900 + "]" * 900, "-r " * 20_000, "\\\n" * 20_000, "a[" * 30_000, "git+" * 20_000,
    "name: &a [*a]", "dependencies: " + "- " * 2_000, "pip install " + "'" * 9_999,
    "[[package]]\n" * 3000, "[testenv]\ndeps =\n" + " {" * 9_000,
    "# /// script\n" + "# a\n" * 9_000, '{"default": ' * 2000,
    "requirements:\n" + "  - x\n" * 5_000, "\ufeff\u202e\x1b[31m==1",
]  # fmt: skip


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda d: d.id)
def test_hostile_text_raises_nothing_but_unreadable(detector: object) -> None:
    name = detector.patterns[0].rsplit("/", 1)[-1].replace("*", "x")  # type: ignore[attr-defined] (a detector)
    for text in HOSTILE:
        file = tree({name: text}, name)
        assert file is not None
        try:
            found = list(detector.detect(file))  # type: ignore[attr-defined] (a detector)
        except Unreadable:
            continue
        assert all(isinstance(row, Evidence | Gap | Statement) for row in found)


@given(st.text(max_size=60))
def test_any_text_is_a_requirement_or_says_why_not(text: str) -> None:
    try:
        requirement.parse(text)
    except requirement.NotARequirement as error:
        assert str(error)  # noqa: PT017 (the message is what is tested)


@pytest.mark.parametrize(
    ("option", "marker"),
    [
        ({"version": "1"}, None),
        ({"python": "*"}, None),
        ({"python": "<3.11"}, 'python_version < "3.11"'),
        ({"python": "^3.8"}, 'python_version >= "3.8" and python_version < "4"'),
        ({"python": ">=3.7.1,<3.12"}, 'python_full_version >= "3.7.1" and python_version < "3.12"'),
        ({"python": "3.8.*"}, 'python_version == "3.8"'),
        ({"python": "<3 || >=3.8"}, None),
        ({"platform": "win32"}, 'sys_platform == "win32"'),
        (
            {"markers": "os_name == 'nt' or os_name == 'x'", "python": ">=3.9"},
            "(os_name == 'nt' or os_name == 'x') and python_version >= \"3.9\"",
        ),
    ],
)
def test_what_poetry_says_of_python_and_platform_is_a_marker(
    option: dict[str, object], marker: str | None
) -> None:
    assert poetry.condition(option) == marker
