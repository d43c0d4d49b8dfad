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
from typing import NamedTuple

from scanner.evidence.families import BARE_FAMILY, BARE_HUB_ID, FAMILY, STRONG_VARIANT, VARIANT
from scanner.evidence.hosted import HOSTED_NAME, HOSTED_WORD, PROVIDERS, RESOURCE_NAME
from scanner.evidence.hosts import SERVICE_HOST_FORMS, SERVICE_HOST_SUFFIXES, SERVICE_HOSTS
from scanner.evidence.keys import Role, Trust
from scanner.evidence.publishers import PUBLISHERS
from scanner.evidence.words import words
from scanner.model.evidence import Confidence, Kind

#: Longer strings are texts, not names.
NAME_LIMIT = 300


class Named(NamedTuple):
    """What a string names."""

    kind: Kind
    name: str
    namespace: str = ""
    confidence: Confidence = Confidence.HIGH
    revision: str | None = None
    files: tuple[str, ...] = ()


_HUB_ID = re.compile(
    r"(?P<org>[A-Za-z0-9][A-Za-z0-9_.-]{0,63})/(?P<name>[A-Za-z0-9_][A-Za-z0-9_.+-]{0,95})"
    r"(?:@(?P<revision>[\w./-]{1,80})|:(?P<tag>[\w.-]{1,64}))?"
)
_HUB_PREFIX = re.compile(
    r"(?:hf:/{0,2}|hf\.co/|hf-hub:|hf_hub:|huggingface\.co/|huggingface:/{0,2}|HF://|local:(?=[\w.-]+/))",
    re.I,
)
_HUB_URL = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>huggingface\.co|hf\.co|hf-mirror\.com|(?:www\.)?modelscope\.(?:cn|ai)|[\w-]+\.modelscope\.cn)/"
    r"(?P<path>[^\s?#\"']+)",
    re.I,
)
_NOT_A_REPO = frozenset(
    """
    spaces docs blog api papers collections join settings login pricing models datasets organizations
    learn tasks posts new chat inference-endpoints front coursess course terms-of-service privacy
    assets changelog support enterprise storage hub transformers tos user home studios learn profile
    """.split()
)
_WEIGHT_SUFFIXES = (
    ".safetensors", ".gguf", ".ggml", ".onnx", ".pt", ".pth", ".ckpt", ".h5", ".hdf5", ".keras", ".tflite", ".pb",
    ".mlmodel", ".mlpackage", ".engine", ".nemo", ".joblib", ".caffemodel", ".pdparams", ".pdmodel", ".params", ".mar",
    ".bin", ".model", ".llamafile", ".msgpack", ".q4_0", ".torchscript", ".ptl", ".pte", ".task", ".trt", ".plan",
    ".xml.bin", ".npz", ".pkl", ".pickle", ".pth.tar", ".tar.nemo", ".cbm", ".litertlm", ".rknn", ".mnn", ".ncnn", ".om",
)  # fmt: skip
#: Suffixes that other files bear too: a weight file only where the place says so.
_SHARED_SUFFIXES = (".bin", ".model", ".pb", ".engine", ".params", ".npz", ".pkl", ".pickle", ".task", ".plan",
                    ".h5", ".hdf5", ".msgpack", ".joblib", ".mar", ".om", ".pt")  # fmt: skip
