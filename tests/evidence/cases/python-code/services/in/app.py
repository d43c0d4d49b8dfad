from anthropic import Anthropic
from langchain.chat_models import init_chat_model
from openai import AzureOpenAI, OpenAI

DEEPSEEK = "https://api.deepseek.com/v1"
client = OpenAI(base_url=DEEPSEEK, api_key="k")
client.chat.completions.create(model="deepseek-chat", messages=[])
local = OpenAI(base_url="http://localhost:8000/v1")
local.chat.completions.create(model="Qwen/Qwen2.5-7B-Instruct", messages=[])
Anthropic().messages.create(model="claude-3-5-sonnet-20241022", max_tokens=1)
azure = AzureOpenAI(azure_endpoint="https://contoso.openai.azure.com", azure_deployment="prod")
placeholder = AzureOpenAI(azure_endpoint="https://your-resource.openai.azure.com")
chat = init_chat_model("openai:gpt-4o")
ARN = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0"
docs = "https://platform.openai.com/docs"
keys_url = "https://openrouter.ai/keys"
