"""``setup.cfg`` in setuptools' declarative form.

What it reads
    ``install_requires``, ``setup_requires``, ``tests_require`` of ``[options]``, each key of
    ``[options.extras_require]``, and ``file:`` directives that name a requirements file.
"""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from scanner.evidence.manifests import ini, requirement, requirements_txt
from scanner.model.evidence import Evidence, Gap, Location, Statement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_INTERPOLATED = re.compile(r"%\([^)]*\)s|\$\{[^}]*\}")
_SCOPES = {"install_requires": "runtime", "setup_requires": "build", "tests_require": "test"}


def detect(file: File) -> Iterator[Evidence | Statement | Gap]:
    """Yield the requirements and the project's own statements."""
    about = f"project:{dirname(file.path) or '.'}"
    for (section, option), lines in ini.options(file.text()).items():
        if section == "options" and option in _SCOPES:
            yield from _rows(file, lines, "setup_cfg", _SCOPES[option])
        elif section == "options.extras_require":
            yield from _rows(file, lines, "setup_cfg_extra", f"extra:{option}")
        elif section == "metadata" and option in {"name", "version", "license"} and lines:
            at = Location(file.path, lines[0].number, lines[0].column)
            if not lines[0].text.startswith(("attr:", "file:")):
                yield Statement(None, about, option, lines[0].text, at)
        elif section == "metadata" and option in {"classifiers", "classifier"}:
            for line in lines:
                if line.text.startswith("License ::"):
                    at = Location(file.path, line.number, line.column)
                    yield Statement(None, about, "license_classifier", line.text, at)


def _rows(file: File, lines: list[ini.ValueLine], way: str, scope: str) -> Iterator[Evidence | Gap]:
    for line in lines:
        at = Location(file.path, line.number, line.column)
        if line.text.startswith("file:"):
            yield from _from_files(file, line.text.removeprefix("file:"), at, scope)
            continue
        # setuptools: one requirement a line, or several with ";" only in the dangling form
        text = line.text.split(" #", 1)[0].strip()
        if _INTERPOLATED.fullmatch(text):
            continue  # configparser: another option of this file, which is read for itself
        try:
            yield requirement.evidence(file, requirement.parse(text, scope), at, way)
        except requirement.NotARequirement as error:
            yield Gap(at, str(error))


def _from_files(file: File, names: str, at: Location, scope: str) -> Iterator[Evidence | Gap]:
    for name in names.split(","):
        path = normpath(join(dirname(file.path), name.strip()))
        target = None if path.startswith("..") else file.sibling(path)
        if target is None:
            yield Gap(at, f"'{path}' is not in the scanned tree")
        elif not requirements_txt.is_own(path):
            yield from requirements_txt.read(target, scope=scope)


DETECTOR = Detector(
    id="setup-cfg", patterns=("**/setup.cfg",), triggers=("requires", "[metadata]"), detect=detect
)
