"""Fetch weights ahead of deployment."""
from huggingface_hub import (
    HfApi,
    InferenceClient,
    hf_hub_download,
    hf_hub_url,
    list_repo_files,
    snapshot_download,
)

api = HfApi()


def weights(cache_dir="/var/cache/hf"):
    llm = hf_hub_download(
        repo_id="TheBloke/Llama-2-7B-Chat-GGUF",
        filename="llama-2-7b-chat.Q4_K_M.gguf",
        cache_dir=cache_dir,
    )
    detector = hf_hub_download("keremberke/yolov8m-table-extraction", "best.pt")
    whole = snapshot_download("Qwen/Qwen2.5-VL-7B-Instruct", revision="main", allow_patterns=["*.safetensors"])
    data = snapshot_download(repo_id="HuggingFaceH4/ultrachat_200k", repo_type="dataset")
    space = snapshot_download(repo_id="gradio/theme-gallery", repo_type="space")
    table = hf_hub_download(repo_id="allenai/c4", filename="en/c4-train.00000-of-01024.json.gz", repo_type="dataset")
    return llm, detector, whole, data, space, table


def remote():
    client = InferenceClient("meta-llama/Llama-3.3-70B-Instruct", provider="together")
    client.text_to_image("a lighthouse", model="stabilityai/stable-diffusion-3.5-large")
    return client.chat_completion(messages=[], model="mistralai/Mistral-Nemo-Instruct-2407")


def look():
    info = api.model_info("google/gemma-2-9b-it")
    files = list_repo_files("deepseek-ai/deepseek-coder-6.7b-instruct")
    url = hf_hub_url(repo_id="microsoft/phi-2", filename="config.json")
    return info, files, url


def publish(folder):
    api.create_repo("acme-support/phi-2-tickets", exist_ok=True)
    api.upload_folder(folder_path=folder, repo_id="acme-support/phi-2-tickets")
    api.upload_file(path_or_fileobj="README.md", path_in_repo="README.md", repo_id="acme-support/phi-2-tickets")
