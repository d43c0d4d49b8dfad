"""Names of models that are sent to an API: the forms of the vendors' catalogues."""

from __future__ import annotations

import re

from scanner.evidence.words import words

#: Bedrock: the vendor, then the name of one of its models.
_VENDOR = (
    r"(?:anthropic\.claude|amazon\.(?:titan|nova|rerank)|meta\.llama|mistral\.(?:\w*(?:tral|stral))|"
    r"cohere\.(?:command|embed|rerank)|ai21\.(?:j2|jamba)|stability\.(?:stable|sd3)|deepseek\.(?:r\d|v\d|deepseek)|"
    r"qwen\.qwen|openai\.gpt|writer\.palmyra|luma\.ray|twelvelabs\.(?:marengo|pegasus)|nvidia\.nemotron|"
    r"google\.gemma|minimax\.minimax|moonshot(?:ai)?\.kimi|zai\.glm)"
)

#: Names specific enough to be a hosted model wherever they stand.
HOSTED_NAME = re.compile(
    r"(?:"
    # OpenAI and Azure OpenAI
    r"(?:ft:)?gpt-(?:3\.5|35|[4-9]o?|[4-9]\.\d+|image|audio|realtime|oss)(?:[-.:][a-z0-9.:-]*)?|gpt-4o-[a-z0-9.-]+|"
    r"chatgpt-4o-latest|chatgpt-image-latest|o[134](?:-(?:mini|pro|preview|deep-research)[a-z0-9.-]*|-20\d\d-\d\d-\d\d)|"
    r"text-(?:embedding-(?:ada-002|3-small|3-large|00[45]|v\d)|davinci-\d+|curie-001|babbage-001|ada-001|"
    r"bison[a-z0-9@-]*|unicorn[a-z0-9@-]*|moderation-[a-z0-9-]+|search-[a-z0-9-]+-001|similarity-[a-z0-9-]+-001|"
    r"multilingual-embedding-00\d)|code-(?:davinci|cushman|bison|gecko)[a-z0-9@-]*|code-search-[a-z0-9-]+|"
    r"davinci-002|babbage-002|dall-e-[23]|whisper-1|tts-1(?:-hd)?(?:-\d+)?|sora-2(?:-pro)?|"
    r"omni-moderation-[a-z0-9-]+|codex-mini(?:-latest)?|computer-use-preview[a-z0-9-]*|"
    # Anthropic, Google
    r"claude-(?:[1-9]|instant|v[12]|opus|sonnet|haiku|fable|mythos|2\.\d|3[.-][57])[a-z0-9.@:-]*|"
    r"gemini-(?:\d|pro|ultra|flash|nano|embedding|exp|live|robotics)[a-z0-9.:-]*|gemini-1\.\d[a-z0-9.-]*|learnlm-[a-z0-9.-]+|"
    r"chat-bison[a-z0-9@-]*|codechat-bison[a-z0-9@-]*|textembedding-gecko[a-z0-9@-]*|multimodalembedding(?:@\d+)?|"
    r"imagen-[34][a-z0-9.-]*|imagegeneration@\d+|veo-[23][a-z0-9.-]*|lyria-[a-z0-9.-]+|gemma-\d[a-z0-9.-]*-it|medlm-[a-z0-9-]+|"
    r"embedding-001|aqa|"
    # Mistral, Cohere, AI21, xAI, Perplexity, others
    r"(?:mistral|ministral|codestral|pixtral|magistral|devstral|voxtral)-(?:tiny|small|medium|large|embed|"
    r"nemo|saba|ocr|moderation|mini|\db|\d+b|latest|mamba|20\d\d|2\d{3}|next)[a-z0-9.-]*|(?:open-)?(?:mistral|"
    r"mixtral|codestral)-(?:\d+x)?\d+b[a-z0-9.-]*|open-(?:mistral|mixtral|codestral)-[a-z0-9.-]+|codestral-latest|"
    r"command-(?:r|a|light|nightly|xlarge|medium)[a-z0-9.+-]*|embed-(?:english|multilingual|v\d)[a-z0-9.-]*|"
    r"rerank-(?:english|multilingual|v\d|lite)[a-z0-9.-]*|c4ai-aya-[a-z0-9.-]+|jamba-(?:\d|large|mini|instruct)[a-z0-9.-]*|"
    r"j2-(?:ultra|mid|light|jumbo|grande)[a-z0-9-]*|grok-(?:\d|beta|vision|code|imagine|latest)[a-z0-9.-]*|"
    r"sonar(?:-(?:small|medium|large|pro|reasoning|deep|huge)[a-z0-9.-]*)|pplx-[a-z0-9.-]+|r1-1776|"
    r"palmyra-[a-z0-9.-]+|voyage-(?:\d|code|law|finance|large|lite|multilingual|multimodal|context|01|02)[a-z0-9.-]*|"
    r"jina-(?:embeddings|reranker|clip|colbert|deepsearch|vlm)[a-z0-9.-]*|solar-(?:1|pro|mini|embedding)[a-z0-9.-]*|"
    r"reka-(?:core|flash|edge|spark)[a-z0-9.-]*|luminous-[a-z0-9-]+|inflection_?-?\d[a-z0-9.-]*|"
    r"nova-(?:\d|micro|lite|pro|premier|sonic|canvas|reel)[a-z0-9.:-]*|titan-(?:embed|text|image)[a-z0-9.:-]*|"
    r"eleven_(?:multilingual|monolingual|turbo|flash|v\d)\w*|scribe_v\d|playai-tts[a-z0-9-]*|"
    r"llama-?3[.\d-]*-?\d+b-(?:instant|versatile|8192|tool-use-preview|specdec|preview)|llama[23]-\d+b-\d+|"
    r"mixtral-8x7b-32768|gemma2?-\d+b-it|llama-guard-\d[a-z0-9-]*|llama-3\.\d-nemotron[a-z0-9.-]*|"
    r"distil-whisper-large-v3-en|whisper-large-v3(?:-turbo)?|"
    # Chinese vendors
    r"deepseek-(?:chat|reasoner|coder|v\d[a-z0-9.-]*|r\d[a-z0-9.-]*)|"
    r"qwen-(?:turbo|plus|max|long|flash|vl|audio|omni|coder|math|mt|image|deep|doc)[a-z0-9.-]*|"
    r"qwen\d(?:\.\d+)?-(?:max|plus|coder-plus|coder-flash|vl-plus|vl-max|omni-flash|vl-flash|flash|asr-flash)[a-z0-9.-]*|"
    r"qwq-plus[a-z0-9-]*|qvq-(?:max|plus)[a-z0-9-]*|wanx[a-z0-9.-]+|wan2\.\d-[a-z0-9-]+|gte-rerank[a-z0-9-]*|cosyvoice-v\d[a-z0-9-]*|paraformer-[a-z0-9-]*v\d|"
    r"glm-(?:[345]|z1|edge|realtime|ocr|asr|tts|image)[a-z0-9.:-]*|chatglm_(?:turbo|pro|std|lite)|chatglm[23]?-(?:turbo|\d+b)[a-z0-9-]*|"
    r"charglm-\d|emohaa|cogview-\d[a-z0-9-]*|cogvideox[a-z0-9-]*|codegeex-\d|embedding-[23]|autoglm[a-z0-9-]*|"
    r"moonshot-v1-[a-z0-9-]+|kimi-(?:k\d|latest|thinking|dev|vl|for)[a-z0-9.-]*|abab\d[a-z0-9.-]*|"
    r"minimax-(?:m\d|text|vl|01)[a-z0-9.-]*|speech-0\d[a-z0-9-]*|ernie-(?:\d|bot|speed|lite|tiny|char|x1|func|novel|e)[a-z0-9.-]*|"
    r"eb-instant|ernie_bot\w*|hunyuan-(?:lite|standard|pro|turbo|turbos|large|t1|vision|code|a13b|role|"
    r"functioncall|embedding|translation|mt)[a-z0-9.-]*|doubao-[a-z0-9.-]+|skylark[a-z0-9-]+|baichuan[234]-[a-z0-9.-]+|"
    r"baichuan-text-embedding|step-(?:[123]|tts|audio|r1|deepresearch)[a-z0-9.-]*|"
    r"spark-(?:max|pro|lite|ultra|x\d|4\.0|v\d)[a-z0-9.-]*|generalv\d(?:\.\d)?|4\.0ultra|"
    r"yi-(?:large|medium|spark|lightning|vision|34b-chat-0205)[a-z0-9.-]*|sensechat[a-z0-9.-]*|sensenova-[a-z0-9.-]+|"
    r"telechat-[a-z0-9-]+|mimo-v\d[a-z0-9.-]*|longcat-[a-z0-9-]+|"
    # Bedrock ids, with an optional region
    rf"(?:(?:us|eu|apac|global|jp|au|us-gov|ca)\.)?{_VENDOR}[a-z0-9.-]*(?::\d+)*(?::[0-9a-z]+)?"
    r")",
    re.IGNORECASE,
)
#: Names of the catalogues that are also words or parts: a model only where the place says so.
HOSTED_WORD = re.compile(
    r"(?:o[134]|sonar|gpt-?\d[a-z0-9.-]*|claude(?:-[\w.@-]+)?|gemini|davinci|curie|babbage|ada|command|"
    r"opus|sonnet|haiku|grok|gpt35|gpt4o?|gpt5|codex|sora|aqa|chatgpt|gpt|(?:gpt|claude|gemini|grok|glm|"
    r"qwen|kimi|deepseek|mistral|command|ernie|hunyuan|doubao|minimax|embed|rerank)[-_.][a-z0-9.:-]+)",
    re.IGNORECASE,
)

