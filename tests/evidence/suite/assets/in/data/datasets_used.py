import datasets
import pandas as pd
from datasets import concatenate_datasets, get_dataset_split_names, interleave_datasets, load_dataset, load_dataset_builder
from huggingface_hub import HfApi, hf_hub_download, snapshot_download
from torch.utils.data import DataLoader

TRAIN = "HuggingFaceFW/fineweb-edu"
EVAL_SETS = {"mt": "wmt/wmt14", "qa": "rajpurkar/squad", "sum": "EdinburghNLP/xsum"}
LOCAL = {"train": "data/train.jsonl", "test": "data/test.jsonl"}
TABLE = "warehouse/tickets"


def mixture():
    web = load_dataset(TRAIN, "sample-10BT", split="train", streaming=True)
    code = load_dataset("bigcode/the-stack-smol", data_dir="data/python", split="train")
    math = datasets.load_dataset("meta-math/MetaMathQA")["train"]
    return interleave_datasets([web, code, math], probabilities=[0.6, 0.2, 0.2])


def evaluation(task):
    return load_dataset(EVAL_SETS[task], trust_remote_code=True)


def many():
    names = ["lmsys/lmsys-chat-1m", "allenai/WildChat"]
    return concatenate_datasets([load_dataset(name, split="train") for name in names])


def look():
    builder = load_dataset_builder("google/fleurs", "de_de")
    splits = get_dataset_split_names("PolyAI/minds14", "de-DE")
    return builder, splits


def files():
    a = hf_hub_download("HuggingFaceM4/the_cauldron", "README.md", repo_type="dataset")
    b = snapshot_download("argilla/distilabel-intel-orca-dpo-pairs", repo_type="dataset", local_dir="data/orca")
    c = pd.read_parquet("hf://datasets/stanfordnlp/sst2/data/train-00000-of-00001.parquet")
    d = pd.read_csv("https://huggingface.co/datasets/scikit-learn/iris/raw/main/Iris.csv")
    e = pd.read_csv("data/local.csv")
    return a, b, c, d, e


def local():
    return load_dataset("json", data_files=LOCAL), load_dataset("./my_loader.py"), load_dataset("parquet", data_files="s3://acme/x.parquet")


def share(ds):
    ds.push_to_hub("acme-data/tickets-clean")
    ds.save_to_disk("data/tickets-clean")
    HfApi().upload_file(path_or_fileobj="x.jsonl", path_in_repo="x.jsonl", repo_id="acme-data/tickets-clean", repo_type="dataset")
    return DataLoader(ds, batch_size=8)
