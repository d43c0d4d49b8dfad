import hydra
from transformers import AutoTokenizer


@hydra.main(version_base=None, config_path="../conf", config_name="train")
def main(cfg):
    return AutoTokenizer.from_pretrained(cfg.student.init)