#: Names every hub repository uses: they say nothing of which model.
GENERIC_WEIGHTS = re.compile(
    r"(?:(?:diffusion_)?(?:pytorch_)?model(?:_[a-z]+)?(?:-\d{5}-of-\d{5})?\.(?:safetensors|bin|pt|pth|ckpt)|adapter_model\.\w+|"
    r"tf_model\.h5|flax_model\.msgpack|model\.ckpt\.index|openvino_model\.\w+|training_args\.bin|optimizer\.(?:pt|bin)|scheduler\.pt|"
    r"rng_state\w*\.pth|consolidated[\w.]*|pytorch_lora_weights\.\w+|checkpoint\.(?:pt|pth|ckpt)|best\.pt|last\.(?:pt|ckpt)|"
    r"vocab\.bin|tokenizer\.model|spiece\.model|sentencepiece\.bpe\.model|data\.pkl|(?:weights|state|model_state|state_dict)\.(?:pt|pth|bin|pkl))",
    re.I,
)
_OTHER_SUFFIX = re.compile(
    r"\.(?:py|pyi|ipynb|js|jsx|ts|tsx|mjs|css|scss|html?|md|mdx|rst|txt|json|jsonl|ya?ml|toml|ini|cfg|conf|"
    r"csv|tsv|parquet|arrow|feather|xml|svg|png|jpe?g|gif|webp|ico|bmp|tiff?|pdf|docx?|pptx?|xlsx?|wav|mp3|flac|ogg|"
    r"mp4|avi|mov|mkv|webm|m4a|zip|tar|gz|tgz|bz2|xz|7z|rar|whl|egg|sh|bash|bat|ps1|so|dll|dylib|exe|c|cc|cpp|cu|cuh|"
    r"h|hpp|java|go|rs|rb|php|sql|proto|lock|log|db|sqlite3?|env|j2|jinja2?|tmpl|template|tpl|ttf|woff2?|bib|tex|pem|crt|key|out|lst|vtt|srt|tgz|git|map|npy|idx|index|pid|sock|service|tf|hcl|cmake|in|am|spec|patch|diff|rules|types|pyx|pxd|net|com|org|io|cn|ai|dev|app|eu|de|uk|gov|edu)$",
    re.I,
)
#: First segments that are folders, kinds of content, time zones, image repositories.
_NOT_AN_OWNER = frozenset(
    """
    src source test tests testing doc docs data dataset datasets model models out output outputs result results
    checkpoint checkpoints ckpt ckpts tmp temp usr home var opt etc bin sbin lib lib64 mnt dev proc sys root run
    app apps api apis assets static config configs conf script scripts example examples image images img saves save
    log logs cache weights pretrained pretrained_models download downloads dist build node_modules package packages
    plugins plugin templates template utils util common core tools tool bench benchmark benchmarks resources resource
    public private local artifacts artifact runs work workspace content drive volumes share shared media files file
    text audio video application multipart font message chemical inode x-world
    africa america antarctica arctic asia atlantic australia europe indian pacific gmt us canada brazil chile mexico
    refs origin upstream feature bugfix hotfix release releases heads tags remotes actions github gitlab bitbucket
    docker library quay.io ghcr.io gcr.io nvcr.io docker.io registry mcr.microsoft.com public.ecr.aws
    v1 v2 v3 v1beta v1beta1 and or yes no true false on off input in read left train n a w http https tcp udp ci gpu cpu
    top begin start end client server user users admin auth login internal external blob tree resolve raw main
    master models--  llm llms agents agent chat embedding embeddings tokenizer checkpoint-best my_models
    .cache ipython conda-forge search experiments experiment events topics queue queues jobs tasks tickets
    prompts rubrics notebooks pages features routes
    """.split()
)
_PLACEHOLDER_OWNER = frozenset(
    """
    org orgs organization organisation user username user_name owner namespace name your-org your_org your-name
    your-username your-user-name your_username yourusername my-org my_org myorg my-user myuser my test tests testing
    foo bar baz qux example examples dummy fake mock some someone some-org some-user publisher company path repo
    account acme custom provider vendor xxx abc foobar random hf-user me your yourname my-username my-name
    your-organization your_organization your-account your_account my-account project myproject group team author
    hf_username hub-user hub_user some_org some_user any-org invalid nonexistent nobody
    """.split()
)
_PLACEHOLDER_NAME = frozenset(
    """
    model models model-name model_name model-id model_id repo repo-name repo_name name id dataset dataset-name
    dataset_name my-model my_model your-model your_model your-model-name test-model test_model dummy-model
    fake-model mock-model some-model some_model example-model custom-model base base-model foo bar baz dummy fake
    test mock model1 model2 model-1 model-2 model-a model-b model_a model_b modela modelb adapter lora tokenizer
    your-model-id my-awesome-model awesome-model my-finetuned-model your-finetuned-model nonexistent
    repo1 repo2 another-model other-model new-model checkpoint project
    """.split()
)
_PLACEHOLDER = re.compile(
    r"[<>{}\[\]$*|\\]|\bx{3,}\b|\.\.\.|…|"
    r"(?<![a-z])(?:your|my)[-_ ]|(?:^|[-_/])(?:placeholder|nonexistent|non-existent|does-not-exist|invalid|foobar|"
    r"doesnotexist|fake|dummy|example|mock|some)(?:$|[-_/])",
    re.I,
)
_LOCAL = re.compile(
    r"(?:\.{0,2}/|~|[A-Za-z]:[\\/]|file:|\\\\|s3://|gs://|gcs://|az://|abfss?://|hdfs://|dbfs:)"
)
_OLLAMA = re.compile(
    r"(?:[a-z0-9][\w.-]*/)?[a-z][\w.-]*:(?:latest|[\w.]*\d[\w.-]*[bm]?[\w.-]*|instruct|chat|code|mini|medium|small|large|text|vision|cloud)",
    re.I,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z]*")
