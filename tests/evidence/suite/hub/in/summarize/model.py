"""Summarise support tickets.

We used to load "facebook/bart-large-xsum" here; it hallucinated names.
"""
import logging

import torch
from transformers import (
    AutoConfig,
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    BitsAndBytesConfig,
    GenerationConfig,
    pipeline,
)

logger = logging.getLogger("acme/summarize")
OUTPUT = "runs/bart-large-tickets"


def load(device):
    tokenizer = AutoTokenizer.from_pretrained("facebook/bart-large-cnn")
    model = AutoModelForSeq2SeqLM.from_pretrained(
        "facebook/bart-large-cnn",
        torch_dtype=torch.float16,
        quantization_config=BitsAndBytesConfig(load_in_8bit=True),
        attn_implementation="flash_attention_2",
    )
    # model = AutoModelForSeq2SeqLM.from_pretrained("google/pegasus-xsum")
    return tokenizer, model.to(device)


def classifier():
    return pipeline("zero-shot-classification", model="MoritzLaurer/deberta-v3-large-zeroshot-v2.0", device=0)


def translator():
    return pipeline(task="translation", model="Helsinki-NLP/opus-mt-zh-en", tokenizer="Helsinki-NLP/opus-mt-zh-en")


def sentiment():
    return pipeline("sentiment-analysis", "cardiffnlp/twitter-roberta-base-sentiment-latest")


def config_only():
    config = AutoConfig.from_pretrained("bert-base-multilingual-cased")
    if config.model_type == "bert":
        logger.info("loaded %s", config.name_or_path)
    generation = GenerationConfig.from_pretrained("google/flan-t5-base")
    return config, generation


def save(model, tokenizer):
    model.save_pretrained("out/bart-tickets")
    tokenizer.save_pretrained("out/bart-tickets")
    model.push_to_hub("acme-support/bart-tickets")


def reload():
    return AutoModelForSeq2SeqLM.from_pretrained("./out/bart-tickets")
