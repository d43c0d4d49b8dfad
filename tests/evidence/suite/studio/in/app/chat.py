"""Talks to models in every way that its authors came across."""
import os
import random
from types import SimpleNamespace
from typing import Literal, get_args

import boto3
import cohere
import dspy
import fal_client
import gradio as gr
import keras_hub
import litellm
import openai
import replicate
import streamlit as st
import tensorflow_hub as hub
import timm
import torch
from google import genai
from langchain_openai import ChatOpenAI
from langgraph.prebuilt import create_react_agent
from pydantic_ai import Agent
from sentence_transformers import SentenceTransformer, models
from together import Together
from TTS.api import TTS
from ultralytics import YOLO
from vllm import EngineArgs, LLMEngine

ModelName = Literal["gpt-4o-mini-search-preview", "gpt-4o-search-preview"]
CHOICES = get_args(ModelName)
os.environ["CHAT_MODEL_NAME"] = "gpt-4.1-mini-2025-04-14"
openai.base_url = "https://llm.baltic-compute.ee/v1/"

LOADERS = {
    "vision": lambda: timm.create_model("hf_hub:timm/vit_small_patch14_dinov2.lvd142m", pretrained=True),
    "boxes": lambda: YOLO("yolo11s.pt"),
    "dino": lambda: torch.hub.load("facebookresearch/dinov2", "dinov2_vitb14"),
    "route": lambda: "vision/boxes",
}

cfg = SimpleNamespace(judge_model="o4-mini-2025-04-16", folder="judge/out")
params = {"temperature": 0, "stream": False}
params["model"] = "anthropic/claude-3-opus-20240229"
params.update(fallbacks=["cohere/command-r-plus-08-2024"])
answer = litellm.completion(messages=[], **params)

engine = LLMEngine.from_engine_args(EngineArgs(model="internlm/internlm2_5-1_8b-chat", tokenizer="internlm/internlm2_5-1_8b"))
gemma = keras_hub.models.GemmaCausalLM.from_preset("gemma2_instruct_2b_en")
use = hub.KerasLayer("https://tfhub.dev/google/universal-sentence-encoder/4")
encoder = SentenceTransformer(modules=[models.Transformer("nreimers/MiniLM-L6-H384-uncased", max_seq_length=256)])
voice = TTS(model_name="tts_models/en/ljspeech/vits")
agent = Agent("google-gla:gemini-2.0-flash-001", system_prompt="be/brief")
graph = create_react_agent("openai:gpt-4.1-nano-2025-04-14", tools=[])
dspy.configure(lm=dspy.LM("ollama_chat/llama3.2:3b", api_base="http://localhost:11434"))
bound = ChatOpenAI().bind(model="gpt-4-turbo-2024-04-09")
picked = random.choice(["mistral/open-mistral-nemo", "mistral/ministral-3b-latest"])
litellm.completion(model=picked, messages=[])
image = fal_client.subscribe("fal-ai/flux/dev", arguments={"prompt": "a/b"})
picture = replicate.run("stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={})
reply = genai.Client().models.generate_content(model="gemini-2.5-flash-lite", contents="q")
said = boto3.client("bedrock-runtime", region_name="eu-west-3").converse(modelId="mistral.mistral-large-2407-v1:0", messages=[])
vectors = cohere.ClientV2().embed(model="embed-v4.0", texts=[])
turbo = Together().chat.completions.create(model="meta-llama/Llama-3.3-70B-Instruct-Turbo", messages=[])
chosen = st.sidebar.selectbox("Which model?", ("claude-3-5-haiku-20241022", "grok-3-mini"))
menu = gr.Dropdown(choices=["sonar-pro", "sonar-reasoning-pro"], value="sonar-pro", label="fast/slow")
fallback = {"de": "deepset/gbert-base", "fr": "almanach/camembertv2-base"}.get(os.getenv("LANGUAGE", "de"), "FacebookAI/xlm-roberta-base")
text = SentenceTransformer(fallback)
