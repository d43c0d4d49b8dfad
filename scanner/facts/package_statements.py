"""What the scanned tree says of its own projects and of its packages, as facts.

What it reads
    The licence that manifests state (expression, classifiers, free text), licence files by their
    text, licence tags of vendored code, and requirements that no locked version meets.

Why
    The project's own licence decides what may go into it; vendored code keeps its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts import license_classes, license_text
from scanner.facts.package_metadata import alias
from scanner.facts.package_texts import NAMED_FILE_PERCENT
from scanner.model import license as spdx
from scanner.model.fact import Basis, Fact, Observed, Provenance
from scanner.model.plugin import FactSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.model.context import Context
    from scanner.model.evidence import Statement
    from scanner.model.inventory import Inventory

#: Statements that become observations under their own key.
_OBSERVED = frozenset(["lock_disagrees"])


def gather(inventory: Inventory, context: Context) -> Iterator[Fact]:
    """Yield the licence facts of projects and the observations about packages."""
    for about, statements in inventory.statements.items():
        project = about.startswith("project:")
        if not project and not about.startswith(("pkg:pypi/", "pkg:conda/")):
            continue
        for statement in statements:
            if statement.claim in _OBSERVED:
                claim = Observed(key=statement.claim, value=statement.value)
                yield Fact(about=about, claim=claim, provenance=_here(statement, context))
            elif project:
                yield from _licensed(about, statement, context)
        if project:
            yield from _tagged(about, statements, context)


def _tagged(about: str, statements: Iterable[Statement], context: Context) -> Iterator[Fact]:
    """Yield one observation for each licence that headers of source files name."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.claim == "license_tag":
            expression = spdx.canonical(statement.value)
            if expression:
                found.setdefault(expression, []).append(statement)
    for expression, items in sorted(found.items()):
        value = f"{expression} in the headers of {len(items)} files"
        claim = Observed(key="license_tag", value=value)
        first = min(items, key=lambda item: item.at)
        yield Fact(about=about, claim=claim, provenance=_here(first, context))


def _licensed(about: str, statement: Statement, context: Context) -> Iterator[Fact]:
    expression: str | None = None
    basis = Basis.DECLARED
    part = "all"
    match statement.claim:
        case "license":
            expression = spdx.canonical(statement.value) or alias("field", statement.value)
        case "license_classifier":
            expression = alias("classifier", statement.value)
            basis = Basis.INFERRED  # a classifier names a family at best: the others go first
        case "license_text":
            found = license_text.recognise(statement.value, coverage_percent=NAMED_FILE_PERCENT)
            expression = found[0].expression if found else None
            basis = Basis.DETECTED
            if statement.at.path.rsplit("/", 1)[-1].upper().startswith("MODEL_LICENSE"):
                part = "weights"
        case "license_text_used":  # REUSE: a text that some file of the project is under
            found = license_text.recognise(statement.value, coverage_percent=NAMED_FILE_PERCENT)
            for item in found[:1]:
                claim = Observed(key="license_text", value=item.expression)
                yield Fact(about=about, claim=claim, provenance=_here(statement, context))
            return
        case _:
            return
    if expression is not None:
        yield Fact(
            about=about,
            claim=license_classes.licensed(expression, part=part),
            provenance=_here(statement, context, basis),
        )


def _here(statement: Statement, context: Context, basis: Basis = Basis.DECLARED) -> Provenance:
    return Provenance(
        source="repository",
        reference=f"{statement.at.path}:{statement.at.line}",
        as_of=context.today,
        basis=basis,
    )


SOURCE = FactSource(id="package-statements", online=False, gather=gather)
