import pytest


def build(name, checkpoint="lmsys/vicuna-7b-v1.5", *, temperature=0.1):
    return name, checkpoint


def embed(texts, embedding_model="thenlper/gte-small"):
    return texts


build("chat", "HuggingFaceH4/zephyr-7b-beta")
build("chat", checkpoint="databricks/dolly-v2-3b")
config = {"model_name": "stabilityai/stablelm-2-1_6b", "tokenizer": "EleutherAI/gpt-neox-20b"}
config["model"] = "ollama/llama3.1:8b"
command = ["python", "train.py", "--model_name_or_path", "Qwen/Qwen2-0.5B", "--output_dir", "saves/x-7b"]
SUPPORTED_MODELS: list[str] = ["gpt-4.1", "o3-mini", "unknown-thing"]


@pytest.mark.parametrize(("model_id", "text"), [("google/flan-t5-small", "a/b"), ("t5-base", "c/d")])
def test_it(model_id, text):
    assert build("x", model_id) == ("x", "google/flan-t5-base")
