import json
from pathlib import Path

import boto3
import modal
import mlx_whisper
import ray
from celery import shared_task
from datasets import Audio, Dataset, load_dataset, load_from_disk
from huggingface_hub import snapshot_download
from transformers import WhisperForConditionalGeneration, WhisperProcessor, pipeline, set_seed

app = modal.App("acme/transcribe")
image = modal.Image.from_registry("nvidia/cuda:12.4.0-devel-ubuntu22.04").run_commands(
    "huggingface-cli download Systran/faster-whisper-base"
)
MODEL_DIR = "/models"
ID = "distil-whisper/distil-small.en"
TASK_QUEUE = "gpu/high"


@app.function(image=image, volumes={"/models": modal.Volume.from_name("hub/cache")})
def download():
    snapshot_download(ID, local_dir=MODEL_DIR)


@shared_task(name="speech/transcribe", queue="gpu/low")
def transcribe(path: str):
    asr = pipeline("automatic-speech-recognition", ID, chunk_length_s=30)
    return asr(path)


@shared_task
def on_mac(path: str):
    return mlx_whisper.transcribe(path, path_or_hf_repo="mlx-community/whisper-large-v3-mlx")


@ray.remote(num_gpus=1)
class Finetune:
    def __init__(self, base: str = "openai/whisper-medium"):
        self.processor = WhisperProcessor.from_pretrained(base, language="German", task="transcribe")
        self.model = WhisperForConditionalGeneration.from_pretrained(base)

    def data(self) -> Dataset:
        common = load_dataset("mozilla-foundation/common_voice_17_0", "de", split="train", streaming=True)
        extra = load_dataset("facebook/voxpopuli", name="de")
        local = load_from_disk("data/calls")
        noise = load_dataset("audiofolder", data_dir="data/noise")
        return common.cast_column("audio", Audio(16_000)), extra, local, noise

    def save(self, out="out/whisper-de"):
        self.model.save_pretrained(out)
        self.model.push_to_hub("acme-speech/whisper-medium-de", private=True)


def label(text: str) -> str:
    client = boto3.client("bedrock-runtime")
    body = json.dumps({"anthropic_version": "bedrock-2023-05-31", "messages": []})
    out = client.invoke_model(body=body, modelId="anthropic.claude-3-haiku-20240307-v1:0")
    return out["body"].read()


def caption(path: Path):
    set_seed(0)
    captioner = pipeline(model="Salesforce/blip-image-captioning-large")
    vqa = pipeline("visual-question-answering", model="dandelin/vilt-b32-finetuned-vqa", framework="pt")
    return captioner(str(path)), vqa
