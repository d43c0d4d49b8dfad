import easyocr
from docling.chunking import HybridChunker
from docling.datamodel.pipeline_options_vlm_model import InferenceFramework, InlineVlmOptions
from marker.config.parser import ConfigParser
from marker.models import create_model_dict
from paddleocr import PaddleOCR
from surya.model.detection.model import load_model as load_det

reader = easyocr.Reader(["ch_sim", "en"], recog_network="zh_sim_g2", gpu=False)
paddle = PaddleOCR(
    lang="ch",
    text_detection_model_name="PP-OCRv5_server_det",
    text_recognition_model_name="PP-OCRv5_server_rec",
    use_doc_unwarping=False,
)
chunker = HybridChunker(tokenizer="sentence-transformers/all-MiniLM-L6-v2", max_tokens=256)
vlm = InlineVlmOptions(
    repo_id="ibm-granite/granite-docling-258M",
    prompt="Convert this page to docling.",
    inference_framework=InferenceFramework.TRANSFORMERS,
)
detector = load_det(checkpoint="vikp/surya_det3")
parser = ConfigParser(
    {
        "output_format": "markdown",
        "use_llm": True,
        "llm_service": "marker.services.openai.OpenAIService",
        "openai_model": "gpt-4o-mini",
        "openai_base_url": "https://api.openai.com/v1",
    }
)
models = create_model_dict()
ALLOWED = {"application/pdf", "image/jpeg", "text/markdown"}
