"""Handles of publishers on model hubs: a name of theirs needs less proof that it is a model.

Handles only, lower case, from the stored model lists (ten models or more, or a known organisation).
A handle not listed here is no less a publisher: the form of the name then decides.
"""

from __future__ import annotations

PUBLISHERS = frozenset(
    """
01-ai 01ai 0xsero aajrami abacusai adish007 aeon-7 agentica-org ai-forever ai-mo ai-modelscope
ai-sage ai-sweden-models ai21labs ai4bharat aidc-ai aifeifei798 ailexleon aisingapore aixk
akahsizrr albert aleph-alpha ali-vilab alibaba-nlp alibaba-pai allenai allura-forge allura-org
almanach alphaedge-ai alpindale amazon amazon-science amd answerdotai antgroup apple aratako
arcee-ai arliai artindnr ath-maas atomicchat autogluon avlp12 baai baichuan-inc baidu bananamind
bartowski bearzi beetle-humanscale berkeley-nest bertin-project bigcode bigscience
black-forest-labs blackfrost-ai blackfrost-research blinkdl brooooooklyn bsc-lt bytedance
bytedance-research bytedance-seed bytedancedouyincontent camembert cardiffnlp casperhansen
cerebras cerspense chujiezheng chungulus ckiplab cl-nagoya clova-x cmarkea codefuse-ai codellama
coder3101 cognitivecomputations cogvideo cohere cohereforai coherelabs colbert-ir compvis coqui
corianas cpatonn cpatonn-mirror cross-encoder cstr cyankiwi cyberagent cyclone-labs damo
damo-vilab darkartsforge darkc0de databricks datalab-to davidau dbmdz dealignai
decapoda-research dedeprogames deepcogito deeppavlov deepseek-ai deepset deepsweet delta-vector
depth-anything dicta-il diffusers distil-whisper distilbert docling-project dphn dreamfast
drowzeys ds4sd duoneural eleutherai elyza empero-ai ermiaazarkhalili facebook facebookai fal
farbodtavakkoli fastino fengshenbang final-bench fireredteam fishaudio flaubert flavour fnlp
fpadovani francesca9805 freedomintelligence freedomintelligence-pangu freepik frontiersmind
funaudiollm gair garage-baind ggml-org goekdeniz-guelmez google google-bert google-research
google-t5 gpustack grimjim groxaxo gryphe gsai-ml h2oai hauhaucs hcompany helsinki-nlp
heretic-org hexgrad hf-internal-testing hf-tiny-model-private hfl hkunlp hon9kon9ize hotdogs
huawei-noah hugging-quants huggingfacefw huggingfaceh4 huggingfacem4 huggingfacetb huggyllama
huihui-ai ibm-ai-platform ibm-granite ibm-nasa-geospatial ibm-research idea-ccnl idea-research
iflytek ifm iic inceptionai inclusionai indexnusrefather inferencerlabs instantx intel internlm
internscience intfloat iquestlab ista-daslab jackrong jangq-ai jdopensource jeesup jetbrains
jhu-clsp jienengchen jinaai jiunsong junhowie kakaobrain kakaocorp katanemo kblueleaf khazarai
kkhya klue koboldai kromcomp kwai-keye kwai-kolors kwaipilot kwaivgi kyutai laion lambdalabs
latent-consistency leaderboardmodel1 lerobot lewdiculous lexsi lgaalves lgai-exaone lightonai
line-corporation liquidai littlelearner liuhaotian llava-hf lllyasviel llm-jp llm-os-models
llm-research llm360 llmfan46 llmwildling lmms-lab lmstudio-community lmsys locutusque lumiopen
m-a-p maidalun1020 majentik manjunathshiva mannix-ita maziyarpanahi mbzuai mcg-221 mcgill-nlp
meituan-longcat meta-llama meta-models microsoft migtissera minimax minimaxai minishlab
mistral-community mistralai mixedbread-ai mlabonne mlnomad mlx-community mobiuslabsgmbh
modelscope moka-ai mondk moondream moonshot-ai moonshotai mosaicml motif-technologies
mradermacher mudler muxodious myshell-ai naphula naver naver-hyperclovax nbailab nbeerbower
netease-youdao neuml neuralmagic neuralmind nex-agi nexusflow nghuyong nickyang nielsr
nightmedia nlpai-lab nlptown nm-testing nomic-ai norod78 nota-ai nousresearch novaciano numind
nv-community nvidia okwinds oliviarossi open-r1 open-thoughts openai openai-community
openai-mirror openassistant openbmb openbuddy openchat opencompass opendatalab opengvlab
openhands openllm-france openlm-research openmmlab openmoss-team openpangu opensearch-project
openvino openvla optimum-internal-testing orcarouter orionllm ornith-ai osaurusai outlier-ai
paddlepaddle pai pankajmathur peculiar-ragdoll peft-internal-testing perplexity-ai pfnet
philbert440 philipjohnbasile photoroom pipenetwork plantl-gob-es playgroundai pleias poolside
prime-rl primeintellect primitive-ai prism-ml prithivmlmods procreations pyannote pytorch qdrant
qihoo360 quantfactory quanttrio qwen r0b0tlab radixark rdtand readyart reaperdoesntknow redhatai
redhatai-vllm rednote-hilab rekaai rinna robbyant runwayml rwkv sahilchachra saidutta69
sakamakismile sakanaai salesforce samsung samsungsailmontreal sao10k sarvamai sberbank-ai scb10x
segmind sensenova sensetime sentence-transformers servicenow-ai shanghai_ai_laboratory
shibing624 sicariussicariistuff skt skywork snowflake solstice-ai sophosympatheia spacy
speakleash speechbrain spicyneuron stabilityai stable-diffusion-v1-5 stanford-crfm state-spaces
steelskull stepfun-ai suno supralabs swinliq-ais swiss-ai systran t-systems-onsite t-tech
tatsu-lab tclf90 techxgenus teichai tele-ai teleai tencent tencent-community tencent-hunyuan
tencentarc tencentbac tencentgamemate tesslate thebloke thecluster thedrummer thenlper
thinkingmachines thudm tiger-lab tiiuae tildeai timm timm-google tinyllama tngtech
togethercomputer tokyotech-llm tongyi-mai trillionlabs trl-internal-testing trohrbaugh
typhoon-ai uer ukisai ukplab ultralytics unicamp-dl unsloth upstage urchade utter-project
vagosolutions valiantlabs vectara veyra-ai vicgalle vidore vikhyatk vikp vishnu027 vontra
vortex5 wan-ai wandb wangzhang wizardlm wizardlmteam xai-org xenova xiaomimimo xlnet xorbits
yandex yanolja yi youssofal ytu-ce-cosmos z-lab zai-org zed-industries zerofata zhangsq-nju
zhipuai zilliz zq-dev zynerji zyphra
""".split()
)
