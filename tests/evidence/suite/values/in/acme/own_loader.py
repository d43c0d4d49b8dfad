import json
from pathlib import Path

import yaml
from sentence_transformers import CrossEncoder, SentenceTransformer

HERE = Path(__file__).resolve().parent
DENSE = HERE.parent / "settings" / "dense.json"


def read_settings(path, section=None):
    with open(path, encoding="utf-8") as stream:
        content = yaml.safe_load(stream)
    return content[section] if section else content


def read_all(path="settings/rerank.yaml"):
    with open(path, encoding="utf-8") as stream:
        return yaml.safe_load(stream)


settings = read_all("settings/rerank.yaml")
cross = CrossEncoder(settings["stages"]["second"])

with DENSE.open() as stream:
    dense = json.load(stream)
first = SentenceTransformer(dense["stages"]["first"])
third = SentenceTransformer(json.loads((HERE / ".." / "settings" / "dense.json").read_text())["stages"].get("third"))
