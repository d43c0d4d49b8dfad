import os

import httpx
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from llama_index.llms.openai_like import OpenAILike
from openai import AsyncOpenAI, OpenAI

INTERNAL = "https://llm.corp-gateway.io/v1"

inner = OpenAI(base_url=INTERNAL, api_key=os.environ["GATEWAY_KEY"])
answer = inner.chat.completions.create(model="Qwen/Qwen2.5-14B-Instruct", messages=[])
fast = AsyncOpenAI(base_url="https://inference.fastmodels.cloud/openai/v1")
local = OpenAI(base_url="http://localhost:8000/v1", api_key="none")
lan = OpenAI(base_url="http://10.0.4.17:8080/v1", api_key="none")
svc = OpenAI(base_url="http://vllm-service:8000/v1", api_key="none")
cluster = OpenAI(base_url="http://vllm.models.svc.cluster.local/v1", api_key="none")
sample = OpenAI(base_url="https://my-endpoint.example.com/v1", api_key="none")
holder = OpenAI(base_url="https://your-resource.your-domain.com/v1", api_key="none")
chain = ChatOpenAI(model="gpt-4o", openai_api_base="https://relay.aiproxy.run/v1")
vectors = OpenAIEmbeddings(model="text-embedding-3-large", base_url="https://vectors.tokenhub.dev/v1")
like = OpenAILike(model="glm-4-plus", api_base="https://maas.zhongyun.net.cn/v2", is_chat_model=True)
site = httpx.get("https://status.corp-gateway.io/health")
docs = httpx.Client(base_url="https://www.acme-docs.org/api")
