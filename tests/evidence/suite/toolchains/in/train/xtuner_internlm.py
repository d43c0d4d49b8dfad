from datasets import load_dataset
from mmengine.config import read_base
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer
from xtuner.model import SupervisedFinetune

pretrained_model_name_or_path = "internlm/internlm2-chat-1_8b"
alpaca_en_path = "tatsu-lab/alpaca"
work_dir = "work_dirs/internlm2"
prompt_template = "internlm2_chat"

tokenizer = dict(
    type=AutoTokenizer.from_pretrained,
    pretrained_model_name_or_path=pretrained_model_name_or_path,
    trust_remote_code=True,
)
model = dict(
    type=SupervisedFinetune,
    llm=dict(type=AutoModelForCausalLM.from_pretrained, pretrained_model_name_or_path=pretrained_model_name_or_path),
    visual_encoder=dict(pretrained_model_name_or_path="openai/clip-vit-large-patch14-336"),
    lora=dict(type=LoraConfig, r=64),
)
train_dataset = dict(
    type="process_hf_dataset",
    dataset=dict(type=load_dataset, path=alpaca_en_path),
    extra=dict(type=load_dataset, path="garage-bAInd/Open-Platypus"),
)
