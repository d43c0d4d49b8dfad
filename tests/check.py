"""Run what CI runs, in the same order: format, lint, types, contracts, tests, generated docs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-n", "2"),
    (sys.executable, "docs/generate.py", "--check"),
)


def main() -> int:
    """Run every check, even after one has failed; return how many failed."""
    tools = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"}
    failed = []
    for check in CHECKS:
        print("$", *check, flush=True)  # noqa: T201 (a script that reports)
        done = subprocess.run(check, cwd=ROOT, env=environment, check=False)  # noqa: S603 (our own fixed list)
        if done.returncode:
            failed.append(check[0] if check[0] != sys.executable else check[1])
    print("failed:", ", ".join(failed) if failed else "none", flush=True)  # noqa: T201
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
