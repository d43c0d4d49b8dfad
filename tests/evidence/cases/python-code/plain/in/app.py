"""Load AutoModel.from_pretrained("docstring/only-7b") never counts."""
import torch
from sentence_transformers import SentenceTransformer as Encoder
from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline
from transformers.models.auto import AutoModel as Auto

# AutoModel.from_pretrained("commented/out-7b")
model = AutoModelForCausalLM.from_pretrained(
    "Qwen/Qwen2.5-7B-Instruct",
    revision="a09a35458c702b33eeacc393d103063234e8bc28",
    trust_remote_code=True,
)
tokenizer = AutoTokenizer.from_pretrained("Qwen/Qwen2.5-7B-Instruct")
small = Auto.from_pretrained("acme-labs/in-house")
classify = pipeline("text-classification", "distilbert-base-uncased-finetuned-sst-2-english")
encode = Encoder("all-MiniLM-L6-v2")
local = Auto.from_pretrained("./checkpoints/best")
vad = torch.hub.load("snakers4/silero-vad", model="silero_vad")
