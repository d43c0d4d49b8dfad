"""Parts of one model that lie in folders chosen when it runs."""

import os

import torch


def decoder(folder: str, encoder: str, head: str):
    return torch.load(os.path.join(folder, "scenes", f"scenes-{encoder}-{head}/head_epoch_20.pth"))


def landmarks(root: str):
    path = f"{root}/faces/landmark68.pth"
    return torch.load(path)


def kept(output_dir: str) -> str:
    return f"{output_dir}/faces_finished.pth"


REMOTE = Client(model="openai/local", fallback_model="openai/x")
