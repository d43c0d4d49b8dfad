"""A server on this machine that speaks the OSV API and the index's JSON, well or badly."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        query = json.loads(self.rfile.read(length))
        self.server.asked.append(query)
        self._say(self.server.osv(query))

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self._say(self.server.documents.get(self.path, 404))

    def _say(self, answer: object) -> None:
        if answer == "hang":
            time.sleep(1.0)  # longer than the time limit of the test
            return
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        status = answer if isinstance(answer, int) else 200
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """``records`` are what is known by package; ``bad`` is what is answered instead."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.records: dict[str, list[dict[str, Any]]] = {}
        self.documents: dict[str, object] = {}  # path -> document of GET
        self.bad: dict[str, object] = {}  # package -> status, bytes, "hang"
        self.page = 2
        self.asked: list[Any] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def osv(self, query: dict[str, Any]) -> object:
        """Answer ``POST /v1/query`` in pages."""
        name = query["package"]["name"]
        if name in self.bad:
            return self.bad[name]
        records = self.records.get(name, [])
        start = int(query.get("page_token") or 0)
        answer: dict[str, object] = {}
        if records[start : start + self.page]:
            answer["vulns"] = records[start : start + self.page]
        if start + self.page < len(records):
            answer["next_page_token"] = str(start + self.page)
        return answer


@contextmanager
def serving() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
