"""What a string of a text names, beyond its form: who resolves it, and what only looks like a name.

``scanner.evidence.names.judge`` knows forms. Texts add providers before a name (``ollama/llama3``),
schemes (``hf://org/model``), names of servers where a key asks for a backend, and names to fill in.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.evidence.hosted import PROVIDERS
from scanner.evidence.keys import Role, Trust
from scanner.evidence.names import (
    Named,
    hub_id,
    is_bundle,
    is_hosted_name,
    is_publisher,
    judge,
    weight_name,
)
from scanner.evidence.words import words
from scanner.model.evidence import Confidence, Kind

#: Without one of these a text is no name where nothing says that it is.
_PLAIN = frozenset("/-.:")
#: The ends of spaCy's packages, which hold none of them.
_SIZES = ("_sm", "_md", "_lg", "_trf")
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
#: Parts of a server, an image or a repository of its code.
_SERVER_PART = re.compile(
    r"(?:vllm|litellm|openllm|sglang|lmdeploy|ollama|llama[-_.]?cpp|llama[-_]?(?:index|stack|factory))[-_][a-z-]+",
    re.IGNORECASE,
)
#: ``openai.types.model.Model``: a Python object, although Bedrock ids begin so.
_DOTTED = re.compile(r"[A-Za-z_]+(?:\.[A-Za-z_]+)+")
#: ``provider-model-name``, ``path_to_model_id``: says what to write there.
_FORMAL = re.compile(r"(?:^|[-_/])model[-_](?:name|id|path|tag)(?:[-_]here)?$", re.IGNORECASE)
#: ``LLM_MODEL_NAME``: the name of a variable.
_VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
#: ``org/instruction-dataset`` under ``repo_id``: says itself that it is no model.
_DATA_SET = re.compile(r"/(?:.*[-_])?(?:datasets?|corpus|benchmark)(?:[-_.]|$)", re.IGNORECASE)
_CODE_FILE = re.compile(
    r"\.(?:sh|py|js|ts|json|ya?ml|toml|md|txt|log|csv|html?|ipynb|png|svg)$", re.IGNORECASE
)
#: ``.pth`` files that extend Python's path.
_PATH_FILE = re.compile(r"(?:pywin32|easy-install|precedence|editable__\S*|virtualenv|nspkg)\.pth$")
_SCHEME = re.compile(
    r"(?P<scheme>hf|huggingface|ollama|modelscope)://+(?P<rest>[\w.:-]+(?:/[\w.@:-]+){0,6})/?",
    re.IGNORECASE,
)
#: A quantisation or a provider after a hub id: ``org/model-GGUF:Q4_K_M``, ``org/model:groq``.
_TAG = re.compile(r":(?P<tag>[\w.-]+)$")
_QUANTISATION = re.compile(r"(?:I?Q\d\w*|[BF]F?16|FP\d+|MXFP4\w*|UD-\w+|latest)", re.IGNORECASE)
#: Names that a library resolves and that no family shows: NeMo, spaCy.
_LIBRARY_NAMES = (
    (
        re.compile(
            r"(?:stt|vad|tts|asr|diar|nmt|speakerverification|langid)_(?!\w*_?(?:args|batch|conf|config|data|dir|exp"
            r"|file|model|name|path|stats|step|tag|task|type)$)[a-z0-9]+(?:_\w+)+"
        ),
        "nemo",
    ),
    (re.compile(r"[a-z]{2}_(?:core|ent|dep)_[a-z]+_(?:sm|md|lg|trf)"), "spacy"),
)
#: promptfoo: who runs the model, what it is asked for, its name.
_OF_TASK = re.compile(
    r"(?P<provider>ollama|huggingface|hf):(?:chat|completion|embeddings?|text-generation|text-classification"
    r"|token-classification|feature-extraction|sentence-similarity):(?P<rest>[\w./:-]+)"
)
_LOCAL_SERVERS = frozenset(["ollama", "ollama_chat"])
_AZURE = frozenset(["azure", "azure_ai", "azure_openai"])
#: Owners on the hub under whose names APIs offer models too, written the same way.
_API_OWNERS = words(
    """
    openai anthropic google mistralai moonshotai cohere nvidia deepseek qwen x-ai meta-llama
    minimax z-ai perplexity microsoft amazon ai21 inflection nousresearch
    """
)


def judged(text: str, role: Role) -> Named | None:
    """Return what one text names in its role; ``None`` when it names nothing."""
    if role.trust is Trust.OPEN and (
        (_PLAIN.isdisjoint(text) and not text.endswith(_SIZES)) or " " in text.strip()
    ):
        return None  # a word, a number, a sentence: most values
    return _judged(text, role)


@lru_cache(maxsize=16_384)
def _judged(text: str, role: Role) -> Named | None:
    name = text.strip().strip("\"'`")
    if _is_of_code(name) or _FORMAL.search(name) or _SERVER_PART.fullmatch(name):
        return None
    scheme = _SCHEME.fullmatch(name)
    if scheme:
        return _of_scheme(scheme["scheme"].lower(), scheme["rest"], role)
    task = _OF_TASK.fullmatch(name)
    if task is not None:
        if task["provider"] == "ollama":
            return judge(task["rest"], Role(Trust.SURE, Kind.NAMED_MODEL, role.relation, "ollama"))
        return judge(task["rest"], Role(Trust.KEYED, Kind.MODEL, role.relation))
    if "/" in name and role.kind in (None, Kind.MODEL) and role.namespace in ("", "hub"):
        provided = _of_provider(name, role)
        if provided is not None:
            return None if provided == _NOTHING else provided
    named = judge(text, role)
    if named is None:
        return _of_library(name, role)
    if named.kind is Kind.MODEL and role.trust is not Trust.SURE and _DATA_SET.search(name):
        return named._replace(kind=Kind.DATASET)
    if named.kind is Kind.NAMED_MODEL and role.namespace == "hub" and not is_bundle(name):
        return named._replace(confidence=Confidence.LOW)  # without an owner: a folder
    if role.trust is Trust.OPEN and (name.isalpha() or _PATH_FILE.search(name)):
        return None  # ``ctrl`` is a key far more often than a model
    return _in_hub_form(named, name, role)


def _is_of_code(name: str) -> bool:
    """Return whether the name is one of a framework, a file, an object or a variable."""
    if name.lower() in _FRAMEWORKS or _CODE_FILE.search(name) or _DOTTED.fullmatch(name):
        return True
    return _VARIABLE.fullmatch(name) is not None and not is_bundle(name)


_NOTHING = Named(Kind.MODEL, "")


def _of_provider(name: str, role: Role) -> Named | None:
    """Return what ``provider/name`` is; ``_NOTHING``: certainly nothing, ``None``: no provider."""
    prefix, _, rest = name.partition("/")
    provider = prefix.lower()
    if provider in _LOCAL_SERVERS:
        if rest.partition(":")[0].lower() in _FRAMEWORKS:
            return _NOTHING
        return judge(rest, Role(Trust.SURE, Kind.NAMED_MODEL, role.relation, "ollama"))
    if provider == "huggingface" and rest.count("/") == 1:
        return judge(rest, role)
    if provider in PROVIDERS and rest.count("/") in (1, 2) and hub_id(rest):
        return Named(Kind.HOSTED_MODEL, name) if judge(rest, role) else _NOTHING
    if provider in _AZURE and not is_hosted_name(name):
        found = judge(rest, role)  # the name of a deployment, chosen by its owner
        return Named(Kind.HOSTED_MODEL, name, "", Confidence.LOW) if found else _NOTHING
    return None


def _of_scheme(scheme: str, rest: str, role: Role) -> Named | None:
    if scheme == "ollama":
        return judge(rest, Role(Trust.SURE, Kind.NAMED_MODEL, role.relation, "ollama"))
    parts = rest.split("/")
    if parts[0] in ("datasets", "models") and len(parts) > 2:  # noqa: PLR2004 (kind, owner, name)
        kind = Kind.DATASET if parts[0] == "datasets" else Kind.MODEL
        parts = parts[1:]
    else:
        kind = Kind.MODEL
    named = judge("/".join(parts[:2]), Role(Trust.SURE, kind, role.relation, "hub"))
    if named is None:
        return None
    namespace = "modelscope" if scheme == "modelscope" else named.namespace
    return named._replace(namespace=namespace, files=("/".join(parts[2:]),) if parts[2:] else ())


def _of_library(name: str, role: Role) -> Named | None:
    if role.trust not in (Trust.KEYED, Trust.SURE) or role.kind is not Kind.MODEL:
        return None
    for form, library in _LIBRARY_NAMES:
        if form.fullmatch(name):
            return Named(Kind.NAMED_MODEL, name, library)
    return None


def _in_hub_form(named: Named, name: str, role: Role) -> Named | None:
    """Return a hub id as what it is, without a tag, though it resembles a name in an API."""
    tag = _TAG.search(name)
    if tag and named.kind is not Kind.NAMED_MODEL and hub_id(name[: tag.start()]):
        bare = name[: tag.start()]
        if _QUANTISATION.fullmatch(tag["tag"]) or (
            tag["tag"] in PROVIDERS and is_publisher(bare.split("/")[0])
        ):
            return Named(Kind.MODEL, hub_id(bare) or bare, "hub", named.confidence)
        return named
    if named.kind is not Kind.HOSTED_MODEL or role.kind is Kind.HOSTED_MODEL:
        return named
    owner, slash, rest = name.partition("/")
    if not slash or "/" in rest or not is_publisher(owner) or not hub_id(name):
        return named
    if rest != rest.lower() or owner.lower() not in _API_OWNERS:
        return named._replace(kind=Kind.MODEL, namespace="hub")
    return named


def weights_of(text: str, named: Named) -> Named | None:
    """Return the weight file that an address of a hub points at, beside its repository."""
    if named.kind is not Kind.MODEL or not named.files or "://" not in text:
        return None
    weight = weight_name(named.files[0])
    return None if weight is None else Named(Kind.WEIGHT_FILE, weight, "", named.confidence)
