from crewai import LLM

from {{package}} import tool

llm = LLM(model="gpt-4o-mini")
