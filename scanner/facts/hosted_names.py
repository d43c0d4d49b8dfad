"""Names sent to APIs: what is left of them without gateways, regions, dates and versions.

One model has many such names: ``us.anthropic.claude-3-5-sonnet-20241022-v2:0`` (Bedrock),
``claude-3-5-sonnet@20241022`` (Vertex), ``openrouter/anthropic/claude-3.5-sonnet:beta``,
``accounts/fireworks/models/llama-v3p1-8b-instruct``, ``@cf/meta/llama-3.1-8b-instruct``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.facts.names import Resolution
from scanner.facts.stems import stem
from scanner.model.fact import Status, Step
from scanner.model.purl import model_purl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.facts.names import Finder

#: Gateways and clouds that stand before a name with a ``/``; they say who serves, not who made it.
GATEWAYS = frozenset(
    [
        *("azure", "azure_ai", "azure_text", "bedrock", "bedrock_converse", "converse", "invoke"),
        *("vertex_ai", "vertex_ai_beta", "vertex", "google-vertex", "gemini", "google_genai"),
        *("openrouter", "together_ai", "together", "togetherai", "groq", "fireworks_ai"),
        *("fireworks", "deepinfra", "replicate", "anyscale", "perplexity", "huggingface", "hf"),
        *("hf-inference", "nvidia_nim", "nim", "ollama", "ollama_chat", "cloudflare", "litellm"),
        *("litellm_proxy", "sambanova", "cerebras", "hyperbolic", "novita", "nebius", "lambda_ai"),
        *("baseten", "databricks", "watsonx", "sagemaker", "sagemaker_chat", "github", "snowflake"),
        *(
            "github_copilot",
            "openai_like",
            "custom_openai",
            "text-completion-openai",
            "featherless",
        ),
        *(
            "lm_studio",
            "lmstudio",
            "vllm",
            "hosted_vllm",
            "xinference",
            "siliconflow",
            "volcengine",
        ),
        *("dashscope", "aiml", "nscale", "meta_llama", "moonshot", "zai", "minimax", "chutes"),
        *("openai", "anthropic", "mistral", "cohere", "cohere_chat", "deepseek", "xai", "ai21"),
        *("codestral", "voyage", "jina_ai", "google", "models", "model", "pro", "vercel"),
        *("ai-gateway", "gateway", "requesty", "portkey", "helicone", "poe", "responses", "chat"),
        *("amazon-bedrock", "amazon_bedrock", "aws", "inference-net", "ovhcloud", "bytedance"),
    ]
)
_RESOURCE = re.compile(
    r"^arn:aws[\w-]*:(?:bedrock|sagemaker):[\w-]*:\d*:(?:foundation-model|inference-profile|[\w-]+)/"
    r"|^(?:projects/[^/]+/locations/[^/]+/)?publishers/(?P<vendor>[\w.-]+)/models/"
    r"|^accounts/(?P<account>[\w.-]+)/models/"
    r"|^@(?:cf|hf)/",
    re.IGNORECASE,
)
#: ``us.``, ``eu.``, ``apac.``, ``global.``: cross-region profiles of Bedrock.
_PROFILE = re.compile(r"^(?:us|eu|apac|au|jp|ca|sa|global|us-gov)\.(?=[a-z0-9]+\.)")
#: ``anthropic.``, ``meta.``: the maker in a Bedrock id.
_DOTTED = re.compile(r"^([a-z][a-z0-9]{1,14})\.(?=[a-z])")
#: What a gateway adds behind a name: routing, context size, an invocation version, a date, a hash.
_SUFFIXES = re.compile(
    r"(?::(?:free|beta|nitro|floor|online|thinking|extended|exacto|latest|\d{1,2}k?|[0-9a-f]{12,64})"
    r"|-v\d+:\d+(?::\w+)?|-v\d+(?=$)|@[\w.-]+|-maas|-turbo-free|-free|-tput)$"
)
_DATE = re.compile(
    r"[-@](?:20\d{6}|20\d\d-\d\d-\d\d|\d{4}|\d{2}-20\d\d|\d{2}-\d{2}|latest|preview)$"
)
#: Words that hosts add to the name of open weights for how they serve them.
_SERVED = re.compile(r"-(?:instant|versatile|turbo|fast|lite|specdec|tool-use|fp8|hf|chat|it|tee)$")


class Written(NamedTuple):
    """One reading of a name: the maker it states ("" when none) and the model's own name."""

    vendor: str
    name: str


def readings(name: str) -> Iterator[Written]:
    """Yield the readings of a name, the least changed first."""
    text = name.strip().lower()
    found = _RESOURCE.match(text)
    if found:
        vendor = found.group("vendor") or ""
        text = text[found.end() :]
        yield Written(vendor, text)
    text = _PROFILE.sub("", text)
    seen: set[Written] = set()
    for vendor, rest in _without_gateways(text):
        for each in (*_without_suffixes(rest), rest.replace("@", "-")):
            dotted = _DOTTED.match(each)
            for item in (
                Written(vendor, each),
                *((Written(dotted.group(1), each[dotted.end() :]),) if dotted else ()),
            ):
                if item.name and item not in seen:
                    seen.add(item)
                    yield item


def _without_gateways(text: str) -> Iterator[tuple[str, str]]:
    parts = text.split("/")
    yield (parts[-2] if len(parts) > 1 else "", parts[-1]) if len(parts) > 1 else ("", text)
    if len(parts) > 1 and parts[0] in GATEWAYS:
        rest = "/".join(parts[1:])
        yield from _without_gateways(_PROFILE.sub("", rest))


