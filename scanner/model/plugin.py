"""The plugin values of the registries. Each is one frozen value at the end of one module."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scanner.model.context import Context
    from scanner.model.evidence import Asked, Assigned, Evidence, Gap, Statement
    from scanner.model.fact import Fact
    from scanner.model.file import File
    from scanner.model.inventory import Inventory
    from scanner.model.scan import Scan


class Detector(NamedTuple):
    """Finds evidence in the files its patterns and triggers pick.

    ``patterns`` are globs on the path (``**/x``, ``*.py``); a file is handed over when one matches
    and, if there are ``triggers``, its bytes hold at least one of these literals (case-sensitive,
    UTF-8). ``weights`` detectors read headers by range and are exempt from the text pass.
    ``thorough``, where there is one, reads the whole file instead of the parts with a trigger.
    """

    id: str
    patterns: tuple[str, ...]
    triggers: tuple[str, ...]
    detect: Callable[[File], Iterator[Evidence | Statement | Asked | Assigned | Gap]]
    weights: bool = False
    thorough: Callable[[File], Iterator[Evidence | Statement | Asked | Assigned | Gap]] | None = (
        None
    )


class FactSource(NamedTuple):
    """Yields facts about the components of an inventory."""

    id: str
    online: bool
    gather: Callable[[Inventory, Context], Iterable[Fact | Gap]]


class Reporter(NamedTuple):
    """Renders a scan to text."""

    id: str
    suffix: str
    render: Callable[[Scan], str]
