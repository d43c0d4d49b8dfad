"""Image backbones behind one interface."""
import clip
import open_clip
import timm
import torch
import torchvision
from torchvision.models import ResNet50_Weights, resnet50

MEAN = (0.485, 0.456, 0.406)


def timm_model(num_classes: int):
    return timm.create_model("vit_base_patch16_224.augreg_in21k", pretrained=True, num_classes=num_classes)


def timm_hub():
    return timm.create_model("hf-hub:timm/convnextv2_base.fcmae_ft_in22k_in1k", pretrained=True)


def siglip():
    model, _, preprocess = open_clip.create_model_and_transforms("ViT-B-32", pretrained="laion2b_s34b_b79k")
    tokenizer = open_clip.get_tokenizer("ViT-B-32")
    return model, preprocess, tokenizer


def hub_clip():
    return open_clip.create_model_from_pretrained("hf-hub:laion/CLIP-ViT-H-14-laion2B-s32B-b79K")


def openai_clip(device):
    return clip.load("ViT-L/14@336px", device=device)


def tv():
    by_name = torchvision.models.get_model("efficientnet_b0", weights="DEFAULT")
    by_class = resnet50(weights=ResNet50_Weights.IMAGENET1K_V2)
    return by_name, by_class


def torch_hub():
    dino = torch.hub.load("facebookresearch/dinov2", "dinov2_vits14")
    midas = torch.hub.load(repo_or_dir="intel-isl/MiDaS", model="DPT_Large")
    return dino, midas


def state():
    url = "https://dl.fbaipublicfiles.com/deit/deit_base_patch16_224-b5f2ef4d.pth"
    return torch.hub.load_state_dict_from_url(url, map_location="cpu")


def weights_only():
    return torch.load("checkpoints/resnet_best.pth", map_location="cpu", weights_only=True)


def export(model, dummy):
    torch.onnx.export(model, dummy, "out/resnet.onnx")
    torch.save(model.state_dict(), "out/last.pth")
