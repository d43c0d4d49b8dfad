"""Errors that a person can act on. Everything else that rises is our bug."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class ConfigError(Exception):
    """The user's flags, configuration, policy, waivers or baseline are wrong: exit 2.

    ``at`` is "path:line" or a flag; ``problem`` says what was found; ``hint`` the next step.
    """

    def __init__(self, at: str, problem: str, hint: str = "") -> None:
        super().__init__(f"{at}: {problem}" + (f"\n  hint: {hint}" if hint else ""))
        self.at = at
        self.problem = problem
        self.hint = hint


class ConfigErrors(ConfigError):
    """Several at once: all problems of one pass."""

    def __init__(self, errors: Sequence[ConfigError]) -> None:
        Exception.__init__(self, "\n".join(str(error) for error in errors))
        self.errors = tuple(errors)
        self.at = errors[0].at
        self.problem = errors[0].problem
        self.hint = errors[0].hint


class SourceUnavailable(Exception):
    """A fact source is offline, slow or inconsistent; the runner makes a gap of it."""


class NothingToScan(Exception):
    """There is no file to read where the user pointed: exit 3."""
