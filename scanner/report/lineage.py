"""Lays out the lineage of models in columns: what something was made from stands to its right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.model.evidence import Relation

if TYPE_CHECKING:
    from scanner.model.inventory import Edge
    from scanner.report.view import View

RELATIONS = frozenset(
    (
        Relation.BASE_MODEL,
        Relation.ADAPTER_OF,
        Relation.QUANTIZED_FROM,
        Relation.FINETUNED_FROM,
        Relation.MERGED_FROM,
        Relation.DISTILLED_FROM,
        Relation.TOKENIZER_OF,
    )
)
BOX_WIDTH = 260
_BOX_HEIGHT = 40
_COLUMN = BOX_WIDTH + 90
_ROW = _BOX_HEIGHT + 14
_MARGIN = 8
_NODES = 120
_DEPTH = 12
_TITLE = 36


class Node(NamedTuple):
    """A box; ``x`` and ``y`` of its upper left corner."""

    x: int
    y: int
    title: str
    license: str


class Line(NamedTuple):
    """An edge between the sides of two boxes."""

    x1: int
    y1: int
    x2: int
    y2: int
    relation: str
    inferred: bool


class Graph(NamedTuple):
    """The whole picture, in pixels."""

    width: int
    height: int
    box: int
    nodes: tuple[Node, ...]
    edges: tuple[Line, ...]
    left_out: int


def graph(view: View) -> Graph | None:
    """Return the graph; ``None`` when nothing was made from anything else."""
    edges = [
        e for e in view.scan.inventory.edges if e.relation in RELATIONS and e.source != e.target
    ]
    names = sorted({name for edge in edges for name in (edge.source, edge.target)})
    if not names:
        return None
    forward = _without_cycles(edges)
    columns = _columns(names, forward)
    shown = names[:_NODES]
    spots = _spots(shown, columns, forward)
    nodes = tuple(
        Node(x, y, _short(view.title(name)), _short(view.license(name)))
        for name, (x, y) in sorted(spots.items())
    )
    middle = _BOX_HEIGHT // 2
    lines = tuple(
        Line(
            spots[edge.source][0] + BOX_WIDTH,
            spots[edge.source][1] + middle,
            spots[edge.target][0],
            spots[edge.target][1] + middle,
            edge.relation.value.replace("_", " "),
            edge.inferred,
        )
        for edge in edges
        if edge.source in spots and edge.target in spots
    )
    width = _MARGIN * 2 + (max(columns[name] for name in shown)) * _COLUMN + BOX_WIDTH
    height = max(y for _, y in spots.values()) + _BOX_HEIGHT + _MARGIN
    return Graph(width, height, BOX_WIDTH, nodes, lines, len(names) - len(shown))


def _without_cycles(edges: list[Edge]) -> list[Edge]:
    """Return the edges less those that lead back to where a walk came from."""
    targets: dict[str, list[Edge]] = {}
    for edge in edges:
        targets.setdefault(edge.source, []).append(edge)
    kept: list[Edge] = []
    done: set[str] = set()
    for start in sorted(targets):
        walk = [(start, iter(targets[start]))] if start not in done else []
        above = {start}
        while walk:
            name, left = walk[-1]
            following = next(left, None)
            if following is None:
                walk.pop()
                above.discard(name)
                done.add(name)
            elif following.target not in above:
                kept.append(following)
                if following.target not in done:
                    above.add(following.target)
                    walk.append((following.target, iter(targets.get(following.target, ()))))
    return kept


def _columns(names: list[str], edges: list[Edge]) -> dict[str, int]:
    """Return each component's column: how many steps at most lead to it, up to a limit."""
    columns = dict.fromkeys(names, 0)
    for _ in range(_DEPTH):
        for edge in edges:
            columns[edge.target] = max(columns[edge.target], columns[edge.source] + 1)
    return {name: min(column, _DEPTH) for name, column in columns.items()}


def _spots(
    names: list[str], columns: dict[str, int], edges: list[Edge]
) -> dict[str, tuple[int, int]]:
    """Return the corner of each box; right to left, each near what it was made from."""
    bases: dict[str, list[str]] = {}
    for edge in edges:
        bases.setdefault(edge.source, []).append(edge.target)
    rows: dict[str, float] = {}
    spots: dict[str, tuple[int, int]] = {}
    for column in range(max(columns.values()), -1, -1):
        wanted = {
            name: [rows[base] for base in bases.get(name, ()) if base in rows]
            for name in names
            if columns[name] == column
        }
        ordered = sorted(
            wanted, key=lambda each: (sum(wanted[each]) / max(len(wanted[each]), 1), each)
        )
        for row, name in enumerate(ordered):
            rows[name] = row
            spots[name] = (_MARGIN + column * _COLUMN, _MARGIN + row * _ROW)
    return spots


def _short(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1]}…"
