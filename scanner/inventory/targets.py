"""Which edges hold on one target: PEP 508 markers evaluated for a platform and a Python version.

An inventory shows all targets at once; each edge keeps its marker. ``reached`` says what is left
for one of them.

Source: PEP 508, "Environment Markers".
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.model.inventory import Inventory

#: Platform -> (sys_platform, platform_system, os_name).
PLATFORMS = {
    "linux": ("linux", "Linux", "posix"),
    "macos": ("darwin", "Darwin", "posix"),
    "windows": ("win32", "Windows", "nt"),
}
_TARGET = re.compile(
    r"(?P<platform>[a-z]+)(?:-(?P<machine>x86_64|arm64|aarch64))?-(?P<python>3\.\d+)"
)


def environment(target: str) -> Mapping[str, str]:
    """Return the marker variables of a target: ``linux-3.11``, ``macos-arm64-3.12``.

    Raises:
        ConfigError: it names no platform and Python version.

    """
    found = _TARGET.fullmatch(target)
    if not found or found["platform"] not in PLATFORMS:
        raise ConfigError(
            f"--target {target}",
            "is no target",
            "write PLATFORM-PYTHON, such as linux-3.11, macos-arm64-3.12 or windows-3.10",
        )
    platform, system, name = PLATFORMS[found["platform"]]
    machine = found["machine"] or "x86_64"
    if machine == "x86_64" and platform == "win32":
        machine = "AMD64"
    return {
        "sys_platform": platform,
        "platform_system": system,
        "os_name": name,
        "platform_machine": machine,
        "python_version": found["python"],
        "python_full_version": f"{found['python']}.0",
        "implementation_name": "cpython",
        "implementation_version": f"{found['python']}.0",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_version": "",
        "extra": "",
    }


def applies(marker: str, variables: Mapping[str, str]) -> Answer:
    """Return whether a marker holds; UNKNOWN when it cannot be read. No marker always holds.

    Conditions on extras and groups hold: the scope of the edge already says who asks.
    """
    if not marker:
        return Answer.YES
    from packaging.markers import (  # noqa: PLC0415 (only where a target is chosen)
        InvalidMarker,
        Marker,
        UndefinedComparison,
        UndefinedEnvironmentName,
    )

    if re.search(r"\b(?:extras?|dependency_groups)\b", marker):
        return Answer.YES
    try:
        return Answer.of(Marker(marker).evaluate(dict(variables)))
    except (InvalidMarker, UndefinedComparison, UndefinedEnvironmentName):
        return Answer.UNKNOWN


def reached(inventory: Inventory, target: str) -> frozenset[str]:
    """Return the components that some path reaches on the target; what is unsure counts.

    Raises:
        ConfigError: the target is none.

    """
    variables = environment(target)
    known: dict[str, Answer] = {}
    onward: dict[str, list[str]] = defaultdict(list)
    targets: set[str] = set()
    for edge in inventory.edges:
        targets.add(edge.target)
        if edge.marker not in known:
            known[edge.marker] = applies(edge.marker, variables)
        if known[edge.marker] is not Answer.NO:
            onward[edge.source].append(edge.target)
    waiting = [c.name for c in inventory.components if c.name not in targets]
    seen = set(waiting)
    while waiting:
        for name in onward[waiting.pop()]:
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return frozenset(seen)
