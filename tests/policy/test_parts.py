"""Parts of the tree with a policy of their own: ``[[paths]]``, files below, ``delegate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import scanner
from scanner import config
from scanner.config.keys import KEYS
from scanner.config.parts import fits_a_part
from scanner.config.tighten import loosens
from scanner.model.errors import ConfigError
from scanner.model.part import Part

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.model.finding import Finding
    from scanner.model.scan import Scan

R1 = 'from transformers import AutoModel\nAutoModel.from_pretrained("deepseek-ai/DeepSeek-R1")\n'


def tree(root: Path, files: dict[str, str]) -> Path:
    (root / ".git").mkdir()
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def judged(root: Path) -> Scan:
    return scanner.scan(root, settings=config.load(root, {"as-of": "2026-11-21"}))


def of(scan: Scan, rule: str) -> list[Finding]:
    return [finding for finding in scan.findings if finding.rule == rule]


def paths(finding: Finding) -> set[str]:
    return {row.at.path for row in finding.evidence}


def test_a_context_holds_where_its_paths_say(tmp_path: Path) -> None:
    text = """[[paths]]
match = "defence/**"
context = { contracts = ["us-dod"] }
"""
    root = tree(tmp_path, {"flagstate.toml": text, "defence/a.py": R1, "shop/b.py": R1})
    (found,) = of(judged(root), "EXP007")
    assert found.severity.value == "error"
    assert paths(found) == {"defence/a.py"}


def test_profiles_and_severity_hold_where_their_paths_say(tmp_path: Path) -> None:
    text = """[[paths]]
match = ["defence", "lab/*.py"]
profiles = ["us-defense"]
[[paths]]
match = "lab/**"
severity = { EXP007 = "note" }
"""
    files = {"defence/a.py": R1, "lab/b.py": R1, "lab/deep/c.py": R1, "d.py": R1}
    found = of(judged(tree(tmp_path, {"flagstate.toml": text, **files})), "EXP007")
    assert {(f.severity.value, *paths(f)) for f in found} == {
        ("error", "defence/a.py"),
        ("note", "lab/b.py"),
    }


def test_the_last_of_two_parts_counts(tmp_path: Path) -> None:
    text = """severity = { MOD003 = "error" }
