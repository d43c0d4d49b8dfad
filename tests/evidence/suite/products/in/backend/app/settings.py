from enum import Enum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, Field, HttpUrl, SecretStr, field_validator
from pydantic_settings import BaseSettings

ROOT = Path(__file__).parent

class Tier(str, Enum):
    free = "llama-3.1-8b-instant"
    pro = "llama-3.3-70b-specdec"


class WhisperSize(str, Enum):
    TINY = "tiny"
    LARGE = "large-v3"


class LLM(BaseModel):
    provider: Literal["openai", "azure", "bedrock"] = "bedrock"
    model: str = Field("eu.anthropic.claude-3-5-sonnet-20240620-v1:0", examples=["gpt-4o"])
    region: str = "eu-central-1"
    base_url: HttpUrl = "https://bedrock-runtime.eu-central-1.amazonaws.com"
    prompt_path: Path = ROOT / "prompts" / "system"


class Settings(BaseSettings):
    llm: LLM = LLM()
    vision_model: Annotated[str, Field(description="hub id")] = "Salesforce/blip2-opt-2.7b"
    guard_model_id: str = "protectai/deberta-v3-base-prompt-injection-v2"
    tts_voice: str = "en_US/vctk_low"
    s3_prefix: str = "uploads/images"
    sentry_environment: str = "prod/eu"
    openai_api_key: SecretStr | None = Field(None, validation_alias=AliasChoices("OPENAI_API_KEY", "openai/key"))
    allowed_models: list[str] = ["gpt-4o-mini", "mistral-small-2409"]
    summarizer: str = "philschmid/bart-large-cnn-samsum"
    reranker_name: str = Field(default="mixedbread-ai/mxbai-rerank-xsmall-v1")
    celery_result_backend: str = "redis/1"

    @field_validator("vision_model")
    @classmethod
    def known(cls, value: str) -> str:
        if value in {"Salesforce/blip2-flan-t5-xl"}:
            raise ValueError("use 'Salesforce/blip2-opt-2.7b'")
        return value
