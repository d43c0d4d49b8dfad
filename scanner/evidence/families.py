"""Words that occur in names of models: families, sizes, formats. They classify a string, they never trigger."""

from __future__ import annotations

import re

#: Family names that are hardly ever anything else.
_FAMILIES = """
abab albert alexatm alpaca pp-ocr pp-docbee pp-structure pp-doclayout aquila aria arctic-embed ast-finetuned auraflow aya baichuan bart bark-small
barthez bartpho beit bge bielik biogpt biomed blenderbot blip bloom bloomz byt5 c4ai camembert canary
canine cerebras-gpt chatglm chatgpt chronos clap clip clipseg cm3leon codebert codegemma codegen
codellama codeqwen codestral codet5 cogito cogvideo cogview cogvlm colbert coldecarto colpali colqwen
colsmol command-a command-r controlnet convbert convnext corenlp cosyvoice cpm-bee cpmant dac dall-e
dalle data2vec dbrx deberta deepfloyd deepseek deit deplot depth-anything detr devstral dialogpt dino
dinov2 dinov3 distil distilbart distilbert distilgpt2 distilroberta dit-base dolly donut doubao dpt
e5-base e5-large e5-mistral e5-small efficientnet electra embeddinggemma encodec ernie esm1b esm2
esmfold exaone falcon fastpitch fasttext flan flan-t5 flaubert florence fnet funnel fuyu gemini gemma
gemma2 gemma3 gemma3n gemma4 git-base glm glm4 glpn gorilla got-ocr gpt gpt2 gpt-2 gpt-3 gpt-4 gpt-4o
gpt-5 gpt-j gpt-neo gpt-neox gpt-oss gpt3 gpt4 gpt4all gptj granite grok groupvit grounding-dino gte
gritlm hermes hifigan hiera hubert hunyuan hymba idefics ibert imagen imagegpt indictrans instructblip
instructor instructor-xl internlm internvl intern-s1 jamba jais jina janus kandinsky kimi kokoro kosmos
laion layoutlm layoutlmv2 layoutlmv3 led-base lfm lfm2 lilt llada llama llama2 llama3 llama4 llava
llemma longformer longt5 luke lumina lxmert m2m100 magistral mamba mamba2 marian markuplm mask2former
maskformer mbart mbert mdeberta mdetr mert metaclip midas mimo minicpm minicpm-v minigpt4 minilm
minilmv2 minimax ministral mistral mistrallite mixtral mms mobilebert mobilenet mobilevit modernbert
molmo moondream moonlight moonshot moshi mosnet mpnet mpt mt0 mt5 mteb musicgen mxbai mythomax nanogpt
nemo-parakeet nemotron neobert nllb nomic nougat nous-hermes novelai nystromformer olmo olmo2 olmocr
omniparser oneformer open-llama openbuddy openchat openclip openhermes openelm openjourney opus-mt
orca-mini orion orpheus ovis owlv2 owlvit paddleocr paligemma paraphrase parakeet parler patchtst
pegasus perceiver phi-1 phi-2 phi-3 phi-4 phi1 phi2 phi3 phi4 phixtral phobert pix2struct pixtral
playground-v2 plamo polyglot pony prophetnet prithvi pvt pygmalion pythia qvq qwen qwen1.5 qwen2 qwen2.5
qwen3 qwq rag-token reader-lm realesrgan redpajama reformer regnet reka rembert resnet retnet roberta
robeczech roformer rtdetr rwkv sailor sam2 samba sapbert saiga scibert sd-turbo sd-vae sdxl seamless
segformer seamlessm4t segment-anything sentence-t5 sgpt siglip siglip2 silero sd3 skywork smollm smollm2
smollm3 smolvlm snac solar-10 speecht5 spider splade splinter squeezebert stable-code stable-diffusion
stable-video stablelm starchat starcoder starcoder2 starling stella superhot superglue suno surya swin
swinv2 t0pp t5 t5gemma tabby-7b tapas tars tiny-random tinyllama tinymistral tulu titanet trocr tvlt
typhoon ui-tars umt5 unet unilm unispeech univnet upernet vicuna videomae vilt vision-encoder visualbert
vit vitmatte vitpose vitpose-plus vits vivit voxtral voyage wav2vec2 wav2vec wavlm wan2 wespeaker whisper
wizardcoder wizardlm wizardmath xcomposer xglm xlm xlm-roberta xlnet xls-r xlsr xmod xtts xverse yolo
yolov5 yolov8 yolo11 yolov9 yolov10 yolos yarn-llama yi-34b yi-6b zamba zephyr zoedepth spanbert mrebel
rebel flan-ul2 ul2 unifiedqa xtremedistil legalbert finbert bertweet cpt camelbert arabert sbert
ko-sroberta minillm mosaicbert clinicalbert biobert pubmedbert bluebert simcse ance contriever dragon
rerank reranker mobilesam fastsam insightface arcface retinaface mtcnn facenet efficientdet
mobilenetv2 mobilenetv3 inception inceptionv3 densenet vgg alexnet squeezenet shufflenet resnext mnasnet
googlenet maxvit eva02 coatnet convnextv2 bigvgan vocos styletts2 f5-tts melotts fish-speech chattts
cosyvoice2 sensevoice paraformer conformer citrinet quartznet jasper ecapa xvector tacotron tacotron2
waveglow wavenet fastspeech fastspeech2 glow-tts speedy-speech vixtts matcha piper gpt-sovits hunyuandit
hunyuanvideo ltx-video mochi sana kolors pixart wuerstchen animatediff i2vgen zeroscope instantid
photomaker ip-adapter t2i-adapter dreamshaper realistic-vision juggernaut deliberate openjourney-v4
florence-2 molmo2 internlm2 internlm3 openvla octo pi0 smolvla groot opencoder seed-oss seed-coder
ling-lite ring-lite telechat baichuan2 aquilachat moss-moon belle chinese-llama chinese-alpaca ziya
tigerbot linly yuan2 taiyi erlangshen nanbeige mengzi guwenbert macbert zen wudao pangu cpm codegeex
codegeex2 codegeex4 glm-4 glm-edge visualglm agentlm deepcoder openthinker openr1 s1-32b sky-t1
""".split()

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
