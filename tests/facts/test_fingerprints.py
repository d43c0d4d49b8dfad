"""Model licence texts: which one it is, whether it was edited, and what it is not.

No licence text stands here: most may not be copied. What is the table's is tested on its digests;
how a text is cut and compared is tested on agreements written for the purpose.
"""

from __future__ import annotations

import importlib.metadata
import json
import random
import textwrap
from pathlib import Path

import pytest

from scanner.facts import fingerprints, license_classes, license_text
from scanner.facts.fingerprints import GAP_MARK, Fingerprint, best_of, made, runs
from tests.facts.test_packages import MIT

#: An agreement of our own, in the form that model licences have.
FIRST = """\
ORCHARD COMMUNITY AGREEMENT
Orchard 2.1 Release Date: {date}

"Agreement" stands for the rules for using, copying and passing on the Orchard Fruit set out here.

1. What you may do.
   a. Permission. The Gardeners let you use, copy, pass on and change the Orchard Fruit in every
      land, without a fee and without the power to hand this permission to somebody else.
   b. Passing on. (i) Whoever hands the Orchard Fruit to others gives them these rules and shows
      "Grown with Orchard" on the page where the dish is served. (ii) Files that were changed say
      so in plain view. (iii) The line "Orchard 2.1 is grown under the Orchard Rules" stays in every
      basket.
2. Large kitchens. If on the day Orchard 2.1 came out the guests of your kitchens, and of kitchens
   that belong to you, were more than 900 million in the month before, you ask the Gardeners for a
   permission of its own, which they may refuse, and until then you have none of the rights above.
3. No promise. The Orchard Fruit comes as it fell from the tree; nobody promises that it is ripe,
   sweet or fit for a cake, and you alone decide whether to serve it.
4. Who pays. The Gardeners do not answer for stomach aches, spoilt evenings or lost guests, under
   whatever theory of fault they are claimed, even if they were told that such things may happen.
5. Quarrels. Whoever sues a gardener over Orchard 2.1 loses the permission on the day of the suit.
   The law of the valley applies, and its court in the village of Appleby has the last word.
"""
SECOND = FIRST.replace("Orchard 2.1", "Orchard 2.2").replace("900 million", "800 million")


def fingerprint(text: str, name: str, **cells: bool) -> Fingerprint:
    row = made(
        text,
        expression=f"LicenseRef-{name}",
        title=name,
        key=name,
        standard=frozenset(),
        **cells,
    )
    return fingerprints.fingerprint(row)


ONE = fingerprint(FIRST.format(date="May 1"), "orchard-2.1")
TWO = fingerprint(SECOND.format(date="June 1"), "orchard-2.2")
TABLE = (ONE, TWO)


def named(text: str, table: tuple[Fingerprint, ...] = TABLE) -> tuple[str, bool] | None:
    match = best_of(runs(text), table)
    return (match.fingerprint.key, match.exact) if match else None


def test_near_versions_are_told_apart() -> None:
    assert named(FIRST.format(date="May 1")) == ("orchard-2.1", True)
    assert named(SECOND.format(date="June 1")) == ("orchard-2.2", True)


FORMS = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "one line": lambda text: " ".join(text.split()),
    "other width": lambda text: "\n".join(textwrap.wrap(text, 60, break_on_hyphens=False)),
    "quoted": lambda text: textwrap.indent(text, "> "),
    "comment": lambda text: textwrap.indent(text, "# "),
    "capitals": str.upper,
    "typographic quotes": lambda text: text.replace('"', "\N{LEFT DOUBLE QUOTATION MARK}"),
    "Markdown": lambda text: text.replace("1. What", "## 1. **What**").replace("2. ", "2) "),
    "under a notice": lambda text: f"NOTICE\nSome Company 2026\n\n{text}\nAlso here: a song.\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_layout_does_not_change_what_a_text_is(form: str) -> None:
    assert named(FORMS[form](FIRST.format(date="May 1"))) == ("orchard-2.1", True)


def test_a_changed_added_or_dropped_clause_is_never_the_licence() -> None:
    text = FIRST.format(date="May 1")
    choose = random.Random(3)  # noqa: S311 (the same edits in every run)
    words = text.split()
    for _ in range(60):
        at = choose.randrange(30, len(words) - 30)
        for edit in (
            [*words[:at], "elephant", *words[at + 1 :]],
            [*words[:at], "but", "never", "on", "Sundays", *words[at:]],
            [*words[:at], *words[at + 5 :]],
        ):
            assert named(" ".join(edit)) == ("orchard-2.1", False), words[at]


def test_another_threshold_is_an_edit() -> None:
    text = FIRST.format(date="May 1").replace("900 million", "900 thousand")
    assert named(text) == ("orchard-2.1", False)


def test_a_text_that_borrows_a_clause_is_no_edit_of_it() -> None:
    clause = FIRST.split("5. Quarrels.")[1]
    assert named("A cook's own rules. " * 20 + clause) is None


def test_a_gap_takes_the_name_of_a_release_and_nothing_longer() -> None:
    text = FIRST.format(date="May 1").replace("stomach aches", f"stomach aches, {GAP_MARK} aches")
    table = (fingerprint(text, "gapped"),)
    assert named(text.replace(GAP_MARK, "head and tooth"), table) == ("gapped", True)
    assert named(text.replace(GAP_MARK, " ".join(map(str, range(300)))), table) == ("gapped", False)


