"""Words that occur in names of models: they classify a string, they never trigger."""

from __future__ import annotations

import re

from scanner.evidence.words import words

#: Family names that are hardly ever anything else.
_FAMILIES = words(
    """
    abab agentlm albert alexatm alexnet alpaca ance animatediff aquila aquilachat arabert
    arcface arctic-embed aria ast-finetuned auraflow aya baichuan baichuan2 bark-small bart
    barthez bartpho beit belle bertweet bge bielik bigvgan biobert biogpt biomed blenderbot blip
    bloom bloomz bluebert byt5 c4ai camelbert camembert canary canine cerebras-gpt chatglm
    chatgpt chattts chinese-alpaca chinese-llama chronos citrinet clap clinicalbert clip clipseg
    cm3leon coatnet codebert codegeex codegeex2 codegeex4 codegemma codegen codellama codeqwen
    codestral codet5 cogito cogvideo cogview cogvlm colbert coldecarto colpali colqwen colsmol
    command-a command-r conformer contriever controlnet convbert convnext convnextv2 corenlp
    cosyvoice cosyvoice2 cpm cpm-bee cpmant cpt dac dall-e dalle data2vec dbrx deberta deepcoder
    deepfloyd deepseek deit deliberate densenet deplot depth-anything detr devstral dialogpt
    dino dinov2 dinov3 distil distilbart distilbert distilgpt2 distilroberta dit-base dolly
    donut doubao dpt dragon dreamshaper e5-base e5-large e5-mistral e5-small ecapa efficientdet
    efficientnet electra embeddinggemma encodec erlangshen ernie esm1b esm2 esmfold eva02 exaone
    f5-tts facenet falcon fastpitch fastsam fastspeech fastspeech2 fasttext finbert fish-speech
    flan flan-t5 flan-ul2 flaubert florence florence-2 fnet funnel fuyu gemini gemma gemma2
    gemma3 gemma3n gemma4 git-base glm glm-4 glm-edge glm4 glow-tts glpn googlenet gorilla
    got-ocr gpt gpt-2 gpt-3 gpt-4 gpt-4o gpt-5 gpt-j gpt-neo gpt-neox gpt-oss gpt-sovits gpt2
    gpt3 gpt4 gpt4all gptj granite gritlm grok groot grounding-dino groupvit gte guwenbert
    hermes hiera hifigan hubert hunyuan hunyuandit hunyuanvideo hymba i2vgen ibert idefics
    imagegpt imagen inception inceptionv3 indictrans insightface instantid instructblip
    instructor instructor-xl intern-s1 internlm internlm2 internlm3 internvl ip-adapter jais
    jamba janus jasper jina juggernaut kandinsky kimi ko-sroberta kokoro kolors kosmos laion
    layoutlm layoutlmv2 layoutlmv3 led-base legalbert lfm lfm2 lilt ling-lite linly llada llama
    llama2 llama3 llama4 llava llemma longformer longt5 ltx-video luke lumina lxmert m2m100
    macbert magistral mamba mamba2 marian markuplm mask2former maskformer matcha maxvit mbart
    mbert mdeberta mdetr melotts mengzi mert metaclip midas mimo minicpm minicpm-v minigpt4
    minillm minilm minilmv2 minimax ministral mistral mistrallite mixtral mms mnasnet mobilebert
    mobilenet mobilenetv2 mobilenetv3 mobilesam mobilevit mochi modernbert molmo molmo2
    moondream moonlight moonshot mosaicbert moshi mosnet moss-moon mpnet mpt mrebel mt0 mt5
    mtcnn mteb musicgen mxbai mythomax nanbeige nanogpt nemo-parakeet nemotron neobert nllb
    nomic nougat nous-hermes novelai nystromformer octo olmo olmo2 olmocr omniparser oneformer
    open-llama openbuddy openchat openclip opencoder openelm openhermes openjourney
    openjourney-v4 openr1 openthinker openvla opus-mt orca-mini orion orpheus ovis owlv2 owlvit
    paddleocr paligemma pangu paraformer parakeet paraphrase parler patchtst pegasus perceiver
    phi-1 phi-2 phi-3 phi-4 phi1 phi2 phi3 phi4 phixtral phobert photomaker pi0 piper pix2struct
    pixart pixtral plamo playground-v2 polyglot pony pp-docbee pp-doclayout pp-ocr pp-structure
    prithvi prophetnet pubmedbert pvt pygmalion pythia quartznet qvq qwen qwen1.5 qwen2 qwen2.5
    qwen3 qwq rag-token reader-lm realesrgan realistic-vision rebel redpajama reformer regnet
    reka rembert rerank reranker resnet resnext retinaface retnet ring-lite robeczech roberta
    roformer rtdetr rwkv s1-32b saiga sailor sam2 samba sana sapbert sbert scibert sd-turbo
    sd-vae sd3 sdxl seamless seamlessm4t seed-coder seed-oss segformer segment-anything
    sensevoice sentence-t5 sgpt shufflenet siglip siglip2 silero simcse sky-t1 skywork smollm
    smollm2 smollm3 smolvla smolvlm snac solar-10 spanbert speecht5 speedy-speech spider splade
    splinter squeezebert squeezenet stable-code stable-diffusion stable-video stablelm starchat
    starcoder starcoder2 starling stella styletts2 suno superglue superhot surya swin swinv2
    t0pp t2i-adapter t5 t5gemma tabby-7b tacotron tacotron2 taiyi tapas tars telechat tigerbot
    tiny-random tinyllama tinymistral titanet trocr tulu tvlt typhoon ui-tars ul2 umt5 unet
    unifiedqa unilm unispeech univnet upernet vgg vicuna videomae vilt vision-encoder visualbert
    visualglm vit vitmatte vitpose vitpose-plus vits vivit vixtts vocos voxtral voyage wan2
    wav2vec wav2vec2 waveglow wavenet wavlm wespeaker whisper wizardcoder wizardlm wizardmath
    wudao wuerstchen xcomposer xglm xlm xlm-roberta xlnet xls-r xlsr xmod xtremedistil xtts
    xvector xverse yarn-llama yi-34b yi-6b yolo yolo11 yolos yolov10 yolov5 yolov8 yolov9 yuan2
    zamba zen zephyr zeroscope ziya zoedepth
    """
)

