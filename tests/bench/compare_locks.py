"""Compare what we read in lock files with pixi-sbom, cdxgen and cyclonedx-py.

Usage: python tests/bench/compare_locks.py [--tools DIR]... [FOLDER]...

FOLDERs default to the lock suite of ``tests/inventory/locks``. A tool that is not on PATH or in one
of the tools' folders is named as absent. Packages are compared as (name, version), edges as pairs
of names. Nothing here runs in the test suite: the tools are other people's programs.
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


def ours(folder: Path) -> Graph:
    """Return packages and edges as we read them."""
    seen = collect(open_worktree(folder, no_ignore=True).files(), detectors=DETECTORS)
    inventory = assemble(seen.evidence, seen.statements)
    parts = {c.name: package_parts(c.name) for c in inventory.components}
    packages = {(p[1], p[2] or "") for p in parts.values() if p}
    edges = {
        (source[1], target[1])
        for edge in inventory.edges
        if (source := parts.get(edge.source)) and (target := parts.get(edge.target))
    }
    return packages, edges


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
    kind = {"poetry.lock": "poetry", "Pipfile.lock": "pipenv"}.get(lock.name)
    return [tool, kind, ".", "-o", str(output)] if kind else None


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
    for folder in given.folders or sorted((ROOT / "tests/inventory/locks").iterdir()):
        packages, edges = ours(folder)
        say(f"{folder.name}: ours {len(packages)} packages, {len(edges)} edges")
        for tool in TOOLS:
            found = run(tool, folder, path)
            if isinstance(found, str):
                say(f"  {tool}: {found}")
                continue
            (theirs, linked), cpu = found
            say(f"  {tool}: {len(theirs)} packages, {len(linked)} edges, {cpu:.3f} s CPU")
            for what, one, other in (
                ("only ours", packages - theirs, edges - linked),
                ("only theirs", theirs - packages, linked - edges),
            ):
                if one or other:
                    say(f"    {what}: {sorted(one)[:20]} {sorted(other)[:20]}")


if __name__ == "__main__":
    main()
