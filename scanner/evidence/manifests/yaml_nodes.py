"""YAML with places, as a tree of nodes; bounded, aliases shared and never expanded twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.evidence import Location
from scanner.model.file import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.nodes import Node

    from scanner.model.file import File


def load(file: File, text: str | None = None) -> Node | None:
    """Return the root node of the first document; ``None`` for an empty file.

    ``text`` is the file's, where the caller has read it under another limit.

    Raises:
        Unreadable: not YAML, or nested too deep; with the line.

    """
    import yaml  # noqa: PLC0415 (only where a YAML manifest is read)

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return next(iter(_documents(yaml, file.text() if text is None else text, loader)), None)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "cannot be parsed"
        raise Unreadable(f"not YAML: {problem}", mark.line + 1 if mark else 1) from error
    except (RecursionError, ValueError) as error:
        raise Unreadable("YAML nested too deep") from error


def _documents(yaml: object, text: str, loader: object) -> Iterator[Node]:
    compose_all = getattr(yaml, "compose_all")  # noqa: B009 (the module is passed as an object)
    yield from compose_all(text, Loader=loader)


def pairs(node: Node | None) -> list[tuple[str, Node, Node]]:
    """Return ``[(key, key node, value node), ...]`` of a mapping; empty for anything else."""
    if node is None or not _is(node, "mapping"):
        return []
    return [(str(key.value), key, value) for key, value in node.value if _is(key, "scalar")]


def child(node: Node | None, *keys: str) -> Node | None:
    """Return the node below ``keys``; ``None`` when there is none."""
    for key in keys:
        node = next((value for name, _, value in pairs(node) if name == key), None)
    return node


def items(node: Node | None) -> list[Node]:
    """Return the items of a sequence; empty for anything else."""
    return list(node.value) if node is not None and _is(node, "sequence") else []


def text(node: Node | None) -> str | None:
    """Return a scalar's text; ``None`` for anything else."""
    return str(node.value) if node is not None and _is(node, "scalar") else None


def at(file: File, node: Node) -> Location:
    """Return where a node starts."""
    return Location(file.path, node.start_mark.line + 1, node.start_mark.column + 1)


def _is(node: Node, kind: str) -> bool:
    """Tell a node's kind by its ``id``, so that PyYAML need not be imported for its classes."""
    return getattr(node, "id", "") == kind
