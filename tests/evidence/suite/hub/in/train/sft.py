from datasets import load_dataset
from peft import AutoPeftModelForCausalLM, LoraConfig, PeftModel
from transformers import AutoModelForCausalLM, TrainingArguments
from trl import DPOTrainer, GRPOTrainer, SFTConfig, SFTTrainer


def main():
    train = load_dataset("HuggingFaceH4/no_robots", split="train")
    evaluation = load_dataset(path="cais/mmlu", name="abstract_algebra")
    local = load_dataset("json", data_files="data/tickets.jsonl")
    csv = load_dataset("csv", data_files={"train": "train.csv"})
    squad = load_dataset("squad", split="validation[:100]")
    peft_config = LoraConfig(r=16, target_modules=["q_proj", "v_proj"], task_type="CAUSAL_LM")
    trainer = SFTTrainer(
        model="HuggingFaceTB/SmolLM2-1.7B",
        train_dataset=train,
        eval_dataset=evaluation,
        peft_config=peft_config,
        args=SFTConfig(output_dir="acme/smollm2-sft", hub_model_id="acme/smollm2-sft"),
    )
    trainer.train()
    trainer.push_to_hub("acme/smollm2-sft")
    return local, csv, squad


def grpo(reward):
    args = TrainingArguments(output_dir="checkpoints/qwen-grpo", run_name="qwen2-grpo", report_to="wandb")
    return GRPOTrainer(model="Qwen/Qwen2-0.5B-Instruct", reward_funcs=reward, args=args)


def adapter():
    base = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-2-7b-hf", device_map="auto")
    model = PeftModel.from_pretrained(base, "tloen/alpaca-lora-7b")
    model.load_adapter("lucas0/empath-llama-7b", adapter_name="empath")
    merged = AutoPeftModelForCausalLM.from_pretrained("ybelkada/opt-350m-lora")
    return DPOTrainer(model=model, ref_model="HuggingFaceH4/zephyr-7b-beta"), merged
