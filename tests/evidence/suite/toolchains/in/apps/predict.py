from cog import BasePredictor, Input
from diffusers import AutoPipelineForText2Image, DPMSolverMultistepScheduler
from sagemaker.huggingface import HuggingFaceModel
from sagemaker.jumpstart.model import JumpStartModel
import sagemaker

MODEL_ID = "playgroundai/playground-v2.5-1024px-aesthetic"
MODEL_CACHE = "cache/playground"


class Predictor(BasePredictor):
    def setup(self):
        self.pipe = AutoPipelineForText2Image.from_pretrained(MODEL_ID, cache_dir=MODEL_CACHE, variant="fp16")
        self.pipe.scheduler = DPMSolverMultistepScheduler.from_config(self.pipe.scheduler.config)

    def predict(self, prompt: str = Input(description="prompt", default="a lighthouse/at night")) -> str:
        return self.pipe(prompt).images[0]


hub = {"HF_MODEL_ID": "tiiuae/falcon-7b", "HF_TASK": "text-generation", "SM_NUM_GPUS": "1"}
model = HuggingFaceModel(env=hub, role="arn:aws:iam::123456789012:role/sm/exec", image_uri="img/tgi")
jump = JumpStartModel(model_id="huggingface-llm-mistral-7b-instruct")
session = sagemaker.Session(default_bucket="contoso/sagemaker")
predictor = model.deploy(1, "ml.g5.xlarge", endpoint_name="falcon-7b-prod")
VERTEX = "publishers/anthropic/models/claude-3-5-sonnet-v2@20241022"
PROFILE = "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0"
BUCKET_ARN = "arn:aws:s3:::contoso-models/llama"
