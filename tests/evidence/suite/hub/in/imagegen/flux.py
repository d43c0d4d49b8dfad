import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    DiffusionPipeline,
    FluxPipeline,
    StableDiffusionXLControlNetPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from diffusers.utils import load_image

SAMPLE = "https://huggingface.co/datasets/huggingface/documentation-images/resolve/main/diffusers/cat.png"


def flux():
    pipe = FluxPipeline.from_pretrained("black-forest-labs/FLUX.1-dev", torch_dtype=torch.bfloat16)
    pipe.load_lora_weights("XLabs-AI/flux-RealismLora", weight_name="lora.safetensors")
    pipe.enable_model_cpu_offload()
    return pipe


def sdxl_with_control():
    controlnet = ControlNetModel.from_pretrained("diffusers/controlnet-canny-sdxl-1.0")
    vae = AutoencoderKL.from_pretrained("madebyollin/sdxl-vae-fp16-fix", torch_dtype=torch.float16)
    pipe = StableDiffusionXLControlNetPipeline.from_pretrained(
        "stabilityai/stable-diffusion-xl-base-1.0",
        controlnet=controlnet,
        vae=vae,
        variant="fp16",
    )
    pipe.load_ip_adapter("h94/IP-Adapter", subfolder="sdxl_models", weight_name="ip-adapter_sdxl.bin")
    return pipe


def unet():
    return UNet2DConditionModel.from_pretrained("runwayml/stable-diffusion-v1-5", subfolder="unet")


def single_file():
    return StableDiffusionXLPipeline.from_single_file(
        "https://huggingface.co/stabilityai/stable-diffusion-xl-refiner-1.0/blob/main/sd_xl_refiner_1.0.safetensors"
    )


def community():
    return DiffusionPipeline.from_pretrained(
        "Kwai-Kolors/Kolors-diffusers",
        custom_pipeline="lpw_stable_diffusion_xl",
    )


def headers():
    return {"Content-Type": "image/png", "Accept": "application/json"}


def init_image():
    return load_image(SAMPLE)
