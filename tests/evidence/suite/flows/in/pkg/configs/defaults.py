from dataclasses import dataclass, field

CONFIG = {
    "tagger": {"pretrained_model_name_or_path": "dslim/distilbert-NER", "num_labels": 9},
    "cache": {"path": "cache/tagger"},
}
NESTED = {"summary": {"en": ["google/bigbird-pegasus-large-arxiv"], "zh": ["csebuetnlp/mT5_multilingual_XLSum"]}}


@dataclass
class TextConfig:
    checkpoint: str = "vinai/bertweet-base"
    splits: list[str] = field(default_factory=lambda: ["train/clean", "test/clean"])
    judges: list[str] = field(default_factory=lambda: ["gpt-4.1", "claude-3-7-sonnet-20250219"])
