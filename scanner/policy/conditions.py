"""Conditions as written in TOML to conditions as data, checked against the closed vocabulary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from scanner.model.rule import AllOf, AnyOf, Ask, Condition, Not
from scanner.policy.predicates import BY_NAME
from scanner.policy.toml import near

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.policy.subject import Predicate
    from scanner.policy.toml import Table

#: Deepest nesting of all, any and not: more than a person can read.
DEPTH_LIMIT = 8
#: Parts of one condition.
PARTS_LIMIT = 500
_JOINERS = ("all", "any", "not")
#: Words that stand for a list kept elsewhere.
_REFERENCES = ("group:", "regime:", "setting:")


def condition(table: Table, key: str) -> Condition | None:
    """Return the condition under ``key``, ``None`` when absent or wrong (which is reported)."""
    value = table.get(key)
    if value is None:
        return None
    return _read(value, table, key, 0)


def _read(value: object, table: Table, key: str, depth: int) -> Condition | None:
    if depth > DEPTH_LIMIT:
        table.wrong(key, f"is nested more than {DEPTH_LIMIT} deep", "write it as two rules")
        return None
    if not isinstance(value, dict):
        table.wrong(key, "is not a condition", "write { predicate = [...] } or { all = [...] }")
        return None
    joiners = [name for name in _JOINERS if name in value]
    if joiners and len(value) > 1:
        table.wrong(key, f"has {joiners[0]!r} beside other keys", "one of them per table")
        return None
    if joiners == ["not"]:
        part = _read(value["not"], table, key, depth + 1)
        return None if part is None else Not(part)
    if joiners:
        return _join(joiners[0], value[joiners[0]], table, key, depth)
    return _ask(value, table, key)


def _join(name: str, parts: object, table: Table, key: str, depth: int) -> Condition | None:
    if not isinstance(parts, list) or not parts or len(parts) > PARTS_LIMIT:
        table.wrong(key, f"{name!r} needs a list of 1 to {PARTS_LIMIT} conditions")
        return None
    read = [_read(part, table, key, depth + 1) for part in parts]
    kept = tuple(part for part in read if part is not None)
    return AllOf(kept) if name == "all" else AnyOf(kept)


def _ask(value: Mapping[str, object], table: Table, key: str) -> Condition | None:
    names = [name for name in value if name in BY_NAME]
    if len(names) != 1:
        known = {option for predicate in BY_NAME.values() for option in predicate.options}
        odd = next((name for name in value if name not in BY_NAME and name not in known), "")
        problem = f"has no predicate {odd!r}" if not names else f"names {len(names)} predicates"
        table.wrong(key, problem, near(odd or "", BY_NAME) if not names else "one per table")
        return None
    predicate = BY_NAME[names[0]]
    for option in value:
        if option != predicate.name and option not in predicate.options:
            table.wrong(
                key, f"{predicate.name!r} has no option {option!r}", near(option, predicate.options)
            )
    argument = _argument(predicate, value[predicate.name], table, key)
    options = tuple(
        (name, _option(predicate, name, value[name], table, key))
        for name in predicate.options
        if name in value
    )
    return Ask(predicate=predicate.name, argument=argument, options=options)


def _argument(predicate: Predicate, value: object, table: Table, key: str) -> object:
    match predicate.argument:
        case "flag":
            if isinstance(value, bool):
                return value
            table.wrong(key, f"{predicate.name!r} takes true or false")
        case "number":
            if isinstance(value, int | float) and not isinstance(value, bool):
                return float(value)
            table.wrong(key, f"{predicate.name!r} takes a number")
        case "day":
            if isinstance(value, str) and _is_day(value):
                return value
            table.wrong(key, f"{predicate.name!r} takes a date in quotes", 'write "2026-11-21"')
        case _:
            return _words(predicate.name, value, predicate.choices, table, key)
    return False


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _words(
    name: str, value: object, choices: tuple[str, ...], table: Table, key: str
) -> str | tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(item, str) for item in items):
        table.wrong(key, f"{name!r} takes a word or a list of words")
        return ()
    words = tuple(str(item) for item in items)
    for word in words:
        if choices and word not in choices and not word.startswith(_REFERENCES):
            table.wrong(key, f"{name!r} has no {word!r}", near(word, choices))
    return words if isinstance(value, list) else words[0]


def _option(predicate: Predicate, name: str, value: object, table: Table, key: str) -> object:
    choices = predicate.options[name]
    return _words(name, value, choices or (), table, key)


def asks(part: Condition | None) -> Iterator[Ask]:
    """Yield every predicate a condition asks."""
    stack = [part]
    while stack:
        each = stack.pop()
        if isinstance(each, Ask):
            yield each
        elif isinstance(each, Not):
            stack.append(each.part)
        elif isinstance(each, AllOf | AnyOf):
            stack.extend(each.parts)


def predicates_of(part: Condition | None) -> tuple[str, ...]:
    """Return the names of all predicates a condition asks, sorted."""
    return tuple(sorted({ask.predicate for ask in asks(part)}))


def asks_lineage(part: Condition | None) -> bool:
    """Return whether a condition looks at ancestors."""
    return any(dict(ask.options).get("of", "component") != "component" for ask in asks(part))
