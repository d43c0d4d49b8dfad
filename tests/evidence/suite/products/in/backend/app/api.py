from fastapi import APIRouter, Body, Depends, FastAPI, Query
from fastapi.responses import StreamingResponse
from openai import AsyncOpenAI
from pydantic import BaseModel

from .settings import Settings

app = FastAPI(openapi_tags=[{"name": "chat/v1"}])
router = APIRouter(prefix="/chat/v1")


class ChatRequest(BaseModel):
    model: str = "gpt-4o-mini"
    stream: bool = False
    user: str = "anon/0"

    model_config = {"json_schema_extra": {"examples": [{"model": "gpt-4-vision-preview", "stream": True}]}}


async def complete(request: ChatRequest, client: AsyncOpenAI = Depends(AsyncOpenAI)):
    if request.model.startswith("claude"):
        return None
    return await client.chat.completions.create(
        model=request.model if request.model != "auto" else "gpt-4.1-nano",
        messages=[{"role": "system", "content": "You are gpt-4."}],
        user=request.user,
        extra_body={"guardrails": "policies/default"},
    )


@router.post("/completions", tags=["openai/compatible"])
async def completions(body: ChatRequest = Body(...)):
    return StreamingResponse(await complete(body), media_type="text/event-stream")


@router.get("/images")
async def images(model: str = Query("gpt-image-1", pattern="^(gpt-image-1|dall-e-3)$"), size: str = "1024/1024"):
    client = AsyncOpenAI(base_url="https://api.studio.nebius.ai/v1")
    return await client.images.generate(model="black-forest-labs/flux-dev", prompt=size)
