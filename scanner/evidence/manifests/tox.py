"""tox: what each environment installs, in ``tox.ini``, ``setup.cfg`` and TOML.

What it reads
    ``[testenv]`` and ``[testenv:NAME]`` sections of INI, ``env_run_base`` and ``env.NAME`` of
    TOML, the ``legacy_tox_ini`` text. Factor prefixes (``py310: pkg``) become no marker.

Source: tox documentation, "Configuration".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.manifests import ini, requirements_txt, toml
from scanner.model.evidence import Evidence, Gap, Location
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_FACTOR = re.compile(r"!?[a-z0-9_.{},!-]+:\s+(?P<rest>.*)$")
_INCLUDE = re.compile(r"-([rc])(?=\S)")


def detect(file: File) -> Iterator[Evidence | Gap]:
    """Yield the requirements of each environment."""
    if file.path.endswith(".toml"):
        yield from _toml(file)
        return
    yield from _ini(file, file.text(), 1)


def _ini(file: File, text: str, first: int) -> Iterator[Evidence | Gap]:
    for (section, option), lines in ini.options(text).items():
        kind, _, name = section.removeprefix("tox:").partition(":")
        if (kind, option) not in {("testenv", "deps"), ("tox", "requires")}:
            continue
        for line in lines:
            at = Location(file.path, first + line.number - 1, line.column)
            yield from _dependency(file, line.text, at, f"env:{name or 'default'}")


def _toml(file: File) -> Iterator[Evidence | Gap]:
    document = toml.load(file)
    base = () if file.path.endswith("tox.toml") else ("tool", "tox")
    legacy = document.get(*base, "legacy_tox_ini")
    if isinstance(legacy, str):
        yield from _ini(file, legacy, document.at(*base, "legacy_tox_ini").line)
    places = [("default", (*base, "env_run_base", "deps")), ("tox", (*base, "requires"))]
    places += [(name, (*base, "env", name, "deps")) for name in document.table(*base, "env")]
    for name, path in places:
        for index, text in document.strings(*path):
            yield from _dependency(file, text, document.at(*path, index), f"env:{name}")


def _dependency(file: File, text: str, at: Location, scope: str) -> Iterator[Evidence | Gap]:
    factor = _FACTOR.match(text)
    body = (factor["rest"] if factor else text).split(" #", 1)[0].strip()
    # tox: {toxinidir} is the folder of this file; other substitutions name no package.
    body = body.replace("{toxinidir}/", "").replace("{tox_root}/", "")
    if not body or body.startswith("{") or "{[" in body:
        return
    yield from requirements_txt.one_line(file, _INCLUDE.sub(r"-\1 ", body), at, scope, way="tox")


DETECTOR = Detector(
    id="tox",
    patterns=("**/tox.ini", "**/setup.cfg", "**/tox.toml", "**/pyproject.toml"),
    triggers=("testenv", "[env_run_base", "[env.", "tool.tox"),
    detect=detect,
)
