"""The forms of names: hub ids and URLs, hosted names, hosts, weight files, placeholders."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from scanner.evidence.families import BARE_HUB_ID, FAMILY, STRONG_VARIANT, VARIANT
from scanner.evidence.hosted import HOSTED_NAME, PROVIDERS, RESOURCE_NAME
from scanner.evidence.hosts import SERVICE_HOST_FORMS, SERVICE_HOST_SUFFIXES, SERVICE_HOSTS
from scanner.evidence.publishers import PUBLISHERS
from scanner.evidence.words import words
from scanner.model.evidence import Confidence, Kind


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


HUB_PREFIX = re.compile(
    r"^(?:(?:text|token|sentiment|image|audio|zero-shot|feature)-(?:classification|analysis|generation|extraction):(?=[\w-]+/)|"
    r"hf:/{0,2}|hf\.co/|hf-hub:|hf_hub:|huggingface\.co/|huggingface:/{0,2}|local:(?=[\w.-]+/)"
    r"|(?:vllm|hf|sglang|transformers)/(?=[\w.-]+/[\w.-]+$))",
    re.IGNORECASE,
)


HUB_URL = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>huggingface\.co|hf\.co|hf-mirror\.com|(?:www\.)?modelscope\.(?:cn|ai)|[\w-]+\.modelscope\.cn)/"
    r"(?P<path>[^\s?#\"']+)",
    re.IGNORECASE,
)


_NOT_A_REPO = words(
    """
    spaces docs blog api papers collections join settings login pricing models datasets
    organizations learn tasks posts new chat inference-endpoints front coursess course
    terms-of-service privacy assets changelog support enterprise storage hub transformers tos user
    home studios learn profile
    """
)


_WEIGHT_SUFFIXES = tuple(
    words(
        """
    .safetensors .gguf .ggml .onnx .pt .pth .ckpt .h5 .hdf5 .keras .tflite .pb .mlmodel
    .mlpackage .engine .nemo .joblib .caffemodel .pdparams .pdmodel .params .mar .bin .model
    .llamafile .msgpack .q4_0 .torchscript .ptl .pte .task .trt .plan .xml.bin .npz .pkl .pickle
    .pth.tar .tar.nemo .cbm .litertlm .rknn .mnn .ncnn .om
    """
    )
)


#: Suffixes that other files bear too: a weight file only where the place says so.
_SHARED_SUFFIXES = tuple(
    words(
        """
    .bin .model .pb .engine .params .npz .pkl .pickle .task .plan .h5 .hdf5 .msgpack .joblib
    .mar .om .pt
    """
    )
)


#: Names every hub repository uses: they say nothing of which model.
GENERIC_WEIGHTS = re.compile(
    r"(?:(?:diffusion_)?(?:pytorch_)?model(?:_[a-z]+)?(?:-\d+-of-\d+)?\.(?:safetensors|bin|pt|pth|ckpt)|adapter_model\.\w+|"
    r"tf_model\.h5|flax_model\.msgpack|model\.ckpt\.index|openvino_model\.\w+|training_args\.bin|optimizer\.(?:pt|bin)|scheduler\.pt|"
    r"dataloader[\w-]*\.\w+|(?:(?:checkpoint|ckpt|model|net|snapshot|state|weights)[-_])*"
    r"(?:epochs?|steps?|iters?|iterations?|ep)[-_=]?\d+[\w.=-]*\.\w+|"
    r"rng_state\w*\.pth|consolidated[\w.]*|pytorch_lora_weights\.\w+|checkpoint\.(?:pt|pth|ckpt)|(?:best|last|latest)\.(?:pt|pth|ckpt)|"
    r"vocab\.bin|tokenizer\.model|spiece\.model|sentencepiece\.bpe\.model|data\.pkl|(?:weights|state|model_state|state_dict)\.(?:pt|pth|bin|pkl))",
    re.IGNORECASE,
)


OTHER_SUFFIX = re.compile(
    r"\.(?:py|pyi|ipynb|js|jsx|ts|tsx|mjs|css|scss|html?|md|mdx|rst|txt|json|jsonl|ya?ml|toml|ini|cfg|conf|"
    r"csv|tsv|parquet|arrow|feather|xml|svg|png|jpe?g|gif|webp|ico|bmp|tiff?|pdf|docx?|pptx?|xlsx?|wav|mp3|flac|ogg|"
    r"mp4|avi|mov|mkv|webm|m4a|train|test|conllu?|iob2?|scp|ark|zip|tar|gz|tgz|bz2|xz|7z|rar|whl|egg|sh|bash|bat|ps1|so|dll|dylib|exe|c|cc|cpp|cu|cuh|"
    r"h|hpp|java|go|rs|rb|php|sql|proto|lock|log|db|sqlite3?|env|j2|jinja2?|tmpl|template|tpl|ttf|woff2?|bib|tex|pem|crt|key|out|lst|vtt|srt|tgz|git|map|npy|idx|index|pid|sock|service|tf|hcl|cmake|in|am|spec|patch|diff|rules|types|pyx|pxd|net|com|org|io|cn|ai|dev|app|eu|de|uk|gov|edu)$",
    re.IGNORECASE,
)


#: First segments that are folders, kinds of content, time zones, image repositories.
_NOT_AN_OWNER = words(
    """
    src source test tests testing doc docs data dataset datasets model models out output outputs
    result results checkpoint checkpoints ckpt ckpts tmp temp usr home var opt etc bin sbin lib
    lib64 mnt dev proc sys root run app apps api apis assets static config configs conf script
    scripts example examples image images img saves save log logs cache weights pretrained
    pretrained_models download downloads dist build node_modules package packages plugins plugin
    templates template utils util common core tools tool bench benchmark benchmarks resources
    resource public private local artifacts artifact runs work workspace content drive volumes
    share shared media files file text audio video application multipart font message chemical
    inode x-world africa america antarctica arctic asia atlantic australia europe indian pacific
    gmt us canada brazil chile mexico refs origin upstream feature bugfix hotfix release releases
    heads tags remotes actions github gitlab bitbucket docker library quay.io ghcr.io gcr.io
    nvcr.io docker.io registry mcr.microsoft.com public.ecr.aws v1 v2 v3 v1beta v1beta1 and or yes
    no true false on off input in read left train n a w http https tcp udp ci gpu cpu top begin
    start end client server user users admin auth login internal external blob tree resolve raw
    main master models-- llm llms agents agent chat embedding embeddings tokenizer checkpoint-best
    my_models inference pretrain pretrain_models pretrained_model trained trained_models
    trained_model model_weights model_zoo finetuned finetuned_models merged exported quantized
    converted egs snapshots lora-adapters .cache ipython conda-forge search experiments experiment
    events topics queue queues jobs tasks tickets prompts rubrics notebooks pages features routes
    auto_router exp exps
    """
)


_PLACEHOLDER_OWNER = words(
    """
    org orgs organization organisation user username user_name owner namespace name your-org
    your_org your-name your-username your-user-name your_username yourusername my-org my_org myorg
    my-user myuser my test tests testing foo bar baz qux example examples dummy fake mock some
    someone some-org some-user publisher company path repo account acme custom provider vendor xxx
    abc foobar random hf-user me your yourname my-username my-name your-organization
    your_organization your-account your_account my-account project myproject group team author
    hf_username hub-user hub_user some_org some_user any-org invalid testuser test-user
    test_user nonexistent nobody
    """
)


_PLACEHOLDER_NAME = words(
    """
    model models model-name model_name model-id model_id repo repo-name repo_name name id dataset
    dataset-name dataset_name my-model my_model your-model your_model your-model-name test-model
    test_model dummy-model fake-model mock-model some-model some_model example-model custom-model
    base base-model foo bar baz dummy fake test mock model1 model2 model-1 model-2 model-a model-b
    a-model     model_a model_b modela modelb adapter lora tokenizer your-model-id my-awesome-model
    awesome-model my-finetuned-model your-finetuned-model nonexistent repo1 repo2 another-model
    other-model new-model checkpoint project
    """
)


_PLACEHOLDER = re.compile(
    r"[<>{}\[\]$*|\\]|\bx{3,}\b|x{5,}|\.\.\.|…|"
    r"(?<![a-z])(?:your|my)[-_ ]|"
    r"(?:^|[-_/])(?:placeholder|nonexistent|non-existent|does-not-exist|invalid|foobar|"
    r"doesnotexist|fake|dummy|example|mock|some)(?:$|[-_/])",
    re.IGNORECASE,
)


def hub_id(text: str) -> str | None:
    """Return ``org/name`` of a text that has the form of a hub id and is nothing else."""
    match = hub_match(text)
    return None if match is None else f"{match['org']}/{match['name']}"


def hub_match(text: str) -> re.Match[str] | None:
    match = _HUB_ID.fullmatch(HUB_PREFIX.sub("", text, count=1))
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
    if OTHER_SUFFIX.search(name) or ("." in org and OTHER_SUFFIX.search(org)):
        return None
    if weight_name(name) is not None or not re.search("[A-Za-z]", name):
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
    match = HUB_URL.match(text)
    if match is None:
        return None
    parts = [part for part in match["path"].split("/") if part]
    kind = Kind.MODEL
    if parts and parts[0] == "api":
        parts = parts[2:] if parts[1:2] and re.fullmatch(r"v\d", parts[1]) else parts[1:]
        if parts[:1] not in (["models"], ["datasets"]):
            return None  # another call of the hub's API
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
    """Return whether the text has the form of a model in a vendor's API catalogue."""
    return (
        HOSTED_NAME.fullmatch(strip_provider(text)) is not None
        or RESOURCE_NAME.fullmatch(text) is not None
    )


def strip_provider(text: str) -> str:
    """Return the name without the provider before it: ``openai/gpt-4o``, ``openai:gpt-4o``."""
    name = text.removeprefix("models/")
    for _ in range(2):  # at most "openrouter/anthropic/claude"
        head, separator, rest = split_provider(name)
        if not separator or head.lower() not in PROVIDERS:
            break
        name = _TASK.sub("", rest)
    return name


#: What promptfoo puts between provider and name.
_TASK = re.compile(r"^(?:messages|chat|completion|embeddings?|responses|text-generation):")


def split_provider(name: str) -> tuple[str, str, str]:
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
    """Return whether the text holds a family and a variant beside it: ``qwen2.5-7b``."""
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
