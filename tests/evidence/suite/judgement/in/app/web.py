import os

import boto3
import paho.mqtt.client as mqtt
import redis
import requests
from celery import Celery
from django.conf import settings
from fastapi import APIRouter, FastAPI, Response
from github import Github
from google.cloud import storage
from kubernetes import client as k8s
from zoneinfo import ZoneInfo

app = FastAPI(title="Acme", docs_url="/api/docs")
router = APIRouter(prefix="/models/v1", tags=["models/v1"])
celery = Celery("tasks/llm", broker="redis://redis/0")
BERLIN = ZoneInfo("Europe/Berlin")
settings.TIME_ZONE = "Asia/Singapore"
LOGO = "static/logo"
TEMPLATE = "emails/welcome"
USER_AGENT = "acme-client/1.0"
BRANCH = "feature/llama-support"
LICENCE = "MIT/Apache-2.0"
RATIO = "and/or"
DATE = "2024/05"
FLAG = "search/rerank-v2"
SCOPE = "https://www.googleapis.com/auth/cloud-platform"
SONAR_PROJECT = "sonarqube/acme"
UNIT = "tokens/second"
CHART = "bitnami/redis"
ACTION = "huggingface/doc-builder"
SUBMODULE = "third_party/llama.cpp"


@app.get("/models/{model_id}")
def read(model_id: str):
    return Response(content="{}", media_type="application/vnd.api+json")


@router.post("models/predict")
def predict(body: dict):
    requests.post("https://hooks.slack.com/services/T000/B000", json={"model": "incident"})
    requests.get("https://api.github.com/repos/huggingface/transformers/releases")
    requests.get("https://pkg.example.invalid/torch/json")
    requests.get("https://maps.googleapis.com/maps/api/geocode/json")
    return body


def stores():
    s3 = boto3.client("s3", region_name="eu-west-1")
    s3.download_file("acme-models", "qwen/adapter", "/tmp/adapter")
    s3.upload_file("out/model", "acme-models", "llama/merged")
    bucket = storage.Client().bucket("acme/datasets")
    db = redis.Redis().get("cache/llama-3")
    repo = Github().get_repo("ggml-org/whisper.cpp")
    secret = k8s.CoreV1Api().read_namespaced_secret("hf-token", "ml/serving")
    client = mqtt.Client()
    client.subscribe("robots/arm/qwen")
    client.publish("robots/status", "gpt-4 ready")
    return bucket, db, repo, secret


def sagemaker(session):
    runtime = session.client("sagemaker-runtime")
    return runtime.invoke_endpoint(EndpointName="llama-3-8b-prod", ContentType="application/json", Body=b"")


def flags(user_id="user/42"):
    os.environ["LANG"] = "C/UTF-8"
    return settings.FEATURES.get("models/new-picker", user_id)
