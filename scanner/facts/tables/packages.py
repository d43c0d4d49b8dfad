"""Python packages: publisher, country, stated licence, cryptographic purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts.tables import checks
from scanner.facts.tables.read import Entry, Row, json_lines, records
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def entries(folder: Path) -> Iterator[Entry]:
    """Yield ``package``, ``project``, ``crypto``, ``advisory`` and ``compatibility`` entries."""
    for record in records(folder / "python_packages.csv", needed=("package", "source")):
        country = record["country"]
        checks.countries([country] if country else [], record.at, "country")
        value: Row = {key: cell for key, cell in record.cells.items() if cell}
        yield Entry("package", normalise_package(record["package"]), value)
    yield from _projects(folder)
    needed = ("package", "purpose", "source", "as_of", "basis")
    for record in records(folder / "crypto_packages.csv", needed=needed):
        checks.day(record["as_of"], record.at, "as_of")
        checks.basis_of({"basis": record["basis"]}, record.at)
        yield Entry("crypto", normalise_package(record["package"]), record.cells)
    yield from _advisories(folder)
    for record in records(folder / "osadl_matrix.csv"):
        inbound = record.cells.get("Compatibility*", "")
        checks.need(ok=bool(inbound), at=record.at, problem="a row without a licence")
        yield Entry("compatibility", inbound.lower(), _answers(record.cells))


def _projects(folder: Path) -> Iterator[Entry]:
    """Yield repositories; one may stand in several categories, and its first row speaks for all."""
    found: dict[str, Row] = {}
    for record in records(folder / "ai_projects.csv", needed=("project", "source")):
        country = record["country"]
        checks.countries([country] if country else [], record.at, "country")
        value: Row = {key: cell for key, cell in record.cells.items() if cell}
        value["as_of"] = checks.day_in(record["source"])
        found.setdefault(record["github"].lower(), value)
    for repository, value in found.items():
        if repository:
            yield Entry("project", repository, value)


def _answers(cells: dict[str, str]) -> Row:
    """Return outbound licences by answer: the matrix is mostly of three words."""
    found: dict[str, list[str]] = {}
    for outbound, answer in cells.items():
        if outbound != "Compatibility*" and answer:
            found.setdefault(answer, []).append(outbound)
    return {answer: sorted(names) for answer, names in found.items()}


def _advisories(folder: Path) -> Iterator[Entry]:
    found: dict[str, list[Row]] = {}
    for at, row in json_lines(folder / "osv_pysec.jsonl"):
        package = row.get("package")
        checks.need(ok=isinstance(package, str) and "id" in row, at=at, problem="no id or package")
        found.setdefault(normalise_package(str(package)), []).append(row)
    for package, rows in found.items():
        yield Entry("advisory", package, rows)
