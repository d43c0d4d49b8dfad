"""Thin wrappers around the local engines."""
from ctransformers import AutoModelForCausalLM as CTModel
from llama_cpp import Llama
from lmdeploy import TurbomindEngineConfig, pipeline
from mlx_lm import generate, load
from optimum.intel import OVModelForCausalLM
from optimum.onnxruntime import ORTModelForSequenceClassification
import onnxruntime as ort
import openvino as ov
import openvino_genai
import sglang as sgl
from vllm import LLM, SamplingParams
from vllm.engine.arg_utils import AsyncEngineArgs
from vllm.lora.request import LoRARequest


def vllm_engine():
    return LLM(
        model="Qwen/Qwen2.5-14B-Instruct-AWQ",
        tokenizer="Qwen/Qwen2.5-14B-Instruct",
        quantization="awq_marlin",
        speculative_config={"model": "Qwen/Qwen2.5-0.5B-Instruct", "num_speculative_tokens": 5},
    )


def vllm_async():
    return AsyncEngineArgs(model="mistralai/Mixtral-8x7B-Instruct-v0.1", tensor_parallel_size=2)


def lora():
    return LoRARequest("sql", 1, "yard1/llama-2-7b-sql-lora-test")


def sglang_engine():
    return sgl.Engine(model_path="deepseek-ai/DeepSeek-R1-Distill-Qwen-7B")


def sglang_runtime():
    return sgl.Runtime(model_path="lmsys/vicuna-7b-v1.5", port=30000)


def turbomind():
    return pipeline("internlm/internlm2_5-7b-chat", backend_config=TurbomindEngineConfig(tp=1))


def llama():
    return Llama(model_path="models/mistral-7b-instruct-v0.2.Q4_K_M.gguf", n_ctx=4096)


def llama_hub():
    return Llama.from_pretrained(repo_id="bartowski/Qwen2.5-7B-Instruct-GGUF", filename="*Q4_K_M.gguf")


def ct():
    return CTModel.from_pretrained("marella/gpt-2-ggml", model_file="ggml-model.bin", model_type="gpt2")


def mlx():
    model, tokenizer = load("mlx-community/Mistral-7B-Instruct-v0.3-4bit")
    return generate(model, tokenizer, prompt="hi")


def openvino():
    model = OVModelForCausalLM.from_pretrained("OpenVINO/Phi-3-mini-4k-instruct-int4-ov")
    core = ov.Core()
    detector = core.read_model("models/person-detection-0202.xml")
    chat = openvino_genai.LLMPipeline("models/TinyLlama-1.1B-Chat-ov", "CPU")
    return model, detector, chat


def onnx():
    session = ort.InferenceSession("weights/silero_vad.onnx", providers=["CPUExecutionProvider"])
    model = ORTModelForSequenceClassification.from_pretrained(
        "optimum/distilbert-base-uncased-finetuned-sst-2-english"
    )
    return session, model
