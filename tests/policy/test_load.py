"""Policy files: a mistake is named by file, line, key and nearest valid key; nothing hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner.model.errors import ConfigError
from scanner.policy import load, message, testing
from tests.yardstick import at_most

if TYPE_CHECKING:
    from pathlib import Path

RULE = """
[[rule]]
id = "LIC900"
slug = "own-rule"
applies-to = ["package"]
when = { license-class = ["strong-copyleft"] }
message = "{{ component }} is under {{ license }}"
remedy = "replace it"
references = ["our own rule"]
"""


def written(tmp_path: Path, text: str, name: str = "own.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def complaint(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load.load(overlays=(written(tmp_path, text),))
    return str(caught.value)


def test_a_rule_is_added_by_writing_toml_only(tmp_path: Path) -> None:
    policy = load.load(overlays=(written(tmp_path, RULE),))
    assert "LIC900" in {rule.id for rule in policy.rules}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            ('message = "', 'mesage = "'),
            ":7: 'mesage' is not a key here\n  hint: did you mean 'message'",
        ),
        (('"strong-copyleft"', '"strong-copyleff"'), "did you mean 'strong-copyleft'"),
        (("license-class", "licence-class"), "did you mean 'license-class'"),
        (('["package"]', '["pakage"]'), "did you mean 'package'"),
        (('id = "LIC900"', 'id = "ABC900"'), "expected a family and three digits"),
        (("{{ component }}", "{{ componet }}"), "did you mean 'component'"),
        (("own-rule", "Own Rule"), "expected kebab-case"),
        (("is under {{ license }}", "is banned"), "says 'banned'"),
        (('remedy = "replace it"', ""), "has no remedy"),
        (("when =", "when = 3 #"), "is not a condition"),
        (("own-rule", "license-denied"), "is also that of"),
        (
            ('id = "LIC900"', 'id = "LIC900"\nregime = "us-aidiffusion"'),
            "did you mean 'us-ai-diffusion'",
        ),
        (('references = ["our own rule"]', 'set-keys = ["market"]'), "did you mean 'markets'"),
        (('"strong-copyleft"', '"group:free-clases"'), "did you mean 'free-classes'"),
        (('"strong-copyleft"', '"regime:us-cg-d6/countries"'), "did you mean 'us-cg-d5'"),
        (('"strong-copyleft"', '"setting:hom"'), "did you mean 'home'"),
        (("when =", 'no-test = { out-of-perod = "no-regime" }\nwhen ='), "'out-of-period'"),
        (("when =", 'no-test = { out-of-period = "no-regim" }\nwhen ='), "'no-regime'"),
    ],
)
def test_a_mistake_names_its_place_and_the_nearest_word(
    tmp_path: Path, change: tuple[str, str], expected: str
) -> None:
    text = complaint(tmp_path, RULE.replace(*change))
    assert "own.toml:" in text
    assert expected in text


def test_all_problems_are_reported_in_one_pass(tmp_path: Path) -> None:
    text = RULE.replace("message", "mesage").replace("remedy", "remdy").replace("package", "pakage")
    found = complaint(tmp_path, text)
    assert all(word in found for word in ("mesage", "remdy", "pakage"))


def test_an_unknown_profile_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="did you mean 'us-defense'"):
        load.load(("us-defence",))


def test_an_unknown_rule_in_severity_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="did you mean 'license-denied'"):
        load.load(settings={"severity": {"licence-denied": "note"}})


def test_severity_can_be_raised_lowered_and_switched_off() -> None:
    policy = load.load(settings={"severity": {"LIC001": "note", "publisher-on-entity-list": "off"}})
    found = {rule.id: rule.severity.value for rule in policy.rules}
    assert found["LIC001"] == "note"
    assert "EXP001" not in found


def test_extends_cycles_are_named(tmp_path: Path) -> None:
    written(tmp_path, 'extends = ["b.toml"]', "a.toml")
    written(tmp_path, 'extends = ["a.toml"]', "b.toml")
    with pytest.raises(ConfigError, match=r"extends itself: a\.toml -> b\.toml -> a\.toml"):
        load.load(overlays=(tmp_path / "a.toml",))


def test_extends_reads_a_package_without_running_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "acme_policy" / "policies"
    folder.mkdir(parents=True)
    (tmp_path / "acme_policy" / "__init__.py").write_text("raise SystemExit('ran')")
    (folder / "own.toml").write_text(RULE)
    monkeypatch.syspath_prepend(str(tmp_path))
    policy = load.load(("commercial", "package:acme_policy"))
    assert "LIC900" in {rule.id for rule in policy.rules}


def test_own_tests_of_own_rules_run(tmp_path: Path) -> None:
    tests = '[[rule.test]]\ngiven = { sample = "gpl-package" }\nwant = "violation"\n'
    policy = load.load(overlays=(written(tmp_path, RULE + tests),))
    own = [result for result in testing.test(policy) if result.rule == "LIC900"]
    assert [result.passed for result in own] == [True]


def test_a_test_that_cannot_run_says_why(tmp_path: Path) -> None:
    tests = '[[rule.test]]\ngiven = { sample = "gpl-pakage" }\nwant = "violation"\n'
    policy = load.load(overlays=(written(tmp_path, RULE + tests),))
    own = next(result for result in testing.test(policy) if result.rule == "LIC900")
    assert own.got == "unusable"
    assert "did you mean 'gpl-package'" in own.detail


def nested(depth: int) -> str:
    return "{ not = " * depth + "{ license-known = true }" + " }" * depth


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 5000 + "]" * 5000,
        "x = " + "{a=" * 3000 + "1" + "}" * 3000,
        RULE.replace('{ license-class = ["strong-copyleft"] }', nested(20)),
        RULE.replace('{ license-class = ["strong-copyleft"] }', nested(900)),
        "groups = { x = [" + '"a",' * 30_000 + '"a"] }',
        RULE.replace('["strong-copyleft"]', "[" + '"unknown",' * 30_000 + '"unknown"]'),
        "a." * 2000 + "b = 1",
        "[a]\n" * 10,
        "\x00",
        "#" + "x" * 5_000_000,
        'extends = ["own.toml"]',
        'extends = ["../../../../../etc/passwd.toml"]',
        'extends = ["package:os.path"]',
        'extends = ["package:no_such_package_at_all"]',
        "x = 1" + "0" * 5000,
        ".".join(["a"] * 80_000) + " = 1",
        "x = { " + ".".join(["a"] * 80_000) + " = 1 }",
        "[" + ".".join(["a"] * 80_000) + "]",
        "{{ " * 100_000,
    ],
    ids=range(19),
)
def test_hostile_files_end_in_an_error_in_bounded_time(tmp_path: Path, text: str) -> None:
    with at_most(40):
        complaint(tmp_path, text)


def test_a_folder_or_binary_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path, tmp_path / "binary.toml", tmp_path / "absent.toml"):
        with pytest.raises(ConfigError):
            load.load(overlays=(path,))


@pytest.mark.parametrize(
    "name",
    [
        "{{ license }}",
        "{% for x in range(9**9) %}x{% endfor %}",
        "{{ ''.__class__ }}",
        "${HOME}",
        "%s{0}",
    ],
)
def test_what_a_message_puts_in_is_never_read_again(name: str) -> None:
    text = message.fill("{{ component }} of {{ publisher }}", {"component": name})
    assert text == f"{name} of not known"


def test_a_message_holds_no_expression() -> None:
    tricks = "{{ component.__class__ }} {{ 7*7 }} {% if x %} {{ component|upper }}"
    expected = "not known {{ 7*7 }} {% if x %} {{ component|upper }}"
    assert message.fill(tricks, {"component": "x"}) == expected


def test_a_long_word_is_cut() -> None:
    assert len(message.fill("{{ component }}", {"component": "x" * 10_000})) == message.WORD_LIMIT
