"""Which package facts and resolutions a scan asks for, from its options.

Use
    ``options.sources(root)`` gives the fact sources to add to ``FACT_SOURCES``;
    ``options.resolved(rows)`` the further rows of evidence to assemble, with gaps.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.facts import advisories, installed_metadata
from scanner.model.errors import ConfigError
from scanner.model.evidence import Locked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scanner.model.evidence import Evidence, Gap
    from scanner.model.plugin import FactSource


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageOptions:
    """What the user asks about packages."""

    environment: str | None = (
        None  # "active", or a path; None: a .venv in the tree, for licences only
    )
    wheels: tuple[Path, ...] = ()  # folders of wheels and sdists
    pip_report: Path | None = None
    resolve: bool = False
    osv: Path | None = None  # an OSV zip, folder or JSON lines file
    advisory_service: str | None = None  # "osv", "pypi" or an address; needs --online
    online: bool = False

    def sources(self, root: Path) -> tuple[FactSource, ...]:
        """Return the fact sources of this scan besides the registry's.

        Raises:
            ConfigError: the environment is not there, or a service is to be asked offline.

        """
        folders = self._folders() or installed_metadata.environments(root)
        found = [installed_metadata.source(folders, self.wheels)] if folders or self.wheels else []
        if self.osv is not None:
            found.append(advisories.given(self.osv))
        if self.advisory_service is not None:
            if not self.online:
                raise ConfigError("--advisory-service", "needs --online: it asks over the network")
            found.append(advisories.online(self.advisory_service))
        return tuple(found)

    def resolved(
        self, evidence: Iterable[Evidence]
    ) -> tuple[tuple[Evidence, ...], tuple[Gap, ...]]:
        """Return the rows and gaps of the resolutions asked for; what a lock holds is left to it.

        Raises:
            ConfigError: uv is not installed, or the report or environment cannot be read.

        """
        if not (self.resolve or self.pip_report or self.environment):
            return (), ()
        from scanner.facts import resolver  # noqa: PLC0415 (only when asked)

        every = tuple(evidence)
        locked = {item.name for item in every if isinstance(item.detail, Locked)}
        given = tuple(item for item in every if item.name not in locked)
        rows: list[Evidence] = []
        gaps: list[Gap] = []
        for more, reasons in (
            resolver.from_environment(given, self._folders()) if self.environment else ((), ()),
            resolver.from_report(self.pip_report) if self.pip_report else ((), ()),
            resolver.with_uv(given, online=self.online) if self.resolve else ((), ()),
        ):
            rows += more
            gaps += reasons
        return tuple(row for row in rows if row.name not in locked), tuple(gaps)

    def _folders(self) -> tuple[Path, ...]:
        if self.environment is None:
            return ()
        return installed_metadata.chosen(self.environment, os.environ)
