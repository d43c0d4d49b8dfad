import json
import tomllib
from pathlib import Path

import timm
import whisper
import yaml
from omegaconf import OmegaConf
from transformers import AutoModel

with open("settings/speech.yaml") as stream:
    speech = yaml.safe_load(stream)
ears = whisper.load_model(speech["asr"]["size"])

vision = json.loads(Path("settings/vision.json").read_text())
eyes = timm.create_model(vision["arch"], pretrained=True)

with open("settings/text.toml", "rb") as stream:
    text = tomllib.load(stream)
words = AutoModel.from_pretrained(text["encoder"]["source"])

cfg = OmegaConf.load("conf/rank.yaml")
ranker = AutoModel.from_pretrained(cfg.rank.start)
