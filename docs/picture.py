"""Draws ``docs/terminal.svg``: what ``flagstate scan docs/example`` prints, by rich's own export.

Run it as ``python docs/picture.py``. Undecided findings and notes are cut out, which it says.
"""
# ruff: noqa: INP001 (run by its path)

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rich.console import Console  # noqa: E402 (after the checkout is on the path)
from rich.text import Text  # noqa: E402

from scanner import config, pipeline  # noqa: E402
from scanner.report import terminal  # noqa: E402

WIDTH = 104
DAY = "2026-11-21"
_FONTS = re.compile(r"@font-face\s*\{.*?\}\s*|<!--.*?-->", re.DOTALL)


def main() -> int:
    """Scan the example and write the picture."""
    os.chdir(ROOT)
    example = Path("docs/example")
    scan = pipeline.scan(example, settings=config.load(example, {"as-of": DAY}, {}))
    stream = io.StringIO()
    console = Console(file=stream, width=WIDTH, color_system="256", force_terminal=True)
    terminal.write(scan, console)
    recorded = Console(file=io.StringIO(), width=WIDTH, record=True, color_system="truecolor")
    recorded.print(Text("$ flagstate scan docs/example", style="bold green"))
    for line in _shortened(stream.getvalue().rstrip("\n").split("\n")):
        recorded.print(Text.from_ansi(line), soft_wrap=True, highlight=False)
    svg = recorded.export_svg(title="flagstate", unique_id="flagstate")
    # The export asks a content network for its font; a picture in a repository asks for nothing.
    text = _FONTS.sub("", svg).replace(
        "Fira Code, monospace", "ui-monospace, Menlo, Consolas, monospace"
    )
    text = text.replace("Fira Code", "monospace")
    (ROOT / "docs" / "terminal.svg").write_text(text + "\n", encoding="utf-8")
    return 0


def _shortened(lines: list[str]) -> list[str]:
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    start = next(i for i, line in enumerate(plain) if line.startswith("unknown["))
    end = next(i for i, line in enumerate(plain) if "Jurisdiction matrix" in line)
    count = sum(line.startswith(("unknown[", "note[")) for line in plain[start:end])
    said = f"… {count} blocks of undecided findings and notes are left out of this picture …"
    cut = f"\x1b[2m{said}\x1b[0m"
    return [*lines[:start], cut, "", *lines[end:]]


if __name__ == "__main__":
    sys.exit(main())
