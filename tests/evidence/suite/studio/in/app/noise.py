"""None of this is a reference."""
import logging
import mlflow
import wandb
from PIL import Image

import docker
import requests

log = logging.getLogger("studio/chat")
wandb.init(entity="studio", project="llama/finetune")
mlflow.set_experiment("team/qwen-eval")
docker.from_env().images.pull("vllm/vllm-openai:v0.6.0")
requests.get("https://api.github.com/repos/huggingface/transformers")
requests.post("https://hooks.studio.invalid/llm", json={"text": "gpt/claude"})
Image.open("pictures/llama.png")
BRANCH = "feature/gpt-4-support"
SPDX = "Apache-2.0 OR MIT"
ENTRY = "studio.plugins:Claude"
TOPIC = f"orders/{BRANCH}"
log.info("falling back to gpt-3.5-turbo-16k")
if BRANCH.endswith("claude-2.0"):
    raise ValueError("use claude-instant-1.2 instead")
assert "mixtral" not in BRANCH, "mistralai/Mixtral-8x7B-v0.1 is too large"
DEPRECATED_MODELS = {"text-davinci-002", "code-cushman-001"}
KNOWN_LICENSES = {"llama3": "custom/llama"}
CSS = "text-ada bg-titan"
"""
SentenceTransformer("commented/out-model")
"""
