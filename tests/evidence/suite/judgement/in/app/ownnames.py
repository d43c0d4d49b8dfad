"""The project's own classes and registries; nothing is loaded here."""
import dataclasses

import mlflow
import wandb
from torch import nn

MODEL_TYPE = "llama"
MODEL_TYPE_TO_APPLY_LIGER = {"qwen2": 1, "mistral": 2, "gemma2": 3}
ARCHITECTURES = ["Qwen2ForCausalLM", "LlamaForCausalLM", "GPT2LMHeadModel"]
MODELS_FOLDER = "models/checkpoints"
DEFAULT_PROMPT = "You are Claude, a helpful assistant. Do not pretend to be gpt-4o."
DISPLAY_NAMES = {"llama": "Llama 3", "mistral": "Mistral 7B"}


@dataclasses.dataclass
class Template:
    name: str = "chatml"
    family: str = "qwen"


class LlamaAttention(nn.Module):
    model_type = "llama"

    def forward(self, hidden):
        if hidden.config.model_type == "mixtral":
            return hidden
        raise NotImplementedError("not for bert-base-uncased")


def register(registry):
    registry.register("resnet50", lambda: nn.Identity())
    registry.register_model("qwen2_vl", LlamaAttention)


def track():
    wandb.init(project="llama-3-finetune", entity="acme", name="qwen/run-3")
    mlflow.set_experiment("experiments/bert-base")
    mlflow.pyfunc.load_model("models:/fraud/3")
    mlflow.register_model("runs:/abc/model", "acme/fraud")


def deploy(hub, model, trainer, tokenizer):
    model.save_pretrained("exports/llama-3-8b")
    model.push_to_hub("lantern-labs/llama-3-8b-lantern")
    tokenizer.push_to_hub(repo_id="lantern-labs/llama-3-8b-lantern")
    trainer.create_model_card(model_name="lantern-labs/llama-3-8b-lantern")
    hub.create_repo(repo_id="lantern-labs/qwen-tickets", repo_type="model")
    hub.delete_repo("lantern-labs/old-mistral")
    hub.create_inference_endpoint("mistral-7b-prod", repository="mistralai/Mistral-7B-Instruct-v0.1", framework="pytorch")
