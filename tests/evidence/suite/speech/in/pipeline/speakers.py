import nemo.collections.asr as nemo_asr
import nemo.collections.tts as nemo_tts
from pyannote.audio import Inference, Model, Pipeline
from speechbrain.inference.separation import SepformerSeparation
from speechbrain.inference.speaker import EncoderClassifier
from speechbrain.pretrained import EncoderDecoderASR


def diarization(token):
    return Pipeline.from_pretrained("pyannote/speaker-diarization-3.1", use_auth_token=token)


def segmentation():
    model = Model.from_pretrained("pyannote/segmentation-3.0")
    return Inference(model, step=2.5)


def embedding():
    return Inference("pyannote/wespeaker-voxceleb-resnet34-LM", window="whole")


def ecapa():
    return EncoderClassifier.from_hparams(
        source="speechbrain/spkrec-ecapa-voxceleb",
        savedir="pretrained_models/spkrec-ecapa-voxceleb",
    )


def separation():
    return SepformerSeparation.from_hparams("speechbrain/sepformer-wham", savedir="tmp/sepformer")


def asr():
    return EncoderDecoderASR.from_hparams(source="speechbrain/asr-crdnn-rnnlm-librispeech")


def nemo():
    conformer = nemo_asr.models.EncDecCTCModelBPE.from_pretrained("stt_en_conformer_ctc_large")
    parakeet = nemo_asr.models.ASRModel.from_pretrained(model_name="nvidia/parakeet-tdt-0.6b-v2")
    titanet = nemo_asr.models.EncDecSpeakerLabelModel.from_pretrained(model_name="titanet_large")
    restored = nemo_asr.models.ASRModel.restore_from("checkpoints/canary-finetuned.nemo")
    vocoder = nemo_tts.models.HifiGanModel.from_pretrained("tts_en_hifigan")
    return conformer, parakeet, titanet, restored, vocoder
