"""Compare what we read in lock files with pixi-sbom, cdxgen and cyclonedx-py.

Usage: python tests/bench/compare_locks.py [--tools DIR]... [FOLDER]...

FOLDERs default to the lock suites of ``tests/inventory``. A tool that is not on PATH or in one of
the tools' folders is named as absent. Packages are compared as (name, version), edges as pairs of
names. Each difference comes with its reason, told from the lock, or as "not explained". Nothing
here runs in the test suite: the tools are other people's programs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scanner.evidence.manifests.registry import DETECTORS  # noqa: E402
from scanner.evidence.run import collect  # noqa: E402
from scanner.inventory.assemble import assemble  # noqa: E402
from scanner.model.purl import normalise_package, package_parts  # noqa: E402
from scanner.repository import open_worktree  # noqa: E402

Graph = tuple[set[tuple[str, str]], set[tuple[str, str]]]
#: (source, target) -> the markers of the edge; the source is "" for a project of the tree.
Reasons = dict[tuple[str, str], set[str]]


def ours(folder: Path) -> tuple[Graph, Reasons]:
    """Return packages and edges as we read them, and on what each edge depends."""
    seen = collect(open_worktree(folder, no_ignore=True).files(), detectors=DETECTORS)
    inventory = assemble(seen.evidence, seen.statements)
    parts = {c.name: package_parts(c.name) for c in inventory.components}
    packages = {(p[1], p[2] or "") for p in parts.values() if p}
    edges = {
        (source[1], target[1])
        for edge in inventory.edges
        if (source := parts.get(edge.source)) and (target := parts.get(edge.target))
    }
    reasons: Reasons = {}
    for edge in inventory.edges:
        source, target = (parts.get(name) for name in (edge.source, edge.target))
        if target:
            told = edge.marker or ("build requirement" if edge.scope == "build" else "")
            reasons.setdefault((source[1] if source else "", target[1]), set()).add(told)
    return (packages, edges), reasons


def explained(name: str, reasons: Reasons) -> str:
    """Return why another tool may leave a package out: only conditional edges lead to it."""
    seen = {name}
    told: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        into = {edge: why for edge, why in reasons.items() if edge[1] == current}
        if not into:
            return ""
        for (source, _), why in into.items():
            if "" not in why:
                told |= why
            elif not source:
                return ""
            elif source not in seen:
                seen.add(source)
                waiting.append(source)
    return "; ".join(sorted(told))


def cyclonedx(document: object) -> Graph:
    """Return packages and edges of a CycloneDX document; only PyPI packages."""
    if not isinstance(document, dict):
        return set(), set()
    names: dict[str, tuple[str, str]] = {}
    for component in document.get("components", []):
        parts = package_parts(str(component.get("purl", "")))
        if parts and parts[0] == "pypi":
            names[component["bom-ref"]] = (normalise_package(parts[1]), parts[2] or "")
    edges = {
        (names[entry["ref"]][0], names[target][0])
        for entry in document.get("dependencies", [])
        for target in entry.get("dependsOn", [])
        if entry["ref"] in names and target in names
    }
    return set(names.values()), edges


def command(tool: str, folder: Path, output: Path) -> list[str] | None:
    """Return a tool's command line for the lock in a folder; ``None``: it reads none of them."""
    lock = next((p for p in sorted(folder.iterdir()) if p.name in LOCKS), None)
    if lock is None:
        return None
    if tool == "pixi-sbom":
        return [tool, "--lockfile", lock.name, "--output", str(output)]
    if tool == "cdxgen":
        return [tool, "-t", "python", "--no-install-deps", "-o", str(output), "."]
    if lock.name == "poetry.lock":
        return [tool, "poetry", "--all-extras", ".", "-o", str(output)]
    if lock.name == "Pipfile.lock":
        kinds = set(json.loads(lock.read_text(encoding="utf-8"))) - {"_meta", "default", "develop"}
        more = ["--categories", ",".join(["packages", "dev-packages", *sorted(kinds)])]
        return [tool, "pipenv", *more, ".", "-o", str(output)]
    return None


LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml")
TOOLS = ("pixi-sbom", "cdxgen", "cyclonedx-py")


def run(tool: str, folder: Path, path: str) -> tuple[Graph, float] | str:
    """Return what a tool reads and its CPU seconds, or why it reads nothing."""
    program = shutil.which(tool, path=path)
    if program is None:
        return "absent"
    with tempfile.TemporaryDirectory() as scratch:
        copy, output = Path(scratch, "in"), Path(scratch, "out.json")
        shutil.copytree(folder, copy)
        words = command(tool, copy, output)
        if words is None:
            return "reads no lock of this kind"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(  # noqa: S603 (a benchmark; the words are ours)
            [program, *words[1:]],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PATH": path, "CDXGEN_NO_BANNER": "true"},
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if not output.exists():
            return f"failed: {' '.join(done.stderr.split())[:200]}"
        text = output.read_text(encoding="utf-8")
        if not text.strip():
            return f"failed: {' '.join(done.stderr.split())[-200:]}"
        graph = cyclonedx(json.loads(text))
    return graph, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _theirs(name: str, folder: Path) -> str:
    """Return why we do not list a package: it is the project itself."""
    manifest = folder / "pyproject.toml"
    text = manifest.read_text(encoding="utf-8") if manifest.exists() else ""
    return "the project itself" if f'name = "{name}"' in text else "not explained"


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(line + "\n")


def main() -> None:
    """Print one block per folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tools", action="append", default=[])
    parser.add_argument("folders", nargs="*", type=Path)
    given = parser.parse_args()
    path = os.pathsep.join([*given.tools, os.environ.get("PATH", "")])
    suites = [ROOT / "tests/inventory" / name for name in ("locks", "poetry")]
    for folder in given.folders or [each for suite in suites for each in sorted(suite.iterdir())]:
        (packages, edges), reasons = ours(folder)
        say(f"{folder.name}: ours {len(packages)} packages, {len(edges)} edges")
        for tool in TOOLS:
            found = run(tool, folder, path)
            if isinstance(found, str):
                say(f"  {tool}: {found}")
                continue
            (theirs, linked), cpu = found
            say(f"  {tool}: {len(theirs)} packages, {len(linked)} edges, {cpu:.3f} s CPU")
            for name, version in sorted(packages - theirs):
                why = explained(name, reasons) or "not explained"
                say(f"    only ours: {name} {version}: {why}")
            for source, target in sorted(edges - linked):
                why = "; ".join(sorted(reasons[source, target] - {""})) or explained(
                    source, reasons
                )
                say(f"    only ours: {source} -> {target}: {why or 'the lock states it'}")
            own = {name for name, _ in theirs - packages}
            for name, version in sorted(theirs - packages):
                say(f"    only theirs: {name} {version}: {_theirs(name, folder)}")
            for source, target in sorted(linked - edges):
                told = "an edge to itself" if source == target else ""
                told = told or ("an edge of the above" if source in own else "not explained")
                say(f"    only theirs: {source} -> {target}: {told}")


if __name__ == "__main__":
    main()
