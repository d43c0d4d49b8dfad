"""The Python reader: slices give what the whole gives, and no input makes it raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.evidence import python
from scanner.evidence.models import python_code
from scanner.evidence.models.calls import callables, find
from scanner.evidence.models.places import places
from scanner.evidence.models.triggers import triggers
from scanner.evidence.slices import blocks
from scanner.model.evidence import Evidence, Gap, Kind, Reference
from scanner.model.file import File

if TYPE_CHECKING:
    from collections.abc import Iterable

FILLER = (
    "\n\n\ndef filler_{n}(value):\n    table = {{'a': 1, 'b': [2, 3]}}\n    return table[value]\n"
)
PARTS = (
    (
        "from transformers import AutoModel\nfrom .sizes import *\n"
        '\nNAME = "acme-labs/thing"\nOTHER = NAME'
    ),
    'TEXT = """\nmodel = load("inside/a-text-7b")\n\ndef no():\n    pass\n"""',
    "# it's a comment with ''' and \"\"\" in it",
    (
        "@decorated(\n    1,\n)\n"
        "class Loader:\n    def load(self):\n        return AutoModel.from_pretrained(OTHER)"
    ),
    'if True:\n    INNER = "Qwen/Qwen2.5-7B"\nelse:\n    INNER = "Qwen/Qwen2.5-3B"\n',
    "def use():\n    return AutoModel.from_pretrained(INNER)",
    'try:\n    import x\nexcept ImportError:\n    x = None\nfinally:\n    y = "gpt-4o"',
    'long_call(\n    "a",\n    model="microsoft/phi-2",\n)\n',
    'async def main():\n    await client.chat.completions.create(model="gpt-4o-mini")',
)


def file_of(text: str, path: str = "app.py") -> File:
    content = text.encode("utf-8", "surrogatepass")
    return File(path, len(content), lambda at, length: content[at : at + length])


def rows(found: Iterable[object]) -> list[object]:
    return [row for row in found if isinstance(row, (Evidence, Gap))]


@pytest.mark.parametrize("turn", range(len(PARTS)))
def test_slices_give_what_the_whole_gives(turn: int) -> None:
    parts = [*PARTS[turn:], *PARTS[:turn]]
    text = "\n\n\n".join(
        part + "".join(FILLER.format(n=f"{at}_{n}") for n in range(40))
        for at, part in enumerate(parts)
    )
    at = places(text)
    assert at is not None
    sliced = rows(python.references(file_of(text), text, places=at))
    assert not blocks(text).is_whole
    blocks(text).all()
    assert sliced == rows(python.references(file_of(text), text, places=at))
    assert sliced == rows(python_code.detect_whole(file_of(text)))
    assert len([row for row in sliced if isinstance(row, Evidence)]) == 6


def test_only_blocks_around_a_place_are_parsed() -> None:
    text = "\n".join(f"name_{n} = {n}  # {'x' * 40}" for n in range(400))
    found = blocks(text).holding([text.index("name_200")])
    assert [statement.lineno for statement in found] == [201]
    assert not blocks(text).is_whole


def test_a_client_says_where_its_calls_go() -> None:
    text = (
        "from openai import OpenAI\nclass A:\n    def __init__(self):\n"
        "        self.client = OpenAI(base_url='https://api.deepseek.com')\n"
        "    def ask(self):\n        self.client.chat.completions.create(model='deepseek-chat')\n"
        "OpenAI().responses.create(model='gpt-4o')\n"
    )
    hosts = {
        row.name: getattr(row.detail, "host", None)
        for row in python.references(file_of(text), text)
        if isinstance(row, Evidence) and row.kind is Kind.HOSTED_MODEL
    }
    assert hosts == {"deepseek-chat": "api.deepseek.com", "gpt-4o": "api.openai.com"}


def test_revision_remote_code_and_files_are_kept() -> None:
    text = (
        "from huggingface_hub import hf_hub_download\n"
        "hf_hub_download('org-a/b', filename='c.gguf', revision='abc')\n"
        "AutoModel.from_pretrained('org-a/d', trust_remote_code=True)\n"
    )
    details = {
        row.name: row.detail
        for row in python.references(file_of(text), text)
        if isinstance(row, Evidence)
    }
    assert details["org-a/b"] == Reference(
        revision="abc", files=("c.gguf",), library="huggingface_hub"
    )
    assert details["org-a/d"] == Reference(remote_code=True)


def test_an_excerpt_keeps_its_lines_and_its_way() -> None:
    text = ">>> x = 1\n>>> m = load(\n...     model='gpt-4o')\noutput of it\n"
    found = list(python.references(file_of(text), text, way="fence", first_line=10))
    assert [(row.at.line, row.way) for row in found if isinstance(row, Evidence)] == [(12, "fence")]
    text = "%pip install x\nm = load(\n    model='gpt-4o')\n"
    found = list(python.references(file_of(text), text, way="fence", first_line=10))
    assert [(row.at.line, row.way) for row in found if isinstance(row, Evidence)] == [(12, "fence")]


def test_every_row_of_the_table_can_be_found() -> None:
    assert len(callables()) > 500
    assert find("transformers.models.auto.pipeline") is not None
    assert find("sklearn.pipeline") is None
    host = find("langchain_openai.chat_models.ChatOpenAI")
    assert host is not None
    assert host.host == "api.openai.com"


def test_triggers_are_specific() -> None:
    assert all(len(trigger) >= 4 for trigger in triggers())
    assert not {"model", "openai", "llama", "name"} & set(triggers())
    found = places("x = 1\n")
    assert found is None or not any(found)


HOSTILE = {
    "deep": "x = " + "(" * 90 + "'gpt-4o'" + ")" * 90,
    "deeper": "x = " + "[" * 5000 + "]" * 5000,
    "chain": "MODEL = " + " + ".join(["'a'"] * 3000),
    "elif": "if a:\n    pass\n" + "".join(f"elif a == {n}:\n    pass\n" for n in range(2000)),
    "calls": "x = f" + ".g()" * 2000,
    "cycle": "a = b\nb = a\nAutoModel.from_pretrained(a)\n"
    "class C(C):\n    x = C.x\nAutoModel.from_pretrained(C.x)",
    "self import": "from app import *\nfrom . import app\nAutoModel.from_pretrained(app.app.app.X)",
    "product": "N = ['a', 'b', 'c', 'd']\nfor n in N:\n"
    "    AutoModel.from_pretrained(f'{n}{n}{n}{n}{n}{n}/{n}{n}')",
    "nul": "x = 1\0",
    "number": "x = " + "9" * 5000,
    "surrogate": "x = '\ud800'",
    "unclosed": '"""\nfrom_pretrained("a/b")\n' * 99,
    "tabs": "if x:\n\ty = 1\n        z = load_model('Qwen/Qwen2-7B')\n",
    "form feed": "\x0cMODEL = 'gpt-4o'\x0c\n",
    "long line": "model = ['" + "', '".join(["org/name-7b"] * 5000) + "']",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_gives_rows_and_no_exception(name: str) -> None:
    text = HOSTILE[name]
    for found in (
        python.references(file_of(text), text),
        python.references(file_of(text), text, way="fence"),
    ):
        assert all(isinstance(row, (Evidence, Gap)) for row in found)


