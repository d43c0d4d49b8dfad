"""Literals that a text holds when it names a model: words of keys, programs, hosts, suffixes.

Every true finding holds one of them; the words are those of keys and programs, never of families.
"""

from __future__ import annotations

from scanner.evidence.hosts import SERVICE_HOST_SUFFIXES, SERVICE_HOSTS
from scanner.evidence.words import words

HOSTS = frozenset([*SERVICE_HOSTS, *SERVICE_HOST_SUFFIXES, "bedrock", "aiplatform", ".volces.com"])
_KEYS = words(
    """
    model Model MODEL checkpoint Checkpoint CHECKPOINT ckpt CKPT pretrained PRETRAINED repo_id
    repo-id repoId REPO_ID hf_hub hf_repo hf-repo hub_id HF_ HF:// hf:// hf_ huggingface hf.co
    hf-mirror modelscope openmind embedding Embedding EMBED embed_ embedder tokenizer Tokenizer
    TOKENIZER rerank RERANK dataset Dataset DATASET data_path lora_ LoRA LORA _lora adapter_
    ADAPTER vae controlnet LLM llm
    """
)
_NAMES = words(
    """
    ollama OLLAMA llama gguf safetensors .onnx .pth .ckpt openai OPENAI anthropic claude gemini gpt-
    gpt2 gpt3 gpt4 mistral deepseek qwen Qwen whisper spacy litellm vllm sglang lmdeploy litgpt
    transformers
    """
)
TRIGGERS = tuple(sorted(_KEYS | _NAMES | HOSTS | {"hf download"}))
_HINTS = (*sorted(_KEYS | _NAMES), "hf download", "encoder", "://")


def may_name(text: str) -> bool:
    """Return whether a part of a text may name something: the same question, asked more cheaply."""
    return any(hint in text for hint in _HINTS)


#: Blocks of documentation hold code as well.
DOCS_TRIGGERS = tuple(
    sorted({*TRIGGERS, "from_pretrained", "pipeline(", "load_dataset", "SentenceTransformer"})
)
