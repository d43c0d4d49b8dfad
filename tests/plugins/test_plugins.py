from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import scanner
from scanner.evidence import DETECTORS
from scanner.facts import FACT_SOURCES
from scanner.model.errors import ConfigError
from scanner.plugins import index, registries
from scanner.report import REPORTERS

PACKAGE = Path(scanner.__file__).parent


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real installed distribution that declares two plugins, one of them no plugin at all."""
    (tmp_path / "acme_plugin.py").write_text(
        "from scanner.model.plugin import Reporter\n"
        "REPORTER = Reporter('acme', '.txt', lambda scan: 'acme')\n"
        "WRONG = 1\n"
    )
    info = tmp_path / "acme_plugin-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-plugin\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[flagstate.reporters]\nacme = acme_plugin:REPORTER\nwrong = acme_plugin:WRONG\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "acme_plugin", raising=False)
    return tmp_path


def test_an_installed_plugin_runs_only_when_it_is_named(installed: Path) -> None:
    assert installed.exists()
    assert "acme" not in {reporter.id for reporter in registries().reporters}
    assert "acme_plugin" not in sys.modules
    assert "acme" in {reporter.id for reporter in registries(("acme",)).reporters}


@pytest.mark.parametrize("name", ["nobody", "wrong"])
def test_a_plugin_that_is_not_there_or_no_plugin_is_an_error(installed: Path, name: str) -> None:
    assert installed.exists()
    with pytest.raises(ConfigError, match=name):
        registries((name,))


def test_ids_are_unique() -> None:
    for registry in (DETECTORS, FACT_SOURCES, REPORTERS):
        ids = [plugin.id for plugin in registry]
        assert len(ids) == len(set(ids))


def _registered(values: tuple[object, ...], folder: str, name: str) -> set[str]:
    """Return the modules below a folder that end in a plugin value which no registry holds."""
    known = {id(value) for value in values}
    missing = set()
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        module = "scanner." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        value = getattr(sys.modules.get(module), name, None)
        declares = any(line.startswith(f"{name} = ") for line in path.read_text().splitlines())
        if declares and id(value) not in known:
            missing.add(module)
    return missing


@pytest.mark.parametrize(
    ("values", "folder", "name"),
    [
        (DETECTORS, "evidence", "DETECTOR"),
        (FACT_SOURCES, "facts", "SOURCE"),
        (REPORTERS, "report", "REPORTER"),
    ],
)
def test_a_registry_holds_every_plugin_of_its_folder(
    values: tuple[object, ...], folder: str, name: str
) -> None:
    assert _registered(values, folder, name) == set()


class _Kept:
    """A store that holds one text under every key."""

    def __init__(self, content: bytes | None) -> None:
        self.content = content

    def kept(self, key: str) -> bytes | None:
        return self.content if key else None

    def keep(self, key: str, content: bytes) -> None:
        assert key
        self.content = content


def test_the_kept_index_gives_the_same_detectors() -> None:
    store = _Kept(None)
    assert registries((), store).detectors == DETECTORS
    assert store.content == index().encode()
    later = registries((), store).detectors
    for known, made in zip(later, DETECTORS, strict=True):
        assert known._replace(detect=made.detect, thorough=made.thorough) == made
        assert (known.thorough is None) == (made.thorough is None)


@pytest.mark.parametrize("content", [b"", b"{", b"[[1]]", b'[["os", "system"]]', b"[1]"])
def test_a_damaged_index_is_as_good_as_none(content: bytes) -> None:
    assert registries((), _Kept(content)).detectors == DETECTORS


def test_an_index_names_nothing_but_detectors_of_this_program() -> None:
    row = b'[["os", "system", "x", ["*"], [], false, false]]'
    assert registries((), _Kept(row)).detectors == DETECTORS


def test_a_lock_is_read_without_importing_the_readers_of_other_files(tmp_path: Path) -> None:
    project, kept = tmp_path / "project", tmp_path / "kept"
    project.mkdir()
    (project / "uv.lock").write_text('version = 1\n[[package]]\nname = "six"\nversion = "1"\n')
    script = (
        "import sys; from scanner.cli import main; main(['scan', sys.argv[1], '--exit-zero'])\n"
        "print([m for m in sys.modules if m.startswith('scanner.evidence.models')])"
    )
    words = [sys.executable, "-c", script, str(project)]
    said = [
        subprocess.run(  # noqa: S603 (this interpreter, a script of ours)
            words,
            capture_output=True,
            check=True,
            text=True,
            env={"FLAGSTATE_CACHE_DIR": str(kept), "PYTHONPATH": str(PACKAGE.parent)},
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert said[1][-1] == "[]"
    assert said[0][:-1] == said[1][:-1]
