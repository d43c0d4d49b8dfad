"""Flags, environment and configuration files to one frozen ``Settings``.

Every value keeps its origin. Precedence: flag, ``FLAGSTATE_*`` variable, the nearest configuration
file, the files above it up to the repository's top, built-in default. A user's own home is never
read: a scan must not depend on who runs it.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from scanner.config import files, parts
from scanner.config.files import Source, Value, accept
from scanner.config.keys import KEYS, SHORTHANDS
from scanner.config.shapes import Wrong, from_text
from scanner.model.context import Context, Declaration
from scanner.model.errors import ConfigError, ConfigErrors
from scanner.model.evidence import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.model.part import Part

__all__ = ["Settings", "Value", "load"]

_POLICY_TABLES = ("license", "model", "origin", "internal", "data", "zones", "exceptions")
_POLICY_KEYS = ("severity", "data-classes", "scan.scopes-that-fail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a scan is told. ``values`` holds each key once more, with its origin."""

    context: Context
    profiles: tuple[str, ...] = ("commercial",)
    overlays: tuple[Path, ...] = ()  # further policy files, from ``extends``
    plugins: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ("error",)
    min_confidence: Confidence = Confidence.MEDIUM
    strict: bool = False
    allow_empty: bool = False
    online: bool = False
    thorough: bool = False
    no_ignore: bool = False
    cache_dir: Path | None = None
    environment: str | None = None  # --environment: "active" or a path
    wheels: tuple[Path, ...] = ()  # --wheels: folders of wheels and sdists
    pip_report: Path | None = None  # --pip-report
    resolve: bool = False  # --resolve, by uv
    osv: Path | None = None  # --osv: an OSV zip, folder or JSON lines file
    advisory_service: str | None = None  # --advisory-service: osv, pypi or URL; with --online
    policy: Mapping[str, object] = field(default_factory=dict)
    # ^ the policy's tables, as it reads them; only keys that were set
    waivers: Path | None = None  # flagstate-waivers.toml
    baseline: Path | None = None  # flagstate-baseline.json
    parts: tuple[Part, ...] = ()  # [[paths]]: what holds for some paths only
    delegate: tuple[str, ...] = ()  # folders below the scanned one that may loosen it
    exceptions: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    # ^ {"waiver" | "curation" | "choice": raw tables of the configuration file, with their line}
    files: tuple[
        str, ...
    ] = ()  # configuration files read, nearest first, relative to the scanned path
    values: Mapping[str, Value] = field(default_factory=dict)


