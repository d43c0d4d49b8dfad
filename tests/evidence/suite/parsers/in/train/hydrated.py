import hydra
from omegaconf import DictConfig, OmegaConf
from transformers import AutoImageProcessor, AutoModelForImageClassification


def build(cfg):
    processor = AutoImageProcessor.from_pretrained(cfg.net.pre)
    return AutoModelForImageClassification.from_pretrained(cfg.net.start), processor


@hydra.main(config_path="../conf", config_name="vision", version_base="1.3")
def main(cfg: DictConfig) -> None:
    build(cfg)


if __name__ == "__main__":
    main()
