"""Finds the configuration files of a scan and reads what they say, each value with its place."""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.config.keys import EXCEPTIONS, KEYS, PATHS, SHORTHANDS
from scanner.config.lines import key_lines, line_of
from scanner.config.shapes import Wrong, check, declared
from scanner.model.errors import ConfigError
from scanner.model.toml_bound import PARTS_LIMIT, long_key_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.config.lines import KeyPath

NAMES = ("flagstate.toml", ".flagstate.toml")
WAIVERS_NAME = "flagstate-waivers.toml"
BASELINE_NAME = "flagstate-baseline.json"
#: A configuration larger than this is a mistake or an attack.
SIZE_LIMIT_BYTES = 1024 * 1024
_DEPTH_LIMIT = 64
_SHOWN_LIMIT = 60
_OUR_TABLE = re.compile(rb"(?m)^[ \t]*\[\[?[ \t]*tool[ \t]*\.[ \t]*[\"']?flagstate\b")


@dataclass(frozen=True, slots=True)
class Value:
    """One value and its origin: a file and line, a flag, a variable or ``default``."""

    value: object
    origin: str


@dataclass(frozen=True, slots=True)
class Source:
    """One file's values by key, its exception tables, and all that is wrong with it."""

    path: Path
    shown: str
    values: Mapping[str, Value]
    exceptions: Mapping[str, tuple[Value, ...]]
    errors: tuple[ConfigError, ...]
    paths: tuple[Value, ...] = ()  # the raw [[paths]] tables, each with its place


def folders(root: Path) -> tuple[Path, ...]:
    """Return the folders to search, nearest first: up to the repository's top, else one."""
    start = root if root.is_dir() else root.parent
    chain = (start, *start.parents)[:_DEPTH_LIMIT]
    for index, folder in enumerate(chain):
        if os.path.lexists(folder / ".git"):
            return chain[: index + 1]
    return (start,)


def find(folder: Path, shown: str) -> Path | None:
    """Return the folder's configuration file, if it has one.

    Raises:
        ConfigError: it has two.

    """
    found = [folder / name for name in NAMES if _is_file(folder / name)]
    project = folder / "pyproject.toml"
    if _is_file(project) and _OUR_TABLE.search(_bytes(project, shown)):
        found.append(project)
    if len(found) > 1:
        raise ConfigError(
            Path(shown, found[1].name).as_posix(),
            f"there is also {found[0].name!r} in the same folder",
            "keep one of the two",
        )
    return found[0] if found else None


def read(path: Path, shown: str) -> Source:
    """Return what ``path`` says; what is wrong with it is in ``errors``, all of it.

    Raises:
        ConfigError: the file cannot be read or is not TOML.

    """
    return read_text(_text(path, shown), path, shown)


def read_text(text: str, path: Path, shown: str) -> Source:
    """Return what a text says that stands, or stood in some revision, at ``path``.

    Raises:
        ConfigError: it is not TOML.

    """
    data = _parse(text, shown)
    lines = key_lines(text)
    prefix: KeyPath = ()
    if path.name == "pyproject.toml":
        tool = data.get("tool")
        ours = tool.get("flagstate") if isinstance(tool, dict) else None
        data, prefix = (ours if isinstance(ours, dict) else {}), ("tool", "flagstate")
    values: dict[str, Value] = {}
    exceptions: dict[str, tuple[Value, ...]] = {}
    errors: list[ConfigError] = []
    paths: tuple[Value, ...] = ()
    for key, value in leaves(data):
        origin = f"{shown}:{line_of(lines, (*prefix, *key))}"
        name = ".".join(key)
        if name in (*EXCEPTIONS, PATHS):
            tables = tuple(
                Value(item, f"{shown}:{line_of(lines, (*prefix, name, str(index)))}")
                for index, item in enumerate(value if isinstance(value, list) else [value])
            )
            if name == PATHS:
                paths = tables
            else:
                exceptions[name] = tables
            continue
        try:
            target, checked = accept(name, value, origin)
        except ConfigError as error:
            errors.append(error)
            continue
        if target in values:
            errors.append(
                ConfigError(origin, f"{target!r} is already set at {values[target].origin}")
            )
        values[target] = Value(checked, origin)
    return Source(path, shown, values, exceptions, tuple(errors), paths)


