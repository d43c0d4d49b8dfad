from abc import ABC, abstractmethod
from functools import cached_property

from transformers import AutoModel, AutoTokenizer


class Base(ABC):
    weights: str
    subfolder = "onnx/fp16"

    @property
    @abstractmethod
    def default_name(self) -> str: ...

    @cached_property
    def model(self):
        return AutoModel.from_pretrained(self.weights, revision=self.revision)

    @cached_property
    def tokenizer(self):
        return AutoTokenizer.from_pretrained(self.default_name)

    @property
    def revision(self):
        return "refs/pr/3"

    @classmethod
    def build(cls, name: str = None):
        return AutoModel.from_pretrained(name or cls.weights)