_BARE = re.compile(r"[A-Za-z0-9@][\w.:+@/-]{0,120}")


def hub_id(text: str) -> str | None:
    """Return ``org/name`` of a text that has the form of a hub id and is not certainly something else."""
    match = _hub_match(text)
    return None if match is None else f"{match['org']}/{match['name']}"


def _hub_match(text: str) -> re.Match[str] | None:
    match = _HUB_ID.fullmatch(_HUB_PREFIX.sub("", text, count=1))
    if match is None:
        return None
    org, name = match["org"], match["name"]
    if (
        org.lower() in _NOT_AN_OWNER
        or name.endswith((".", "-", "_"))
        or ".." in text
        or org.endswith((".", "-"))
    ):
        return None
    if _OTHER_SUFFIX.search(name) or ("." in org and _OTHER_SUFFIX.search(org)):
        return None
    if weight_name(name) is not None or (org.isdigit() and name.isdigit()):
        return None
    return match


_HUB_PATHS = (
    "tree",
    "blob",
    "resolve",
    "raw",
    "settings",
    "parquet",
    "revision",
    "discussions",
    "commits",
)


def hub_url(text: str) -> Named | None:
    """Return the model or dataset a URL of a model hub points at, with revision and file."""
    match = _HUB_URL.match(text)
    if match is None:
        return None
    parts = [part for part in match["path"].split("/") if part]
    kind = Kind.MODEL
    if parts and parts[0] == "api":
        parts = parts[2:] if parts[1:2] and re.fullmatch(r"v\d", parts[1]) else parts[1:]
    if parts and parts[0] in ("models", "datasets"):
        kind = Kind.DATASET if parts[0] == "datasets" else Kind.MODEL
        parts = parts[1:]
    if not parts or parts[0].lower() in _NOT_A_REPO:
        return None
    bare = len(parts) == 1 or parts[1] in _HUB_PATHS
    owner = parts[:1] if bare else parts[:2]
    rest = parts[len(owner) :]
    name = re.sub(r"\.git$", "", "/".join(owner)).rstrip(".,;:)")
    if bare and not is_bare_hub_id(name) and kind is Kind.MODEL:
        return None
    if is_placeholder(name):
        return None
    revision = (
        rest[1]
        if len(rest) > 1 and rest[0] in ("tree", "blob", "resolve", "raw", "commit")
        else None
    )
    files = ("/".join(rest[2:]),) if len(rest) > 2 else ()  # noqa: PLR2004 (resolve, revision, file)
    namespace = "modelscope" if "modelscope" in match["host"].lower() else "hub"
    return Named(kind, name, namespace, Confidence.HIGH, revision, files)


def is_bare_hub_id(text: str) -> bool:
    """Return whether the text is a hub id from before names had an owner."""
    return BARE_HUB_ID.fullmatch(text) is not None


def is_hosted_name(text: str) -> bool:
    """Return whether the text has the form of a model in a vendor's API catalogue, with or without provider."""
    return (
        HOSTED_NAME.fullmatch(strip_provider(text)) is not None
        or RESOURCE_NAME.fullmatch(text) is not None
    )


def strip_provider(text: str) -> str:
    """Return the name without the provider a client library puts before it (``openai/gpt-4o``, ``openai:gpt-4o``)."""
    name = text.removeprefix("models/")
    for _ in range(2):  # at most "openrouter/anthropic/claude"
        head, separator, rest = _partition(name)
        if not separator or head.lower() not in PROVIDERS:
            break
        name = rest
    return name


