"""Names of models that are sent to an API: the forms of the vendors' catalogues."""

from __future__ import annotations

import re

_VENDOR = (
    r"(?:anthropic|amazon|meta|mistral|cohere|ai21|stability|deepseek|qwen|openai|writer|luma|"
    r"twelvelabs|nvidia|google|minimax|moonshot|zai)"
)

#: Names specific enough to be a hosted model wherever they stand.
HOSTED_NAME = re.compile(
    r"(?:"
    # OpenAI and Azure OpenAI
    r"(?:ft:)?gpt-(?:3\.5|35|4o?|4\.\d|5(?:\.\d+)?|image|audio|realtime|oss)(?:[-.:][\w.:-]*)?|gpt-4o-[\w.-]+|"
    r"chatgpt-4o-latest|chatgpt-image-latest|o[134](?:-(?:mini|pro|preview|deep-research)[\w.-]*|-20\d\d-\d\d-\d\d)|"
    r"text-(?:embedding-(?:ada-002|3-small|3-large|00[45]|v\d)|davinci-\d+|curie-001|babbage-001|ada-001|"
    r"bison[\w@-]*|unicorn[\w@-]*|moderation-[\w-]+|search-[\w-]+-001|similarity-[\w-]+-001|"
    r"multilingual-embedding-00\d)|code-(?:davinci|cushman|bison|gecko)[\w@-]*|code-search-[\w-]+|"
    r"davinci-002|babbage-002|dall-e-[23]|whisper-1|tts-1(?:-hd)?(?:-\d+)?|sora-2(?:-pro)?|"
    r"omni-moderation-[\w-]+|codex-mini(?:-latest)?|computer-use-preview[\w-]*|"
    # Anthropic, Google
    r"claude-(?:[1-9]|instant|v[12]|opus|sonnet|haiku|fable|mythos|2\.\d|3[.-][57])[\w.@:-]*|"
    r"gemini-(?:\d|pro|ultra|flash|nano|embedding|exp|live|robotics)[\w.:-]*|gemini-1\.\d[\w.-]*|learnlm-[\w.-]+|"
    r"chat-bison[\w@-]*|codechat-bison[\w@-]*|textembedding-gecko[\w@-]*|multimodalembedding(?:@\d+)?|"
    r"imagen-[34][\w.-]*|imagegeneration@\d+|veo-[23][\w.-]*|lyria-[\w.-]+|gemma-\d[\w.-]*-it|medlm-[\w-]+|"
    r"embedding-001|aqa|"
    # Mistral, Cohere, AI21, xAI, Perplexity, others
    r"(?:mistral|ministral|codestral|pixtral|magistral|devstral|voxtral)-(?:tiny|small|medium|large|embed|"
    r"nemo|saba|ocr|moderation|mini|\db|\d+b|latest|mamba|20\d\d|2\d{3}|next)[\w.-]*|(?:open-)?(?:mistral|"
    r"mixtral|codestral)-(?:\d+x)?\d+b[\w.-]*|open-(?:mistral|mixtral|codestral)-[\w.-]+|codestral-latest|"
    r"command-(?:r|a|light|nightly|xlarge|medium)[\w.+-]*|embed-(?:english|multilingual|v\d)[\w.-]*|"
    r"rerank-(?:english|multilingual|v\d|lite)[\w.-]*|c4ai-aya-[\w.-]+|jamba-(?:\d|large|mini|instruct)[\w.-]*|"
    r"j2-(?:ultra|mid|light|jumbo|grande)[\w-]*|grok-(?:\d|beta|vision|code|imagine|latest)[\w.-]*|"
    r"sonar(?:-(?:small|medium|large|pro|reasoning|deep|huge)[\w.-]*)|pplx-[\w.-]+|r1-1776|"
    r"palmyra-[\w.-]+|voyage-(?:\d|code|law|finance|large|lite|multilingual|multimodal|context|01|02)[\w.-]*|"
    r"jina-(?:embeddings|reranker|clip|colbert|deepsearch|vlm)[\w.-]*|solar-(?:1|pro|mini|embedding)[\w.-]*|"
    r"reka-(?:core|flash|edge|spark)[\w.-]*|luminous-[\w-]+|inflection_?-?\d[\w.-]*|"
    r"nova-(?:\d|micro|lite|pro|premier|sonic|canvas|reel)[\w.:-]*|titan-(?:embed|text|image)[\w.:-]*|"
    r"eleven_(?:multilingual|monolingual|turbo|flash|v\d)\w*|scribe_v\d|playai-tts[\w-]*|"
    r"llama-?3[.\d-]*-?\d+b-(?:instant|versatile|8192|tool-use-preview|specdec|preview)|llama[23]-\d+b-\d+|"
    r"mixtral-8x7b-32768|gemma2?-\d+b-it|llama-guard-\d[\w-]*|llama-3\.\d-nemotron[\w.-]*|"
    r"distil-whisper-large-v3-en|whisper-large-v3(?:-turbo)?|"
    # Chinese vendors
    r"deepseek-(?:chat|reasoner|coder|v\d[\w.-]*|r\d[\w.-]*)|"
    r"qwen-(?:turbo|plus|max|long|flash|vl|audio|omni|coder|math|mt|image|deep|doc)[\w.-]*|"
    r"qwen\d(?:\.\d+)?-(?:max|plus|coder-plus|coder-flash|vl-plus|vl-max|omni-flash|vl-flash|flash|asr-flash)[\w.-]*|"
    r"qwq-plus[\w-]*|qvq-(?:max|plus)[\w-]*|wanx[\w.-]+|wan2\.\d-[\w-]+|gte-rerank[\w-]*|cosyvoice-v\d[\w-]*|paraformer-[\w-]*v\d|"
    r"glm-(?:[345]|z1|edge|realtime|ocr|asr|tts|image)[\w.:-]*|chatglm_(?:turbo|pro|std|lite)|chatglm[23]?-(?:turbo|\d+b)[\w-]*|"
    r"charglm-\d|emohaa|cogview-\d[\w-]*|cogvideox[\w-]*|codegeex-\d|embedding-[23]|autoglm[\w-]*|"
    r"moonshot-v1-[\w-]+|kimi-(?:k\d|latest|thinking|dev|vl|for)[\w.-]*|abab\d[\w.-]*|"
    r"minimax-(?:m\d|text|vl|01)[\w.-]*|speech-0\d[\w-]*|ernie-(?:\d|bot|speed|lite|tiny|char|x1|func|novel|e)[\w.-]*|"
    r"eb-instant|ernie_bot\w*|hunyuan-(?:lite|standard|pro|turbo|turbos|large|t1|vision|code|a13b|role|"
    r"functioncall|embedding|translation|mt)[\w.-]*|doubao-[\w.-]+|skylark[\w-]+|baichuan[234]-[\w.-]+|"
    r"baichuan-text-embedding|step-(?:[123]|tts|audio|r1|deepresearch)[\w.-]*|"
    r"spark-(?:max|pro|lite|ultra|x\d|4\.0|v\d)[\w.-]*|generalv\d(?:\.\d)?|4\.0ultra|"
    r"yi-(?:large|medium|spark|lightning|vision|34b-chat-0205)[\w.-]*|sensechat[\w.-]*|sensenova-[\w.-]+|"
    r"telechat-[\w-]+|mimo-v\d[\w.-]*|longcat-[\w-]+|"
    # Bedrock ids, with an optional region
    rf"(?:us\.|eu\.|apac\.|global\.|jp\.|au\.|us-gov\.|ca\.)?{_VENDOR}\.[a-z0-9][a-z0-9.-]*(?::\d+)*(?::[0-9a-z]+)?"
    r")",
    re.IGNORECASE,
)
#: Names of the catalogues that are also words or parts: a model only where the place says so.
HOSTED_WORD = re.compile(
    r"(?:o[134]|sonar|gpt-?\d[\w.-]*|claude(?:-[\w.@-]+)?|gemini|davinci|curie|babbage|ada|command|"
    r"opus|sonnet|haiku|grok|gpt35|gpt4o?|gpt5|codex|sora|aqa|chatgpt|gpt|(?:gpt|claude|gemini|grok|glm|"
    r"qwen|kimi|deepseek|mistral|command|ernie|hunyuan|doubao|minimax|embed|rerank)[-_.][\w.:-]+)",
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
PROVIDERS = frozenset(
    """
ai21 alibaba amazon anthropic anyscale ark azure azure_ai azure-ai azure_openai azure-openai baseten
bedrock bedrock_converse cerebras cloudflare cohere cohere_chat dashscope databricks deepinfra deepseek
fireworks fireworks_ai friendliai gemini gigachat github github_copilot google google-gla google-vertex
google_anthropic_vertex google_genai google_vertexai google-genai googleai grok groq heroku
hosted_vllm huggingface hunyuan hyperbolic inference-net jina_ai litellm litellm_proxy lm_studio
llamafile meta_llama minimax mistral mistralai moonshot moonshotai nebius nim novita nvidia nvidia_nim
oci ollama ollama_chat openai openai-chat openai-responses openrouter ovhcloud perplexity predibase qianfan
replicate sagemaker sambanova siliconflow snowflake stability text-completion-openai togethercomputer
together together_ai upstage v0 vercel vertex vertex_ai vertexai volcengine voyage watsonx x-ai xai xinference z-ai
zai zhipu zhipuai
""".split()
)
