"""Accelerators, chips, cloud regions and instance types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts.tables import checks
from scanner.facts.tables.read import Entry, Row, records, text, texts, toml_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Cloud providers as the region table names them, and as evidence names them.
PROVIDERS = {
    "Amazon Web Services": "aws",
    "Microsoft Azure": "azure",
    "Google Cloud": "gcp",
    "Oracle Cloud": "oci",
    "Alibaba Cloud": "alibaba",
    "Tencent Cloud": "tencent",
    "Huawei Cloud": "huawei",
    "IBM Cloud": "ibm",
}


def entries(folder: Path) -> Iterator[Entry]:
    """Yield ``hardware-*``, ``accelerator``, ``region``, ``chip`` and ``instance`` entries."""
    organisations = {text(row, "id") for row in toml_rows(folder / "organisations.toml", "org")}
    for row in toml_rows(folder / "accelerators.toml", "accelerator"):
        value = _tie(row, organisations)
        yield Entry(f"hardware-{text(row, 'ecosystem')}", text(row, "package").lower(), value)
    needed = ("id", "hardware", "vendor", "country", "source", "as_of", "basis")
    for record in records(folder / "platforms.csv", needed=needed):
        checks.countries([record["country"]], record.at, "country")
        checks.basis_of({"basis": record["basis"]}, record.at)
        checks.day(record["as_of"], record.at, "as_of")
        for name in (record["id"], *record["aliases"].split(";")):
            yield Entry("accelerator", name, record.cells)
    yield from _regions(folder)
    yield from _chips(folder)


def _tie(row: Row, organisations: set[str]) -> Row:
    at = f"accelerators.toml [{row.get('package')}]"
    organisation = text(row, "org")
    checks.need(
        ok=not organisation or organisation in organisations,
        at=at,
        problem=f"no organisation {organisation!r}",
    )
    country = text(row, "vendor_country")
    checks.countries([country] if country else [], at, "vendor_country")
    return {
        "package": text(row, "package"),
        "imports": texts(row, "imports"),
        "vendor": text(row, "vendor"),
        "organisation": organisation,
        "country": country or None,
        "hardware": text(row, "hardware"),
        "notes": text(row, "notes"),
        "source": text(row, "source"),
        "as_of": checks.as_of(row, at),
        "basis": checks.basis_of(row, at),
    }


def _regions(folder: Path) -> Iterator[Entry]:
    for record in records(
        folder / "cloud_regions.csv", needed=("provider", "region", "country", "source")
    ):
        checks.countries([record["country"]], record.at, "country")
        provider = PROVIDERS.get(record["provider"])
        checks.need(ok=provider is not None, at=record.at, problem="unknown provider")
        value = {
            "country": record["country"],
            "text": record["region_name"] or record["metro"],
            "provider": record["provider"],
            "source": record["source"],
            "as_of": checks.day_in(record["source"]),
        }
        yield Entry("region", f"{provider}:{record['region'].lower()}", value)


def _chips(folder: Path) -> Iterator[Entry]:
    chips: dict[str, Row] = {}
    for record in records(folder / "gpu_specs.csv", needed=("name", "source")):
        chips[record["name"].lower()] = {
            "chip": record["name"],
            "vendor": record["manufacturer"] or "unknown",
            "tpp": float(record["tpp"]) if record["tpp"] else None,
            "density": float(record["perf_density"]) if record["perf_density"] else None,
            "memory": record["memory_bytes"],
            "source": record["source"],
            "as_of": checks.day_in(record["source"]),
        }
    for key, value in chips.items():
        yield Entry("chip", key, value)
    for record in records(
        folder / "instances.csv", needed=("provider", "type", "chip", "source", "as_of", "basis")
    ):
        known = record["chip"].lower() in chips
        checks.need(ok=known, at=record.at, problem=f"no chip {record['chip']!r}")
        checks.day(record["as_of"], record.at, "as_of")
        checks.basis_of({"basis": record["basis"]}, record.at)
        yield Entry("instance", f"{record['provider']}:{record['type'].lower()}", record.cells)
