"""What a configuration key means: the key itself, the keys around it and the keys beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.keys import NOTHING, OPEN, Role, Trust, key_role, snake
from scanner.evidence.words import words
from scanner.model.evidence import Kind, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Keys that name nothing themselves: what they hold is what the key around them says.
_GENERIC = words(
    """
    name id value values default defaults path paths repo repo_id repository source src uri url
    slug enum choices options const example examples key identifier ref reference fullname
    full_name file filename from string str title hf_id hf huggingface hub hub_id primary
    secondary main fallback fallbacks small large fast smart cheap strong weak chat completion
    completions edit autocomplete apply low medium high local remote list items all items
    selected available supported allowed allow include in_use used use train eval test
    validation production staging dev pull preload run
    """
)
#: Of a data set's own mapping only these keys name it.
_DATASET_PARTS = words(
    """
    path paths name id value repo repo_id repository hf_id hf_hub_url ms_hub_url om_hub_url
    dataset dataset_id dataset_name url uri source default hub_id list items train eval test
    validation train_dataset eval_dataset
    """
)
#: What stands under these keys is something else altogether.
_ELSEWHERE = words(
    """
    metadata label labels annotations assignees reviewers matchlabels selector nodeselector
    tolerations authors maintainers license licenses classifiers keywords tags dependencies
    devdependencies peerdependencies optional_dependencies dependency_groups build_system
    extras requires packages package_data nav theme markdown_extensions badges repos hooks
    links urls extra_css extra_javascript social topics categories contributors copyright
    volumes ports networks healthcheck resources limits
    requests securitycontext permissions needs branches on
    paths_ignore per_file_ignores lint select ignore ignores exclude excludes omit
    locale locales translations messages_i18n cassette interactions responses expected
    outputs output results result
    """
)
#: What is shown to people.
_SHOWN = words(
    """
    label title slug key restore_keys cache_key description
    tooltip placeholder summary caption headline tagline subtitle
    short_description long_description display_title meta_description job_name step_name
    """
)
#: Addresses that lead a reader somewhere.
_LINKS = words(
    """
    homepage website documentation docs doc documentation_url docs_url link links help_url
    learn_more reference references citation paper arxiv source_url model_card readme changelog
    bugs issues download_page privacy terms author_url logo icon avatar thumbnail image_url href
    tos_url privacy_url website_url url_docs deprecation_url
    """
)
#: Keys that name what they stand in.
_IDENTIFIERS = words(
    """
    key name id label group job step slug uid ref tag branch test task title run suite case
    experiment project context service container app workflow stage environment alias codename
    """
)
#: At the top of a file: what the file itself is called.
_OWN_NAME = words("name id version title description author")
#: Other names under which a server or a project shows a model.
_ALIASES = words(
    """
    served_model_name served_name alias aliases model_alias model_aliases display_name
    deployment deployment_name azure_deployment deployment_id model_display_name run_name
    experiment_name model_group model_group_alias
    """
)
#: Keys whose value says who resolves the model's name beside it.
_PROVIDER_KEYS = words(
    """
    provider custom_llm_provider model_provider type api_type backend engine platform vendor format
    client service framework source class kind target
    """
)
#: Keys that name a model themselves: a ``name`` beside them is only a label.
_NAMING = words(
    """
    model model_id model_name model_name_or_path model_url modelurl model_path model_uri
    storage_uri repo_id hf_repo hf_model_id huggingface_id checkpoint base_model
    """
)
#: A mapping of data sets, not one of what can be done with them.
_DATASET_AROUND = re.compile(
    r"(?:^|_)(?:datasets?|data_?sets|corpora|corpus|dataset_(?:mixer|names?|ids?|list|info|paths?|repos?))$"
)
#: Keys beside the name of a container image.
_OF_IMAGE = words("tag registry digest pull_policy image_pull_policy")
#: What a program keeps for itself; repositories of code, images, buckets.
_OWN_FILES = re.compile(
    r"(?:^|_)(?:kaggle|github|gitlab|bitbucket|docker|bucket|s3|prepared|cache|cached|temp|tmp|s3modelpath|s3_model_path)(?:_|$)"
)
_HOSTED = Role(Trust.SURE, Kind.HOSTED_MODEL)
_OLLAMA = Role(Trust.SURE, Kind.NAMED_MODEL, Relation.USES, "ollama")
_HUB = Role(Trust.KEYED, Kind.MODEL)
_WHISPER = Role(Trust.SURE, Kind.NAMED_MODEL, Relation.USES, "whisper")
_BY_PROVIDER: Mapping[str, Role] = {
    **dict.fromkeys(
        [
            "openai",
            "azure",
            "azureopenai",
            "azure_openai",
            "anthropic",
            "google",
            "gemini",
            "vertexai",
            "vertex_ai",
            "googlegenai",
            "mistral",
            "mistralai",
            "cohere",
            "groq",
            "deepseek",
            "together",
            "togetherai",
            "fireworks",
            "perplexity",
            "openrouter",
            "bedrock",
            "awsbedrock",
            "aws_bedrock",
            "xai",
            "moonshot",
            "zhipu",
            "zhipuai",
            "dashscope",
            "tongyi",
            "qwen",
            "minimax",
            "siliconflow",
            "volcengine",
            "voyage",
            "voyageai",
            "jina",
            "nvidia_nim",
            "cerebras",
            "sambanova",
            "replicate",
            "openai_compatible",
            "azureml",
            "watsonx",
            "ai21",
            "hunyuan",
            "baichuan",
            "stepfun",
            "spark",
            "qianfan",
        ],
        _HOSTED,
    ),
    **dict.fromkeys(["ollama", "ollama_chat", "chatollama", "ollamaembeddings"], _OLLAMA),
    **dict.fromkeys(["whisper", "faster_whisper", "openai_whisper", "whisperx"], _WHISPER),
    **dict.fromkeys(
        ["huggingface", "hf", "transformers", "vllm", "tgi", "sentence_transformers", "sglang"],
        _HUB,
    ),
}
_EXACT: Mapping[str, Role] = {
    "hf_hub_url": Role(Trust.SURE, Kind.DATASET),
    "ms_hub_url": Role(Trust.SURE, Kind.DATASET, Relation.USES, "modelscope"),
    "om_hub_url": Role(Trust.SURE, Kind.DATASET, Relation.USES, "openmind"),
    "storage_uri": Role(Trust.KEYED, Kind.MODEL),
    "model_uri": Role(Trust.KEYED, Kind.MODEL),
    "model_url": Role(Trust.KEYED, Kind.MODEL),
    "modelurl": Role(Trust.KEYED, Kind.MODEL),
    "hf_repo": Role(Trust.KEYED, Kind.MODEL),
    "hf_model": Role(Trust.KEYED, Kind.MODEL),
    "model_args": OPEN,
    "title_model": Role(Trust.KEYED, Kind.MODEL),
    "repo": OPEN,
    "repository": OPEN,
    "mm_projector": Role(Trust.KEYED, Kind.WEIGHT_FILE),
    "dataset_repo": Role(Trust.KEYED, Kind.DATASET),
    "hf_dataset": Role(Trust.KEYED, Kind.DATASET),
}


def is_alias(key: str) -> bool:
    """Return whether the key gives another name under which a model is shown or served."""
    return snake(key) in _ALIASES


def is_identifier(key: str) -> bool:
    """Return whether the key names the thing it stands in: a job, a step, a group, a test."""
    return snake(key) in _IDENTIFIERS


def is_link(key: str) -> bool:
    """Return whether the key holds an address for people to read."""
    return snake(key) in _LINKS


def role_of(path: tuple[str, ...], beside: Mapping[str, str]) -> Role:
    """Return what the value at ``path`` is; ``beside`` holds the other scalars of its mapping."""
    keys = [snake(part) for part in path if not part.startswith("[")]
    if not keys:
        return OPEN
    if not _elsewhere(keys).isdisjoint(keys[:-1]) or keys[-1] in _ELSEWHERE or keys[-1] in _SHOWN:
        return NOTHING
    if len(path) == 1 and keys[0] in _OWN_NAME:
        return NOTHING
    if keys[0] == "resource" and keys[3:] == ["name"]:
        return NOTHING  # Terraform: what the resource is called, here a deployment
    if keys[0] == "defaults" and path[1:2] and path[1].startswith("["):
        return NOTHING  # Hydra: which configuration groups are put together
    if _OWN_FILES.search(keys[-1]):
        return NOTHING
    if keys[-1] in ("name", "repository", "repo") and not _NAMING.isdisjoint(map(snake, beside)):
        return NOTHING  # the name of an entry whose model stands beside it; its image
    if keys[-2:] == ["with", "repository"]:
        return NOTHING  # a workflow checks out a repository of code
    if keys[-1] == "repository" and not _OF_IMAGE.isdisjoint(map(snake, beside)):
        return NOTHING
    role = _own_role(path, keys, beside)
    if role.kind is not Kind.MODEL or role.trust is not Trust.KEYED:
        return role
    return _with_provider(_of_runner(role, keys), keys[-1], beside)


def _of_runner(role: Role, keys: list[str]) -> Role:
    """Return the role where a key names the program: ``OLLAMA_MODEL``, ``ollama: {models: …}``."""
    around = "_".join(keys)
    if "ollama" in around:
        return _OLLAMA._replace(trust=Trust.SURE, relation=role.relation)
    if "whisper" in keys[-1] and "faster" not in around:
        return _WHISPER._replace(relation=role.relation)
    return role


def _elsewhere(keys: list[str]) -> frozenset[str]:
    """Return the keys that lead elsewhere; the inputs of a workflow stand under its ``on``."""
    if keys[0] == "resources" and "properties" in keys:  # CloudFormation
        return _ELSEWHERE - {"resources"}
    if keys[:-1] == ["metadata"] and keys[-1].endswith(("model", "model_name")):
        return _ELSEWHERE - {"metadata"}  # of a task: who judges it
    return _ELSEWHERE - {"on"} if "inputs" in keys else _ELSEWHERE


def _own_role(path: tuple[str, ...], keys: list[str], beside: Mapping[str, str]) -> Role:
    key = keys[-1]
    exact = _EXACT.get(key)
    if exact is not None:
        return exact
    around = _around(keys[:-1])
    if around.kind is Kind.DATASET:
        return _in_dataset(path, key, beside, around)
    own = key_role(key)
    if own.kind is Kind.DATASET:
        return _named_dataset(key, beside, own)
    if own.kind is not None or own.trust is Trust.NONE:
        return own
    return around if key in _GENERIC and around.kind is not None else OPEN


def _around(keys: list[str]) -> Role:
    """Return the role of the nearest key around that says something, past generic ones."""
    for key in reversed(keys[-3:]):
        role = _EXACT.get(key) or key_role(key)
        if role.kind is Kind.DATASET and not _DATASET_AROUND.search(key):
            return OPEN
        if role.kind in (Kind.MODEL, Kind.DATASET, Kind.WEIGHT_FILE):
            return role
        if key not in _GENERIC and not key.startswith(
            ("properties", "config", "params", "settings", "spec")
        ):
            return OPEN
    return OPEN


def _in_dataset(path: tuple[str, ...], key: str, beside: Mapping[str, str], around: Role) -> Role:
    if path[-1].startswith("["):
        return around
    if key not in _DATASET_PARTS:
        return NOTHING if key_role(key).kind is not Kind.MODEL else OPEN
    if key == "name" and not {"path", "hf_hub_url", "repo_id", "hf_id"}.isdisjoint(beside):
        return NOTHING  # the name of a configuration of the data set at ``path``
    return around


def _named_dataset(key: str, beside: Mapping[str, str], own: Role) -> Role:
    """Tell the data set's id from the name of its configuration (lm-eval, load_dataset)."""
    if (
        key in ("dataset_name", "dataset_config", "dataset_config_name")
        and "dataset_path" in beside
    ):
        return NOTHING
    if key in ("dataset_path", "dataset_name", "dataset_id", "hf_dataset"):
        return Role(Trust.SURE, Kind.DATASET) if key == "dataset_path" and "task" in beside else own
    return own


def _with_provider(role: Role, key: str, beside: Mapping[str, str]) -> Role:
    """Return the role made certain by a provider named beside it."""
    if role.trust is not Trust.KEYED:
        return role
    for written, value in beside.items():
        name = snake(written)
        if name == key or not value or not _tells_provider(name, key):
            continue
        found = _BY_PROVIDER.get(snake(value.rsplit(".", 1)[-1])) or _BY_PROVIDER.get(snake(value))
        if found is not None:
            return found._replace(relation=role.relation)
    return role


def _tells_provider(name: str, key: str) -> bool:
    """Return whether ``name`` says who resolves ``key``: ``LLM_PROVIDER`` of ``LLM_MODEL``."""
    if name in _PROVIDER_KEYS:
        return True
    prefix, underscore, last = name.rpartition("_")
    return bool(underscore) and last == "provider" and key.startswith(prefix)
