"""The entry point: the hook's common case before all other imports, then the command line."""

from __future__ import annotations

import gc
import os
import sys

#: Objects made before a collection: a run makes few cycles, and imports 100,000 objects that stay.
_COLLECT_AFTER = 100_000

# ruff: noqa: PLC0415 (a commit that adds nothing pays only for what finds that out)


def main() -> int:
    """Run the command line and return its exit code."""
    gc.set_threshold(_COLLECT_AFTER)
    words = sys.argv[1:]
    if words[:1] == ["hook"] and _adds_nothing(words[1:]):
        return 0
    from scanner.cli import main as run

    return run(words)


def _adds_nothing(words: list[str]) -> bool:
    from scanner.repository.cache import ResultCache
    from scanner.repository.changes import certainly_nothing

    folder = os.environ.get("FLAGSTATE_CACHE_DIR")
    here = os.getcwd()  # noqa: PTH109 (pathlib costs 23 ms to import)
    return certainly_nothing(words, here, os.environ, lambda: ResultCache(folder))


if __name__ == "__main__":
    sys.exit(main())
