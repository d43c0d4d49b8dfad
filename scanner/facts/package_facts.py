"""Facts about packages and hardware: publisher, licence, vendor tie, cryptography, chips."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.facts import organisation_facts, service_facts
from scanner.facts.knowledge import Knowledge, day_of
from scanner.facts.license_classes import licensed
from scanner.facts.package_metadata import Metadata, licenses
from scanner.model.fact import (
    Basis,
    ChipFigures,
    Classified,
    Fact,
    Made,
    Provenance,
    Published,
)
from scanner.model.purl import normalise_package, package_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def facts(knowledge: Knowledge, about: str) -> Iterator[Fact]:
    """Yield every fact about a package (``pkg:pypi/name@version``)."""
    ecosystem, _, rest = about.removeprefix("pkg:").partition("/")
    name = normalise_package(rest.split("?", 1)[0].split("@", 1)[0])
    if ecosystem in {"pypi", "conda"}:
        row = knowledge.row("package", name)
        if row:
            yield from _stated(knowledge, about, row)
        yield from _hardware(knowledge, about, name)
        crypto = knowledge.row("crypto", name)
        if crypto:
            yield _classified(about, crypto)


def _stated(knowledge: Knowledge, about: str, row: Mapping[str, object]) -> Iterator[Fact]:
    provenance = Provenance(
        source="python_packages",
        reference=f"{row['package']} {row.get('version', '')}: {row['source']}",
        as_of=day_of("2026-11-01"),
        basis=Basis.REPO_DATA,
    )
    stated = Metadata(
        name=str(row["package"]),
        version=str(row.get("version", "")),
        expression=str(row.get("license_expression", "")),
        field=str(row.get("license_field", "")),
        classifiers=tuple(
            f"License :: OSI Approved :: {text.strip()}"
            for text in str(row.get("license_classifiers", "")).split(";")
            if text.strip()
        ),
    )
    # The row read one version's metadata: of that version it is the metadata's own word, of any
    # other an inference. What is installed or in the tree speaks before it.
    parts = package_parts(about)
    same = parts is not None and parts[2] == stated.version
    read = replace(provenance, basis=Basis.DECLARED if same else Basis.INFERRED)
    for said in licenses(stated, {})[:1]:
        yield Fact(about=about, claim=licensed(said.expression), provenance=read)
    if row.get("org"):
        organisation = organisation_facts.named(knowledge, str(row["org"]))
        if organisation:
            yield organisation_facts.published(about, organisation)
            yield from organisation_facts.listings(knowledge, about, organisation, "publisher")
        else:
            country = row.get("country")
            claim_of = Published(
                organisation=str(row["org"]),
                title=str(row["org"]),
                country=country if isinstance(country, str) else None,
            )
            yield Fact(about=about, claim=claim_of, provenance=provenance)


def _hardware(knowledge: Knowledge, about: str, name: str) -> Iterator[Fact]:
    row = knowledge.row("hardware-pypi", name)
    if not row:
        for prefix, value in knowledge.entries("hardware-pypi-prefix"):
            if name.startswith(prefix.rstrip("*")) and isinstance(value, dict):
                row = value
    if not row:
        return
    yield from _made(knowledge, about, row, "accelerators")


def _made(
    knowledge: Knowledge, about: str, row: Mapping[str, object], source: str
) -> Iterator[Fact]:
    country = row.get("country")
    yield Fact(
        about=about,
        claim=Made(
            vendor=str(row["vendor"]),
            country=country if isinstance(country, str) and country else None,
            hardware=str(row["hardware"]),
        ),
        provenance=Provenance(
            source=source,
            reference=str(row["source"]),
            as_of=day_of(row.get("as_of")),
            basis=Basis(str(row["basis"])),
        ),
    )
    organisation = organisation_facts.named(knowledge, str(row.get("organisation", "")))
    if organisation:
        yield organisation_facts.published(about, organisation)
        yield from organisation_facts.listings(knowledge, about, organisation, "vendor")


def _classified(about: str, row: Mapping[str, object]) -> Fact:
    return Fact(
        about=about,
        claim=Classified(
            code="5D002", ground=str(row["purpose"]), position=str(row.get("position", ""))
        ),
        provenance=Provenance(
            source="crypto_packages",
            reference=str(row["source"]),
            as_of=day_of(row.get("as_of")),
            basis=Basis(str(row["basis"])),
        ),
    )


def accelerator(knowledge: Knowledge, about: str) -> Iterator[Fact]:
    """Yield the vendor of an accelerator platform (``accelerator:ID``) and its listings."""
    row = knowledge.row("accelerator", about.removeprefix("accelerator:").lower())
    if row:
        yield from _made(knowledge, about, row, "platforms")


def cloud_region(knowledge: Knowledge, about: str) -> Iterator[Fact]:
    """Yield the country of a cloud region (``region:PROVIDER:ID``)."""
    key = about.removeprefix("region:").lower()
    row = knowledge.row("region", key)
    if row:
        yield service_facts.located(about, key, row)


def instance(knowledge: Knowledge, about: str) -> Iterator[Fact]:
    """Yield the chip of an instance type (``instance:PROVIDER:TYPE``) and its figures."""
    row = knowledge.row("instance", about.removeprefix("instance:").lower())
    chip = knowledge.row("chip", str(row.get("chip", "")).lower())
    if chip:
        yield figures(about, chip, Basis(str(row["basis"])))


def figures(about: str, chip: Mapping[str, object], basis: Basis) -> Fact:
    """Return a chip's figures for the control lists."""
    tpp, density = chip.get("tpp"), chip.get("density")
    return Fact(
        about=about,
        claim=ChipFigures(
            chip=str(chip["chip"]),
            vendor=str(chip["vendor"]),
            tpp=tpp if isinstance(tpp, float) else None,
            density=density if isinstance(density, float) else None,
        ),
        provenance=Provenance(
            source="chips",
            reference=str(chip["source"]),
            as_of=day_of(chip.get("as_of")),
            basis=basis,
        ),
    )
