"""pip-audit's online services against a server on this machine that speaks their protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from requests.adapters import HTTPAdapter

from scanner.facts import advisories, advisory_service
from scanner.facts.package_sources import PackageOptions
from scanner.model.errors import ConfigError, SourceUnavailable
from scanner.model.fact import Fact, Observed, Vulnerable
from tests.facts.osv_server import Server, serving
from tests.facts.test_packages import TODAY, inventory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from requests import PreparedRequest, Response


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))  # pip-audit keeps answers there
    monkeypatch.setattr(advisory_service, "TIMEOUT_S", 0.3)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving() as found:
        yield found


def record(name: str, number: int, fixed: str | None = "2.0", **more: object) -> dict[str, object]:
    events = [{"introduced": "0"}, *([{"fixed": fixed}] if fixed else [])]
    return {
        "schema_version": "1.6.0",
        "id": f"GHSA-{number}",
        "aliases": [f"CVE-{number}"],
        "summary": f"flaw {number}",
        "affected": [
            {
                "package": {"name": name, "ecosystem": "PyPI"},
                "ranges": [{"type": "ECOSYSTEM", "events": events}],
            }
        ],
        **more,
    }


def asked(service: str, *packages: tuple[str, str | None]) -> tuple[list[Fact], str]:
    """Return the facts, and why the source gave up in the end."""
    found: list[Fact] = []
    try:
        for fact in advisories.online(service).gather(inventory(*packages), TODAY):
            assert isinstance(fact, Fact)
            found.append(fact)
    except SourceUnavailable as error:
        return found, str(error)
    return found, ""


def told(facts: list[Fact]) -> dict[str, str]:
    """Return {package: whether it was checked}."""
    return {
        fact.about.removeprefix("pkg:pypi/"): fact.claim.value
        for fact in facts
        if isinstance(fact.claim, Observed) and fact.claim.key == advisories.CHECKED
    }


def known(facts: list[Fact]) -> list[str]:
    return [fact.claim.advisory for fact in facts if isinstance(fact.claim, Vulnerable)]


def test_an_answer_is_all_of_its_pages(server: Server) -> None:
    server.records["alpha"] = [record("alpha", number) for number in range(5)]
    facts, down = asked(server.url, ("alpha", "1.0"), ("beta", "1.0"))
    assert not down
    assert told(facts)["alpha@1.0"].startswith("checked: 5 known as of ")
    assert told(facts)["beta@1.0"].startswith("checked: none known as of ")
    assert len(known(facts)) == 5
    first = [query for query in server.asked if query.get("version") == "1.0"][:3]
    assert [query.get("page_token") for query in first] == [None, "2", "4"]


def test_pages_without_end_are_no_answer(server: Server) -> None:
    server.bad["alpha"] = {"vulns": [], "next_page_token": "again"}
    facts, _ = asked(server.url, ("alpha", "1.0"))
    assert told(facts) == {"alpha@1.0": "not checked: the answer has more than 50 pages"}


def test_withdrawn_advisories_do_not_count_and_aliases_are_one(server: Server) -> None:
    twin = record("alpha", 7, id="PYSEC-7", aliases=["CVE-1", "GHSA-1"])
    gone = record("alpha", 2, withdrawn="2024-01-01T00:00:00Z")
    server.records["alpha"] = [record("alpha", 1), twin, gone]
    facts, _ = asked(server.url, ("alpha", "1.0"))
    (flaw,) = [fact.claim for fact in facts if isinstance(fact.claim, Vulnerable)]
    assert {flaw.advisory, *flaw.aliases} == {"CVE-1", "GHSA-1", "PYSEC-7"}
    assert told(facts)["alpha@1.0"].startswith("checked: 1 known")


def test_the_way_out_is_asked_of_the_same_service(server: Server) -> None:
    server.records["alpha"] = [record("alpha", 1, fixed="1.5"), record("alpha", 2, fixed="1.9")]
    facts, _ = asked(server.url, ("alpha", "1.0"))
    # The server knows the flaws of every version: there is no way out it would call clean.
    assert not [
        f for f in facts if isinstance(f.claim, Observed) and f.claim.key == advisories.UPGRADE
    ]
    assert {query["version"] for query in server.asked} == {"1.0", "1.9"}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (500, "the service answered 500"),
        (b"{", "the service answered with broken JSON"),
        (b"[]", "the answer cannot be read: AttributeError"),
        ({"vulns": [{}]}, "the answer cannot be read: KeyError"),
        ({"vulns": [{"id": "X", "schema_version": "?"}]}, "the answer cannot be read: "),
    ],
)
def test_what_cannot_be_read_is_not_checked(server: Server, answer: object, reason: str) -> None:
    server.bad["alpha"] = answer
    facts, down = asked(server.url, ("alpha", "1.0"), ("beta", "1.0"))
    assert not down
    assert told(facts)["alpha@1.0"].startswith(f"not checked: {reason}")
    assert told(facts)["beta@1.0"].startswith("checked: none known")


def test_a_service_that_hangs_is_left_and_the_rest_is_not_checked(server: Server) -> None:
    server.bad["beta"] = "hang"
    packages = [("alpha", "1.0"), ("beta", "1.0"), ("delta", "1.0"), ("gamma", "2.0")]
    facts, down = asked(server.url, *packages)
    assert "cannot be reached: ReadTimeout" in down
    assert told(facts)["alpha@1.0"].startswith("checked: none known")
    for name in ("beta@1.0", "delta@1.0", "gamma@2.0"):
        assert told(facts)[name].startswith("not checked: ")
    assert len(server.asked) == 2


def test_a_service_that_fails_again_and_again_is_left(server: Server) -> None:
    packages = [(f"alpha{number}", "1.0") for number in range(9)]
    server.bad = dict.fromkeys((name for name, _ in packages), 503)
    facts, down = asked(server.url, *packages)
    assert "failed 5 times in a row" in down
    assert len(server.asked) == 5
    assert all(text.startswith("not checked: ") for text in told(facts).values())
    assert len(told(facts)) == 9


def test_nobody_answers() -> None:
    facts, down = asked("http://127.0.0.1:9", ("alpha", "1.0"))
    assert "cannot be reached: ConnectionError" in down
    assert told(facts)["alpha@1.0"].startswith("not checked: ")


class _ToServer(HTTPAdapter):
    """Sends what goes to the index to the server on this machine."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    def send(self, request: PreparedRequest, *args: object, **more: object) -> Response:
        request.url = self.url + urlsplit(str(request.url)).path
        return super().send(request, *args, **more)  # type: ignore[arg-type]  # passed on


