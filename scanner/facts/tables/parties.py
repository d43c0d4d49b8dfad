"""Restricted-party lists, and the words by which a name is screened against them.

Published, effective and first-listed are three dates; an empty one is not known. The curated links
pair an organisation with an entry by hand and are stronger than any similarity.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scanner.facts.tables.read import Entry, Record, Row

# ruff: noqa: PLC0415 (a scan needs the words, the build alone reads tables)

#: List names of the tables, and the list ids of the regimes.
LIST_IDS = {
    "BIS-EL": "us-entity-list",
    "BIS-MEU": "us-meu",
    "BIS-UVL": "us-uvl",
    "DOD-1260H": "us-1260h",
    "OFAC-SDN": "us-sdn",
    "OFAC-SSI": "us-ssi",
    "OFAC-NS-CMIC": "us-ns-cmic",
    "OFAC-NS-MBS": "us-ns-mbs",
    "FCC-COVERED": "us-fcc-covered",
    "NDAA-889": "us-889",
    "NDAA-5949": "us-5949",
    "NDAA-154": "us-ndaa-154",
}

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
#: Cells of a party, in order.
CELLS = (
    *("list", "name", "aliases", "country", "published", "first_listed", "citation"),
    *("requirement", "parent"),
)

#: Words that stand in so many names that they identify none.
COMMON = frozenset(
    """
    co ltd limited company corporation corp inc llc the of and for group technology technologies
    international trading industries industrial general joint stock public ooo ojsc jsc pjsc gmbh
    research institute university science scientific development china beijing shanghai shenzhen
    guangdong hong kong russia russian iran iranian center centre national state academy
    engineering electronic electronics information equipment import export holding holdings
    investment investments services service systems system systems factory plant bureau bank oil
    shipping marine de la el sa spa sl
    """.split()  # noqa: SIM905 (a block of words reads better than 250 quoted ones)
)


def words(name: str) -> list[str]:
    """Return the words of a name, without accents, in lower case and in order."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    source = plain if plain.strip() else name
    return _WORD.findall(source.lower())


def entries(folder: Path) -> Iterator[Entry]:
    """Yield ``party``, ``party-texts``, ``party-word`` and ``party-link`` entries.

    A party is ``[list, name, aliases, country, published, first_listed, citation, requirement,
    parent]``, trailing empty cells left out; citation and requirement are places in
    ``party-texts``.
    """
    from scanner.facts.tables import checks
    from scanner.facts.tables.read import Entry, records

    index: dict[str, list[int]] = {}
    texts: dict[str, int] = {"": 0}
    for number, record in enumerate(
        records(folder / "restricted_parties.csv", needed=("list", "name", "source"))
    ):
        row = party(record)
        for key in ("citation", "requirement"):
            row[key] = texts.setdefault(str(row[key]), len(texts))
        value = list(row.values())
        while not value[-1]:
            value.pop()
        yield Entry("party", str(number), value)
        for name in (record["name"], *_aliases(record)):
            for word in set(words(name)) - COMMON:
                rows = index.setdefault(word, [])
                if not rows or rows[-1] != number:
                    rows.append(number)
    yield Entry("party-texts", "", list(texts))
    for word, rows in index.items():
        yield Entry("party-word", word, rows)
    links: dict[str, list[Row]] = {}
    for record in records(
        folder / "restricted_links.csv", needed=("org", "list", "listed_name", "source")
    ):
        checks.need(ok=record["list"] in LIST_IDS, at=record.at, problem="unknown list")
        links.setdefault(record["org"].lower(), []).append(party(record, name="listed_name"))
    for organisation, linked in links.items():
        yield Entry("party-link", organisation, linked)


def party(record: Record, *, name: str = "name") -> Row:
    """Return one list entry; ``published`` is the day in the table, not the day of effect."""
    from scanner.facts.tables import checks

    checks.need(ok=record["list"] in LIST_IDS, at=record.at, problem="unknown list")
    codes = [code for code in record["country"].split(";") if code]
    return {
        "list": LIST_IDS[record["list"]],
        "name": record[name],
        "aliases": _aliases(record),
        "country": checks.countries(codes, record.at, "country"),
        "published": checks.day(record["effective_date"], record.at, "effective_date"),
        "first_listed": checks.day(record["first_listed"], record.at, "first_listed"),
        "citation": record["citation"],
        "requirement": record.cells.get("requirement", ""),
        "parent": record.cells.get("parent", ""),
    }


def _aliases(record: Record) -> list[str]:
    return [item.strip() for item in record.cells.get("aliases", "").split(" | ") if item.strip()]
