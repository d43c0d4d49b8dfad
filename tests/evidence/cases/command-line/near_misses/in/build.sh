#!/bin/sh
# ollama pull commented-out
echo "now run: hf download acme/printed-model"
docker pull ollama/ollama:latest
docker run nvidia/cuda:12.4.0-base nvidia-smi
git clone https://github.com/openai/whisper.git
gh pr checks --repo vllm-project/vllm
ollama create tickets/summary -f Modelfile
hf upload acme/push-target ./out
python train.py --output_dir saves/llama-3-8b --hub_model_id acme/llama --run_name gpt-4
cd models/llama && mkdir -p checkpoints/qwen2-7b
vllm serve ./local/model
vllm serve your-org/your-model
curl https://api.github.com/repos/huggingface/peft
pytest tests/models/test_llama.py -k "gpt-4"
