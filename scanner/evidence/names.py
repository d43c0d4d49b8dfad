"""Which strings can name a model, a dataset, a host or a weight file; what certainly is not one.

* ``hub_id(text)``: ``org/name`` when the text has the form of a hub id and is nothing else.
* ``hub_url(text)``: what a URL of a model hub points at.
* ``is_hosted_name(text)``: has the form of a model in a vendor's API catalogue.
* ``is_model_like(text)``: holds the words that names of models are made of.
* ``is_bare_hub_id(text)``: a hub id without owner, ``bert-base-uncased``.
* ``service_host(text)``: the host of a hosted AI service, of a URL or a bare host.
* ``weight_name(text)``: the base name of a weight file.
* ``is_placeholder(text)``: ``your-org/your-model``, ``test/model``, ``<name>``.
* ``judge(text, role)``: all of it: what the text names in a place with this role, or ``None``.
* ``keys.key_role(key)``: what a key, parameter or constant name says of its value.

A name is returned as it is written, only without the address around it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.evidence.families import BARE_FAMILY, FAMILY, STRONG_VARIANT, VARIANT
from scanner.evidence.forms import (
    GENERIC_WEIGHTS,
    HUB_PREFIX,
    HUB_URL,
    OTHER_SUFFIX,
    Named,
    hub_id,
    hub_match,
    hub_url,
    is_bare_hub_id,
    is_hosted_name,
    is_model_like,
    is_placeholder,
    is_publisher,
    is_shared_suffix,
    is_surely_model,
    service_host,
    split_provider,
    strip_provider,
    weight_name,
)
from scanner.evidence.hosted import HOSTED_WORD, PROVIDERS, RESOURCE_NAME
from scanner.evidence.keys import Role, Trust
from scanner.evidence.stated_hosts import asks_model, stated_host
from scanner.evidence.words import words
from scanner.model.evidence import Confidence, Kind

#: Longer strings are texts, not names.
NAME_LIMIT = 300
#: Independent signs that a text of the form ``org/name`` is a model where nothing says so.
_PROOF = 2
#: Slashes of a URL without a path, or with an empty one.
_HOST_ONLY = 3
#: Letters before the suffix of a weight file: ``x.pt`` is none.
_SHORTEST = 2


_LOCAL = re.compile(
    r"(?:\.{0,2}/|~|[A-Za-z]:[\\/]|file:|\\\\|s3://|gs://|gcs://|az://|abfss?://|hdfs://|dbfs:)"
)
_OLLAMA = re.compile(
    r"(?:[a-z0-9][\w.-]*/)?[a-z][\w.-]*:(?:latest|[\w.]*\d[\w.-]*[bm]?[\w.-]*|instruct|chat|code|mini|medium|small|large|text|vision|cloud)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z]*")
_BARE = re.compile(r"[A-Za-z0-9@][\w.:+@/-]{0,120}")


def judge(text: str, role: Role) -> Named | None:
    """Return what ``text`` names where the place has this role; ``None`` when it names nothing.

    LOW confidence is a mention: a folder, a placeholder-like word, a file name every model has.
    """
    if role.trust is Trust.NONE or len(text) > NAME_LIMIT:
        return None
    if role.trust is Trust.OPEN and (
        (_PLAIN.isdisjoint(text) and not text.endswith(_SPACY_SIZES)) or " " in text.strip()
    ):
        return None  # a word, a number, a sentence: most texts
    return _judged(text.strip(), role)


#: Without one of these a text is no name where nothing says that it is.
_PLAIN = frozenset("/-.:")
_SPACY_SIZES = ("_sm", "_md", "_lg", "_trf")


@lru_cache(maxsize=16_384)
def _judged(text: str, role: Role) -> Named | None:
    if not text:
        return None
    if role.kind is Kind.ENDPOINT:
        return _endpoint(text) or _stated(text, role) or _weight_at(text, role)
    if text.startswith("azureml://") and RESOURCE_NAME.fullmatch(text):
        return Named(Kind.HOSTED_MODEL, text)
    if "://" in text or HUB_URL.match(text):
        return _url(text, role)
    if role.kind is Kind.DATASET:
        return _dataset(text, role)
    weight = _weight(text, role)
    if weight is not None:
        return weight
    if role.kind is Kind.WEIGHT_FILE and role.trust is Trust.SURE:
        return None
    return _model(text, role)


def _endpoint(text: str) -> Named | None:
    host = service_host(text)
    if host is not None:
        if host in _WEB_SITES and not _API_PATH.search(text):
            return None
        return Named(Kind.ENDPOINT, host)
    return hub_url(text) if "://" in text else None


#: The API of a company of this trade, whichever it is.
_AI_API = re.compile(
    r"https://(?:api\.[\w-]+\.ai|(?:[\w-]+\.)*(?:llm|genai|inference)(?:-api|-gateway)?\.[\w.-]+|llm-[\w-]+\.[\w.-]+)(?=[/:?]|$)"
)


def _stated(text: str, role: Role) -> Named | None:
    """Return the host of nobody we know that is given to a client, or asked for an answer."""
    if role.trust is not Trust.SURE and not asks_model(text) and not _AI_API.match(text):
        return None
    host = stated_host(text)
    return None if host is None else Named(Kind.ENDPOINT, host, "", Confidence.MEDIUM)


def api_address(text: str) -> Named | None:
    """Return the endpoint of a URL of a service that goes to its API: ``https://api.x.ai/v1``."""
    if not text.startswith(("https://", "http://", "wss://")) or " " in text:
        return None
    return _endpoint(text) if _API_PATH.search(text) else None


