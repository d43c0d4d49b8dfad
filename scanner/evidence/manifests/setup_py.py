"""``setup.py``, read as a syntax tree and never run.

What it reads
    ``install_requires``, ``extras_require``, ``setup_requires`` and ``tests_require`` of the
    ``setup()`` call: literals, names, sums, updates, f-strings, both branches of conditions.
    Requirements files whose names stand in the code that computes a list are read.

Limits
    What is computed in another way is a gap at the line that computes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.evidence import Evidence, Gap, Statement
    from scanner.model.file import File


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the requirements the ``setup()`` call is given."""
    # The syntax tree costs 25 ms to import, which a hook without a setup.py need not pay.
    from scanner.evidence.manifests import setup_rows  # noqa: PLC0415 (as said)

    yield from setup_rows.read(file)


DETECTOR = Detector(id="setup-py", patterns=("**/setup.py",), triggers=("setup",), detect=detect)
