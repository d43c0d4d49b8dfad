"""Commands and settings inside YAML, JSON, TOML and INI: which keys hold one, in which form.

Covers compose, Kubernetes, Helm values, GitHub and GitLab CI, CircleCI, Azure pipelines, Taskfile,
cloud-init, SkyPilot, buildspec, devcontainer, package.json, MCP servers, tox, poe, hatch, pixi.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from scanner.evidence import shell
from scanner.evidence.shell import Assignment, Place, Word
from scanner.evidence.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.documents import Entry

#: Keys whose text is a shell script; a list under them holds one script per item.
SCRIPT_KEYS = words(
    """
    run script before_script after_script bash pwsh powershell cmds cmd commands commands_pre
    commands_post setup install before_install after_install before_deploy entry shell runcmd
    bootcmd build_script test_script install_script postcreatecommand poststartcommand
    oncreatecommand updatecontentcommand initializecommand postattachcommand precommand prestart
    poststart test-command before-build before-all before-test execstart user_data
    startup_script on_start post_install pre_install post_build pre_build run_command
    start_command startcommand buildcommand build_command inline jobs
    """
)
#: Keys whose list is one argument vector, and whose text is a command line.
VECTOR_KEYS = words(
    """
    command entrypoint args arguments argv test exec extraargs extra_args cmdline
    """
)
#: Mappings that hold scripts by name.
SCRIPT_MAPS = frozenset(["scripts", "tasks"])
#: Mappings (or lists of NAME=value, or of name and value) that set environment variables.
ENVIRONMENT_KEYS = words(
    """
    env environment environmentvariables environment_variables env_vars envs envvars
    containerenv remoteenv variables build_args setenv set_env extraenv extraenvvars
    container_env job_env secrets literals
    """
)


#: Images of servers, and the program that each of them starts.
_IMAGES = (
    ("localai/localai", "local-ai run"),
    ("go-skynet/local-ai", "local-ai run"),
    ("vllm/vllm-openai", "vllm serve"),
    ("text-generation-inference", "text-generation-launcher"),
    ("text-embeddings-inference", "text-embeddings-router"),
    ("llama.cpp:server", "llama-server"),
    ("michaelf34/infinity", "infinity_emb v2"),
)
#: Lists of lists of scripts: no format nests them deeper.
_LISTS_LIMIT = 3


def read(entries: list[Entry]) -> Iterator[shell.Item]:
    """Yield the settings and commands of a configuration text, settings of environments first."""
    known: shell.Known = {}
    settings = list(_environment(entries))
    for setting in settings:
        known[setting.name] = (setting.value, setting.place)
    yield from settings
    yield from _scripts(entries, known)
    yield from _vectors(entries, known)


def _environment(entries: list[Entry]) -> Iterator[Assignment]:
    names: dict[tuple[str, ...], str] = {}
    for entry in entries:
        path = entry.path
        around, further = _folded("".join(path[-2:-1])), _folded("".join(path[-3:-2]))
        place = Place(entry.line, entry.column)
        if not entry.value:
            continue
        if around == "service" and _folded(path[-1]) == "environment":  # of a unit of systemd
            name, equals, value = entry.value.strip("\"'").partition("=")
            if equals and name.isidentifier():
                yield Assignment(name, value, Place(entry.line, entry.column + len(name) + 1))
        elif around in ENVIRONMENT_KEYS:
            name, equals, value = entry.value.partition("=")
            if not path[-1].startswith("["):
                yield Assignment(path[-1], entry.value, place)
            elif equals and name.strip().isidentifier():
                column = entry.column + len(name) + 1 + len(value) - len(value.lstrip())
                yield Assignment(name.strip(), value.strip(), Place(entry.line, column))
        elif around.startswith("[") and further in ENVIRONMENT_KEYS:
            if path[-1] in ("name", "key"):
                names[entry.parent] = entry.value
            elif path[-1] == "value" and entry.parent in names:
                yield Assignment(names[entry.parent], entry.value, place)


def _scripts(entries: list[Entry], known: shell.Known) -> Iterator[shell.Item]:
    for entry in entries:
        if entry.text and is_script(entry.path):
            yield from shell.read(
                entry.script, line=entry.line, column=entry.column, known=dict(known)
            )


def is_script(path: tuple[str, ...]) -> bool:
    """Return whether the text at ``path`` is a shell script, or one of a list of them."""
    last: str | None = None
    around = ""
    for part in reversed(path):
        if part.startswith("["):
            continue
        if last is not None:
            around = _folded(part)
            break
        last = _folded(part)
    if (
        last in SCRIPT_KEYS
        or around in SCRIPT_MAPS
        # CircleCI writes ``run: {command: …}``, Taskfile ``cmds: [{cmd: …}]``.
        or (around in SCRIPT_KEYS and last in ("command", "script", "cmd"))
    ):
        return sum(part.startswith("[") for part in path) <= _LISTS_LIMIT
    return False


def _vectors(entries: list[Entry], known: shell.Known) -> Iterator[shell.Item]:
    """Yield ``command`` and ``args`` of one mapping as one command."""
    chosen = [
        (owner, entry) for entry in entries if (owner := _vector_owner(entry.path)) is not None
    ]
    order = {"entrypoint": 0, "exec": 0, "test": 0, "command": 1, "cmdline": 1}
    images = {entry.parent: entry.value for entry in entries if entry.path[-1:] == ("image",)}
    for owner, group in groupby(sorted(chosen, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        members = sorted((e for _, e in group), key=lambda e: order.get(_folded(e.key), 2))
        words: list[Word] = []
        for entry in members:
            if entry.path[-1].startswith("["):
                words.append(Word(entry.script, Place(entry.line, entry.column)))
            else:
                words.extend(_split(entry, known))
        words = [*_program_of_image(images.get(owner, ""), words), *words]
        yield from shell.argv(words, known=dict(known))


def _program_of_image(image: str, words: list[Word]) -> list[Word]:
    """Return the program that a container image starts, where the vector holds only arguments."""
    found = next((program for part, program in _IMAGES if part in image), "")
    if not found or not words:
        return []
    first = words[0]
    only_flags = first.text.startswith("-")
    names = found.startswith("local-ai") and "/" not in first.text
    return [Word(part, first.place) for part in found.split()] if only_flags or names else []


def _vector_owner(path: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the path of the mapping that a vector's text or item belongs to."""
    if not path:
        return None
    inside = path[:-1] if path[-1].startswith("[") else path
    if not inside or _folded(inside[-1]) not in VECTOR_KEYS or is_script(path):
        return None
    return inside[:-1]


def _split(entry: Entry, known: shell.Known) -> Iterator[Word]:
    """Yield the words of a command line written as text; its further commands are words too."""
    for item in shell.read(
        entry.script, line=entry.line, column=entry.column, known=dict(known), inner=False
    ):
        if isinstance(item, shell.Simple):
            yield from item.words


def _folded(key: str) -> str:
    return key.lower()
