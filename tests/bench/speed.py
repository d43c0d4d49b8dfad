"""Speed figures: CPU time of scans and hooks against plain tools on the same files.

    python -m tests.bench.speed [--check] [CORPUS...]

CPU time (user and system, children included), median of five runs after one to warm the page cache.
``rg`` is ``rg -j1 -l -F -f triggers`` with our own trigger literals; where ripgrep is not installed
that is said and its ratios are left out. ``--check`` fails where a budget is not met. Results are
printed as a table; nothing is written to the repository.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence import DETECTORS
from scanner.evidence.run import collect
from scanner.repository import open_revision, open_worktree
from scanner.repository.cache import ResultCache
from tests.bench.corpora import CORPORA, home

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
RUNS = 5


class Budget(NamedTuple):
    """What is measured, against what, and the limit: ``ours <= times * theirs + plus_s``."""

    ours: str
    theirs: str
    times: float
    plus_s: float = 0.0
    corpora: tuple[str, ...] = ()


BUDGETS = (
    Budget("read and match", "rg", 1.3),
    Budget("cold scan", "rg", 2.5, corpora=("django",)),
    Budget("cold scan", "rg", 5.0, corpora=("vllm",)),
    Budget("cold scan", "rg", 35.0, corpora=("transformers",)),
    Budget("warm scan", "git status", 3.0, 0.05),
    Budget("warm revision", "git ls-tree", 4.0, 0.05),
    Budget("hook", "python -I -c pass", 5.0),
)


def cpu_s() -> float:
    """Return the CPU seconds of this process and the children it waited for."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, who))


def measured(work: Callable[[], object]) -> float:
    """Return the median CPU seconds of one call."""
    work()
    times = []
    for _ in range(RUNS):
        start = cpu_s()
        work()
        times.append(cpu_s() - start)
    return statistics.median(times)


def command(top: Path, *words: str, **environment: str) -> Callable[[], object]:
    """Return a call of a program whose output is thrown away."""
    return lambda: subprocess.run(  # noqa: S603 (our own words)
        words,
        cwd=top,
        stdout=subprocess.DEVNULL,
        check=False,
        env={**os.environ, **environment},
    )


def figures(top: Path, scratch: Path) -> dict[str, float]:
    """Return CPU seconds of everything measured on one work tree."""
    quiet = tuple(detector._replace(detect=lambda _: iter(())) for detector in DETECTORS)
    literals = scratch / "triggers"
    words = sorted({trigger for detector in DETECTORS for trigger in detector.triggers})
    literals.write_text("\n".join(word for word in words if "\n" not in word) + "\n")
    kept = scratch / "kept"  # the compiled matcher, and no results

    def cold(detectors: tuple, **options: bool) -> object:  # type: ignore[type-arg]
        with ResultCache(kept) as store:
            return collect(
                open_worktree(top).files(), detectors=detectors, cache=_Matcher(store), **options
            )

    def warm(cache: Path) -> object:
        with ResultCache(cache) as store:
            return collect(open_worktree(top).files(), cache=store)

    def revision() -> object:
        with ResultCache(scratch / "results") as store:
            return collect(open_revision(top, "HEAD").files(), cache=store)

    hook = (sys.executable, "-m", "scanner", "hook")
    settings = {"PYTHONPATH": str(ROOT), "FLAGSTATE_CACHE_DIR": str(scratch / "hook")}
    found = {
        "git status": measured(command(top, "git", "status", "--porcelain")),
        "git ls-tree": measured(command(top, "git", "ls-tree", "-r", "HEAD")),
        "python -I -c pass": measured(command(top, sys.executable, "-I", "-c", "pass")),
        "read and match": measured(lambda: cold(quiet)),
        "cold scan": measured(lambda: cold(DETECTORS)),
        "warm scan": measured(lambda: warm(scratch / "results")),
        "warm revision": measured(revision),
    }
    with _Staged(top):
        found["hook"] = measured(command(top, *hook, **settings))
    if shutil.which("rg"):
        search = ("rg", "-j1", "-l", "-F", "-f", str(literals), ".")
        found["rg"] = measured(command(top, *search))
    return found


class _Matcher:
    """Keeps the compiled matcher, as after the first run; knows no results."""

    def __init__(self, store: ResultCache) -> None:
        self.kept, self.keep = store.kept, store.keep

    def get(self, _: object) -> None:
        return None

    def put(self, *_: object) -> None:
        return None


class _Staged:
    """Ten Python files with one more line, staged, for as long as it is entered."""

    def __init__(self, top: Path) -> None:
        self._top = top

    def __enter__(self) -> None:
        listed = subprocess.run(
            ["git", "ls-files", "*.py"],  # noqa: S607
            cwd=self._top,
            capture_output=True,
            text=True,
            check=True,
        )
        for name in listed.stdout.splitlines()[:100:10]:
            with (self._top / name).open("a") as file:
                file.write("# one more line\n")
        subprocess.run(["git", "add", "-u"], cwd=self._top, check=True)  # noqa: S607

    def __exit__(self, *_: object) -> None:
        reset = ["git", "reset", "-q", "--hard", "HEAD"]
        subprocess.run(reset, cwd=self._top, check=True)  # noqa: S603


def report(name: str, found: dict[str, float]) -> list[str]:
    """Print one corpus and return the budgets it does not meet."""
    out = sys.stdout.write
    out(f"\n{name}\n")
    for what, seconds in found.items():
        out(f"  {what:<20} {seconds * 1000:9.1f} ms\n")
    missed = []
    for budget in BUDGETS:
        if budget.corpora and name not in budget.corpora:
            continue
        if budget.theirs not in found:
            out(f"  {budget.ours} / {budget.theirs}: not measured, {budget.theirs} is absent\n")
            continue
        ours, theirs = found[budget.ours], found[budget.theirs]
        met = ours <= budget.times * theirs + budget.plus_s
        plus = f" + {budget.plus_s:g} s" if budget.plus_s else ""
        line = (
            f"{budget.ours} / {budget.theirs}: {ours / theirs:.2f} (at most {budget.times:g}{plus})"
        )
        out(f"  {line}{'' if met else '  MISSED'}\n")
        if not met:
            missed.append(f"{name}: {line}")
    return missed


def main() -> int:
    names = [word for word in sys.argv[1:] if not word.startswith("-")]
    missed = []
    for corpus in CORPORA:
        top = home() / corpus.folder
        if names and corpus.name not in names:
            continue
        if not top.exists():
            sys.stdout.write(f"{corpus.name}: absent, see tests/bench/corpora.py\n")
            continue
        with tempfile.TemporaryDirectory() as scratch:
            missed += report(corpus.name, figures(top, Path(scratch)))
    return 1 if missed and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
