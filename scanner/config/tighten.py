"""Whether a value of a nested configuration loosens the one above it.

A configuration in a folder may tighten what the ones above say: deny more, allow less, ask for
more. It may loosen only where one above lists the folder in ``delegate``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.config.keys import CONFIDENCES, KEYS, LEVELS, OUTCOMES
from scanner.model.context import Declaration

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scanner.config.files import Value

_PINS = ("none", "tag", "commit")
_SEVERITIES = ("off", "note", "warning", "error")
#: Gating levels, the one that lets most through first.
_GATES = ("never", *(level for level in LEVELS if level not in {"never", "unknown"}))


def _more(old: object, new: object) -> bool:
    return _set(old) <= _set(new)


def _fewer(old: object, new: object) -> bool:
    return not _set(old) or (bool(_set(new)) and _set(new) <= _set(old))


def _none_added(old: object, new: object) -> bool:
    return _set(new) <= _set(old)


def _same(old: object, new: object) -> bool:
    return old == new


def _at_least(order: tuple[str, ...]) -> Callable[[object, object], bool]:
    """Return whether the new word is as far down ``order`` as the old one."""

    def check(old: object, new: object) -> bool:
        return old is None or (new in order and order.index(str(new)) >= order.index(str(old)))

    return check


def _gates(old: object, new: object) -> bool:
    """Return whether every level that failed a scan still does."""
    unknown = "unknown" not in _set(old) or "unknown" in _set(new)
    reach = {name: number for number, name in enumerate(_GATES)}
    deepest = [max((reach.get(w, 0) for w in _set(each)), default=0) for each in (old, new)]
    return (
        unknown and deepest[1] >= deepest[0] and ("never" in _set(old) or "never" not in _set(new))
    )


def _no_longer(old: object, new: object) -> bool:
    return old is None or (isinstance(new, int) and isinstance(old, int) and new <= old)


def _ages(old: object, new: object) -> bool:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    return all(name in old and age <= old[name] for name, age in new.items())


def _severities(old: object, new: object) -> bool:
    """Return whether every rule stays at least as severe; an unset one may only become an error."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    rank = {name: number for number, name in enumerate(_SEVERITIES)}
    return all(
        rank.get(level, 0) >= rank[str(old.get(rule, "error"))] for rule, level in new.items()
    )


def _classes(old: object, new: object) -> bool:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    return all(new.get(name, axes) == axes for name, axes in old.items())


_HOW: dict[str, Callable[[object, object], bool]] = {
    "version": lambda _old, _new: True,
    "profiles": _more,
    "extends": _more,
    "fail-on": _gates,
    "min-confidence": _at_least(tuple(reversed(CONFIDENCES))),
    "strict": _at_least(("False", "True")),
    "scan.scopes-that-fail": _more,
    "zones.gate": _more,
    "zones.min-confidence": _at_least(tuple(reversed(CONFIDENCES))),
    "license.allow": _fewer,
    "license.deny": _more,
    "license.otherwise": _at_least(OUTCOMES),
    "license.unknown": _at_least(OUTCOMES),
    "model.require-revision": _at_least(_PINS),
    "model.unknown-license": _at_least(OUTCOMES),
    "model.allow-families": _fewer,
    "model.require-approval": _more,
    "model.deny": _more,
    "origin.deny-suppliers": _more,
    "origin.review-countries": _more,
    "origin.unknown": _at_least(OUTCOMES),
    "internal.packages": _none_added,
    "internal.models": _none_added,
    "exceptions.inline": lambda old, new: old is not False or new is False,
    "exceptions.max-days": _no_longer,
    "severity": _severities,
    "data.max-age": _ages,
    "data-classes": _classes,
    "context.licenses-held": _none_added,
    "context.waivers-held": _none_added,
}
#: A key that nobody above set: these would still take something away.
_NEVER_ALONE = frozenset(
    """plugins scan.exclude scan.include delegate license.aliases internal.packages internal.models
    allow-empty severity context.licenses-held context.waivers-held""".split()  # noqa: SIM905 (keys)
)


def loosens(name: str, above: Mapping[str, Value], value: object) -> bool:
    """Return whether a nested value takes away from what the configurations above say."""
    outer = above.get(name)
    if (outer is None or outer.origin == "default") and name not in _NEVER_ALONE:
        return False
    old = outer.value if outer is not None else KEYS[name].default
    return not _tightens(name, _plain(old), _plain(value))


def _tightens(name: str, old: object, new: object) -> bool:
    if name == "strict":
        old, new = str(old), str(new)
    how = _HOW.get(name)
    if how is None and name.startswith("context."):
        words = KEYS[name].shape == "declared-words"
        how = _more if words else lambda was, now: was is None or was == now
    return (how or _same)(old, new)


def _plain(value: object) -> object:
    return value.value if isinstance(value, Declaration) else value


def _set(value: object) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset([value])
    return frozenset(map(str, value)) if isinstance(value, tuple | list) else frozenset()
