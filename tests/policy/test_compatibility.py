from __future__ import annotations

import pytest

from scanner.model.answer import Answer
from scanner.policy.compatibility import MODES, compatible, matrix

CLASSES = {
    "MIT": "permissive", "Apache-2.0": "permissive", "BSD-3-Clause": "permissive",
    "LGPL-3.0-only": "weak-copyleft", "MPL-2.0": "weak-copyleft",
    "GPL-2.0-only": "strong-copyleft", "GPL-3.0-only": "strong-copyleft",
    "AGPL-3.0-only": "network-copyleft",
}  # fmt: skip


def answer(inbound: str, outbound: str, mode: str) -> Answer:
    return compatible(inbound, outbound, mode, lambda name: CLASSES.get(name, "unknown")).answer


@pytest.mark.parametrize(
    ("inbound", "outbound", "mode", "wanted"),
    [
        ("MIT", "Apache-2.0", "binary", Answer.YES),
        ("GPL-3.0-only", "MIT", "binary", Answer.NO),
        ("Apache-2.0", "GPL-2.0-only", "binary", Answer.NO),
        ("Apache-2.0", "GPL-3.0-only", "binary", Answer.YES),
        ("GPL-3.0-only", "MIT", "internal", Answer.YES),
        ("GPL-3.0-only", "MIT", "saas", Answer.YES),
        ("AGPL-3.0-only", "MIT", "saas", Answer.UNKNOWN),
        ("GPL-3.0-only", "MIT", "source", Answer.UNKNOWN),
        ("LGPL-3.0-only", "MIT", "binary", Answer.YES),
        ("MIT OR GPL-3.0-only", "MIT", "binary", Answer.YES),
        ("MIT AND GPL-3.0-only", "MIT", "binary", Answer.NO),
        ("LicenseRef-x", "MIT", "binary", Answer.UNKNOWN),
        ("LicenseRef-x AND GPL-3.0-only", "MIT", "binary", Answer.NO),
        ("GPL-3.0-only", "MIT OR GPL-3.0-only", "binary", Answer.NO),
        ("not an expression", "MIT", "binary", Answer.UNKNOWN),
    ],
)
def test_the_mode_decides_what_is_asked_and_the_matrix_answers(
    inbound: str, outbound: str, mode: str, wanted: Answer
) -> None:
    assert answer(inbound, outbound, mode) is wanted


def test_a_yes_says_what_has_to_be_done_for_it() -> None:
    verdict = compatible("LGPL-3.0-only", "MIT", "device", CLASSES.__getitem__)
    assert "let users replace it" in verdict.obligation
    assert "installation information" in verdict.obligation
    both = compatible("MIT AND MPL-2.0", "MIT", "binary", CLASSES.__getitem__)
    assert "offer its source" in both.obligation


def test_the_matrix_is_square_and_of_known_words() -> None:
    table = matrix()
    words = {answer for row in table.values() for answer in row.values()}
    assert words <= {"Yes", "No", "Same", "Unknown", "Check dependency"}
    assert all(row.keys() == table.keys() for row in table.values())


def test_every_licence_goes_with_itself_in_every_mode() -> None:
    for name, row in matrix().items():
        assert row[name] == "Same"
        for mode in MODES:
            kind = CLASSES.get(name, "permissive")
            found = compatible(name, name, mode, lambda _: kind)  # noqa: B023 (called at once)
            assert found.answer is not Answer.NO
