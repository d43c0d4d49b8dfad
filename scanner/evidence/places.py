"""What an expression may stand for: a place in the code, a text, or something that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import ast

    from scanner.evidence.scopes import Scope


#: The way of what some call or test gives a parameter: others may give something else.
GIVEN = "given"


class Place(NamedTuple):
    """An expression that is not a name any more, where it is read, and how it got its name."""

    node: ast.AST | None  # None: unknown, see reason
    scope: Scope
    way: str
    reason: str = ""
    parameter: str = ""
    variable: str = ""  # of the environment
    function: ast.AST | None = None  # of the parameter


class Text(NamedTuple):
    """One text an expression may be, and the expression that holds or assembles it."""

    value: str
    node: ast.expr
    scope: Scope
    way: str
    assembled: bool = False


class Unknown(NamedTuple):
    """Something an expression may be that cannot be known, and why."""

    reason: str
    parameter: str = ""
    variable: str = ""  # of the environment
    made: bool = False  # an object that a class makes: what it names stands in its own call


def unknown(scope: Scope, reason: str) -> Place:
    """Return the place of what cannot be known."""
    return Place(None, scope, "", reason)


def variable(scope: Scope, names: list[str]) -> Place:
    """Return the place of an environment variable: what it holds is set elsewhere."""
    shown = ", ".join(name for name in names if name) or "?"
    only = names[0] if len(names) == 1 else ""
    return Place(None, scope, "", f"environment variable {shown}", variable=only)