_ESCAPED = "|".join(sorted((re.escape(word) for word in _FAMILIES), key=len, reverse=True))
#: A family as a word of the name; a version may follow directly (``llama3``, ``qwen2.5``).
FAMILY = re.compile(
    rf"(?<![a-z])(?:{_ESCAPED}|[a-z]{{0,12}}(?:bert|llama|gpt|llm|llava|mistral|qwen|gemma))"
    r"(?=\d|v\d|[^a-z0-9]|$)"
)

#: What follows a family: sizes, training stages, quantisation, file formats, image patches.
VARIANT = re.compile(
    r"(?<![a-z0-9])(?:"
    r"\d{1,4}(?:[._p]\d{1,3})?[bmk](?:-?a\d{1,3}b)?|\d{1,2}x\d{1,3}b|[ae]\d{1,3}(?:\.\d)?b|"
    r"instruct|uncased|cased|gguf|ggml|gptq|awq|exl[23]|mlx|bnb|marlin|nvfp4|mxfp[48]|w[48]a(?:8|16)|"
    r"[2-8]-?bits?|int[48]|fp[48]|fp16|bf16|i?q[2-8](?:_[0-9ksmlx]+)*|"
    r"finetuned|fine-tuned|finetune|distill(?:ed)?|distil|pretrained|pretrain|abliterated|quantized|"
    r"sft|dpo|orpo|rlhf|grpo|lora|qlora|mnli|squad2?|sst-?2|nli|msmarco|ms-marco|stsb|ner|conll\d*|"
    r"patch\d+|p\d{2}|seqlen\d+|\d+k|\d+e|ct2|onnx|embed|embeddings?|rerank(?:er)?|"
    r"chat|base|large|xlarge|xxlarge|small|tiny|mini|medium|xl|xxl|turbo|preview|multilingual|"
    r"vl|vision|coder|thinking|reasoning|it|hf|tts|asr|ocr|vqa|v\d+(?:\.\d+)*|random|reward|valuehead|prm"
    r")(?![a-z0-9])"
)

#: Variants that say "model" on their own, without a family beside them.
STRONG_VARIANT = re.compile(
    r"(?<![a-z0-9])(?:"
    r"\d{1,3}(?:[._]\d{1,2})?b|\d{2,4}m|\d{1,2}x\d{1,3}b|instruct|uncased|cased|gguf|ggml|gptq|awq|exl[23]|"
    r"[48]-?bit|finetuned|distilled|abliterated|sft|dpo|rlhf|qlora|mnli|embeddings?|reranker|patch\d+"
    r")(?![a-z0-9])"
)

