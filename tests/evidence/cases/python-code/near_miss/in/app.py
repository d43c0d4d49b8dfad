import logging
from fractions import from_float  # not a loader
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
HEADERS = {"content-type": "application/json", "accept": "text/plain"}
IMAGE = "nvidia/cuda:12.1.0-runtime-ubuntu22.04"
REPO = "https://github.com/QwenLM/Qwen2.5"
ROUTES = ["api/models", "v1/chat", "static/model.js"]
model_type = "qwen2_vl"
output_dir = "saves/qwen2.5-7b-lora"
hub_model_id = "acme/qwen2.5-7b-finetuned"
model_description = "a model like gpt-4"
blocked_models = ["gpt-4", "claude-3-opus-20240229"]
UNITS = "tokens/s"


def route(name):
    logging.info("gpt-4o is slow")
    if "gpt-4" in name or name == "Qwen/Qwen2.5-72B-Instruct":
        raise ValueError("use gpt-4o-mini instead of Qwen/Qwen2.5-72B-Instruct")
    if name.startswith("claude-3"):
        return name.replace("claude-3-opus-20240229", "x")
    model.push_to_hub("acme/qwen2.5-7b-finetuned")
    model.save_pretrained("out/qwen2.5-7b")
    return load_model("your-org/your-model"), load_model("test/model"), AutoModel.from_pretrained("<model>")
