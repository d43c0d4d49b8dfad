"""Environment variables that code takes the names of models from, and the files that set them.

*What it reads.* ``.env`` files, compose files, Helm values, workflows of GitHub and GitLab,
Kubernetes deployments and config maps, Dockerfiles, development containers: ``NAME: value``,
``NAME=value`` and ``name: NAME`` with ``value:`` below it. By itself a setting names nothing;
joined with the Python code that asks for the variable, its value is a reference at that line.

*Example.* ``WhisperModel(os.environ["EARS"])`` in Python and ``EARS: small.en`` in compose.

*Limits.* A value that is itself a variable is not followed. Other files that set variables are read
for values that look like models, as all configuration is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from scanner.evidence.keys import Role, Trust
from scanner.evidence.names import judge
from scanner.model.evidence import Assigned, Confidence, Evidence, Gap, Reference
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.model.evidence import Asked
    from scanner.model.file import File

SIZE_LIMIT_BYTES = 500_000
SETTINGS_LIMIT = 400
_NAME = r"[A-Z][A-Z0-9_]{2,60}"
_VALUE = r"(?P<quote>[\"']?)(?P<value>[\w./:@+-]{2,150})(?P=quote)"
_SETTING = re.compile(
    rf"^[ \t]*(?:-[ \t]+)?(?:(?:export|ENV|ARG)[ \t]+)?[\"']?(?P<name>{_NAME})[\"']?"
    rf"(?:[ \t]*:[ \t]+|[ \t]*=[ \t]*){_VALUE}[ \t]*[\"']?,?[ \t]*\\?(?:[ \t]#.*)?$",
    re.MULTILINE,
)
_PAIR = re.compile(
    rf"^[ \t]*-?[ \t]*name:[ \t]*[\"']?(?P<name>{_NAME})[\"']?[ \t]*\r?\n"
    rf"[ \t]*value:[ \t]*{_VALUE}[ \t]*$",
    re.MULTILINE,
)
#: What certainly is no name: numbers, truth values, paths from the root.
_PLAIN = re.compile(r"[\d.:]+|true|false|yes|no|on|off|none|null|[/.].*", re.IGNORECASE)


def detect(file: File) -> Iterator[Assigned]:
    """Yield the variables that a file sets."""
    if file.size_bytes > SIZE_LIMIT_BYTES:
        return
    text = file.text()
    yield from islice(_settings(file, text), SETTINGS_LIMIT)


def _settings(file: File, text: str) -> Iterator[Assigned]:
    for pattern in (_SETTING, _PAIR):
        line, at = 1, 0
        for match in pattern.finditer(text):
            if _PLAIN.fullmatch(match["value"]):
                continue
            start = match.start("value")
            line, at = line + text.count("\n", at, start), start
            column = start - text.rfind("\n", 0, start)
            yield Assigned(match["name"], match["value"], file.at(line, column))


def joined(asked: Iterable[Asked], assigned: Iterable[Assigned]) -> Iterator[Evidence | Gap]:
    """Yield what the variables that are asked for are set to, in whatever file.

    Where no file sets one whose value is needed, the place that asks for it is a gap.
    """
    wanted: dict[str, list[Asked]] = defaultdict(list)
    for ask in asked:
        wanted[ask.variable].append(ask)
    settings = list(assigned)
    known = {setting.variable for setting in settings}
    for variable, asks in wanted.items():
        if variable not in known:
            yield from (Gap(ask.at, ask.reason) for ask in asks if ask.reason)
    for setting in settings:
        for ask in wanted.get(setting.variable, ()):
            role = Role(Trust.SURE, ask.kind, ask.relation, ask.namespace)
            named = judge(setting.value, role)
            if named is not None and named.confidence is not Confidence.LOW:
                yield Evidence(
                    kind=named.kind,
                    name=named.name,
                    at=setting.at,
                    way=setting.way,
                    relation=ask.relation,
                    confidence=named.confidence,
                    namespace=named.namespace,
                    detail=Reference(revision=named.revision) if named.revision else None,
                    detector=DETECTOR.id,
                )


DETECTOR = Detector(
    id="environment",
    patterns=(
        ".env",
        ".env.*",
        "*.env",
        "*compose*.yaml",
        "*compose*.yml",
        "values*.yaml",
        "values*.yml",
        "*deployment*.yaml",
        "*deployment*.yml",
        "*configmap*.yaml",
        "*configmap*.yml",
        "**/.github/workflows/*.yml",
        "**/.github/workflows/*.yaml",
        ".gitlab-ci.yml",
        "dockerfile",
        "earthfile",
        "dockerfile.*",
        "*.dockerfile",
        "devcontainer.json",
    ),
    triggers=(),
    detect=detect,
)
