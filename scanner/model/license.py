"""SPDX licence expressions as trees: OR is a choice, AND binds all, WITH makes one unit of a pair.

Nothing here is matched by substring. ``parse`` gives a tree or says why not, ``text`` its canonical
form, ``permitted`` and ``contains`` answer in three values, ``class_of`` gives the class of a whole
expression from the classes of its parts.

Source: SPDX specification 2.3, annex D; PEP 639 for what metadata may hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.fact import LICENSE_CLASSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Longest expression that is read, in characters; metadata of real packages has a few hundred.
LENGTH_LIMIT = 10_000

#: SPDX renamed these; they are the same licences. Source: SPDX licence list, deprecated ids.
_RENAMED = {
    f"{family}-{version}{old}": f"{family}-{version}{new}"
    for family, versions in {
        "GPL": ("1.0", "2.0", "3.0"),
        "LGPL": ("2.0", "2.1", "3.0"),
        "AGPL": ("1.0", "3.0"),
        "GFDL": ("1.1", "1.2", "1.3"),
    }.items()
    for version in versions
    for old, new in (("", "-only"), ("+", "-or-later"))
}
_ID = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?[A-Za-z0-9][A-Za-z0-9.-]*\+?")


#: Words of the grammar, which no id may be.
_WORDS = frozenset(["AND", "OR", "WITH"])


class BadExpression(ValueError):
    """The text is no SPDX expression; the message says why."""


@dataclass(frozen=True, slots=True)
class License:
    """One licence id: of the SPDX list, or ``LicenseRef-…``. ``or_later`` is the ``+`` operator."""

    id: str
    or_later: bool = False


@dataclass(frozen=True, slots=True)
class With:
    """A licence with an exception: one unit, which is not the licence alone."""

    license: License
    exception: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A choice: one option is enough."""

    options: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every term binds."""

    terms: tuple[Expression, ...]


Leaf = License | With
Expression = Leaf | AnyOf | AllOf


@lru_cache(maxsize=4096)
def parse(expression: str) -> Expression:
    """Return the tree of an SPDX expression, with ids in the case of the list.

    Renamed ids become their new names (``GPL-2.0+`` is ``GPL-2.0-or-later``). ``LicenseRef-`` and
    ids that are on no list are kept as written; ``is_listed`` tells them apart.

    Raises:
        BadExpression: it is empty, malformed, too long or nested too deep.

    """
    if len(expression) > LENGTH_LIMIT:
        raise BadExpression(f"longer than {LENGTH_LIMIT} characters")
    simple = _simple(expression)
    if simple is not None:
        return simple
    from license_expression import (  # type: ignore[import-untyped]  # noqa: PLC0415 (no stubs; costs 30 ms)
        ExpressionError,
        Licensing,
    )

    try:
        tree = Licensing().parse(expression)
    except (ExpressionError, AttributeError, IndexError, TypeError, ValueError) as error:
        # The library lets errors of its own parser through on malformed text.
        raise BadExpression(f"not an SPDX expression: '{expression[:80]}'") from error
    except RecursionError as error:
        raise BadExpression("nested too deep") from error
    if tree is None:
        raise BadExpression("empty")
    return _converted(tree, expression)


def _simple(expression: str) -> Expression | None:
    """Return the tree of ids joined by one operator: most expressions, at a tenth of the time."""
    words = expression.split()
    if (
        len(words) > 1
        and all(map(_ID.fullmatch, words))
        and _WORDS.isdisjoint(map(str.upper, words))
    ):
        raise BadExpression(f"'{' '.join(words)[:60]}' is no licence id in '{expression[:80]}'")
    joints = {word.upper() for word in words[1::2]}
    ids = words[::2]
    if len(words) % 2 == 0 or len(joints) > 1 or not joints <= {"AND", "OR"}:
        return None
    if not all(_ID.fullmatch(word) and word.upper() not in _WORDS for word in ids):
        return None
    parts = tuple(_license(word, expression) for word in ids)
    return any_of(parts) if "OR" in joints else all_of(parts)


def _converted(node: object, whole: str) -> Expression:
    kind = type(node).__name__
    if kind in {"OR", "AND"}:
        parts = tuple(_converted(part, whole) for part in getattr(node, "args", ()))
        return any_of(parts) if kind == "OR" else all_of(parts)
    if kind == "LicenseWithExceptionSymbol":
        licensed = _license(str(getattr(node, "license_symbol").key), whole)  # noqa: B009 (untyped)
        return With(licensed, _listed_case(str(getattr(node, "exception_symbol").key)))  # noqa: B009
    return _license(str(getattr(node, "key", node)), whole)


def _license(key: str, whole: str) -> License:
    if not _ID.fullmatch(key):
        raise BadExpression(f"'{key[:60]}' is no licence id in '{whole[:80]}'")
    key = _listed_case(key)
    key = _RENAMED.get(key, key)
    return License(key.removesuffix("+"), key.endswith("+"))


def any_of(options: tuple[Expression, ...]) -> Expression:
    """Return a choice, flattened, without repeats; one option alone is itself."""
    flat = _flat(options, AnyOf)
    return flat[0] if len(flat) == 1 else AnyOf(flat)


def all_of(terms: tuple[Expression, ...]) -> Expression:
    """Return a conjunction, flattened, without repeats; one term alone is itself."""
    flat = _flat(terms, AllOf)
    return flat[0] if len(flat) == 1 else AllOf(flat)


def _flat(parts: tuple[Expression, ...], kind: type[AnyOf | AllOf]) -> tuple[Expression, ...]:
    flat: list[Expression] = []
    for part in parts:
        inner = children(part) if isinstance(part, kind) else (part,)
        flat += (item for item in inner if item not in flat)
    return tuple(flat)


def children(node: Expression) -> tuple[Expression, ...]:
    """Return the options of a choice or the terms of a conjunction; empty for a leaf."""
    match node:
        case AnyOf(options):
            return options
        case AllOf(terms):
            return terms
        case License() | With():
            return ()


def text(node: Expression) -> str:
    """Return the canonical text; parsing it gives the same tree."""
    match node:
        case License(id=key, or_later=later):
            return f"{key}+" if later else key
        case With(license=licensed, exception=exception):
            return f"{text(licensed)} WITH {exception}"
        case AllOf(terms):
            return " AND ".join(f"({text(t)})" if isinstance(t, AnyOf) else text(t) for t in terms)
        case AnyOf(options):
            return " OR ".join(text(option) for option in options)


def canonical(expression: str) -> str | None:
    """Return the canonical text of an expression; ``None`` when it is none."""
    try:
        return text(parse(expression))
    except BadExpression:
        return None


def leaves(node: Expression) -> Iterator[Leaf]:
    """Yield the licences of a tree, each once, in order."""
    seen: dict[Leaf, None] = {}
    waiting: list[Expression] = [node]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, License | With):
            seen.setdefault(part)
        else:
            waiting[:0] = children(part)
    yield from seen


def permitted(node: Expression, permits: Callable[[Leaf], Answer]) -> Answer:
    """Return whether use is permitted: one permitted option is enough, every term binds.

    ``permits`` answers for a licence, or for a licence with its exception as one unit.
    """
    match node:
        case AnyOf(options):
            return Answer.any(permitted(option, permits) for option in options)
        case AllOf(terms):
            return Answer.all(permitted(term, permits) for term in terms)
        case License() | With():
            return permits(node)


def denied(node: Expression, denies: Callable[[Leaf], Answer]) -> Answer:
    """Return whether it is denied: a choice when every option is, a conjunction when one is."""
    return ~permitted(node, lambda leaf: ~denies(leaf))


def contains(node: Expression, test: Callable[[Leaf], Answer]) -> Answer:
    """Return whether any licence of the tree answers the test, chosen or not."""
    return Answer.any(test(leaf) for leaf in leaves(node))


def agree(first: str, second: str) -> bool:
    """Tell whether two expressions can both be right.

    One holds every licence of the other, or one only names the family of the other's licences:
    ``LicenseRef-BSD`` of BSD-3-Clause. What cannot be read agrees only with itself.
    """
    try:
        one, two = (frozenset(leaves(parse(written))) for written in (first, second))
    except BadExpression:
        return first == second
    return one <= two or two <= one or _family_of(one, two) or _family_of(two, one)


def _family_of(vague: frozenset[Leaf], exact: frozenset[Leaf]) -> bool:
    """Tell whether each licence is one of the others, or the family of one of them."""
    names = [text(leaf) for leaf in exact]
    return all(
        leaf in exact
        or (
            text(leaf).startswith("LicenseRef-")
            and any(name.startswith(text(leaf).removeprefix("LicenseRef-") + "-") for name in names)
        )
        for leaf in vague
    )


def is_listed(leaf: Leaf) -> bool:
    """Tell whether the ids are on the SPDX list."""
    from packaging.licenses import (  # noqa: PLC0415 (only where a licence is judged)
        InvalidLicenseExpression,
        canonicalize_license_expression,
    )

    try:
        canonicalize_license_expression(text(leaf))
    except InvalidLicenseExpression:
        return False
    return not text(leaf).startswith("LicenseRef-")


def class_of(node: Expression, class_of_leaf: Callable[[Leaf], str]) -> str:
    """Return the class of an expression: the freest option's, the most binding term's.

    Classes are ordered as in LICENSE_CLASSES, most binding first; an unknown term makes a
    conjunction unknown unless another term already binds more, and an unknown option never wins a
    choice.
    """
    match node:
        case AnyOf(options):
            return max((class_of(o, class_of_leaf) for o in options), key=_freedom)
        case AllOf(terms):
            return min((class_of(t, class_of_leaf) for t in terms), key=_binding)
        case License() | With():
            return class_of_leaf(node)


_UNSURE = frozenset(["unknown", "none-stated"])
#: What binds more than "nobody knows": these classes already say no to much.
_CERTAIN = LICENSE_CLASSES.index("strong-copyleft")


def _freedom(name: str) -> int:
    return -1 if name in _UNSURE else LICENSE_CLASSES.index(name)


def _binding(name: str) -> float:
    return _CERTAIN + 0.5 if name in _UNSURE else LICENSE_CLASSES.index(name)


@lru_cache(maxsize=4096)
def _listed_case(key: str) -> str:
    from packaging.licenses import (  # noqa: PLC0415 (only where a licence is judged)
        InvalidLicenseExpression,
        canonicalize_license_expression,
    )

    for form in ("{}", "MIT WITH {}"):
        try:
            return canonicalize_license_expression(form.format(key)).rpartition(" ")[2]
        except InvalidLicenseExpression:  # noqa: PERF203 (two forms at most)
            continue
    return key
