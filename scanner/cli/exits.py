"""What each exit code means. They are public: never renumbered."""

from __future__ import annotations

CLEAN = 0  # complete, nothing at or above --fail-on
FINDINGS = 1  # complete, at least one finding at or above --fail-on
USAGE = 2  # flags, configuration, policy, waivers or baseline are wrong
NOTHING = 3  # nothing to scan
INCOMPLETE = 4  # with --strict: something could not be read, or a table is older than its limit
BUG = 70  # our bug; never 1, which would look like findings
INTERRUPTED = 130

#: For help texts and docs, in the order in which they win when several apply.
MEANINGS: tuple[tuple[int, str], ...] = (
    (BUG, "a bug in flagstate"),
    (USAGE, "wrong flags, configuration, policy, waivers or baseline"),
    (INCOMPLETE, "with --strict: a gap, or a knowledge table older than its limit"),
    (FINDINGS, "at least one finding at or above --fail-on"),
    (NOTHING, "nothing to scan (0 with --allow-empty)"),
    (CLEAN, "nothing at or above --fail-on"),
    (INTERRUPTED, "interrupted"),
)
