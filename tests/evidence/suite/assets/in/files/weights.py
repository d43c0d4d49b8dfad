import joblib
import numpy as np
import torch
from keras.models import load_model
from llama_cpp import Llama
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from ultralytics import YOLO

CKPT = "checkpoints/unet_epoch40.ckpt"
LABELS = "labels/coco.names"
FIRMWARE = "firmware/board_v2.bin"
SEGMENT_URL = "https://github.com/ultralytics/assets/releases/download/v8.2.0/yolov8n-seg.pt"


def load(device="cpu", vae="vae/kl-f8-anime2.safetensors"):
    state = torch.load(CKPT, map_location=device)
    tensors = load_file(vae, device=device)
    with safe_open("loras/detail_tweaker_xl.safetensors", framework="pt") as f:
        keys = f.keys()
    jit = torch.jit.load("exports/encoder_scripted.pt")
    clf = joblib.load("artifacts/spam_clf.joblib")
    net = load_model("artifacts/mnist_cnn.h5")
    llm = Llama("ggml/llama-2-13b-chat.ggmlv3.q4_0.bin")
    seg = YOLO(SEGMENT_URL)
    return state, tensors, keys, jit, clf, net, llm, seg


def write(model, tensors):
    torch.save(model, "out/final_model.pth")
    save_file(tensors, "out/merged.safetensors")
    joblib.dump(model, "out/clf.joblib")
    model.export("out/graph.onnx")
    np.savez("out/features.npz", a=1)
    return np.load("data/features.npz"), open(FIRMWARE, "rb"), open(LABELS)


def is_weight(path):
    return path.endswith((".safetensors", ".gguf")) or path == "pytorch_model.bin"
