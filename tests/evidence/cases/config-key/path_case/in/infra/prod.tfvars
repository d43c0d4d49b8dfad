model = "Qwen/Qwen2.5-7B-Instruct"
