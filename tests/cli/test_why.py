"""The paths that ``flagstate why`` tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner import scan as scan_of
from scanner.cli.why import paths_to
from scanner.model.evidence import Relation
from scanner.model.inventory import Edge

if TYPE_CHECKING:
    from pathlib import Path


def test_every_path_begins_at_the_project_also_where_paths_meet(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("a==1\nb==1\n")
    scan = scan_of(tmp_path)
    a, b = "pkg:pypi/a@1", "pkg:pypi/b@1"
    more = [Edge(source=a, target=b, relation=Relation.REQUIRES)]
    more += [Edge(source=each, target="c", relation=Relation.REQUIRES) for each in (a, b)]
    edges = tuple(sorted((*scan.inventory.edges, *more)))
    scan = replace(scan, inventory=replace(scan.inventory, edges=edges))
    assert [path[:-1] for path in paths_to(scan, "c")] == [(".", "a"), (".", "b")]


def test_a_cycle_ends(tmp_path: Path) -> None:
    scan = scan_of(tmp_path)
    pairs = [("x", "y"), ("y", "x"), ("y", "z")]
    edges = tuple(Edge(source=s, target=t, relation=Relation.REQUIRES) for s, t in pairs)
    scan = replace(scan, inventory=replace(scan.inventory, edges=edges))
    assert [path[-1] for path in paths_to(scan, "z")] == ["z (requires, runtime)"]