#: Services whose host is their web site too: an endpoint only with the path of its API.
_WEB_SITES = words(
    """
    openrouter.ai ollama.com zenmux.ai aihubmix.com inference.net moark.com nano-gpt.com opencode.ai
    open.bigmodel.cn yiyan.baidu.com models.github.ai fal.run chat.d.run
    """
)
_API_PATH = re.compile(r"/(?:api|v\d|inference)(?:/|$|\?)")


def _url(text: str, role: Role) -> Named | None:
    prefixed = HUB_PREFIX.sub("", text, count=1)
    if prefixed.startswith("datasets/") and prefixed != text:
        prefixed = "/".join(prefixed.split("/")[1:3])
        return _dataset(prefixed, Role(Trust.KEYED, Kind.DATASET))
    if prefixed != text and not HUB_URL.match(text):
        return judge(prefixed, role)
    weight = weight_name(text)
    found = hub_url(text)
    if found is not None:
        if role.trust is Trust.OPEN and (not found.files or _OTHER_MEDIA.search(found.files[0])):
            return found._replace(confidence=Confidence.LOW)  # a link, not a download
        return found
    if weight is not None and (role.trust is not Trust.OPEN or _is_download(text, weight)):
        return Named(Kind.WEIGHT_FILE, weight)
    if service_host(text) and role.trust is not Trust.OPEN:
        return _endpoint(text)
    return None


#: Suffixes that other files bear too, but rarely at an address like that of a model.
_MODEL_PATH = re.compile(
    r"/[^?#]*(?:models?|weights?|checkpoints?|ckpts?|pretrained|embeddings?|releases/download)[^?#]*/[^/?#]+",
    re.IGNORECASE,
)


def _is_download(text: str, weight: str) -> bool:
    """Return whether a URL with the suffix of a weight file is that of one."""
    if not is_shared_suffix(weight):
        return True
    if weight.lower().endswith((".pt", ".h5", ".hdf5")):
        return text.count("/") > _HOST_ONLY  # not a host of Portugal
    return _MODEL_PATH.search(text) is not None and is_model_like(weight)


def _weight_at(text: str, role: Role) -> Named | None:
    """Return the weight file at the end of a URL kept under a key that only says address."""
    weight = weight_name(text) if "://" in text else None
    if weight is None or not _is_download(text, weight):
        return None
    return Named(Kind.WEIGHT_FILE, weight, "", _confidence(role))


#: Pictures and pages that a hub only hosts.
_OTHER_MEDIA = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|ico|html?|pdf|md|mp4|wav|mp3)$", re.IGNORECASE
)


#: How many rows ms-swift takes: ``AI-ModelScope/alpaca-gpt4-data-en#500``.
_SAMPLE = re.compile(r"#\d+$")


def _dataset(text: str, role: Role) -> Named | None:
    text = _SAMPLE.sub("", text)
    match = hub_match(text.removeprefix("datasets/"))
    if match is not None:
        name = f"{match['org']}/{match['name']}"
        if is_placeholder(name):
            return None
        return Named(Kind.DATASET, name, "hub", _confidence(role), match["revision"])
    if (
        role.trust is Trust.SURE
        and re.fullmatch(r"[A-Za-z][\w.-]{1,60}", text)
        and not OTHER_SUFFIX.search(text)
    ):
        if is_placeholder(text) or text.lower() in _FORMATS:
            return None
        return Named(Kind.DATASET, text, "hub")
    return None