def exception_tables(path: Path, shown: str) -> dict[str, tuple[Value, ...]]:
    """Return the raw tables of a waiver file, each with its place.

    Raises:
        ConfigError: it cannot be read, is not TOML, or holds another key.

    """
    text = _text(path, shown)
    lines = key_lines(text)
    found: dict[str, tuple[Value, ...]] = {}
    for name, value in _parse(text, shown).items():
        if name in EXCEPTIONS and isinstance(value, list):
            found[name] = tuple(
                Value(item, f"{shown}:{line_of(lines, (name, str(index)))}")
                for index, item in enumerate(value)
            )
        elif name != "version":
            raise ConfigError(f"{shown}:{line_of(lines, (name,))}", f"unknown key {name!r}")
    return found


def accept(name: str, value: object, origin: str) -> tuple[str, object]:
    """Return the key's full name and its checked value.

    Raises:
        ConfigError: the key is unknown, or the value does not fit.

    """
    target = SHORTHANDS.get(name, name)
    key = KEYS.get(target)
    if key is None:
        raise ConfigError(origin, f"unknown key {name!r}", _nearest(name))
    try:
        if key.shape.startswith("declared-"):
            shape = key.shape.removeprefix("declared-")
            return target, declared(shape, value, key, origin)
        return target, check(key, value)
    except Wrong as wrong:
        raise ConfigError(origin, f"{name} is {_shown(value)}", f"expected {wrong}") from wrong


def _nearest(name: str) -> str:
    known = [*KEYS, *SHORTHANDS, *EXCEPTIONS, PATHS]
    from difflib import get_close_matches  # noqa: PLC0415 (only for a hint)

    close = get_close_matches(name[:80], known, n=1, cutoff=0.6)
    if not close:
        last = name.rpartition(".")[2][:80]
        close = [key for key in known if key.rpartition(".")[2] == last][:1]
    return f"did you mean {close[0]!r}?" if close else "see `flagstate config schema`"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN_LIMIT else text[: _SHOWN_LIMIT - 3] + "..."


def leaves(data: Mapping[str, object], prefix: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Yield (key path, value) down to the depth of the known keys; unknown tables as a whole."""
    for name, value in data.items():
        path = (*prefix, name)
        dotted = ".".join(path)
        is_section = dotted not in KEYS and any(key.startswith(f"{dotted}.") for key in KEYS)
        if is_section and isinstance(value, dict):
            yield from leaves(value, path)
        else:
            yield path, value


def configures_us(text: str) -> bool:
    """Return whether the text of a pyproject.toml has a table of ours."""
    return _OUR_TABLE.search(text.encode("utf-8", "replace")) is not None


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)  # a symlink could lead out of the repository
    except OSError:
        return False


def _bytes(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(SIZE_LIMIT_BYTES + 1)
    except OSError as error:
        raise ConfigError(shown, f"cannot be read: {error.strerror}") from error
    if len(content) > SIZE_LIMIT_BYTES:
        # A big pyproject.toml is the project's own affair unless it configures us.
        return b"" if path.name == "pyproject.toml" else content
    return content


def _text(path: Path, shown: str) -> str:
    content = _bytes(path, shown)
    if len(content) > SIZE_LIMIT_BYTES:
        raise ConfigError(shown, f"larger than {SIZE_LIMIT_BYTES} bytes")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{shown}:{line}", "not UTF-8") from error


def _parse(text: str, shown: str) -> dict[str, object]:
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415 (not needed where there is no configuration)
    else:
        import tomli as tomllib  # noqa: PLC0415 (as above)
    if line := long_key_line(text):
        raise ConfigError(f"{shown}:{line}", f"has a key of more than {PARTS_LIMIT} parts")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        raise ConfigError(f"{shown}:{place[1] if place else 1}", f"not TOML: {error}") from error
    except (RecursionError, ValueError) as error:
        raise ConfigError(
            shown, "not TOML that can be read: nested too deep or numbers too long"
        ) from error
