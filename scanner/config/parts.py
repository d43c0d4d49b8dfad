"""``[[paths]]`` tables, and configuration files below the scanned folder, as parts of the tree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from scanner.config.files import NAMES, Value, accept, configures_us, leaves, read_text
from scanner.config.tighten import loosens
from scanner.model.context import Declaration
from scanner.model.errors import ConfigError
from scanner.model.part import PARTS_LIMIT, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from scanner.config import Settings
    from scanner.config.files import Source

#: Tables and keys that can hold for a part of the tree; others are about the scan as a whole.
POLICY_TABLES = ("license", "model", "origin", "internal", "zones", "exceptions")
POLICY_KEYS = ("severity", "data-classes")
_STARS = 6
_GLOB = 300


def fits_a_part(name: str) -> bool:
    """Return whether a key can hold for some paths only."""
    table = name.partition(".")[0]
    return table in (*POLICY_TABLES, "context") or name in (*POLICY_KEYS, "profiles")


def written(source: Source, base: str, errors: list[ConfigError]) -> Iterator[Part]:
    """Yield the ``[[paths]]`` of one file; what is wrong with them goes to ``errors``."""
    tables = source.paths
    if len(tables) > PARTS_LIMIT:
        errors.append(ConfigError(tables[0].origin, f"more than {PARTS_LIMIT} 'paths'"))
        return
    for table in tables:
        values = dict(table.value) if isinstance(table.value, dict) else {}
        match = _globs(values.pop("match", None), table.origin, errors)
        found: dict[str, Value] = {}
        for key, value in leaves(values):
            name = ".".join(key)
            try:
                target, checked = accept(name, value, table.origin)
            except ConfigError as error:
                errors.append(error)
                continue
            if not fits_a_part(target):
                hint = "profiles, severity, [context] and the tables of the policy can"
                errors.append(ConfigError(table.origin, f"{name!r} cannot hold for paths", hint))
            found[target] = Value(checked, table.origin)
        yield part(match, base, table.origin, found)


def _globs(value: object, origin: str, errors: list[ConfigError]) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words or not all(isinstance(w, str) for w in words):
        errors.append(ConfigError(origin, "'match' of paths is no glob", 'match = "services/**"'))
        return ()
    for word in words:
        if len(word) > _GLOB or word.count("*") > 2 * _STARS or word.startswith("/"):
            hint = "relative to this file, with a few stars"
            errors.append(ConfigError(origin, f"'match' is {word[:60]!r}", hint))
            return ()
    return tuple(words)


def part(match: tuple[str, ...], base: str, origin: str, values: Mapping[str, Value]) -> Part:
    """Return the part that these checked values make."""
    profiles = values["profiles"].value if "profiles" in values else None
    declared = {
        name.removeprefix("context."): value.value
        for name, value in values.items()
        if isinstance(value.value, Declaration)
    }
    policy: dict[str, object] = {}
    for name, value in values.items():
        table, separator, key = name.partition(".")
        if name in POLICY_KEYS:
            policy[name] = value.value
        elif separator and table in POLICY_TABLES:
            inner = cast("dict[str, object]", policy.setdefault(table, {}))
            inner[key] = value.value
    return Part(
        match=match,
        base=base,
        origin=origin,
        profiles=cast("tuple[str, ...] | None", profiles),
        context=declared,
        policy=policy,
    )


def nested(
    source: Source, folder: str, above: Mapping[str, Value], *, delegated: bool
) -> tuple[Part | None, tuple[ConfigError, ...]]:
    """Return what a configuration below the scanned folder adds there, and what is not followed."""
    wrong = list(source.errors)
    found: dict[str, Value] = {}
    for name, value in source.values.items():
        if not fits_a_part(name):
            continue  # about a scan of that folder
        if not delegated and loosens(name, above, value.value):
            wrong.append(_loose(name, value.origin))
            continue
        found[name] = value
    made = part((f"{folder}/**",), "", source.shown, found) if found else None
    return made, tuple(wrong)


def _loose(name: str, origin: str) -> ConfigError:
    return ConfigError(
        origin,
        f"{name!r} loosens the configuration above",
        "it may only tighten; the one above can list the folder in 'delegate'",
    )


def checked_chain(sources: tuple[Source, ...], errors: list[ConfigError]) -> None:
    """Report what a nearer file loosens of those above it, unless its folder is delegated."""
    for number, source in enumerate(sources):
        outer = sources[number + 1 :]
        if not outer or is_delegated(source, outer):
            continue
        above: dict[str, Value] = {}
        for each in reversed(outer):
            above.update(each.values)
        for name, value in source.values.items():
            if loosens(name, above, value.value):
                errors.append(_loose(name, value.origin))
        for tables in (*source.exceptions.values(), source.paths):
            errors += [
                _loose("paths" if tables is source.paths else "waiver", t.origin) for t in tables
            ]


def is_delegated(source: Source, outer: tuple[Source, ...]) -> bool:
    """Return whether a file above lists the folder of this one."""
    return any(
        lists(each, source.path.parent.relative_to(each.path.parent).as_posix())
        for each in outer
        if source.path.parent.is_relative_to(each.path.parent)
    )


def lists(source: Source, folder: str) -> bool:
    """Return whether ``delegate`` of a file names the folder or one that holds it."""
    value = source.values.get("delegate")
    words = value.value if value is not None and isinstance(value.value, tuple) else ()
    inside = f"{folder}/"
    return any(inside.startswith(f"{str(word).removeprefix('./').rstrip('/')}/") for word in words)


def below(
    read: Callable[[str], str | None], folders: Iterable[str], settings: Settings
) -> tuple[tuple[Part, ...], tuple[ConfigError, ...]]:
    """Return what configuration files in these folders of the scanned one add, outer first.

    They may tighten; what loosens is left out, with its place, unless ``delegate`` lists the
    folder. ``read`` gives a file's text, ``None`` when there is none.
    """
    made: list[Part] = []
    wrong: list[ConfigError] = []
    for folder in sorted({folder for each in folders for folder in _chain(each)}):
        try:
            source = _of_folder(read, folder)
        except ConfigError as error:
            wrong.append(error)
            continue
        if source is None:
            continue
        delegated = any(f"{folder}/".startswith(f"{name}/") for name in settings.delegate)
        found, problems = nested(source, folder, settings.values, delegated=delegated)
        wrong += problems
        if found is not None and len(made) < PARTS_LIMIT:
            made.append(found)
    return tuple(made), tuple(wrong)


def _chain(folder: str) -> Iterator[str]:
    while folder and folder != ".":
        yield folder
        folder = folder.rpartition("/")[0]


def _of_folder(read: Callable[[str], str | None], folder: str) -> Source | None:
    for name in (*NAMES, "pyproject.toml"):
        path = f"{folder}/{name}"
        text = read(path)
        if text is None or (name == "pyproject.toml" and not configures_us(text)):
            continue
        return read_text(text, Path(path), path)
    return None