#: Builders of ``load_dataset`` that read local files.
_FORMATS = words(
    """
    json csv parquet text arrow imagefolder audiofolder videofolder pandas webdataset xml sql
    generator
    """
)


#: A dotted path of Python: ``llm.model``, ``package.module.model``.
_ATTRIBUTE = re.compile(
    r"[a-z_]+(?:\.[a-z_]+){2,}|[a-z_]+(?:\.[a-z_]+)*\.(?:model|params|engine|plan|task|mar|om)"
)


def _weight(text: str, role: Role) -> Named | None:
    name = weight_name(text)
    if name is None and role.namespace.startswith("openvino") and text.endswith(".xml"):
        name = text.rsplit("/", 1)[-1]  # the graph; its weights lie beside it in a ``.bin``
    if name is None or " " in text or _ATTRIBUTE.fullmatch(text):
        return None
    if is_shared_suffix(name) and role.trust is Trust.OPEN:
        return None
    if is_placeholder(name) or len(name.rsplit(".", 1)[0]) < _SHORTEST:
        return None
    if text.startswith("/path/to/") and not is_model_like(name):
        return Named(Kind.WEIGHT_FILE, name, "", Confidence.LOW)
    if name[0] in "_-":
        return None  # the end of a name
    stem = name.rsplit(".", 1)[0].lower()
    sure = role.trust is Trust.SURE and ("/" not in text or "://" in text)
    if not sure and (
        GENERIC_WEIGHTS.fullmatch(name)
        or (stem in ("model", "test", "output") and role.kind is not Kind.WEIGHT_FILE)
    ):
        return Named(Kind.WEIGHT_FILE, name, "", Confidence.LOW)
    return Named(Kind.WEIGHT_FILE, name, "", _confidence(role))


def _model(text: str, role: Role) -> Named | None:
    resource = RESOURCE_NAME.fullmatch(text)
    if resource is not None:
        return Named(Kind.HOSTED_MODEL, text)
    if _SPACY.fullmatch(text):
        return Named(Kind.NAMED_MODEL, text, "spacy")
    if is_bundle(text):
        return Named(Kind.NAMED_MODEL, text, "torchaudio")
    if _COQUI.fullmatch(text):
        return Named(Kind.NAMED_MODEL, text, "coqui")
    if _LOCAL.match(text) or not _BARE.fullmatch(text) or _is_identifier(text):
        return None
    if text[-1] in "-_.:/@" or text.endswith(_PRICE_ROWS) or text.lower() in _FRAMEWORKS:
        return None
    head, separator, rest = split_provider(text)
    if separator == "/" and head in _HUB_PROVIDERS and rest.count("/") < 2:  # noqa: PLR2004 (a hub id)
        return judge(rest, role) if hub_id(rest) or is_bare_hub_id(rest) else None
    if is_hosted_name(text) and not _is_hub_form_of_hosted(text):
        shown = role.trust is Trust.OPEN and text[:4] in ("GPT-", "Clau", "Gemi", "Grok")
        return None if shown else _hosted(text, role)  # "GPT-4" is what people read
    if (
        separator
        and head in PROVIDERS
        and rest
        and role.kind in (None, Kind.MODEL, Kind.HOSTED_MODEL)
    ):
        found = _provided(text, head, separator, rest, role)
        if found is not None or not is_publisher(head):
            return found
    match = hub_match(text)
    if match is not None:
        return _hub(text, match, role)
    return _bare(text, role)


#: A dotted path, the name of a class, a snake-case identifier: code, not a name.
_IDENTIFIER = re.compile(
    r"[a-z]\w*\.[a-z]+_[a-z_]+|(?:args|cfg|cls|config|model|module|self)\.\w+|(?:[A-Za-z_]\w*\.){2,}[A-Za-z_]\w*(?::\w+)?|[A-Za-z_][\w.]*:[A-Z]\w+|"
    r"[A-Z]\w*(?:Encoder|Decoder|Model|ForCausalLM|ForConditionalGeneration|Config|Tokenizer|Processor|"
    r"Embedding|Embeddings|Client|Provider|Loader|Pipeline|LMHeadModel|LLM|VLM)"
)
#: A package of spaCy: language, what it can do, what it was trained on, size.
_SPACY = re.compile(
    r"[a-z]{2,3}_(?:core|dep|ent|sent|vectors)_(?:web|news|wiki|ud)_(?:sm|md|lg|trf)"
)
#: A bundle of ``torchaudio.pipelines``: model, task, size, data.
_TORCHAUDIO = re.compile(
    r"(?:WAV2VEC2|HUBERT|WAVLM|VOXPOPULI|TACOTRON2|EMFORMER|HDEMUCS|CONVTASNET|SQUIM|MMS|CONFORMER)"
    r"_[A-Z0-9_]*(?:BASE|LARGE|XLARGE|HIGH|CHAR|PHONE|RNNT|OBJECTIVE|SUBJECTIVE|FA|MUSDB\w*|XLSR)[A-Z0-9_]*"
)
_COQUI = re.compile(r"(?:tts|vocoder|voice_conversion)_models/[\w-]+/[\w-]+/[\w.-]+")


