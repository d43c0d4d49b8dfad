import argparse
import sys

import ollama
from huggingface_hub import snapshot_download

DEFAULTS = {"talker": "qwen2.5:1.5b", "mirror": "deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B"}


def options(argv):
    parser = argparse.ArgumentParser()
    sub = parser.add_subparsers(dest="verb")
    talk = sub.add_parser("talk")
    talk.add_argument("--talker", default=DEFAULTS["talker"])
    group = sub.add_parser("get").add_argument_group("source")
    group.add_argument("--mirror", default=DEFAULTS["mirror"])
    group.add_argument("--into", default="cache/mirror")
    parser.set_defaults(persona="llama3.2:1b")
    return parser.parse_args(argv)


def main():
    ns = options(sys.argv[1:])
    if ns.verb == "get":
        return snapshot_download(ns.mirror, local_dir=ns.into)
    ollama.chat(model=ns.persona, messages=[])
    return ollama.chat(model=ns.talker, messages=[])
