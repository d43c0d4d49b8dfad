MODEL="Qwen/Qwen2.5-7B-Instruct
vllm serve 'google/gemma-2-2b-it
)) ${{{ $( ((( `
ollama pull phi3
