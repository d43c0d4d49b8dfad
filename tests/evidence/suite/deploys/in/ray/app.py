from ray import serve
from ray.serve.llm import LLMConfig, LLMServer, build_openai_app

config = LLMConfig(
    model_loading_config=dict(model_id="tiny", model_source="Qwen/Qwen3-0.6B"),
    deployment_config=dict(autoscaling_config=dict(min_replicas=1)),
)
app = build_openai_app({"llm_configs": [config]})


@serve.deployment(name="text/join")
class Joiner:
    def __init__(self, weights: str):
        from transformers import pipeline
        self.pipe = pipeline("fill-mask", model=weights)


joiner = Joiner.bind("distilbert/distilroberta-base")
