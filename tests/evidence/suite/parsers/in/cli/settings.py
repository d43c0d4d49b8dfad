from functools import lru_cache

from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from sentence_transformers import CrossEncoder, SentenceTransformer
import anthropic


class Retrieval(BaseModel):
    dense: str = "Snowflake/snowflake-arctic-embed-m-v1.5"
    cross: str = Field(default_factory=lambda: "mixedbread-ai/mxbai-rerank-xsmall-v1")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="DESK_", env_nested_delimiter="__")
    retrieval: Retrieval = Retrieval()
    speaker: str = "claude-3-7-sonnet-20250219"
    queue: str = "desk/high"
    locale: str


@lru_cache
def get_settings() -> Settings:
    return Settings()


settings = get_settings()
encoder = SentenceTransformer(settings.retrieval.dense)
ranker = CrossEncoder(settings.retrieval.cross)
answer = anthropic.Anthropic().messages.create(model=get_settings().speaker, max_tokens=9, messages=[])