def _partition(name: str) -> tuple[str, str, str]:
    for separator in "/:":
        head, found, rest = name.partition(separator)
        if found and re.fullmatch(r"[\w-]+", head):
            return head, found, rest
    return name, "", ""


@lru_cache(maxsize=8192)
def is_model_like(text: str) -> bool:
    """Return whether the text holds a family, or words that only names of models hold."""
    lower = text.lower()
    return FAMILY.search(lower) is not None or STRONG_VARIANT.search(lower) is not None


@lru_cache(maxsize=8192)
def is_surely_model(text: str) -> bool:
    """Return whether the text holds a family and a variant beside it: ``qwen2.5-7b``, ``whisper-small``."""
    lower = text.lower()
    if FAMILY.search(lower) is None:
        return False
    return VARIANT.search(lower) is not None or bool(re.search(r"\d", lower))


def is_publisher(org: str) -> bool:
    """Return whether the handle is a known publisher on a model hub."""
    return org.lower() in PUBLISHERS


def is_placeholder(text: str) -> bool:
    """Return whether the name stands for one to be filled in, or is an invented test id."""
    if _PLACEHOLDER.search(text):
        return True
    org, slash, name = text.partition("/")
    if not slash:
        return org.lower() in _PLACEHOLDER_NAME
    if org.lower() in _PLACEHOLDER_OWNER:
        return True
    return name.lower() in _PLACEHOLDER_NAME and not is_publisher(org)


def service_host(text: str) -> str | None:
    """Return the host of a hosted AI service, from a URL or a bare host."""
    match = re.match(
        r"(?:(?:https?|wss?)://)?(?:[^@/\s]*@)?([A-Za-z0-9.-]+\.[A-Za-z]{2,})(?=[:/?#]|$)", text
    )
    if match is None:
        return None
    host = match[1].lower()
    if host in SERVICE_HOSTS:
        return host
    if re.match(
        r"(?:example|your|my|test|foo|fake|dummy|mock|some|resource|endpoint|xxx|placeholder)(?:[-_.]|$)",
        host,
    ):
        return None
    if host.endswith(SERVICE_HOST_SUFFIXES):
        return host
    if any(host.startswith(head) and host.endswith(tail) for head, tail in SERVICE_HOST_FORMS):
        return host
    return None


def weight_name(text: str) -> str | None:
    """Return the base name of a weight file, from a path or URL; shared suffixes included."""
    base = re.split(r"[?#]", text, maxsplit=1)[0].replace("\\", "/").rsplit("/", 1)[-1]
    lower = base.lower()
    if (
        not lower.endswith(_WEIGHT_SUFFIXES)
        or lower.startswith((".", "*"))
        or re.search(r"[*{}<>\s%]", base)
    ):
        return None
    return base


def is_shared_suffix(name: str) -> bool:
    """Return whether other files than weights bear this suffix too."""
    return name.lower().endswith(_SHARED_SUFFIXES)


def judge(text: str, role: Role) -> Named | None:
    """Return what ``text`` names where the place has this role; ``None`` when it names nothing.

    LOW confidence is a mention: a folder, a placeholder-like word, a file name every model has.
    """
    text = text.strip()
    if not text or len(text) > NAME_LIMIT or role.trust is Trust.NONE:
        return None
    if role.kind is Kind.ENDPOINT:
        return _endpoint(text)
    if "://" in text or _HUB_URL.match(text):
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


#: Services whose host is their web site too: an endpoint only with the path of its API.
_WEB_SITES = words(
    """
    openrouter.ai ollama.com zenmux.ai aihubmix.com inference.net moark.com nano-gpt.com opencode.ai
    open.bigmodel.cn yiyan.baidu.com models.github.ai fal.run chat.d.run
    """
)
_API_PATH = re.compile(r"/(?:api|v\d)(?:/|$|\?)")


def _url(text: str, role: Role) -> Named | None:
    prefixed = _HUB_PREFIX.sub("", text, count=1)
    if prefixed != text and not _HUB_URL.match(text):
        return judge(prefixed, role)
    weight = weight_name(text)
    found = hub_url(text)
    if found is not None:
        if role.trust is Trust.OPEN and (not found.files or _OTHER_MEDIA.search(found.files[0])):
            return found._replace(confidence=Confidence.LOW)  # a link, not a download
        return found
    if weight is not None and not (is_shared_suffix(weight) and role.trust is Trust.OPEN):
        return Named(Kind.WEIGHT_FILE, weight)
    if service_host(text) and role.trust is not Trust.OPEN:
        return _endpoint(text)
    return None


