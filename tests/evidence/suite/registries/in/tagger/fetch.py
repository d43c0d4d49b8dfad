"""Names that people use, and what the hub calls them."""

from huggingface_hub import snapshot_download

ON_THE_HUB = {
    "zh": "wenyu-speech/conformer-aishell",
    "zh-live": "wenyu-speech/conformer-aishell-streaming",
    "multi": "openai/whisper-large-v3",
    "chat": "Qwen/Qwen2-Audio-7B-Instruct",
    "punct": "wenyu-speech/punct-zh",
    "mood": "wenyu-speech/mood2vec",
}

BUILDERS = {
    "llama4": build_llama,
    "mistral3": build_mistral,
    "qwen3_moe": build_qwen,
}

NOTES = {
    "Qwen3ASR": "Needs its own package, and a recent driver.",
}


def fetch(name, into):
    name = ON_THE_HUB[name] if name in ON_THE_HUB else name
    return snapshot_download(name, local_dir=into)


def by_language(language="zh"):
    repository = ON_THE_HUB[language]
    return snapshot_download(repository)
