import torch
from datasets import load_dataset
from huggingface_hub import hf_hub_download, snapshot_download
from llama_cpp import Llama

load_dataset("squad")
load_dataset("nyu-mll/glue", "mrpc")
load_dataset("json", data_files="train.json")
snapshot_download("HuggingFaceH4/ultrachat_200k", repo_type="dataset")
snapshot_download(repo_id="acme/demo", repo_type="space")
hf_hub_download(repo_id="TheBloke/Llama-2-7B-GGUF", filename="llama-2-7b.Q4_K_M.gguf")
Llama(model_path="/models/mistral-7b.Q5_0.gguf")
torch.load("weights/encoder.pt")
torch.save({}, "weights/decoder.pt")
WEIGHTS_URL = "https://example.net/releases/resnet50-0676ba61.pth"
CARD = "https://huggingface.co/facebook/opt-350m"
FILE = "https://huggingface.co/facebook/opt-350m/resolve/main/pytorch_model.bin"
if name.endswith(".safetensors") or name == "model.safetensors":
    pass
