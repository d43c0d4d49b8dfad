import pytest
from transformers import AutoTokenizer

TINY = "trl-internal-testing/tiny-Qwen2ForCausalLM-2.5"


@pytest.fixture(scope="session")
def tokenizer():
    return AutoTokenizer.from_pretrained(TINY)


@pytest.fixture(params=["hf-internal-testing/tiny-random-t5", "hf-internal-testing/tiny-random-bart"])
def seq2seq_name(request):
    return request.param


@pytest.fixture
def seq2seq(seq2seq_name):
    from transformers import AutoModelForSeq2SeqLM

    return AutoModelForSeq2SeqLM.from_pretrained(seq2seq_name)


@pytest.fixture
def settings(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "sqlite/test")
    monkeypatch.setenv("EMBED_MODEL_ID", "sentence-transformers/paraphrase-albert-small-v2")
    (tmp_path / "model.safetensors").write_bytes(b"")
    return tmp_path
