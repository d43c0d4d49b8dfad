import dspy
import instructor
import outlines
from autogen_ext.models.openai import OpenAIChatCompletionClient
from crewai import LLM, Agent
from guidance import models
from openai import OpenAI
from pydantic_ai import Agent as TypedAgent
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel
from smolagents import CodeAgent, InferenceClientModel, LiteLLMModel, OpenAIServerModel, TransformersModel

researcher = Agent(
    role="researcher",
    goal="Compare gpt-4 with claude-2",
    backstory="reads papers",
    llm=LLM(model="openai/gpt-4.1", temperature=0.2),
)
writer = Agent(role="writer", goal="write", backstory="-", llm="anthropic/claude-3-haiku-20240307")

autogen_client = OpenAIChatCompletionClient(model="gpt-4o-2024-08-06")
config_list = [
    {"model": "gpt-4-turbo", "api_key": "unused"},
    {"model": "deepseek-reasoner", "base_url": "https://api.deepseek.com/v1"},
]

dspy.configure(lm=dspy.LM("openai/gpt-4o-mini", cache=False))
local_lm = dspy.LM("ollama_chat/llama3.2:1b", api_base="http://127.0.0.1:11434")
retriever = dspy.Embedder("openai/text-embedding-3-small", batch_size=100)

typed = TypedAgent("openai:gpt-4.1-mini", system_prompt="Be terse.")
typed_google = TypedAgent("google-gla:gemini-1.5-flash")
typed_model = TypedAgent(OpenAIChatModel("o3-mini"))
typed_claude = TypedAgent(AnthropicModel("claude-3-7-sonnet-latest"))

patched = instructor.from_provider("mistral/mistral-small-latest")

coder = CodeAgent(tools=[], model=InferenceClientModel(model_id="Qwen/Qwen2.5-Coder-32B-Instruct"))
lite = LiteLLMModel(model_id="anthropic/claude-3-5-haiku-latest", max_tokens=2096)
served = OpenAIServerModel(model_id="Meta-Llama-3.3-70B-Instruct", api_base="https://api.sambanova.ai/v1")
local = TransformersModel(model_id="HuggingFaceTB/SmolLM2-360M-Instruct")

guided = models.Transformers("microsoft/Phi-4-mini-instruct")
guided_api = models.OpenAI("gpt-4o-audio-preview")
guided_local = models.LlamaCpp("/weights/phi-4-Q4_K_M.gguf", n_gpu_layers=-1)

structured = outlines.from_openai(OpenAI(), "gpt-4.1-nano")
old_style = outlines.models.transformers("TinyLlama/TinyLlama-1.1B-Chat-v1.0")