def _is_identifier(text: str) -> bool:
    return _IDENTIFIER.fullmatch(text) is not None and _TRAINED_ON.search(text) is None


#: What timm writes after the dot: what the weights were trained on.
_TRAINED_ON = re.compile(r"\.\w*(?:in\d+k|lvd\d+m|laion|webli|datacomp|m\d+m|_ft|openai)(?:_\w+)?$")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
_PRICE_ROWS = ("-completion", "-cached", "-finetuned", "-input", "-output")
#: Libraries, servers and defaults that stand where a model's name could.
_FRAMEWORKS = words(
    """
    vllm litellm sglang llamacpp llama_cpp llama-cpp llama.cpp llama-cpp-python lmdeploy openllm
    openai hf huggingface ollama llamaindex llama_index llama-index llama-stack transformers
    diffusers llamafactory llama-factory textgen tensorrt-llm tensorrt_llm tgi mlx mlx-lm mlc-llm
    fastchat llm lm llms vlm mllm gptcache llamafile vllm-openai exllama exllamav2 koboldcpp
    default auto none custom local unknown mock dummy fake test bert-score bertscore lora qlora
    peft sentence-transformers sentence_transformers gguf ggml gptq awq anthropic google
    gemini-api azure bedrock cohere mistralai groq fireworks together xai deepspeed base bm25 gpt
    llama-guard auto-gpt autogpt gpt-researcher
    """
)


#: Providers that load from the hub themselves: what follows is the hub id.
_HUB_PROVIDERS = frozenset(["huggingface", "hf", "vllm"])
#: Services whose names are those of deployments, not of models.
_DEPLOYMENTS = frozenset(["azure", "azure_ai", "azure-ai", "azure_openai", "azure-openai"])


def _provided(text: str, head: str, separator: str, rest: str, role: Role) -> Named | None:
    """Return what ``provider/name`` or ``provider:name`` of a client library names."""
    if head in ("ollama", "ollama_chat"):
        return (
            judge(rest, Role(Trust.SURE, Kind.NAMED_MODEL, role.relation, "ollama"))
            if role.trust is not Trust.OPEN
            else None
        )
    if head in _HUB_PROVIDERS:
        return judge(rest, role)
    if separator == "/" and "/" not in rest and is_publisher(head):
        return None
    if head in _DEPLOYMENTS:  # the name of a deployment, chosen by its owner
        return Named(Kind.HOSTED_MODEL, text, "", Confidence.LOW)
    if role.trust is Trust.OPEN and not is_surely_model(rest):
        return None
    if HOSTED_WORD.fullmatch(rest) or is_model_like(rest) or hub_id(rest):
        return Named(Kind.HOSTED_MODEL, text, "", _confidence(role))
    return None


def _is_hub_form_of_hosted(text: str) -> bool:
    """Return whether ``openai/whisper-large-v3`` is the hub id, not the name in an API."""
    org, slash, name = text.removeprefix("models/").partition("/")
    if not slash or ":" in text or "/" in name:
        return False
    if org not in PROVIDERS or org in ("mistralai", "nvidia", "upstage"):
        return True
    if org == "openai":
        return re.match(r"(?:whisper-[^1]|gpt-oss|clip)", name, re.IGNORECASE) is not None
    return org == "google" and name.startswith("gemma")


def _hosted(text: str, role: Role) -> Named:
    if role.namespace == "ollama" or role.kind is Kind.NAMED_MODEL:
        return Named(Kind.NAMED_MODEL, text, role.namespace)
    if role.namespace == "hub":
        return Named(Kind.MODEL, text, "hub")
    return Named(Kind.HOSTED_MODEL, text, "", _confidence(role))


