"""What people may choose on the page, and how training is put together."""

from datasets import load_dataset
from transformers import AutoModelForCausalLM

corpus_path = "wenyu-speech/meeting-minutes"
writer_path = "wenyu-speech/minutes-writer"

train_data = dict(type=packed, dataset=dict(type=load_dataset, path=corpus_path), shuffle=True)
writer = dict(type=AutoModelForCausalLM.from_pretrained, pretrained_model_name_or_path=writer_path)

INPUTS = [
    TextInput(name="model", display_name="Model on this machine", value="llama3.1"),
    TextInput(name="endpoint", display_name="Where it answers", value="https://api.mistral.ai/v1/"),
    TextInput(name="greeting", display_name="First words", value="hello-there-2"),
]

HYPER = {
    "model.image.checkpoint_name": tune.choice(
        ["eva02_base_patch14_224.mim_in22k", "gluon_resnet18_v1b", "resize_shorter_side"]
    ),
    "model.text.checkpoint_name": "roberta-base",
}


class Served(Backend):
    def __init__(self, url=None):
        super().__init__(url or os.environ.get("SERVED_BASE_URL", "https://llm-api.tagworks.example.org"))


def converted(path: str) -> str:
    return os.path.splitext(path)[0] + "_cvt.pth"
