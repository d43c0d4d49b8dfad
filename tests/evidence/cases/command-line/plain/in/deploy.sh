helm install stack vllm/vllm-stack --set servingEngineSpec.modelSpec[0].modelURL=facebook/opt-125m
aws bedrock-runtime invoke-model --model-id meta.llama3-8b-instruct-v1:0 out.json
llamafactory-cli train conf.yaml model_name_or_path=Qwen/Qwen2.5-0.5B output_dir=saves/qwen
accelerate launch --num_processes 2 train.py --model_name_or_path google/gemma-2-2b --dataset_name trl-lib/tldr
