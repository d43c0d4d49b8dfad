from __future__ import annotations

import enum
from typing import Final, Literal

ENCODERS = {
    "tiny": "sentence-transformers/paraphrase-MiniLM-L3-v2",
    "base": "sentence-transformers/all-mpnet-base-v2",
    "zh": "shibing624/text2vec-base-chinese",
}


class Speech(str, enum.Enum):
    SMALL = "openai/whisper-small"
    LARGE = "openai/whisper-large-v3"


class Chat(enum.Enum):
    FAST = "gpt-4o-mini"
    SMART = "o1-preview"


class Colour(enum.Enum):
    PRIMARY = "theme/primary"
    ACCENT = "theme/accent"


SUPPORTED_MODELS: Final = [
    "meta-llama/Llama-3.2-1B-Instruct",
    "meta-llama/Llama-3.2-3B-Instruct",
    "google/gemma-2-2b-it",
]

Provider = Literal["openai", "anthropic"]
ModelName = Literal["claude-3-opus-20240229", "claude-3-haiku-20240307"]

ROUTES = {
    "chat": "api/chat",
    "embed": "api/embed",
}
CONTENT_TYPES = {"json": "application/json", "png": "image/png", "bin": "application/octet-stream"}