def test_an_index_without_advisory_documents_checks_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trap of pip-audit: everything is skipped, yet it says that nothing is known."""
    made = advisory_service.service

    def mounted(name: str) -> object:
        held = made(name)
        held._asked.session.mount("https://", _ToServer(server.url))  # noqa: SLF001 (the seam)
        return held

    monkeypatch.setattr(advisory_service, "service", mounted)
    facts, down = asked("pypi", ("alpha", "1.0"), ("beta", "1.0"))
    assert not down
    assert server.asked == ["/pypi/alpha/1.0/json", "/pypi/beta/1.0/json"]
    assert all(text.startswith("not checked: ") for text in told(facts).values())
    flaw = {"id": "PYSEC-1", "aliases": ["CVE-1"], "summary": "bad", "fixed_in": ["1.2"]}
    server.documents["/pypi/alpha/1.0/json"] = {"vulnerabilities": [flaw]}
    server.documents["/pypi/alpha/1.2/json"] = {"vulnerabilities": []}
    facts, _ = asked("pypi", ("alpha", "1.0"), ("beta", "1.0"))
    assert known(facts) == ["PYSEC-1"]
    assert told(facts)["beta@1.0"].startswith("not checked: ")
    assert [
        fact.claim.value
        for fact in facts
        if isinstance(fact.claim, Observed) and fact.claim.key == advisories.UPGRADE
    ] == ["1.2"]


@pytest.mark.parametrize(
    "name", ["osv.example.invalid", "http://osv.example.invalid", "ftp://x", ""]
)
def test_only_an_https_address_is_a_server(name: str) -> None:
    with pytest.raises(ConfigError, match="https address"):
        advisory_service.service(name)


def test_an_address_may_name_the_query_or_the_server() -> None:
    for name in ("https://osv.example.invalid", "https://osv.example.invalid/v1/query"):
        assert advisory_service.address(name) == "https://osv.example.invalid/v1/query"


def test_a_service_is_not_left_out_silently(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--online"):
        PackageOptions(advisory_service="osv").sources(tmp_path)


def test_a_report_names_the_server_without_its_password(server: Server) -> None:
    url = server.url.replace("//", "//user:secret@")
    facts, _ = asked(url, ("alpha", "1.0"))
    assert {fact.provenance.reference for fact in facts} == {"pip-audit, OSV server 127.0.0.1"}
