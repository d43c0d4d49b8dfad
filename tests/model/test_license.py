from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.model.answer import Answer
from scanner.model.license import (
    AllOf,
    AnyOf,
    BadExpression,
    Expression,
    License,
    With,
    all_of,
    any_of,
    canonical,
    class_of,
    contains,
    denied,
    is_listed,
    leaves,
    parse,
    permitted,
    text,
)

CLASSES = {
    "MIT": "permissive",
    "Apache-2.0": "permissive",
    "MPL-2.0": "weak-copyleft",
    "GPL-3.0-only": "strong-copyleft",
    "AGPL-3.0-only": "network-copyleft",
    "LicenseRef-bought": "proprietary",
    "LicenseRef-nc": "non-commercial",
}


def one_class(leaf: License | With) -> str:
    return CLASSES.get(leaf.id, "unknown") if isinstance(leaf, License) else "weak-copyleft"


def only(*allowed: str) -> object:
    def permits(leaf: License | With) -> Answer:
        if text(leaf) == "LicenseRef-unread":
            return Answer.UNKNOWN
        return Answer.of(text(leaf) in allowed)

    return permits


LEAVES = st.sampled_from(["MIT", "Apache-2.0", "GPL-3.0-only", "LicenseRef-x", "CDDL-1.0+"]).map(
    lambda name: License(name.removesuffix("+"), name.endswith("+"))
) | st.just(With(License("GPL-2.0-only"), "Classpath-exception-2.0"))
TREES: st.SearchStrategy[Expression] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, min_size=2, max_size=3).flatmap(
        lambda parts: st.sampled_from([any_of(tuple(parts)), all_of(tuple(parts))])
    ),
    max_leaves=8,
)


@given(TREES)
def test_an_expression_survives_being_written_and_read(tree: Expression) -> None:
    """SPDX 2.3, annex D: AND binds closer than OR, WITH closer than AND."""
    assert parse(text(tree)) == tree
    assert canonical(text(tree)) == text(tree)


@given(TREES)
def test_denied_is_the_other_side_of_permitted(tree: Expression) -> None:
    def answer(leaf: License | With) -> Answer:
        return Answer.UNKNOWN if isinstance(leaf, With) else Answer.of(leaf.id == "MIT")

    assert denied(tree, lambda leaf: ~answer(leaf)) is ~permitted(tree, answer)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("mit or apache-2.0", "MIT OR Apache-2.0"),
        ("GPL-2.0+", "GPL-2.0-or-later"),
        ("LGPL-2.1", "LGPL-2.1-only"),
        ("MIT OR MIT", "MIT"),
        ("MIT AND (ISC AND 0BSD)", "MIT AND ISC AND 0BSD"),
        ("MIT OR ISC AND 0BSD", "MIT OR ISC AND 0BSD"),
        ("gpl-2.0-only with classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("(MIT OR ISC) AND LicenseRef-Own", "(MIT OR ISC) AND LicenseRef-Own"),
    ],
)
def test_an_expression_has_one_form(written: str, read: str) -> None:
    assert canonical(written) == read


@pytest.mark.parametrize(
    "bad", ["", "()", "MIT AND", "MIT/Apache-2.0", "Apache License 2.0", "MIT, BSD", "(" * 20_000]
)
def test_what_is_no_expression_says_so(bad: str) -> None:
    with pytest.raises(BadExpression):
        parse(bad)
    assert canonical(bad) is None


@pytest.mark.parametrize(
    ("expression", "allowed", "answer"),
    [
        ("MIT OR GPL-3.0-only", ["MIT"], Answer.YES),
        ("MIT AND GPL-3.0-only", ["MIT"], Answer.NO),
        ("MIT AND LicenseRef-unread", ["MIT"], Answer.UNKNOWN),
        ("GPL-3.0-only AND LicenseRef-unread", ["MIT"], Answer.NO),
        ("GPL-3.0-only OR LicenseRef-unread", ["MIT"], Answer.UNKNOWN),
        ("GPL-2.0-only WITH Classpath-exception-2.0", ["GPL-2.0-only"], Answer.NO),
        ("LGPL-3.0-only", ["GPL-3.0-only"], Answer.NO),
    ],
)
def test_or_needs_one_and_needs_all_with_is_one_unit(
    expression: str, allowed: list[str], answer: Answer
) -> None:
    assert permitted(parse(expression), only(*allowed)) is answer  # type: ignore[arg-type] (a predicate)


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("MIT OR GPL-3.0-only", "permissive"),
        ("MIT AND GPL-3.0-only", "strong-copyleft"),
        ("MIT AND LicenseRef-unread", "unknown"),
        ("AGPL-3.0-only AND LicenseRef-unread", "network-copyleft"),
        ("LicenseRef-unread OR MPL-2.0", "weak-copyleft"),
        ("(MIT OR LicenseRef-nc) AND MPL-2.0", "weak-copyleft"),
        ("AGPL-3.0-only OR LicenseRef-bought", "network-copyleft"),
        ("MIT AND LicenseRef-bought", "proprietary"),
    ],
)
def test_the_class_of_a_whole_follows_its_logic(expression: str, name: str) -> None:
    assert class_of(parse(expression), one_class) == name


def test_contains_asks_every_licence_chosen_or_not() -> None:
    tree = parse("MIT OR (ISC AND AGPL-3.0-only)")
    assert contains(tree, lambda leaf: Answer.of(text(leaf) == "AGPL-3.0-only")) is Answer.YES
    assert [text(leaf) for leaf in leaves(tree)] == ["MIT", "ISC", "AGPL-3.0-only"]


@pytest.mark.parametrize(
    ("name", "listed"),
    [("MIT", True), ("LicenseRef-x", False), ("BSD", False), ("GPL-3.0-only WITH MIT", False)],
)
def test_only_ids_of_the_list_are_listed(name: str, listed: bool) -> None:  # noqa: FBT001 (a table)
    assert all(is_listed(leaf) for leaf in leaves(parse(name))) is listed


def test_a_tree_of_one_part_is_that_part() -> None:
    assert any_of((License("MIT"), License("MIT"))) == License("MIT")
    assert all_of((License("MIT"),)) == License("MIT")
    assert isinstance(any_of((License("MIT"), License("ISC"))), AnyOf)
    assert isinstance(all_of((License("MIT"), License("ISC"))), AllOf)
