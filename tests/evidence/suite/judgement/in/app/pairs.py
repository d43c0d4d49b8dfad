"""Two services side by side; each model belongs to the client it is sent with."""
from openai import OpenAI

local = OpenAI(base_url="http://localhost:8000/v1", api_key="none")
cloud = OpenAI(base_url="https://api.deepinfra.com/v1/openai")

a = local.chat.completions.create(model="Qwen/Qwen2.5-3B-Instruct", messages=[])
b = cloud.chat.completions.create(model="deepseek-ai/DeepSeek-R1-Turbo", messages=[])
HELP = "https://deepinfra.com/docs"
