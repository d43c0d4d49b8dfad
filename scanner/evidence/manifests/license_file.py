"""Licence files of the scanned tree: the project's own, REUSE's folder, vendored code's.

What it reads
    ``LICENSE``, ``LICENCE``, ``COPYING``, ``UNLICENSE`` and their variants at the root, beside a
    manifest, or in a folder of vendored code; texts in ``LICENSES/`` (REUSE). The text is handed
    on as a statement about ``project:FOLDER``: the fact stage recognises it.

    ``SPDX-License-Identifier`` tags in the headers of source files.

Limits
    A text longer than 200,000 characters is cut there.
"""

from __future__ import annotations

import re
from posixpath import dirname
from typing import TYPE_CHECKING

from scanner.model.evidence import Statement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

TEXT_LIMIT = 200_000
#: A licence tag stands in a file's header, within these characters.
HEADER_LIMIT = 4_000

#: Folder names that say: this code comes from somewhere else.
VENDORED = frozenset(
    ["vendor", "vendored", "_vendor", "third_party", "thirdparty", "third-party", "3rdparty",
     "external", "extern", "_vendored_packages"]
)  # fmt: skip
_SOURCES = "py pyx pxd pyi c h cc cpp hpp cu cuh rs go java js ts sh m swift kt"
_TAG = re.compile(r"SPDX-License-Identifier:[ \t]*([A-Za-z0-9.+\-() ]{1,200})")
_CODE = (
    ".py",
    ".json",
    ".js",
    ".ts",
    ".go",
    ".rs",
    ".java",
    ".html",
    ".yml",
    ".yaml",
    ".toml",
    ".cs",
)
_MANIFESTS = ("pyproject.toml", "setup.py", "setup.cfg", "package.json", "config.json")


def detect(file: File) -> Iterator[Statement]:
    """Yield the text as a statement about its folder's project."""
    folder = dirname(file.path)
    if file.path.lower().endswith(_CODE):
        return  # license.py is a module
    if folder.rsplit("/", 1)[-1] == "LICENSES":
        about, claim = dirname(folder), "license_text_used"  # REUSE: a text that some file is under
    else:
        about, claim = folder, "license_text"
    owned = not about or is_vendored(about) or _has_manifest(file, about)
    text = file.text()[:TEXT_LIMIT]
    if owned and text.strip():
        yield Statement(None, f"project:{about or '.'}", claim, text, file.at(1))


def tags(file: File) -> Iterator[Statement]:
    """Yield the licence tag in a source file's header, as a statement about its project."""
    text = file.text()[:HEADER_LIMIT]
    found = _TAG.search(text)
    if found:
        value = found[1].strip().rstrip("*/-> ")
        at = file.at(text.count("\n", 0, found.start()) + 1)
        yield Statement(None, "project:.", "license_tag", value, at)


def is_vendored(folder: str) -> bool:
    """Tell whether a folder lies in one for vendored code."""
    return any(part in VENDORED for part in folder.split("/"))


def _has_manifest(file: File, folder: str) -> bool:
    return any(file.sibling(f"{folder}/{name}") is not None for name in _MANIFESTS)


DETECTOR = Detector(
    id="license-file",
    patterns=(
        "**/LICENSE", "**/LICENSE.*", "**/LICENSE-*", "**/LICENCE", "**/LICENCE.*", "**/COPYING",
        "**/COPYING.*", "**/UNLICENSE", "**/MODEL_LICENSE*", "**/LICENSES/*.txt",
    ),
    triggers=(),
    detect=detect,
)  # fmt: skip

TAGS = Detector(
    id="license-tag",
    patterns=tuple(f"**/*.{suffix}" for suffix in _SOURCES.split()),
    triggers=("SPDX-License-Identifier:",),
    detect=tags,
)
