from __future__ import annotations

import pytest

from scanner.inventory.targets import applies, environment, reached
from scanner.model.answer import Answer
from scanner.model.component import Component, ComponentKind
from scanner.model.errors import ConfigError
from scanner.model.evidence import Relation
from scanner.model.inventory import PROJECT, Edge, Inventory


@pytest.mark.parametrize(
    ("marker", "target", "answer"),
    [
        ("", "linux-3.11", Answer.YES),
        ("sys_platform == 'win32'", "linux-3.11", Answer.NO),
        ("sys_platform == 'win32'", "windows-3.11", Answer.YES),
        ("python_version < '3.11'", "linux-3.10", Answer.YES),
        ("python_full_version < '3.11'", "linux-3.11", Answer.NO),
        (
            "platform_machine == 'arm64' and sys_platform == 'darwin'",
            "macos-arm64-3.12",
            Answer.YES,
        ),
        ("'web' in extras", "linux-3.11", Answer.YES),
        ("nonsense ===", "linux-3.11", Answer.UNKNOWN),
    ],
)
def test_a_marker_is_evaluated_for_the_chosen_target(
    marker: str, target: str, answer: Answer
) -> None:
    assert applies(marker, environment(target)) is answer


@pytest.mark.parametrize("bad", ["linux", "beos-3.11", "linux-2.7", "linux-sparc-3.11"])
def test_what_is_no_target_says_how_to_write_one(bad: str) -> None:
    with pytest.raises(ConfigError, match="is no target"):
        environment(bad)


def test_what_only_a_false_marker_leads_to_is_not_reached() -> None:
    components = tuple(
        Component(name, ComponentKind.PACKAGE, name) for name in ("a", "b", "c", "d")
    )
    edges = (
        Edge(source=PROJECT, target="a", relation=Relation.REQUIRES, marker="os_name == 'nt'"),
        Edge(source="a", target="b", relation=Relation.REQUIRES),
        Edge(source=PROJECT, target="c", relation=Relation.REQUIRES, marker="what?"),
        Edge(source="c", target="d", relation=Relation.REQUIRES),
        Edge(source="d", target="c", relation=Relation.REQUIRES),
    )
    project = Component(PROJECT, ComponentKind.PROJECT, ".")
    found = Inventory(components=(project, *components), edges=edges)
    assert reached(found, "linux-3.11") == {PROJECT, "c", "d"}
    assert reached(found, "windows-3.11") == {PROJECT, "a", "b", "c", "d"}
