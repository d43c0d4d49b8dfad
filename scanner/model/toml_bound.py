"""Keys that TOML readers cannot take.

Time and memory of ``tomllib`` grow with the square of the parts of one dotted key: one of 80,000
parts, which fits into 160 kB, takes gigabytes. Files of others are asked here first.
"""

from __future__ import annotations

import re

#: Most parts of one dotted key; written by hand it has a handful.
PARTS_LIMIT = 128
_RUN = re.compile(r"[A-Za-z0-9_.\-\"' \t]{256,}")


def long_key_line(text: str) -> int | None:
    """Return the line of a key with more than ``PARTS_LIMIT`` parts, ``None`` without one.

    It looks at runs of the characters that keys are made of, in strings too: a line of dots as
    long as that stands in no file that a build tool reads.
    """
    for run in _RUN.finditer(text):
        if run[0].count(".") >= PARTS_LIMIT:
            return text.count("\n", 0, run.start()) + 1
    return None
