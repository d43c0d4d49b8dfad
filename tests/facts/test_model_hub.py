"""Asking the hub: against a small local server, so that nothing leaves this machine."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from scanner.facts import knowledge, model_hub, updates
from scanner.model.errors import SourceUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("huggingface_hub")

TODAY = date(2026, 11, 21)
MODEL = {
    "_id": "1",
    "id": "acme-labs/zorb-7b",
    "cardData": {"license": "mit", "base_model": "Qwen/Qwen2.5-7B"},
    "tags": ["license:mit", "base_model:finetune:Qwen/Qwen2.5-7B"],
    "gated": "manual",
    "createdAt": "2026-11-01T00:00:00.000Z",
}


class Hub(BaseHTTPRequestHandler):
    """Speaks the hub's protocol; the name of a model says how it is answered."""

    seen: ClassVar[list[tuple[str, str | None]]] = []
    elsewhere: ClassVar[str] = ""

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("authorization")))
        name = self.path.removeprefix("/api/models/").split("?")[0]
        last = name.rpartition("/")[2]
        if last.isdigit():
            self.answer(int(last), {"error": "as asked"})
        elif last in {"moved", "renamed"}:
            self.answer(301 if last == "moved" else 307, {}, to="/api/models/acme-labs/zorb-7b")
        elif last == "away":
            self.answer(307, {}, to=f"{self.elsewhere}/api/models/acme-labs/zorb-7b")
        elif last == "loop":
            self.answer(307, {}, to=self.path)
        elif last == "list":
            self.answer(200, [1])
        elif last == "slow":
            time.sleep(0.3)
        elif last == "cut":
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 500\r\n\r\n{")
        elif last == "types":
            self.answer(200, {**MODEL, "id": 5, "cardData": "no", "tags": [1], "safetensors": []})
        elif last == "gone":
            self.answer(404, {"error": "Repository not found"})
        else:
            self.answer(200, {**MODEL, "id": name})

    def answer(self, status: int, content: object, *, to: str = "") -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if to:
            self.send_header("Location", to)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def endpoint() -> Iterator[str]:
    Hub.seen.clear()
    with serving() as address:
        yield address


def test_what_the_hub_says_becomes_an_import(endpoint: str, tmp_path: Path) -> None:
    answers = model_hub.ask(["acme-labs/zorb-7b", "acme-labs/gone"], today=TODAY, endpoint=endpoint)
    assert answers.found.rows == 1
    assert answers.failed == (("acme-labs/gone", "status 404"),)
    folder = tmp_path / "imports"
    updates.store(answers.found, folder)
    fresh = knowledge.Knowledge(
        knowledge.current_file(knowledge.base_file(), folder, tmp_path / "cache")
    )
    model = fresh.model("hf", "acme-labs/zorb-7b")
    assert model is not None
    assert model.access == "limited"
    assert [name for name, _ in model.licenses] == ["mit"]
    assert [base[:2] for base in model.bases] == [["finetuned_from", "Qwen/Qwen2.5-7B"]]


def test_the_token_of_the_hub_goes_to_no_other_host(
    endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    model_hub.ask(["acme-labs/zorb-7b"], today=TODAY, endpoint=endpoint)
    assert [token for _, token in Hub.seen] == [None]


def test_a_hub_that_answers_nothing_is_unavailable(endpoint: str) -> None:
    with pytest.raises(SourceUnavailable, match="status 404"):
        model_hub.ask(["acme-labs/gone"], today=TODAY, endpoint=endpoint)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("x/401", "status 401"),
        ("x/403", "status 403"),
        ("x/429", "status 429"),
        ("x/500", "status 500"),
        ("x/gone", "status 404"),
        ("x/away", "redirected to another host"),
        ("x/loop", "TooManyRedirects"),
        ("x/list", "TypeError"),
        ("x/types", "BadTable"),
        ("x/slow", "ReadTimeout"),
        ("x/cut", "RemoteProtocolError"),
        ("not/an/id", "HFValidationError"),
    ],
)
def test_what_is_no_answer_is_reported_and_the_rest_is_kept(
    endpoint: str, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    monkeypatch.setattr(model_hub, "TIMEOUT_S", 0.1)
    with serving() as elsewhere:
        monkeypatch.setattr(Hub, "elsewhere", elsewhere.replace("127.0.0.1", "localhost"))
        answers = model_hub.ask(["acme-labs/zorb-7b", name], today=TODAY, endpoint=endpoint)
    assert [entry.key for entry in answers.found.entries] == ["acme-labs/zorb-7b"]
    assert answers.failed == ((name, reason),)


def test_no_other_host_is_asked_at_all_with_or_without_the_token(
    endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as elsewhere:
        monkeypatch.setattr(Hub, "elsewhere", elsewhere)
        with pytest.raises(SourceUnavailable, match="another host"):
            model_hub.ask(["x/away"], today=TODAY, endpoint=endpoint, token="hf_secret")  # noqa: S106 (of the test)
    assert Hub.seen == [(Hub.seen[0][0], "Bearer hf_secret")]


@pytest.mark.parametrize("name", ["acme-labs/moved", "acme-labs/renamed"])
def test_a_renamed_model_is_known_by_both_names(endpoint: str, name: str) -> None:
    found = model_hub.ask([name], today=TODAY, endpoint=endpoint).found
    assert {entry.key for entry in found.entries} == {name, "acme-labs/zorb-7b"}


def test_a_hub_that_has_enough_or_is_silent_is_asked_no_more(
    endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["a/first", "b/429", "c/never"]
    answers = model_hub.ask(names, today=TODAY, endpoint=endpoint)
    assert answers.failed[-1] == ("c/never", "not asked: too many requests")
    monkeypatch.setattr(model_hub, "TIMEOUT_S", 0.1)
    names = ["a/first", *(f"{letter}/slow" for letter in "bcdef")]
    answers = model_hub.ask(names, today=TODAY, endpoint=endpoint)
    assert [why for _, why in answers.failed] == [
        *["ReadTimeout"] * model_hub.SILENCES,
        *["not asked: the hub does not answer"] * 2,
    ]
    monkeypatch.setattr(model_hub, "RUN_S", 0.0)
    answers = model_hub.ask(["a/first", "b/second"], today=TODAY, endpoint=endpoint)
    assert answers.failed == (("b/second", "not asked: out of time"),)


def test_answers_about_other_models_stay(endpoint: str, tmp_path: Path) -> None:
    for day, name in ((TODAY, "a/first"), (TODAY, "b/second"), (date(2026, 11, 22), "c/third")):
        updates.store_answers(
            model_hub.ask([name], today=day, endpoint=endpoint).found, tmp_path / "imports"
        )
    kept = updates.stored(tmp_path / "imports")
    assert [(item.as_of, item.rows) for item in kept] == [(TODAY, 2), (date(2026, 11, 22), 1)]
