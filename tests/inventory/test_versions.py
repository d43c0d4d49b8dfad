"""Packages from manifests and locks: versions, scopes, edges, several projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.evidence.manifests.registry import DETECTORS
from scanner.evidence.run import collect
from scanner.inventory.assemble import assemble
from scanner.model.inventory import PROJECT, Edge, Inventory
from scanner.repository import open_worktree

LOCKS = Path(__file__).parent / "locks"
POETRY = Path(__file__).parent / "poetry"  # one manifest, locked by Poetry 1.0, 1.8 and 2.1


def inventory(root: Path) -> Inventory:
    seen = collect(open_worktree(root, no_ignore=True).files(), detectors=DETECTORS, on_bug="raise")
    return assemble(seen.evidence, seen.statements)


def written(folder: Path, **texts: str) -> Inventory:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return inventory(folder)


def packages(found: Inventory) -> set[str]:
    return {c.name for c in found.components if c.kind.value == "package"}


def edges(found: Inventory, source: str = PROJECT) -> set[tuple[str, str]]:
    return {(e.target, e.scope) for e in found.edges if e.source == source}


def scopes(found: Inventory) -> dict[str, set[str]]:
    every: dict[str, set[str]] = {}
    for edge in found.edges:
        every.setdefault(edge.target, set()).add(edge.scope)
    return every


def between(found: Inventory) -> set[tuple[str, str]]:
    return {(e.source, e.target) for e in found.edges if not e.source.startswith("project:")}


@pytest.mark.parametrize("tool", ["poetry", "pdm"])
def test_tools_that_keep_edges_give_the_same_graph_as_uv(tool: str) -> None:
    uv, other = inventory(LOCKS / "uv"), inventory(LOCKS / tool)
    assert packages(other) == packages(uv)
    assert between(other) == between(uv)
    assert edges(other) == edges(uv)


@pytest.mark.parametrize("tool", ["uv-export", "pipenv"])
def test_tools_that_keep_no_edges_give_the_same_packages(tool: str) -> None:
    uv, other = inventory(LOCKS / "uv"), inventory(LOCKS / tool)
    # Pipenv leaves out what is not for the platform it ran on.
    assert packages(uv) - packages(other) <= {"pkg:pypi/colorama@0.4.6"}
    assert packages(other) <= packages(uv)
    assert between(other) == set()


@pytest.mark.parametrize("version", ["1.0", "1.8"])
def test_locks_of_every_poetry_give_the_same_graph(version: str) -> None:
    """Poetry 1.5 to 1.8 tell no scope: what pytest alone needs is for development all the same."""
    new, old = inventory(POETRY / "2.1"), inventory(POETRY / version)
    assert packages(old) == packages(new)
    assert between(old) == between(new)
    assert edges(old) == edges(new)
    assert scopes(old) == scopes(new)
    assert scopes(old)["pkg:pypi/exceptiongroup@1.3.1"] == {"dev"}


def test_poetry_1_0_says_for_which_python_and_that_is_a_marker() -> None:
    found = {(e.target, e.marker) for e in inventory(POETRY / "1.0").edges}
    assert ("pkg:pypi/exceptiongroup@1.3.1", 'python_version < "3.11"') in found


def test_every_package_of_a_lock_has_a_path_from_its_project() -> None:
    for tool in ("uv", "poetry", "pdm", "pipenv", "uv-export"):
        found = inventory(LOCKS / tool)
        assert packages(found) == {e.target for e in found.edges}


def test_scopes_of_the_direct_packages_are_those_of_the_manifest() -> None:
    direct = {
        (e.target.split("@")[0], e.scope)
        for e in inventory(LOCKS / "uv").edges
        if e.source == PROJECT
    }
    assert direct == {
        ("pkg:pypi/requests", "runtime"),
        ("pkg:pypi/rich", "runtime"),
        ("pkg:pypi/jinja2", "runtime"),
        ("pkg:pypi/h2", "extra:http2"),
        ("pkg:pypi/pytest", "dev"),
        ("pkg:pypi/ruff", "dev"),
    }


LOCK = """version = 1
[[package]]
name = "own"
version = "0"
source = { virtual = "." }
[[package]]
name = "torch"
version = "2.2.0"
source = { registry = "https://index.example.invalid/simple" }
"""


def test_a_manifest_that_asks_for_more_than_its_lock_holds_is_noted(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        pyproject_DOT_toml='[project]\nname = "own"\ndependencies = ["torch>=2.3"]\n',
        uv_DOT_lock=LOCK,
    )
    (said,) = [s for each in found.statements.values() for s in each if s.claim == "lock_disagrees"]
    assert said.about == "pkg:pypi/torch@2.2.0"
    assert said.at.path == "pyproject.toml"
    assert "torch >=2.3" in said.value


def test_another_file_that_pins_another_version_is_no_disagreement(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        pyproject_DOT_toml='[project]\nname = "own"\ndependencies = ["torch"]\n',
        uv_DOT_lock=LOCK,
        examples__requirements_DOT_txt="torch==1.13\n",
    )
    assert packages(found) == {"pkg:pypi/torch@2.2.0", "pkg:pypi/torch@1.13"}
    assert "lock_disagrees" not in {s.claim for each in found.statements.values() for s in each}


def test_several_projects_of_one_repository_stay_apart(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        api__pyproject_DOT_toml='[project]\nname = "api"\ndependencies = ["torch==1.0"]\n',
        web__pyproject_DOT_toml=(
            '[project]\nname = "web"\ndependencies = ["torch==2.0", "api"]\n'
            "[tool.uv.sources]\napi = { workspace = true }\n"
        ),
    )
    assert edges(found, "project:api") == {("pkg:pypi/torch@1.0", "runtime")}
    assert edges(found, "project:web") == {
        ("pkg:pypi/torch@2.0", "runtime"),
        ("project:api", "runtime"),
    }


def test_a_fixture_that_bears_the_name_of_a_real_package_hides_it_not(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        pyproject_DOT_toml='[project]\nname = "own"\ndependencies = ["requests"]\n',
        tests__fixture__pyproject_DOT_toml='[project]\nname = "requests"\n',
    )
    assert packages(found) == {"pkg:pypi/requests"}


def test_extras_that_name_extras_of_their_own_project_open_them(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        pyproject_DOT_toml=(
            '[project]\nname = "own"\n[project.optional-dependencies]\n'
            'a = ["alpha", "own[b]"]\nb = ["beta", "own[a]"]\nall = ["own[a]"]\n'
        ),
    )
    assert edges(found) == {("pkg:pypi/alpha", f"extra:{extra}") for extra in ("a", "b", "all")} | {
        ("pkg:pypi/beta", f"extra:{extra}") for extra in ("a", "b", "all")
    }


def test_a_compiled_requirements_file_gives_the_version_of_its_source(tmp_path: Path) -> None:
    found = written(
        tmp_path, requirements_DOT_in="flask\n", requirements_DOT_txt="flask==3.0\nclick==8.1\n"
    )
    assert packages(found) == {"pkg:pypi/flask@3.0", "pkg:pypi/click@8.1"}


def test_a_vcs_requirement_is_a_pypi_package_with_its_address(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        requirements_DOT_txt=(
            "a @ git+https://h.example.invalid/o/a@v1\nhttps://h.example.invalid/b-1.0.zip\n"
        ),
    )
    assert packages(found) == {
        "pkg:pypi/a?vcs_url=git%2Bhttps://h.example.invalid/o/a%40v1",
        "pkg:pypi/b?download_url=https://h.example.invalid/b-1.0.zip",
    }
    assert {c.title for c in found.components} == {".", "a", "b"}


def test_a_marker_stays_on_its_edge(tmp_path: Path) -> None:
    found = written(tmp_path, requirements_DOT_txt="a ; sys_platform == 'win32'\n")
    (edge,) = found.edges
    assert edge == Edge(
        source=PROJECT,
        target="pkg:pypi/a",
        relation=edge.relation,
        marker="sys_platform == 'win32'",
    )


def test_native_packages_are_condas(tmp_path: Path) -> None:
    found = written(
        tmp_path, environment_DOT_yml="dependencies:\n- numpy=1.26\n- pip:\n  - numpy==1.26.4\n"
    )
    assert packages(found) == {"pkg:conda/numpy", "pkg:pypi/numpy@1.26.4"}


def test_a_lock_of_five_thousand_packages_in_a_ring_is_joined(tmp_path: Path) -> None:
    count = 5000
    text = "version = 1\n" + "".join(
        f'[[package]]\nname = "p{n}"\nversion = "1"\n'
        f'dependencies = [{{ name = "p{(n + 1) % count}" }}]\n'
        for n in range(count)
    )
    found = written(tmp_path, uv_DOT_lock=text)
    assert len(packages(found)) == count
    assert len(between(found)) == count


def test_a_marker_tells_one_of_several_versions_from_the_others(tmp_path: Path) -> None:
    """PDM, uv and Poetry lock a version for each range of Pythons; a path holds for one."""
    written(
        tmp_path,
        pyproject_DOT_toml='[project]\nname = "s"\ndependencies = ["numpy", "tables<4"]\n',
        pdm_DOT_lock="""
