from unittest import mock
from unittest.mock import patch

import pytest
from transformers import AutoModel

CASES = [("s", "hf-internal-testing/tiny-random-bert"), ("m", "prajjwal1/bert-small")]


@pytest.mark.parametrize("name", ["sshleifer/tiny-gpt2", pytest.param("EleutherAI/gpt-neo-125m", id="neo/small")])
def test_loads(name):
    AutoModel.from_pretrained(name)


@pytest.mark.parametrize(("size", "repo"), CASES)
def test_sizes(size, repo):
    AutoModel.from_pretrained(repo)


@patch("core.flow.DEFAULT", "acme/patched")
@patch.dict("os.environ", {"DESK_TAGGER": "org/model"})
def test_patched():
    with mock.patch("core.tables.SIZES", {"s": "foo/bar"}):
        reply = mock.Mock(model="gpt-fake")
        assert reply
