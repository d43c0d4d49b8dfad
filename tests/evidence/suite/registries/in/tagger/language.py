"""Which recogniser reads which script."""


def recogniser(script: str, generation: str):
    if generation == "second":
        if script in ("thai", "greek"):
            prefix = "th" if script == "thai" else "el"
            model_name = f"{prefix}_PP-OCRv5_mobile_rec"
            return load(model_name)
        return load("PP-OCRv5_server_rec")
    else:
        prefix = "cyrillic" if script == "cyrillic" else "arabic"
        model_name = f"{prefix}_PP-OCRv3_mobile_rec"
    return load(model_name)


def load(model_name: str):
    return Recogniser(model_name=model_name)


class Activity:
    def __init__(self, segmentation: PipelineModel = "quietroom/segmentation-3.1", fade: float = 0.1):
        self.segmentation = segmentation


ALIGN_MODELS = {
    "fr": "VOXPOPULI_ASR_BASE_10K_FR",
    "en": "WAV2VEC2_ASR_LARGE_LV60K_960H",
}


def aligner(language: str):
    model_name = ALIGN_MODELS[language]
    return torchaudio.pipelines.__dict__[model_name].get_model()


def headers(model) -> list[str]:
    return model_default_headers(model)


def model_default_headers(model) -> list[str]:
    return ["computer-use-2025-01-24", "token-efficient-tools-2025-02-19"]


def parser(add):
    add.add_argument("--model", default="small", help="size of the Whisper model that listens")
    add.add_argument("--model-size", default="medium", help="how much memory may be taken")
    return add