#: A vendor's resource name that ends with the model.
RESOURCE_NAME = re.compile(
    r"(?:arn:aws[\w-]*:(?:bedrock|sagemaker):[\w-]*:\d*:(?:foundation-model|inference-profile|provisioned-model|"
    r"custom-model|imported-model|async-invoke|default-prompt-router)/(?P<arn>[\w.:/-]+)|"
    r"(?:projects/[^/\s]+/locations/[^/\s]+/)?publishers/[\w-]+/models/(?P<publisher>[\w.@-]+)|"
    r"accounts/[\w-]+/models/(?P<account>[\w.-]+)|"
    r"@(?:cf|hf)/[\w.-]+/(?P<cloudflare>[\w.-]+)|"
    r"azureml://registries/[\w-]+/models/(?P<azure>[\w.-]+)(?:/[\w./-]*)?|"
    r"ibm/(?P<watsonx>granite-[\w.-]+))"
)

#: What client libraries put before a model's name to choose the provider.
PROVIDERS = words(
    """
    ai21 alibaba amazon anthropic anyscale ark azure azure_ai azure-ai azure_openai azure-openai
    baseten bedrock bedrock_converse cerebras cloudflare cohere cohere_chat dashscope databricks
    deepinfra deepseek fireworks fireworks_ai friendliai gemini gigachat github github_copilot
    google google-gla google-vertex google_anthropic_vertex google_genai google_vertexai
    google-genai googleai grok groq heroku hosted_vllm huggingface hunyuan hyperbolic
    inference-net jina_ai litellm litellm_proxy lm_studio llamafile meta_llama minimax mistral
    mistralai moonshot moonshotai nebius nim novita nvidia nvidia_nim oci ollama ollama_chat
    openai openai-chat openai-responses openrouter ovhcloud perplexity predibase qianfan replicate
    sagemaker sambanova siliconflow snowflake stability text-completion-openai togethercomputer
    vllm hf
    together together_ai upstage v0 vercel vertex vertex_ai vertexai volcengine voyage watsonx
    x-ai xai xinference z-ai zai zhipu zhipuai
    """
)
