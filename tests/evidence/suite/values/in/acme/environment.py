import os

from decouple import config
from faster_whisper import WhisperModel
from openai import OpenAI
from sentence_transformers import SentenceTransformer
from transformers import pipeline

CHAT = os.getenv("ACME_CHAT", "gpt-4-turbo-2024-04-09")
URL = os.environ.get("ACME_URL", "https://api.perplexity.ai")
RANKER = os.environ.get("ACME_RANKER") or "cross-encoder/stsb-roberta-base"
LABELS = config("ACME_LABELS", default="facebook/bart-large-mnli")
BUCKET = os.getenv("ACME_BUCKET", "acme/uploads")

client = OpenAI(base_url=URL)
reply = client.chat.completions.create(model=CHAT, messages=[])
ranker = pipeline("text-classification", model=RANKER)
labels = pipeline("zero-shot-classification", model=LABELS)
ears = WhisperModel(os.environ["ACME_EARS"])
encoder = SentenceTransformer(os.environ["ACME_ENCODER"])
