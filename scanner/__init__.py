"""flagstate tells a team which flags its software sails under.

As a library::

    from scanner import scan

    result = scan("path/to/repository")  # the frozen Scan that the command prints
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.model.scan import Scan
    from scanner.pipeline import scan

__all__ = ["Scan", "scan"]


def __getattr__(name: str) -> object:
    # Lazy: the hook imports this package and must not pay for the whole pipeline.
    if name == "scan":
        from scanner.pipeline import scan  # noqa: PLC0415

        return scan
    if name == "Scan":
        from scanner.model.scan import Scan  # noqa: PLC0415

        return Scan
    raise AttributeError(name)
