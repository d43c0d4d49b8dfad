import json

import anthropic
import boto3
import cohere
import dashscope
import google.generativeai as legacy_genai
import qianfan
import replicate
import vertexai
from fireworks.client import Fireworks
from google import genai
from groq import Groq
from http import HTTPStatus
from mistralai import Mistral
from tencentcloud.hunyuan.v20230901 import hunyuan_client, models
from together import Together
from vertexai.generative_models import GenerativeModel
from vertexai.language_models import TextEmbeddingModel
from volcenginesdkarkruntime import Ark
from zhipuai import ZhipuAI

GUARDRAIL = "arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123"
KMS_KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd"


def claude(prompt):
    client = anthropic.Anthropic()
    client.messages.count_tokens(model="claude-3-5-sonnet-20241022", messages=[])
    return client.messages.create(model="claude-sonnet-4-20250514", max_tokens=10, messages=[])


def gemini(prompt):
    client = genai.Client()
    client.models.embed_content(model="gemini-embedding-001", contents=prompt)
    legacy = legacy_genai.GenerativeModel("gemini-1.5-flash-8b")
    return client.models.generate_content(model="gemini-2.5-flash-lite", contents=prompt), legacy


def vertex():
    vertexai.init(project="acme-ml-prod", location="us-central1")
    embed = TextEmbeddingModel.from_pretrained("textembedding-gecko@003")
    return GenerativeModel("gemini-1.0-pro-vision-001"), embed


def bedrock(prompt):
    client = boto3.client("bedrock-runtime", region_name="us-west-2")
    client.invoke_model(modelId="meta.llama3-1-8b-instruct-v1:0", body="{}", contentType="application/json")
    client.converse(
        modelId="arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-5-haiku-20241022-v1:0",
        messages=[],
        guardrailConfig={"guardrailIdentifier": GUARDRAIL, "guardrailVersion": "1"},
    )
    return client.invoke_model_with_response_stream(modelId="amazon.nova-lite-v1:0", body=json.dumps({}))


def small(prompt):
    Mistral().chat.complete(model="mistral-large-latest", messages=[])
    Mistral().embeddings.create(model="mistral-embed", inputs=[prompt])
    co = cohere.ClientV2()
    co.chat(model="command-r-plus-08-2024", messages=[])
    co.embed(model="embed-english-v3.0", texts=[prompt], input_type="search_query", embedding_types=["float"])
    co.rerank(model="rerank-v3.5", query=prompt, documents=[])
    Groq().chat.completions.create(model="gemma2-9b-it", messages=[])
    Together().chat.completions.create(model="meta-llama/Llama-3-70b-chat-hf", messages=[])
    Fireworks().chat.completions.create(model="accounts/fireworks/models/mixtral-8x22b-instruct", messages=[])


def pictures(prompt):
    replicate.run("black-forest-labs/flux-schnell", input={"prompt": prompt})
    return replicate.run(
        "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b",
        input={"prompt": prompt},
    )


def chinese(prompt):
    reply = dashscope.Generation.call(model="qwen-turbo", messages=[])
    if reply.status_code == HTTPStatus.OK:
        dashscope.TextEmbedding.call(model="text-embedding-v2", input=prompt)
    dashscope.MultiModalConversation.call(model="qwen-vl-max", messages=[])
    ZhipuAI().chat.completions.create(model="glm-4-plus", messages=[])
    ZhipuAI().images.generations(model="cogview-3-plus", prompt=prompt)
    qianfan.ChatCompletion(model="ERNIE-4.0-8K").do(messages=[])
    qianfan.Embedding().do(model="Embedding-V1", texts=[prompt])
    Ark().chat.completions.create(model="doubao-1-5-pro-32k-250115", messages=[])
    request = models.ChatCompletionsRequest()
    request.Model = "hunyuan-pro"
    return hunyuan_client.HunyuanClient(None, "ap-guangzhou").ChatCompletions(request)
