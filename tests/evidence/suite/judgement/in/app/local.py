from pathlib import Path

import torch
from transformers import AutoModel, AutoTokenizer, Trainer

HERE = Path(__file__).parent


def load_local():
    a = AutoModel.from_pretrained("./checkpoints/llama-3-8b")
    b = AutoModel.from_pretrained("/mnt/models/Qwen2.5-7B-Instruct")
    c = AutoModel.from_pretrained(HERE / "model")
    d = AutoTokenizer.from_pretrained("../shared/tokenizer")
    e = AutoModel.from_pretrained("outputs/checkpoint-500")
    f = AutoModel.from_pretrained("~/models/phi-2")
    g = AutoModel.from_pretrained("saved_model/")
    return a, b, c, d, e, f, g


def resume(trainer: Trainer):
    trainer.train(resume_from_checkpoint="runs/checkpoint-1000")
    torch.save(trainer.model.state_dict(), "runs/final.pt")
