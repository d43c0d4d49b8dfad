"""Which of the listed files are wanted."""

from __future__ import annotations

from typing import NamedTuple

from scanner.repository.ignore import matches_glob, vendored


class Selection(NamedTuple):
    """Globs as in ``.gitignore``; nothing included means everything is."""

    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()

    def reason_against(self, path: str) -> str | None:
        """Return why a file is skipped by its path alone, or ``None``."""
        if self.include or self.exclude:
            reason = self._not_chosen(path)
            if reason:
                return reason
        return "vendored" if vendored(path) else None

    def _not_chosen(self, path: str) -> str | None:
        if self.include and not any(matches_glob(glob, path) for glob in self.include):
            return "not included"
        if any(matches_glob(glob, path) for glob in self.exclude):
            return "excluded"
        return None


EVERYTHING = Selection()
