"""The shipped policy files, parsed once: kept as JSON in the user's cache folder, by digest.

Reading TOML takes most of the time of loading a policy, and the shipped files change only with the
version. A cache that is missing, broken or not writable costs time, nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scanner.policy.toml import Lines, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Changes when what is kept changes shape.
FORMAT = "1"


class Parsed(NamedTuple):
    """One policy file: its tables, and the lines of its keys."""

    tables: dict[str, object]
    lines: Lines


def parsed(files: Mapping[str, bytes]) -> dict[str, Parsed]:
    """Return {name: tables and lines} of the files, from the cache when their digest is known."""
    total = hashlib.sha256(FORMAT.encode())
    for name, raw in sorted(files.items()):
        total.update(name.encode() + b"\0" + raw + b"\0")
    path = folder() / f"policy-{total.hexdigest()[:24]}.json"
    kept = _kept(path)
    if kept is not None and set(kept) == set(files):
        return kept
    made = {name: _parse(name, raw) for name, raw in files.items()}
    _keep(path, made)
    return made


def folder() -> Path:
    """Return the user's cache folder for this program."""
    chosen = os.environ.get("FLAGSTATE_CACHE_DIR", "")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or str(Path.home() / ".cache")
    return Path(base) / "flagstate"


def _parse(name: str, raw: bytes) -> Parsed:
    text = raw.decode("utf-8")
    return Parsed(parse(text, name), Lines(text))


def _kept(path: Path) -> dict[str, Parsed] | None:
    try:
        data = json.loads(path.read_bytes())
        return {
            name: Parsed(tables, Lines.of_table(sections, keys))
            for name, (tables, sections, keys) in data.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def _keep(path: Path, made: Mapping[str, Parsed]) -> None:
    """Write the file beside its place and move it there; a reader never sees half of it."""
    rows = {
        name: (item.tables, item.lines.sections, item.lines.keys) for name, item in made.items()
    }
    text = json.dumps(rows, default=_plain, separators=(",", ":"))
    import tempfile  # noqa: PLC0415 (10 ms; only where something new is kept)

    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
        _forget_others(path)


def _forget_others(keep: Path) -> None:
    for old in keep.parent.glob("policy-*.json"):
        if old != keep:
            with contextlib.suppress(OSError):
                old.unlink()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
