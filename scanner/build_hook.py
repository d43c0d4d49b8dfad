"""Put the built knowledge base and the index of detectors into the wheel: nobody makes them again.

Hatchling calls this while it makes a wheel. An editable install keeps the text tables and builds on
first use. The tables that are only read by the build stay out of the wheel.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FactsBuildHook(BuildHookInterface[Any]):
    """Builds ``facts.sqlite`` from the tables and ``detectors.json`` from the code."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the files and name them as parts of the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from scanner import plugins  # noqa: PLC0415 (the path is set one line above)
            from scanner.facts import build  # noqa: PLC0415 (as above)
        finally:
            sys.path.remove(self.root)
        folder = Path(mkdtemp())
        build.build(folder / "facts.sqlite")
        (folder / "detectors.json").write_text(plugins.index(), encoding="utf-8")
        for name, place in (("facts.sqlite", "scanner/facts"), ("detectors.json", "scanner")):
            build_data["force_include"][str(folder / name)] = f"{place}/{name}"
