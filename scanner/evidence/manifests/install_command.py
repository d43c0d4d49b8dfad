"""Install commands: ``pip install`` and its kin in shell texts, images, CI, notebooks and docs.

What it reads
    The simple commands of shell scripts, Dockerfiles, Makefiles, CI workflows, compose files, tox,
    ``!`` and ``%`` lines of notebooks, and code blocks of documentation: ``pip``, ``python -m
    pip``, ``uv pip``, ``uv add``, ``uvx``, ``uv run --with``, ``poetry add``, ``pdm add``,
    ``pipenv``, ``pipx``, ``pixi add`` and ``conda install``. ``-r`` and ``-c`` files are followed.

Limits
    A name that only a variable holds is a gap outside documentation. What a message prints, and
    ``pip install`` in prose, is a mention.
"""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from scanner.evidence.commands import Command, items_of
from scanner.evidence.embedded import sources
from scanner.evidence.manifests import (
    conda_environment,
    install_words,
    requirement,
    requirements_txt,
)
from scanner.model.evidence import Confidence, Evidence, Gap, Location, Relation
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.manifests.install_words import Argument
    from scanner.model.file import File

#: A text without any of these installs nothing.
_INSTALLERS = ("pip", "conda", "mamba", "uv", "poetry", "pdm", "rye", "pixi", "easy_install")
#: A notebook line in a Python block: ``%pip install x``, ``!pip install x``.
_MAGIC = re.compile(r"[ \t]*(?:%|!)[ \t]*(?P<command>(?:pip|uv|conda|mamba|python)[0-9.]* .*)$")
_VCS = re.compile(r"(?:git|hg|svn|bzr)\+")
_UNKNOWN = re.compile(r"[$<{%*`]")
#: One ``pip install`` in prose or a message: the words after it that look like requirements.
_PROSE = re.compile(r"\b(?:pip3?|uv pip) install((?:[ \t]+[^\s`'\"]+){1,12})")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]*(?:\[[A-Za-z0-9,._-]*\])?(?:(?:[=<>!~]=?)[^\s]*)?$")
#: In prose the first of these words ends the command.
_STOP = frozenset(
    """and or to for in with if on from the a an then is that it as of this before after
    you""".split()  # noqa: SIM905 (reads better)
)

_FILES = """
    *.sh *.bash *.zsh *.ksh *.fish *.ps1 *.bat *.cmd *.slurm *.sbatch Dockerfile* *.dockerfile
    Containerfile* Makefile* GNUmakefile *.mk justfile Procfile *.yml *.yaml *.ipynb *.md *.mdx
    *.rst *.qmd *.rmd PKG-INFO METADATA tox.ini *.toml *.cfg devcontainer.json *.tf *.hcl"""
_TRIGGERS = (
    *("pip install", "pip3 install", "-m pip", "pip -", "pip3 -", "pip3.", "pip download"),
    *("pip wheel", '"pip"', "'pip'", "uv add", "uv tool", "uvx ", "uv run", "poetry add"),
    *("pdm add", "rye add", "pipenv install", "pipx ", "easy_install", "conda install"),
    *("conda create", "mamba install", "mamba create", "pixi add"),
)


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield what each install command names."""
    for command in _commands(file):
        for argument in install_words.arguments(command.words):
            places = command.places
            line, column = (
                places[argument.place]
                if argument.place < len(places)
                else (command.line, command.column)
            )
            at = Location(file.path, line, column)
            docs = command.way == "fence"
            yield from rows(file, argument, at, mention=command.message, quiet=docs)


def _commands(file: File) -> Iterator[Command]:
    """Yield the file's commands, and the ``%pip`` lines of its Python blocks."""
    for source in sources(file):
        if not any(installer in source.text for installer in _INSTALLERS):
            continue
        yield from (item for item in items_of(file, source) if isinstance(item, Command))
        if source.language == "python" and source.way:
            for number, line in enumerate(source.text.split("\n"), 1):
                magic = _MAGIC.match(line)
                if magic:
                    words = tuple(magic["command"].split())
                    yield Command(
                        words, source.line(number), magic.start("command") + 1, source.way
                    )


