"""What a key, parameter, field or constant says of its value: a model, a dataset, a host, nothing.

``key_role("model_name_or_path")`` is a model, ``key_role("output_dir")`` is certainly none,
``key_role("name")`` says nothing. Used for Python names and configuration keys alike.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from scanner.evidence.words import words
from scanner.model.evidence import Kind, Relation


class Trust(Enum):
    """How much the place says that its value names something."""

    NONE = 0  # certainly something else
    OPEN = 1  # nothing said: the value's form alone decides
    KEYED = 2  # the key says so
    SURE = 3  # the function called resolves it


class Role(NamedTuple):
    """What a place holds; ``kind`` is MODEL for any of the three model kinds."""

    trust: Trust
    kind: Kind | None = None
    relation: Relation = Relation.USES
    namespace: str = ""


OPEN = Role(Trust.OPEN)
NOTHING = Role(Trust.NONE)
_MODEL = Role(Trust.KEYED, Kind.MODEL)
_DATASET = Role(Trust.KEYED, Kind.DATASET)
_WEIGHT = Role(Trust.KEYED, Kind.WEIGHT_FILE)
_ENDPOINT = Role(Trust.KEYED, Kind.ENDPOINT)
_MODEL_ADDRESS = Role(Trust.SURE, Kind.ENDPOINT)

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[^a-z0-9]+")

#: Last words that say the value is something about a model, not its name.
_NOT_A_NAME = words(
    """
    dir dirs directory folder type types class classes cls kwargs args config configs cfg params
    parameters size length dim dims count num max min limit format dtype device port url uri
    prefix suffix description desc title label labels text prompt template message content help
    doc docs note notes comment comments summary card provider vendor family arch architecture
    task tasks status state input inputs output outputs response result results score scores
    metric metrics loss weight_decay field fields column columns attr attribute alias aliases
    display author owner license tag tags pattern regex re filter filters temperature tokens
    version revision branch commit sha hash author usage cost price pricing time timeout date kind
    category group mode stage step steps split splits fn func function factory builder registry
    loader module modules package image images icon logo key keys token secret password extension
    extensions ext error errors exception warning voice voices speaker header headers
    language languages lang langs
    """
)
#: Words that make the whole key something else: what is written, shown or pushed.
_NEVER = re.compile(
    r"(?:^|_)(?:push|hub_model_id|mime|mimetype|media_type|content_type|timezone|tz|locale|user_agent|prefix|prefixes|"
    r"suffix|suffixes|startswith|endswith|keywords|needles?|patterns|regex|homepage|website|dashboard|"
    r"docs_url|doc_url|help_url|info_url|referer|referrer|unsupported|blocked|blacklist|blocklist|"
    r"excluded?|ignored?|disallowed|forbidden|banned|expected|display_name|endpoint_name|"
    r"work_dirs?|uids?|uuids?)(?:_|$)|"
    r"^(?!(?:title|caption|image|prompt|message|description)_model(?:s|_name|_id|_path)?$)"
    r"(?:output|out|save|saved|upload|export|log|logs|logging|cache|run_name|title|description|caption|prompt|message|"
    r"route|image|docker|container|license|licence|display|readable|icon|color|emoji|namespace|role|"
    r"deprecated|skip|removed|console|signup)(?:_(?:dir|path|file|name|to|as|id|url|model|tag|text|repo)s?)*$|"
    r"_(?:output|image|docker|container|license|licence|icon|color|emoji|namespace|role|caption|title)$"
)
#: What kind of model it is, in the words of a library: an architecture, not a name.
_MODEL_TYPE = re.compile(r"(?:^|_)model_(?:types?|family|class)(?:_(?!or_path)|$)")
#: Words a name of a model is kept under.
_MODEL_WORDS = re.compile(
    r"(?:^|_)(?:models?|modelname|modelid|modelpath|checkpoints?|ckpts?|pretrained|llms?|repo_ids?|hub_ids?|"
    r"hf_ids?|hf_repos?|huggingface_ids?|embeddings?|embedders?|embed|tokeni[sz]ers?|rerankers?|"
    r"cross_encoder|bi_encoder|text_encoder|image_encoder|vision_encoder|audio_encoder|speech_encoder|"
    r"encoder_model|vision_tower|mm_vision_tower|adapters?|loras?|peft|vae|unet|controlnets?|"
    r"base_models?|draft_models?|judge|grader|captioner|summarizer|transcriber|"
    r"whisper|sentence_transformer|vocoder|segmentation|vlm|asr|tts|stt|ner|llava|clip|sam)(?:_|$)"
)
#: Words that only lend weight to a name that looks like one (``path``, ``name``, ``backbone``).
_DATASET_WORDS = re.compile(r"(?:^|_)(?:datasets?|data_sets?|corpus|corpora|dataset_repo)(?:_|$)")
_WEIGHT_WORDS = re.compile(
    r"(?:^|_)(?:weights?|weight_file|gguf|onnx|safetensors|model_file)(?:_|$)"
)
_ENDPOINT_WORDS = re.compile(
    r"(?:^|_)(?:base_?urls?|api_bases?|api_urls?|endpoints?|api_endpoint|server_url|hosts?|hostname|"
    r"urls?|uri|api_host|base_uri|proxy_pass|inference_url)$"
)
#: A model answers there, whoever runs it: ``OPENAI_BASE_URL``, ``llm_api_base``.
_OF_MODEL = re.compile(
    r"(?:^|_)(?:openai|litellm|vllm|llms?|vlm)_(?:\w+_)?"
    r"(?:base_?urls?|api_bases?|api_urls?|api_base_urls?|api_endpoint|endpoints?|base_uri|url)$"
)
_QUALIFIERS = words(
    """
    name names id ids path paths or repo repos slug default defaults tag file files uri url string
    str list choices options supported available all allowed known map mapping dict table catalog
    to by for of info enum literal preset presets primary secondary fallback small fast
    """
)
#: Keys that are one word and mean a model.
_MODEL_KEYS = words(
    """
    model models model_name model_names model_id model_ids model_path model_paths
    model_name_or_path modelname modelid modelpath modelname pretrained_model_name_or_path
    pretrained_model_name pretrained_model model_names_or_paths from_pretrained engine llm
    base_model repo_id hf_repo hf_repo_id hf_model hf_model_id hf_model_name checkpoint ckpt
    tokenizer tokenizer_name tokenizer_path tokenizer_id embedding_model embedding_model_name
    embed_model reranker reranker_model rerank_model vision_tower adapter adapter_name_or_path
    lora_path lora peft_model_id draft_model speculative_model teacher_model student_model
    reward_model judge_model ref_model sft_model policy_model model_tag model_slug model_string
    model_str model_key model_type_or_path model_uri model_repo model_repo_id model_ref
    source_model target_model default_model deployment_name azure_deployment model_version_id
    foundation_model foundation_model_id modelarn model_arn modelslug served_model_name
    """
)
#: Keys that say nothing on their own.
_OPEN_KEYS = words(
    """
    name names path paths id ids value values default file filename source key target data item
    items x y text query ref repository backbone encoder decoder processor variant version spec
    arch
    """
)


@lru_cache(maxsize=4096)
def snake(key: str) -> str:
    """Return the key in lower case with underscores: ``modelName`` to ``model_name``."""
    return _SEPARATORS.sub("_", _CAMEL.sub("_", key).lower()).strip("_")


@lru_cache(maxsize=4096)
def key_role(key: str) -> Role:
    """Return what a value under ``key`` is."""
    plain = snake(key)
    if not plain or plain in _OPEN_KEYS:
        return OPEN
    if plain in _MODEL_KEYS:
        return _tokenizer_or_model(plain)
    words = plain.split("_")
    if _NEVER.search(plain) or _MODEL_TYPE.search(plain):
        return NOTHING
    if _ENDPOINT_WORDS.search(plain):
        return _MODEL_ADDRESS if _OF_MODEL.search(plain) else _ENDPOINT
    if is_about(plain) and words[-1] not in _QUALIFIERS:
        return OPEN
    if _DATASET_WORDS.search(plain):
        return _DATASET
    if _WEIGHT_WORDS.search(plain):
        return _WEIGHT
    if _MODEL_WORDS.search(plain):
        return _tokenizer_or_model(plain)
    return OPEN


def is_about(key: str) -> bool:
    """Return whether a key describes what its table is about (``description``, ``size``)."""
    last = snake(key).rsplit("_", 1)[-1]
    return last in _NOT_A_NAME or last.removesuffix("s") in _NOT_A_NAME


def _tokenizer_or_model(plain: str) -> Role:
    if "tokeni" in plain:
        return Role(Trust.KEYED, Kind.MODEL, Relation.TOKENIZER_OF)
    if plain.startswith(("base_model", "basemodel")):
        return Role(Trust.KEYED, Kind.MODEL)
    return _MODEL
