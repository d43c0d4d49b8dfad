"""OpenAI-compatible providers."""
import os

from openai import AsyncOpenAI, AzureOpenAI, OpenAI
import httpx

STATUS_PAGE = "https://status.openai.com"
DOCS = "https://platform.openai.com/docs/guides/rate-limits"


def openai_default(prompt):
    client = OpenAI()
    chat = client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": prompt}])
    answer = client.responses.create(model="gpt-5", input=prompt)
    vector = client.embeddings.create(model="text-embedding-ada-002", input=prompt)
    image = client.images.generate(model="dall-e-3", prompt=prompt, size="1024x1024")
    speech = client.audio.speech.create(model="tts-1-hd", voice="alloy", input=prompt)
    text = client.audio.transcriptions.create(model="whisper-1", file=open("a.mp3", "rb"))
    job = client.fine_tuning.jobs.create(model="gpt-4o-2024-08-06", training_file="file-abc123", suffix="acme/tickets")
    return chat, answer, vector, image, speech, text, job


def azure(prompt):
    client = AzureOpenAI(
        azure_endpoint="https://acme-eastus.openai.azure.com",
        api_version="2024-10-21",
    )
    return client.chat.completions.create(model="support-bot-deployment", messages=[])


def deepseek(prompt):
    client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
    return client.chat.completions.create(model="deepseek-chat", messages=[])


def moonshot():
    client = AsyncOpenAI(base_url="https://api.moonshot.cn/v1")
    return client.chat.completions.create(model="moonshot-v1-128k", messages=[])


def dashscope_compatible():
    client = OpenAI(base_url="https://dashscope.aliyuncs.com/compatible-mode/v1")
    return client.chat.completions.create(model="qwen-plus-latest", messages=[])


def zhipu_compatible():
    client = OpenAI(base_url="https://open.bigmodel.cn/api/paas/v4/")
    return client.chat.completions.create(model="glm-4-flash", messages=[])


def minimax_compatible():
    client = OpenAI(base_url="https://api.minimax.chat/v1")
    return client.chat.completions.create(model="MiniMax-Text-01", messages=[])


def ark_compatible():
    client = OpenAI(base_url="https://ark.cn-beijing.volces.com/api/v3")
    return client.chat.completions.create(model="ep-20240911120000-abcde", messages=[])


def hunyuan_compatible():
    client = OpenAI(base_url="https://api.hunyuan.cloud.tencent.com/v1")
    return client.chat.completions.create(model="hunyuan-turbos-latest", messages=[])


def siliconflow():
    client = OpenAI(base_url="https://api.siliconflow.cn/v1")
    return client.chat.completions.create(model="Pro/deepseek-ai/DeepSeek-V3", messages=[])


def spark():
    client = OpenAI(base_url="https://spark-api-open.xf-yun.com/v1")
    return client.chat.completions.create(model="4.0Ultra", messages=[])


def baichuan():
    client = OpenAI(base_url="https://api.baichuan-ai.com/v1")
    return client.chat.completions.create(model="Baichuan4-Turbo", messages=[])


def stepfun():
    client = OpenAI(base_url="https://api.stepfun.com/v1")
    return client.chat.completions.create(model="step-1-8k", messages=[])


def nim():
    client = OpenAI(base_url="https://integrate.api.nvidia.com/v1")
    return client.chat.completions.create(model="nvidia/llama-3.1-nemotron-70b-instruct", messages=[])


def openrouter():
    client = OpenAI(base_url="https://openrouter.ai/api/v1", default_headers={"HTTP-Referer": "https://acme.example"})
    return client.chat.completions.create(model="anthropic/claude-3.5-sonnet", messages=[])


def fireworks():
    client = OpenAI(base_url="https://api.fireworks.ai/inference/v1")
    return client.chat.completions.create(model="accounts/fireworks/models/llama-v3p1-70b-instruct", messages=[])


def raw(prompt):
    return httpx.post(
        "https://api.jina.ai/v1/embeddings",
        json={"model": "jina-embeddings-v3", "input": [prompt]},
        headers={"Content-Type": "application/json"},
    )


def internal():
    client = OpenAI(base_url="https://llm-gateway.acme.example/v1", api_key="none")
    return client.models.list()