def rows(
    file: File, argument: Argument, at: Location, *, mention: bool, quiet: bool
) -> Iterator[Evidence | Gap]:
    """Yield the rows of one argument; ``quiet``: what cannot be told is no gap here."""
    text = argument.text
    confidence = Confidence.LOW if mention else Confidence.HIGH
    if text.startswith(("-r ", "-c ")):
        if not mention:
            yield from _included(file, text, argument.scope)
        return
    body = text.removeprefix("-e ").strip()
    if not body or _is_local(body):
        return
    words = body.split()
    if len(words) > 1 and all(_NAME.match(word) for word in words):
        # The value of an unquoted variable: the shell splits it.
        for word in words:
            given = argument._replace(text=word)
            yield from rows(file, given, at, mention=mention, quiet=quiet)
        return
    if _UNKNOWN.match(body) or ("$" in body and not requirement.is_address(body)):
        if not quiet and not mention and _UNKNOWN.match(body):
            yield Gap(
                at, f"installs a package whose name is only known when it runs: '{body[:60]}'"
            )
            return
        body = re.split(r"[=<>!~]*\$", body, maxsplit=1)[0]  # the name before "==$VERSION"
        if not body:
            return
    asked = _asked(body, argument, editable=text.startswith("-e "))
    if asked is None:
        if not quiet and not mention:
            yield Gap(at, f"not a requirement in an install command: '{body[:60]}'")
        return
    way = "conda" if argument.ecosystem == "conda" else "pip_install"
    yield requirement.evidence(
        file, asked, at, "pip_install_url" if asked.detail.url else way,
        relation=Relation.INSTALLS, confidence=confidence,
    )  # fmt: skip


def _asked(body: str, argument: Argument, *, editable: bool) -> requirement.Asked | None:
    if argument.ecosystem == "conda":
        return conda_environment.match_spec(body, argument.scope)
    try:
        if requirement.is_address(body):
            return requirement.parse_address(body, argument.scope, editable=editable)
        return requirement.parse(body.rstrip(",;"), argument.scope)
    except requirement.NotARequirement:
        return None


def _is_local(text: str) -> bool:
    """Tell whether a word is a folder or file of this machine or tree."""
    if "://" in text or _VCS.match(text):
        return False
    return text.startswith((".", "/", "~", "file:", "\\")) or (
        ("/" in text and "@" not in text) or text.endswith((".whl", ".tar.gz", ".zip"))
    )


def _included(file: File, text: str, scope: str) -> Iterator[Evidence | Gap]:
    """Follow ``-r FILE`` when no other detector reads it: beside this file, or from the root."""
    option, _, name = text.partition(" ")
    relation = Relation.CONSTRAINS if option == "-c" else Relation.REQUIRES
    if "://" in name or name.startswith(("/", "$")):
        return
    for path in (normpath(join(dirname(file.path), name)), normpath(name)):
        if path.startswith("..") or requirements_txt.is_own(path):
            continue
        target = file.sibling(path)
        if target is not None and path.endswith((".txt", ".in", ".pip")):
            yield from requirements_txt.read(target, scope=scope, relation=relation)
            return


def mentions(file: File) -> Iterator[Evidence]:
    """Yield ``pip install NAME`` of prose, messages and comments, as mentions."""
    for number, line in enumerate(file.text().splitlines(), 1):
        if " install " not in line:
            continue
        for found in _PROSE.finditer(line[:2000]):
            yield from _mentioned(file, number, found)


def _mentioned(file: File, number: int, found: re.Match[str]) -> Iterator[Evidence]:
    for word in found[1].split():
        bare = word.rstrip(".,;:)!?*_")
        if bare in _STOP:
            return
        if bare in {"-r", "-c", "-e", "--requirement", "--constraint", "--editable"}:
            return
        if bare.startswith("-"):
            continue
        if not _NAME.match(bare):
            return
        at = Location(file.path, number, found.start() + 1)
        argument = install_words.Argument(bare, 0)
        for row in rows(file, argument, at, mention=True, quiet=True):
            if isinstance(row, Evidence):
                yield row
        if word != bare:
            return


DETECTOR = Detector(
    id="install-command",
    patterns=tuple(f"**/{name}" for name in _FILES.split()),
    triggers=_TRIGGERS,
    detect=detect,
)

MENTIONS = Detector(
    id="install-mention",
    patterns=("**/*.md", "**/*.mdx", "**/*.rst", "**/*.py", "**/PKG-INFO", "**/*.txt"),
    triggers=("pip install ", "pip3 install "),
    detect=mentions,
)
