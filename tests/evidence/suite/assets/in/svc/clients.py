"""Hosted services in the shapes people write them. Keys at https://platform.openai.com/api-keys"""
import json
import os
from urllib.parse import urljoin

import aiohttp
import httpx
import openai
import requests
import websockets

openai.api_base = "https://api.chatanywhere.tech/v1"
os.environ["ANTHROPIC_BASE_URL"] = "https://api.anthropic.com"
GROQ = "https://api.groq.com/openai/v1"
HYPERBOLIC_URL: str = "https://api.hyperbolic.xyz/v1"
DASH = {"intl": "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", "docs": "https://help.aliyun.com/zh/dashscope"}
CONSOLE = "https://console.groq.com/keys"
PRICING = "https://openai.com/api/pricing"
STATUS = "https://status.anthropic.com"
ICON = "https://cdn.openai.com/logo.svg"
BUCKET = "https://acme-assets.s3.eu-west-1.amazonaws.com/prompts.json"
GATEWAY = "https://llm.internal.acme.example/v1"
HEADERS = {"User-Agent": "acme (+https://acme.example)", "Referer": "https://chat.openai.com"}


def groq(prompt):
    return requests.post(f"{GROQ}/chat/completions", json={"model": "llama-3.1-70b-versatile", "messages": []}, timeout=9)


def cohere(prompt):
    return requests.post(url="https://api.cohere.ai/v1/generate", headers=HEADERS, data=json.dumps({"model": "command-light"}))


async def stability(session: aiohttp.ClientSession, prompt):
    async with session.post("https://api.stability.ai/v2beta/stable-image/generate/core", data={"prompt": prompt}) as r:
        return await r.read()


async def realtime():
    url = "wss://api.openai.com/v1/realtime?model=gpt-4o-realtime-preview-2024-12-17"
    return await websockets.connect(url, additional_headers={"OpenAI-Beta": "realtime=v1"})


def hf(model="distilbert-base-uncased-finetuned-sst-2-english"):
    return httpx.post(f"https://api-inference.huggingface.co/models/{model}", json={"inputs": "x"})


def jina(url):
    return httpx.get(urljoin("https://r.jina.ai/", url))


def voice(text, voice_id):
    return requests.post(
        f"https://api.elevenlabs.io/v1/text-to-speech/{voice_id}",
        json={"text": text, "model_id": "eleven_multilingual_v2"},
    )


def deepgram(path):
    return httpx.post("https://api.deepgram.com/v1/listen?model=nova-2", content=open(path, "rb"))


def azure(resource, deployment):
    return f"https://{resource}.openai.azure.com/openai/deployments/{deployment}"


def search(query):
    requests.get("https://api.bing.microsoft.com/v7.0/search", params={"q": query})
    requests.get("https://api.github.com/search/repositories", params={"q": "openai"})
    return requests.get("https://en.wikipedia.org/w/api.php", params={"action": "query"})


def problem(error):
    raise RuntimeError("see https://platform.openai.com/docs/guides/error-codes") from error
