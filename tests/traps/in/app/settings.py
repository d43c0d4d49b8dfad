"""Names that other modules import."""

import os

ORG = "Qwen"
SIZE = "7B"
BASE = f"{ORG}/Qwen2.5-{SIZE}-Instruct"
SMALL = "Qwen/Qwen2.5-3B-Instruct"
EMBEDDER = os.environ.get("EMBED_MODEL", "BAAI/bge-m3")
CONTENT_TYPE = "application/json"
TIME_ZONE = "Europe/Berlin"
OUTPUT = "outputs/checkpoints"
