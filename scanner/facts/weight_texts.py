"""The licence of a text that lies beside weights, as a fact about those weights.

What it reads
    Licence files in the folder of a weight file, by their text. What the card in the same folder
    claims is another fact: the two are kept side by side.

Limits
    A text at the root of the tree is that of the project; it speaks for weights there only when
    it is a model licence or says so by its name (``MODEL_LICENSE``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from scanner.facts import license_classes, license_text
from scanner.facts.package_texts import NAMED_FILE_PERCENT
from scanner.model.component import ComponentKind
from scanner.model.fact import Basis, Fact, Provenance
from scanner.model.plugin import FactSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.model.context import Context
    from scanner.model.evidence import Statement
    from scanner.model.inventory import Inventory

_FILE = "file:"
#: How a text was recognised that only models have.
_OF_MODELS = frozenset({"fingerprint", "clauses", "altered"})


def gather(inventory: Inventory, context: Context) -> Iterator[Fact]:
    """Yield a licence fact per weight file and licence text beside it."""
    folders: Mapping[str, list[str]] = _weights(inventory)
    for folder, names in sorted(folders.items()):
        for statement in inventory.statements.get(f"project:{folder or '.'}", ()):
            if statement.claim == "license_text":
                found = _license(statement, at_root=not folder)
                for name in names if found else ():
                    yield Fact(
                        about=name,
                        claim=license_classes.licensed(found, part="weights"),
                        provenance=Provenance(
                            source="repository",
                            reference=f"{statement.at.path}:{statement.at.line}",
                            as_of=context.today,
                            basis=Basis.DETECTED,
                        ),
                    )


def _weights(inventory: Inventory) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for component in inventory.components:
        if component.kind is ComponentKind.MODEL and component.name.startswith(_FILE):
            folder, _, _ = component.name.removeprefix(_FILE).rpartition("/")
            found[folder].append(component.name)
    return found


def _license(statement: Statement, *, at_root: bool) -> str:
    text, name = statement.value, statement.at.path.rsplit("/", 1)[-1].upper()
    recognised = license_text.recognise(text, coverage_percent=NAMED_FILE_PERCENT)
    if not recognised:
        return ""
    first = recognised[0]
    speaks = not at_root or first.how in _OF_MODELS or name.startswith("MODEL_LICENSE")
    return first.expression if speaks else ""


SOURCE = FactSource(id="weight-texts", online=False, gather=gather)
