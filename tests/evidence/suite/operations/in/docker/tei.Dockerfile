FROM ghcr.io/huggingface/text-embeddings-inference:1.5
CMD ["--model-id", "sentence-transformers/multi-qa-mpnet-base-dot-v1", "--auto-truncate"]
