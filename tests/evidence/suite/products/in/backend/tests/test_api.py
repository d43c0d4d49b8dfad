import json
from types import SimpleNamespace

import pytest
import respx
from httpx import Response

from app.api import complete
from app.providers import MODELS

REPLY = {"id": "chatcmpl-1", "object": "chat.completion", "model": "gpt-4o-2024-08-06", "choices": []}


@respx.mock
async def test_complete():
    route = respx.post("https://api.openai.com/v1/chat/completions").mock(Response(200, json=REPLY))
    await complete(SimpleNamespace(model="fake-model", user="u"))
    assert json.loads(route.calls[0].request.content)["model"] == "fake-model"


@pytest.mark.parametrize(
    ("name", "provider"),
    [("gpt-4o", "openai"), ("gemini-1.5-flash", "google")],
)
def test_registry(name, provider):
    assert any(m.name == name and m.provider == provider for m in MODELS)


def test_unknown_model_message():
    with pytest.raises(KeyError) as error:
        MODELS.index("no/such")
    assert "intfloat/e5-base" in str(error.value)


def test_parsing():
    assert "qwen2.5:7b".split(":") == ["qwen2.5", "7b"]
    assert "a/b".partition("/")[0] == "a"
