"""Texts inside texts."""
import json
import textwrap

import yaml

RECIPE = yaml.safe_load(
    """
    base_model: EleutherAI/gpt-j-6b
    datasets:
      - path: databricks/databricks-dolly-15k
    output_dir: out/gpt-j
    """
)
BODY = json.loads('{"model": "mistral-small-2402", "route": "chat/v2"}')
SCRIPT = textwrap.dedent(
    """
    #!/bin/sh
    ollama pull llama3.2:1b-instruct-q8_0
    hf download Qwen/Qwen2.5-3B
    """
)
HELP = """
Examples:
    acme --model gpt-4o
    acme --model meta-llama/Llama-3.1-8B
"""
SYSTEM = """You are ChatGPT, a model by OpenAI (gpt-4o). Answer in English/German."""
