#!/bin/sh
vllm serve "$1" --port 8000
ollama pull "${OLLAMA_TAG}"
hf download "$REPO_FROM_CI" --local-dir /models
hf download HuggingFaceTB/SmolVLM-256M-Instruct
