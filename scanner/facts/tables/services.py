"""Hosted services: who operates a host, whose law can compel the operator, where data is processed.

``endpoints.toml`` is checked by hand; ``hosted_endpoints.csv`` adds hosts known from public client
configurations; ``hosted_models.csv`` says which model a provider serves under a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts.stems import stem
from scanner.facts.tables import checks
from scanner.facts.tables.read import BadTable, Entry, Row, records, text, texts, toml_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROCESSING = frozenset(
    {
        "fixed",
        "partial",
        "customer-chosen",
        "region-in-host",
        "depends-on-upstream",
        "global",
        "decentralised",
        "not-stated",
    }
)


def entries(folder: Path) -> Iterator[Entry]:
    """Yield ``host``, ``host-suffix``, ``provider-model`` and ``hosted`` entries."""
    organisations = {text(row, "id") for row in toml_rows(folder / "organisations.toml", "org")}
    exact: set[str] = set()
    for row in toml_rows(folder / "endpoints.toml", "endpoint"):
        value = _endpoint(row, organisations)
        space = "host" if text(row, "match") == "exact" else "host-suffix"
        exact.add(text(row, "host"))
        yield Entry(space, text(row, "host").strip(".").lower(), value)
    for record in records(folder / "hosted_endpoints.csv", needed=("provider", "source")):
        host = record["host"].lower()
        if not host or host in exact or "localhost" in host or host.startswith("127."):
            continue
        exact.add(host)
        country = record["operator_country"]
        checks.countries([country] if country else [], record.at, "operator_country")
        yield Entry(
            "host",
            host,
            {
                "host": host,
                "operator": record["name"],
                "operator_country": country or None,
                "control_status": "unknown",
                "processing_status": "not-stated",
                "source": record["source"],
                "basis": "general-knowledge" if country else "repo-data",
                "as_of": checks.day_in(record["source"]),
            },
        )
    yield from _hosted(folder)


def _endpoint(row: Row, organisations: set[str]) -> Row:
    at = f"endpoints.toml [{row.get('host')}]"
    organisation = text(row, "org")
    checks.need(
        ok=not organisation or organisation in organisations,
        at=at,
        problem=f"no organisation {organisation!r}",
    )
    processing = checks.countries(texts(row, "processing"), at, "processing")
    status = checks.word(row, "processing_status", PROCESSING, at)
    placed = bool(processing) or "processing_area" in row or status != "fixed"
    checks.need(ok=placed, at=at, problem="processing is fixed but names no place")
    if text(row, "match") not in {"exact", "suffix"}:
        raise BadTable(at, f"match is {row.get('match')!r}")
    country = text(row, "operator_country")
    return {
        "host": text(row, "host"),
        "operator": text(row, "operator"),
        "organisation": organisation,
        "operator_country": next(iter(checks.countries([country], at, "operator_country"))),
        "established": checks.countries(texts(row, "established"), at, "established"),
        "controlled": checks.countries(texts(row, "controlled"), at, "controlled"),
        "control_status": checks.word(row, "control_status", checks.CONTROL, at),
        "country_verified": text(row, "country_verified") != "unverified",
        "kind": text(row, "kind"),
        "processing": processing,
        "processing_area": text(row, "processing_area"),
        "processing_status": status,
        "processing_source": text(row, "processing_source"),
        "processing_verified": text(row, "processing_verified") != "unverified",
        "notes": text(row, "notes"),
        "source": text(row, "source"),
        "as_of": checks.as_of(row, at),
        "basis": checks.basis_of(row, at),
    }


#: Providers of the table that serve models of their own: their word on open weights counts, a
#: reseller's does not. The organisation behind each.
MAKERS = {
    "alibaba": "alibaba",
    "alibaba-cn": "alibaba",
    "anthropic": "anthropic",
    "cohere": "cohere",
    "deepseek": "deepseek",
    "google": "google",
    "inception": "inception-labs",
    "minimax": "minimax",
    "minimax-cn": "minimax",
    "mistral": "mistral",
    "moonshotai": "moonshot",
    "moonshotai-cn": "moonshot",
    "openai": "openai",
    "perplexity": "perplexity",
    "poolside": "poolside",
    "sarvam": "sarvam",
    "stepfun": "stepfun",
    "stepfun-ai": "stepfun",
    "upstage": "upstage",
    "v0": "vercel",
    "xai": "xai",
    "xiaomi": "xiaomi",
    "zai": "zhipu",
    "zhipuai": "zhipu",
}


def _hosted(folder: Path) -> Iterator[Entry]:
    """Yield names sent to providers: ``hosted`` by name, ``provider-model`` with provider."""
    named: dict[str, Row] = {}
    closed: dict[str, Row] = {}
    weights: set[str] = set()
    for record in records(folder / "hosted_models.csv", needed=("provider", "model", "source")):
        model = record["model"].lower()
        row: Row = {
            "base": record["base_model"],
            "family": record["family"],
            "open": record["open_weights"] == "True",
            "released": checks.day_in(record["release_date"]),
        }
        value = {key: cell for key, cell in row.items() if cell}
        if value.get("base"):
            yield Entry("provider-model", f"{record['provider']}/{model}", value["base"])
        known = named.get(model)
        if known is None or (not known.get("base") and value.get("base")):
            named[model] = {**value, "provider": record["provider"]}
        if record["open_weights"] == "True":
            weights.add(model)
        elif record["open_weights"] == "False" and record["provider"] in MAKERS:
            closed[model] = {"maker": MAKERS[record["provider"]], "source": record["source"]}
    for model, maker in closed.items():
        if model not in weights:
            named[model]["closed"] = maker
    spellings: dict[str, str] = {}
    for model, value in named.items():
        yield Entry("hosted", model, value)
        bare = model.rsplit("/", 1)[-1]
        spellings.setdefault(stem(bare), bare)
    for key, model in spellings.items():
        if key != model:
            yield Entry("api-stem", key, model)
