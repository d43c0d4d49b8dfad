import os
from functools import lru_cache, partial
from typing import Protocol

import httpx
import numpy as np
import torch
import torch.nn.functional as F
from transformers import AutoModel, AutoTokenizer, CLIPModel, CLIPProcessor

DEFAULT = os.environ.setdefault("EMBED_MODEL_ID", "nomic-ai/modernbert-embed-base")


class Embedder(Protocol):
    def __call__(self, texts: list[str]) -> np.ndarray: ...


class LocalEmbedder:
    """Wraps a hub model. For instance ``LocalEmbedder("thenlper/gte-base")``."""

    DEFAULT_MODEL = "avsolatorio/GIST-small-Embedding-v0"

    def __init__(self, name: str | None = None, *, pooling: str = "mean", cache: str = "cache/embeddings"):
        self.name = name or self.DEFAULT_MODEL
        self.tokenizer = AutoTokenizer.from_pretrained(self.name)
        self.model = AutoModel.from_pretrained(self.name).eval()
        self.pooling = pooling

    def __call__(self, texts):
        batch = self.tokenizer(texts, padding=True, return_tensors="pt")
        with torch.no_grad():
            out = self.model(**batch)
        return F.normalize(out.last_hidden_state.mean(1), dim=-1).numpy()


class TEIEmbedder:
    def __init__(self, url="http://tei:8080"):
        self.client = httpx.Client(base_url=url)

    def __call__(self, texts):
        return self.client.post("/embed", json={"inputs": texts, "truncate": True}).json()


class VoyageEmbedder:
    endpoint = "https://api.voyageai.com/v1/embeddings"

    def __init__(self, model: str = "voyage-3-lite", timeout=30):
        self.model = model

    def __call__(self, texts):
        response = httpx.post(self.endpoint, json={"input": texts, "model": self.model})
        return response.json()


@lru_cache
def clip():
    name = "openai/clip-vit-large-patch14"
    return CLIPModel.from_pretrained(name), CLIPProcessor.from_pretrained(name)


small = partial(LocalEmbedder, "BAAI/bge-micro-v2")
FACTORIES = {
    "local": LocalEmbedder,
    "gte": lambda: LocalEmbedder("Alibaba-NLP/gte-modernbert-base"),
    "voyage": lambda: VoyageEmbedder("voyage-law-2"),
    "tei": TEIEmbedder,
}


def build(kind: str = "local", **options) -> Embedder:
    match kind:
        case "local":
            return LocalEmbedder(options.get("model_id", DEFAULT))
        case "arctic":
            return LocalEmbedder(name="Snowflake/snowflake-arctic-embed-l-v2.0")
        case "gte" | "voyage" | "tei":
            return FACTORIES[kind]()
        case _:
            raise KeyError(f"no embedder {kind!r}; try 'intfloat/e5-base'")