#: A version of a model on Replicate.
_DIGEST = re.compile(r"[0-9a-f]{64}")


#: What is a name by itself below an owner: ``funnel-transformer/small``.
_SIZE = re.compile(r"tiny|mini|small|medium|base|large|xlarge|xxl")


#: Owners of few models on the hub, whose names stand before any name a server is given.
_API_ONLY = frozenset(["openai", "azure", "anthropic", "groq", "openrouter", "litellm"])


def _hub(text: str, match: re.Match[str], role: Role) -> Named | None:
    org, name = match["org"], match["name"]
    full = f"{org}/{name}"
    if is_placeholder(full) or (org in _API_ONLY and name.isalpha()):
        return None
    version = match["tag"] if _DIGEST.fullmatch(match["tag"] or "") else None
    shown = text if match["tag"] and not version else full
    kind = Kind.HOSTED_MODEL if role.kind is Kind.HOSTED_MODEL else Kind.MODEL
    namespace = role.namespace or "hub"
    named = Named(kind, shown, namespace, _confidence(role), match["revision"] or version)
    if role.trust is Trust.SURE:
        return named
    proof = (
        2 * is_publisher(org) * bool(VARIANT.search(name.lower()))
        + is_publisher(org)
        + is_model_like(name)
        + is_surely_model(name)
        + bool(STRONG_VARIANT.search(name.lower()))
    )
    if role.trust is Trust.KEYED:
        plain = org.islower() and name.isalpha() and name.islower() and not _SIZE.fullmatch(name)
        return named if proof or not plain else None
    return named if proof >= _PROOF else None


#: A hub id with the tier of the service before it: ``Pro/deepseek-ai/DeepSeek-V3``; fal's paths.
_TIERED = re.compile(r"[A-Z]\w{1,20}/[\w.-]+/[\w.-]+|fal-ai/[\w.-]+(?:/[\w.-]+){0,4}")


#: A task of a version of a hosted model: ``recraft/v3/text-to-image``.
_VERSION_INSIDE = re.compile(r"[a-z][a-z0-9-]+/v\d[\d.]*/[a-z][a-z0-9-]+")
#: A part of a library: ``ollama.embeddings``.
_MEMBER = re.compile(r"[a-z]+\.[a-z]{3,}")


#: How the names begin that Whisper and what is built on it resolve.
_WHISPER = re.compile(
    r"(?:tiny|base|small|medium|large|turbo|distil|whisper|ggml|crisper)", re.IGNORECASE
)


def _bare(text: str, role: Role) -> Named | None:
    if role.trust is Trust.SURE and role.kind is Kind.HOSTED_MODEL and _TIERED.fullmatch(text):
        return Named(Kind.HOSTED_MODEL, text, role.namespace)
    if role.trust is not Trust.OPEN and _VERSION_INSIDE.fullmatch(text):
        return Named(Kind.HOSTED_MODEL, text, role.namespace, Confidence.MEDIUM)
    if "/" in text or is_placeholder(text) or _MEMBER.fullmatch(text):
        return None
    if is_bare_hub_id(text):
        if role.kind is Kind.NAMED_MODEL:
            return Named(Kind.NAMED_MODEL, text, role.namespace)
        if role.trust is Trust.OPEN and not VARIANT.search(text.lower()):
            return None  # "ctrl", "gpt2": keys and architectures far more often
        return Named(Kind.MODEL, text, "hub", _confidence(role))
    if role.trust is Trust.SURE and role.kind in (Kind.NAMED_MODEL, Kind.HOSTED_MODEL):
        if role.namespace == "whisper" and not _WHISPER.match(text):
            return Named(role.kind, text, role.namespace, Confidence.LOW)
        return Named(role.kind, text, role.namespace)
    if role.trust is Trust.OPEN or (OTHER_SUFFIX.search(text) and not _OLLAMA.fullmatch(text)):
        return None
    return _keyed_word(text, role)


def is_bundle(name: str) -> bool:
    """Return whether the name is a bundle of ``torchaudio.pipelines``."""
    return _TORCHAUDIO.fullmatch(name) is not None


def is_bare_family(name: str) -> bool:
    """Return whether the name is a family and nothing else, as a local server knows it."""
    return BARE_FAMILY.fullmatch(name.lower()) is not None


