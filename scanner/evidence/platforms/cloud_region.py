"""Cloud regions that code or configuration names: where data is processed.

*What it reads:* region ids on a line that says ``region``, ``location`` or ``zone`` before, and
in the host name of a cloud service. *Gives:* ``provider:region``. An id of two providers
(``eu-west-1``) goes to the one the line, then the file speaks of; else to the larger one, with less
confidence.

*Limits:* comments are not read; a file that names more than 12 regions is a catalogue, and its rows
are mentions.

*Example:* ``region_name="eu-west-1"``, ``location = "westeurope"``.
*Source:* ``scanner/facts/data/cloud_regions.csv``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.platforms.lines import Line, Needles, plain
from scanner.evidence.platforms.regions import REGIONS
from scanner.model.evidence import Confidence, Evidence, Kind
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_CATALOGUE = 12
_MOST_PLACES = 300
#: Shorter ids stand inside other words; they are read but pick no file.
_SHORTEST_TRIGGER = 7

_IDS = "|".join(sorted(REGIONS, key=lambda region: (-len(region), region)))
#: A zone ("us-east-1a", "europe-west4-b") lies in its region.
_ID = re.compile(rf"(?<![\w-])({_IDS})(?:-?[a-f])?(?![\w-])")
_KEY = re.compile(r"region|location|(?:^|[\W_])zones?(?:$|[\W_])|geograph", re.IGNORECASE)
_NEEDLES = Needles(
    (
        *("egion", "EGION", "ocation", "OCATION", "zone", "ZONE", "eograph"),
        *("amazonaws.com", ".on.aws", "googleapis.com", "pkg.dev", ".run.app", "azure.com"),
        *("aliyuncs.com", "myhuaweicloud.com", "myqcloud.com", "oraclecloud.com", "cloud.ibm.com"),
    )
)
_HOSTS = (
    ("aws", re.compile(r"amazonaws\.com|\.on\.aws")),
    ("gcp", re.compile(r"googleapis\.com|\.run\.app|pkg\.dev")),
    ("azure", re.compile(r"\.azure\.com")),
    ("alibaba", re.compile(r"aliyuncs\.com")),
    ("huawei", re.compile(r"myhuaweicloud\.com")),
    ("tencent", re.compile(r"myqcloud\.com")),
    ("oci", re.compile(r"oraclecloud\.com")),
    ("ibm", re.compile(r"cloud\.ibm\.com")),
)
_WORDS = {
    "aws": re.compile(r"aws|boto|amazon|bedrock|sagemaker|\bec2\b|\bs3\b", re.IGNORECASE),
    "alibaba": re.compile(r"aliyun|alicloud|alibaba|dashscope|\boss\b|\becs\b", re.IGNORECASE),
    "huawei": re.compile(r"huawei|\bobs\b", re.IGNORECASE),
    "tencent": re.compile(r"tencent|qcloud|\bcos\b", re.IGNORECASE),
    "azure": re.compile(r"azure|azurerm|microsoft", re.IGNORECASE),
    "gcp": re.compile(r"google|gcp|vertex|gke", re.IGNORECASE),
    "ibm": re.compile(r"\bibm|watson", re.IGNORECASE),
    "oci": re.compile(r"oracle|\boci", re.IGNORECASE),
}
_SIZE = ("aws", "azure", "gcp", "alibaba", "oci", "huawei", "tencent", "ibm")


def detect(file: File) -> Iterator[Evidence]:
    """Yield each region that a line names."""
    content = plain(file)
    found = [row for line in _NEEDLES.lines(content) for row in _in_line(file, content, line)]
    catalogue = len({row.name for row in found}) > _CATALOGUE
    for row in found[:_MOST_PLACES]:
        yield row._replace(confidence=Confidence.LOW) if catalogue else row


def _in_line(file: File, content: bytes, line: Line) -> Iterator[Evidence]:
    for match in _ID.finditer(line.words):
        column = match.start()
        if line.is_comment(column):
            return
        providers = REGIONS[match[1]]
        host = next((name for name, pattern in _HOSTS if pattern.search(line.words)), None)
        if host not in providers and not _KEY.search(line.words[:column]):
            continue
        provider, confidence = _provider(providers, host, line.words, content)
        at = file.at(line.number, column + 1)
        name = f"{provider}:{match[1]}"
        yield Evidence(Kind.REGION, name, at, "platform", confidence=confidence)


def _provider(
    providers: tuple[str, ...], host: str | None, line: str, content: bytes
) -> tuple[str, Confidence]:
    """Return whose region it is, and how sure that is."""
    if len(providers) == 1:
        return providers[0], Confidence.HIGH
    if host in providers:
        return str(host), Confidence.HIGH
    text = content.decode("utf-8", "replace")
    for where, confidence in ((line, Confidence.HIGH), (text, Confidence.MEDIUM)):
        spoken = [name for name in providers if _WORDS[name].search(where)]
        if len(spoken) == 1:
            return spoken[0], confidence
    return min(providers, key=_SIZE.index), Confidence.MEDIUM


_PATHS = """*.py *.ipynb *.yaml *.yml *.toml *.json *.cfg *.ini *.conf *.env .env* *.sh *.tf
    *.tfvars *.hcl *.bicep *.properties Dockerfile* *.dockerfile Makefile *.mk Jenkinsfile
    *.ts *.js *.mjs"""

DETECTOR = Detector(
    id="cloud-region",
    patterns=tuple(_PATHS.split()),
    triggers=tuple(sorted(region for region in REGIONS if len(region) >= _SHORTEST_TRIGGER)),
    detect=detect,
)
