"""Recognise the licence of a text: SPDX tags, standard texts, and the texts of model licences.

What it reads
    ``SPDX-License-Identifier`` tags; texts on the SPDX list, by ``licenseclassifier``; model
    licences (Llama, Gemma, OpenRAIL, …), which are on no list, by fingerprints of ours.

Why
    Metadata is often silent or says only "BSD License"; the text beside it decides.

Limits
    A fingerprint is a sample of a text's word sequences: an edited text is recognised while most of
    it stays. A file that only mentions a licence is not that licence.

Source: ``data/license_fingerprints.json``, made from the texts of the ScanCode LicenseDB
(CC-BY-4.0).
"""

from __future__ import annotations

import json
import re
import zlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from scanner.model import license as spdx

#: Longest text that is read, in characters; the longest licence of the list has 120,000.
TEXT_LIMIT = 400_000
#: Words of one sequence of a fingerprint.
SHINGLE_WORDS = 6
#: Share of a fingerprint that a text must hold to be that licence.
FINGERPRINT_SHARE = 0.8
#: Least share of a text, in percent, that standard texts must cover for it to be a licence text.
COVERAGE_PERCENT = 60.0

_TABLE = Path(__file__).parent / "data" / "license_fingerprints.json"
_WORD = re.compile(r"[a-z0-9]+")
_TAG = re.compile(r"SPDX-License-Identifier:[ \t]*([A-Za-z0-9.+\-() ]{1,200})")


class Recognised(NamedTuple):
    """One licence found in a text; ``how``: tag, text or fingerprint; offsets in characters."""

    expression: str
    how: str
    start: int = 0
    end: int = 0


class Fingerprint(NamedTuple):
    """One model licence: hashes of a sample of its word sequences."""

    expression: str
    title: str
    sample: frozenset[int]


def recognise(text: str, *, coverage_percent: float = COVERAGE_PERCENT) -> tuple[Recognised, ...]:
    """Return the licences a text is, in the order of the text; empty when it is none we know.

    ``coverage_percent`` is the least share of the text that standard texts must cover. A file whose
    name says that it is the licence needs less: who wrote it and what it bundles stand there too.
    """
    text = text[:TEXT_LIMIT]
    tags = tuple(tagged(text))
    model = model_license(text)
    if model is not None:
        return (*tags, Recognised(model.expression, "fingerprint", 0, len(text)))
    return (*tags, *_standard(text, coverage_percent))


def tagged(text: str) -> list[Recognised]:
    """Return the valid expressions of ``SPDX-License-Identifier`` tags."""
    found: dict[str, Recognised] = {}
    for match in _TAG.finditer(text):
        expression = spdx.canonical(match[1].strip().rstrip("*/-> "))
        if expression:
            item = Recognised(expression, "tag", match.start(), match.end())
            found.setdefault(expression, item)
    return list(found.values())


def model_license(text: str) -> Fingerprint | None:
    """Return the model licence whose text this is; ``None`` when it is none."""
    hashes = shingles(text)
    best, share = None, FINGERPRINT_SHARE
    for fingerprint in fingerprints():
        held = len(fingerprint.sample & hashes) / len(fingerprint.sample)
        if held >= share:
            best, share = fingerprint, held
    return best


def shingles(text: str) -> frozenset[int]:
    """Return the hashes of all sequences of words; case, punctuation and layout do not count."""
    words = _WORD.findall(text.lower())
    last = max(len(words) - SHINGLE_WORDS + 1, 0)
    return frozenset(
        zlib.crc32(" ".join(words[i : i + SHINGLE_WORDS]).encode()) for i in range(last)
    )


@lru_cache(maxsize=1)
def fingerprints() -> tuple[Fingerprint, ...]:
    """Return the fingerprints of the table, in its order."""
    rows = json.loads(_TABLE.read_text(encoding="utf-8"))["fingerprints"]
    return tuple(
        Fingerprint(row["expression"], row["title"], frozenset(int(h, 16) for h in row["sample"]))
        for row in rows
    )


def _standard(text: str, coverage_percent: float) -> list[Recognised]:
    from licenseclassifier import identify_license  # noqa: PLC0415 (loads its patterns once)

    found: dict[str, Recognised] = {}
    for match in identify_license(text, coverage_percent):
        expression = spdx.canonical(match.id)
        if expression:
            item = Recognised(expression, "text", match.start, match.end)
            found.setdefault(expression, item)
    return list(found.values())