[metadata]
lock_version = "4.5.0"

[[package]]
name = "numpy"
version = "1.9"
groups = ["default"]
marker = "python_version < '3.11'"

[[package]]
name = "numpy"
version = "2.4"
groups = ["default"]
marker = "python_version >= '3.11'"

[[package]]
name = "tables"
version = "3"
groups = ["default"]
dependencies = ["numpy>=1 ; sys_platform == 'linux'"]
""",
    )
    found = {(e.source, e.target, e.marker) for e in inventory(tmp_path).edges}
    old, new = "python_version < '3.11'", "python_version >= '3.11'"
    assert (PROJECT, "pkg:pypi/numpy@1.9", old) in found
    assert (PROJECT, "pkg:pypi/numpy@2.4", new) in found
    assert (PROJECT, "pkg:pypi/tables@3", "") in found
    linux = "sys_platform == 'linux'"
    assert ("pkg:pypi/tables@3", "pkg:pypi/numpy@1.9", f"{linux} and {old}") in found
    assert ("pkg:pypi/tables@3", "pkg:pypi/numpy@2.4", f"{linux} and {new}") in found


def test_markers_of_a_fork_of_uv_are_told_as_one(tmp_path: Path) -> None:
    fork = """
[[package]]
name = "numpy"
version = "%s"
source = { registry = "https://index.example.invalid/simple" }
resolution-markers = [%s]
"""
    written(
        tmp_path,
        pyproject_DOT_toml='[project]\nname = "s"\ndependencies = ["numpy"]\n',
        uv_DOT_lock="version = 1\n"
        + fork % ("1.9", "\"python_full_version < '3.10'\"")
        + fork % ("2.4", "\"sys_platform == 'linux'\", \"python_full_version >= '3.10'\""),
    )
    found = {(e.target, e.marker) for e in inventory(tmp_path).edges}
    assert ("pkg:pypi/numpy@1.9", "python_full_version < '3.10'") in found
    told = "sys_platform == 'linux' or python_full_version >= '3.10'"
    assert ("pkg:pypi/numpy@2.4", told) in found


def test_a_folder_with_a_lock_of_its_own_is_a_project(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        requirements_DOT_txt="a==1\n",
        web__Pipfile='[packages]\nb = "*"\n',
        web__Pipfile_DOT_lock='{"_meta": {}, "default": {"b": {"version": "==2"}}, "develop": {}}',
    )
    assert edges(found) == {("pkg:pypi/a@1", "runtime")}
    assert edges(found, "project:web") == {("pkg:pypi/b@2", "runtime")}
