"""Asking the hub: against a small local server, so that nothing leaves this machine."""

from __future__ import annotations

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
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
    seen: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("authorization")))
        found = self.path.startswith("/api/models/acme-labs/zorb-7b")
        body = json.dumps(MODEL if found else {"error": "Repository not found"}).encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[str]:
    Hub.seen.clear()
    server = HTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


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
