import argparse
from dataclasses import dataclass, field
from typing import Annotated, Optional

import attrs
import click
import fire
import typer
from hydra.core.config_store import ConfigStore
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from transformers import AutoModel, HfArgumentParser
from vllm import LLM

app = typer.Typer()


def parser():
    p = argparse.ArgumentParser()
    p.add_argument("--model", default="lmsys/vicuna-13b-v1.5", help="for example lmsys/vicuna-7b-v1.3")
    p.add_argument("--draft", type=str, default="JackFram/llama-68m")
    p.add_argument("--dataset_name", default="tatsu-lab/alpaca")
    p.add_argument("--api-base", default="https://api.groq.com/openai/v1")
    p.add_argument("--output", default="out/vicuna")
    p.add_argument("--logger", default="acme/cli")
    p.add_argument("--hub-model-id", default="acme/vicuna-tuned")
    return p


def main():
    args = parser().parse_args()
    return LLM(args.model, speculative_config={"model": args.draft})


@click.command()
@click.option("--model-id", default="tiiuae/falcon-7b-instruct", show_default=True)
@click.option("--branch", default="release/v2")
def serve(model_id, branch):
    return LLM(model=model_id)


@app.command()
def chat(
    model: str = typer.Option("gpt-4o-mini", "--model", "-m"),
    embedder: Annotated[str, typer.Option(help="embedding model")] = "thenlper/gte-small",
    topic: str = typer.Option("home/assistant"),
):
    print(model, embedder, topic)


@dataclass
class ModelArguments:
    model_name_or_path: Optional[str] = field(default="bigscience/bloomz-560m", metadata={"help": "hub id"})
    tokenizer_name: str = "bigscience/tokenizer"
    output_dir: str = "runs/bloomz"


@attrs.define
class Judge:
    judge_model: str = attrs.field(default="claude-3-opus-20240229")
    rubric: str = "rubrics/helpfulness"


class Service(BaseModel):
    llm: str = Field(default="gemini-1.5-pro", description="default chat model, e.g. gemini-pro")
    base_url: str = Field("https://generativelanguage.googleapis.com/v1beta/openai/")
    mime: str = Field("text/event-stream")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")
    embedding_model: str = "intfloat/e5-base-v2"
    openai_api_base: str = "https://api.together.xyz/v1"
    celery_queue: str = "acme/embed"


@dataclass
class Pretrained:
    backbone: str = "google/vit-base-patch16-224"


ConfigStore.instance().store(name="pretrained", node=Pretrained)


def embed(text, model="nomic-ai/nomic-embed-text-v1.5", *, device="cpu"):
    return AutoModel.from_pretrained(model, trust_remote_code=True).to(device)(text)


def summarise(path, checkpoint="sshleifer/distilbart-cnn-12-6"):
    return AutoModel.from_pretrained(checkpoint)


if __name__ == "__main__":
    HfArgumentParser((ModelArguments,)).parse_args_into_dataclasses()
    fire.Fire(summarise)
