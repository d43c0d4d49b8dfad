"""Facts about a hosted service: operator, whose law can compel it, where data is processed.

The model behind a service is another component with facts of its own: DeepSeek-R1 on a US cloud
has its residency and control there, and its origin and developer elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scanner.facts import organisation_facts
from scanner.facts.knowledge import Knowledge, day_of
from scanner.model.fact import Basis, Fact, LocatedIn, Provenance, Served

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SCHEME = re.compile(r"^\w+://|[/?#:].*$")
_PAGE = re.compile(
    r"(?:huggingface\.co|hf\.co|hf-mirror\.com|modelscope\.cn)/(?:models/)?[\w.-]+/[\w.-]+",
    re.IGNORECASE,
)
#: A word of a host that may be a cloud region: ``us-east-1``, ``europe-west4``, ``eastus2``.
_CLOUDS = {
    "amazonaws.com": "aws",
    "amazonaws.com.cn": "aws",
    "googleapis.com": "gcp",
    "azure.com": "azure",
    "microsoft.com": "azure",
    "aliyuncs.com": "alibaba",
    "tencentcloudapi.com": "tencent",
    "myhuaweicloud.com": "huawei",
    "oraclecloud.com": "oci",
    "cloud.ibm.com": "ibm",
    "appdomain.cloud": "ibm",
}


def host_of(text: str) -> str:
    """Return the host name of a URL or ``host:port``, in lower case."""
    return _SCHEME.sub("", text.strip().split("@")[-1]).strip(".").lower()


def is_page(text: str) -> bool:
    """Say whether a URL names a model's page on a hub, not the hub as a service."""
    return _PAGE.search(text) is not None


def endpoint(knowledge: Knowledge, host: str) -> Mapping[str, object]:
    """Return the row of a host: exact, else the longest ending that has one; empty when unknown.

    An ending need not start at a dot: ``us-central1-aiplatform.googleapis.com``.
    """
    found = knowledge.row("host", host)
    if found or not host:
        return found
    for ending, whole_label in _endings(knowledge):
        if host.endswith(f".{ending}" if whole_label else ending):
            return knowledge.row("host-suffix", ending)
    return {}


@lru_cache(maxsize=4)
def _endings(knowledge: Knowledge) -> tuple[tuple[str, bool], ...]:
    """Return ``(ending, whether it starts at a dot)``, the longest first."""
    found = [
        (key, str(row["host"]).startswith("."))
        for key, row in knowledge.entries("host-suffix")
        if isinstance(row, dict)
    ]
    return tuple(sorted(found, key=lambda item: (-len(item[0]), item)))


def region(knowledge: Knowledge, host: str) -> tuple[str, Mapping[str, object]] | None:
    """Return ``(region, row)`` when a label of the host names a region of its cloud."""
    cloud = next((id_ for end, id_ in _CLOUDS.items() if host.endswith(end)), None)
    if cloud is None:
        return None
    for label in host.split("."):
        for text in (label, label.rsplit("-aiplatform", 1)[0]):
            row = knowledge.row("region", f"{cloud}:{text}")
            if row:
                return text, row
    return None


def facts(knowledge: Knowledge, about: str) -> Iterator[Fact]:
    """Yield every fact about the service component ``about`` (``service:HOST``)."""
    host = host_of(about.removeprefix("service:"))
    row = endpoint(knowledge, host)
    place = region(knowledge, host)
    if place:
        yield located(about, *place)
    if not row:
        return
    organisation = organisation_facts.named(knowledge, str(row.get("organisation", "")))
    country = row.get("operator_country")
    processing = _texts(row, "processing")
    status = str(row["processing_status"])
    # The host names the region that the customer chose; the status still says who chooses.
    if place and (status == "region-in-host" or not processing):
        processing = (str(place[1]["country"]),)
    yield Fact(
        about=about,
        claim=Served(
            operator=str(row.get("organisation") or row["operator"]),
            title=str(row["operator"]),
            operator_country=country if isinstance(country, str) else None,
            established=_texts(row, "established"),
            controlled=_texts(row, "controlled"),
            control_status=str(row.get("control_status", "unknown")),
            processing=processing,
            processing_status=status,
            processing_checked=row.get("processing_verified") is not False or place is not None,
            country_checked=row.get("country_verified") is not False
            or _seat_checked(row, organisation),
            measures=_texts(organisation, "measures"),
        ),
        provenance=Provenance(
            source="endpoints",
            reference=f"{row['host']}: {row['source']}",
            as_of=day_of(row.get("as_of")),
            basis=Basis(str(row["basis"])),
        ),
    )
    if organisation:
        yield from organisation_facts.listings(knowledge, about, organisation, "operator")


def located(about: str, name: str, row: Mapping[str, object]) -> Fact:
    """Return the country of a cloud region."""
    return Fact(
        about=about,
        claim=LocatedIn(
            country=str(row["country"]),
            provider=str(row["provider"]),
            text=str(row.get("text", "")),
        ),
        provenance=Provenance(
            source="cloud-regions",
            reference=f"{name}: {row['source']}",
            as_of=day_of(row.get("as_of")),
            basis=Basis.REPO_DATA,
        ),
    )


def _seat_checked(row: Mapping[str, object], organisation: Mapping[str, object]) -> bool:
    """Return whether the operator's own row has a source for the same seats."""
    seats = set(_texts(row, "established"))
    sourced = organisation.get("basis", Basis.GENERAL_KNOWLEDGE) != Basis.GENERAL_KNOWLEDGE
    return sourced and bool(seats) and seats == set(_texts(organisation, "established"))


def _texts(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = row.get(key)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
