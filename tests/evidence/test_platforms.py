"""The tables of the platform detectors agree with the knowledge base."""

from __future__ import annotations

import csv
from pathlib import Path

from scanner.evidence.platforms import vendors
from scanner.evidence.platforms.regions import REGIONS
from scanner.facts.tables.hardware import PROVIDERS

DATA = Path(__file__).parents[2] / "scanner" / "facts" / "data"


def test_regions_are_those_of_the_table() -> None:
    with (DATA / "cloud_regions.csv").open(encoding="utf-8") as file:
        table = {
            (PROVIDERS[row["provider"]], row["region"].strip().lower())
            for row in csv.DictReader(file)
        }
    ours = {(provider, region) for region, providers in REGIONS.items() for provider in providers}
    assert ours == table


def test_accelerators_are_those_of_the_table() -> None:
    with (DATA / "platforms.csv").open(encoding="utf-8") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    tables = (
        vendors.MODULES,
        vendors.SUBMODULES,
        vendors.DEVICES,
        vendors.PROVIDERS,
        vendors.IMAGES,
        vendors.RESOURCES,
    )
    assert {name for table in tables for name in table.values()} <= known
