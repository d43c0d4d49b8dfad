"""Put the built knowledge base into the wheel, so that nobody builds it again.

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
    """Builds ``scanner/facts/facts.sqlite`` from ``scanner/facts/data``."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the file and name it as part of the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from scanner.facts import build  # noqa: PLC0415 (the path is set one line above)
        finally:
            sys.path.remove(self.root)
        target = Path(mkdtemp()) / "facts.sqlite"
        build.build(target)
        build_data["force_include"][str(target)] = "scanner/facts/facts.sqlite"
