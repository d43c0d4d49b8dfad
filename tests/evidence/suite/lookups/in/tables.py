"""What models cost and how much they read."""
PRICE = {
    "gpt-4o": (2.5, 10.0),
    "claude-3-opus": (15.0, 75.0),
}
CONTEXT_LENGTH = {"mistral-large-2411": 131072, "o1-preview": 128000}
MODEL_COST_PER_1K_TOKENS = {"gpt-4-32k": 0.06}
ARCHITECTURES = {"llama": "LlamaForCausalLM", "sd3-transformer-2d": "SD3Transformer2DModel"}
MODEL_TYPES = ["bert", "llama", "t5", "whisper"]
REASONING = {"o1-mini", "o4-mini"}


def cost(name, tokens):
    return PRICE[name][0] * tokens


def has_reasoning(name):
    return name in REASONING


@register_for("llama", "gpt-neox")
class Exporter:
    model_type = "llama"
