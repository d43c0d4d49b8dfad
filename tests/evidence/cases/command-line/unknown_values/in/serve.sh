vllm serve "$1"
vllm serve $MODEL_FROM_OUTSIDE
hf download ${REPO:-intfloat/e5-small-v2}
