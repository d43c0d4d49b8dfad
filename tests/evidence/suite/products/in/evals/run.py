"""Usage: python run.py --models gpt-4o Qwen/Qwen2.5-7B-Instruct"""
import argparse
import sys

import deepeval
from inspect_ai import Task, eval, task
from inspect_ai.dataset import hf_dataset
from lighteval.models.transformers.transformers_model import TransformersModelConfig
from lighteval.tasks.lighteval_task import LightevalTaskConfig
from sentence_transformers.util import cos_sim

parser = argparse.ArgumentParser(epilog="e.g. --judge gpt-4-turbo")
parser.add_argument("--models", nargs="+", default=["gpt-4o-mini", "mistralai/Mistral-7B-Instruct-v0.2"])
parser.add_argument("--judge-model", choices=["gpt-4.1", "claude-3-5-sonnet-latest"], default="gpt-4.1")
parser.add_argument("--report", default="reports/latest")
args = parser.parse_args(sys.argv[1:] or ["--judge-model", "gpt-4.1"])


@task
def gsm():
    return Task(dataset=hf_dataset("openai/gsm8k", split="test", name="main"), solver=[])


def main():
    for name in args.models:
        eval(gsm(), model=f"hf/{name}" if "/" in name else f"openai/{name}", log_dir="logs/evals")
    eval(gsm(), model="vllm/HuggingFaceH4/zephyr-7b-gemma-v0.1")
    return TransformersModelConfig(model_name="HuggingFaceTB/SmolLM2-1.7B-Instruct"), deepeval, cos_sim


TASK = LightevalTaskConfig(
    name="winogrande",
    hf_repo="allenai/winogrande",
    hf_subset="winogrande_xl",
    evaluation_splits=["validation"],
    suite=["custom/tasks"],
)
