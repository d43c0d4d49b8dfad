from __future__ import annotations

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from scanner.facts import _http, package_index
from scanner.model.component import Component, ComponentKind
from scanner.model.context import Context
from scanner.model.errors import SourceUnavailable
from scanner.model.fact import Fact, Licensed
from scanner.model.inventory import Inventory

if TYPE_CHECKING:
    from collections.abc import Iterator

METADATA = b"Metadata-Version: 2.4\nName: alpha\nVersion: 1.0\nLicense-Expression: MIT\n\n"


class Index(BaseHTTPRequestHandler):
    """A package index with one wheel, and documents that misbehave."""

    documents: ClassVar[dict[str, tuple[str, bytes]]] = {}

    def do_GET(self) -> None:
        if self.path == "/away/":
            self.send_response(302)
            self.send_header("Location", "https://elsewhere.example.invalid/")
            self.end_headers()
            return
        kind, body = self.documents.get(self.path, ("", b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def index() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Index)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def component(name: str, version: str | None) -> Component:
    purl = f"pkg:pypi/{name}" + (f"@{version}" if version else "")
    return Component(purl, ComponentKind.PACKAGE, name, version)


@pytest.mark.parametrize("kind", ["application/vnd.pypi.simple.v1+json", "text/html"])
def test_the_metadata_beside_a_wheel_states_the_licence(
    index: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = "alpha-1.0-py3-none-any.whl"
    page = (
        json.dumps({"files": [{"url": f"/f/{wheel}"}, {"url": "/f/alpha-2.0-py3-none-any.whl"}]})
        if "json" in kind
        else f'<a href="../../f/{wheel}#sha256=aa">{wheel}</a>'
    )
    Index.documents = {
        "/simple/alpha/": (kind, page.encode()),
        f"/f/{wheel}.metadata": ("text/plain", METADATA),
    }
    monkeypatch.setenv("UV_DEFAULT_INDEX", f"{index}/simple")
    packages = (component("alpha", "1.0"), component("beta", "1"), component("gamma", None))
    context = Context(today=date(2026, 11, 21))
    facts = list(package_index.gather(Inventory(components=packages), context))
    assert [
        (fact.about, fact.claim.expression)
        for fact in facts
        if isinstance(fact, Fact) and isinstance(fact.claim, Licensed)
    ] == [("pkg:pypi/alpha@1.0", "MIT")]


def test_a_redirect_to_another_host_is_not_followed(index: str) -> None:
    with pytest.raises(SourceUnavailable, match="another host"):
        _http.get(f"{index}/away/", hosts=frozenset(["127.0.0.1"]))


@pytest.mark.parametrize("url", ["http://plain.example.invalid/", "file:///etc/hostname"])
def test_only_allowed_hosts_over_tls_are_asked(url: str) -> None:
    with pytest.raises(SourceUnavailable, match="not allowed"):
        _http.get(url, hosts=frozenset(["plain.example.invalid", ""]))


def test_an_answer_that_is_too_large_is_refused(
    index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Index.documents = {"/big": ("text/plain", b"x" * 2000)}
    monkeypatch.setattr(_http, "ANSWER_LIMIT_BYTES", 1000)
    with pytest.raises(SourceUnavailable, match="larger than"):
        _http.get(f"{index}/big", hosts=frozenset(["127.0.0.1"]))


def test_broken_json_of_an_index_is_said(index: str) -> None:
    with pytest.raises(SourceUnavailable, match="broken JSON"):
        package_index.wheels(f"{index}/alpha/", "application/json", b"{", "alpha", "1")


def test_the_configured_index_is_taken_before_any_default() -> None:
    address = "https://index.example.invalid/simple"
    assert package_index.index_url({"PIP_INDEX_URL": address}) == address
