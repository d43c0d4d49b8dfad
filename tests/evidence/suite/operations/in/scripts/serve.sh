#!/bin/sh
MODEL=${1:-mistralai/Mistral-Small-3.1-24B-Instruct-2503}
ORG=google
NAME="$ORG/gemma-3-12b-it"

case "$2" in
  big) SIZE=72B ;;
esac

vllm serve "$MODEL" --tokenizer-mode mistral --port 8001 &
python -m vllm.entrypoints.openai.api_server --model=$NAME --download-dir /models/hub &
python3 -m sglang.launch_server --model-path lmsys/vicuna-7b-v1.3 \
  --speculative-draft-model-path yuhuili/EAGLE-Vicuna-7B-v1.3 --port 30000 &
text-generation-launcher --model-id bigscience/bloom-560m --num-shard 1 &
text-embeddings-router --model-id nomic-ai/nomic-embed-text-v1 --port 8081 &
lmdeploy serve api_server internlm/internlm3-8b-instruct --server-port 23333 &
llama-server -hf ggml-org/gemma-3-4b-it-GGUF --port 8080 &
./llama-cli -m models/llama-3.2-1b-instruct-q8_0.gguf -p "hi"
mlx_lm.generate --model mlx-community/Llama-3.2-1B-Instruct-4bit --prompt "hello"
optimum-cli export openvino --model BAAI/bge-small-en out/bge-openvino
optimum-cli export onnx --model distilbert-base-cased out/onnx
whisper meeting.mp3 --model small --language de
whisperx call.wav --model large-v2 --align_model WAV2VEC2_ASR_LARGE_LV60K_960H
yolo detect predict model=yolov9c.pt source=street.jpg
accelerate launch train.py --model_name_or_path roberta-large --dataset_name imdb --output_dir out/roberta
torchrun --nproc_per_node 4 run_clm.py --model_name_or_path EleutherAI/gpt-neo-125m --dataset_name wikitext --dataset_config_name wikitext-2-raw-v1
llamafactory-cli chat --model_name_or_path 01-ai/Yi-1.5-6B-Chat --template yi
trl sft --model_name_or_path HuggingFaceTB/SmolLM2-1.7B-Instruct --dataset_name trl-lib/Capybara --output_dir sft/smol
litellm --model ollama/orca-mini:3b --port 4000
llm -m gpt-4o-mini "say hi"
aider --model claude-3-5-sonnet-20241022 --weak-model claude-3-haiku-20240307
python -m spacy download en_core_web_sm
pip install https://github.com/explosion/spacy-models/releases/download/de_core_news_sm-3.7.0/de_core_news_sm-3.7.0-py3-none-any.whl
rsync -a models/cache deploy@host:/srv/models/cache
kubectl rollout restart deployment/vllm -n ml/serving
pytest tests/test_chat.py::test_claude -m "not slow"

curl https://api.openai.com/v1/chat/completions \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer $OPENAI_API_KEY" \
  -d '{
    "model": "gpt-4o-search-preview",
    "messages": [{"role": "user", "content": "Is claude-3-opus better?"}]
  }'
curl -s https://api.anthropic.com/v1/messages -H "anthropic-version: 2023-06-01" -d '{"model": "claude-3-sonnet-20240229", "max_tokens": 64, "messages": []}'
curl http://localhost:11434/api/generate -d '{"model": "llama3:8b", "prompt": "hi"}'
curl https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-flash:generateContent -d @body.json
curl https://router.huggingface.co/v1/chat/completions -d '{"model": "openai/gpt-oss-120b:cerebras"}'
curl https://status.contoso.example/api/health
