"""Every place as one JSON line: ``{"file","line","kind","id","zone","way","confidence"}``.

One row per (file, line, kind, id), the surest reading of it. Mentions (confidence low) are left out
unless ``--min-confidence low``; accelerators, regions and instance types are not written here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scanner.model.evidence import Confidence, Kind

if TYPE_CHECKING:
    from scanner.model.evidence import Evidence
    from scanner.model.scan import Scan

PUBLIC_KINDS = frozenset(
    (
        Kind.MODEL,
        Kind.NAMED_MODEL,
        Kind.HOSTED_MODEL,
        Kind.WEIGHT_FILE,
        Kind.ENDPOINT,
        Kind.DATASET,
        Kind.DEPENDENCY,
    )
)
_RANK = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


def render(scan: Scan) -> str:
    """Return the lines, sorted by file, line, kind and id."""
    least = _RANK[Confidence(scan.inputs.min_confidence)]
    rows: dict[tuple[str, int, str, str], Evidence] = {}
    for place in sorted(scan.evidence, key=lambda e: (_RANK[e.confidence], e.at, e.way)):
        if place.kind in PUBLIC_KINDS and _RANK[place.confidence] <= least:
            key = (place.at.path, place.at.line, place.kind.value, place.name)
            rows.setdefault(key, place)
    return "".join(
        json.dumps(
            {
                "file": path,
                "line": line,
                "kind": kind,
                "id": name,
                "zone": place.zone.value,
                "way": place.way,
                "confidence": place.confidence.value,
            }
        )
        + "\n"
        for (path, line, kind, name), place in sorted(rows.items())
    )
