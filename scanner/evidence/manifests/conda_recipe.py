"""conda-build's ``meta.yaml`` and rattler-build's ``recipe.yaml``.

What it reads
    ``requirements`` with ``build``, ``host``, ``run`` and ``run_constrained``, and ``test:
    requires``, also of each output. Read line by line, because a recipe with Jinja parts is not
    YAML.

Limits
    An entry that is only a template (``{{ pin_subpackage(...) }}``) names no package and is left
    out; ``{{ ... }}`` inside a version is kept as written. Selectors become no marker.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.manifests import conda_environment, requirement
from scanner.model.evidence import Confidence, Evidence, Location, Relation
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_KEY = re.compile(r"(?P<indent>\s*)(?:- )?(?P<key>[A-Za-z_]+):\s*(?:#.*)?$")
_ITEM = re.compile(r"(?P<indent>\s*)- (?P<spec>[A-Za-z0-9_].*)$")
_SCOPES = {
    "build": "build", "host": "build", "run": "runtime",
    "run_constrained": "runtime", "run_constraints": "runtime",
}  # fmt: skip


def detect(file: File) -> Iterator[Evidence]:
    """Yield the recipe's native packages."""
    path: list[tuple[int, str]] = []  # (indent, key) of the keys above
    for number, line in enumerate(file.text().splitlines(), 1):
        key = _KEY.match(line)
        if key:
            indent = len(key["indent"])
            path = [*(part for part in path if part[0] < indent), (indent, key["key"])]
            continue
        item = _ITEM.match(line)
        keys = [name for indent, name in path if item and indent <= len(item["indent"])]
        scope = _scope(keys)
        if item is None or scope is None:
            continue
        asked = conda_environment.match_spec(item["spec"].split("# ", 1)[0].strip("\"' "), scope)
        if asked:
            at = Location(file.path, number, item.start("spec") + 1)
            constrains = keys[-1].startswith("run_constr")
            yield requirement.evidence(
                file, asked, at, "conda",
                relation=Relation.CONSTRAINS if constrains else Relation.REQUIRES,
                confidence=Confidence.LOW if constrains else Confidence.HIGH,
            )  # fmt: skip


def _scope(keys: list[str]) -> str | None:
    if "requirements" in keys:
        last = keys[-1]
        return "runtime" if last == "requirements" else _SCOPES.get(last)
    if "test" in keys and keys[-1] == "requires":
        return "test"
    return None


DETECTOR = Detector(
    id="conda-recipe",
    patterns=("**/meta.yaml", "**/recipe.yaml"),
    triggers=("requirements:",),
    detect=detect,
)
