"""A dotted key that would take a TOML reader gigabytes is refused before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner import config
from scanner.evidence.documents import toml_text
from scanner.evidence.manifests import toml as manifest
from scanner.model.errors import ConfigError
from scanner.model.file import Unreadable
from scanner.model.toml_bound import PARTS_LIMIT, long_key_line
from tests.yardstick import at_most

if TYPE_CHECKING:
    from pathlib import Path

LONG = ".".join(["a"] * 80_000)


@pytest.mark.parametrize("key", [LONG, f"x = {{ {LONG}", f"[{LONG}]", f'"a" . {LONG}'])
def test_its_line_is_named(key: str) -> None:
    with at_most(5):
        assert long_key_line(f"[project]\nname = 1\n{key} = 1\n") == 3


def test_what_people_write_is_let_through() -> None:
    dots = ".".join(["part"] * (PARTS_LIMIT - 1))
    assert long_key_line(f"{dots} = 1\n" * 1000) is None
    assert long_key_line("text = 'see. and. so. on.'\n" * 10_000) is None
    assert long_key_line("version = '1.2.3'\n" * 10_000) is None


def test_no_reader_of_toml_takes_it(tmp_path: Path) -> None:
    text = f"{LONG} = 1\n"
    (tmp_path / "flagstate.toml").write_text(text, encoding="utf-8")
    with at_most(20):
        with pytest.raises(Unreadable, match="too many parts"):
            manifest.parse(text)
        problem = toml_text.read(text)[1]
        assert problem is not None
        with pytest.raises(ConfigError, match=r"flagstate\.toml:1: has a key of more than"):
            config.load(tmp_path)