[[paths]]
match = "**/*.py"
severity = { MOD003 = "warning" }
[[paths]]
match = "lab/**"
severity = { MOD003 = "off" }
"""
    scan = judged(tree(tmp_path, {"flagstate.toml": text, "lab/a.py": R1, "b.py": R1}))
    (found,) = of(scan, "MOD003")
    assert (found.severity.value, paths(found)) == ("warning", {"b.py"})


def test_what_comes_out_the_same_is_one_finding(tmp_path: Path) -> None:
    text = '[[paths]]\nmatch = "lab/**"\nseverity = { SUP001 = "error" }\n'
    scan = judged(tree(tmp_path, {"flagstate.toml": text, "lab/a.py": R1, "b.py": R1}))
    (found,) = of(scan, "MOD003")
    assert paths(found) == {"lab/a.py", "b.py"}
    assert len([row for row in scan.matrix if "DeepSeek-R1" in row.component]) == 1


def test_a_file_below_tightens_its_folder(tmp_path: Path) -> None:
    files = {
        "flagstate.toml": "",
        "shop/flagstate.toml": '[model]\ndeny = ["publisher:deepseek"]\n',
        "shop/a.py": R1,
        "lab/b.py": R1,
    }
    (found,) = of(judged(tree(tmp_path, files)), "MOD012")
    assert paths(found) == {"shop/a.py"}


LOOSE = '[model]\nrequire-revision = "none"\n[severity]\nSUP001 = "off"\n'


@pytest.mark.parametrize("delegated", [False, True])
def test_a_file_below_loosens_only_where_it_is_delegated(
    tmp_path: Path, *, delegated: bool
) -> None:
    own = 'delegate = ["lab/"]\n' if delegated else ""
    files = {
        "flagstate.toml": own + '[model]\nrequire-revision = "commit"\n',
        "lab/sub/flagstate.toml": LOOSE,
        "lab/sub/a.py": R1,
    }
    scan = judged(tree(tmp_path, files))
    assert bool(of(scan, "MOD003")) is not delegated
    said = [gap.reason for gap in scan.gaps if "not followed" in gap.reason]
    assert len(said) == (0 if delegated else 2)
    if not delegated:
        assert "'model.require-revision' loosens the configuration above" in said[0]


def test_a_broken_file_below_is_a_gap(tmp_path: Path) -> None:
    files = {"lab/flagstate.toml": "x = = 1\n[a]", "lab/a.py": R1, "ok/flagstate.toml": "x = 1"}
    scan = judged(tree(tmp_path, {**files, "ok/a.py": R1}))
    reasons = {(gap.at.path, gap.at.line): gap.reason for gap in scan.gaps}
    assert "not TOML" in reasons["lab/flagstate.toml", 1]
    assert "unknown key 'x'" in reasons["ok/flagstate.toml", 1]


@pytest.mark.parametrize(
    ("above", "text", "loose"),
    [
        ('fail-on = ["warning"]', 'fail-on = ["error"]', "fail-on"),
        ('fail-on = ["error"]', 'fail-on = ["note", "unknown"]', ""),
        ('profiles = ["us-defense"]', 'profiles = ["commercial"]', "profiles"),
        ('profiles = ["us-defense"]', 'profiles = ["us-defense", "eu-public"]', ""),
        ('license.deny = ["AGPL-3.0-only"]', "license.deny = []", "license.deny"),
        ('license.allow = ["MIT", "ISC"]', 'license.allow = ["MIT"]', ""),
        ('license.allow = ["MIT"]', 'license.allow = ["MIT", "ISC"]', "license.allow"),
        ('markets = ["us"]', 'markets = ["us", "eu"]', ""),
        ('markets = ["us"]', 'markets = ["eu"]', "context.markets"),
        ('distribution = "binary"', 'distribution = "internal"', "context.distribution"),
        ("", '[context]\nwaivers-held = ["us-ndaa26-1532"]', "context.waivers-held"),
        ("", '[internal]\npackages = ["*"]', "internal.packages"),
        ("", '[severity]\nEXP007 = "note"', "severity"),
        ("", '[severity]\nEXP007 = "error"', ""),
        ('severity.LIC004 = "note"', '[severity]\nLIC004 = "warning"', ""),
        ("", '[scan]\nexclude = ["**"]', "scan.exclude"),
        ("", 'plugins = ["x"]', "plugins"),
        ("", '[[waiver]]\nid = "x"', "waiver"),
        ("", '[[paths]]\nmatch = "**"\nseverity = { MOD003 = "off" }', "paths"),
        ("exceptions.inline = false", "exceptions.inline = true", "exceptions.inline"),
        ("strict = true", "strict = false", "strict"),
        ('min-confidence = "low"', 'min-confidence = "high"', "min-confidence"),
    ],
)
def test_a_nearer_file_may_tighten_and_loosens_only_where_it_is_delegated(
    tmp_path: Path, above: str, text: str, loose: str
) -> None:
    tree(tmp_path, {"flagstate.toml": above, "lab/flagstate.toml": text})
    if loose:
        with pytest.raises(ConfigError, match=f"'{loose}' loosens the configuration above"):
            config.load(tmp_path / "lab")
        (tmp_path / "flagstate.toml").write_text(f'delegate = ["./lab"]\n{above}', "utf-8")
    config.load(tmp_path / "lab")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[paths]]\nprofiles = []", "'match' of paths is no glob"),
        ('[[paths]]\nmatch = "/etc/**"', "'match' is '/etc/\\*\\*'"),
        (f'[[paths]]\nmatch = "{"*a" * 40}"', "'match' is"),
        ('[[paths]]\nmatch = "a"\nfail-on = ["never"]', "'fail-on' cannot hold for paths"),
        ('[[paths]]\nmatch = "a"\ndistributon = "saas"', "did you mean 'distribution'"),
        ('[[paths]]\nmatch = "a"\ndistribution = 7', "distribution is 7"),
        ('paths = "x"', "'match' of paths is no glob"),
        ('[[paths]]\nmatch = "a"\n' * 60, "more than 50 'paths'"),
    ],
)
def test_what_is_wrong_with_paths_has_its_line(tmp_path: Path, text: str, said: str) -> None:
    tree(tmp_path, {"flagstate.toml": text})
    with pytest.raises(ConfigError, match=r"flagstate\.toml:\d+: ") as raised:
        config.load(tmp_path)
    assert raised.match(said)


def test_paths_of_a_file_above_are_relative_to_it(tmp_path: Path) -> None:
    text = '[[paths]]\nmatch = "services/gpu/**"\nseverity = { MOD003 = "error" }\n'
    root = tree(tmp_path, {"flagstate.toml": text, "services/gpu/a.py": R1, "services/b.py": R1})
    found = of(judged(root / "services"), "MOD003")
    assert {(f.severity.value, *paths(f)) for f in found} == {
        ("error", "gpu/a.py"),
        ("note", "b.py"),
    }


@pytest.mark.parametrize(
    ("glob", "inside", "outside"),
    [
        ("services/**", "services/a/b.py", "service/a.py"),
        ("services", "services/a.py", "servicesx/a.py"),
        ("*.py", "a.py", "b/a.py"),
        ("**/*.py", "b/c/a.py", "b/a.txt"),
        ("**/*.py", "a.py", "a.pyc"),
        ("a/?.py", "a/b.py", "a/bc.py"),
        ("a[b]/**", "a[b]/c", "ab/c"),
    ],
)
def test_globs(glob: str, inside: str, outside: str) -> None:
    part = Part(match=(glob,))
    assert part.holds(inside)
    assert not part.holds(outside)


def test_every_key_has_a_direction() -> None:
    """Saying the same again never loosens; what holds for a part is checked below too."""
    for name, key in KEYS.items():
        value = config.Value(key.default, "flagstate.toml:1")
        assert not loosens(name, {name: value}, key.default), name
    assert fits_a_part("context.markets")
    assert not fits_a_part("plugins")
