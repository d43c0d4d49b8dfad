"""Which kinds of taggers there are, and what builds them."""


class TaggerType:
    qwen3 = "qwen3"
    gemma4 = "gemma4"


BACKENDS = {
    "hf-mistral3": "tagger.models.mistral3:MistralTagger",
    "local-qwen-audio": "tagger.models.audio:AudioTagger",
}

SUPPORTED_MODELS = [
    "Qwen2_5_VLForConditionalGeneration",
    "Spark2_5ForCausalLM",
    "HuggingFaceTB/SmolVLM-Instruct",
]


def built():
    return ModelMeta(TaggerType.qwen3), ModelMeta(TaggerType.gemma4), ModelArch("model.qwen2vl_vision_tower")
