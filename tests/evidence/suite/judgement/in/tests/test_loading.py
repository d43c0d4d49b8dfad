from unittest.mock import MagicMock, patch

import pytest
from transformers import AutoModel

from app.guards import context_window, is_blocked


@pytest.mark.parametrize("name", ["foo/bar", "test/model", "org/name", "user/repo"])
def test_unknown_is_not_blocked(name):
    assert not is_blocked(name)


def test_window():
    assert context_window("gpt-4-32k-0613") == 32_768
    assert context_window("dummy-model") == 4_096


def test_real_model_loads():
    model = AutoModel.from_pretrained("hf-internal-testing/tiny-random-bert")
    assert model.config.model_type == "bert"


@patch("app.guards.AutoModel.from_pretrained")
def test_mocked(loader):
    loader.return_value = MagicMock(name_or_path="fake/model")
    client = MagicMock()
    client.chat.completions.create.return_value = {"model": "gpt-4o-mini-2024-07-18", "choices": []}
    assert client.chat.completions.create()["model"] == "gpt-4o-mini-2024-07-18"


def test_node_ids(pytester):
    pytester.runpytest("tests/test_loading.py::test_window", "tests/unit")


def test_url_is_rejected():
    with pytest.raises(ValueError, match="some/model"):
        AutoModel.from_pretrained("some/model")