def _without_suffixes(name: str) -> Iterator[str]:
    yield name
    for _ in range(3):
        shorter = _SUFFIXES.sub("", name)
        if shorter == name:
            return
        name = shorter
        yield name


def hosted(finder: Finder, name: str) -> Resolution | None:
    """Resolve a name sent to an API: open weights lead to their hub id, others stay API names."""
    found = tuple(readings(name))
    for attempt in (
        _as_hub_id,
        _as_api_name,
        _as_spelling,
        _as_stem,
        _as_listed,
        _as_family,
        _as_vendor,
    ):
        for reading in found:
            result: Resolution | None = attempt(finder, name, reading)
            if result is not None:
                return result
    return None


def _as_hub_id(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Open weights served under their hub id, perhaps with the gateway's name for the maker."""
    knowledge = finder.knowledge
    if not reading.vendor:
        return None
    handles = [reading.vendor]
    organisation = _organisation(finder, reading.vendor)
    row = knowledge.row("org", organisation) if organisation else {}
    known = row.get("handles")
    handles += [str(item) for item in known] if isinstance(known, list) else []
    for handle in handles:
        model = knowledge.model("hf", f"{handle}/{reading.name}")
        if model:
            step = Step("alias", f"{name} is served under the hub id {model.id}")
            return Resolution(model_purl(model.id), Status.KNOWN, (step,), model, model.id)
    return None


def _as_api_name(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Look the name up among the API names that public tables list."""
    del name
    return _listed(finder, reading, open_weights=False)


def _as_listed(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Accept an API name whose open weights no table names."""
    del name
    return _listed(finder, reading, open_weights=True)


def _as_spelling(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Look up another spelling of an API name: ``gemini-1-5-flash`` for ``gemini-1.5-flash``."""
    alias = finder.knowledge.list("alias:hosted", reading.name)
    found = str(alias[0]) if alias else finder.knowledge.text("api-stem", stem(reading.name))
    if found is None or found == reading.name:
        return None
    step = Step("alias", f"{name} is another spelling of {found}")
    weights = finder.knowledge.model("hf", found) if "/" in found else None
    if weights is not None:
        canonical = model_purl(weights.id)
        return Resolution(canonical, Status.KNOWN, (step,), weights, weights.id)
    result = _listed(finder, Written(reading.vendor, found), open_weights=False)
    return result and result._replace(steps=(step, *result.steps))


def _listed(finder: Finder, reading: Written, *, open_weights: bool) -> Resolution | None:
    knowledge = finder.knowledge
    family = finder.family(reading.name)
    closed = family is not None and family["access"] == "closed"
    for key in dict.fromkeys((reading.name, f"{reading.vendor}/{reading.name}".strip("/"))):
        model = knowledge.model("api", key)
        row = knowledge.row("hosted", key)
        if model is None and not row:
            continue
        step = Step("exact", f"{key} is a name of a hosted model (models.dev and others)")
        hub_id = (model.hub_id if model else "") or str(row.get("base", ""))
        weights = knowledge.model("hf", hub_id) if "/" in hub_id and not closed else None
        if weights:
            alias = Step("alias", f"its weights are published as {weights.id}")
            canonical = model_purl(weights.id)
            return Resolution(canonical, Status.KNOWN, (step, alias), weights, weights.id)
        if closed or open_weights:
            canonical = f"hosted:{reading.name}"
            return Resolution(canonical, Status.KNOWN, (step,), model, family=family)
    return None


def _as_stem(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Open weights under a name that a host made up from theirs."""
    family = finder.family(reading.name)
    if family is not None and family["access"] == "closed":
        return None
    text = reading.name
    bare = _SERVED.sub("", text)
    candidates = [text, f"{text}-instruct", f"{bare}-instruct", f"meta-{text}", bare]
    candidates.append(_DATE.sub("", text))
    for candidate in dict.fromkeys(candidates):
        for item in finder.knowledge.list("stem", stem(candidate)):
            hub_id = str(item)
            if not _made_by(finder, hub_id, family, reading.vendor):
                continue
            how = f"the name {name} is that of {hub_id}"
            return Resolution(
                f"hosted:{reading.name}",
                Status.INFERRED,
                (Step("derived", how),),
                base=hub_id,
                family=family,
            )
    return None


def _made_by(finder: Finder, hub_id: str, family: object, vendor: str) -> bool:
    """Say whether the account in ``hub_id`` is that of the family's or the stated maker."""
    owner = finder.knowledge.text("handle", hub_id.split("/", maxsplit=1)[0].lower())
    wanted = {family["developer"]} if isinstance(family, dict) else set()
    if vendor:
        wanted.add(_organisation(finder, vendor) or "")
    return owner is not None and owner in wanted


def _as_family(finder: Finder, name: str, reading: Written) -> Resolution | None:
    family = finder.family(reading.name)
    return finder.of_family(f"hosted:{reading.name}", name, family) if family else None


def _as_vendor(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Only the maker is stated."""
    organisation = _organisation(finder, reading.vendor) if reading.vendor else None
    if organisation is None:
        return None
    step = Step("publisher", f"{name} states {organisation} as its maker")
    row = {"developer": organisation, "access": "unknown", "title": "", "pattern": ""}
    return Resolution(f"hosted:{reading.name}", Status.INFERRED, (step,), family=row)


def _organisation(finder: Finder, vendor: str) -> str | None:
    found = finder.knowledge.list("alias:vendor", vendor.lower())
    if found:
        return str(found[0])
    return finder.knowledge.text("handle", vendor.lower())
