from langchain.chat_models import init_chat_model
from langchain_anthropic import ChatAnthropic
from langchain_aws import BedrockEmbeddings, ChatBedrock
from langchain_community.chat_models import (
    ChatBaichuan,
    ChatHunyuan,
    ChatSparkLLM,
    ChatTongyi,
    ChatZhipuAI,
    MiniMaxChat,
    MoonshotChat,
    QianfanChatEndpoint,
)
from langchain_community.embeddings import DashScopeEmbeddings
from langchain_google_genai import ChatGoogleGenerativeAI, GoogleGenerativeAIEmbeddings
from langchain_google_vertexai import ChatVertexAI
from langchain_huggingface import HuggingFaceEmbeddings, HuggingFaceEndpoint, HuggingFacePipeline
from langchain_nvidia_ai_endpoints import ChatNVIDIA
from langchain_ollama import ChatOllama, OllamaEmbeddings
from langchain_openai import AzureChatOpenAI, ChatOpenAI, OpenAIEmbeddings


def western():
    return {
        "openai": ChatOpenAI(model="gpt-4o", temperature=0),
        "old": ChatOpenAI(model_name="gpt-3.5-turbo-16k"),
        "azure": AzureChatOpenAI(azure_deployment="acme-prod-chat", model="gpt-4o-mini", api_version="2024-06-01"),
        "anthropic": ChatAnthropic(model="claude-3-5-sonnet-latest", max_tokens=1024),
        "gemini": ChatGoogleGenerativeAI(model="gemini-2.0-flash"),
        "vertex": ChatVertexAI(model_name="gemini-1.5-pro-002", location="europe-west4"),
        "bedrock": ChatBedrock(model_id="anthropic.claude-3-sonnet-20240229-v1:0", region_name="us-east-1"),
        "nim": ChatNVIDIA(model="meta/llama-3.1-70b-instruct"),
        "any": init_chat_model("claude-3-opus-20240229", model_provider="anthropic"),
        "prefixed": init_chat_model("groq:llama-3.1-8b-instant"),
    }


def chinese():
    yield ChatTongyi(model="qwen-max", streaming=True)
    yield ChatZhipuAI(model="glm-4-air")
    yield QianfanChatEndpoint(model="ERNIE-Speed-128K")
    yield MoonshotChat(model="moonshot-v1-32k")
    yield ChatBaichuan(model="Baichuan2-Turbo-192K")
    yield MiniMaxChat(model="abab6.5s-chat")
    yield ChatHunyuan(model="hunyuan-standard")
    yield ChatSparkLLM(
        spark_api_url="wss://spark-api.xf-yun.com/v3.5/chat",
        spark_llm_domain="generalv3.5",
    )
    yield DashScopeEmbeddings(model="text-embedding-v3")


def local():
    yield ChatOllama(model="llama3.1:70b", base_url="http://localhost:11434")
    yield OllamaEmbeddings(model="nomic-embed-text")
    yield HuggingFaceEmbeddings(model_name="thenlper/gte-large", model_kwargs={"device": "cpu"})
    yield HuggingFacePipeline.from_model_id(
        model_id="microsoft/Phi-3-mini-4k-instruct",
        task="text-generation",
    )
    yield HuggingFaceEndpoint(repo_id="HuggingFaceH4/zephyr-7b-alpha", max_new_tokens=512)


def embeddings():
    yield OpenAIEmbeddings(model="text-embedding-3-large")
    yield GoogleGenerativeAIEmbeddings(model="models/text-embedding-004")
    yield BedrockEmbeddings(model_id="amazon.titan-embed-text-v2:0")
