from dataclasses import dataclass, field

from datasets import load_dataset
from simple_parsing import ArgumentParser, choice
from transformers import AutoModelForCausalLM, AutoTokenizer, HfArgumentParser
import tyro
import jsonargparse


@dataclass
class Source:
    origin: str = "HuggingFaceTB/SmolLM2-360M"
    branch: str = "release/nightly"


@dataclass
class Corpus:
    path: str = field(default="HuggingFaceH4/no_robots")
    split: str = "train/clean"


@dataclass
class ScriptArguments:
    start: str = field(default="EleutherAI/pythia-410m", metadata={"help": "where to start"})
    vocabulary: str | None = None


def one():
    parser = ArgumentParser()
    parser.add_arguments(Source, dest="source")
    options = parser.parse_args()
    return AutoModelForCausalLM.from_pretrained(options.source.origin)


def two():
    args, rest = HfArgumentParser((ScriptArguments,)).parse_args_into_dataclasses(return_remaining_strings=True)
    tokenizer = AutoTokenizer.from_pretrained(args.vocabulary or args.start)
    return AutoModelForCausalLM.from_pretrained(args.start), tokenizer


def three():
    corpus = tyro.cli(Corpus)
    return load_dataset(corpus.path, split="train")


def four(backbone: str = "facebook/opt-350m"):
    return AutoModelForCausalLM.from_pretrained(backbone)


if __name__ == "__main__":
    jsonargparse.CLI(four)