#: Pictures and pages that a hub only hosts.
_OTHER_MEDIA = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|ico|html?|pdf|md|mp4|wav|mp3)$", re.IGNORECASE
)


def _dataset(text: str, role: Role) -> Named | None:
    match = _hub_match(text.removeprefix("datasets/"))
    if match is not None:
        name = f"{match['org']}/{match['name']}"
        if is_placeholder(name):
            return None
        return Named(Kind.DATASET, name, "hub", _confidence(role), match["revision"])
    if (
        role.trust is Trust.SURE
        and re.fullmatch(r"[A-Za-z][\w.-]{1,60}", text)
        and not _OTHER_SUFFIX.search(text)
    ):
        if is_placeholder(text) or text.lower() in _FORMATS:
            return None
        return Named(Kind.DATASET, text, "hub")
    return None


#: Builders of ``load_dataset`` that read local files.
_FORMATS = frozenset(
    "json csv parquet text arrow imagefolder audiofolder videofolder pandas webdataset xml sql generator".split()
)


def _weight(text: str, role: Role) -> Named | None:
    name = weight_name(text)
    if name is None and role.namespace.startswith("openvino") and text.endswith(".xml"):
        name = text.rsplit("/", 1)[-1]  # the graph; its weights lie beside it in a ``.bin``
    if name is None or " " in text:
        return None
    if is_shared_suffix(name) and role.trust is Trust.OPEN:
        return None
    if is_placeholder(name) or len(name.rsplit(".", 1)[0]) < 2:  # noqa: PLR2004 ("x.pt")
        return None
    stem = name.rsplit(".", 1)[0].lower()
    sure = role.trust is Trust.SURE and ("/" not in text or "://" in text)
    if not sure and (GENERIC_WEIGHTS.fullmatch(name) or stem in ("model", "test", "output")):
        return Named(Kind.WEIGHT_FILE, name, "", Confidence.LOW)
    return Named(Kind.WEIGHT_FILE, name, "", _confidence(role))


def _model(text: str, role: Role) -> Named | None:
    resource = RESOURCE_NAME.fullmatch(text)
    if resource is not None:
        return Named(Kind.HOSTED_MODEL, text)
    if _COQUI.fullmatch(text):
        return Named(Kind.NAMED_MODEL, text, "coqui")
    if _LOCAL.match(text) or not _BARE.fullmatch(text) or _IDENTIFIER.fullmatch(text):
        return None
    if text[-1] in "-_.:/@" or text.endswith(_PRICE_ROWS) or text.lower() in _FRAMEWORKS:
        return None
    if is_hosted_name(text) and not _is_hub_form_of_hosted(text):
        return _hosted(text, role)
    head, separator, rest = _partition(text)
    if (
        separator
        and head in PROVIDERS
        and rest
        and role.kind in (None, Kind.MODEL, Kind.HOSTED_MODEL)
    ):
        found = _provided(text, head, separator, rest, role)
        if found is not None or not is_publisher(head):
            return found
    match = _hub_match(text)
    if match is not None:
        return _hub(text, match, role)
    return _bare(text, role)


