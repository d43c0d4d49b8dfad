"""Machines with accelerators that code or configuration asks a cloud for: which chip it runs on.

*What it reads:* instance types by the form of their name, ``p5.48xlarge``, ``a3-highgpu-8g``,
``Standard_ND96isr_H100_v5``, ``BM.GPU.H100.8``, ``ecs.gn7i-c8g1.2xlarge``, and accelerators that a
machine is given, ``nvidia-h100-80gb``. *Gives:* ``provider:type``. Machines without an accelerator
are not read.

*Limits:* comments are not read; more than 12 types in a file are a catalogue, and mentions.

*Source:* the naming rules in the providers' lists of accelerated instance types.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.platforms.lines import Needles, plain
from scanner.model.evidence import Confidence, Evidence, Kind
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_MOST_PLACES = 200
_CATALOGUE = 12

#: Provider -> form of a name. None can match a word of prose.
_FORMS = {
    "aws": r"(?:ml\.)?(?:p[2-6][a-z]{0,2}(?:-[a-z]{0,2}\d{3})?|g[3-7][a-z]{0,2}|gr[67]"
    r"|trn\d[a-z]?|inf\d|dl[12]q?)\.(?:\d{0,3}x?large|metal)",
    "gcp": r"a[2-4]x?-(?:high|ultra|mega|edge)gpu-\d{1,2}g(?:-nolssd)?|g[24]-standard-\d{1,3}"
    r"|ct\d[a-z]{1,2}-hightpu-\d{1,2}t|v\d[a-z]?(?:litepod|p|e)-\d{1,5}"
    r"|nvidia-(?:tesla-)?(?:t4|p4|p100|v100|k80|l4|a100(?:-80gb)?|h100(?:-mega)?-80gb|h200-141gb"
    r"|b200|gb200)",
    "azure": r"Standard_N[CDVGP]\d{1,3}[a-z]{0,5}(?:_[A-Z]{1,3}\d{1,4}[A-Za-z]{0,2})?(?:_v\d)?",
    "oci": r"(?:BM|VM)\.GPU(?:\d|\.[A-Z]{1,4}\d{1,4})(?:-[A-Z]{2})?\.\d{1,2}",
    "alibaba": r"ecs\.(?:gn|vgn|sgn|ebmgn|ebmgnv)\d[a-z]{0,3}(?:-[a-z0-9]{2,8})?\.\d{0,3}x?large",
    "tencent": r"(?:GN\d{1,2}[A-Z]{0,3}|PNV\d[a-z]{0,2}|GI\d[A-Z]?|HCCP?NV\d[a-z]{0,3})"
    r"\.\d{0,2}X?(?:LARGE|MEDIUM)\d{1,4}",
    "ibm": r"gx[23]d?-\d{1,3}x\d{1,4}x\d{1,2}[a-z]{1,4}\d{1,4}[a-z]{0,2}",
}
_ANY = "|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items())
_FORM = re.compile(rf"(?<![\w.-])(?:{_ANY})(?![\w-])")

#: One of these stands in every name of a form.
_TRIGGERS = (
    "-hightpu-", ".12xlarge", ".16xlarge", ".24xlarge", ".2xlarge", ".32xlarge", ".36xlarge",
    ".48xlarge", ".4xlarge", ".6xlarge", ".8xlarge", "BM.GPU", "Standard_NC", "Standard_ND",
    "Standard_NG", "Standard_NP", "Standard_NV", "VM.GPU", "XLARGE", "ecs.ebmgn", "ecs.gn",
    "ecs.sgn", "ecs.vgn", "edgegpu-", "g2-standard-", "g4-standard-", "g4ad.xlarge", "g4dn.metal",
    "g4dn.xlarge", "g5.xlarge", "g5g.metal", "g5g.xlarge", "g6.xlarge", "g6e.xlarge", "g6f.large",
    "g7e.xlarge", "gr6.metal", "gx2-", "gx2d-", "gx3-", "gx3d-", "highgpu-", "inf1.xlarge",
    "inf2.xlarge", "litepod-", "megagpu-", "nvidia-a100", "nvidia-b200", "nvidia-gb200",
    "nvidia-h100", "nvidia-h200", "nvidia-l4", "nvidia-tesla-", "p2.xlarge", "p5.4xlarge",
    "trn2.3xlarge", "ultragpu-", "v5p-", "v6e-",
)  # fmt: skip


_NEEDLES = Needles(_TRIGGERS)


def detect(file: File) -> Iterator[Evidence]:
    """Yield each accelerated instance type that a line names."""
    found = list(_found(file))
    catalogue = len({row.name for row in found}) > _CATALOGUE
    for row in found[:_MOST_PLACES]:
        yield row._replace(confidence=Confidence.LOW) if catalogue else row


def _found(file: File) -> Iterator[Evidence]:
    for line in _NEEDLES.lines(plain(file)):
        for match in _FORM.finditer(line.words):
            if line.is_comment(match.start()):
                break
            at = file.at(line.number, match.start() + 1)
            name = match[0].removeprefix("ml.")  # SageMaker's name for the same machine
            yield Evidence(Kind.INSTANCE, f"{match.lastgroup}:{name}", at, "platform")


_PATHS = """*.py *.ipynb *.yaml *.yml *.toml *.json *.cfg *.ini *.env .env* *.sh *.tf *.tfvars *.hcl
    *.bicep *.properties Makefile *.mk *.ts *.js"""

DETECTOR = Detector(
    id="instance-type", patterns=tuple(_PATHS.split()), triggers=_TRIGGERS, detect=detect
)
