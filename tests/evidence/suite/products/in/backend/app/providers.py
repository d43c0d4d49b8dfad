"""Providers the product offers."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

@dataclass(frozen=True)
class Model:
    name: str
    provider: str
    context: int
    display: str = ""


MODELS: list[Model] = [
    Model("gpt-4o", "openai", 128_000, display="GPT-4o (OpenAI)"),
    Model("claude-3-5-sonnet-20241022", "anthropic", 200_000, "Claude 3.5 Sonnet"),
    Model(name="gemini-1.5-flash", provider="google", context=1_000_000),
    Model(name="deepseek-reasoner", provider="deepseek", context=64_000, display="DeepSeek R1"),
]


class Price(NamedTuple):
    prompt: float
    completion: float


PRICES = {
    "gpt-4o": Price(2.5, 10.0),
    "claude-3-5-sonnet-20241022": Price(3.0, 15.0),
    "mistral-large-2411": Price(2.0, 6.0),
}

BASE_URLS = {
    "deepseek": "https://api.deepseek.com/v1",
    "moonshot": "https://api.moonshot.cn/v1",
    "zhipu": "https://open.bigmodel.cn/api/paas/v4",
    "lmstudio": "http://localhost:1234/v1",
    "status": "https://status.acme.example/api",
}

DEFAULTS = dict(chat="gpt-4o-mini", embed="text-embedding-3-small", rerank="rerank-multilingual-v3.0")
FALLBACK_CHAIN = ["gpt-4o", "claude-3-5-haiku-20241022", "gemini-2.0-flash-lite"]
REASONING_PREFIXES = ("o1", "o3", "deepseek-r")
DEPRECATED_MODELS = {"gpt-3.5-turbo-0613": "gpt-4o-mini", "claude-2.1": "claude-3-5-haiku-20241022"}
SCOPES = ["models:read", "models:write", "chat:create"]