def test_quoted_clauses_are_recognised_wherever_they_stand() -> None:
    clauses = FIRST.split("2. Large kitchens.")[1].split("3. No promise.", maxsplit=1)[0]
    clauses += "\n\n" + FIRST.split("5. Quarrels.")[1]
    table = (fingerprint(clauses, "quoted", clauses=True),)
    assert named(FIRST.format(date="May 1"), table) == ("quoted", True)
    assert named(FIRST.replace("900 million", "9 million"), table) == ("quoted", False)


def test_clauses_of_a_standard_text_alone_are_not_an_edit() -> None:
    """A modified MIT licence is mostly the MIT text: that text is no edit of it."""
    body, change = FIRST.split("5. Quarrels.")
    row = made(
        FIRST,
        expression="LicenseRef-x",
        title="x",
        key="x",
        standard=frozenset(runs(body)),
    )
    table = (fingerprints.fingerprint(row),)
    assert row["common"]
    assert named(body, table) is None
    assert named(body + "5. Quarrels." + change, table) == ("x", True)
    assert named(body + "5. Quarrels." + change.replace("gardener", "cook"), table) == ("x", False)


# The table itself, by its digests.

REAL = fingerprints.fingerprints()


def flat(item: Fingerprint) -> tuple[int, ...]:
    return tuple(run for piece in item.pieces for run in piece)


@pytest.mark.parametrize("item", REAL, ids=lambda item: item.key)
def test_every_fingerprint_is_told_from_all_others(item: Fingerprint) -> None:
    match = best_of(flat(item), REAL)
    assert match is not None
    assert (match.fingerprint.key, match.exact) == (item.key, True)


@pytest.mark.parametrize("item", REAL, ids=lambda item: item.key)
def test_one_other_run_makes_any_of_them_an_edit(item: Fingerprint) -> None:
    listed = flat(item)
    for at in range(1, len(listed), 7):
        match = best_of((*listed[:at], 0, *listed[at + 1 :]), REAL)
        assert match is None or not match.exact


def test_the_table_is_unique_and_each_row_has_a_class() -> None:
    keys = [item.key for item in REAL]
    assert len(keys) == len(set(keys)) >= 50
    for item in REAL:
        assert item.own, item.key
        assert license_classes.class_of(item.expression) != "unknown", item.expression
        assert license_classes.licensed(item.expression).title, item.expression


def test_the_common_families_are_in_the_table() -> None:
    held = {item.expression for item in REAL}
    assert {
        *(f"LicenseRef-llama-{n}" for n in ("1", "2", "3", "3.1", "3.2", "3.3", "4")),
        *("LicenseRef-gemma-terms", "LicenseRef-gemma-prohibited-use"),
        *("LicenseRef-bigscience-openrail-m", "LicenseRef-creativeml-openrail-m"),
        *("LicenseRef-openrail-pp-m", "BigCode-OpenRAIL-M-1.0", "LicenseRef-bigscience-rail-1.0"),
        *("LicenseRef-deepseek-1.0", "LicenseRef-qwen-2024", "LicenseRef-qwen-research"),
        *("LicenseRef-tongyi-qianwen", "LicenseRef-tii-falcon-2-11b", "LicenseRef-flux-1-dev-nc"),
        *("LicenseRef-stability-community-2024", "LicenseRef-nvidia-open-model"),
        *("LicenseRef-tencent-hunyuan", "LicenseRef-yi-1.0", "LicenseRef-exaone-nc-1.1"),
        "LicenseRef-orion-14b",
        *("LicenseRef-kimi-k2-modified-mit", "LicenseRef-mrl-0.1", "LicenseRef-coqui-cpml"),
    } <= held


def test_the_table_holds_digests_and_no_sentence() -> None:
    path = Path(fingerprints.__file__).parent / "data" / "license_fingerprints.json"
    for row in json.loads(path.read_text("utf-8"))["fingerprints"]:
        assert set(row["runs"]) <= set("0123456789abcdef*"), row["key"]
        assert set(row.get("common", "")) <= set("0123456789abcdef"), row["key"]


@pytest.mark.parametrize(
    "added",
    [
        '"Commons Clause" License Condition v1.0: the grant does not include the right to sell.',
        "Above ten million monthly active users you ask us first.",
        "This modified MIT license ends when your annual revenue passes 5 million dollars.",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_a_standard_text_with_a_condition_is_not_the_standard_text(
    added: str,
    before: bool,  # noqa: FBT001 (a table)
) -> None:
    text = f"{added}\n\n{MIT}" if before else f"{MIT}\n\n{added}"
    assert [item.expression for item in license_text.recognise(text)] == ["LicenseRef-altered-MIT"]


def test_an_edited_text_is_of_unknown_class_and_says_of_what() -> None:
    claim = license_classes.licensed(f"{license_text.ALTERED}llama-3.1")
    assert claim.license_class == "unknown"
    assert "differs from the Llama 3.1 Community License Agreement" in claim.title


def installed_texts() -> list[tuple[str, str]]:
    """Return the licence files and descriptions of what is installed to run the tests."""
    found = []
    for distribution in importlib.metadata.distributions():
        for file in distribution.files or ():
            name = file.name.upper()
            if ".dist-info/" in str(file) and ("LICEN" in name or name in {"METADATA", "NOTICE"}):
                path = Path(str(distribution.locate_file(file)))
                if path.is_file():
                    found.append((str(file), path.read_text("utf-8", "replace")))
    return found


def test_no_other_text_is_called_a_model_licence() -> None:
    """Standard licences, notices and READMEs, as the installed packages bring them."""
    texts = installed_texts()
    assert len(texts) >= 60
    assert [name for name, text in texts if fingerprints.best_match(text)] == []
