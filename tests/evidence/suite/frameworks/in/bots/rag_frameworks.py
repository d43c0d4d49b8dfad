import litellm
from haystack.components.embedders import SentenceTransformersDocumentEmbedder
from haystack.components.generators import HuggingFaceLocalGenerator, OpenAIGenerator
from haystack.components.rankers import TransformersSimilarityRanker
from litellm import Router, acompletion, completion, embedding
from llama_index.core import Settings
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.anthropic import Anthropic
from llama_index.llms.ollama import Ollama
from llama_index.llms.openai import OpenAI
from ragas.llms import llm_factory

Settings.llm = OpenAI(model="gpt-4-0613", temperature=0)
Settings.embed_model = HuggingFaceEmbedding(model_name="BAAI/bge-base-en-v1.5")
fallback = Ollama(model="mixtral:8x7b", request_timeout=120.0)
claude = Anthropic(model="claude-3-opus-latest")
by_name = "local:BAAI/bge-small-zh-v1.5"
Settings.embed_model = by_name

generator = OpenAIGenerator(model="gpt-4o-mini-2024-07-18")
local = HuggingFaceLocalGenerator(model="google/flan-t5-large", task="text2text-generation")
embedder = SentenceTransformersDocumentEmbedder(model="mixedbread-ai/mxbai-embed-large-v1")
ranker = TransformersSimilarityRanker(model="mixedbread-ai/mxbai-rerank-base-v1")

judge = llm_factory("gpt-4.5-preview")


async def ask(messages):
    first = completion(model="groq/llama-3.3-70b-versatile", messages=messages)
    second = await acompletion(model="gemini/gemini-2.5-pro", messages=messages)
    third = litellm.completion(
        model="azure/acme-gpt4-deployment",
        base_model="azure/gpt-4-32k",
        messages=messages,
        fallbacks=["together_ai/mistralai/Mixtral-8x7B-Instruct-v0.1"],
    )
    vector = embedding(model="cohere/embed-multilingual-v3.0", input=["x"])
    return first, second, third, vector


router = Router(
    model_list=[
        {
            "model_name": "smart",
            "litellm_params": {"model": "bedrock/anthropic.claude-3-5-sonnet-20240620-v1:0"},
        },
        {
            "model_name": "cheap",
            "litellm_params": {"model": "deepseek/deepseek-chat", "api_base": "https://api.deepseek.com"},
        },
    ]
)