def load(
    root: Path,
    flags: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Return the settings for a scan of ``root``.

    ``flags`` maps a key of ``KEYS`` to text or words; also ``context`` (``key=a,b`` each),
    ``config``, ``no-config``, ``as-of``, ``online``, ``thorough``, ``no-ignore``, ``cache-dir``,
    ``exclude``, ``include``, ``waivers``, ``no-waivers``, ``baseline``, ``no-baseline``.
    ``environment`` is ``os.environ`` unless given.

    Raises:
        ConfigError: anything is wrong; all problems at once.

    """
    flags = flags or {}
    env = os.environ if environment is None else environment
    errors: list[ConfigError] = []
    sources = _sources(root, flags, env, errors)
    values = {name: Value(key.default, "default") for name, key in KEYS.items()}
    for source in reversed(sources):
        values.update(source.values)
        errors.extend(source.errors)
    parts.checked_chain(sources, errors)
    own = _parts(root, sources, errors)
    values.update(_written(_environment(env), errors))
    values.update(_written(_flags(flags), errors))
    today = _today(flags, env, errors)
    overlays, profiles = _extended(values, sources, errors)
    if errors:
        raise errors[0] if len(errors) == 1 else ConfigErrors(errors)
    return Settings(
        context=_context(values, today),
        profiles=profiles,
        overlays=overlays,
        exclude=_words(values, "scan.exclude")
        + tuple(cast("tuple[str, ...]", flags.get("exclude", ()))),
        include=_words(values, "scan.include")
        + tuple(cast("tuple[str, ...]", flags.get("include", ()))),
        plugins=_words(values, "plugins"),
        fail_on=_words(values, "fail-on"),
        min_confidence=Confidence(str(values["min-confidence"].value)),
        strict=values["strict"].value is True,
        allow_empty=values["allow-empty"].value is True,
        online=bool(flags.get("online")),
        thorough=bool(flags.get("thorough")),
        no_ignore=bool(flags.get("no-ignore")),
        cache_dir=_path(flags.get("cache-dir") or env.get("FLAGSTATE_CACHE_DIR")),
        environment=cast("str | None", flags.get("environment") or None),
        wheels=tuple(Path(each) for each in cast("tuple[str, ...]", flags.get("wheels", ()))),
        pip_report=_path(flags.get("pip-report")),
        resolve=bool(flags.get("resolve")),
        osv=_path(flags.get("osv")),
        advisory_service=cast("str | None", flags.get("advisory-service") or None),
        policy=_policy(values),
        waivers=_beside(root, flags, "waivers", files.WAIVERS_NAME),
        baseline=_beside(root, flags, "baseline", files.BASELINE_NAME),
        parts=own,
        delegate=_delegate(root, sources),
        exceptions=_exceptions(sources),
        files=tuple(source.shown for source in sources),
        values=dict(sorted(values.items())),
    )


def _sources(
    root: Path, flags: Mapping[str, object], env: Mapping[str, str], errors: list[ConfigError]
) -> tuple[Source, ...]:
    """Return the configuration files, nearest first."""
    named = flags.get("config") or env.get("FLAGSTATE_CONFIG")
    if flags.get("no-config"):
        return ()
    if named:
        path = Path(str(named))
        if not path.is_file():
            raise ConfigError(f"--config {named}", "there is no such file")
        return (files.read(path, str(named)),)
    found: list[Source] = []
    for folder in files.folders(root.resolve()):
        shown = os.path.relpath(folder, root.resolve() if root.is_dir() else root.resolve().parent)
        prefix = "" if shown == "." else shown
        try:
            path_found = files.find(folder, prefix)
            if path_found:
                found.append(files.read(path_found, Path(prefix, path_found.name).as_posix()))
        except ConfigError as error:
            errors.append(error)
    return tuple(found)


def _environment(env: Mapping[str, str]) -> Iterator[tuple[str, object, str]]:
    """Yield (key, text, variable) for every key that a variable sets."""
    for name in (*KEYS, *SHORTHANDS):
        variable = "FLAGSTATE_" + name.upper().replace(".", "_").replace("-", "_")
        if variable in env:
            yield name, env[variable], variable


def _flags(flags: Mapping[str, object]) -> Iterator[tuple[str, object, str]]:
    """Yield (key, value, flag) for every key that a flag sets."""
    for name, value in flags.items():
        if value is None or value is False:
            continue
        if name in KEYS or name in SHORTHANDS:
            yield name, value, f"--{name.rpartition('.')[2]}"
    for item in cast("tuple[str, ...]", flags.get("context") or ()):
        key, separator, text = item.partition("=")
        if not separator:
            raise ConfigError(f"--context {item}", "no '='", "write --context markets=us,eu")
        yield f"context.{key.strip()}", text, f"--context {key.strip()}"


def _written(
    given: Iterator[tuple[str, object, str]], errors: list[ConfigError]
) -> Iterator[tuple[str, Value]]:
    """Yield the checked values; what is wrong with one goes to ``errors``."""
    for name, value, origin in given:
        key = KEYS.get(SHORTHANDS.get(name, name))
        try:
            shaped = from_text(key.shape, value) if key and isinstance(value, str) else value
            target, checked = accept(name, shaped, origin)
        except Wrong as wrong:
            errors.append(ConfigError(origin, f"{value!r} does not fit", f"expected {wrong}"))
        except ConfigError as error:
            errors.append(error)
        else:
            yield target, Value(checked, origin)


def _today(flags: Mapping[str, object], env: Mapping[str, str], errors: list[ConfigError]) -> date:
    """Return the day all questions are asked for, in UTC: not where the runner happens to be."""
    for origin, text in (
        ("--as-of", flags.get("as-of")),
        ("FLAGSTATE_AS_OF", env.get("FLAGSTATE_AS_OF")),
    ):
        if text:
            try:
                return text if isinstance(text, date) else date.fromisoformat(str(text))
            except ValueError:
                errors.append(ConfigError(origin, f"{text!r} is no date", "write 2026-11-21"))
                return date.min
    epoch = env.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isascii() and epoch.isdecimal() and len(epoch) < 12 else None  # noqa: PLR2004 (11 digits reach past year 5000)
    moment = time.gmtime(seconds)
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _extended(
    values: Mapping[str, Value], sources: tuple[Source, ...], errors: list[ConfigError]
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Return the overlay files and the profiles that ``extends`` and ``profiles`` name."""
    profiles = list(_words(values, "profiles"))
    overlays: list[Path] = []
    origin = values["extends"].origin
    builtin: list[str] = []
    for name in _words(values, "extends"):
        scheme, separator, rest = name.partition(":")
        if separator and scheme == "builtin":
            builtin.append(rest)
            continue
        base = next((s.path.parent for s in sources if origin.startswith(f"{s.shown}:")), Path())
        path = base / name
        if not path.is_file():
            errors.append(ConfigError(origin, f"extends {name!r}: there is no such file"))
        overlays.append(path)
    if builtin and values["profiles"].origin == "default":
        profiles = []
    return tuple(overlays), tuple(dict.fromkeys((*builtin, *profiles)))


def _context(values: Mapping[str, Value], today: date) -> Context:
    declared = {
        name.removeprefix("context."): value.value
        for name, value in sorted(values.items())
        if isinstance(value.value, Declaration)
    }
    return Context(today=today, declared=declared)


def _policy(values: Mapping[str, Value]) -> dict[str, object]:
    """Return the policy's tables as nested plain data; defaults are left to the policy."""
    tables: dict[str, object] = {}
    for name, value in values.items():
        if value.origin == "default":
            continue
        table, separator, key = name.partition(".")
        if separator and (table in _POLICY_TABLES or name in _POLICY_KEYS):
            inner = tables.setdefault(table, {})
            assert isinstance(inner, dict)  # noqa: S101 (made by the line above)
            inner[key] = value.value
        elif name in _POLICY_KEYS:
            tables[name] = value.value
    return tables


def _parts(root: Path, sources: tuple[Source, ...], errors: list[ConfigError]) -> tuple[Part, ...]:
    """Return the ``[[paths]]`` of all files, those of the nearest last."""
    start = root.resolve() if root.is_dir() else root.resolve().parent
    made: list[Part] = []
    for source in reversed(sources):
        folder = source.path.resolve().parent
        inside = start.relative_to(folder).as_posix() if start.is_relative_to(folder) else "."
        made += parts.written(source, "" if inside == "." else f"{inside}/", errors)
    return tuple(made)


def _delegate(root: Path, sources: tuple[Source, ...]) -> tuple[str, ...]:
    """Return the delegated folders, relative to the scanned one."""
    start = root.resolve() if root.is_dir() else root.resolve().parent
    found = []
    for source in sources:
        value = source.values.get("delegate")
        words = value.value if value is not None and isinstance(value.value, tuple) else ()
        for word in words:
            folder = os.path.relpath(source.path.resolve().parent / str(word), start)
            found.append(Path(folder).as_posix())
    return tuple(found)


def _exceptions(sources: tuple[Source, ...]) -> dict[str, tuple[Value, ...]]:
    merged: dict[str, tuple[Value, ...]] = {}
    for source in sources:
        for name, tables in source.exceptions.items():
            merged[name] = merged.get(name, ()) + tables
    return merged


def _beside(root: Path, flags: Mapping[str, object], flag: str, name: str) -> Path | None:
    """Return the file that a flag names, else the nearest one of that name."""
    if flags.get(f"no-{flag}"):
        return None
    if flags.get(flag):
        path = Path(str(flags[flag]))
        if not path.is_file():
            raise ConfigError(f"--{flag} {path}", "there is no such file")
        return path
    candidates = (folder / name for folder in files.folders(root.resolve()))
    found = next((path for path in candidates if path.is_file() and not path.is_symlink()), None)
    # Relative, because reports name it: the same tree elsewhere gives the same bytes.
    return Path(os.path.relpath(found)) if found else None


def _words(values: Mapping[str, Value], name: str) -> tuple[str, ...]:
    value = values[name].value
    return tuple(str(word) for word in value) if isinstance(value, tuple) else ()


def _path(text: object) -> Path | None:
    return Path(str(text)) if text else None
