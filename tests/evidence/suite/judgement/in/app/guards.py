"""Guards.

Models on the block list: ``openai/gpt-4o``, ``Qwen/Qwen2.5-7B-Instruct``.

    >>> is_blocked("deepseek-ai/DeepSeek-V3")
    True
"""
import logging
import mimetypes
import re

from transformers import AutoModel

log = logging.getLogger(__name__)

BLOCKED = {"deepseek-ai/DeepSeek-V3", "deepseek-chat"}
DENYLIST = ["Qwen/Qwen2.5-7B-Instruct"]
UNSUPPORTED_MODELS = ("gpt-3.5-turbo-0301", "claude-instant-1")
PATTERN = re.compile(r"(gpt-4|claude-3)-.*")


def is_blocked(name: str) -> bool:
    return name in BLOCKED or name in DENYLIST


def context_window(name: str) -> int:
    if name.startswith("gpt-4-32k"):
        return 32_768
    if "claude-3-opus" in name:
        return 200_000
    match name:
        case "gemini-1.5-pro":
            return 2_000_000
        case "mistral-large-latest" | "open-mixtral-8x7b":
            return 32_000
    if name.endswith("-turbo") or name == "gpt-3.5-turbo":
        return 16_385
    if name != "o1-mini":
        log.warning("no window known, assuming that of gpt-4o-mini")
    return 4_096


def load(name: str):
    if is_blocked(name):
        raise ValueError(f"{name} is blocked, use mistralai/Mistral-7B-Instruct-v0.3 instead")
    # return AutoModel.from_pretrained("google/gemma-2-27b-it")
    return AutoModel.from_pretrained(name)


def kind(path: str) -> str:
    guessed, _ = mimetypes.guess_type(path)
    return guessed or "application/octet-stream"
