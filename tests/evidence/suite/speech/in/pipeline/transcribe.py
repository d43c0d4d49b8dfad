"""Speech to text with whichever engine is installed."""
import whisper
import whisperx
from faster_whisper import BatchedInferencePipeline, WhisperModel

LANGUAGES = {"en": "Europe/London", "zh": "Asia/Shanghai"}


def openai_whisper(path: str):
    model = whisper.load_model("large-v3")
    return model.transcribe(path, task="translate")


def local_whisper():
    return whisper.load_model("/models/whisper/medium.en.pt")


def ct2(path: str, device: str = "cuda"):
    model = WhisperModel("distil-large-v3", device=device, compute_type="int8_float16")
    batched = BatchedInferencePipeline(model=WhisperModel("medium.en"))
    hub = WhisperModel("deepdml/faster-whisper-large-v3-turbo-ct2")
    return model, batched, hub


def aligned(audio, device):
    model = whisperx.load_model("large-v2", device, compute_type="float16")
    align, metadata = whisperx.load_align_model(
        language_code="de", device=device, model_name="jonatasgrosman/wav2vec2-large-xlsr-53-german"
    )
    return model, align, metadata
