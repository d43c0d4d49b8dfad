"""Doc: model.cuda() and device="cuda" in prose are nothing.

>>> model.cuda()
"""
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
if torch.backends.mps.is_available():
    device = "mps"
else:
    device = "cuda"
if device == "cuda":
    model.to("cuda")
# model.cuda()
x = 1  # device="cuda"
assert args.device in ("cuda", "cpu")
