"""Commands that answer questions: explain, why, rules, doctor, completion."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scanner.cli import COMMANDS, exits, init, main
from scanner.policy import load
from scanner.report import REPORTERS, reporter
from tests.report.sample import sample

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from pathlib import Path


POLICIES = load.folder()


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def stored(tmp_path: Path) -> str:
    path = tmp_path / "result.json"
    path.write_text(reporter("json").render(sample()), "utf-8")
    return str(path)


def test_explain_gives_one_object_per_name_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["Qwen/Qwen2.5-3B-Instruct", "nosuch/ name\u202e", "api.deepseek.com", "LIC002"]
    assert main(["explain", "--json", *names]) == exits.CLEAN
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["name"] for row in rows] == names
    assert [row["kind"] for row in rows] == ["model", "model", "service", "rule"]
    assert rows[0]["license_class"] == "research-only"
    assert rows[1]["status"] == "unknown"


def test_explain_says_where_each_fact_is_from(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "meta-llama/Llama-3.1-8B-Instruct"])
    text = capsys.readouterr().out
    assert "licence LicenseRef-llama-3.1 (community-threshold) [model_licences" in text
    assert "more than 700,000,000 monthly active users of the group, counted once" in text
    assert "for 2024-06: a licence of its own is needed" in text


def test_explain_says_what_of_a_licence_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "--kind", "license", "LicenseRef-llama-4", "LicenseRef-dinov3"])
    read, unread = capsys.readouterr().out.split("\n\n")
    assert "leaves out the EU (binds licensee seat; clause in the acceptable use policy)" in read
    assert "law:        California, US" in read
    assert "text not read by us" in unread
    assert "not known:  acceptable use policy, military ban, output training, derivative" in unread


def test_an_unknown_name_is_not_a_permission(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "nosuch/thing\x1b[31m"]) == exits.NOTHING
    text = capsys.readouterr().out
    assert "unknown is not a permission" in text
    assert "\x1b" not in text


def test_a_rule_is_found_by_code_and_by_slug(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("lic002", "license-denied"):
        assert main(["rules", "show", name]) == exits.CLEAN
        assert capsys.readouterr().out.startswith("LIC002 license-denied")
        assert main(["explain", name]) == exits.CLEAN
        assert capsys.readouterr().out.startswith("LIC002 license-denied")
    assert main(["rules", "show", "license-denid"]) == exits.USAGE
    assert "did you mean 'license-denied'?" in capsys.readouterr().err
    assert main(["rules", "show"]) == exits.USAGE


def test_the_rules_are_listed_by_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list", "--json"]) == exits.CLEAN
    rows = json.loads(capsys.readouterr().out)
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert len(codes) > 10


def test_the_profiles_are_listed_with_their_titles(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "list", "--json"]) == exits.CLEAN
    rows = {row["profile"]: row for row in json.loads(capsys.readouterr().out)}
    assert {"commercial", "us-defense", "eu-commercial", "cn-operations"} <= set(rows)
    assert len({row["title"] for row in rows.values()}) == len(rows)


def test_a_policy_file_of_ones_own_is_checked_and_tested(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'title = "ours"\nreference = "our handbook"\nchecked = 2026-11-21\n'
        '[[rule]]\nid = "LIC900"\n'
        'slug = "ours"\ntitle = "ours"\napplies-to = ["package"]\nseverity = "note"\n'
        'when = { license-known = false }\nmessage = "no licence of {{ component }}"\n'
        'remedy = "ask"\nreferences = ["our handbook"]\n'
        'no-test = { undecided = "always-known", out-of-period = "no-regime" }\n'
        '[[rule.test]]\ngiven = { sample = "unknown-package" }\nwant = "violation"\n',
        "utf-8",
    )
    assert main(["policy", "check", str(own)]) == exits.USAGE
    assert "has no test that wants 'pass'" in capsys.readouterr().err
    passing = '[[rule.test]]\ngiven = { sample = "mit-package" }\nwant = "pass"\n'
    own.write_text(own.read_text("utf-8") + passing, "utf-8")
    assert main(["policy", "check", str(own)]) == exits.CLEAN
    assert main(["policy", "test", str(own)]) == exits.CLEAN
    own.write_text(own.read_text("utf-8").replace("remedy", "remeddy"), "utf-8")
    assert main(["policy", "check", str(own)]) == exits.USAGE
    assert "own.toml:" in capsys.readouterr().err


def test_the_policy_in_use_is_shown_with_its_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "--profile", "us-defense", "--json"]) == exits.CLEAN
    document = json.loads(capsys.readouterr().out)
    assert document["profiles"][-1] == "us-defense"
    assert document["settings"]["gate_zones"]
    assert main(["policy", "explain", "MOD001"]) == exits.CLEAN
    assert main(["policy", "explain"]) == exits.USAGE


def test_why_gives_paths_and_places(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "ACME/chat-7b", "--result", stored]) == exits.CLEAN
    text = capsys.readouterr().out
    assert "project -> acme/chat-7b (uses, runtime)" in text
    assert "services/chat/loader.py:42:9 (call_arg, runtime, uses)" in text
    assert main(["why", "acme/chat", "--result", stored]) == exits.USAGE
    assert "did you mean acme/chat-7b?" in capsys.readouterr().err


def test_doctor_finds_nothing_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == exits.CLEAN
    text = capsys.readouterr().out
    assert "knowledge base" in text
    assert "!!" not in text


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_names_every_command(
    shell: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["completion", shell]) == exits.CLEAN
    text = capsys.readouterr().out
    for command in COMMANDS:
        assert command in text
    program = shutil.which(shell)
    if program:
        script = tmp_path / "completion"
        script.write_text(text, "utf-8")
        subprocess.run([program, "-n", str(script)], check=True)  # noqa: S603 (a shell checks our script)


def test_the_schema_of_the_configuration_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "schema"]) == exits.CLEAN
    assert json.loads(capsys.readouterr().out)["additionalProperties"] is False


def test_a_broken_configuration_is_found_by_config_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "check"]) == exits.CLEAN
    (tmp_path / "flagstate.toml").write_text("markts = 1\nstrict = 'x'\n", "utf-8")
    assert main(["config", "check"]) == exits.USAGE
    err = capsys.readouterr().err
    assert "flagstate.toml:1" in err
    assert "flagstate.toml:2" in err
    (tmp_path / "flagstate.toml").unlink()
    (tmp_path / "flagstate-waivers.toml").write_text(
        'version = 1\n[[waiver]]\nid = "W-1"\nrules = ["LIC002"]\npackage = "pkg:pypi/x"\n', "utf-8"
    )
    assert main(["config", "check"]) == exits.USAGE
    assert "flagstate-waivers.toml:2" in capsys.readouterr().err
    (tmp_path / "flagstate-waivers.toml").unlink()
    (tmp_path / "flagstate-baseline.json").write_text("{}", "utf-8")
    assert main(["config", "check"]) == exits.USAGE


def test_init_writes_a_configuration_that_loads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "app.py").write_text(
        'from transformers import AutoModel\nAutoModel.from_pretrained("Qwen/Qwen2.5-3B")\n',
        "utf-8",
    )
    assert main(["init", "--yes"]) == exits.CLEAN
    text = (tmp_path / "flagstate.toml").read_text("utf-8")
    assert "# markets" in text
    assert main(["config", "check"]) == exits.CLEAN
    assert main(["init", "--yes"]) == exits.USAGE
    assert "is there already" in capsys.readouterr().err


def test_what_init_writes_for_answers_is_toml() -> None:
    answers = {"markets": '["us", "eu"]', "serves-models": "true"}
    text = init.text(("markets", "serves-models", "sector"), answers)
    assert tomllib.loads(text)["context"] == {"markets": ["us", "eu"], "serves-models": True}


def test_a_bill_of_materials_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sbom"]) == exits.NOTHING
    (tmp_path / "requirements.txt").write_text("requests==2.32.0\n", "utf-8")
    capsys.readouterr()
    for name, key in (("cyclonedx", "bomFormat"), ("spdx", "spdxVersion")):
        assert main(["sbom", "--format", name]) == exits.CLEAN
        document = json.loads(capsys.readouterr().out)
        assert key in document
        assert "pkg:pypi/requests@2.32.0" in json.dumps(document)


QWEN = (
    "from transformers import AutoModel\n"
    'AutoModel.from_pretrained("Qwen/Qwen2.5-3B-Instruct", revision="' + "a" * 40 + '")\n'
)


@pytest.fixture
def research_model(tmp_path: Path) -> Path:
    """A commercial project with a model whose licence is for research."""
    (tmp_path / "app.py").write_text(QWEN, "utf-8")
    return tmp_path


@pytest.mark.usefixtures("research_model")
def test_a_waiver_accepts_a_finding_until_it_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", "-qq", "--as-of", "2026-11-21"]) == exits.FINDINGS
    add = ["waiver", "add", "MOD001", "Qwen/Qwen2.5-3B*", "--comment", "order 4711"]
    day = ["--as-of", "2026-11-21", "--expires", "2027-02-28"]
    assert main([*add, "--reason", "nonsense", *day]) == exits.USAGE
    assert not (tmp_path / "flagstate-waivers.toml").exists()
    assert main([*add, "--reason", "commercial-licence", *day]) == exits.CLEAN
    assert "W-2026-001" in (tmp_path / "flagstate-waivers.toml").read_text("utf-8")
    assert main(["scan", "-qq", "--as-of", "2026-11-21"]) == exits.CLEAN
    assert main(["scan", "-qq", "--as-of", "2026-11-21", "--no-waivers"]) == exits.FINDINGS
    capsys.readouterr()
    assert main(["scan", "--as-of", "2027-03-01"]) == exits.FINDINGS
    assert "expired on 2027-02-28" in " ".join(capsys.readouterr().out.split())
    assert main(["waiver", "list", "--as-of", "2027-02-01", "--expiring", "60d"]) == exits.CLEAN
    assert "W-2026-001" in capsys.readouterr().out
    assert main(["waiver", "check"]) == exits.CLEAN
    assert main(["waiver", "prune", "--as-of", "2027-03-01", "--write"]) == exits.CLEAN
    assert "[[waiver]]" not in (tmp_path / "flagstate-waivers.toml").read_text("utf-8")


@pytest.mark.usefixtures("research_model")
def test_a_baseline_hides_what_was_there_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = ["--as-of", "2026-11-21"]
    assert main(["baseline", "create", *day]) == exits.CLEAN
    assert main(["baseline", "create", *day]) == exits.USAGE
    capsys.readouterr()
    assert main(["scan", *day]) == exits.CLEAN
    assert "known before (2026-11-21)" in capsys.readouterr().out
    (tmp_path / "more.py").write_text(QWEN.replace("2.5-3B-Instruct", "2.5-Coder-3B"), "utf-8")
    assert main(["scan", "-qq", *day]) == exits.FINDINGS
    assert main(["baseline", "update", *day]) == exits.CLEAN
    assert main(["scan", "-qq", *day]) == exits.FINDINGS
    assert main(["baseline", "update", "--add", *day]) == exits.CLEAN
    assert main(["scan", "-qq", *day]) == exits.CLEAN
    assert main(["baseline", "show"]) == exits.CLEAN


@pytest.mark.usefixtures("research_model")
def test_the_same_inputs_give_the_same_bytes(tmp_path_factory: pytest.TempPathFactory) -> None:
    texts = []
    for number in range(2):
        folder = tmp_path_factory.mktemp(f"out{number}")
        files = [f"-o{each.id}={folder / each.id}" for each in REPORTERS]
        main(["scan", "-qq", "--as-of", "2026-11-21", *files])
        texts.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert texts[0] == texts[1]


def test_config_show_prints_every_key_with_its_origin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "flagstate.toml").write_text('markets = ["us"]\n', "utf-8")
    assert main(["config", "show", "--origin"]) == exits.CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert 'context.markets = ["us"]  # flagstate.toml:1' in lines
    assert "strict = false  # default" in lines


def test_init_asks_again_when_an_answer_does_not_fit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("us,eu\nnowhere\nsaas\n\n\n\n\n\n\n\n"))
    assert main(["init"]) == exits.CLEAN
    assert "expected one of internal, saas" in capsys.readouterr().err
    assert main(["config", "show", "--origin"]) == exits.CLEAN
    text = capsys.readouterr().out
    assert 'context.markets = ["us", "eu"]  # flagstate.toml' in text
    assert 'context.distribution = "saas"  # flagstate.toml' in text


def test_the_policy_in_use_is_shown_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show"]) == exits.CLEAN
    assert "assumed:  purpose" in capsys.readouterr().out
    assert main(["policy", "list"]) == exits.CLEAN
    assert main(["policy", "check", "no-such-file.toml"]) == exits.USAGE


@pytest.mark.usefixtures("research_model")
def test_why_scans_when_no_result_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "qwen/qwen2.5-3b-instruct"]) == exits.CLEAN
    assert "app.py:2:" in capsys.readouterr().out
    assert main(["why", "x", "no-such-folder"]) == exits.USAGE


def test_every_command_that_a_rule_names_exists() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted(POLICIES.rglob("*.toml")))
    named = set(re.findall(r"`flagstate ([a-z]+)", text))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize(
    "name", ["", "\n", "a\nb", "--x", "\x1b[31m", "bad\udcff", "\udcff/x", "模型"]
)
def test_any_argument_is_echoed_as_it_is(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--json", "--", name, "MIT"]) == exits.CLEAN
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["name"] for row in rows] == [name, "MIT"]
    assert rows[0]["status"] == "unknown"
    assert main(["explain", "--", name]) == exits.NOTHING
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("model", "meta-llama/Llama-3.1-8B-Instruct"),
        ("model", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B"),
        ("organisation", "huawei"),
        ("service", "api.deepseek.com"),
        ("package", "torch-npu"),
        ("license", "LicenseRef-llama-3.1"),
        ("regime", "us-affiliates-50"),
    ],
)
def test_an_explanation_fits_on_one_screen(
    kind: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--kind", kind, name]) == exits.CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert sum(-(-len(line) // 80) or 1 for line in lines) <= 40
