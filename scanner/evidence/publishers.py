"""Handles of publishers on model hubs: a name of theirs needs less proof that it is a model.

Handles only, as the hubs spell them, from the stored model lists (ten models or more, or a known
organisation). A handle not listed here is no less a publisher: the form of the name then decides.
"""

from __future__ import annotations

from scanner.evidence.words import words

HANDLES = words(
    """
01-ai 01ai 0xSero aajrami abacusai ADISH007 AEON-7 agentica-org ai-forever AI-MO AI-ModelScope
ai-sage AI-Sweden-Models ai21labs ai4bharat AIDC-AI aifeifei798 ailexleon aisingapore aixk
Akahsizrr albert Aleph-Alpha ali-vilab Alibaba-NLP alibaba-pai allenai allura-forge allura-org
almanach alphaedge-ai alpindale amazon amazon-science amd answerdotai antgroup apple Aratako
arcee-ai ArliAI artindnr ATH-MaaS AtomicChat autogluon avlp12 BAAI baichuan-inc baidu BananaMind
bartowski bearzi Beetle-HumanScale berkeley-nest bertin-project bigcode bigscience
black-forest-labs Blackfrost-AI Blackfrost-Research BlinkDL Brooooooklyn BSC-LT ByteDance
bytedance-research ByteDance-Seed BytedanceDouyinContent camembert cardiffnlp casperhansen
cerebras cerspense chujiezheng Chungulus ckiplab cl-nagoya clova-x cmarkea codefuse-ai codellama
coder3101 cognitivecomputations CogVideo Cohere CohereForAI CohereLabs colbert-ir CompVis coqui
Corianas cpatonn cpatonn-mirror cross-encoder cstr cyankiwi cyberagent Cyclone-Labs damo
damo-vilab DarkArtsForge darkc0de databricks datalab-to DavidAU dbmdz dealignai
decapoda-research DedeProGames deepcogito DeepPavlov deepseek-ai deepset deepsweet Delta-Vector
depth-anything dicta-il diffusers distil-whisper distilbert docling-project dphn DreamFast
drowzeys ds4sd DuoNeural EleutherAI elyza empero-ai ermiaazarkhalili facebook FacebookAI fal
farbodtavakkoli fastino Fengshenbang FINAL-Bench FireRedTeam fishaudio flaubert flavour fnlp
fpadovani francesca9805 FreedomIntelligence FreedomIntelligence-pangu Freepik FrontiersMind
FunAudioLLM GAIR garage-bAInd ggml-org Goekdeniz-Guelmez google google-bert google-research
google-t5 gpustack grimjim groxaxo Gryphe GSAI-ML h2oai HauhauCS Hcompany Helsinki-NLP
heretic-org hexgrad hf-internal-testing hf-tiny-model-private hfl hkunlp hon9kon9ize hotdogs
huawei-noah hugging-quants HuggingFaceFW HuggingFaceH4 HuggingFaceM4 HuggingFaceTB huggyllama
huihui-ai ibm-ai-platform ibm-granite ibm-nasa-geospatial ibm-research IDEA-CCNL IDEA-Research
iflytek IFM IIC iic inceptionai inclusionAI Indexnusrefather inferencerlabs InstantX Intel
internlm InternScience intfloat IQuestLab ISTA-DASLab Jackrong JANGQ-AI jdopensource Jeesup
JetBrains jhu-clsp jienengchen JinaAI jinaai Jiunsong JunHowie kakaobrain kakaocorp katanemo
KBlueLeaf khazarai KKHYA klue KoboldAI kromcomp Kwai-Keye Kwai-Kolors Kwaipilot KwaiVGI kyutai
laion lambdalabs latent-consistency LeaderboardModel1 lerobot Lewdiculous Lexsi lgaalves
LGAI-EXAONE lightonai line-corporation LiquidAI littlelearner liuhaotian llava-hf lllyasviel
llm-jp LLM-OS-Models LLM-Research LLM360 llmfan46 LLMWildling lmms-lab lmstudio-community lmsys
Locutusque LumiOpen m-a-p maidalun1020 majentik manjunathshiva ManniX-ITA MaziyarPanahi MBZUAI
McG-221 McGill-NLP meituan-longcat meta-llama meta-models microsoft migtissera MiniMax MiniMaxAI
minishlab mistral-community mistralai mixedbread-ai mlabonne mlnomad mlx-community
mobiuslabsgmbh modelscope moka-ai mondk moondream moonshot-ai MoonshotAI moonshotai mosaicml
Motif-Technologies mradermacher mudler MuXodious myshell-ai Naphula naver naver-hyperclovax
NbAiLab nbeerbower netease-youdao NeuML neuralmagic neuralmind nex-agi Nexusflow nghuyong
Nickyang nielsr nightmedia nlpai-lab nlptown nm-testing nomic-ai Norod78 nota-ai NousResearch
Novaciano numind nv-community nvidia okwinds OliviaRossi open-r1 open-thoughts openai
openai-community openai-mirror OpenAssistant OpenBMB openbmb OpenBuddy openchat opencompass
OpenDataLab opendatalab OpenGVLab OpenHands OpenLLM-France openlm-research OpenMMLab openmmlab
OpenMOSS-Team openPangu opensearch-project OpenVINO openvla optimum-internal-testing orcarouter
OrionLLM ornith-ai OsaurusAI Outlier-Ai PaddlePaddle PAI pankajmathur peculiar-ragdoll
peft-internal-testing perplexity-ai pfnet philbert440 philipjohnbasile Photoroom pipenetwork
PlanTL-GOB-ES playgroundai PleIAs poolside PRIME-RL PrimeIntellect primitive-ai prism-ml
prithivMLmods ProCreations pyannote pytorch Qdrant qihoo360 QuantFactory QuantTrio Qwen qwen
r0b0tlab RadixArk rdtand ReadyArt reaperdoesntknow RedHatAI RedHatAI-vllm rednote-hilab RekaAI
rinna robbyant runwayml RWKV sahilchachra saidutta69 sakamakismile SakanaAI Salesforce Samsung
SamsungSAILMontreal Sao10K sarvamai sberbank-ai scb10x segmind SenseNova sensenova SenseTime
sentence-transformers ServiceNow-AI Shanghai_AI_Laboratory shibing624 SicariusSicariiStuff skt
Skywork skywork Snowflake Solstice-AI sophosympatheia spacy speakleash speechbrain spicyneuron
stabilityai stable-diffusion-v1-5 stanford-crfm state-spaces Steelskull stepfun-ai suno
SupraLabs SwinliQ-AIs swiss-ai Systran T-Systems-onsite t-tech tatsu-lab tclf90 TechxGenus
TeichAI Tele-AI TeleAI tencent tencent-community Tencent-Hunyuan TencentARC TencentBAC
TencentGameMate Tesslate TheBloke TheCluster TheDrummer thenlper thinkingmachines THUDM
TIGER-Lab tiiuae TildeAI timm timm-google TinyLlama tngtech togethercomputer tokyotech-llm
Tongyi-MAI trillionlabs trl-internal-testing trohrbaugh typhoon-ai uer ukisai UKPLab Ultralytics
unicamp-dl unsloth upstage urchade utter-project VAGOsolutions ValiantLabs vectara veyra-ai
vicgalle vidore vikhyatk vikp vishnu027 Vontra Vortex5 Wan-AI wandb wangzhang WizardLM
WizardLMTeam xai-org Xenova XiaomiMiMo xlnet Xorbits yandex yanolja Yi Youssofal ytu-ce-cosmos
z-lab zai-org zed-industries zerofata zhangsq-nju ZhipuAI zilliz ZQ-Dev Zynerji Zyphra
"""
)
PUBLISHERS = frozenset(handle.lower() for handle in HANDLES)
