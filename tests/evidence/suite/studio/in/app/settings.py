"""Django and Celery settings, and a database row."""
from celery import shared_task
from django.db import models
from fastapi import APIRouter, Form, Query
from sqlalchemy import Column, String

LLM = {
    "ENGINE": "app.backends.openai",
    "MODEL": "gpt-5-chat-latest",
    "CACHE": "redis/0",
}
EMBEDDINGS = dict(MODEL_NAME="intfloat/multilingual-e5-base", BATCH=32)
CELERY_TASK_ROUTES = {"app.tasks.*": {"queue": "llm/slow"}}
INSTALLED_APPS = ["django.contrib.auth", "app/llm"]
STATIC_URL = "static/"
MQTT_TOPIC = "home/llama"
DEFAULT_FROM_EMAIL = "bot@studio.invalid"
router = APIRouter(prefix="/models/v1")


class Conversation(models.Model):
    class Engine(models.TextChoices):
        FAST = "gemini-2.0-flash-lite-001", "Fast/cheap"
        DEEP = "gemini-2.5-pro-preview-05-06", "Deep"

    engine = models.CharField(max_length=64, choices=Engine.choices, default=Engine.FAST)
    title_model = models.CharField(max_length=64, default="claude-3-haiku-20240307")
    upload = models.FileField(upload_to="uploads/chat")


class Row:
    embedder = Column(String, server_default="thenlper/gte-large")
    state = Column(String, default="new/open")


@shared_task(queue="gpu/default")
def transcribe(path: str, model_size: str = "distil-medium.en"):
    from faster_whisper import WhisperModel
    return WhisperModel(model_size).transcribe(path)


@router.post("/chat/{room}")
async def chat(model: str = Query("mistral-medium-2505"), topic: str = Form("art/music")):
    return {"model": model, "topic": topic}
