"""The tagger that others run."""

from typing import Final

API_BASE: Final = "https://api.tagworks.ai"
DEFAULT_MODEL: Final = "luminary-latest"
ERASER_MODEL = "painters/v3.1/remove-sky"
BACKENDS = {"OLLAMA_EMBEDDINGS_MODEL": "ollama.embeddings"}

FIRST_SETTINGS = """# Where the tagger asks when it is unsure.
llm:
  api_type: "openai"  # or another
  model: "gpt-4.1-nano"  # or a larger one
  base_url: "https://api.deepseek.com/v1"  # or a mirror
  api_key: "fill me in"
"""

ADVICE = """You help people to choose.
If they ask for a cheap one, then say
model: gpt-4o
and explain in a sentence why that is, and what else they could have taken instead.
"""
