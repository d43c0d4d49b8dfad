"""Names that nobody can know from the repository: each is a gap, not a guess."""
import argparse
import json
import os
import random
import sys

import spacy
import whisper
from datasets import load_dataset
from fastapi import FastAPI
from huggingface_hub import HfApi, snapshot_download
from openai import OpenAI
from transformers import AutoModel, AutoTokenizer, pipeline
from vllm import LLM

app = FastAPI()
client = OpenAI()


def from_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    args = parser.parse_args()
    return LLM(model=args.model)


def from_argv():
    return AutoModel.from_pretrained(sys.argv[1])


def from_user():
    return pipeline("summarization", model=input("which? "))


def from_environment():
    return whisper.load_model(os.environ["NOBODY_SETS_THIS"])


@app.post("/chat")
def from_request(body: dict):
    return client.chat.completions.create(model=body["model"], messages=[])


def from_file():
    with open(sys.argv[2]) as stream:
        names = json.load(stream)
    return spacy.load(names["pipeline"])


def from_hub():
    newest = next(iter(HfApi().list_models(author="google", sort="lastModified")))
    return AutoTokenizer.from_pretrained(newest.id)


def from_database(connection):
    (name,) = connection.execute("select name from datasets").fetchone()
    return load_dataset(name)


def from_plan(plan):
    return snapshot_download(repo_id=plan.repository)


def from_formatted(size):
    return AutoModel.from_pretrained(f"{random.choice(size)}-{sys.platform}")


def known():
    pool = ["sentence-transformers/average_word_embeddings_komninos", "sentence-transformers/clip-ViT-B-32"]
    return AutoModel.from_pretrained(random.choice(pool))
