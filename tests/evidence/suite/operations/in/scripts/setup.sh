#!/usr/bin/env bash
# Fetches everything; `ollama pull llama2:70b` is too large for the office line.
set -euo pipefail

MODEL_REPO="Qwen/Qwen3-4B"
DEST=models/qwen3
export HF_ENDPOINT=https://hf-mirror.com
export GUARD_MODEL=${GUARD_MODEL:-meta-llama/Prompt-Guard-86M}
REGISTRY=ghcr.io/contoso/llm

ollama pull deepseek-r1:8b
ollama run gemma3:4b-it-qat "hello"
ollama pull hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M
ollama create tickets/summary -f Modelfile
ollama push tickets/summary

hf download "$MODEL_REPO" --local-dir "$DEST"
hf download TheBloke/zephyr-7B-beta-GGUF zephyr-7b-beta.Q5_K_M.gguf --local-dir gguf/zephyr
huggingface-cli download --repo-type dataset openai/gsm8k --local-dir data/gsm8k
huggingface-cli download microsoft/Florence-2-large \
    --revision refs/pr/6 \
    --local-dir models/florence
huggingface-cli upload contoso/florence-tuned models/florence
hf upload contoso/tickets-data data/tickets --repo-type dataset
modelscope download --model=OpenBMB/MiniCPM-V-2_6 --local_dir /srv/minicpm
modelscope download --dataset AI-ModelScope/ruozhiba

git lfs install
git clone https://huggingface.co/openbmb/MiniCPM-2B-sft-bf16
GIT_LFS_SKIP_SMUDGE=1 git clone https://huggingface.co/datasets/fka/awesome-chatgpt-prompts prompts
git clone https://www.modelscope.cn/AI-ModelScope/bge-small-zh-v1.5.git
git clone https://github.com/facebookresearch/segment-anything.git
git clone git@github.com:contoso/prompts.git
git remote add upstream https://gitlab.com/contoso/prompts.git
git push origin feature/new-model

wget -q https://huggingface.co/lllyasviel/ControlNet-v1-1/resolve/main/control_v11p_sd15_canny.pth
curl -L -o weights/sam.pth https://dl.fbaipublicfiles.com/segment_anything/sam_vit_h_4b8939.pth
curl -fsSL https://ollama.com/install.sh | sh
docker pull ollama/ollama:latest
docker run -d --gpus all -p 8000:8000 vllm/vllm-openai:latest --model NousResearch/Meta-Llama-3-8B-Instruct
npm install @xenova/transformers
aws s3 cp s3://contoso-models/llama/adapter.bin adapters/
