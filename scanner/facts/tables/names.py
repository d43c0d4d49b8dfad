"""Everything that leads from a written name to a model: aliases, stems, families, re-publishers.

``model_aliases.csv`` pairs names with hub ids; ``ollama.csv`` the tags of that library;
``model_families.csv`` says who develops what is called so; ``publisher_roles.csv`` lists the
accounts that re-publish or convert the models of others, whose ids never stand for the original.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts.stems import stem, unpackaged
from scanner.facts.tables import checks
from scanner.facts.tables.read import Entry, Record, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What an account does with the models of others.
ROLES = frozenset({"quantizer", "mirror", "converter", "finetuner", "community"})

#: How many ids one stem may lead to; more would name no one.
_PER_STEM = 6


def entries(folder: Path) -> Iterator[Entry]:
    """Yield ``alias:<name space>``, ``family``, ``role``, ``stem`` and ``ids`` entries."""
    for record in records(
        folder / "model_aliases.csv", needed=("space", "name", "target", "source", "as_of", "basis")
    ):
        yield Entry(f"alias:{record['space']}", record["name"].lower(), _target(record))
    yield from _ollama(folder)
    families = []
    for record in records(
        folder / "model_families.csv", needed=("pattern", "developer", "access", "source", "as_of")
    ):
        checks.day(record["as_of"], record.at, "as_of")
        families.append(record.cells)
    families.sort(key=lambda row: (-len(row["pattern"].replace("*", "")), row["pattern"]))
    yield Entry("family", "", families)
    roles: dict[str, str] = {}
    for record in records(
        folder / "publisher_roles.csv", needed=("handle", "role", "source", "as_of")
    ):
        checks.need(ok=record["role"] in ROLES, at=record.at, problem="unknown role")
        checks.day(record["as_of"], record.at, "as_of")
        roles[record["handle"].lower()] = record["role"]
        yield Entry("role", record["handle"].lower(), record["role"])
    yield from _stems(folder, set(roles))
    yield from _variants(folder)


def _target(record: Record) -> list[str]:
    checks.day(record["as_of"], record.at, "as_of")
    checks.basis_of({"basis": record["basis"]}, record.at)
    return [record["target"], record["source"], record["as_of"], record["basis"]]


def _ollama(folder: Path) -> Iterator[Entry]:
    """Yield Ollama tags; the first row of a name is what the bare name and ``latest`` mean."""
    first: set[str] = set()
    needed = ("name", "tag", "target", "source", "as_of", "basis")
    for record in records(folder / "ollama.csv", needed=needed):
        name = record["name"].lower()
        value = _target(record)
        if name not in first:
            first.add(name)
            yield Entry("alias:ollama", name, value)
        yield Entry("alias:ollama", f"{name}:{record['tag'].lower()}", value)


def _variants(folder: Path) -> Iterator[Entry]:
    """Weights of one architecture: ``resnet50`` -> ``resnet50.a1_in1k``, …, by library."""
    found: dict[tuple[str, str], list[str]] = {}
    for record in records(folder / "models.tsv"):
        space, name = record["kind"], record["id"]
        if space == "timm" and "." in name:
            found.setdefault((space, name.split(".")[0].lower()), []).append(name)
        elif space == "torchvision" and "_Weights." in name:
            architecture = name.split("_Weights.")[0].lower()
            for key in {architecture, architecture.replace("_", "")}:
                found.setdefault((space, key), []).append(name)
    for (space, architecture), names in found.items():
        yield Entry(f"variants:{space}", architecture, sorted(names))


def _stems(folder: Path, republishers: set[str]) -> Iterator[Entry]:
    """Stems of hub ids whose account publishes its own work, known accounts first.

    ``ids`` holds the names under each known account.
    """
    handles = {
        handle.lower()
        for path in ("publishers.csv", "handles.csv")
        for record in records(folder / path)
        for handle in record.cells.get("hf_handles", record.cells.get("handle", "")).split(";")
        if handle
    }
    found: dict[str, list[tuple[int, int, str]]] = {}
    names: dict[str, set[str]] = {}
    for table in ("models.tsv", "model_corrections.tsv"):
        for record in records(folder / table):
            handle, _, name = record["id"].partition("/")
            if record["kind"] != "hf" or not name or handle.lower() in republishers:
                continue
            known = 0 if handle.lower() in handles else 1
            if not known:
                names.setdefault(handle.lower(), set()).add(name)
            for rank, text in enumerate(dict.fromkeys((stem(name), stem(unpackaged(name))))):
                found.setdefault(text, []).append((known, rank, record["id"]))
    for text, ids in found.items():
        ordered = list(dict.fromkeys(item for _, _, item in sorted(ids)))
        best = min(ids)
        if best[0] == 0 or len(ordered) == 1:
            yield Entry("stem", text, ordered[:_PER_STEM])
    for handle, held in names.items():
        yield Entry("ids", handle, sorted(held))
