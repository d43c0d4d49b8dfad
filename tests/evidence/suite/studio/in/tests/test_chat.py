import pytest

from app import chat


@pytest.fixture
def model_name():
    return "hf-internal-testing/tiny-random-LlamaForCausalLM"


@pytest.fixture(params=["hf-internal-testing/tiny-random-T5Model", "hf-internal-testing/tiny-random-BartModel"])
def either(request):
    return request.param


def test_base_url(monkeypatch):
    monkeypatch.setenv("CHAT_MODEL_NAME", "my-model")
    client = chat.openai.OpenAI(base_url="https://proxy.acme-test.dev/v1")
    assert client.base_url == "https://api.unit-host.dev/v1"


def test_reply(httpx_mock):
    httpx_mock.add_response(url="https://api.mocked-host.dev/v1/chat/completions", json={"model": "fake-gpt", "choices": []})
    assert chat.answer is not None
