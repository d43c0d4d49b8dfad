"""From a string in a text to evidence: what it names there, and the row that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.hosted import PROVIDERS
from scanner.evidence.keys import OPEN, Role, Trust
from scanner.evidence.names import (
    Named,
    hub_id,
    is_hosted_name,
    is_publisher,
    judge,
    service_host,
    weight_name,
)
from scanner.evidence.words import words
from scanner.model.evidence import Confidence, Evidence, Kind, Location, Reference, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_SPLIT = re.compile(r"[^,;\s]+")
#: Names of libraries and servers: where a key asks for a backend they are no model.
_FRAMEWORKS = words(
    """
    vllm litellm sglang llamacpp llama_cpp llama-cpp llama.cpp llama-cpp-python lmdeploy openllm
    openai hf huggingface ollama llamaindex llama_index llama-index llama-stack transformers
    diffusers llamafactory llama-factory gpt4all-api textgen tensorrt-llm tensorrt_llm tgi mlx
    mlx-lm mlc-llm fastchat llm lm llms gpt-researcher auto-gpt autogpt gptcache chatgpt-api
    llava-onevision-api privategpt exllama exllamav2 koboldcpp llamafile vllm-openai default
    auto none
    """
)
_WEB_SITES = words(
    """
    openrouter.ai ollama.com zenmux.ai aihubmix.com inference.net moark.com nano-gpt.com
    opencode.ai open.bigmodel.cn yiyan.baidu.com models.github.ai fal.run
    dashscope.console.aliyun.com chat.d.run models.dev
    """
)
_API_PATH = re.compile(r"/(?:api|v\d)(?:/|$|\?)")
_LOCAL_SERVERS = frozenset(["ollama", "ollama_chat"])
_AZURE = frozenset(["azure", "azure_ai", "azure_openai"])
#: ``openai.types.model.Model``: a Python object, although Bedrock ids begin so.
_DOTTED = re.compile(r"[A-Za-z_]+(?:\.[A-Za-z_]+)+")
#: ``provider-model-name``, ``path_to_model_id``: says what to write there.
#: Parts of a server, an image or a repository of its code.
_SERVER_PART = re.compile(
    r"(?:vllm|litellm|openllm|sglang|lmdeploy|ollama|llama[-_.]?cpp|llama[-_]?(?:index|stack|factory))[-_][a-z-]+",
    re.IGNORECASE,
)
_CODE_FILE = re.compile(
    r"\.(?:sh|py|js|ts|json|ya?ml|toml|md|txt|log|csv|html?|ipynb|png|svg)$", re.IGNORECASE
)
_FORMAL = re.compile(r"(?:^|[-_/])model[-_](?:name|id|path|tag)(?:[-_]here)?$", re.IGNORECASE)
_DETAILED = frozenset(
    [Kind.MODEL, Kind.NAMED_MODEL, Kind.HOSTED_MODEL, Kind.DATASET, Kind.ENDPOINT]
)


def named_by(text: str, role: Role) -> Iterator[tuple[Named, int]]:
    """Yield what a value names in its role, with the offset of each name; lists of names are split."""
    text = text[:4_000]
    lead = len(text) - len(text.lstrip())
    whole = _judge(text, role)
    if whole is not None:
        yield whole, lead
        yield from ((weight, lead) for weight in _weights_of(text, whole))
        return
    if role.trust is Trust.NONE or not re.search(r"[,;\s]", text.strip()) or "{" in text:
        return
    parts = list(_SPLIT.finditer(text))
    each = [(_judge(part[0].strip("\"'"), role), part.start()) for part in parts]
    # A sentence that holds one name is not a list of names.
    if all(named is not None for named, _ in each):
        yield from ((named, start) for named, start in each if named is not None)


def _judge(text: str, role: Role) -> Named | None:
    """Return what one text names; a provider before the name says who resolves it."""
    name = text.strip().strip("\"'`")
    if name.lower() in _FRAMEWORKS or _DOTTED.fullmatch(name) or _FORMAL.search(name):
        return None
    if _SERVER_PART.fullmatch(name):
        return None
    prefix, slash, rest = name.partition("/")
    provider = prefix.lower()
    if slash and role.kind in (None, Kind.MODEL) and role.namespace in ("", "hub"):
        if provider in _LOCAL_SERVERS and rest:
            return judge(rest, Role(Trust.SURE, Kind.NAMED_MODEL, role.relation, "ollama"))
        if provider == "huggingface" and rest.count("/") == 1:
            return judge(rest, role)
        if provider in PROVIDERS and rest.count("/") in (1, 2) and hub_id(rest):
            return Named(Kind.HOSTED_MODEL, name) if judge(rest, role) else None
        if provider in _AZURE and not is_hosted_name(name):
            found = judge(rest, role)  # the name of a deployment, chosen by its owner
            return Named(Kind.HOSTED_MODEL, name, "", Confidence.LOW) if found else None
    named = judge(text, role)
    if named is None or (role.trust is Trust.OPEN and name.isalpha()):
        return None  # ``ctrl`` is a key far more often than a model
    if named.kind is Kind.HOSTED_MODEL and role.kind is not Kind.HOSTED_MODEL:
        return _hub_form(named, name)
    return named


def _hub_form(named: Named, name: str) -> Named | None:
    """Return a publisher's hub id that resembles a name in an API as what it is; no file names."""
    if _CODE_FILE.search(name):
        return None
    org, slash, rest = name.partition("/")
    written = rest and "/" not in rest and ":" not in rest and rest != rest.lower()
    if slash and written and is_publisher(org) and hub_id(name):
        return named._replace(kind=Kind.MODEL, namespace="hub")
    return named


