import bentoml
from bentoml.models import HuggingFaceModel

NAME = "BAAI/bge-reranker-v2-m3"


@bentoml.service(resources={"gpu": 1}, traffic={"timeout": 30})
class Rank:
    path = HuggingFaceModel(NAME)
    other = bentoml.models.HuggingFaceModel("microsoft/deberta-v3-xsmall", revision="main")

    @bentoml.api(route="/rank/all")
    def rank(self, texts: list[str]) -> list[float]:
        tag = bentoml.transformers.get("my/rank:latest")
        return []
