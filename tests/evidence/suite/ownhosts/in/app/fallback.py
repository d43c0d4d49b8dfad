import os
import litellm
import dspy
from pydantic_ai.models.openai import OpenAIModel
from pydantic_ai.providers.openai import OpenAIProvider
from openai import OpenAI

BASE = os.getenv("LLM_BASE", "https://api.sovereign-ai.se/v1")
client = OpenAI(base_url=BASE)
reply = litellm.completion(model="openai/mistral-small-3.1", api_base="https://edge.euro-llm.eu/v1", messages=[])
lm = dspy.LM("openai/llama-3.3-70b", api_base="https://gpu.farmhouse.no/v1", api_key="x")
agent = OpenAIModel("kimi-k2", provider=OpenAIProvider(base_url="https://llm.nordvik.ai/v1"))