def _weights_of(text: str, named: Named) -> Iterator[Named]:
    """Yield the weight file that a URL of a hub points at, beside its repository."""
    if named.kind is Kind.MODEL and named.files:
        weight = weight_name(named.files[0])
        if weight is not None and "://" in text:
            yield Named(Kind.WEIGHT_FILE, weight, "", named.confidence)


def evidence(  # noqa: PLR0913 (a row has this many parts)
    file: File,
    named: Named,
    place: tuple[int, int],
    way: str,
    *,
    relation: Relation = Relation.USES,
    confidence: Confidence | None = None,
    host: str | None = None,
    subject: str = "",
) -> Evidence:
    """Return the row for what is named at ``place``."""
    detail = None
    if named.kind in _DETAILED and (named.revision or named.files or host):
        detail = Reference(revision=named.revision, host=host, files=named.files)
    if named.kind is Kind.DATASET and relation not in (Relation.TRAINED_ON, Relation.USES):
        relation = Relation.USES
    return Evidence(
        kind=named.kind,
        name=named.name,
        at=Location(file.path, *place),
        way=way,
        relation=relation,
        confidence=confidence or named.confidence,
        namespace=named.namespace,
        subject=subject,
        detail=detail,
    )


def urls(text: str) -> Iterator[tuple[Named, int]]:
    """Yield hub repositories, weight files and service hosts that URLs inside ``text`` point at."""
    for match in re.finditer(r"https?://[^\s\"'<>()\[\]{}|`\\^,]+", text[:20_000]):
        address = match[0].rstrip(".:;")
        found = judge(address, OPEN)
        if found is None:
            host = service(address)
            if host is not None:
                yield Named(Kind.ENDPOINT, host), match.start()
            continue
        yield found, match.start()
        yield from ((weight, match.start()) for weight in _weights_of(address, found))


def service(text: str) -> str | None:
    """Return the host when the whole text is the address of a hosted AI service.

    A host that is a web site too counts with the path of its API only.
    """
    address = text.strip()
    host = None if re.search(r"\s", address) else service_host(address)
    if host in _WEB_SITES and not _API_PATH.search(address):
        return None
    return host


__all__ = ["Named", "evidence", "named_by", "service", "urls"]
