"""Containers and configuration that ask for one vendor's accelerator.

*What it reads:* base images (``FROM nvidia/cuda:12.4``, ``image: rocm/pytorch``), resources that a
cluster schedules by (``nvidia.com/gpu: 1``), ``runtime: nvidia``, ``--gpus``, and devices as values
of a key (``device: npu``). Comments are not read.

*Source:* container registries and device plugins of the vendors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.platforms.lines import Needles, plain
from scanner.evidence.platforms.vendors import CUDA, DEVICES, IMAGES, RESOURCES
from scanner.model.evidence import Confidence, Evidence, Kind
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_MOST_PLACES = 200


def _longest_first(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_PATTERNS = (
    re.compile(
        r"(?:\bFROM\s+(?:--\S+\s+)*|\b(?:image|repository|base_?image|container)[\"']?\s*[:=]\s*"
        r"|\bdocker\s.*\s|=)"
        rf"[\"']?(?:docker\.io/)?(?P<image>{_longest_first(IMAGES)})",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<resource>{_longest_first(RESOURCES)})", re.IGNORECASE),
    re.compile(
        r"\b(?:runtime|driver)[\"']?\s*[:=]\s*[\"']?(?P<cuda>nvidia)\b|(?<!\S)--(?P<gpus>gpus)[ =]"
    ),
    re.compile(
        r"(?:^|[\s{,])[\"']?\w*device(?:_map|_type)?[\"']?\s*[:=]\s*[\"']?"
        rf"(?P<device>{'|'.join(DEVICES)})(?::\d+)?[\"']?\s*(?:$|[,#}}])",
        re.IGNORECASE,
    ),
)
_MARKS = (": ", "=", '": "', "': '", ' = "', ': "', ": '")
_TRIGGERS = (
    *IMAGES,
    *RESOURCES,
    "huawei.com/Ascend",
    ": nvidia",
    '= "nvidia"',
    '"nvidia"',
    "--gpus",
    *(f"device{mark}{device}" for device in DEVICES for mark in _MARKS),
)


#: Keys are read in any case; what is asked for stands in all of these.
_NEEDLES = Needles(
    (*IMAGES, *RESOURCES, "huawei.com/Ascend", "nvidia", "gpus", "device", "DEVICE", "Device")
)


def detect(file: File) -> Iterator[Evidence]:
    """Yield each line that asks for one vendor's accelerator."""
    count = 0
    for _, number, line in _NEEDLES.lines(plain(file)):
        if line.lstrip().startswith(("#", "//", ";")):
            continue
        for pattern in _PATTERNS:
            found = pattern.search(line)
            if found is None:
                continue
            yield Evidence(
                Kind.ACCELERATOR,
                _name(found),
                file.at(number, found.start(found.lastgroup or 0) + 1),
                "platform",
                confidence=Confidence.HIGH,
            )
            count += 1
            break
        if count >= _MOST_PLACES:
            return


def _name(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if image := groups.get("image"):
        return IMAGES[image.lower()]
    if resource := groups.get("resource"):
        return RESOURCES[resource.lower()]
    return DEVICES[device.lower()] if (device := groups.get("device")) else CUDA


_PATTERNS_OF_PATHS = """*.yaml *.yml *.toml *.json *.cfg *.ini *.env .env* *.sh *.tf *.hcl
    Dockerfile* *.dockerfile Containerfile* Makefile *.mk Justfile Jenkinsfile"""

DETECTOR = Detector(
    id="accelerator-config",
    patterns=tuple(_PATTERNS_OF_PATHS.split()),
    triggers=_TRIGGERS,
    detect=detect,
)
