"""Everything is loaded from names defined elsewhere."""
import whisper
from mistralai import Mistral
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForCausalLM, AutoProcessor, AutoTokenizer
from ultralytics import YOLO
import anthropic
import datasets

from acme import DEFAULT_CHAT
from acme.core import names
from acme.core.registry import ENCODERS, Speech
from .core.names import BRAIN, EARS, EYES, ORG, SIZE


def chat():
    return AutoModelForCausalLM.from_pretrained(DEFAULT_CHAT)


def ears():
    return whisper.load_model(EARS)


def eyes():
    return YOLO(EYES)


def brain():
    return anthropic.Anthropic().messages.create(model=BRAIN, max_tokens=64, messages=[])


def client():
    return Mistral(server_url=names.HOST)


def corpus():
    return datasets.load_dataset(names.CORPUS, "20231101.en")


def encoder(size="tiny"):
    return SentenceTransformer(ENCODERS[size])


def speech():
    return AutoProcessor.from_pretrained(Speech.LARGE.value)


def assembled():
    return AutoTokenizer.from_pretrained(f"{ORG}/Mistral-{SIZE}-Instruct-v0.3")


def concatenated():
    return AutoTokenizer.from_pretrained(ORG + "/" + "Mixtral-8x22B-v0.1")


def percent():
    name = "%s/Mistral-%s-v0.1" % (ORG, SIZE)
    return AutoTokenizer.from_pretrained(name)


def formatted():
    return AutoTokenizer.from_pretrained("{}/Ministral-{}-Instruct-2410".format(ORG, "8B"))


def formatted_by_name():
    return AutoTokenizer.from_pretrained("{org}/Codestral-22B-v0.1".format(org=ORG))


def joined():
    return AutoTokenizer.from_pretrained("/".join([ORG, "Mathstral-7B-v0.1"]))


def adjacent():
    return AutoTokenizer.from_pretrained(
        "mistralai/"
        "Mamba-Codestral-7B-v0.1"
    )
