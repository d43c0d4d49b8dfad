# ruff: noqa: E501 (a row of the table is one line)
"""The rows of ``calls``: callable to what its arguments name. Text, so that a row reads as one line."""

from __future__ import annotations

TABLE = """
# model hubs
* from_pretrained 0:pretrained_model_name_or_path=model 0:pretrained_model_name=model 0:model_name=model 0:model_id=model 0:repo_id=model 0:model_path=model revision=revision filename=file subfolder=skip tokenizer=tokenizer text_encoder=skip config=skip
* from_pretrained_url|from_hub|from_hf_hub|load_from_hub|from_hf|hf_load 0:repo_id=model 0:model_id=model revision=revision filename=file
modelscope from_pretrained 0:model_dir=model 0:pretrained_model_name_or_path=model revision=revision @ns=modelscope
modelscope snapshot_download|model_file_download 0:model_id=model 1:file_path=file revision=revision @ns=modelscope
modelscope pipeline 1:model=model 0:task=skip model_revision=revision @ns=modelscope
modelscope MsDataset.load|dataset_snapshot_download 0:dataset_name=dataset 0:dataset_id=dataset @ns=modelscope
modelscope Model.from_pretrained 0:model_name_or_path=model revision=revision @ns=modelscope
huggingface_hub,transformers,diffusers,* hf_hub_download|cached_download|try_to_load_from_cache|hf_hub_url 0:repo_id=repo 1:filename=file revision=revision
huggingface_hub,transformers,diffusers,* snapshot_download 0:repo_id=repo revision=revision
huggingface_hub,* model_info|list_repo_files|list_repo_refs|repo_exists|hf_model_info|get_model_info|auth_check|file_exists|parse_safetensors_file_metadata|get_safetensors_metadata 0:repo_id=repo 1:filename=file revision=revision
huggingface_hub,* dataset_info 0:repo_id=dataset revision=revision
huggingface_hub InferenceClient|AsyncInferenceClient 0:model=model base_url=endpoint @host=api-inference.huggingface.co
huggingface_hub InferenceApi 0:repo_id=model
huggingface_hub,* create_inference_endpoint|update_inference_endpoint 0:name=skip repository=model
huggingface_hub from_pretrained_keras|from_pretrained_fastai|ModelCard.load|PyTorchModelHubMixin.from_pretrained 0:repo_id=model
huggingface_hub HfFileSystem.open 0:path=model
transformers pipeline 1:model=model 2:config=skip 3:tokenizer=tokenizer 4:feature_extractor=tokenizer revision=revision image_processor=tokenizer processor=tokenizer
transformers cached_file|get_file_from_repo|has_file 0:path_or_repo_id=model 1:filename=file revision=revision
transformers TFAutoModel|HfArgumentParser 0:skip=skip
transformers load_tool 0:task_or_repo_id=model
optimum,optimum* pipeline 1:model=model 2:tokenizer=tokenizer
optimum main_export|export_models 0:model_name_or_path=model
diffusers from_single_file|load_lora_weights|load_textual_inversion|load_ip_adapter|load_adapter|load_attn_procs|load_lora_adapter 0:pretrained_model_name_or_path_or_dict=adapter 0:pretrained_model_link_or_path=adapter weight_name=file 1:adapter_name=skip
* load_lora_weights|load_textual_inversion|load_ip_adapter 0:pretrained_model_name_or_path_or_dict=adapter weight_name=file
peft PeftModel.from_pretrained|PeftModelForCausalLM.from_pretrained|PeftModelForSequenceClassification.from_pretrained|PeftMixedModel.from_pretrained 1:model_id=adapter
peft LoraConfig|PeftConfig|LoHaConfig|PromptTuningConfig base_model_name_or_path=base tokenizer_name_or_path=tokenizer
* load_adapter 0:peft_model_id=adapter 0:adapter_name_or_path=adapter
trl SFTTrainer|DPOTrainer|PPOTrainer|GRPOTrainer|KTOTrainer|ORPOTrainer|RewardTrainer|CPOTrainer|OnlineDPOTrainer|RLOOTrainer|GKDTrainer 0:model=model ref_model=model reward_model=model teacher_model=model reward_funcs=model train_dataset=skip
trl create_reference_model 0:model=skip
unsloth FastLanguageModel.from_pretrained|FastModel.from_pretrained|FastVisionModel.from_pretrained 0:model_name=model
awq,auto_gptq,gptqmodel,intel_extension_for_transformers from_quantized|load 0:model_name_or_path=model 0:quant_path=model 0:model_id_or_path=model model_basename=skip
* from_quantized 0:model_name_or_path=model
adapters load_adapter 0:adapter_name_or_path=adapter
setfit SetFitModel.from_pretrained 0:pretrained_model_name_or_path=model
span_marker SpanMarkerModel.from_pretrained 0:pretrained_model_name_or_path=model
# embeddings and rerankers
sentence_transformers SentenceTransformer|CrossEncoder|SparseEncoder|StaticEmbedding.from_model2vec|StaticEmbedding.from_distillation|SentenceTransformerModelCardData 0:model_name_or_path=model 0:model_name=model base_model=base revision=revision teacher_model=model
sentence_transformers Transformer|CLIPModel|models.Transformer|models.CLIPModel|MLMTransformer|SpladePooling 0:model_name_or_path=model 0:model_name=model tokenizer_name_or_path=tokenizer
model2vec StaticModel.from_pretrained|distill 0:path=model 0:model_name=model
fastembed TextEmbedding|SparseTextEmbedding|ImageEmbedding|LateInteractionTextEmbedding|LateInteractionMultimodalEmbedding|TextCrossEncoder|DefaultEmbedding 0:model_name=model
FlagEmbedding FlagModel|BGEM3FlagModel|FlagReranker|FlagLLMReranker|LayerWiseFlagLLMReranker|LightWeightFlagLLMReranker|FlagICLModel|FlagAutoModel.from_finetuned|FlagAutoReranker.from_finetuned|FlagLLMModel|VisualizedBGE|Visualized_BGE|AbsEmbedder|from_finetuned 0:model_name_or_path=model model_name_bge=model
InstructorEmbedding INSTRUCTOR 0:model_name_or_path=model
ragatouille RAGPretrainedModel.from_pretrained|RAGTrainer 0:pretrained_model_name_or_path=model pretrained_model_name=model model_name=model
colbert Checkpoint|Searcher|Indexer|ColBERT|ColBERTConfig checkpoint=model 0:name=model
pylate ColBERT 0:model_name_or_path=model
rerankers Reranker 0:model_name=any
keybert KeyBERT 0:model=model
bertopic BERTopic embedding_model=model
txtai Embeddings|LLM|RAG|Extractor|Pipeline 0:path=any path=any
infinity_emb EngineArgs|AsyncEngineArray.from_args model_name_or_path=model
mteb get_model|get_model_meta|MTEB|get_benchmark 0:model_name=model revision=revision
chromadb* SentenceTransformerEmbeddingFunction|HuggingFaceEmbeddingFunction|InstructorEmbeddingFunction|ONNXMiniLM_L6_V2 0:model_name=model
chromadb* OpenAIEmbeddingFunction|CohereEmbeddingFunction|GoogleGenerativeAiEmbeddingFunction|OllamaEmbeddingFunction model_name=hosted 0:api_key=skip url=endpoint
milvus_model,pymilvus SentenceTransformerEmbeddingFunction|BGEM3EmbeddingFunction|SpladeEmbeddingFunction|CrossEncoderRerankFunction|BGERerankFunction 0:model_name=model
pinecone embed|inference.embed|rerank|inference.rerank 0:model=hosted
# inference engines
vllm LLM|AsyncLLMEngine|EngineArgs|AsyncEngineArgs|LLMEngine|ModelConfig|AsyncLLM 0:model=model tokenizer=tokenizer revision=revision speculative_model=model
vllm LoRARequest 2:lora_path=adapter 2:lora_local_path=adapter
sglang Engine|ServerArgs|Runtime|AsyncEngine model_path=model tokenizer_path=tokenizer 0:model_path=model
sglang OpenAI|Anthropic|VertexAI 0:model_name=hosted
lmdeploy pipeline|serve|client|TurbomindEngineConfig|VLAsyncEngine|api_server 0:model_path=model
llama_cpp Llama 0:model_path=weight lora_path=weight lora_base=weight clip_model_path=weight
llama_cpp Llama.from_pretrained 0:repo_id=model 1:filename=file
llama_cpp LlamaHFTokenizer.from_pretrained 0:pretrained_model_name_or_path=tokenizer
ctransformers AutoModelForCausalLM.from_pretrained 0:model_path_or_repo_id=model model_file=file
ctransformers LLM 0:model_path=weight
gpt4all GPT4All|Embed4All 0:model_name=weight @ns=gpt4all
mlx_lm,mlx_vlm,mlx_embeddings,mlx_audio load|generate|convert|load_model|server 0:path_or_hf_repo=model adapter_path=skip tokenizer=skip
mlx_whisper transcribe|load_model path_or_hf_repo=model
exllamav2 ExLlamaV2Config 0:model_dir=model
ctranslate2 Translator|Generator|Whisper|Encoder|TransformersConverter 0:model_path=model 0:model_name_or_path=model
onnxruntime,ort InferenceSession 0:path_or_bytes=weight
onnx load|load_model 0:f=weight
onnxruntime_genai Model|Config 0:config_path=model
openvino,openvino* read_model|compile_model|Core.read_model 0:model=weight
* read_model 0:model=weight @ns=openvino
openvino_genai LLMPipeline|VLMPipeline|WhisperPipeline 0:models_path=model
tensorrt_llm LLM|LLMArgs|Builder 0:model=model tokenizer=tokenizer
deepspeed init_inference|mii.pipeline|pipeline 0:model=model
mii pipeline|serve|client 0:model_name_or_path=model
petals AutoDistributedModelForCausalLM.from_pretrained 0:pretrained_model_name_or_path=model
ollama chat|generate|embeddings|embed|pull|show|Client.chat|create 0:model=named from_=named @ns=ollama @host=localhost
ollama Client|AsyncClient 0:host=endpoint @ns=ollama @host=localhost
lmstudio llm|embedding_model|embedding|LLM|get_model 0:model_key=named @ns=lmstudio
outlines models.transformers|models.vllm|models.llamacpp|models.mlxlm|models.exl2|transformers|vllm|mlxlm|llamacpp 0:model_name=model 0:repo_id=model 1:filename=file
outlines models.openai|models.azure_openai|from_openai|from_anthropic|from_gemini|from_mistral|from_dottxt|from_azure_ai 0:skip=skip 1:model_name=hosted
outlines from_ollama|from_lmstudio|from_sglang|from_vllm|from_tgi 0:skip=skip 1:model_name=any @ns=ollama
guidance models.Transformers|models.LlamaCpp|models.OpenAI|models.AzureOpenAI|models.Anthropic|models.VertexAI|Transformers|LlamaCpp 0:model=any
lmql model|LLM 0:model_identifier=any
# vision
timm create_model|create_model_and_transforms|list_models|model_info|get_pretrained_cfg 0:model_name=named @ns=timm
timm hf_hub 0:model_id=model
torch hub.load 0:repo_or_dir=skip 1:model=named @ns=torch.hub
torch hub.load_state_dict_from_url|hub.download_url_to_file|load_state_dict_from_url 0:url=weight
torch load|jit.load|export.load 0:f=weight
torchvision get_model|get_model_weights|get_weight 0:name=named @ns=torchvision
torchvision,torch,mmengine,mmcv,detectron2,timm,segmentation_models_pytorch load_state_dict_from_url|load_url|load_checkpoint|load_file_from_url 0:url=weight filename=weight 1:filename=weight
safetensors load_file|safe_open|load_model 0:filename=weight
open_clip create_model_and_transforms|create_model|create_model_from_pretrained|get_tokenizer|create_model_and_preprocess 0:model_name=named 1:pretrained=skip pretrained_tag=skip @ns=open_clip
clip load|load_model 0:name=exact @ns=clip
cn_clip load_from_name 0:name=exact @ns=cn_clip
ultralytics YOLO|RTDETR|SAM|FastSAM|NAS|YOLOWorld|YOLOE 0:model=named @ns=ultralytics
super_gradients models.get|get 0:model_name=named @ns=super_gradients
yolov5 load 0:model_path=model
segmentation_models_pytorch Unet|FPN|DeepLabV3|DeepLabV3Plus|create_model|from_pretrained 0:encoder_name=named @ns=timm
segment_anything,sam2 build_sam2|build_sam2_video_predictor|SamPredictor.from_pretrained 1:ckpt_path=weight checkpoint=weight
segment_anything sam_model_registry checkpoint=weight 0:checkpoint=weight
mmdet,mmpose,mmseg,mmpretrain,mmocr,mmaction,mmengine,mmyolo,mmrotate init_detector|inference_model|init_model|DetInferencer|MMPoseInferencer|ImageClassificationInferencer|MMOCRInferencer|get_model|init_recognizer 0:model=named 1:checkpoint=weight weights=weight det=named rec=named @ns=openmmlab
detectron2 model_zoo.get_checkpoint_url|model_zoo.get|get_checkpoint_url|model_zoo.get_config 0:config_path=exact @ns=detectron2
detectron2 model_zoo.get_config_file|get_config_file 0:config_path=skip
face_recognition,insightface FaceAnalysis|get_model 0:name=named @ns=insightface
deepface DeepFace.represent|DeepFace.build_model|DeepFace.verify model_name=named @ns=deepface
easyocr Reader recog_network=named detect_network=named @ns=easyocr
paddleocr PaddleOCR|TextRecognition|TextDetection|PPStructure|PPStructureV3|DocVLM|PaddleOCRVL text_detection_model_name=named text_recognition_model_name=named 0:model_name=named model_name=named det_model_dir=skip @ns=paddleocr
paddlex create_model|create_pipeline 0:model_name=named @ns=paddlex
paddlenlp Taskflow model=named 1:model=named @ns=paddlenlp
paddlenlp from_pretrained 0:pretrained_model_name_or_path=named @ns=paddlenlp
paddlehub Module name=named @ns=paddlehub
doctr ocr_predictor|detection_predictor|recognition_predictor 0:det_arch=named 1:reco_arch=named @ns=doctr
rapidocr,rapidocr_onnxruntime RapidOCR det_model_path=weight rec_model_path=weight cls_model_path=weight
surya,marker,docling load_model|load_processor|from_model_path checkpoint=model artifacts_path=skip 0:repo_id=model
docling,docling_core HuggingFaceModelDownloadOptions|InlineVlmOptions|ApiVlmOptions|PictureDescriptionVlmOptions|HybridChunker|HuggingFaceTokenizer.from_pretrained repo_id=model model_name=tokenizer tokenizer=tokenizer url=endpoint
keras_hub,keras_nlp,keras_cv from_preset|load_model 0:preset=named @ns=keras_hub
* from_preset 0:preset=named @ns=keras_hub
keras,tensorflow,tf_keras load_model|models.load_model|saved_model.load 0:filepath=weight
tensorflow_hub load|KerasLayer|resolve 0:handle=tfhub @ns=tfhub
kagglehub model_download|load_model 0:handle=named @ns=kaggle
kagglehub dataset_download|dataset_load 0:handle=dataset @ns=kaggle
mindspore_hub load 0:name=exact @ns=mindspore
mindnlp from_pretrained 0:pretrained_model_name_or_path=model
# speech
whisper load_model|download 0:name=named @ns=whisper
whisperx load_model 0:whisper_arch=named @ns=whisper
whisperx load_align_model 0:language_code=skip 2:model_name=model
whisperx DiarizationPipeline 0:model_name=model
faster_whisper,whisper_live,whisperx WhisperModel|download_model|BatchedInferencePipeline 0:model_size_or_path=named 0:size_or_id=named @ns=whisper
whisper_timestamped,stable_whisper load_model|load_faster_whisper|load_hf_whisper 0:name=named @ns=whisper
pywhispercpp Model 0:model=named @ns=whisper
nemo,nemo_toolkit from_pretrained 0:model_name=named @ns=nemo
nemo,nemo_toolkit restore_from 0:restore_path=weight
speechbrain from_hparams|foreign_class|HuggingFaceTransformersInterface|fetch 0:source=model
* from_hparams 0:source=model
pyannote Pipeline.from_pretrained|Model.from_pretrained|Inference|PretrainedSpeakerEmbedding|VoiceActivityDetection|SpeakerDiarization 0:checkpoint_path=model 0:checkpoint=model 0:embedding=model segmentation=model embedding=model
pyannote DetectionModel 0:model=model
TTS TTS|ModelManager.download_model|download_model 0:model_name=coqui vocoder_name=named @ns=coqui
kokoro KPipeline|KModel repo_id=model
bark preload_models|SAMPLE_RATE text_use_small=skip
melo TTS language=skip
parler_tts ParlerTTSForConditionalGeneration.from_pretrained 0:pretrained_model_name_or_path=model
funasr AutoModel|AutoModel.from_pretrained model=named vad_model=named punc_model=named spk_model=named 0:model=named model_revision=revision @ns=modelscope
sherpa_onnx OfflineRecognizer.from_transducer|OfflineRecognizer.from_paraformer|OfflineRecognizer.from_whisper encoder=weight decoder=weight joiner=weight paraformer=weight model=weight
vosk Model 0:model_path=skip model_name=named @ns=vosk
audiocraft,encodec MusicGen.get_pretrained|AudioGen.get_pretrained|get_pretrained 0:name=model
demucs get_model 0:name=named @ns=demucs
torchaudio pipelines.get|load_state_dict_from_url 0:url=weight
silero_vad,silero load_silero_vad|silero_stt 0:model=skip
resemblyzer,espnet2,espnet_model_zoo Speech2Text.from_pretrained|Text2Speech.from_pretrained|ModelDownloader.download_and_unpack 0:model_tag=model
# language tools
spacy load|cli.download|download|blank_load 0:name=named @ns=spacy
* add_pipe 1:skip=skip
stanza Pipeline|download 0:lang=named package=named @ns=stanza
flair SequenceTagger.load|TextClassifier.load|TARSClassifier.load|WordEmbeddings|FlairEmbeddings|Classifier.load|load 0:model_path=named 0:embeddings=named @ns=flair
flair TransformerWordEmbeddings|TransformerDocumentEmbeddings|TransformerEmbeddings|SentenceTransformerDocumentEmbeddings 0:model=model
gliner GLiNER.from_pretrained 0:model_id=model
gliner_spacy,refined,span_marker from_pretrained 0:model_name=model
gensim api.load|downloader.load|load 0:name=named @ns=gensim
fasttext load_model 0:path=weight
joblib load 0:filename=weight
laserembeddings Laser 0:skip=skip
allennlp,allennlp_models load_predictor|Predictor.from_path 0:model_id=named 0:archive_path=weight @ns=allennlp
simpletransformers ClassificationModel|NERModel|QuestionAnsweringModel|T5Model|Seq2SeqModel|LanguageGenerationModel 0:skip=skip 1:model_name=model
haystack*,farm FARMReader|TransformersReader|TransformersSummarizer|EmbeddingRetriever 0:model_name_or_path=model embedding_model=model
tokenizers Tokenizer.from_pretrained 0:identifier=tokenizer
tiktoken encoding_for_model 0:model_name=hosted
tiktoken get_encoding 0:encoding_name=skip
evaluate load 0:path=skip
bert_score,moverscore score|BERTScorer model_type=model
presidio_analyzer,presidio_analyzer* TransformersNlpEngine|TransformersRecognizer model_path=model
detoxify Detoxify 0:model_type=named @ns=detoxify
llmlingua PromptCompressor 0:model_name=model
semantic_router HuggingFaceEncoder|FastEmbedEncoder|OpenAIEncoder|CohereEncoder name=any 0:name=any
nemoguardrails LLMRails|Model model=any
transformer_lens HookedTransformer.from_pretrained 0:model_name=model
lm_eval simple_evaluate model_args=modelargs 0:model=skip
lighteval Pipeline|VLLMModelConfig|TransformersModelConfig|AccelerateModelConfig pretrained=model model_name=model
datasets load_dataset|load_dataset_builder|get_dataset_config_names|get_dataset_split_names|get_dataset_infos|dataset_module_factory 0:path=dataset revision=revision
datasets Dataset.from_hub|load_from_hub 0:path=dataset
* load_dataset 0:path=dataset revision=revision
torchvision,torchtext skip 0:skip=skip
fiftyone load_zoo_model|foz.load_zoo_model|zoo.load_zoo_model 0:name=named @ns=fiftyone
autogluon TimeSeriesPredictor|MultiModalPredictor 0:skip=skip
chronos ChronosPipeline.from_pretrained|BaseChronosPipeline.from_pretrained 0:pretrained_model_name_or_path=model
# agent and chain frameworks
langchain*,langchain ChatOpenAI|OpenAI|OpenAIEmbeddings|BaseChatOpenAI|OpenAIModerationChain 0:model=hosted model=hosted model_name=hosted deployment_name=skip azure_deployment=skip base_url=endpoint openai_api_base=endpoint azure_endpoint=endpoint endpoint=endpoint @host=api.openai.com
langchain*,langchain AzureChatOpenAI|AzureOpenAI|AzureOpenAIEmbeddings 0:model=hosted model=hosted model_name=hosted deployment_name=skip azure_deployment=skip base_url=endpoint openai_api_base=endpoint azure_endpoint=endpoint endpoint=endpoint @host=azure
langchain*,langchain ChatAnthropic|Anthropic|AnthropicLLM model=hosted model_name=hosted base_url=endpoint @host=api.anthropic.com
langchain*,langchain ChatGoogleGenerativeAI|GoogleGenerativeAI|GoogleGenerativeAIEmbeddings|GoogleGenerativeAIEmbedding model=hosted @host=generativelanguage.googleapis.com
langchain*,langchain ChatVertexAI|VertexAI|VertexAIEmbeddings|ChatAnthropicVertex model=hosted model_name=hosted 0:model_name=hosted @host=aiplatform.googleapis.com
langchain*,langchain ChatBedrock|ChatBedrockConverse|Bedrock|BedrockLLM|BedrockEmbeddings|BedrockChat model=hosted model_id=hosted endpoint_url=endpoint
langchain*,langchain ChatMistralAI|MistralAIEmbeddings model=hosted model_name=hosted endpoint=endpoint @host=api.mistral.ai
langchain*,langchain ChatCohere|Cohere|CohereEmbeddings|CohereRerank model=hosted @host=api.cohere.com
langchain*,langchain ChatGroq|Groq model=hosted model_name=hosted @host=api.groq.com
langchain*,langchain ChatTogether|Together|TogetherEmbeddings model=hosted @host=api.together.xyz
langchain*,langchain ChatFireworks|Fireworks|FireworksEmbeddings model=hosted @host=api.fireworks.ai
langchain*,langchain ChatNVIDIA|NVIDIAEmbeddings|NVIDIARerank model=hosted base_url=endpoint @host=integrate.api.nvidia.com
langchain*,langchain ChatDeepSeek model=hosted @host=api.deepseek.com
langchain*,langchain ChatXAI model=hosted @host=api.x.ai
langchain*,langchain ChatPerplexity model=hosted @host=api.perplexity.ai
langchain*,langchain ChatTongyi|Tongyi|DashScopeEmbeddings model=hosted model_name=hosted @host=dashscope.aliyuncs.com
langchain*,langchain ChatZhipuAI|ZhipuAIEmbeddings model=hosted @host=open.bigmodel.cn
langchain*,langchain MoonshotChat|Moonshot model=hosted model_name=hosted @host=api.moonshot.cn
langchain*,langchain MiniMaxChat|Minimax|MiniMaxEmbeddings model=hosted @host=api.minimax.chat
langchain*,langchain QianfanChatEndpoint|QianfanLLMEndpoint|QianfanEmbeddingsEndpoint model=hosted @host=aip.baidubce.com
langchain*,langchain ChatHunyuan|ChatBaichuan|ChatYi|VolcEngineMaasChat|ChatReka|ChatAI21|ChatCloudflareWorkersAI|ChatOCIGenAI|ChatWatsonx|WatsonxLLM|ChatUpstage|UpstageEmbeddings|ChatSambaNovaCloud|ChatCerebras|ChatLiteLLM|ChatOpenRouter|VoyageAIEmbeddings|VoyageAIRerank|JinaEmbeddings|JinaRerank|ChatDeepInfra|DeepInfra|ChatDatabricks|ChatPremAI|ChatFriendli|ChatEverlyAI|ChatAnyscale|AI21 model=hosted model_name=hosted model_id=hosted 0:model=hosted
langchain*,langchain ChatSparkLLM|SparkLLM|SparkLLMTextEmbeddings spark_llm_domain=hosted model=hosted spark_api_url=endpoint @host=spark-api.xf-yun.com
langchain*,langchain ChatOllama|Ollama|OllamaLLM|OllamaEmbeddings model=named 0:model=named base_url=endpoint @ns=ollama
langchain*,langchain init_chat_model|init_embeddings 0:model=any base_url=endpoint
langchain*,langchain create_agent|create_react_agent|create_deep_agent 0:model=any model=any
langchain*,langchain HuggingFaceEmbeddings|HuggingFaceBgeEmbeddings|HuggingFaceInstructEmbeddings|HuggingFaceInferenceAPIEmbeddings|HuggingFaceEndpointEmbeddings|SentenceTransformerEmbeddings|HuggingFaceCrossEncoder|FastEmbedEmbeddings|InfinityEmbeddings|FlashrankRerank|OpenVINOEmbeddings|HuggingFaceHubEmbeddings|QuantizedBgeEmbeddings model_name=model model=model model_name_or_path=model repo_id=model 0:model_name=model
langchain*,langchain HuggingFaceHub|HuggingFaceEndpoint|HuggingFacePipeline.from_model_id|HuggingFaceTextGenInference|VLLM|ChatHuggingFace|MLXPipeline.from_model_id|WeightOnlyQuantPipeline.from_model_id repo_id=model model=model model_id=model endpoint_url=endpoint model_name=model
langchain*,langchain VLLMOpenAI|ChatLlamaAPI|ChatOctoAI model=any model_name=any openai_api_base=endpoint
langchain*,langchain LlamaCpp|ChatLlamaCpp|LlamaCppEmbeddings|GPT4All|CTransformers|GPT4AllEmbeddings model_path=weight model=any model_file=weight
langchain*,langchain Replicate model=hosted @host=api.replicate.com
langchain_text_splitters,langchain SentenceTransformersTokenTextSplitter model_name=model
langchain_text_splitters,langchain TokenTextSplitter.from_tiktoken_encoder|from_tiktoken_encoder model_name=hosted encoding_name=skip
llama_index* OpenAI|OpenAIEmbedding|OpenAIMultiModal|OpenAIResponses|OpenAIAgent model=hosted 0:model=hosted api_base=endpoint azure_endpoint=endpoint engine=skip @host=api.openai.com
llama_index* AzureOpenAI|AzureOpenAIEmbedding model=hosted 0:model=hosted api_base=endpoint azure_endpoint=endpoint engine=skip @host=azure
llama_index* OpenAILike|OpenAILikeEmbedding|OpenAICompatible model=any model_name=any api_base=endpoint
llama_index* Anthropic|Gemini|GoogleGenAI|Vertex|Bedrock|BedrockConverse|MistralAI|Cohere|Groq|TogetherLLM|Fireworks|Perplexity|DeepSeek|DashScope|ZhipuAI|Replicate|NVIDIA|OpenRouter|SambaNovaCloud|Cerebras|XAI|GeminiEmbedding|GoogleGenAIEmbedding|CohereEmbedding|MistralAIEmbedding|VoyageEmbedding|BedrockEmbedding|JinaEmbedding|NVIDIAEmbedding|DashScopeEmbedding|TogetherEmbedding|FireworksEmbedding|CohereRerank|JinaRerank|VoyageAIRerank|LiteLLM|SiliconFlow|Anyscale|Upstage|Reka model=hosted model_name=hosted 0:model=hosted api_base=endpoint base_url=endpoint
llama_index* Ollama|OllamaEmbedding model=named model_name=named 0:model=named base_url=endpoint @ns=ollama
llama_index* HuggingFaceEmbedding|HuggingFaceLLM|HuggingFaceInferenceAPI|SentenceTransformerRerank|FlagEmbeddingReranker|FastEmbedEmbedding|HuggingFaceInferenceAPIEmbedding|OptimumEmbedding|InstructorEmbedding|AdapterEmbeddingModel|ColbertRerank|LangchainEmbedding|Vllm|OpenVINOEmbedding|OpenVINOLLM|SentenceTransformersFinetuneEngine|HuggingFaceMultiModal.from_model_name|ClipEmbedding model_name=model model=model tokenizer_name=tokenizer model_id=model model_name_or_path=model embed_model=model 0:model_name=model model_id_or_path=model
llama_index* LlamaCPP model_path=weight model_url=weight
llama_index* resolve_embed_model|resolve_llm 0:embed_model=any
haystack,haystack*,haystack_integrations OpenAIGenerator|OpenAIChatGenerator|OpenAITextEmbedder|OpenAIDocumentEmbedder|OpenAIResponsesChatGenerator|DALLEImageGenerator|RemoteWhisperTranscriber model=hosted 0:model=hosted api_base_url=endpoint azure_endpoint=endpoint azure_deployment=hosted @host=api.openai.com
haystack,haystack*,haystack_integrations AzureOpenAIGenerator|AzureOpenAIChatGenerator model=hosted 0:model=hosted api_base_url=endpoint azure_endpoint=endpoint azure_deployment=hosted @host=azure
haystack,haystack_integrations AnthropicChatGenerator|AnthropicGenerator|GoogleGenAIChatGenerator|GoogleAIGeminiGenerator|GoogleAIGeminiChatGenerator|VertexAIGeminiGenerator|MistralChatGenerator|CohereGenerator|CohereChatGenerator|CohereRanker|CohereTextEmbedder|CohereDocumentEmbedder|AmazonBedrockGenerator|AmazonBedrockChatGenerator|JinaTextEmbedder|JinaRanker|NvidiaGenerator|NvidiaTextEmbedder|OpenRouterChatGenerator|TogetherAIChatGenerator|MetaLlamaChatGenerator model=hosted 0:model=hosted
haystack,haystack_integrations OllamaGenerator|OllamaChatGenerator|OllamaTextEmbedder|OllamaDocumentEmbedder model=named 0:model=named url=endpoint @ns=ollama
haystack,haystack_integrations HuggingFaceLocalGenerator|HuggingFaceLocalChatGenerator|SentenceTransformersTextEmbedder|SentenceTransformersDocumentEmbedder|TransformersSimilarityRanker|SentenceTransformersSimilarityRanker|SentenceTransformersDiversityRanker|ExtractiveReader|TransformersZeroShotTextRouter|TransformersTextRouter|TransformersZeroShotDocumentClassifier|NamedEntityExtractor|SASEvaluator|FastembedTextEmbedder|FastembedDocumentEmbedder|InstructorTextEmbedder|LocalWhisperTranscriber|HuggingFaceAPIGenerator model=model 0:model=model
dspy LM|OpenAI|Together|HFClientVLLM|HFModel|OllamaLocal|Embedder|AzureOpenAI|Claude|Google|GROQ 0:model=any api_base=endpoint
crewai LLM|Agent|Crew 0:model=any model=any llm=any manager_llm=any function_calling_llm=any base_url=endpoint
autogen*,autogen OpenAIChatCompletionClient|AzureOpenAIChatCompletionClient|AnthropicChatCompletionClient|OpenAIAssistantAgent model=hosted base_url=endpoint azure_endpoint=endpoint
autogen*,ag2 OllamaChatCompletionClient model=named @ns=ollama
autogen*,ag2 LLMConfig model=any base_url=endpoint api_type=skip
pydantic_ai Agent 0:model=any model=any
pydantic_ai OpenAIModel|OpenAIChatModel|OpenAIResponsesModel|AnthropicModel|GeminiModel|GoogleModel|GroqModel|MistralModel|CohereModel|BedrockConverseModel|HuggingFaceModel|infer_model|FallbackModel 0:model_name=hosted *:model=hosted
pydantic_ai OpenAIProvider|AzureProvider|AnthropicProvider|DeepSeekProvider base_url=endpoint azure_endpoint=endpoint
instructor from_provider 0:model=any
agents,openai_agents Agent|RunConfig|LitellmModel|OpenAIChatCompletionsModel model=any
smolagents InferenceClientModel|HfApiModel|LiteLLMModel|TransformersModel|OpenAIServerModel|OpenAIModel|AzureOpenAIServerModel|AmazonBedrockServerModel|MLXModel|VLLMModel 0:model_id=any model_id=any api_base=endpoint
smolagents load_tool|Tool.from_hub|Tool.from_space|load_collection_from_hub 0:repo_id=skip
google.adk,google Agent|LlmAgent|LiteLlm model=any
strands,strands_agents Agent|BedrockModel|OpenAIModel model=any model_id=hosted
agno,phi Agent|OpenAIChat|Claude|Gemini|Groq|Ollama|DeepSeek|OpenRouter id=any 0:id=any
semantic_kernel,semantic_kernel* OpenAIChatCompletion|AzureChatCompletion|OpenAITextEmbedding|OllamaChatCompletion ai_model_id=any deployment_name=skip endpoint=endpoint
llm get_model|get_async_model|get_embedding_model 0:name=any
aisuite,litellm completion|acompletion|embedding|aembedding|image_generation|transcription|speech|rerank|token_counter|text_completion|responses|aresponses|get_model_info|atext_completion 0:model=any api_base=endpoint base_url=endpoint
litellm Router 0:model_list=skip
ragas LangchainLLMWrapper|llm_factory|embedding_factory 0:model=any
deepeval GPTModel|GEval|AnswerRelevancyMetric|FaithfulnessMetric|OllamaModel|AnthropicModel model=any
mem0,memgpt,letta Memory.from_config|create_client 0:skip=skip
lamini,predibase LlamaV2Runner|Lamini|LLM 0:model_name=model model_name=model
modal,baseten,beam skip 0:skip=skip
bentoml,openllm LLM|import_model|transformers.save_model|diffusers.import_model 0:model_id=model 1:pretrained_model_name_or_path=model
# provider SDKs
openai OpenAI|AsyncOpenAI|Client|AsyncClient base_url=endpoint @host=api.openai.com
openai AzureOpenAI|AsyncAzureOpenAI azure_endpoint=endpoint base_url=endpoint azure_deployment=skip @host=azure
openai ChatCompletion.create|ChatCompletion.acreate|Completion.create|Embedding.create|Image.create|Audio.transcribe|Moderation.create|Edit.create|FineTuningJob.create model=hosted engine=hosted 0:model=hosted api_base=endpoint @host=api.openai.com
* completions.create|completions.parse|completions.stream|responses.create|responses.parse|responses.stream|embeddings.create|images.generate|images.edit|transcriptions.create|translations.create|speech.create|moderations.create|assistants.create|jobs.create|realtime.connect|completions.with_raw_response.create|runs.create|sessions.create|realtime.create model=hosted
* messages.create|messages.stream|messages.count_tokens|messages.parse|batches.create model=hosted
anthropic Anthropic|AsyncAnthropic|Client|AsyncClient base_url=endpoint @host=api.anthropic.com
anthropic AnthropicBedrock|AsyncAnthropicBedrock|AnthropicVertex|AsyncAnthropicVertex base_url=endpoint @host=cloud
google.generativeai,google GenerativeModel|get_model|embed_content|generate_text|generate_embeddings|get_tuned_model|ImageGenerationModel.from_pretrained 0:model_name=hosted model=hosted @host=generativelanguage.googleapis.com
google,vertexai Client http_options=skip @host=generativelanguage.googleapis.com
* models.generate_content|models.generate_content_stream|models.embed_content|models.generate_images|models.generate_videos|chats.create|models.count_tokens|caches.create|models.compute_tokens|live.connect model=hosted
vertexai,google.cloud GenerativeModel|TextGenerationModel.from_pretrained|ChatModel.from_pretrained|TextEmbeddingModel.from_pretrained|CodeGenerationModel.from_pretrained|ImageGenerationModel.from_pretrained|MultiModalEmbeddingModel.from_pretrained|ImageTextModel.from_pretrained|CodeChatModel.from_pretrained 0:model_name=hosted @host=aiplatform.googleapis.com
* invoke_model|invoke_model_with_response_stream|converse|converse_stream|start_async_invoke|apply_guardrail|retrieve_and_generate modelId=hosted modelArn=hosted
boto3 client endpoint_url=url
mistralai,mistralai_azure,mistralai_gcp Mistral|MistralClient|MistralAsyncClient server_url=endpoint endpoint=endpoint @host=api.mistral.ai
* chat.complete|chat.stream|chat.complete_async|chat.stream_async|fim.complete|chat.parse|embeddings.create_async|ocr.process|agents.complete model=hosted
cohere Client|AsyncClient|ClientV2|AsyncClientV2|BedrockClient base_url=endpoint api_url=endpoint @host=api.cohere.com
cohere chat|generate|embed|rerank|classify|summarize|chat_stream model=hosted
groq Groq|AsyncGroq base_url=endpoint @host=api.groq.com
together Together|AsyncTogether base_url=endpoint @host=api.together.xyz
together Complete.create|Image.create model=hosted 1:model=hosted
fireworks,fireworks* Fireworks|LLM|AsyncFireworks base_url=endpoint model=hosted @host=api.fireworks.ai
replicate run|async_run|stream|models.get|predictions.create|deployments.get 0:ref=hosted model=hosted @host=api.replicate.com
fal_client run|subscribe|submit|stream 0:application=hosted @host=fal.run
cerebras Cerebras|AsyncCerebras base_url=endpoint @host=api.cerebras.ai
voyageai Client|AsyncClient @host=api.voyageai.com
voyageai embed|rerank|multimodal_embed|contextualized_embed model=hosted
zhipuai,zai ZhipuAI|ZhipuAiClient|ZaiClient base_url=endpoint @host=open.bigmodel.cn
dashscope Generation.call|MultiModalConversation.call|TextEmbedding.call|ImageSynthesis.call|MultiModalEmbedding.call|SpeechSynthesizer|Recognition|Transcription.async_call|TextReRank.call|AioGeneration.call|SpeechSynthesizer.call|Assistants.create|get_tokenizer|call 0:model=hosted model=hosted @host=dashscope.aliyuncs.com
volcenginesdkarkruntime Ark|AsyncArk base_url=endpoint @host=ark.cn-beijing.volces.com
qianfan ChatCompletion|Completion|Embedding|Qianfan|Text2Image|Reranker|ChatCompletion.do|Completion.do|Embedding.do|Text2Image.do|Reranker.do|ChatCompletion.ado|Embedding.ado model=hosted endpoint=skip @host=qianfan.baidubce.com
erniebot ChatCompletion.create|Embedding.create|Image.create model=hosted @host=aip.baidubce.com
sparkai,sparkai* ChatSparkLLM spark_llm_domain=hosted spark_api_url=endpoint @host=spark-api.xf-yun.com
tencentcloud ChatCompletionsRequest|HunyuanClient Model=hosted @host=hunyuan.tencentcloudapi.com
minimax,moonshot,stepfun,baichuan Client|Client.chat model=hosted base_url=endpoint
xai_sdk Client|AsyncClient|chat.create model=hosted @host=api.x.ai
ai21 AI21Client|AsyncAI21Client model=hosted @host=api.ai21.com
writerai Writer|AsyncWriter base_url=endpoint @host=api.writer.com
elevenlabs ElevenLabs|generate|text_to_speech.convert|convert model=hosted model_id=hosted @host=api.elevenlabs.io
deepgram PrerecordedOptions|LiveOptions|SpeakOptions model=hosted @host=api.deepgram.com
assemblyai TranscriptionConfig speech_model=skip
stability_sdk StabilityInference engine=hosted @host=api.stability.ai
azure ChatCompletionsClient|EmbeddingsClient|OpenAIClient|ImageEmbeddingsClient 0:endpoint=endpoint endpoint=endpoint model=hosted @host=azure
azure complete|embed model=hosted
ibm_watsonx_ai ModelInference|Model|Embeddings model_id=hosted url=endpoint
sagemaker JumpStartModel|HuggingFaceModel model_id=hosted
nebius,sambanova,hyperbolic,novita_client SambaNova|OpenAI base_url=endpoint
clarifai Model|ClarifaiLLM url=skip model_id=hosted
portkey_ai,helicone Portkey base_url=endpoint
promptflow,prompty AzureOpenAIModelConfiguration|OpenAIModelConfiguration model=hosted base_url=endpoint azure_endpoint=endpoint
gradio,gr load 0:name=gradio
gradio_client Client 0:src=skip
inspect_ai get_model|eval 0:model=any model=any
inspect_ai hf_dataset 0:path=dataset revision=revision
lighteval TransformersModelConfig|VLLMModelConfig model_name=model
livekit,livekit* LLM|TTS|STT|RealtimeModel model=hosted
pipecat OpenAILLMService|AnthropicLLMService|GoogleLLMService|OpenAITTSService model=hosted
requests,httpx,aiohttp,urllib3,niquests post|get|request|stream|AsyncClient|Client|put|ClientSession 0:url=url url=url base_url=url
* session.post|client.post|session.get|http.post 0:url=url url=url
urllib Request|urlopen|urlretrieve 0:url=weighturl
wget,gdown,pooch,torch,requests,* download|cached_download|download_file|download_url|urlretrieve|retrieve|load_file_from_url|hf_download|download_from_url 0:url=weighturl url=weighturl
"""
