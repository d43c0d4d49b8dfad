"""A small assistant: answers with a local model, falls back to a hosted one."""

import os

from openai import OpenAI
from transformers import AutoModelForCausalLM, AutoTokenizer

LOCAL_MODEL = "Qwen/Qwen2.5-3B-Instruct"
HOSTED_MODEL = os.environ.get("HOSTED_MODEL", "deepseek-chat")

tokenizer = AutoTokenizer.from_pretrained(LOCAL_MODEL)
model = AutoModelForCausalLM.from_pretrained(LOCAL_MODEL)
fallback = OpenAI(base_url="https://api.deepseek.com")


def ask(question: str) -> str:
    reply = fallback.chat.completions.create(
        model=HOSTED_MODEL, messages=[{"role": "user", "content": question}]
    )
    return reply.choices[0].message.content or ""
