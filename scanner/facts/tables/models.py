"""Models: what public tables say of each, by the name space that resolves the name.

``models.tsv`` has one row per name: licences with the tables that state them, base models with how
each link is known, size, date, where else it is published, and the match with Epoch's table of
training compute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts.tables import checks
from scanner.facts.tables.read import BadTable, Entry, Record, Row, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: How a base model stands to what is made of it, in the words of the model's Relation.
RELATIONS = {
    "quantized": "quantized_from",
    "finetune": "finetuned_from",
    "adapted": "finetuned_from",
    "derived": "base_model",
    "onnx-conversion": "quantized_from",
    "adapter": "adapter_of",
    "merge": "merged_from",
    "distilled": "distilled_from",
    "mirror": "base_model",
}


def entries(folder: Path) -> Iterator[Entry]:
    """Yield ``model:<name space>``, ``modelscope`` and ``sources`` entries.

    A model is an array, trailing empty cells left out: see ``knowledge.Model``. Sources are
    numbers, the places in ``sources``.
    """
    sources: dict[str, Row] = {
        record["code"]: {
            "source": record["source"],
            "as_of": checks.day(record["as_of"], record.at, "as_of"),
            "license": record["license"],
        }
        for record in records(folder / "sources.csv", needed=("code", "source", "as_of", "license"))
    }
    yield Entry("sources", "", list(sources.items()))
    compute = _compute(folder)
    corrections = {
        (record["kind"], record["id"].lower()): record
        for record in records(folder / "model_corrections.tsv", needed=("kind", "id", "sources"))
    }
    made_of: dict[str, list[str]] = {}
    for record in records(folder / "models.tsv", needed=("kind", "id", "sources")):
        place = (record["kind"], record["id"].lower())
        correction = corrections.pop(place, None)
        _note_bases(made_of, correction if correction and correction["bases"] else record)
        yield from _model(record, correction, compute, sources)
    for record in corrections.values():
        _note_bases(made_of, record)
        yield from _model(record, None, compute, sources)
    _refuse_circles(made_of)


def _note_bases(made_of: dict[str, list[str]], record: Record) -> None:
    if record["kind"] == "hf" and record["bases"]:
        bases = [item.split("|")[1].lower() for item in _list(record["bases"])]
        made_of[record["id"].lower()] = bases


def _refuse_circles(made_of: Mapping[str, list[str]]) -> None:
    """Refuse a model that is, over some steps, made of itself."""
    ends: set[str] = set()  # no circle can be reached from here
    for start in made_of:
        path: dict[str, None] = {}
        waiting = [(start, False)]
        while waiting:
            name, left = waiting.pop()
            if left:
                path.pop(name)
                ends.add(name)
            elif name in path:
                circle = " <- ".join([*path, name])
                raise BadTable("models.tsv, model_corrections.tsv", f"made of itself: {circle}")
            elif name not in ends:
                path[name] = None
                waiting.append((name, True))
                waiting += [(base, False) for base in made_of.get(name, ())]


def _model(
    record: Record,
    correction: Record | None,
    compute: Mapping[str, Row],
    sources: Mapping[str, Row],
) -> Iterator[Entry]:
    cells = dict(record.cells)
    if correction is not None:
        # A correction replaces the cells it fills and keeps the others; its sources are added.
        joined = f"{cells['sources']},{correction['sources']}"
        cells |= {key: cell for key, cell in correction.cells.items() if cell}
        cells["sources"] = joined
    at = (correction or record).at
    for code in cells["sources"].split(","):
        checks.need(ok=code in sources, at=at, problem=f"unknown source {code!r}")
    codes = {code: number for number, code in enumerate(sources)}
    value: list[object] = [
        cells["id"],
        [_license(item, at, codes) for item in _list(cells["licenses"])],
        [_base(item, at, codes) for item in _list(cells["bases"])],
        [codes[code] for code in cells["sources"].split(",")],
        cells["hub_id"],
        cells["publisher"],
        cells["access"],
        compute.get(cells["epoch"].split("|")[0], 0),
        checks.day_in(cells["released"]) or 0,
        _number(cells["params"], at),
        cells["architecture"],
        cells["version"],
    ]
    while not value[-1]:
        value.pop()
    yield Entry(f"model:{cells['kind']}", cells["id"].lower(), value)
    if cells["modelscope_id"]:
        yield Entry("modelscope", cells["modelscope_id"].lower(), cells["id"])


def _list(cell: str) -> list[str]:
    return [item for item in cell.split(";") if item]


def _license(item: str, at: str, codes: Mapping[str, int]) -> list[object]:
    name, _, written = item.rpartition("@")
    found = written.split(",")
    known = bool(name) and all(code in codes for code in found)
    checks.need(ok=known, at=at, problem=f"licence {item!r} has no known source")
    return [name.lower(), [codes[code] for code in found]]


def _base(item: str, at: str, codes: Mapping[str, int]) -> list[object]:
    parts = item.split("|")
    if len(parts) != len(("relation", "base", "source")):
        raise BadTable(at, f"base {item!r} is not relation|id|source")
    relation, base, source = parts
    checks.need(ok=relation in RELATIONS, at=at, problem=f"unknown relation {relation!r}")
    checks.need(ok=source in codes, at=at, problem=f"unknown source {source!r}")
    return [RELATIONS[relation], base, codes[source]]


def _number(cell: str, at: str) -> int | None:
    if not cell:
        return None
    try:
        return int(float(cell))
    except ValueError:
        raise BadTable(at, f"params is {cell!r}") from None


def _compute(folder: Path) -> dict[str, Row]:
    """Return Epoch's figures by model name; the newest snapshot stands first and wins."""
    found: dict[str, Row] = {}
    for record in records(folder / "epoch_models.csv", needed=("model", "source")):
        flop = record["training_flop"]
        row = {
            "model": record["model"],
            "flop": float(flop) if flop else None,
            "confidence": record["flop_confidence"] or "unknown",
            "access": record["accessibility"] or "unknown",
            "source": record["source"],
            "as_of": checks.day_in(record["source"]),
        }
        found.setdefault(record["model"], {key: cell for key, cell in row.items() if cell})
    return found
