"""Models, data sets, weight files and services named on command lines.

*What it reads.* Shell scripts, Dockerfiles (RUN, CMD, ENTRYPOINT, ADD, ENV, ARG), Makefiles,
Procfiles; and the commands inside compose, Kubernetes, CI, tox, notebooks and code blocks, which
their own readers hand over. ``python -c`` texts and JSON bodies count too.

*Example.* ``vllm serve Qwen/Qwen3-4B``, ``ollama pull llama3.2``, ``hf download org/model x.gguf``,
``python train.py --model_name_or_path org/model``, ``wget https://huggingface.co/org/model/resolve/…``.

*Limits.* A variable whose value the same text does not state is a gap, not a guess. What ``echo``
prints is no command.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence import shell
from scanner.evidence.commands import Command, Setting, moved
from scanner.evidence.documents import json_text
from scanner.evidence.embedded import sources
from scanner.evidence.keys import NOTHING, OPEN, Role, Trust
from scanner.evidence.models.key_context import is_alias, role_of
from scanner.evidence.models.naming import addressed, evidence, named_by, service, urls
from scanner.evidence.models.program_match import program_of
from scanner.evidence.models.programs import (
    CODE_HOSTS,
    HUB,
    HUB_KEYED,
    LOOKUPS,
    OLLAMA,
    OUTPUT_FLAGS,
    PLAIN,
    SWITCHES,
)
from scanner.evidence.models.text_triggers import TRIGGERS
from scanner.evidence.names import Named, hub_id, judge
from scanner.evidence.source import Source
from scanner.model.evidence import (
    Confidence,
    Evidence,
    Gap,
    Kind,
    Location,
    Relation,
    Statement,
)
from scanner.model.file import Unreadable
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

#: A text that holds flags or settings of a command: ``ARGS="--model org/name"``.
_FLAGGED = re.compile(
    r"(?:^|[\s\"'])"
    r"(?:--?[\w-]*(?:model|tokenizer|dataset|repo|lora|checkpoint|hf|adapter)[\w-]*[ =]"
    r"|[A-Z_]*(?:MODEL|CHECKPOINT|TOKENIZER|DATASET)[A-Z_]*="
    r"|(?:vllm serve|ollama (?:run|pull)|hf download|huggingface-cli download) |\"model\"\s*:)"
)
_PAIR = re.compile(r"[+~]{0,2}(?P<key>[A-Za-z_][\w./\[\]-]{0,80})=(?P<value>[^=].*|)", re.DOTALL)
_PAIRS = re.compile(r"[A-Za-z_][\w.-]*=[^,\s]+,[A-Za-z_][\w.-]*=")
#: Anything else at the start of a line is output.
_PROGRAM = re.compile(r"[\w.$~@{}-]+", re.ASCII)
_HUB_GIT = re.compile(r"git@hf\.co:(?P<id>[\w.-]+/[\w.-]+)")
#: Words after the program among which a verb stands: ``tool models show NAME``.
_VERB_WITHIN = 3
_DATASET_REPO = frozenset(["--repo-type=dataset", "--repo_type=dataset"])


def item_references(
    file: File, item: Command | Setting, *, inner: bool = True
) -> Iterator[Evidence | Gap]:
    """Yield what one command or setting names; ``inner``: texts inside that hold commands too."""
    if isinstance(item, Setting):
        yield from _setting(file, item)
        if inner and re.search(r"\s|=", item.value):
            yield from text_references(file, item.value, (item.line, item.column), item.way)
    elif not item.message:
        yield from _Reader(file, item).rows()
        for word, place in zip(item.words[1:], item.places[1:], strict=False) if inner else ():
            if " " in word and not word.lstrip().startswith(("{", "[")):
                yield from text_references(file, word, place, item.way)


def text_references(
    file: File, text: str, place: tuple[int, int], way: str
) -> Iterator[Evidence | Gap]:
    """Yield what the commands inside a text name, when it looks like one that holds commands."""
    if not _FLAGGED.search(text):
        return
    found = shell.read(text, line=place[0], column=place[1])
    for item in moved(found, Source("shell", text, way=None)):
        yield from item_references(file, item._replace(way=way), inner=False)


def word_references(words: tuple[str, ...]) -> Iterator[tuple[int, Named]]:
    """Yield (position of a word, what it names) of an argument list: ``subprocess.run([...])``."""
    places = tuple((position, 1) for position in range(len(words)))
    command = Command(words, 0, 1, "cli_arg", places=places)
    for row in _Reader(None, command).rows():
        if isinstance(row, Evidence):
            yield row.at.line, Named(row.kind, row.name, row.namespace, row.confidence)


def _key_role(key: str) -> Role:
    """Return what ``--flag``, ``KEY=`` and ``a.b[0].key=`` say of their value."""
    last = re.split(r"[./\]]", key.lstrip("-"))[-1]
    return role_of(("", last or key), {})


def _setting(file: File, item: Setting) -> Iterator[Evidence | Gap]:
    role = role_of((item.name,), {})
    place = (item.line, item.column)
    if role.trust is Trust.NONE:
        return
    addresses = re.split(r"[;,]\s*(?=https?://)", item.value.strip())
    if role.kind is Kind.ENDPOINT or service(addresses[0]) is not None:
        for address in addresses:
            host = service(address)
            stated = judge(address, role) if role.kind is Kind.ENDPOINT else None
            found = addressed(address, host) if host else [stated] if stated else []
            yield from (
                evidence(file, named, place, item.way)
                for named in found
                if host or named.kind is Kind.ENDPOINT
            )
        return
    confidence = Confidence.LOW if is_alias(item.name) else None
    for named, offset in named_by(item.value, role):
        at = (place[0], place[1] + offset)
        yield evidence(file, named, at, item.way, relation=role.relation, confidence=confidence)


class _Reader:
    """Walks the words of one command."""

    def __init__(self, file: File | None, command: Command) -> None:
        self._file = file
        self._command = command
        self._words = command.words
        self._program, self._start = program_of(command.words)
        self._positionals = 0
        dataset = "dataset" in self._words and "--repo-type" in self._words
        self._revision = _flag_value(command.words, "--revision")
        self._dataset = dataset or not _DATASET_REPO.isdisjoint(self._words)

    def rows(self) -> Iterator[Evidence | Gap]:
        index = 0
        while index < len(self._words):
            word = self._words[index]
            if word.startswith("-") and len(word) > 1 and not word[1:2].isdigit():
                used, rows = self._flag(index)
                yield from rows
                index += used
                continue
            yield from self._plain_word(index)
            index += 1

    def _flag(self, index: int) -> tuple[int, list[Evidence | Gap]]:
        """Return how many words a flag takes, and what its values name."""
        word = self._words[index]
        name, equals, value = word.partition("=")
        role = self._flag_role(name)
        if equals:
            return 1, list(self._value(value, index, role, offset=len(name) + 1))
        following = self._words[index + 1] if index + 1 < len(self._words) else ""
        if not following or following.startswith("-") or (name in SWITCHES and role.kind is None):
            return 1, []
        if role.kind is None and role.trust is not Trust.NONE and self._expects_name(following):
            return 1, []
        rows = list(self._value(following, index + 1, role, flag=name))
        used = 2
        # ``--dataset a/b c/d``: further words of the same kind belong to the flag.
        while role.kind is not None and index + used < len(self._words):
            more = self._words[index + used]
            found = [] if more.startswith("-") else list(self._value(more, index + used, role))
            if not found or "/" not in more:
                break
            rows.extend(found)
            used += 1
        return used, rows

    def _expects_name(self, following: str) -> bool:
        """Tell ``--switch org/model`` from ``--flag value`` where the program wants a name."""
        wants = self._program is not None and self._program.first is not None
        return wants and self._positionals == 0 and hub_id(following) is not None

    def _flag_role(self, name: str) -> Role:
        if self._program is not None and name in self._program.flags:
            return self._program.flags[name]
        if name in OUTPUT_FLAGS:
            return NOTHING
        if not name.startswith("--") and len(name) <= 3:  # noqa: PLR2004 (-m, -hf: letters of one program)
            return OPEN
        role = _key_role(name)
        if is_alias(name) or self._words[0] in CODE_HOSTS:
            return NOTHING
        if name in ("--dataset_name", "--dataset-name") and self._words_hold(
            "--model_name_or_path"
        ):
            return Role(Trust.SURE, Kind.DATASET)  # a training script of transformers or trl
        return HUB if role.kind is Kind.MODEL and name in ("--hf-repo", "--hf_repo") else role

    def _words_hold(self, flag: str) -> bool:
        return any(word.startswith(flag) for word in self._words)

    def _plain_word(self, index: int) -> Iterator[Evidence | Gap]:
        word = self._words[index]
        address = _HUB_GIT.search(word)
        if address:
            yield self._row(Named(Kind.MODEL, re.sub(r"\.git$", "", address["id"]), "hub"), index)
            return
        pair = _PAIR.fullmatch(word)
        if pair and "://" not in word[: pair.start("value")]:
            yield from self._pair(pair, index)
            return
        if "://" in word:
            yield from self._addresses(word, index)
            return
        if word.lstrip().startswith(("{", "[{")):
            yield from self._body(word, index)
            return
        if index >= self._start:
            yield from self._positional(word, index)

    def _pair(self, pair: re.Match[str], index: int) -> Iterator[Evidence | Gap]:
        key, value = pair["key"], pair["value"]
        if self._program is not None and key in self._program.flags:
            role = self._program.flags[key]
        else:
            role = NOTHING if is_alias(key) else _key_role(key)
        if "," in value and "=" in value:  # pretrained=org/model,dtype=auto
            for part in re.finditer(r"([A-Za-z_]\w*)=([^,]+)", f"{key}={value}"):
                inner = _key_role(part[1])
                yield from self._value(part[2], index, inner, offset=part.start(2))
            return
        yield from self._value(value, index, role, offset=pair.start("value"))

    def _positional(self, word: str, index: int) -> Iterator[Evidence | Gap]:
        role = self._positional_role()
        self._positionals += 1
        if role is None:
            head = self._words[0].rsplit("/", 1)[-1]
            if head in PLAIN or index == 0 or not _PROGRAM.fullmatch(head):
                return
            if not LOOKUPS.isdisjoint(self._words[1 : min(index, _VERB_WITHIN)]):
                return
            role = OPEN
        yield from self._value(word, index, role)

    def _positional_role(self) -> Role | None:
        program = self._program
        if program is None:
            return None
        role = program.first if self._positionals == 0 else program.rest
        if role is not None and role.kind is Kind.MODEL and self._dataset:
            return Role(role.trust, Kind.DATASET)
        return role

    def _value(
        self, text: str, index: int, role: Role, *, offset: int = 0, flag: str = ""
    ) -> Iterator[Evidence | Gap]:
        if role.trust is Trust.NONE:
            return
        if text.lstrip().startswith("{"):
            yield from self._body(text, index, offset)
            return
        pairs = _PAIRS.match(text) is not None
        if "://" in text and role.kind in (None, Kind.ENDPOINT) and not pairs:
            yield from self._addresses(text, index, offset)
            return
        if role.kind is Kind.ENDPOINT:
            return
        if "=" in text and not text.startswith("http"):
            yield from self._inner_pairs(text, index, role, flag)
            return
        found = False
        for named, start in named_by(text, role):
            found = True
            yield self._row(named, index, offset + start, role)
        if not found and role.trust is Trust.SURE and re.fullmatch(r"\$\{?\w+\}?", text):
            yield from self._unknown(text, index)

    def _inner_pairs(
        self, text: str, index: int, role: Role, flag: str
    ) -> Iterator[Evidence | Gap]:
        """Read ``--model_args pretrained=a/b,dtype=auto`` and ``--lora-modules sql=a/b``."""
        for part in re.finditer(r"([A-Za-z_][\w.-]*)=([^,\s]+)", text):
            inner = _key_role(part[1])
            if inner.kind is None and "lora" in flag:
                inner = role
            for named, start in named_by(part[2], inner):
                yield self._row(named, index, part.start(2) + start, inner)

    def _addresses(self, text: str, index: int, offset: int = 0) -> Iterator[Evidence]:
        for named, start in urls(text, HUB_KEYED):
            yield self._row(named, index, offset + start)

    def _body(self, text: str, index: int, offset: int = 0) -> Iterator[Evidence]:
        """Read a JSON body by its keys."""
        try:
            entries = list(json_text.read(text))
        except Unreadable:
            return
        line, column = self._command.places[index]
        for entry in entries:
            if not entry.text:
                continue
            role = role_of(entry.path, {})
            if self._asks_ollama() and entry.path in (("name",), ("model",)):
                role = OLLAMA
            at = (line + entry.line - 1, entry.column + (column + offset if entry.line == 1 else 0))
            for named, start in named_by(entry.value, role):
                yield self._row(named, index, start, role, at)

    def _asks_ollama(self) -> bool:
        return any(":11434" in word or "/api/pull" in word for word in self._words)

    def _unknown(self, text: str, index: int) -> Iterator[Gap]:
        if self._file is not None and self._command.way != "fence":
            line, column = self._command.places[index]
            reason = f"the name of a model comes from outside this text: {text}"
            yield Gap(Location(self._file.path, line, column), reason)

    def _row(
        self,
        named: Named,
        index: int,
        offset: int = 0,
        role: Role = OPEN,
        at: tuple[int, int] | None = None,
    ) -> Evidence:
        line, column = self._command.places[index]
        values = self._command.value_places
        value_place = values[index] if values else None
        place = at or (value_place if value_place and offset else (line, column + offset))
        if self._file is None:
            return Evidence(
                named.kind, named.name, Location("", line), "cli_arg", namespace=named.namespace
            )
        if named.kind is Kind.MODEL and not named.revision and role.relation is Relation.USES:
            named = named._replace(revision=self._revision)
        return evidence(self._file, named, place, self._command.way, relation=role.relation)


def _flag_value(words: tuple[str, ...], flag: str) -> str | None:
    """Return what follows a flag, or its ``=``; a variable is not known."""
    for index, word in enumerate(words):
        name, equals, value = word.partition("=")
        if name == flag:
            given = value if equals else "".join(words[index + 1 : index + 2])
            return given if given and not given.startswith(("$", "-")) else None
    return None


def detect(file: File) -> Iterator[Evidence | Gap | Statement]:
    """Yield what the commands of a script, Dockerfile, Makefile or Procfile name."""
    from scanner.evidence.models import reading  # noqa: PLC0415 (it hands texts back to this module)

    for source in sources(file):
        if source.language in ("shell", "dockerfile", "makefile", "procfile"):
            yield from reading.references(file, source)


DETECTOR = Detector(
    id="command-line",
    patterns=(
        "*.sh", "*.bash", "*.zsh", "*.ksh", "*.slurm", "*.sbatch", "*.command", "*.bat", "*.cmd",
        "*.ps1", "*.fish", "Dockerfile", "Dockerfile.*", "Dockerfile-*", "*.Dockerfile",
        "*.dockerfile", "Earthfile", "Containerfile", "Containerfile.*", "Makefile", "Makefile.*",
        "GNUmakefile", "*.mk", "justfile", "Justfile", "*.just", "Procfile", "Procfile.*",
        "*.sh.example", "*.sh.template", "*.sh.j2",
    ),
    triggers=TRIGGERS,
    detect=detect,
)  # fmt: skip
