import asyncio
import os
import sys

import clip
import sentence_transformers as st
import torch
import transformers as tf
from anthropic import Anthropic as Claude, AsyncAnthropic
from huggingface_hub import hf_hub_download as fetch
from openai import OpenAI as Client
from transformers import AutoModelForCausalLM as LM
from transformers import pipeline as make_pipeline

NAME = sys.argv[1] if len(sys.argv) > 1 else "stabilityai/stablelm-3b-4e1t"
os.environ["SPEECH_NAME"] = "facebook/mms-1b-all"
MODE = os.environ.get("MODE", "fast/slow")
KW = {"model": "o4-mini-2025-04-16", "reasoning_effort": "low"}
ARGS = ("ggml-org/models-moved", "tinyllamas/stories15M.gguf")


def aliased():
    a = LM.from_pretrained(NAME, torch_dtype=torch.bfloat16)
    b = tf.AutoModel.from_pretrained("facebook/contriever")
    c = st.SentenceTransformer("clips/mfaq")
    d = make_pipeline("image-classification", "microsoft/resnet-50")
    e = fetch(*ARGS)
    f = getattr(tf, "AutoModel").from_pretrained("facebook/dragon-plus-query-encoder")
    g = tf.pipeline("automatic-speech-recognition", model=os.environ["SPEECH_NAME"])
    return a, b, c, d, e, f, g


class Bot:
    MODEL = "claude-3-haiku-20240307"
    client = Claude()

    def __init__(self, model=None, base_url="https://api.x.ai/v1"):
        self.model = model or self.MODEL
        self.openai = Client(base_url=base_url)
        self._options = {"model": "grok-2-latest", "stream": False}

    def ask(self, text):
        return self.client.messages.create(model=self.model, max_tokens=9, messages=[{"role": "user", "content": text}])

    def other(self, text):
        return self.openai.chat.completions.create(**self._options, messages=[])

    async def many(self, texts):
        client = AsyncAnthropic(base_url="https://bedrock-runtime.us-east-1.amazonaws.com")
        jobs = [client.messages.create(model="claude-opus-4-20250514", max_tokens=9, messages=[]) for _ in texts]
        return await asyncio.gather(*jobs)

    def image(self):
        model, preprocess = clip.load(name="RN50x16", jit=False)
        return model, preprocess, Client().responses.create(**KW, input="hi")


bot = Bot(model="claude-3-5-haiku-latest")
names = [m.strip() for m in "gpt-4o-mini, gpt-4o".split(",")]
parts = "/".join(["tmp", "models"])
key = "/".join(("user", NAME))
