"""Read a fresh official file, or one of one's own company, into entries of the knowledge base.

The format is told by the content, not by the name: Consolidated Screening List (JSON or CSV),
Entity List export (CSV), OSV advisories (zip), hub metadata (JSON lines), Epoch's table of models
(CSV), and overlays (TOML). A file that breaks off or breaks a rule is refused as a whole, with the
place.
"""

from __future__ import annotations

import csv
import zipfile
from typing import TYPE_CHECKING

from scanner.facts.advisory_files import advisories
from scanner.facts.imported import Imported, file_day
from scanner.facts.list_files import entity_list, screening_csv, screening_json
from scanner.facts.tables import checks
from scanner.facts.tables.read import BadTable, Entry, Row, json_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Largest file that is read, in bytes; the OSV zip of PyPI has some 20 MB.
SIZE_LIMIT = 400_000_000
_SNIFF = 4096


def read(path: Path) -> Imported:
    """Return what the file holds.

    Raises:
        BadTable: the format is not known, or a row breaks a rule; the message says where.

    """
    if path.stat().st_size > SIZE_LIMIT:
        raise BadTable(path.name, f"larger than {SIZE_LIMIT} bytes")
    return _reader(path)(path)


def _reader(path: Path) -> Callable[[Path], Imported]:
    if zipfile.is_zipfile(path):
        return advisories
    with path.open("rb") as handle:
        head = handle.read(_SNIFF).lstrip(b"\xef\xbb\xbf").lstrip()
    if path.suffix == ".toml":
        from scanner.facts.overlays import overlay  # noqa: PLC0415 (only overlays need it)

        return overlay
    if head.startswith(b"{"):
        first = head.split(b"\n", 1)[0]
        return _hub if b'"id"' in first or b'"modelId"' in first else screening_json
    columns = {name.strip().strip('"').lower() for name in _first_line(head).split(",")}
    if {"source", "name", "programs"} <= columns:
        return screening_csv
    if "name" in columns and ("license requirement" in columns or "source list" in columns):
        return entity_list
    if "model" in columns and any("compute" in name for name in columns):
        return _epoch
    raise BadTable(path.name, "no known format: see the documentation of data import")


def _first_line(head: bytes) -> str:
    return head.split(b"\n", 1)[0].decode("utf-8", "replace").strip()


def _hub(path: Path) -> Imported:
    """Read metadata of models as the hub's API gives it, one object a line."""
    entries = tuple(hub_entry(at, row) for at, row in json_lines(path))
    return Imported("models", "hub metadata", file_day(path), len(entries), entries)


def hub_entry(at: str, row: Row) -> Entry:
    """Return the model entry of one object of the hub's API."""
    identifier = row.get("id") or row.get("modelId")
    if not isinstance(identifier, str) or identifier.count("/") > 1 or not identifier:
        raise BadTable(at, "has no model id")
    card = row.get("cardData")
    tags = [tag for tag in _strings(row.get("tags")) if ":" in tag]
    names = _strings(card.get("license_name")) if isinstance(card, dict) else []
    stated = (_strings(card.get("license")) if isinstance(card, dict) else []) or [
        tag.split(":", 1)[1] for tag in tags if tag.startswith("license:")
    ]
    licenses = [name.lower() for name in (names if stated == ["other"] and names else stated)]
    weights = row.get("safetensors")
    total = weights.get("total") if isinstance(weights, dict) else None
    value: list[object] = [
        identifier,
        [[name, ["import"]] for name in licenses],
        [[*base, "import"] for base in _bases(card, tags)],
        ["import"],
        "",
        "",
        "limited" if row.get("gated") else "open",
        0,
        checks.day_in(str(row.get("createdAt") or row.get("created_at") or "")) or 0,
        total if isinstance(total, int) else 0,
    ]
    return Entry("model:hf", identifier.lower(), value)


_HUB_RELATIONS = {
    "quantized": "quantized_from",
    "finetune": "finetuned_from",
    "adapter": "adapter_of",
    "merge": "merged_from",
}


def _bases(card: object, tags: list[str]) -> list[list[str]]:
    found: dict[str, str] = {}
    for tag in tags:
        parts = tag.split(":")
        if parts[0] == "base_model" and parts[-1].count("/") == 1:
            relation = _HUB_RELATIONS.get(parts[1], "base_model")
            if found.get(parts[-1], "base_model") == "base_model":
                found[parts[-1]] = relation
    for base in _strings(card.get("base_model")) if isinstance(card, dict) else []:
        if base.count("/") == 1:
            found.setdefault(base, "base_model")
    return [[relation, base] for base, relation in sorted(found.items())]


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _epoch(path: Path) -> Imported:
    """Read Epoch's table of models: training compute by model name."""
    entries: dict[str, Entry] = {}
    with path.open(newline="", encoding="utf-8-sig") as handle:
        reader = csv.DictReader(handle)
        for row in reader:
            cells = {
                str(key).strip().lower(): str(value or "").strip() for key, value in row.items()
            }
            at = f"{path.name}:{reader.line_num}"
            name = cells.get("model", "")
            if not name or None in row:
                raise BadTable(at, "is cut off or has no model")
            flop = next(
                (cells[key] for key in cells if key.startswith("training compute (flop")), ""
            )
            value = {
                "model": name,
                "flop": _float(flop, at),
                "confidence": cells.get("confidence") or "unknown",
                "access": cells.get("model accessibility") or "unknown",
                "source": "Epoch AI, imported (CC-BY-4.0)",
                "as_of": None,
            }
            entries[name.lower()] = Entry("compute", name.lower(), value)
    return Imported(
        "compute", "Epoch AI models", file_day(path), len(entries), tuple(entries.values())
    )


def _compute(at: str, row: dict[str, str]) -> Entry:
    cells = {str(key).strip().lower(): str(value or "").strip() for key, value in row.items()}
    name = cells.get("model", "")
    if not name or None in row:
        raise BadTable(at, "is cut off or has no model")
    written = [key for key in cells if key.startswith("training compute (flop")]
    value = {
        "model": name,
        "flop": _float(cells[written[0]], at) if written else None,
        "confidence": cells.get("confidence") or "unknown",
        "access": cells.get("model accessibility") or "unknown",
        "source": "Epoch AI, imported (CC-BY-4.0)",
    }
    return Entry("compute", name.lower(), value)


def _float(text: str, at: str) -> float | None:
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise BadTable(at, f"training compute is {text!r}") from None
