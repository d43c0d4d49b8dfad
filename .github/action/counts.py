"""Prints the action's counts and verdict as output lines: numbers and fixed words only."""
# ruff: noqa: INP001 (run by its path)

from __future__ import annotations

import sys
from pathlib import Path

from scanner.report.stored import parse
from scanner.report.view import View


def main(name: str, code: int) -> None:
    """Print one ``key=value`` line each."""
    view = View(parse(Path(name).read_text("utf-8"), name))
    verdict = {0: "warn" if view.findings else "pass", 1: "fail", 3: "pass"}.get(code, "incomplete")
    counts = {
        "verdict": verdict,
        "errors": view.counts["error"],
        "warnings": view.counts["warning"],
        "notes": view.counts["note"],
        "unknown": view.counts["unknown"],
        "waived": len(view.waived),
    }
    sys.stdout.write("".join(f"{key}={value}\n" for key, value in counts.items()))


main(sys.argv[1], int(sys.argv[2]))
