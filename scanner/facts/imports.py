"""Read a fresh official file, or one of one's own company, into entries of the knowledge base.

The format is told by the content, not by the name: Consolidated Screening List (JSON or CSV),
Entity List export (CSV), OSV advisories (zip), hub metadata (JSON lines), Epoch's table of models
(CSV), and overlays (TOML). A file that breaks off or breaks a rule is refused as a whole, with the
place.
"""

from __future__ import annotations

import math
import re
import zipfile
from typing import TYPE_CHECKING

from scanner.facts.advisory_files import advisories
from scanner.facts.imported import Imported, file_day
from scanner.facts.list_files import entity_list, screening_csv, screening_json
from scanner.facts.tables import checks
from scanner.facts.tables.read import BadTable, Entry, Row, json_lines, records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Largest file that is read, in bytes; the OSV zip of PyPI has some 20 MB.
SIZE_LIMIT = 400_000_000
_SNIFF = 16_384
_HUB_ID = re.compile(r"[A-Za-z0-9._-]{1,96}(/[A-Za-z0-9._-]{1,96})?", re.ASCII)


def read(path: Path) -> Imported:
    """Return what the file holds.

    Raises:
        BadTable: the format is not known, or a row breaks a rule; the message says where.

    """
    if path.stat().st_size > SIZE_LIMIT:
        raise BadTable(path.name, f"larger than {SIZE_LIMIT} bytes")
    try:
        return _reader(path)(path)
    except UnicodeDecodeError as error:
        raise BadTable(path.name, f"not UTF-8 at byte {error.start}") from error
    except RecursionError as error:
        raise BadTable(path.name, "nested too deeply") from error


def _reader(path: Path) -> Callable[[Path], Imported]:
    if zipfile.is_zipfile(path):
        return advisories
    with path.open("rb") as handle:
        head = handle.read(_SNIFF).removeprefix(b"\xef\xbb\xbf").lstrip()
    if path.suffix == ".toml":
        from scanner.facts.overlays import overlay  # noqa: PLC0415 (only overlays need it)

        return overlay
    if head.startswith(b"{"):
        return screening_json if _is_screening(head) else _hub
    columns = {name.strip().strip('"').lower() for name in _first_line(head).split(",")}
    if {"source", "name", "programs"} <= columns:
        return screening_csv
    if "name" in columns and ("license requirement" in columns or "source list" in columns):
        return entity_list
    if "model" in columns and any("compute" in name for name in columns):
        return _epoch
    if head.startswith(b"PK"):
        raise BadTable(path.name, "a zip that breaks off, or is broken")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadTable(path.name, "UTF-16: save it as UTF-8")
    raise BadTable(path.name, "no known format: see the documentation of data import")


def _is_screening(head: bytes) -> bool:
    """Tell the list's one object from the hub's objects, which have their id on the first line.

    The list may be one long line too, and its parties have ids.
    """
    first = head.split(b"\n", 1)[0]
    if b'"results"' in head or b'"sources_used"' in head:
        return True
    return b'"id"' not in first and b'"modelId"' not in first


def _first_line(head: bytes) -> str:
    return head.split(b"\n", 1)[0].decode("utf-8", "replace").strip()


def _hub(path: Path) -> Imported:
    """Read metadata of models as the hub's API gives it, one object a line."""
    entries: dict[str, Entry] = {}
    for at, row in json_lines(path):
        entry = hub_entry(at, row)
        if entry.key in entries:
            raise BadTable(at, f"{entry.key} is given twice")
        entries[entry.key] = entry
    return Imported(
        "models-imported",
        "hub metadata",
        file_day(path),
        len(entries),
        tuple(entries.values()),
    )


def hub_entry(at: str, row: Row) -> Entry:
    """Return the model entry of one object of the hub's API."""
    identifier = row.get("id") or row.get("modelId")
    if not isinstance(identifier, str) or not _HUB_ID.fullmatch(identifier):
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
    for record in records(path):
        cells = {key.strip().lower(): cell.strip() for key, cell in record.cells.items()}
        name = cells.get("model", "")
        if not name:
            raise BadTable(record.at, "has no model")
        written = [key for key in cells if key.startswith("training compute (flop")]
        value = {
            "model": name,
            "flop": _flop(cells[written[0]], record.at) if written else None,
            "confidence": cells.get("confidence") or "unknown",
            "access": cells.get("model accessibility") or "unknown",
            "source": "Epoch AI, imported (CC-BY-4.0)",
            "as_of": None,
        }
        entries[name.lower()] = Entry("compute", name.lower(), value)
    if not entries:
        raise BadTable(path.name, "names no model")
    return Imported(
        "compute", "Epoch AI models", file_day(path), len(entries), tuple(entries.values())
    )


def _flop(text: str, at: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise BadTable(at, f"training compute is {text!r}") from None
    if not math.isfinite(value) or value < 0:
        raise BadTable(at, f"training compute is {text!r}")
    return value
