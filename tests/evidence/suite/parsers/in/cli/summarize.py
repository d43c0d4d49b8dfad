import argparse

from transformers import AutoModelForSeq2SeqLM, AutoTokenizer


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-m", "--checkpoint", default="google/pegasus-xsum")
    parser.add_argument("--quantization", default="int8/asym")
    parser.add_argument("--tok", dest="tokenizer_path", default=None)
    parser.add_argument("--second", required=True)
    return parser.parse_args()


def run(args):
    model = AutoModelForSeq2SeqLM.from_pretrained(args.checkpoint)
    tokenizer = AutoTokenizer.from_pretrained(args.tokenizer_path or args.checkpoint)
    other = AutoModelForSeq2SeqLM.from_pretrained(args.second)
    return model, tokenizer, other


if __name__ == "__main__":
    run(parse())