#: A dotted path, the name of a class, a snake-case identifier: code, not a name.
_IDENTIFIER = re.compile(
    r"(?:[A-Za-z_]\w*\.){2,}[A-Za-z_]\w*(?::\w+)?|[A-Za-z_][\w.]*:[A-Z]\w+|"
    r"[A-Z][A-Za-z0-9]*(?:Encoder|Decoder|Model|ForCausalLM|ForConditionalGeneration|Config|Tokenizer|Processor|"
    r"Embedding|Embeddings|Client|Provider|Loader|Pipeline|LMHeadModel|LLM|VLM)"
)
_COQUI = re.compile(r"(?:tts|vocoder|voice_conversion)_models/[\w-]+/[\w-]+/[\w.-]+")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
_PRICE_ROWS = ("-completion", "-cached", "-finetuned", "-input", "-output")
#: Libraries, servers and defaults that stand where a model's name could.
_FRAMEWORKS = words(
    """
    vllm litellm sglang llamacpp llama_cpp llama-cpp llama.cpp llama-cpp-python lmdeploy openllm openai hf huggingface
    ollama llamaindex llama_index llama-index llama-stack transformers diffusers llamafactory llama-factory textgen
    tensorrt-llm tensorrt_llm tgi mlx mlx-lm mlc-llm fastchat llm lm llms vlm mllm gptcache llamafile vllm-openai exllama
    exllamav2 koboldcpp default auto none custom local unknown mock dummy fake test bert-score bertscore lora qlora peft
    sentence-transformers sentence_transformers gguf ggml gptq awq anthropic google gemini-api azure bedrock cohere
    mistralai groq fireworks together xai deepspeed base bm25 gpt llama-guard auto-gpt autogpt gpt-researcher
    """
)


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
    if head == "huggingface":
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


def _hub(text: str, match: re.Match[str], role: Role) -> Named | None:
    org, name = match["org"], match["name"]
    full = f"{org}/{name}"
    if is_placeholder(full):
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
        plain = org.islower() and name.isalpha() and name.islower()
        return named if proof or not plain else None
    return named if proof >= 2 else None  # noqa: PLR2004 (two independent signs)


#: A hub id with the tier of the service before it: ``Pro/deepseek-ai/DeepSeek-V3``.
_TIERED = re.compile(r"[A-Z]\w{1,20}/[\w.-]+/[\w.-]+")


def _bare(text: str, role: Role) -> Named | None:
    if role.trust is Trust.SURE and role.kind is Kind.HOSTED_MODEL and _TIERED.fullmatch(text):
        return Named(Kind.HOSTED_MODEL, text, role.namespace)
    if "/" in text or is_placeholder(text):
        return None
    if is_bare_hub_id(text):
        if role.kind is Kind.NAMED_MODEL:
            return Named(Kind.NAMED_MODEL, text, role.namespace)
        if role.trust is Trust.OPEN and text.isalpha():  # "ctrl" is a key far more often
            return None
        return Named(Kind.MODEL, text, "hub", _confidence(role))
    if role.trust is Trust.SURE and role.kind in (Kind.NAMED_MODEL, Kind.HOSTED_MODEL):
        return Named(role.kind, text, role.namespace)
    if role.trust is Trust.OPEN or (_OTHER_SUFFIX.search(text) and not _OLLAMA.fullmatch(text)):
        return None
    return _keyed_word(text, role)


def _keyed_word(text: str, role: Role) -> Named | None:
    """Return what a name without owner is where the place says model: it must look like one too."""
    confidence = Confidence.MEDIUM
    lower = text.lower()
    if HOSTED_WORD.fullmatch(text) and "_" not in text:
        return Named(Kind.HOSTED_MODEL, text, "", confidence)
    if _SNAKE.fullmatch(text) and not _TIMM.search(text):
        return None
    if _OLLAMA.fullmatch(text) and FAMILY.search(lower):
        return Named(Kind.NAMED_MODEL, text, role.namespace or "ollama", confidence)
    if BARE_FAMILY.fullmatch(lower) and text.islower():
        return Named(Kind.NAMED_MODEL, text, role.namespace, confidence)
    rest = FAMILY.sub("", lower, count=1)
    if rest != lower and (VARIANT.search(rest) or re.search(r"\d", rest)):
        return Named(Kind.NAMED_MODEL, text, role.namespace, confidence)
    if is_model_like(text) and "-" in text and re.search(r"\d", text):
        return Named(Kind.NAMED_MODEL, text, role.namespace, confidence)
    return (
        Named(Kind.NAMED_MODEL, text, role.namespace, Confidence.LOW)
        if role.trust is Trust.SURE
        else None
    )


_TIMM = re.compile(
    r"(?:^|_)(?:base|large|small|tiny|huge|giant|nano|patch\d+|\d{3}|xlarge|in1k|in21k)(?:_|$)"
)


def _confidence(role: Role) -> Confidence:
    return Confidence.HIGH if role.trust in (Trust.SURE, Trust.KEYED) else Confidence.MEDIUM
