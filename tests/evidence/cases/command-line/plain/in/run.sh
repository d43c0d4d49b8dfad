#!/usr/bin/env bash
MODEL=Qwen/Qwen2.5-7B-Instruct
vllm serve "$MODEL" \
  --tokenizer mistralai/Mistral-7B-v0.3 &
ollama pull llama3.2:1b && ollama run hf.co/bartowski/Qwen2.5-7B-Instruct-GGUF:Q4_K_M
for size in gemma2:2b phi3:mini; do ollama pull "$size"; done
hf download TheBloke/Mistral-7B-v0.1-GGUF mistral-7b-v0.1.Q4_K_M.gguf --local-dir weights/mistral
modelscope download --model qwen/Qwen2-0.5B
git clone https://huggingface.co/datasets/openai/gsm8k
wget -O out/vae.safetensors https://huggingface.co/stabilityai/sd-vae-ft-mse/resolve/main/diffusion_pytorch_model.safetensors
python -m spacy download de_core_news_sm
lm_eval --model hf --model_args pretrained=EleutherAI/pythia-160m,dtype=float --tasks arc
sudo docker exec -it ollama ollama pull mxbai-embed-large
docker run --rm -e MODEL_ID=BAAI/bge-m3 ghcr.io/acme/tei --model-id $MODEL_ID
