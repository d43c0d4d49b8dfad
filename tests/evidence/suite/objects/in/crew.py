"""Objects that stand where a name could: what they name stands in their own calls."""
from crewai import LLM, Agent
from langchain_openai import ChatOpenAI
from pydantic_ai import Agent as Typed
from pydantic_ai.models.openai import OpenAIModel

llm = LLM(model="gemini/gemini-2.5-flash-preview-05-20")
planner = Agent(role="plan/act", goal="", backstory="", llm=llm)
critic = Agent(role="critic", goal="", backstory="", llm=ChatOpenAI(model="gpt-4o-2024-08-06"))
typed = Typed(OpenAIModel("gpt-4.1-mini"))


def build(chosen):
    return Agent(role="x", goal="", backstory="", llm=chosen)


def asked():
    return Agent(role="x", goal="", backstory="", llm=read_name())
