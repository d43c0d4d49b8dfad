#!/usr/bin/env bash
set -euo pipefail
declare -A MODELS=([small]=Qwen/Qwen2.5-0.5B-Instruct-GGUF [large]=Qwen/Qwen2.5-14B-Instruct-GGUF)
MODEL=${1:-mlx-community/Llama-3.2-1B-Instruct-4bit}
mlx_lm.generate --model "$MODEL" --prompt "hi/there"
for tag in tinydolphin:1.1b stablelm2:1.6b; do ollama pull "$tag"; done
while read -r repo; do hf download "$repo"; done <<LIST
cointegrated/rubert-tiny2
ai-forever/sbert_large_nlu_ru
LIST
docker run --rm -v data/cache:/data ghcr.io/huggingface/text-embeddings-inference:cpu-1.7 --model-id intfloat/multilingual-e5-large-instruct
python - <<'PY'
from transformers import pipeline
pipeline("fill-mask", "google-bert/bert-base-german-cased")
PY
git push origin feature/llama
rsync -a models/qwen host:/srv
