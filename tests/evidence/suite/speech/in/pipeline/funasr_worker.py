from funasr import AutoModel
from modelscope import Model, snapshot_download
from modelscope.msdatasets import MsDataset
from modelscope.pipelines import pipeline
from modelscope.utils.constant import Tasks

asr = AutoModel(
    model="paraformer-zh",
    vad_model="fsmn-vad",
    punc_model="ct-punc",
    spk_model="cam++",
)
sense = AutoModel(model="iic/SenseVoiceSmall", trust_remote_code=True, device="cuda:0")
ans = pipeline(Tasks.acoustic_noise_suppression, model="damo/speech_frcrn_ans_cirm_16k")
segment = pipeline("word-segmentation", "iic/nlp_structbert_word-segmentation_chinese-base")
folder = snapshot_download("LLM-Research/Meta-Llama-3-8B-Instruct", cache_dir="/data/ms")
chat = Model.from_pretrained("ZhipuAI/chatglm3-6b", revision="v1.0.0")
data = MsDataset.load("AI-ModelScope/alpaca-gpt4-data-zh", split="train")


def result_topic(device_id: str) -> str:
    return f"speech/results/{device_id}"
