"""Loads models in many ways; what stands in this docstring is no reference: google/gemma-2-9b."""

import boto3
from datasets import load_dataset
from openai import OpenAI
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForCausalLM, pipeline

from app.settings import BASE, EMBEDDER, SMALL

large = AutoModelForCausalLM.from_pretrained(BASE)
small = AutoModelForCausalLM.from_pretrained(SMALL)
embedder = SentenceTransformer(EMBEDDER)
pinned = AutoModelForCausalLM.from_pretrained(
    "mistralai/Mistral-7B-Instruct-v0.3",
    revision="e0bc86c23ce5aae1db576c8cca6f06f1f73af2db",
)
mirror = pipeline("text-generation", model="bartowski/Llama-3.2-3B-Instruct-GGUF")
nobody = AutoModelForCausalLM.from_pretrained("Qwen/Qwen97-Imaginary-1T")
placeholder = AutoModelForCausalLM.from_pretrained("org/model")
# old = AutoModelForCausalLM.from_pretrained("tiiuae/falcon-40b")

chat = OpenAI(base_url="https://api.deepseek.com/v1")
answer = chat.chat.completions.create(model="deepseek-chat", messages=[])

bedrock = boto3.client("bedrock-runtime", region_name="us-east-1")
cloud = bedrock.invoke_model(modelId="us.deepseek.r1-v1:0", body=b"{}")

questions = load_dataset("rajpurkar/squad", split="train")


def costs(name: str) -> int:
    """Return the price class."""
    return 2 if "gpt-4" in name or name == "gpt-4o-mini" else 1


def publish() -> None:
    """Upload the result."""
    large.push_to_hub("acme/our-private-finetune")