WORDS = st.sampled_from(
    """
    x|=|(|)|[|]|{|}|:|,|\n|    |if|else|def f():|class A:|return|'Qwen/Qwen2-7B'|"gpt-4o"|model=|
    f'{x}/y'|AutoModel.from_pretrained(|import a.b|from . import *|lambda:|*|**|@|match x:|case 1:|
    os.environ['A']|'%s' % x|#|\\|for x in y:|with open(x) as f:|"{}".format(x)|try:|except A:
    """.split("|")  # noqa: SIM905 (reads better)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_no_words_make_it_raise(words: list[str]) -> None:
    text = " ".join(words)
    assert all(isinstance(row, (Evidence, Gap)) for row in python.references(file_of(text), text))
    assert list(python.references(file_of(text), text, way="fence")) is not None


@pytest.mark.parametrize(
    ("call", "host"),
    [
        ('ChatOpenAI(model="gpt-4o")', "api.openai.com"),
        ('ChatOpenAI(model="gpt-4o", base_url=None)', "api.openai.com"),
        ('ChatOpenAI(model="gpt-4o", base_url=os.environ["WHERE"])', None),
        ('AzureChatOpenAI(model_name="gpt-4o")', None),
    ],
)
def test_an_address_that_is_not_known_is_not_the_default_one(call: str, host: str | None) -> None:
    source = f"import os\nfrom langchain_openai import AzureChatOpenAI, ChatOpenAI\nx = {call}\n"
    found = [row for row in python.references(file_of(source), source) if isinstance(row, Evidence)]
    assert {row.detail.host for row in found if isinstance(row.detail, Reference)} == {host}
