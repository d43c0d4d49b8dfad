"""The commands of a text, word for word, and the lines where their literals stand."""

from __future__ import annotations

import pytest

from scanner.evidence.commands import Command, commands
from scanner.evidence.embedded import sources
from scanner.model.file import File


def file_of(path: str, text: str) -> File:
    content = text.encode()
    return File(path, len(content), lambda start, length: content[start : start + length])


def shown(command: Command) -> str:
    mark = " (message)" if command.message else ""
    return f"{command.line}: {' '.join(command.words)}{mark}"


NOTEBOOK = """{"cells": [
 {"cell_type": "code", "source": [
  "x = 1\\n",
  "!pip install a\\n",
  "%pip install b"
 ]}
]}
"""
FOLDED = """Name: x
Description: Title
        ~
        .. code:: python
        ~
           x = 1
Keywords: y
""".replace("~", " ")
EXAMPLES = {
    "a continuation joins lines": (
        "a.sh",
        "pip install \\\n  torch \\\n  numpy\nls",
        ["1: pip install torch numpy", "4: ls"],
    ),
    "an empty variable in an array does not hide its end": (
        "a.sh",
        'A=${A:-}\nB=("$A" "")\nrun ${B[@]} x',
        ["3: run   x"],
    ),
    "operators and keywords separate commands": (
        "a.sh",
        "if x; then a && b || c | d & e; fi",
        ["1: x", "1: a", "1: b", "1: c", "1: d", "1: e"],
    ),
    "known variables are put in, unknown ones stay": (
        "a.sh",
        'A=1\nB="$A-${C:-2}"\nrun "$B" $D ${A%x}',
        ["3: run 1-2 $D ${A%x}"],
    ),
    "a substitution is a command of its own": (
        "a.sh",
        "x=$(pip freeze)\n`pip list`",
        ["1: pip freeze", "2: pip list", "2: `pip list`"],
    ),
    "a shell's script is read": (
        "a.sh",
        "bash -c 'pip install a && b'",
        ["1: bash -c pip install a && b", "1: pip install a", "1: b"],
    ),
    "comments and redirections are no words": (
        "a.sh",
        "pip install a # b\nrun > out.txt 2>&1 < in.txt",
        ["1: pip install a", "2: run"],
    ),
    "a printed command is a message": (
        "a.sh",
        'echo "now: pip install a"',
        ["1: echo now: pip install a", "1: pip install a (message)"],
    ),
    "a here document is no command": (
        "a.sh",
        "cat <<EOF > x\npip install a\nEOF\nls",
        ["1: cat", "4: ls"],
    ),
    "comments inside a Dockerfile's continuation do not end it": (
        "Dockerfile",
        "FROM x\nRUN --mount=type=cache \\\n  pip install a \\\n  # why\n  && pip install b",
        ["3: pip install a", "5: pip install b"],
    ),
    "an entry point takes the words of CMD": (
        "Dockerfile",
        'ARG M=x/y\nENTRYPOINT ["vllm", "serve"]\nCMD ["$M"]',
        ["2: vllm serve", "2: vllm serve x/y"],
    ),
    "a recipe's variables are those of make": (
        "Makefile",
        "M ?= x/y\nall:\n\t@vllm serve $(M) $$HOME\n",
        ["3: vllm serve x/y $HOME"],
    ),
    "command and args of a container are one vector": (
        "k8s.yaml",
        'command: [vllm, serve]\nargs:\n  - "$(M)"\nenv:\n  - name: M\n    value: x/y\n',
        ["1: vllm serve x/y"],
    ),
    "a folded text keeps its lines": (
        "ci.yaml",
        "run: >-\n  pip install\n  a\nscript:\n  - |\n    ls\n    pip install b\n",
        ["2: pip install a", "6: ls", "7: pip install b"],
    ),
    "tox runs its commands": (
        "tox.ini",
        "[testenv]\ncommands =\n    pip install a\n    pytest\n",
        ["3: pip install a", "4: pytest"],
    ),
    "a session's output is not typed": (
        "a.md",
        "```console\n$ pip install a\nSuccessfully installed b\n$ ls\n```\n",
        ["2: pip install a", "4: ls"],
    ),
    "a notebook's lines are those of the raw file": (
        "a.ipynb",
        NOTEBOOK,
        ["4: pip install a", "5: pip install b"],
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_commands_are_read_as_a_shell_would(name: str) -> None:
    path, text, want = EXAMPLES[name]
    assert [shown(command) for command in commands(file_of(path, text))] == want


def test_a_word_stands_where_the_variable_it_is_was_set() -> None:
    text = 'M=x/y\nALL=("a/b"\n  "c/d")\nrun $M --m=$M pre-$M\n'
    command = list(commands(file_of("a.sh", text)))[-1]
    assert command.places == ((4, 1), (1, 3), (4, 8), (4, 15))
    assert command.value_places == (None, None, (1, 3), None)


BLOCKS = {
    "tags and guesses": (
        "a.md",
        "```py\nx = 1\n```\n\n~~~\npip install a\n~~~\n\n    key: value\n    other: value\n",
        [("python", 2), ("shell", 6), ("yaml", 9)],
    ),
    "an admonition holds prose": ("a.md", "!!! note\n    text here\n\n    more: text\n", []),
    "a fence in a list and in a quotation": (
        "a.md",
        "1. do\n\n   ```sh\n   ls\n   ```\n\n> ```sh\n> ls\n> ```\n",
        [("shell", 4), ("shell", 8)],
    ),
    "Markdown inside Markdown": ("a.md", "````md\n```sh\nls\n```\n````\n", [("shell", 3)]),
    "a directive of MyST": (
        "a.md",
        "```{code-block} python\nx\n```\n```{note}\nx\n```\n",
        [("python", 2)],
    ),
    "reStructuredText": (
        "a.rst",
        ".. code-block:: bash\n    :name: x\n\n   ls\n\nRun::\n\n   pip install a\n\n>>> x\n1\n",
        [("shell", 4), ("shell", 8), ("python", 10)],
    ),
    "a folded description": (
        "PKG-INFO",
        FOLDED,
        [("python", 6)],
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_are_found_with_their_language_and_line(name: str) -> None:
    path, text, want = BLOCKS[name]
    assert [(block.language, block.line(1)) for block in sources(file_of(path, text))] == want
