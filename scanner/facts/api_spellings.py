"""How names sent to APIs are written: their readings without gateways, regions, dates, versions.

One model has many such names: ``us.anthropic.claude-3-5-sonnet-20241022-v2:0`` (Bedrock),
``claude-3-5-sonnet@20241022`` (Vertex), ``openrouter/anthropic/claude-3.5-sonnet:beta``,
``accounts/fireworks/models/llama-v3p1-8b-instruct``, ``@cf/meta/llama-3.1-8b-instruct``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Gateways and clouds that stand before a name with a ``/``; they say who serves, not who made it.
GATEWAYS = frozenset(
    """
    ai-gateway ai21 aihubmix aiml aleph_alpha amazon-bedrock amazon_bedrock amazon_nova anthropic
    anyscale aws azure azure_ai azure_text azure-openai baseten bedrock bedrock_converse
    bedrock_mantle bytedance bytez cerebras chat chatgpt chutes clarifai cloudflare codestral
    cohere cohere_chat cometapi compactifai converse coralbricks crusoe custom_openai darkbloom
    dashscope databricks datarobot deepgram deepinfra deepseek docker_model_runner elevenlabs
    empower fal_ai featherless featherless_ai fireworks fireworks_ai friendliai galadriel gateway
    gemini gigachat github github_copilot gmi google google-gla google-genai google-vertex
    google_genai google_vertex gradient_ai groq groqcloud helicone heroku hf hf-inference
    hosted_vllm huggingface hyperbolic inference-net inferenceapis infinity invoke jina_ai lambda
    lambda_ai langdock lemonade libertai litellm litellm_proxy llamafile llamagate lm_studio
    lmstudio maritalk meta_llama minimax mistral model models moonshot morph nano-gpt nebius
    nlp_cloud novita nscale nvidia nvidia_nim nim oci ollama ollama_chat openai openai_like
    openai-responses openrouter oobabooga ovhcloud perplexity petals poe portkey predibase pro
    publicai qianfan qwen_ai_platform qwencloud recraft replicate requesty responses sagemaker
    sagemaker_chat sail sambanova sap scaleway scx-ai siliconflow snowflake stability
    text-completion-codestral text-completion-openai tensormesh together together_ai togetherai
    topaz v0 vercel vercel_ai_gateway vertex vertex_ai vertex_ai_beta vllm volcengine voyage wandb
    watsonx watsonx_text workers-ai xai xiaomi_mimo xinference zai
    """.split()  # noqa: SIM905 (a block of words reads better than 150 quoted ones)
)
_RESOURCE = re.compile(
    r"^arn:aws[\w-]*:(?:bedrock|sagemaker):[\w-]*:\d*:(?:foundation-model|inference-profile|[\w-]+)/"
    r"|^(?:projects/[^/]+/locations/[^/]+/)?publishers/(?P<vendor>[\w.-]+)/models/"
    r"|^accounts/(?P<account>[\w.-]+)/(?:models|routers)/"
    r"|^@(?:cf|hf)/",
    re.IGNORECASE,
)
#: ``us.``, ``eu.``, ``apac.``, ``global.``: cross-region profiles of Bedrock.
_PROFILE = re.compile(r"^(?:us|eu|apac|au|jp|ca|sa|global|us-gov)\.(?=[a-z0-9]+\.)")
#: ``anthropic.``, ``meta.``: the maker in a Bedrock id.
_DOTTED = re.compile(r"^([a-z][a-z0-9]{1,14})\.(?=[a-z])")
#: The makers that Bedrock names so: what stands behind the dot is the name.
_BEDROCK = frozenset(
    """
    ai21 amazon anthropic cohere deepseek google luma meta minimax mistral moonshot moonshotai
    nvidia openai qwen stability twelvelabs writer xai zai
    """.split()  # noqa: SIM905 (a block of words reads better than 20 quoted ones)
)
#: What a gateway adds behind a name: routing, context size, an invocation version, a date, a hash.
_SUFFIXES = re.compile(
    r"(?::(?:batch|free|beta|nitro|floor|online|thinking|extended|exacto|latest|\d{1,2}k?"
    r"|[0-9a-f]{12,64})"
    r"|-v?\d+:\d+(?::\w+)?|:\d+:\d+k|-v\d+(?=$)|@[\w.-]+|-maas|-turbo-free|-free|-tput)$"
)
#: Of those, what no tag of the Ollama library looks like: ``:free``, ``:200k``, ``-v1:0:200k``.
_ROUTED = re.compile(
    r"(?::(?:batch|free|beta|nitro|floor|online|extended|exacto|\d{1,4}k)|-v?\d+:\d+(?::\w+)?)$"
)
#: ``eu-north-1``, ``us-gov-west-1``, ``europe-west4``: a region where a cloud serves the model.
_REGION = re.compile(
    r"^[a-z]{2,12}(?:-gov|-iso[a-z]?)?"
    r"-(?:central|(?:north|south)(?:east|west)?|east|west)-?\d{1,2}$"
)
#: A fine-tuned variant of an API's own model: ``ft:gpt-4o-mini-2024-07-18:company::id``.
_TUNED = re.compile(r"^(?:ft:)+([\w.-]+)(?::.*)?$")
#: ``openai:gpt-4o``, ``bedrock:anthropic.claude-…``: a colon behind the gateway.
_COLON = re.compile(r"^([a-z][\w-]*):(?=[a-z@])")


class Written(NamedTuple):
    """One reading of a name: the maker it states ("" when none) and the model's own name."""

    vendor: str
    name: str


def is_server(head: str) -> bool:
    """Say whether what stands before the ``/`` says who or what region serves, not who made it."""
    return head in GATEWAYS or bool(_REGION.match(head))


def is_routed(name: str) -> bool:
    """Say whether a gateway's routing word or an invocation version stands behind the name."""
    return bool(_ROUTED.search(name.lower()))


def readings(name: str) -> Iterator[Written]:
    """Yield the readings of a name, the least changed first."""
    text = _TUNED.sub(r"\1", name.strip().lower())
    prefix = _COLON.match(text)
    if prefix and prefix.group(1) in GATEWAYS:
        text = f"{prefix.group(1)}/{text[prefix.end() :]}"
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
            items = [Written(vendor, each)]
            if dotted:
                bare = Written(dotted.group(1), each[dotted.end() :])
                items.insert(0 if dotted.group(1) in _BEDROCK else 1, bare)
            for item in items:
                if item.name and item not in seen:
                    seen.add(item)
                    yield item


def _without_gateways(text: str) -> Iterator[tuple[str, str]]:
    parts = text.split("/")
    yield (parts[-2] if len(parts) > 1 else "", parts[-1]) if len(parts) > 1 else ("", text)
    if len(parts) > 1 and parts[0] in GATEWAYS:
        rest = "/".join(parts[1:])
        yield from _without_gateways(_PROFILE.sub("", rest))
        if parts[-1].startswith(f"{parts[0]}-"):
            yield "", parts[-1].removeprefix(f"{parts[0]}-")  # databricks/databricks-gpt-oss-20b


def _without_suffixes(name: str) -> Iterator[str]:
    yield name
    for _ in range(3):
        shorter = _SUFFIXES.sub("", name)
        if shorter == name:
            return
        name = shorter
        yield name