#: Bare hub ids, from before names had an owner.
BARE_HUB_ID = re.compile(
    r"(?:"
    r"albert-x{0,2}(?:base|large)-v[12]|albert-xlarge-v[12]|bart-(?:base|large)(?:-[a-z]+)?|"
    r"bert-(?:base|large)-[a-z0-9-]+|camembert-base|ctrl|distilbert-base-[a-z0-9-]+|distilgpt2|"
    r"distilroberta-base|gpt2(?:-medium|-large|-xl)?|openai-gpt|roberta-(?:base|large)(?:-[a-z-]+)?|"
    r"t5-(?:small|base|large|3b|11b)|transfo-xl-wt103|xlm-(?:clm|mlm)-[a-z0-9-]+|"
    r"xlm-roberta-(?:base|large)(?:-[a-z0-9-]+)?|xlnet-(?:base|large)-cased|"
    r"(?:paraphrase|multi-qa|msmarco|stsb|nli|all|distiluse|gtr|sentence-t5|quora|allenai|LaBSE|average)"
    r"-(?:[A-Za-z0-9-]*(?:MiniLM|mpnet|distilbert|distilroberta|roberta|bert|xlm|t5|albert|specter)"
    r"[A-Za-z0-9-]*|base(?:-multilingual)?-cased(?:-v[12])?|base|large|xl|xxl)|LaBSE|clip-ViT-[BL]-?\d+(?:-multilingual-v1)?|"
    r"facebook-dpr-[a-z_-]+|google-bert|layoutlm-base-uncased|squeezebert-[a-z-]+|xprophetnet-[a-z0-9-]+"
    r")"
)

#: Families that a local server resolves by their bare name (``model="llama3"``).
BARE_FAMILY = re.compile(
    r"(?:alfred|all-minilm|aya(?:-expanse)?|bakllava|codebooga|codegemma|codellama|codeqwen|codestral|codeup|cogito|"
    r"command-r(?:-plus)?|dbrx|deepcoder|deepseek-(?:coder(?:-v2)?|llm|r1|v2(?:\.5)?|v3(?:\.\d)?)|deepscaler|devstral|"
    r"dolphin(?:-mi[sx]tral|-phi|-llama3|\d)?|dolphincoder|duckdb-nsql|embeddinggemma|everythinglm|exaone(?:3\.5|-deep)|"
    r"falcon[23]?|firefunction-v2|gemma[234]?n?|gemma3n|glm4|goliath|gpt-oss|granite[\w.-]*|hermes3|internlm2|"
    r"llama(?:2|3|3\.\d|4)?(?:-chinese|-uncensored|-gradient|-groq-tool-use|-guard3|-pro|-vision)?|llava(?:-llama3|-phi3)?|"
    r"magicoder|magistral|marco-o1|mathstral|meditron|medllama2|megadolphin|minicpm-v|mistral(?:-nemo|-small|-large|lite|-openorca|-small3\.\d)?|"
    r"mixtral|moondream|mxbai-embed-large|nemotron(?:-mini)?|neural-chat|nexusraven|nomic-embed-text|notus|notux|nous-hermes2?|"
    r"nuextract|olmo2|open-orca-platypus2|openchat|openhermes|opencoder|openthinker|orca-mini|orca2|paraphrase-multilingual|"
    r"phi(?:2|3|3\.5|4)?(?:-mini)?|phind-codellama|qwen(?:2|2\.5|3|2-math|2\.5-coder|2\.5vl|3-coder|3-embedding|3-vl)?|qwq|"
    r"reader-lm|reflection|samantha-mistral|shieldgemma|smallthinker|smollm2?|snowflake-arctic-embed2?|solar(?:-pro)?|sqlcoder|"
    r"stable-beluga|stable-code|stablelm2?|starcoder2?|starling-lm|tinydolphin|tinyllama|tulu3|vicuna|wizard-math|wizard-vicuna|"
    r"wizardcoder|wizardlm2?|xwinlm|yarn-llama2|yarn-mistral|yi|yi-coder|zephyr|bge-m3|bge-large|mistral-large|embeddinggemma)"
)
