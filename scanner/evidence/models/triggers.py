"""Literals that say a Python module may name a model: only those modules are looked at.

Each stands for a way of naming: a callable of the table with its bracket, a model's key with the
quote of its value, a publisher's handle behind a quote, the start of a hosted name, a host, the end
of a weight file. Generic words and bare family names are not here: they stand everywhere.
"""

from __future__ import annotations

from functools import lru_cache

from scanner.evidence.hosts import SERVICE_HOST_SUFFIXES, SERVICE_HOSTS
from scanner.evidence.models.calls import callables
from scanner.evidence.publishers import HANDLES
from scanner.evidence.words import words

#: Callables of the table whose names are used for other things too.
_GENERIC = words(
    """
    list_models model_info get_model load_model create_model load_file load_checkpoint load_url
    get_weight download_file download_url file_exists load_adapter resolve_llm get_benchmark
    get_encoding from_hub get_config_file get_checkpoint_url download_model get_tokenizer add_pipe
    load_processor import_model save_model read_model compile_model init_model export_models
    image_generation get_dataset_infos text_completion load_tool get_dataset_split_names
    init_recognizer get_model_info load_predictor restore_from from_path chat_stream create_client
    cached_download list_repo_files load_dataset_builder skip_download restore_path url_retrieve
    convert_model open_model model_zoo get_llm infer_model Model Client AsyncClient Config
    Pipeline Reader Module Encoder Generator Translator Engine Request Router Agent Crew
    Recognition Inference Checkpoint Indexer Searcher Runtime LLM Builder Image Writer Embeddings
    ClientSession Unet FPN Transformer TTS STT NAS SAM Google Whisper Completion Embedding Edit
    Audio ChatModel LLMConfig ModelCard Memory Vertex Together Fireworks Replicate Bedrock Laser
    Moderation SpeechSynthesizer HuggingFace Generation Transcription ReRank Fastembed Tokenizer
    Classifier
    """
)
#: Generic callables, with what makes them specific.
_CALLS = (
    *(
        "pipeline(",
        "LLM(",
        "whisper.load_model(",
        "spacy.load(",
        "spacy.cli.download(",
        "hub.load(",
    ),
    *("timm.create_model(", "clip.load(", "stanza.Pipeline(", "stanza.download(", "replicate.run("),
    *(
        "litellm.completion(",
        "ollama.",
        "torchvision.models",
        "load_state_dict_from_url(",
        "hub.KerasLayer(",
    ),
    *(
        "flair.",
        "gensim.downloader",
        "api.load(",
        "easyocr.",
        "open_clip.",
        "whisperx.",
        "model_zoo.",
    ),
    *(
        "mlx_lm",
        "mlx_whisper",
        "lmdeploy",
        "nemo_asr",
        "from_hparams(",
        "pyannote",
        "funasr",
        "TTS(",
    ),
    *(
        "InferenceSession(",
        "torch.load(",
        "ChatCompletion.",
        "completions.create(",
        "messages.create(",
    ),
    *(
        "embeddings.create(",
        "responses.create(",
        "images.generate(",
        "generate_content(",
        "dashscope.",
    ),
    *(
        "qianfan.",
        "keras_hub",
        "keras_nlp",
        "from_preset(",
        "load_adapter(",
        "fastembed",
        "ai_model_id",
    ),
    *(
        "transcriptions.create(",
        "speech.create(",
        "load_align_model(",
        "get_text_model",
        "get_pretrained(",
    ),
    *(
        "LiteLlm(",
        "tiktoken.encoding_for_model(",
        "encoding_for_model(",
        "invoke_model(",
        "converse(",
    ),
    *(
        "create_agent(",
        "create_react_agent(",
        "gr.load(",
        "fal_client.",
        "xai_sdk",
        "voyageai.",
        "load_zoo_model(",
    ),
)
#: Keys and names a model is kept under, without what says it is one value.
_KEYS = words(
    """
    model model_name model_id model_path model_name_or_path modelName modelId repo_id base_model
    llm_model checkpoint ckpt pretrained embedding_model embed_model embedding_model_name reranker
    tokenizer tokenizer_name pretrained_model_name_or_path model_ref hf_model hf_repo hf_model_id
    hf_repo_id peft_model_id adapter_name_or_path vision_tower judge_model draft_model
    reward_model teacher_model model_tag dataset_name dataset_id dataset_path DATASET_PATH
    hf_dataset dataset_repo dataset engine MODEL MODEL_NAME MODEL_ID MODEL_PATH DEFAULT_MODEL
    DEFAULT_MODEL_NAME CHECKPOINT REPO_ID EMBEDDING_MODEL HF_MODEL DATASET_NAME DATASET
    default_model checkpoint_name model_uri ai_model_id modelId foundation_model llm
    """
)
#: What stands between a key and its value; ``_model_name = "`` ends like ``model_name = "``.
_BEFORE_VALUE = (
    '="',
    "='",
    ' = "',
    " = '",
    ': str = "',
    ": str = '",
    '": "',
    "': '",
    '", "',
    "', '",
    '=f"',
    ' = f"',
    '=["',
    "=['",
    ' = ["',
    " = ['",
    '": ["',
    "': ['",
    '": {"',
    '={"path": ',
    ' = {"',
    '"] = "',
    "'] = '",
    '", default="',
    "', default='",
    '", type=str, default="',
    "', type=str, default='",
    ': str = Field(default="',
    ': str = Field("',
    ': Optional[str] = "',
    ': str | None = "',
    ": str | None = '",
    ': Final = "',
    ': Final[str] = "',
    ': ClassVar[str] = "',
    ': str = field(default="',
)
_TABLES = (
    "_MODELS = ",
    "_MODELS: ",
    "MODELS = ",
    "MODEL_MAP",
    "MODEL_LIST",
    "_models: ",
    "SUPPORTED_MODEL",
    "MODEL_NAMES",
    "MODEL_TO_",
    "_MODEL_",
    "_CHECKPOINTS",
    "Literal[\n",
    "models=[",
    "dataset={",
    "dataset_dict={",
    'os.getenv("MODEL',
    '.get("MODEL',
    '_MODEL"',
    "_MODEL'",
    "model_name_or_path",
    "--model",
    *("=load_dataset,", ".from_pretrained,"),  # MMEngine: the callable and its arguments in a dict
    *('API_BASE = "https://', 'API_BASE: Final = "https://', 'API_URL = "https://'),
    *("openai.base_url", "openai.api_base"),
    *('BASE_URL = "https://', 'BASE_URL: Final = "https://', 'base_url: str = "https://'),
    *('_BASE_URL", "https://', '_API_BASE", "https://', '_API_URL", "https://'),
)
#: How names of hosted and of bare hub models start, behind a quote or a provider.
_STARTS = words(
    """
    gpt-3 gpt-4 gpt-5 gpt-35 gpt-image gpt-audio gpt-realtime gpt-oss gpt2 claude- gemini- gemini/
    o1- o3- o4- chatgpt- text-embedding- text-davinci dall-e- whisper- tts-1 davinci- code-davinci
    mistral- codestral- pixtral- ministral- magistral- open-mi command-r command-a embed-english
    embed-multilingual embed-v rerank- jamba- grok- sonar- pplx- voyage- jina- llama2 llama3
    llama-2 llama-3 llama-4 mixtral gemma2 gemma3 gemma-2 gemma-3 phi3 phi4 phi-3 qwen- qwen2
    qwen3 Qwen2 qwq deepseek- glm- chatglm cogview moonshot- kimi- abab ernie- ERNIE- hunyuan-
    doubao- Baichuan step-1 step-2 yi-large bert-base- bert-large- roberta- distilbert-
    distilroberta- distilgpt2 albert- xlm-roberta xlnet- t5- all-MiniLM all-mpnet paraphrase-
    multi-qa- bge- gte- e5- nomic-embed mxbai- snowflake-arctic anthropic.claude us.anthropic
    amazon.titan amazon.nova meta.llama cohere.embed us.amazon us.meta openai/ anthropic/ openai:
    anthropic: ollama/ bedrock/ azure/ groq/ groq: gemini/ vertex_ai/ openrouter/ together_ai/
    huggingface/ fireworks_ai/ accounts/fireworks publishers/google arn:aws:bedrock nova- titan-
    imagen- veo- palmyra- reka- solar- luminous- tts_models/ resnet50 yolov8 yolo11 yolov5 vicuna-
    tinyllama mistral: llama3: qwen2.5 ViT-B ViT-L large-v2 large-v3 text-bison chat-bison
    codellama starcoder eleven_ gpt4all- opt-125m pythia- bloom- flan-t5
    """
)
#: How hub names start behind an owner that is not a known publisher.
_BEHIND_OWNER = words(
    """
    distilbart bart- vicuna opus-mt wav2vec2 hubert vit- resnet deberta mdeberta electra- mbart
    blip clip- stable-diffusion sdxl pegasus m2m100 nllb layoutlm detr- swin segformer whisper
    faster- mpt- falcon dolly tiny- zephyr starcoder Llama- Llama2 Llama3 Mistral- Mixtral Qwen
    DeepSeek Phi- gemma Meta-Llama SmolLM InternVL llava Llava faster-whisper all- multilingual-
    sentence- msmarco- ms-marco Nous-Hermes
    """
)
_WEIGHTS = (
    '.safetensors"',
    ".safetensors'",
    '.gguf"',
    ".gguf'",
    '.pth"',
    ".pth'",
    '.onnx"',
    ".onnx'",
    '.ckpt"',
    ".ckpt'",
    '.pt"',
    ".pt'",
    '.tflite"',
    ".tflite'",
    '.nemo"',
    '.pdparams"',
    '.pth.tar"',
    ".llamafile",
    ".gguf?",
    ".onnx?",
    '.bin"',
    ".bin'",
    '.h5"',
    ".h5'",
    ".keras",
)
#: Programs that code runs: ``subprocess.run(["ollama", "pull", …])``.
_PROGRAMS = (
    *('"ollama"', "'ollama'", "ollama pull", "ollama run", "huggingface-cli", "hf download"),
    *('"hf", "', "'hf', '", "vllm serve", '"vllm", "', "modelscope download", "spacy download"),
    *("launch_server", "llama-server", "text-generation-launcher", "llamafactory-cli", "--hf-repo"),
)
_HUBS = (
    "huggingface.co/",
    "hf.co/",
    "modelscope.cn/",
    "hf-mirror.com/",
    "tfhub.dev",
    "hf://",
    "/resolve/main/",
    "trust_remote_code",
    "bedrock-runtime.",
)


@lru_cache(maxsize=1)
def triggers() -> tuple[str, ...]:
    """Return the literals, sorted."""
    found: set[str] = {*_CALLS, *_TABLES, *_WEIGHTS, *_HUBS, *_PROGRAMS, *SERVICE_HOSTS, *_keyed()}
    found.update(f"{quote}{handle}/" for handle in HANDLES for quote in "\"'")
    found.update(f"{before}{start}" for start in _STARTS for before in "\"'/")
    found.update(f"/{family}" for family in _BEHIND_OWNER)
    found.update(suffix.lstrip(".-") for suffix in SERVICE_HOST_SUFFIXES)
    found.update(f"{name}(" for name in callables() if name not in _GENERIC and _specific(name))
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def _keyed() -> frozenset[str]:
    """Return the triggers that count only with a value behind them that could be a name."""
    return frozenset(f"{key}{between}" for key in _KEYS for between in _BEFORE_VALUE)


#: Names this short are words of other libraries too.
_SHORT = 4


def _specific(name: str) -> bool:
    """Return whether a callable's name is not also an ordinary word."""
    return len(name) > _SHORT and ("_" in name or (name[0].isupper() and not name[1:].islower()))
