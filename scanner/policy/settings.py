"""The choices of profiles and configuration, merged: allow-lists, zones, limits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.model.rule import Settings
    from scanner.policy.toml import Table

OUTCOMES = ("ignore", "note", "warn", "fail")
PINS = ("none", "tag", "commit")
_ZONES = ("runtime", "test", "example", "docs", "ci", "config")

#: (table, key) -> (field of Settings, shape). Shapes: words, names, or a tuple of choices.
KEYS: dict[tuple[str, str], tuple[str, str | tuple[str, ...]]] = {
    ("license", "allow"): ("license_allow", "words"),
    ("license", "deny"): ("license_deny", "words"),
    ("license", "otherwise"): ("license_otherwise", OUTCOMES),
    ("license", "unknown"): ("license_unknown", OUTCOMES),
    ("license", "aliases"): ("license_aliases", "names"),
    ("model", "unknown-license"): ("model_unknown_license", OUTCOMES),
    ("model", "require-revision"): ("model_require_revision", PINS),
    ("model", "deny"): ("model_deny", "words"),
    ("model", "allow-families"): ("model_allow_families", "words"),
    ("model", "require-approval"): ("model_require_approval", "words"),
    ("model", "inferred"): ("inferred", ("use", "ignore")),
    ("origin", "deny-suppliers"): ("deny_suppliers", "words"),
    ("origin", "review-countries"): ("review_countries", "words"),
    ("origin", "unknown"): ("country_unknown", OUTCOMES),
    ("origin", "home"): ("home", "words"),
    ("internal", "packages"): ("internal_packages", "words"),
    ("internal", "models"): ("internal_models", "words"),
    ("zones", "gate"): ("gate_zones", "words"),
    ("zones", "min-confidence"): ("min_confidence", ("low", "medium", "high")),
    ("scan", "scopes-that-fail"): ("scopes_that_fail", "words"),
    ("exceptions", "inline"): ("inline_ignores", "flag"),
    ("exceptions", "max-days"): ("waiver_days", "count"),
}
TABLES = tuple(dict.fromkeys(table for table, _ in KEYS))
#: Lists that add up over profiles; every other list is replaced.
_UNIONS = frozenset(
    ["license_deny", "model_deny", "deny_suppliers", "review_countries", "model_require_approval"]
)


def read(table: Table) -> dict[str, object]:
    """Return {field of Settings: value} of the settings tables in one policy file."""
    found: dict[str, object] = {}
    for name in TABLES:
        inner = table.table(name)
        for (owner, key), (field, shape) in KEYS.items():
            if owner == name and key in inner.values:
                found[field] = _value(inner, key, shape)
            elif owner == name:
                inner.get(key)
        inner.done()
    classes = table.table("data-classes")
    if classes.values:
        found["data_classes"] = {name: _axes(classes.table(name)) for name in classes.values}
    return found


def _value(table: Table, key: str, shape: str | tuple[str, ...]) -> object:
    if isinstance(shape, tuple):
        return table.word(key, shape[0], choices=shape)
    if shape == "names":
        inner = table.table(key)
        return {name: inner.word(name) for name in inner.values}
    if shape == "flag":
        return table.flag(key, default=True)
    if shape == "count":
        return table.count(key) or 0
    words = table.words(key)
    if key == "gate":
        for word in words:
            if word not in _ZONES:
                table.wrong(key, f"holds {word!r}", f"valid: {', '.join(_ZONES)}")
    return words


def _axes(table: Table) -> dict[str, tuple[str, ...]]:
    found = {axis: table.words(axis) for axis in ("residency", "control", "origin", "unknown")}
    table.done()
    return {axis: words for axis, words in found.items() if words}


def merged(base: Settings, values: Mapping[str, object], *, tighten: bool) -> Settings:
    """Return ``base`` with ``values`` on top.

    ``tighten`` is for profiles that compose: deny lists add up, allow lists intersect, and the
    stricter outcome stays. The project's own settings replace instead (deny lists still add up).
    """
    changes: dict[str, object] = {}
    for field, value in values.items():
        old = getattr(base, field)
        if field in _UNIONS and isinstance(value, tuple):
            changes[field] = tuple(dict.fromkeys((*old, *value)))
        elif tighten and field == "license_allow" and old:
            changes[field] = tuple(word for word in old if word in value)  # type: ignore[operator]
        elif tighten and value in OUTCOMES and old in OUTCOMES and field != "license_otherwise":
            changes[field] = max(old, str(value), key=OUTCOMES.index)
        elif tighten and value in PINS and old in PINS:
            changes[field] = max(old, str(value), key=PINS.index)
        else:
            changes[field] = value
    return replace(base, **changes)  # type: ignore[arg-type]


def of_config(settings: Mapping[str, object]) -> dict[str, object]:
    """Return {field: value} of the tables a configuration handed over, shapes already checked."""
    found: dict[str, object] = {}
    for (table, key), (field, _) in KEYS.items():
        inner = settings.get(table)
        if isinstance(inner, dict) and inner.get(key) is not None:
            value = inner[key]
            found[field] = tuple(value) if isinstance(value, list) else value
    classes = settings.get("data-classes")
    if isinstance(classes, dict):
        found["data_classes"] = {
            str(name): {str(axis): _words(words) for axis, words in axes.items()}
            for name, axes in classes.items()
            if isinstance(axes, dict)
        }
    return found


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    return (str(value),)
