"""The hook judges what a change adds, says nothing of the rest, and is never silently green."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.repository.git_tree import Tree

ROOT = Path(__file__).parents[2]
LOADS = 'from transformers import AutoModel\nm = AutoModel.from_pretrained("{}")\n'
#: Modules that the warm path may load besides those of a bare interpreter.
WARM_LIMIT = 52


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Hook(Tree):
    """A work tree in which the hook is called."""

    cache: Path

    def call(self, *words: str, **environment: str) -> Done:
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("GIT_", "PRE_COMMIT", "FLAGSTATE"))
        }
        done = subprocess.run(  # noqa: S603 (our own words)
            [sys.executable, "-m", "scanner", "hook", *words],
            cwd=self.path,
            env={
                **kept,
                "PYTHONPATH": str(ROOT),
                "FLAGSTATE_CACHE_DIR": str(self.cache),
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def hook(tmp_path: Path, cache: Path) -> Hook:
    hook = Hook(tmp_path / "tree")
    hook.cache = cache
    hook.write("pyproject.toml", '[tool.flagstate]\nfail-on = ["note"]\n')
    hook.write("a.py", LOADS.format("Qwen/Qwen2.5-7B"))
    hook.commit()
    return hook


def test_nothing_staged_and_nothing_given_is_green(hook: Hook) -> None:
    assert hook.call() == Done(0, "", "")


def test_a_new_model_is_judged_and_one_that_was_there_is_not(hook: Hook) -> None:
    hook.write("b.py", LOADS.format("deepseek-ai/DeepSeek-R1"))
    hook.write("c.py", LOADS.format("Qwen/Qwen2.5-7B") + "# moved here\n")
    hook.git("add", "-A")
    done = hook.call("b.py", "c.py")
    assert done.code == 1, done
    assert "deepseek-ai/DeepSeek-R1" in done.out
    assert "Qwen2.5-7B" not in done.out


def test_lines_that_move_add_nothing_and_the_second_call_knows(hook: Hook) -> None:
    hook.write("a.py", "# one more line\n" + LOADS.format("Qwen/Qwen2.5-7B"))
    hook.git("add", "-A")
    assert hook.call("a.py") == Done(0, "", "")
    assert hook.call("a.py") == Done(0, "", "")


def test_the_staged_content_counts_not_the_one_in_the_work_tree(hook: Hook) -> None:
    hook.write("b.py", LOADS.format("deepseek-ai/DeepSeek-R1"))
    hook.git("add", "-A")
    hook.write("b.py", "nothing\n")
    assert hook.call("b.py").code == 1
    hook.git("add", "-A")
    hook.write("b.py", LOADS.format("deepseek-ai/DeepSeek-R1"))
    assert hook.call("b.py") == Done(0, "", "")


def test_batches_judge_their_own_files_only(hook: Hook) -> None:
    hook.write("b.py", LOADS.format("deepseek-ai/DeepSeek-R1"))
    hook.write("c.py", LOADS.format("google/gemma-2-9b"))
    hook.git("add", "-A")
    first, second = hook.call("b.py"), hook.call("c.py")
    assert (first.code, second.code) == (1, 1)
    assert "gemma" not in first.out
    assert "DeepSeek" not in second.out


def test_with_nothing_staged_the_given_files_are_judged(hook: Hook) -> None:
    done = hook.call("a.py")
    assert done.code == 1, done
    assert "Qwen/Qwen2.5-7B" in done.out
    assert hook.call("pyproject.toml") == Done(0, "", "")


def test_a_push_is_judged_by_its_range(hook: Hook) -> None:
    before = hook.git("rev-parse", "HEAD")
    hook.write("b.py", LOADS.format("deepseek-ai/DeepSeek-R1"))
    after = hook.commit()
    refs = {"PRE_COMMIT_FROM_REF": before, "PRE_COMMIT_TO_REF": after}
    done = hook.call("b.py", **refs)
    assert done.code == 1, done
    assert "DeepSeek-R1" in done.out
    assert "Qwen2.5-7B" not in done.out
    assert hook.call(PRE_COMMIT_FROM_REF=after, PRE_COMMIT_TO_REF=after) == Done(0, "", "")


def test_a_new_branch_is_judged_whole(hook: Hook) -> None:
    refs = {"PRE_COMMIT_FROM_REF": "0" * 40, "PRE_COMMIT_TO_REF": "HEAD"}
    done = hook.call("a.py", **refs)
    assert (done.code, "Qwen/Qwen2.5-7B" in done.out) == (1, True), done


def test_a_ref_that_is_not_there_is_an_error(hook: Hook) -> None:
    done = hook.call(PRE_COMMIT_FROM_REF="HEAD", PRE_COMMIT_TO_REF="nothing")
    assert done.code == 2
    assert done.err


def test_the_first_commit_is_judged(tmp_path: Path, cache: Path) -> None:
    hook = Hook(tmp_path / "new")
    hook.cache = cache
    hook.write("pyproject.toml", '[tool.flagstate]\nfail-on = ["note"]\n')
    hook.write("b.py", LOADS.format("deepseek-ai/DeepSeek-R1"))
    hook.git("add", "-A")
    assert hook.call("b.py").code == 1


def test_what_cannot_be_read_is_said(hook: Hook) -> None:
    hook.write("b.py", b'm = from_pretrained("x")\0')
    hook.git("add", "-A")
    done = hook.call("b.py")
    assert "b.py:1: binary: holds NUL bytes" in done.err


def test_outside_a_work_tree_is_an_error(hook: Hook, tmp_path: Path) -> None:
    hook.path = tmp_path
    done = hook.call("a.py")
    assert done.code == 2
    assert "no git work tree" in done.err


def test_a_deleted_file_and_a_link_add_nothing(hook: Hook) -> None:
    (hook.path / "a.py").unlink()
    (hook.path / "link.py").symlink_to("pyproject.toml")
    hook.git("add", "-A")
    assert hook.call("a.py", "link.py") == Done(0, "", "")


def test_a_name_from_another_module_is_known_only_while_that_module_is_the_same(hook: Hook) -> None:
    hook.write("names.py", 'NAME = "Qwen/Qwen2.5-7B"\n')
    hook.write("b.py", "from names import NAME\n" + LOADS.format("x").replace('"x"', "NAME"))
    hook.commit()
    hook.write(
        "b.py", "from names import NAME\n" + LOADS.format("x").replace('"x"', "NAME") + "#\n"
    )
    hook.git("add", "-A")
    assert hook.call("b.py") == Done(0, "", "")
    hook.write("names.py", 'NAME = "deepseek-ai/DeepSeek-R1"\n')
    hook.git("add", "-A")
    assert "DeepSeek-R1" in hook.call("b.py", "names.py").out


def test_the_warm_path_loads_few_modules_and_none_of_others(hook: Hook) -> None:
    hook.write("a.py", "# moved\n" + LOADS.format("Qwen/Qwen2.5-7B"))
    hook.git("add", "-A")
    hook.call("a.py")
    code = (
        "import sys; before = set(sys.modules); sys.argv = ['flagstate', 'hook', 'a.py']\n"
        "from scanner.__main__ import main\n"
        "assert main() == 0\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", code],
        cwd=hook.path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "FLAGSTATE_CACHE_DIR": str(hook.cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    tops = {name.partition(".")[0] for name in loaded}
    assert tops - sys.stdlib_module_names - {"__mp_main__"} == {"scanner"}
    assert {"subprocess", "pathlib", "dataclasses", "argparse", "ast"}.isdisjoint(tops)
    assert len(loaded) <= WARM_LIMIT, loaded
