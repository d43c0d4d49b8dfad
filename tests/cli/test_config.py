"""What the configuration takes, where each value comes from, and how it says what is wrong."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner import config
from scanner.config.files import SIZE_LIMIT_BYTES
from scanner.config.keys import KEYS
from scanner.config.lines import key_lines
from scanner.config.schema import schema
from scanner.model.context import CONTEXT_KEYS
from scanner.model.errors import ConfigError, ConfigErrors

if TYPE_CHECKING:
    from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PLENTY = """\
version = 1
markets = ["us", "eu"]
fail-on = ["error", "unknown"]

[scan]
exclude = ["tests/fixtures/**"]

[license]
allow = [
  "MIT", # ] and "
  "Apache-2.0",
]
aliases = { "NVIDIA Proprietary Software" = "LicenseRef-NVIDIA" }

[context]
purpose = "commercial"
[context.monthly-active-users]
value = { "2024-06" = 2_000_000 }
declared-by = "finance"
declared-on = 2026-01-05

[severity]
LIC004 = "note"

[[waiver]]
id = "W-1"

[[waiver]]
id = "W-2"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(folder: Path, text: str, name: str = "flagstate.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def load(root: Path, env: dict[str, str] | None = None, **flags: object) -> config.Settings:
    return config.load(root, {k.replace("_", "-"): v for k, v in flags.items()}, env or {})


def test_every_value_says_where_it_comes_from(root: Path) -> None:
    write(root, PLENTY)
    settings = load(root, {"FLAGSTATE_STRICT": "true"}, min_confidence="low")
    assert settings.context.words("markets") == ("us", "eu")
    assert settings.values["context.markets"].origin == "flagstate.toml:2"
    assert settings.values["license.allow"].origin == "flagstate.toml:9"
    assert settings.values["license.aliases"].origin == "flagstate.toml:13"
    assert settings.values["strict"].origin == "FLAGSTATE_STRICT"
    assert settings.values["min-confidence"].origin == "--min-confidence"
    assert settings.values["profiles"].origin == "default"
    assert [each.origin for each in settings.exceptions["waiver"]] == [
        "flagstate.toml:25",
        "flagstate.toml:28",
    ]
    assert settings.policy["severity"] == {"LIC004": "note"}


def test_a_declaration_can_say_who_and_when(root: Path) -> None:
    write(root, PLENTY)
    declared = load(root).context.declared["monthly-active-users"]
    assert declared.value == (("2024-06", 2_000_000),)
    assert (declared.declared_by, declared.declared_on) == ("finance", date(2026, 1, 5))


def test_a_flag_beats_the_environment_beats_the_nearest_file_beats_the_root(root: Path) -> None:
    above = 'fail-on = "note"\nstrict = true\ndelegate = ["app"]\n[context]\nsector = "rail"\n'
    write(root, above)
    write(root / "app", 'fail-on = "warning"\n')
    assert load(root / "app").fail_on == ("warning",)
    assert load(root / "app").strict
    assert load(root / "app").files == ("flagstate.toml", "../flagstate.toml")
    assert load(root / "app", {"FLAGSTATE_FAIL_ON": "never"}).fail_on == ("never",)
    assert load(root / "app", {"FLAGSTATE_FAIL_ON": "never"}, fail_on="error").fail_on == ("error",)
    assert load(root / "app", context=("sector=health",)).context.get("sector") == "health"


def test_the_search_stops_at_the_top_of_the_repository(root: Path) -> None:
    write(root, "strict = true\n")
    inner = root / "inner"
    (inner / ".git").mkdir(parents=True)
    assert not load(inner).strict


def test_pyproject_is_read_only_when_it_has_our_table(root: Path) -> None:
    write(root, "not toml at all", "pyproject.toml")
    assert load(root).files == ()
    write(root, '[project]\nname = "x"\n[tool.flagstate]\nstrict = true\n', "pyproject.toml")
    assert load(root).values["strict"].origin == "pyproject.toml:4"


def test_two_configurations_in_one_folder_are_an_error(root: Path) -> None:
    write(root, "strict = true\n")
    write(root, "[tool.flagstate]\n", "pyproject.toml")
    with pytest.raises(ConfigError, match="keep one"):
        load(root)


def test_all_problems_are_reported_at_once_with_line_and_nearest_key(root: Path) -> None:
    write(
        root, 'markts = ["us"]\n[license]\ndenny = []\nunknown = "maybe"\n[context]\nsector = 3\n'
    )
    with pytest.raises(ConfigErrors) as caught:
        load(root)
    said = {(error.at, error.hint) for error in caught.value.errors}
    assert said == {
        ("flagstate.toml:1", "did you mean 'markets'?"),
        ("flagstate.toml:3", "did you mean 'license.deny'?"),
        ("flagstate.toml:4", "expected one of ignore, note, warn, fail"),
        ("flagstate.toml:6", "expected a word in quotes"),
    }


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a = ", "flagstate.toml:1"),
        ("version = 2", "flagstate.toml:1"),
        ("strict = 1", "flagstate.toml:1"),
        ("\n\n[context]\nus-persons = -1", "flagstate.toml:4"),
        ("[context]\nus-persons = { '2024' = 1 }", "flagstate.toml:2"),
        ("[context]\nsector = { value = 'x', declared-on = 'y' }", "flagstate.toml:2"),
        ("[context]\nsector = { value = 'x', who = 'y' }", "flagstate.toml:2"),
        ("[data]\nmax-age = { lists = 'soon' }", "flagstate.toml:2"),
        ("license = 3", "flagstate.toml:1"),
        ("markets = ['us']\n[context]\nmarkets = ['eu']", "flagstate.toml:3"),
        ("x = " + "[" * 5000, "flagstate.toml"),
        ("x = " + "9" * 10_000, "flagstate.toml"),
        ("#" + "x" * SIZE_LIMIT_BYTES, "flagstate.toml"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_place(root: Path, text: str, where: str) -> None:
    write(root, text)
    with pytest.raises(ConfigError) as caught:
        load(root)
    assert caught.value.at.startswith(where)


@pytest.mark.parametrize(
    "flags",
    [
        {"as_of": "tomorrow"},
        {"context": ("markets",)},
        {"context": ("market=us",)},
        {"context": ("us-persons=many",)},
        {"config": "no-such-file.toml"},
        {"fail_on": "errors"},
        {"min_confidence": "sure"},
    ],
)
def test_a_wrong_flag_is_an_error(root: Path, flags: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        load(root, **flags)


def test_the_day_is_an_input(root: Path) -> None:
    assert load(root, as_of="2026-01-16").context.today == date(2026, 1, 16)
    assert load(root, {"SOURCE_DATE_EPOCH": "0"}).context.today == date(1970, 1, 1)
    assert load(root, {"FLAGSTATE_AS_OF": "2025-02-03"}).context.today == date(2025, 2, 3)


def test_a_configuration_that_is_a_symlink_is_not_followed(root: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "elsewhere", "strict = true\n")
    (root / "flagstate.toml").symlink_to(outside)
    assert not load(root).strict


def test_extends_names_profiles_and_files(root: Path) -> None:
    write(root, 'extends = ["builtin:research", "policy/ours.toml"]\n')
    with pytest.raises(ConfigError, match="no such file"):
        load(root)
    write(root / "policy", "", "ours.toml")
    settings = load(root)
    assert settings.profiles == ("research",)
    assert settings.overlays == (root / "policy/ours.toml",)


def test_no_config_reads_nothing(root: Path) -> None:
    write(root, "broken")
    assert load(root, no_config=True).files == ()


def test_the_schema_takes_what_the_loader_takes() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    document = json.loads(json.dumps(tomllib.loads(PLENTY), default=str))
    jsonschema.Draft202012Validator(schema()).validate(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate({"markts": []})


def test_every_context_key_of_the_model_can_be_declared() -> None:
    assert {key for key in KEYS if key.startswith("context.")} == {
        f"context.{key}" for key in CONTEXT_KEYS
    }


_NAMES = st.text("abcxyz-_09", min_size=1, max_size=6)
_VALUES = st.sampled_from(
    ['"a # ["', "'b ] '", "1", "[1, [2, 3],\n 4] # x", '"""x\ny = 1\n"""', "'''\n[z]\n'''", '"\\""']
)


@given(st.dictionaries(_NAMES, st.dictionaries(_NAMES, _VALUES, max_size=3), max_size=4))
def test_every_key_stands_on_the_line_that_is_said(tables: dict[str, dict[str, str]]) -> None:
    lines: list[str] = []
    where: dict[tuple[str, ...], int] = {}
    for table, keys in tables.items():
        where[(table,)] = len(lines) + 1
        lines.append(f"[{table}] # comment")
        for key, value in keys.items():
            where[(table, key)] = len(lines) + 1
            lines += f"{key} = {value}".split("\n")
    text = "\n".join(lines) + "\n"
    tomllib.loads(text)
    assert key_lines(text) == where