#: A name with a dash and a number in it, whatever the family: ``sonic-3.6``, ``aura-2-en``.
_VERSIONED = re.compile(
    r"(?=.*-v?\d+(?:\.\d+)*(?:-|$))[A-Za-z][A-Za-z0-9.]{1,30}(?:-[A-Za-z0-9.]{1,30}){1,8}"
)
#: The digest of a file or a commit.
_SHA = re.compile(r"[0-9a-f]{32,}")
#: What vendors call the newest of a line: ``luminous-latest``.
_LATEST = re.compile(r"[a-z][a-z0-9.]{1,20}(?:-[a-z0-9.]{1,20}){0,3}-latest")
#: Speech models that a library resolves by a short name: ``silero-vad``, ``paraformer-zh``.
_SPEECH = re.compile(r"(?:silero|fsmn|ct|paraformer|campplus|cam|sensevoice|whisper)-[a-z]{2,10}")
#: Words of names that tests and configurations invent.
_INVENTED = re.compile(
    r"(?<![a-z])(?:tests?|dummy|fake|mock(?:ed)?|my|your|custom|examples?|unknown|invalid|some|foo|bar|new|old|"
    r"default|stub|sample|temp|tmp|deployment|endpoint|instance|resource|agent|user|project|exist\w*|unsupported|"
    r"other|another|first|second|primary|secondary|fallback|model|models|gpt|base|wrong|bad|good|nope|none|any|"
    r"prod|runtime|release|version|staging|dev|local|cuda|gpu|cpu|utf|http|iso|sha\d*|rfc|cp|latin|us|eu|run|exp|experiment|epoch|step|fold)(?![a-z])"
)


def _keyed_word(text: str, role: Role) -> Named | None:
    """Return what a name without owner is where the place says model: it must look like one too."""
    confidence = Confidence.MEDIUM
    lower = text.lower()
    if _SHA.fullmatch(lower):
        return None
    if text.isalpha() and text[0].isupper():  # "Gemini", "Grok": what people read
        return None
    if HOSTED_WORD.fullmatch(text) and "_" not in text:
        return Named(Kind.HOSTED_MODEL, text, "", confidence)
    if _TIMM_TAG.fullmatch(text):
        return Named(Kind.NAMED_MODEL, text, "timm", confidence)
    if _SNAKE.fullmatch(text) and not _TIMM.search(text):
        return None
    if _OLLAMA.fullmatch(text) and FAMILY.search(lower):
        return Named(Kind.NAMED_MODEL, text, role.namespace or "ollama", confidence)
    if BARE_FAMILY.fullmatch(lower) and text.islower():
        return Named(Kind.NAMED_MODEL, text, role.namespace, confidence)
    rest = FAMILY.sub("", lower, count=1)
    if rest != lower and (VARIANT.search(rest) or re.search(r"\d", rest)):
        return Named(Kind.NAMED_MODEL, text, role.namespace, confidence)
    if _SPEECH.fullmatch(lower):
        return Named(Kind.NAMED_MODEL, text, role.namespace, confidence)
    # Of a family nobody knows.
    if (_VERSIONED.fullmatch(text) or _LATEST.fullmatch(lower)) and not _INVENTED.search(lower):
        return Named(Kind.NAMED_MODEL, text, role.namespace, confidence)
    return (
        Named(Kind.NAMED_MODEL, text, role.namespace, Confidence.LOW)
        if role.trust is Trust.SURE
        else None
    )


#: What the weights of timm were trained on, behind the architecture: ``eva02_base.mim_in22k``.
_TIMM_TAG = re.compile(
    r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\.(?:[a-z0-9]+_)*"
    r"(?:in1k|in12k|in21k|in22k|laion\w*|openai\w*|dino\w*|lvd\w*|mae|augreg\w*|datacompxl|fcmae\w*|webli)(?:_\w+)?"
)
_TIMM = re.compile(
    r"(?:^|_)(?:v\d+[a-z]|resnet\d+\w*|base|large|small|tiny|huge|giant|nano|patch\d+|\d{3}|xlarge|in1k|in21k)(?:_|$)"
)


def _confidence(role: Role) -> Confidence:
    return Confidence.HIGH if role.trust in (Trust.SURE, Trust.KEYED) else Confidence.MEDIUM


__all__ = [
    "Named",
    "api_address",
    "hub_id",
    "hub_url",
    "is_bare_family",
    "is_bare_hub_id",
    "is_bundle",
    "is_hosted_name",
    "is_model_like",
    "is_placeholder",
    "is_publisher",
    "is_shared_suffix",
    "is_surely_model",
    "judge",
    "service_host",
    "strip_provider",
    "weight_name",
]
